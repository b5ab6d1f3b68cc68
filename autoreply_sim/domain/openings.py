"""When schedules are active, as instants, and which one is effective when (R-SCH-2, R-SCH-3).

Everything here is pure and in UTC milliseconds. Before the engine's loop begins each team's schedules become
one pair of columns, `Openings`, over which the loop moves a pointer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from autoreply_sim.codes import NONE
from autoreply_sim.domain.recurrence import occurrence_dates
from autoreply_sim.domain.schedules import RingSchedule, instant_ms, zone
from autoreply_sim.units import DAY_MS

LONGEST_WAIT_DAYS = 366
"""How far ahead the next opening is looked for."""

_WINDOW_DAYS = (8, 40, LONGEST_WAIT_DAYS)
_REACH_DAYS = 3
"""An occurrence lasts a day at most; zones and the day that one of them skipped add up to two more."""
_EPOCH = date(1970, 1, 1)
_EPOCH_DAY = _EPOCH.toordinal()
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


@dataclass(frozen=True, slots=True, kw_only=True)
class _Calendar:
    """The days of one zone's clock: it is asked once a day, whatever the number of schedules and occurrences.

    `first` is the ordinal of the first day; `offsets_ms`: int64 [n], what the clock is ahead of UTC as each
    day begins.
    """

    timezone: str
    first: int
    offsets_ms: npt.NDArray[np.int64]

    def instants_ms(self, days: npt.NDArray[np.int64], wall: time) -> npt.NDArray[np.int64]:
        """`instant_ms` of one wall-clock time on each of the days (ordinals, int64 [n]): int64 [n], UTC ms.

        Only a day that begins and ends with different offsets is looked at by itself: no zone changes its
        clock twice a day.
        """
        offsets_ms = self.offsets_ms[days - self.first]
        instants_ms = (days - _EPOCH_DAY) * DAY_MS + instant_ms("UTC", _EPOCH, wall) - offsets_ms
        for place in np.flatnonzero(offsets_ms != self.offsets_ms[days - self.first + 1]):
            instants_ms[place] = instant_ms(self.timezone, date.fromordinal(int(days[place])), wall)
        return instants_ms


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
    first, last = _utc_date(from_ms, -_REACH_DAYS), _utc_date(to_ms, _REACH_DAYS)
    days = np.array([day.toordinal() for day in occurrence_dates(schedule, first, last)], dtype=np.int64)
    last_days = days if schedule.end > schedule.start else days + 1
    calendar = _calendar(schedule.timezone, first, last)
    starts_ms = calendar.instants_ms(days, schedule.start)
    ends_ms = calendar.instants_ms(last_days, schedule.end)
    intervals = _joined(zip(starts_ms.tolist(), ends_ms.tolist(), strict=True))
    return tuple((start, end) for start, end in intervals if start < to_ms and end > from_ms)


def _utc_date(at_ms: int, days: int) -> date:
    ordinal = at_ms // DAY_MS + _EPOCH_DAY + days
    return date.fromordinal(min(max(ordinal, 1), date.max.toordinal()))


@lru_cache(maxsize=256)
def _calendar(timezone: str, first: date, last: date) -> _Calendar:
    days = range(first.toordinal(), last.toordinal() + 3)
    midnights = (datetime.fromordinal(min(day, date.max.toordinal())) for day in days)
    offsets = (midnight.replace(tzinfo=zone(timezone)).utcoffset() or timedelta() for midnight in midnights)
    offsets_ms = np.array([offset // timedelta(milliseconds=1) for offset in offsets], dtype=np.int64)
    return _Calendar(timezone=timezone, first=days.start, offsets_ms=_read_only(offsets_ms))


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
    starts_ms = _distinct(np.concatenate([[from_ms], *(bounds.ravel() for bounds in active.values())]))
    starts_ms = starts_ms[starts_ms < to_ms]
    effective = np.full(len(starts_ms), NONE, dtype=np.int32)
    for index in sorted(active, key=lambda index: _age(schedules[index], index)):
        effective[_covered(starts_ms, active[index])] = index
    changed = np.concatenate([[True], effective[1:] != effective[:-1]])
    return Openings(starts_ms=_read_only(starts_ms[changed]), effective=_read_only(effective[changed]))


def _distinct(instants_ms: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """The instants in order, each once."""
    # np.unique says the same, but loads numpy.ma: 40 ms of every cold start.
    ordered = np.sort(instants_ms)
    distinct: npt.NDArray[np.int64] = ordered[np.append([True], ordered[1:] > ordered[:-1])]
    return distinct


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
