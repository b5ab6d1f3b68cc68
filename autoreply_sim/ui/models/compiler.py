"""Whether the engine is still being compiled, as it is once on every machine: a page says so and goes on by itself."""

from __future__ import annotations

import asyncio
import time
from typing import Final

from autoreply_sim.ui.models.cockpit import Cockpit
from autoreply_sim.ui.models.year import Years

_EVERY_S: Final = 1.0
_PATIENCE_S: Final = 180.0
"""After so long nobody else compiles it: the session does it itself, deaf to everything meanwhile."""


class Compiler:
    """The server compiles the engine as it starts; what needs a year waits until that is done."""

    def __init__(self, cockpit: Cockpit, years: Years) -> None:
        self._cockpit, self._years = cockpit, years
        self._is_done = False
        self._since_s: float | None = None

    def is_awaited(self) -> bool:
        """Say whether the year of the account that is open has to wait; the page is drawn again once it has not."""
        cockpit = self._cockpit
        if self._is_done or cockpit.base is None:
            return False
        if self._since_s is None:
            if not self._years.rehearsal.awaits_compiler(cockpit.base):
                return False
            try:
                loop = asyncio.get_running_loop()
            except RuntimeError:
                return False  # without a kernel nobody would look again
            self._since_s = time.monotonic()
            loop.call_later(_EVERY_S, self._look)
        return True

    def _look(self) -> None:
        cockpit, waited_s = self._cockpit, time.monotonic() - (self._since_s or 0.0)
        is_over = cockpit.base is None or not self._years.rehearsal.awaits_compiler(cockpit.base)
        if is_over or waited_s > _PATIENCE_S:
            self._is_done = True
            cockpit.show()
        else:
            asyncio.get_running_loop().call_later(_EVERY_S, self._look)
