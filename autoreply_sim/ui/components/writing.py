"""The piece of the explorer in which a story is written: where to begin, the form that is open, undo and redo."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from autoreply_sim.errors import Problem
from autoreply_sim.ui.components.drawing import draw
from autoreply_sim.ui.components.live import MOST_BYTES, Done, Given, Live, Received, SentFile
from autoreply_sim.ui.models.event_form import KINDS
from autoreply_sim.ui.models.open_form import CUSTOMER
from autoreply_sim.ui.models.writer import Writer
from autoreply_sim.ui.words import words


def writing_part(writer: Writer, watch: Callable[[Done], Done]) -> Live:
    """Return the piece; it is drawn again whenever something was written."""
    actions = {name: watch(action) for name, action in _actions(writer).items()}

    def received(_: str, sent: SentFile) -> None:
        if sent.is_too_large:
            message = f"the file is too large; at most {MOST_BYTES:,} bytes are possible: split it"
            writer.refuse(Problem(where="", message=message))
        else:
            writer.take(sent.data, is_saved=True)

    files: Mapping[str, Received] = {"open_file": received}
    live = Live("writing", actions, files)

    def show(_: object = None) -> None:
        live.html = writing_html(writer)

    writer.observe(show, "drawn")
    writer.explorer.observe(show, "language")
    show()
    return live


def story_actions(writer: Writer) -> dict[str, Done]:
    """Return what can be done to the events of a story that is being written."""
    return {
        "edit_event": lambda number, _: writer.edit(int(number)),
        "delete_event": lambda number, _: writer.delete(int(number)),
    }


def writing_html(writer: Writer) -> str:
    """Return the piece as HTML."""
    explorer = writer.explorer
    return draw(
        "writing",
        explorer.language,
        writer=writer,
        form=writer.form if writer.is_open else None,
        fields=writer.fields() if writer.is_open else (),
        problems=writer.other_problems(),
        refusal=writer.refusal,
        came=writer.came(),
        title=writer.draft.document.get("title", "") if writer.draft else "",
        can_copy=explorer.saved is not None,
        kinds=(*KINDS, CUSTOMER),
    )


def _actions(writer: Writer) -> dict[str, Done]:
    def named(key: str) -> str:
        title = writer.explorer.saved.scenario.title if writer.explorer.saved else ""
        return words(writer.explorer.language)[key].format(title=title)[:200]

    def change(name: str, value: Given) -> None:
        writer.change(name, "" if value is None else value)

    return {
        "copy": lambda *_: writer.copy(named("copy_of"), with_events=True),
        "empty": lambda *_: writer.copy(named("new_story"), with_events=False),
        "resume": lambda *_: writer.resume(),
        "discard": lambda *_: writer.discard(),
        "undo": lambda *_: writer.undo(),
        "redo": lambda *_: writer.redo(),
        "rename": lambda _, title: writer.rename(str(title)),
        "add": lambda kind, _: writer.add(kind),
        "change": change,
        "finish": lambda *_: writer.finish(),
        "close_form": lambda *_: writer.close(),
    }
