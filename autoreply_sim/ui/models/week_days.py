"""One day of a team's week: what is effective when, what that covers, and what to know of the day.

A block keeps its exact instants; `top` and `bottom` are wall clock, so that 08:00 stands at one height on all seven
days, the two a year on which the clock changes included.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from autoreply_sim.codes import NONE
from autoreply_sim.domain.openings import occurrences
from autoreply_sim.domain.recurrence import occurrence_dates
from autoreply_sim.domain.schedules import RingSchedule, zone
from autoreply_sim.ui.models.phrase import Phrase, phrase
from autoreply_sim.units import HOUR_MS, MINUTE_MS, local

_DAY_MIN = 24 * 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """From an instant to another of one day, as the day's wall clock reads it."""

    start_ms: int
    end_ms: int
    top: int
    bottom: int
    """Wall-clock minutes from midnight, `bottom` at most 1440."""
    starts: str
    ends: str
    """The same in words: 08:00, 24:00."""

    @property
    def length_ms(self) -> int:
        """Return how long it lasts, whatever the clock does meanwhile."""
        return self.end_ms - self.start_ms


@dataclass(frozen=True, slots=True, kw_only=True)
class Covered:
    """A schedule that is active but not effective, because a newer one covers it (R-SCH-3)."""

    schedule: int
    title: str
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """What is effective from an instant of a day to the next change or midnight."""

    span: Span
    said: Phrase
    """The block in one sentence, for a screen reader."""
    goes_on: bool
    """The next day begins as this one ends: open or closed past midnight."""
    kind: str = "closed"
    """``business``, ``after_hours_box`` (its Business Hours box is unticked) or ``closed`` (no schedule)."""
    schedule: int | None = None
    """Index in the team's list."""
    title: str = ""
    advisors: tuple[str, ...] = ()
    """The names of those who ring."""
    is_after_hours: bool = True
    """As the policy `after_hours` has it (R-SCH-4)."""
    covered: tuple[Covered, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """One local day; `length_min` is 1380 or 1500 where the clock changes by an hour."""

    date: date
    length_min: int
    blocks: tuple[Block, ...]
    notes: tuple[Phrase, ...]
    """Holidays, excepted dates and the change of the clock."""

    @property
    def covered(self) -> tuple[Covered, ...]:
        """Return what lies beneath the day's blocks."""
        return tuple(covered for block in self.blocks for covered in block.covered)


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """One schedule's turn within a day: `effective` is its index, -1 = none."""

    start_ms: int
    end_ms: int
    effective: int
    goes_on: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What the days are made of: schedules, names of advisors and holidays, the zone that is shown."""

    schedules: Sequence[RingSchedule]
    advisors: Mapping[str, str]
    holidays: Mapping[date, str]
    timezone: str
    window_ms: tuple[int, int]
    """The whole week: occurrences are worked out for it once, not for each of its days."""
    boxed_is_open: bool
    """Whether a schedule whose Business Hours box is unticked is no after hours (policy `after_hours`)."""


def day_of(setting: Setting, day: date, bounds: tuple[int, int], pieces: Sequence[Piece]) -> Day:
    """Return a day between two midnights (UTC ms), made of its pieces in order."""
    return Day(
        date=day,
        length_min=(bounds[1] - bounds[0]) // MINUTE_MS,
        blocks=tuple(_block(setting, bounds, piece) for piece in pieces),
        notes=tuple(_notes(setting, day, bounds)),
    )


def _block(setting: Setting, bounds: tuple[int, int], piece: Piece) -> Block:
    span = _span(setting, bounds, piece.start_ms, piece.end_ms)
    if piece.effective == NONE:
        said = phrase("week_says_closed", starts=span.starts, ends=span.ends)
        return Block(span=span, goes_on=piece.goes_on, said=said)
    schedule = setting.schedules[piece.effective]
    kind = "business" if schedule.counts_as_business_hours else "after_hours_box"
    is_after_hours = kind == "after_hours_box" and not setting.boxed_is_open
    is_box_open = kind == "after_hours_box" and not is_after_hours
    return Block(
        kind=kind,
        schedule=piece.effective,
        title=schedule.title,
        advisors=tuple(setting.advisors.get(key, key) for key in schedule.advisors),
        is_after_hours=is_after_hours,
        span=span,
        goes_on=piece.goes_on,
        covered=tuple(_covered(setting, bounds, piece)),
        said=phrase(
            f"week_says_{kind}{'_open' if is_box_open else ''}",
            starts=span.starts,
            ends=span.ends,
            title=schedule.title,
            advisors=phrase("week_advisors", count=len(schedule.advisors)),
        ),
    )


def _covered(setting: Setting, bounds: tuple[int, int], piece: Piece) -> Iterator[Covered]:
    for index, schedule in enumerate(setting.schedules):
        if index == piece.effective or not schedule.is_in_force:
            continue
        for active_from, active_to in occurrences(schedule, *setting.window_ms):
            first, last = max(active_from, piece.start_ms), min(active_to, piece.end_ms)
            if first < last:
                yield Covered(schedule=index, title=schedule.title, span=_span(setting, bounds, first, last))


def _span(setting: Setting, bounds: tuple[int, int], start_ms: int, end_ms: int) -> Span:
    clock = zone(setting.timezone)
    starts, ends = local(start_ms, clock), local(end_ms, clock)
    at_midnight = end_ms == bounds[1]
    return Span(
        start_ms=start_ms,
        end_ms=end_ms,
        top=starts.hour * 60 + starts.minute,
        bottom=_DAY_MIN if at_midnight else ends.hour * 60 + ends.minute,
        starts=starts.strftime("%H:%M"),
        ends="24:00" if at_midnight else ends.strftime("%H:%M"),
    )


def _notes(setting: Setting, day: date, bounds: tuple[int, int]) -> Iterator[Phrase]:
    if day in setting.holidays:
        yield phrase("week_holiday", name=setting.holidays[day])
    shift_min = (bounds[1] - bounds[0] - 24 * HOUR_MS) // MINUTE_MS
    if shift_min:
        yield phrase("week_clock_back" if shift_min > 0 else "week_clock_ahead", minutes=abs(shift_min))
    for schedule in setting.schedules:
        if schedule.is_in_force and _is_excepted(schedule, day):
            yield phrase("week_excepted", title=schedule.title)


def _is_excepted(schedule: RingSchedule, day: date) -> bool:
    """Return whether an occurrence would start on a date, were it not excepted."""
    if day not in schedule.excepted:
        return False
    return bool(occurrence_dates(replace(schedule, excepted=()), day, day))
