"""Who is there: which kernels a page has reached, and for how long none has been connected to them."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Collection


class Presence:
    """The connections of pages to kernels."""

    def __init__(self, clock_s: Callable[[], float] = time.monotonic) -> None:
        self._clock_s = clock_s
        self._connected: Counter[str] = Counter()
        self._left_s: dict[str, float] = {}

    def come(self, kernel_id: str) -> None:
        """Hear that a page has connected."""
        self._connected[kernel_id] += 1
        self._left_s.pop(kernel_id, None)

    def leave(self, kernel_id: str) -> None:
        """Hear that a connection has ended; of a page that is loaded again or was out of reach another one comes."""
        if not self._connected[kernel_id]:
            return  # of a kernel that is gone, or never was
        self._connected[kernel_id] -= 1
        if not self._connected[kernel_id]:
            self._left_s[kernel_id] = self._clock_s()

    def has_come(self, kernel_id: str) -> bool:
        """Say whether a page has ever connected."""
        return self._connected[kernel_id] > 0 or kernel_id in self._left_s

    def alone(self, kernel_ids: Collection[str], for_s: float) -> list[str]:
        """Return those of some kernels whose last page left that long ago, the longest first."""
        latest = self._clock_s() - for_s
        gone = [one for one in kernel_ids if self._left_s.get(one, latest + 1) <= latest]
        return sorted(gone, key=lambda one: self._left_s[one])

    def forget_others(self, kernel_ids: Collection[str]) -> None:
        """Forget kernels that are not there any more."""
        for known in (self._connected, self._left_s):
            for kernel_id in [one for one in known if one not in kernel_ids]:
                del known[kernel_id]
