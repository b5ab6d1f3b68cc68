"""Pieces of a page of several pages: what each shows, where, and what may be done in it."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import traitlets

from autoreply_sim.ui.components.live import Done, Live, Received
from autoreply_sim.ui.guard import Guard
from autoreply_sim.ui.models.cockpit import Cockpit
from autoreply_sim.ui.models.documents import At

_REST_S = 0.3
"""How long the kernel rests before what takes its time is drawn."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A piece of the cockpit: what it shows, and what may be done in it."""

    name: str
    html: Callable[[], str]
    actions: Mapping[str, Done]
    shown: Callable[[], bool]
    """Whether it has a place on the page that is open; if not it is empty."""
    of: Callable[[], str] = lambda: ""
    """What its elements are of, as long as it is shown; what is typed for another account never reaches this one."""
    files: Mapping[str, Received] = field(default_factory=dict)
    also: tuple[tuple[traitlets.HasTraits, tuple[str, ...]], ...] = ()
    """What else it is drawn again for: objects, and their traits."""
    comes_later: bool = False
    """Whether the others are drawn first: what takes its time does not keep them waiting."""


def live_part(cockpit: Cockpit, guard: Guard, part: Part) -> Live:
    """Return a piece as a widget, which is drawn again whenever the cockpit says so.

    What goes wrong is shown by the guard: in what a visitor does with all that it draws, and in what is drawn later.
    """
    actions = {name: guard(action) for name, action in part.actions.items()}
    live = Live(part.name, actions, part.files)

    def show(_: object = None) -> None:
        live.show(part.html() if part.shown() else "", part.of())

    draw = _later(guard.beside(show)) if part.comes_later else show
    cockpit.observe(draw, ["drawn", "language"])
    for watched, traits in part.also:
        watched.observe(guard.beside(draw), list(traits))
    show()
    return live


def _later(do: Callable[[], None]) -> Callable[[object], None]:
    """Return what has something done when the kernel has rested; once, however often it was asked for meanwhile."""
    waiting: list[asyncio.TimerHandle] = []

    def ask(_: object = None) -> None:
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:
            do()
            return
        while waiting:
            waiting.pop().cancel()
        waiting.append(loop.call_later(_REST_S, do))

    return ask


def on_pages(cockpit: Cockpit, *pages: str) -> Callable[[], bool]:
    """Return what says whether one of these pages is open, with an account."""
    return lambda: cockpit.page in pages and cockpit.base is not None


def account_of(cockpit: Cockpit) -> str:
    """Return the account whose settings a piece shows."""
    return cockpit.account.name if cockpit.account else ""


def team_of(cockpit: Cockpit) -> str:
    """Return the account and the team whose settings a piece shows."""
    return f"{account_of(cockpit)}/{cockpit.team}"


def at_of(text: str) -> At:
    """Return the place that an element carries. Raises ValueError for anything else."""
    found = json.loads(text)
    if not isinstance(found, list) or not all(isinstance(key, str) for key in found) or not found:
        raise ValueError(f"{text!r} is no place in the settings")
    return tuple(found)
