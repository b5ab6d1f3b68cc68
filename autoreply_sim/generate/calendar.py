"""The local days of a period: when they begin, their hours, and which of them are holidays.

A day is a day of the file's zone: where the clock changes it has 23 or 25 hours, and the hours keep their names.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import TYPE_CHECKING

import numpy as np

from autoreply_sim.domain.schedules import instant_ms, zone
from autoreply_sim.units import DAY_MS, HOUR_MS, local

if TYPE_CHECKING:
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True, kw_only=True)
class Days:
    """Consecutive days of one zone. `midnights_ms`: int64 [days + 1], UTC ms, when they begin, and the last ends."""

    timezone: str
    first: date
    midnights_ms: NDArray[np.int64]

    def cut(self, first: int, last: int) -> Days:
        """Return the days from one place to another, the latter left out."""
        return Days(
            timezone=self.timezone,
            first=self.first + timedelta(days=first),
            midnights_ms=self.midnights_ms[first : last + 1],
        )

    @property
    def lengths_ms(self) -> NDArray[np.int64]:
        """How long each day is: int64 [days], ms."""
        return np.diff(self.midnights_ms)

    def dates(self) -> list[date]:
        """Return the date of each day."""
        return [self.first + timedelta(days=place) for place in range(len(self.midnights_ms) - 1)]

    def holidays(self, holidays: Sequence[date]) -> NDArray[np.bool_]:
        """Return whether each day is one of these holidays: bool [days]."""
        known = frozenset(holidays)
        return np.array([day in known for day in self.dates()], np.bool_)

    def hours(self) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
        """Return all hours: when they begin (UTC ms), the place of their day, and their name; int64 [hours] each.

        The name is what the clock shows, from 0 to 23; in the autumn one name stands twice in a day.
        """
        each = -(-self.lengths_ms // HOUR_MS)
        day = np.repeat(np.arange(len(each)), each)
        since = np.arange(len(day)) - np.repeat(np.cumsum(each) - each, each)
        starts_ms = self.midnights_ms[day] + since * HOUR_MS
        for place in np.flatnonzero(self.lengths_ms[day] != DAY_MS):
            since[place] = local(int(starts_ms[place]), zone(self.timezone)).hour
        return starts_ms, day, since

    def at(self, place: NDArray[np.int64], time_of_day_ms: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return the instants, int64 [n] in UTC ms, at which the clock shows a time on days given by place.

        Clocks change at night: times from four o'clock on are counted back from the next midnight.
        """
        late = time_of_day_ms >= 4 * HOUR_MS
        return np.where(
            late,
            self.midnights_ms[place + 1] - (DAY_MS - time_of_day_ms),
            self.midnights_ms[place] + time_of_day_ms,
        )


def days_from(first: date, count: int, timezone: str) -> Days:
    """Return that many days from the first on."""
    ordinals = range(first.toordinal(), first.toordinal() + count + 1)
    midnights_ms = [instant_ms(timezone, date.fromordinal(ordinal), time()) for ordinal in ordinals]
    return Days(timezone=timezone, first=first, midnights_ms=np.array(midnights_ms, np.int64))
