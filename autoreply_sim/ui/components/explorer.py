"""The pieces of the explorer's page: each a widget that is drawn again when what it shows has changed."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import ipywidgets

from autoreply_sim.rules.catalog import REPLY_KEYS
from autoreply_sim.ui.components.drawing import draw, in_words, unwire
from autoreply_sim.ui.components.live import Done, Given, Live
from autoreply_sim.ui.components.writing import story_actions, writing_part
from autoreply_sim.ui.models.compare import Differences
from autoreply_sim.ui.models.explorer import OWN_STORY, Explorer
from autoreply_sim.ui.models.phrase import phrase
from autoreply_sim.ui.models.writer import Writer

Watch = Callable[[Done], Done]
"""What goes around every action: the guard that shows its errors."""


def explorer_page(
    explorer: Explorer,
    watch: Watch,
    downloads: Mapping[str, Done],
    writer: Writer | None = None,
    *last: ipywidgets.Widget,
) -> ipywidgets.Box:
    """Return the whole page, with `last` at its end; each piece is drawn again whenever there is a new page."""
    writer = writer or Writer(explorer)
    actions = {
        "head": downloads,
        "story": story_actions(writer),
        "panel": _panel_actions(explorer),
        "phone": {"customer": lambda _, value: explorer.look_at(customer=str(value))},
    }
    parts = [_library(explorer, watch)]
    for name, html in PARTS.items():
        live = Live(name, {key: watch(action) for key, action in actions.get(name, {}).items()})
        _follow(explorer, live, html)
        parts.append(live)
    parts.insert(2, writing_part(writer, watch))
    page = ipywidgets.Box([*parts, *last])
    page.add_class("sheet")
    page.add_class("explorer")
    return page


def _follow(explorer: Explorer, live: Live, html: Callable[[Explorer], str]) -> None:
    def show(_: object = None) -> None:
        live.html = html(explorer)

    explorer.observe(show, ["page", "language"])
    show()


def _library(explorer: Explorer, watch: Watch) -> Live:
    library = explorer.library

    def ask(name: str) -> Done:
        return watch(lambda _, value: setattr(library, name, value))

    actions = {name: ask(name) for name in ("search", "rule", "reply", "verdict")}
    actions["clear"] = watch(lambda *_: library.clear())
    actions["open"] = watch(lambda name, _: explorer.open(name))
    live = Live("library", actions)
    _follow(explorer, live, library_html)
    library.observe(lambda _: setattr(live, "html", library_html(explorer)))
    return live


def _panel_actions(explorer: Explorer) -> dict[str, Done]:
    def flip(setting: str, value: Given) -> None:
        explorer.flip(unwire(setting), value is True)

    def send_as(setting: str, value: Given) -> None:
        explorer.flip(unwire(setting), str(value))

    return {
        "flip": flip,
        "send_as": send_as,
        "write": lambda setting, value: explorer.write(unwire(setting), str(value)),
        "edit": lambda reply, _: explorer.look_at(editing=reply),
        "team": lambda _, value: explorer.look_at(team=str(value)),
        "revert": lambda setting, _: explorer.revert(unwire(setting)),
        "revert_all": lambda *_: explorer.revert_all(),
        "try_steps": lambda _, value: explorer.try_steps(is_on=value is True),
    }


def library_html(explorer: Explorer) -> str:
    """Return the list of stories and what it is searched by."""
    library = explorer.library
    groups = library.groups()
    return draw(
        "library",
        explorer.language,
        library=library,
        groups=groups,
        total=len(library.entries),
        tally=phrase("stories_found", count=sum(len(entries) for _, entries in groups)),
        reading=library.unread > 0,
        chosen=explorer.page.name,
        rules_shown=library.rules(),
        replies=REPLY_KEYS,
    )


def head_html(explorer: Explorer) -> str:
    """Return the story's title and what it shows, or why there is no story."""
    told = explorer.page.told
    times = phrase("times_in", zone=told.head.timezone) if told else None
    return draw(
        "head", explorer.language, page=explorer.page, times=times, is_own=explorer.page.name == OWN_STORY
    )


def panel_html(explorer: Explorer) -> str:
    """Return the what-if panel with the line that says what differs."""
    told = explorer.page.told
    return draw(
        "panel",
        explorer.language,
        panel=told.panel if told else None,
        others=phrase("other_replies", count=len(told.panel.others) if told else 0),
        differences=told.differences if told else None,
        events=told.events if told else (),
        summary=summary(told.differences if told else None, explorer.language),
    )


def summary(differences: Differences | None, language: str) -> str:
    """Return what differs as one line, such as "2 replies differ, 1 ticket differs"."""
    if differences is None:
        return in_words(phrase("nothing_chosen"), language)
    counts = {name: getattr(differences, name) for name in ("replies", "tickets", "calls", "reasons")}
    said = [
        in_words(phrase(f"{name}_differ", count=count), language) for name, count in counts.items() if count
    ]
    return in_words(phrase("nothing_differs"), language) if differences.is_none else ", ".join(said)


def story_html(explorer: Explorer) -> str:
    """Return the story, event by event, with what came of each."""
    return _told_html(
        "story",
        explorer,
        not_sent=lambda count: phrase("not_sent_count", count=count),
        is_own=explorer.page.name == OWN_STORY,
    )


def phone_html(explorer: Explorer) -> str:
    """Return the customer's phone, or two of them where they differ."""
    return _told_html("phone", explorer)


def tickets_html(explorer: Explorer) -> str:
    """Return the tickets, those that differ on both sides."""
    return _told_html("tickets", explorer, items=lambda count: phrase("items", count=count))


def rules_html(explorer: Explorer) -> str:
    """Return the rules that are cited, and the same in Python."""
    return _told_html("rules", explorer)


def _told_html(name: str, explorer: Explorer, **more: object) -> str:
    return draw(name, explorer.language, told=explorer.page.told, **more)


PARTS: Mapping[str, Callable[[Explorer], str]] = {
    "head": head_html,
    "panel": panel_html,
    "phone": phone_html,
    "story": story_html,
    "tickets": tickets_html,
    "rules": rules_html,
}
"""The pieces that show the open story, in the order of reading."""
