"""Ring schedules: when a team's phones ring, and whose (R-SCH-1).

A schedule says what its owner wrote, in wall-clock time of its zone; `openings` turns schedules into
instants. Zones come from the pinned `tzdata` package and never from the machine, so that the same file means
the same instants anywhere.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from importlib.resources import files
from zoneinfo import ZoneInfo

from autoreply_sim.codes import RingStrategy
from autoreply_sim.units import DAY_MS, SECOND_MS

_EPOCH_DAY = date(1970, 1, 1).toordinal()


@dataclass(frozen=True, slots=True, kw_only=True)
class RingSchedule:
    """One ring schedule as it was saved.

    `first` is the local date of the first occurrence, `start` and `end` are wall clock; an `end` at or before
    `start` lies on the next day. `repeats` is an RFC 5545 rule, None = once. `excepted` dates remove the
    occurrences that start on them. `business_hours` None = unset. `created_ms` is UTC; None = older than any
    with a time.
    """

    title: str
    timezone: str
    first: date
    start: time
    end: time
    repeats: str | None = None
    excepted: tuple[date, ...] = ()
    business_hours: bool | None = None
    enabled: bool = True
    draft: bool = False
    created_ms: int | None = None
    advisors: tuple[str, ...] = ()
    strategy: RingStrategy = RingStrategy.GROUP
    ring_ms: int = 30_000
    call_tree: str | None = None

    @property
    def counts_as_business_hours(self) -> bool:
        """Whether its hours are business hours: a box left unset is assumed ticked (R-SCH-1)."""
        return self.business_hours is not False

    @property
    def is_in_force(self) -> bool:
        """Whether it can be active at all: switched on and no draft (R-SCH-1)."""
        return self.enabled and not self.draft


@lru_cache(maxsize=1)
def zone_names() -> frozenset[str]:
    """The names of all IANA zones that a schedule may name; `Factory` only marks a machine that has none."""
    return frozenset(files("tzdata").joinpath("zones").read_text(encoding="ascii").split()) - {"Factory"}


@lru_cache(maxsize=1024)
def zone(name: str) -> ZoneInfo:
    """The zone of that IANA name. Raises ValueError if there is none."""
    if name not in zone_names():
        raise ValueError(f"no time zone is called {name!r}; write an IANA name such as America/Chicago")
    with files("tzdata").joinpath("zoneinfo", *name.split("/")).open("rb") as data:
        return ZoneInfo.from_file(data, key=name)


def instant_ms(timezone: str, day: date, wall: time) -> int:
    """The instant, UTC ms, of a wall-clock time (R-SCH-2).

    A time that the clock shows twice is the first one; one that it skips is read with the offset before the
    change. Both are what `fold=0` means to zoneinfo.
    """
    offset = datetime.combine(day, wall, zone(timezone)).utcoffset() or timedelta()
    days = day.toordinal() - _EPOCH_DAY - offset.days
    seconds = (wall.hour * 60 + wall.minute) * 60 + wall.second - offset.seconds
    return days * DAY_MS + seconds * SECOND_MS + wall.microsecond // 1000
