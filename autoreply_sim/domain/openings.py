"""When schedules are active, as instants, and which one is effective when (R-SCH-2, R-SCH-3).

Everything here is pure and in UTC milliseconds. Before the engine's loop begins each team's schedules become
one pair of columns, `Openings`, over which the loop moves a pointer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from autoreply_sim.codes import NONE
from autoreply_sim.domain.recurrence import occurrence_dates
from autoreply_sim.domain.schedules import RingSchedule, instant_ms
from autoreply_sim.units import DAY_MS

LONGEST_WAIT_DAYS = 366
"""How far ahead the next opening is looked for."""

_WINDOW_DAYS = (8, 40, LONGEST_WAIT_DAYS)
_REACH_DAYS = 3
"""An occurrence lasts a day at most; zones and the day that one of them skipped add up to two more."""
_EPOCH_DAY = date(1970, 1, 1).toordinal()
_Number = TypeVar("_Number", np.int32, np.int64)


@dataclass(frozen=True, slots=True, kw_only=True)
class Openings:
    """Which schedule of a team is effective when.

    `starts_ms`: int64 [n], UTC ms, ascending, the first is the beginning of the window. `effective`: int32
    [n], index in the team's list, -1 = none, from that start to the next one (the last: to the end of the
    window). Both are read-only; neighbours differ.
    """

    starts_ms: npt.NDArray[np.int64]
    effective: npt.NDArray[np.int32]

    def at(self, at_ms: int) -> int:
        """The index of the schedule that is effective at an instant of the window, -1 = none."""
        return int(self.effective[np.searchsorted(self.starts_ms, at_ms, side="right") - 1])


def occurrences(schedule: RingSchedule, from_ms: int, to_ms: int) -> list[tuple[int, int]]:
    """The occurrences that meet the window [from_ms, to_ms): [start, end), UTC ms, ascending, disjoint.

    They are whole, not cut at the window, whether or not the schedule is in force (R-SCH-2). Where a clock
    change makes two of them overlap, they are one.
    """
    return list(_occurrences(schedule, from_ms, to_ms))


def compile_openings(schedules: Sequence[RingSchedule], from_ms: int, to_ms: int) -> Openings:
    """The effective schedule at every instant of the window [from_ms, to_ms) (R-SCH-3)."""
    if from_ms >= to_ms:
        raise ValueError(f"the window [{from_ms}, {to_ms}) is empty; its end must lie after its start")
    return _compile(tuple(schedules), from_ms, to_ms)


def next_opening(
    schedules: Sequence[RingSchedule], at_ms: int, is_open: Callable[[RingSchedule], bool]
) -> tuple[int, int] | None:
    """The next instant after `at_ms`, within 366 days, at which the team opens, and its schedule's index.

    The team is open while an effective schedule satisfies `is_open`. Asked while it is open, the answer is
    when it opens again after it has closed; None if it does not.
    """
    opens = np.array([is_open(schedule) for schedule in schedules] + [False])
    for days in _WINDOW_DAYS:
        openings = compile_openings(schedules, at_ms, at_ms + days * DAY_MS + 1)
        open_ = opens[openings.effective]
        (changes,) = np.nonzero(open_[1:] & ~open_[:-1])
        if len(changes):
            found = int(changes[0]) + 1
            return int(openings.starts_ms[found]), int(openings.effective[found])
    return None


@lru_cache(maxsize=1024)
def _occurrences(schedule: RingSchedule, from_ms: int, to_ms: int) -> tuple[tuple[int, int], ...]:
    dates = occurrence_dates(schedule, _utc_date(from_ms, -_REACH_DAYS), _utc_date(to_ms, _REACH_DAYS))
    intervals = _joined(_interval(schedule, day) for day in dates)
    return tuple((start, end) for start, end in intervals if start < to_ms and end > from_ms)


def _utc_date(at_ms: int, days: int) -> date:
    ordinal = at_ms // DAY_MS + _EPOCH_DAY + days
    return date.fromordinal(min(max(ordinal, 1), date.max.toordinal()))


def _interval(schedule: RingSchedule, day: date) -> tuple[int, int]:
    last = day if schedule.end > schedule.start else day + timedelta(days=1)
    start_ms = instant_ms(schedule.timezone, day, schedule.start)
    return start_ms, instant_ms(schedule.timezone, last, schedule.end)


def _joined(intervals: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """The intervals, ordered by start, without empty ones, overlapping ones made one."""
    joined: list[tuple[int, int]] = []
    for start, end in intervals:
        if end <= start:
            continue
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


@lru_cache(maxsize=256)
def _compile(schedules: tuple[RingSchedule, ...], from_ms: int, to_ms: int) -> Openings:
    active = {
        index: _bounds(_occurrences(schedule, from_ms, to_ms)).clip(from_ms, to_ms)
        for index, schedule in enumerate(schedules)
        if schedule.is_in_force
    }
    starts_ms = np.unique(np.concatenate([[from_ms], *(bounds.ravel() for bounds in active.values())]))
    starts_ms = starts_ms[starts_ms < to_ms].astype(np.int64)
    effective = np.full(len(starts_ms), NONE, dtype=np.int32)
    for index in sorted(active, key=lambda index: _age(schedules[index], index)):
        effective[_covered(starts_ms, active[index])] = index
    changed = np.concatenate([[True], effective[1:] != effective[:-1]])
    return Openings(starts_ms=_read_only(starts_ms[changed]), effective=_read_only(effective[changed]))


def _age(schedule: RingSchedule, index: int) -> tuple[bool, int, int]:
    """Sorts schedules so that one that is effective comes after those that it covers (R-SCH-3)."""
    return schedule.created_ms is not None, schedule.created_ms or 0, index


def _bounds(intervals: tuple[tuple[int, int], ...]) -> npt.NDArray[np.int64]:
    return np.array(intervals, dtype=np.int64).reshape(-1, 2)


def _covered(starts_ms: npt.NDArray[np.int64], bounds: npt.NDArray[np.int64]) -> npt.NDArray[np.bool_]:
    """Which of the pieces that begin at `starts_ms` lie in one of the intervals (int64 [k, 2], disjoint)."""
    begun = np.searchsorted(bounds[:, 0], starts_ms, side="right")
    ended = np.searchsorted(bounds[:, 1], starts_ms, side="right")
    return begun > ended


def _read_only(column: npt.NDArray[_Number]) -> npt.NDArray[_Number]:
    column.flags.writeable = False
    return column
