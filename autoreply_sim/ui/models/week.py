"""A team's week as it rings: for each of seven days the effective schedule from midnight to midnight.

`compile_openings` decides what is effective; here its pieces are cut at the midnights of one zone and given names.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from itertools import pairwise
from types import MappingProxyType

from autoreply_sim.domain.openings import compile_openings
from autoreply_sim.domain.schedules import RingSchedule, instant_ms
from autoreply_sim.domain.settings import TeamSettings
from autoreply_sim.domain.world import World
from autoreply_sim.ui.models.phrase import Phrase, phrase
from autoreply_sim.ui.models.week_days import Block, Day, Piece, Setting, day_of
from autoreply_sim.units import MINUTE_MS

LOOKS = 6
"""How many looks (colour and pattern) there are; the next schedule takes the first one again, its number tells."""

_NO_HOLIDAYS: Mapping[date, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class LegendEntry:
    """One schedule of the list: its number and look in the week, and for how long it is effective."""

    number: int
    look: int
    title: str
    kind: str
    """``business`` or ``after_hours_box``."""
    state: str
    """``in_force``, ``draft`` or ``off``."""
    effective: Phrase


@dataclass(frozen=True, slots=True, kw_only=True)
class Week:
    """Seven days from a Monday on, in one zone."""

    monday: date
    timezone: str
    days: tuple[Day, ...]
    legend: tuple[LegendEntry, ...]
    open_min: int
    """Minutes that are not after hours."""
    after_hours_share: float
    """Of the whole week, 0 to 1."""
    other_zones: tuple[str, ...]
    """The zones of schedules that keep another clock than the one shown."""

    @property
    def previous(self) -> date | None:
        """Return the Monday before, None where the calendar ends."""
        return self.monday - timedelta(days=7) if self.monday.toordinal() > 14 else None

    @property
    def next(self) -> date | None:
        """Return the Monday after, None where the calendar ends."""
        return self.monday + timedelta(days=7) if self.monday < date(date.max.year, 12, 1) else None


def monday_of(day: date) -> date:
    """Return the Monday of a date's week."""
    return day - timedelta(days=day.weekday())


def week_zone(settings: TeamSettings, world: World) -> str:
    """Return the zone that a team's week is shown in: its schedules' if they agree, else the file's."""
    zones = _zones(settings.schedules)
    return zones.pop() if len(zones) == 1 else world.timezone


def week(
    settings: TeamSettings, world: World, monday: date, *, holidays: Mapping[date, str] = _NO_HOLIDAYS
) -> Week:
    """Return the week that holds a date; `holidays` are the names of days to be marked, which close nothing."""
    monday = monday_of(monday)
    timezone = week_zone(settings, world)
    dates = [monday + timedelta(days=place) for place in range(8)]
    midnights = [instant_ms(timezone, day, time(0)) for day in dates]
    setting = Setting(
        schedules=settings.schedules,
        advisors={advisor.key: advisor.name for advisor in world.advisors},
        holidays=holidays,
        timezone=timezone,
        window_ms=(midnights[0], midnights[-1]),
        boxed_is_open=world.policies.after_hours == "no_active_schedule",
    )
    pieces = _pieces(settings.schedules, midnights)
    days = tuple(day_of(setting, *day) for day in zip(dates, pairwise(midnights), pieces, strict=False))
    blocks = [block for day in days for block in day.blocks]
    after_ms = sum(block.span.length_ms for block in blocks if block.is_after_hours)
    whole_ms = midnights[-1] - midnights[0]
    return Week(
        monday=monday,
        timezone=timezone,
        days=days,
        legend=_legend(settings.schedules, blocks),
        open_min=(whole_ms - after_ms) // MINUTE_MS,
        after_hours_share=after_ms / whole_ms,
        other_zones=tuple(sorted(_zones(settings.schedules) - {timezone})),
    )


def _zones(schedules: Sequence[RingSchedule]) -> set[str]:
    return {schedule.timezone for schedule in schedules if schedule.is_in_force}


def _pieces(schedules: Sequence[RingSchedule], midnights: Sequence[int]) -> list[list[Piece]]:
    """Return the pieces of each day, cut where another schedule becomes effective and at midnight."""
    openings = compile_openings(schedules, midnights[0], midnights[-1])
    edges = sorted({*openings.starts_ms.tolist(), *midnights})
    days: list[list[Piece]] = [[] for _ in midnights[1:]]
    place = 0
    for start, end in pairwise(edges):
        place += start >= midnights[place + 1]
        effective = openings.at(start)
        goes_on = end in midnights[1:-1] and openings.at(end) == effective
        days[place].append(Piece(start_ms=start, end_ms=end, effective=effective, goes_on=goes_on))
    return days


def _legend(schedules: Sequence[RingSchedule], blocks: Sequence[Block]) -> tuple[LegendEntry, ...]:
    lengths_ms: Counter[int | None] = Counter()
    for block in blocks:
        lengths_ms[block.schedule] += block.span.length_ms
    return tuple(
        LegendEntry(
            number=index + 1,
            look=index % LOOKS,
            title=schedule.title,
            kind="business" if schedule.counts_as_business_hours else "after_hours_box",
            state="draft" if schedule.draft else "in_force" if schedule.enabled else "off",
            effective=length_phrase(lengths_ms[index] // MINUTE_MS),
        )
        for index, schedule in enumerate(schedules)
    )


def length_phrase(minutes: int) -> Phrase:
    """Return a length as hours, and minutes only if there are any."""
    hours, rest = divmod(minutes, 60)
    return phrase("week_hours_minutes", h=hours, m=rest) if rest else phrase("week_hours", h=hours)
