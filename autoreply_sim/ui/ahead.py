"""What a preheated session does before anybody comes: it draws every page once, for nobody.

Imports, templates, the compiled engine and the year of the account that opens first are then ready for the visitor.
It goes step by step between what the kernel is asked, and stops as soon as somebody is there.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Final

from autoreply_sim.ui.models.cockpit import PAGES, Cockpit

if TYPE_CHECKING:
    from autoreply_sim.ui.components.parts import Part
    from autoreply_sim.ui.models.year import Years

_AFTER_S: Final = 6.0
"""How long the kernel is left alone first: a visitor who comes while it starts must find it free, or the page's widgets
give up asking for themselves after four seconds."""

_BETWEEN_S: Final = 0.05


def pages_ahead(cockpit: Cockpit, parts: tuple[Part, ...], years: Years) -> Iterator[None]:
    """Open the first account and draw each page, a step at a time; `years` then holds the year as saved."""
    cockpit.open("")
    yield
    if cockpit.base is None:
        return
    lived = years.live(cockpit.saved)
    yield
    _ = lived.sums
    for page in PAGES:
        yield
        cockpit.go(page=page)
        for part in parts:
            if part.shown():
                part.html()


def work_ahead(steps: Iterator[None], is_visited: Callable[[], bool], *, after_s: float = _AFTER_S) -> None:
    """Take the steps when the kernel is idle, from `after_s` seconds on until somebody is there.

    Nothing where no kernel runs.
    """
    try:
        loop = asyncio.get_running_loop()
    except RuntimeError:
        return

    def step() -> None:
        if not is_visited() and next(steps, "done") is None:
            loop.call_later(_BETWEEN_S, step)

    loop.call_later(after_s, step)
