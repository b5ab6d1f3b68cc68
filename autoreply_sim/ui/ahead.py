"""What a preheated session does before anybody comes: it draws every page once, for nobody.

Imports, templates, the compiled engine and the year of the account that opens first are then ready for the visitor.
It goes step by step between what the kernel is asked, and stops as soon as somebody is there.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Final

from autoreply_sim.engine.compiled import is_kept
from autoreply_sim.ui.models.cockpit import PAGES, Cockpit

if TYPE_CHECKING:
    from autoreply_sim.ui.components.parts import Part
    from autoreply_sim.ui.models.year import Years

_AFTER_S: Final = 6.0
"""How long the kernel is left alone first: a visitor who comes while it starts must find it free, or the page's widgets
give up asking for themselves after four seconds."""

_BETWEEN_S: Final = 0.05
_COMPILING_S: Final = 2.0
"""How often to look whether the engine is compiled by now: a session that compiles it is deaf to visitors meanwhile."""

_PREHEATED: Final = "VOILA_PREHEAT"
"""`True` in the environment of a session that waits for somebody; one that was started for somebody has no time."""


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


def work_ahead(
    steps: Iterator[None],
    is_visited: Callable[[], bool],
    *,
    after_s: float = _AFTER_S,
    is_compiled: Callable[[], bool] = is_kept,
    environment: Mapping[str, str] = os.environ,
) -> None:
    """Take the steps when the kernel is idle, until somebody is there.

    Only where a session is preheated; from `after_s` seconds on, and once the engine is compiled.
    """
    if environment.get(_PREHEATED) != "True":
        return
    loop = asyncio.get_running_loop()

    def step() -> None:
        if is_visited():
            return
        if not is_compiled():
            loop.call_later(_COMPILING_S, step)
        elif next(steps, "done") is None:
            loop.call_later(_BETWEEN_S, step)

    loop.call_later(after_s, step)
