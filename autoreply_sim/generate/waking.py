"""People call again when people call: a delay of more than an hour ends at a time of day that is a team's usual one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from autoreply_sim.generate.crowd import Crowd
from autoreply_sim.units import HOUR_MS

if TYPE_CHECKING:
    from numpy.typing import NDArray

_HOURS = np.arange(25.0)
_NOBODY = 1e-9
"""A share of a day's contacts that is none but for rounding."""


def waking_ms(crowd: Crowd, from_ms: NDArray[np.int64], delays_ms: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return delays, int64 [n] in ms: those of more than an hour end on the same day, but as the team's hours have it.

    The time of day moves to the same quantile of the team's hours; on the day it began (`from_ms`: UTC ms), of those
    which are left an hour later, and if none are, to the next day's. So what took more than an hour still does.
    """
    found = delays_ms.copy()
    late = np.flatnonzero((delays_ms > HOUR_MS) & (from_ms + delays_ms < crowd.days.midnights_ms[-2]))
    found[late] = _moved(crowd, from_ms[late] + HOUR_MS, from_ms[late] + delays_ms[late]) - from_ms[late]
    return found


def _moved(crowd: Crowd, least_ms: NDArray[np.int64], meant_ms: NDArray[np.int64]) -> NDArray[np.int64]:
    until = np.append(0.0, np.cumsum(crowd.traffic.demand.hours))
    midnights_ms = crowd.days.midnights_ms
    day = np.searchsorted(midnights_ms, meant_ms, side="right") - 1
    length_ms = midnights_ms[day + 1] - midnights_ms[day]
    meant = (meant_ms - midnights_ms[day]) / length_ms
    least = np.maximum(least_ms - midnights_ms[day], 0) / length_ms
    passed = np.interp(24.0 * least, _HOURS, until)
    over = until[-1] - passed < _NOBODY
    day[over] += 1
    least[over] = passed[over] = 0.0
    share = passed + (until[-1] - passed) * (meant - least) / (1.0 - least)
    time_of_day = np.interp(share, until, _HOURS) / 24.0
    moved = midnights_ms[day] + np.rint(time_of_day * (midnights_ms[day + 1] - midnights_ms[day])).astype(
        np.int64
    )
    found: NDArray[np.int64] = np.maximum(moved, least_ms)
    return found
