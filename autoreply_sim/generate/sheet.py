"""Rows written one block after the other into one array, which grows when the estimate was too small.

Memory that nothing was written to is never taken from the machine, so that an estimate may be generous.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from autoreply_sim.timeline.room import room_for

if TYPE_CHECKING:
    from numpy.typing import NDArray


class Sheet:
    """An array of records that is filled from the front."""

    def __init__(self, dtype: np.dtype[np.void], capacity: int) -> None:
        self.records: NDArray[np.void] = room_for(capacity, dtype)
        # Rows move as pieces of memory: equal timelines are equal in the bytes between their columns, too.
        self._whole = np.dtype((np.void, dtype.itemsize))
        self.used = 0

    def take(self, count: int) -> int:
        """Return where the next `count` rows begin; they are there to be written."""
        begin = self.used
        self.used += count
        if self.used > len(self.records):
            grown = room_for(self.used + self.used // 2, self.records.dtype)
            grown.view(self._whole)[:begin] = self.records.view(self._whole)[:begin]
            self.records = grown
        return begin

    def add(self, records: NDArray[np.void]) -> int:
        """Write rows, and return where the first of them stands."""
        begin = self.take(len(records))
        self.records.view(self._whole)[begin : self.used] = records.view(self._whole)
        return begin

    def cut(self) -> NDArray[np.void]:
        """Return what was written, read-only, without a copy."""
        written = self.records[: self.used]
        written.flags.writeable = False
        return written
