"""The frame of the cockpit: where its pieces stand, its head, and its dialogs."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import ipywidgets

from autoreply_sim.ui.components.drawing import draw
from autoreply_sim.ui.components.live import Done, Given, Live
from autoreply_sim.ui.components.parts import Part, at_of
from autoreply_sim.ui.models.cockpit import Cockpit
from autoreply_sim.ui.models.phrase import phrase
from autoreply_sim.ui.models.saving import dialog
from autoreply_sim.ui.models.top import top

Offer = Callable[[str, str | bytes, str], None]
"""Hands the visitor a file: its name, its content, its kind."""


def cockpit_page(
    head: Live, settings: Sequence[Live], others: Sequence[ipywidgets.Widget], dialogs: Live
) -> ipywidgets.Box:
    """Return the whole page: its head, the list of settings beside what is opened, the other pages, the dialogs."""
    first, *opened = settings
    page = _box("cockpit", [head, _box("settings-page", [first, _box("opened", opened)]), *others, dialogs])
    page.add_class("sheet")
    return page


def _box(name: str, children: Sequence[ipywidgets.Widget]) -> ipywidgets.Box:
    box = ipywidgets.Box(children)
    box.add_class(name)
    return box


def top_part(cockpit: Cockpit, offer: Offer) -> Part:
    """Return the head of every page; `offer` hands over a draft that cannot be used."""
    actions = _top_actions(cockpit) | {"heed": _heed(cockpit, offer)}
    return Part(name="top", html=lambda: top_html(cockpit), actions=actions, shown=_always)


def dialog_part(cockpit: Cockpit) -> Part:
    """Return the dialogs, which open above whichever page it is."""
    return Part(
        name="dialog", html=lambda: dialog_html(cockpit), actions=_dialog_actions(cockpit), shown=_always
    )


def top_html(cockpit: Cockpit) -> str:
    """Return the head of the page."""
    return draw("top", cockpit.language, top=top(cockpit))


def dialog_html(cockpit: Cockpit) -> str:
    """Return the dialog that is open, or nothing."""
    return draw("dialog", cockpit.language, dialog=dialog(cockpit), phrase=phrase)


def _always() -> bool:
    return True


def _top_actions(cockpit: Cockpit) -> dict[str, Done]:
    return {
        "page": lambda page, _: cockpit.go(page=page),
        "account": lambda _, name: cockpit.open(str(name)),
        "team": lambda _, key: cockpit.go(team=str(key)),
        "dismiss": lambda *_: cockpit.dismiss(),
        "undo": lambda *_: cockpit.undo(),
        "redo": lambda *_: cockpit.redo(),
        "revert": lambda *_: cockpit.revert(),
        "ask": lambda kind, _: cockpit.ask(kind),
    }


def _heed(cockpit: Cockpit, offer: Offer) -> Done:
    """Return what does something about a notice: its number, and what."""

    def heed(what: str, _: Given) -> None:
        number, action = what.split("/")
        if action == "download" and int(number) < len(cockpit.drafts.notices):
            kept = cockpit.drafts.notices[int(number)].kept
            offer(f"{kept.account or 'account'}-draft.json", kept.text, "application/json")
        else:
            cockpit.drafts.heed(int(number), action)

    return heed


def _dialog_actions(cockpit: Cockpit) -> dict[str, Done]:
    return {
        "ask": lambda kind, _: cockpit.ask(kind),
        "note": lambda _, value: setattr(cockpit, "note", str(value)),
        "save": lambda *_: cockpit.save(),
        "older": lambda *_: cockpit.list_more(),
        "whose": lambda at, whose: cockpit.choose(at_of(at), str(whose)),
        "settle": lambda how, _: cockpit.settle(keep_mine=how == "mine"),
        "restore": lambda number, _: cockpit.restore(int(number)),
    }
