"""The same in Python: the lines that give in a notebook what the page shows."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from pprint import pformat
from typing import Any

from autoreply_sim.experiment.variant import Choices, Setting
from autoreply_sim.ui.models.documents import At, Document, put

_WIDTH = 96


def python_lines(origin: str, choices: Choices, steps: Sequence[tuple[At, Any]] = ()) -> str:
    """Return lines that load the story, run it, and run it with the choices and the steps of a draft, too."""
    is_other = bool(choices or steps)
    lines = [
        f"from autoreply_sim import {'but, ' if is_other else ''}load, run",
        "",
        f"story = load({json.dumps(from_here(Path(origin)), ensure_ascii=False)})",
    ]
    if not is_other:
        return "\n".join([*lines, "run(story).replies"])
    chosen = [(_at(setting), choices[setting]) for setting in sorted(choices)]
    changed = f"changed = {but_call('but', [*steps, *chosen], 'story')}"
    return "\n".join([*lines, changed, "run(story).replies, run(changed).replies"])


def but_call(called: str, steps: Iterable[tuple[At, Any]], *first: str) -> str:
    """Return a call of `but` that takes steps: places of a document of settings, and what stands there."""
    settings: Document = {}
    for at, value in steps:
        settings = put(settings, at, _NOTHING if value is None else value)
    named = [_argument(name, settings[name]) for name in ("teams", "policies") if name in settings]
    line = f"{called}({', '.join([*first, *named])})"
    if "\n" not in line:
        return line
    indented = [f"    {one},".replace("\n", "\n    ") for one in (*first, *named)]
    return "\n".join([f"{called}(", *indented, ")"])


def _argument(name: str, value: object) -> str:
    written = pformat(value, width=_WIDTH, sort_dicts=False)
    return f"{name}={written}".replace("\n", "\n" + " " * len(f"{name}="))


class _Nothing:
    """Stands for None in a document, where None would take the key away."""

    def __repr__(self) -> str:
        return "None"


_NOTHING = _Nothing()


def _at(setting: Setting) -> At:
    """Return where a setting stands in a document of settings."""
    reply = ("auto_replies", setting.reply) if setting.reply else ()
    return ("teams", setting.team, *reply, setting.name)


def from_here(path: Path) -> str:
    """Return a file's path as it is named from the working directory; in full if it does not lie under it."""
    full = path.resolve()
    here = Path.cwd().resolve()
    return (full.relative_to(here) if full.is_relative_to(here) else full).as_posix()
