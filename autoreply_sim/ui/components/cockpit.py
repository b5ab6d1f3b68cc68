"""The pieces of the cockpit: each a widget that is drawn again when what it shows has changed."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import ipywidgets
import traitlets

from autoreply_sim.ui.components.drawing import draw
from autoreply_sim.ui.components.live import Done, Given, Live
from autoreply_sim.ui.components.preview import preview_phrase
from autoreply_sim.ui.models.cockpit import PAGES, Cockpit
from autoreply_sim.ui.models.documents import At
from autoreply_sim.ui.models.saving import dialog
from autoreply_sim.ui.models.settings_page import settings_page
from autoreply_sim.ui.models.top import top

Watch = Callable[[Done], Done]
"""What goes around every action: the guard that shows its errors."""

Html = Callable[[], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A piece of the cockpit: what it shows, and what may be done in it."""

    name: str
    html: Html
    actions: Mapping[str, Done]
    pages: tuple[str, ...] = PAGES
    """The pages it belongs to; elsewhere it is empty."""
    also: tuple[tuple[traitlets.HasTraits, tuple[str, ...]], ...] = ()
    """What else it is drawn again for: objects, and their traits."""


def cockpit_page(cockpit: Cockpit, watch: Watch, parts: tuple[Part, ...]) -> ipywidgets.Box:
    """Return the whole page; its pieces are drawn again whenever the cockpit says so."""
    box = ipywidgets.Box([_live(cockpit, watch, part) for part in parts])
    box.add_class("sheet")
    box.add_class("cockpit")
    return box


def _live(cockpit: Cockpit, watch: Watch, part: Part) -> Live:
    live = Live(part.name, {name: watch(action) for name, action in part.actions.items()})

    def show(_: object = None) -> None:
        live.html = part.html() if cockpit.page in part.pages else ""

    for watched, traits in ((cockpit, ("drawn", "language")), *part.also):
        watched.observe(show, list(traits))
    show()
    return live


def top_part(cockpit: Cockpit) -> Part:
    """Return the head of every page."""
    return Part(name="top", html=lambda: top_html(cockpit), actions=_top_actions(cockpit))


def settings_part(cockpit: Cockpit) -> Part:
    """Return the page of settings."""
    html, actions = lambda: settings_html(cockpit), _settings_actions(cockpit)
    return Part(name="settings", html=html, actions=actions, pages=("settings",))


def dialog_part(cockpit: Cockpit) -> Part:
    """Return the dialogs, which open above whichever page it is."""
    return Part(name="dialog", html=lambda: dialog_html(cockpit), actions=_dialog_actions(cockpit))


def top_html(cockpit: Cockpit) -> str:
    """Return the head of the page."""
    return draw("top", cockpit.language, top=top(cockpit))


def settings_html(cockpit: Cockpit) -> str:
    """Return the page of settings."""
    page = settings_page(cockpit) if cockpit.base else None
    return draw("settings", cockpit.language, page=page, preview_phrase=preview_phrase)


def dialog_html(cockpit: Cockpit) -> str:
    """Return the dialog that is open, or nothing."""
    return draw("dialog", cockpit.language, dialog=dialog(cockpit))


def at_of(text: str) -> At:
    """Return the place that an element carries. Raises ValueError for anything else."""
    found = json.loads(text)
    if not isinstance(found, list) or not all(isinstance(key, str) for key in found) or not found:
        raise ValueError(f"{text!r} is no place in the settings")
    return tuple(found)


def _top_actions(cockpit: Cockpit) -> dict[str, Done]:
    return {
        "page": lambda page, _: cockpit.go(page=page),
        "account": lambda _, name: cockpit.open(str(name)),
        "team": lambda _, key: cockpit.go(team=str(key)),
        "undo": lambda *_: cockpit.undo(),
        "redo": lambda *_: cockpit.redo(),
        "revert": lambda *_: cockpit.revert(),
        "ask": lambda kind, _: cockpit.ask(kind),
    }


def _settings_actions(cockpit: Cockpit) -> dict[str, Done]:
    def number(at: str, value: Given) -> None:
        cockpit.set(at_of(at), _number(str(value)))

    def text(_: str, value: Given) -> None:
        cockpit.set(cockpit.at("auto_replies", cockpit.reply, "text"), None if value is None else str(value))

    def show(element: str, value: Given) -> None:
        cockpit.set(cockpit.at("auto_replies", cockpit.reply, "show", element), value is True)

    return {
        "flip": lambda at, value: cockpit.set(at_of(at), value is True),
        "choose": lambda at, value: cockpit.set(at_of(at), str(value)),
        "write": text,
        "show": show,
        "replace": lambda *_: cockpit.replace_characters(),
        "reset": text,
        "number": number,
        "reset_reply": lambda reply, _: cockpit.reset(reply),
        "section": lambda section, _: cockpit.go(section=section),
        "channel": lambda _, channel: cockpit.go(channel=str(channel)),
    }


def _dialog_actions(cockpit: Cockpit) -> dict[str, Done]:
    noted = {"note": ""}

    def save(*_: object) -> None:
        cockpit.save(noted["note"])
        noted["note"] = ""

    return {
        "ask": lambda kind, _: cockpit.ask(kind),
        "note": lambda _, value: noted.update(note=str(value)),
        "save": save,
        "settle": lambda how, _: cockpit.settle(keep_mine=how == "mine"),
        "restore": lambda number, _: cockpit.restore(int(number)),
    }


def _number(text: str) -> object:
    """Return the number that somebody typed, with a comma or a point; what is none, as it is: its reader says why."""
    try:
        number = float(text.strip().replace(",", "."))
    except ValueError:
        return text
    return int(number) if number.is_integer() else number
