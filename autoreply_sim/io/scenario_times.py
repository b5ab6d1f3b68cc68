"""What may stand in one field of a scenario file: dates, times of day, moments, durations, time zones.

A moment without an offset is wall clock of the file's own zone, which a field cannot know: it stays a
datetime without a zone until `instant` reads it.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import Annotated

from autoreply_sim.domain.schedules import instant_ms, zone_names
from autoreply_sim.errors import did_you_mean
from autoreply_sim.io.scenario_values import Reads, shown, word
from autoreply_sim.units import DAY_MS, parse_duration_ms, utc_ms

FIRST_YEAR, LAST_YEAR = 1971, 2099
"""Dates outside of these years are refused: they are slips of the pen."""

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_CLOCK = re.compile(r"(\d{1,2}):(\d{2})(?::(\d{2}))?", re.ASCII)
_MOMENT = re.compile(
    r"(?P<day>\d{4}-\d{2}-\d{2})(?:[Tt]| +)(?P<clock>\d{1,2}:\d{2}(?::\d{2})?)(?:\.(?P<fraction>\d{1,3})0*)?"
    r" *(?P<offset>[Zz]|[+-]\d{2}:?\d{2})?",
    re.ASCII,
)
_SECONDS = re.compile(r"\d{1,6}(\.\d{1,3})?", re.ASCII)
_LONGEST_MS = DAY_MS
_IANA = "write an IANA name such as America/Chicago or Europe/Paris"
_LONGEST_ABBREVIATION = 4
"""CST and its like look like names of zones that mean something else: UCT, EST."""


def day(value: object) -> date:
    """Return a date written year-month-day."""
    found = word(value)
    if not _DAY.fullmatch(found):
        raise ValueError(f"{shown(value)} is no date; write year-month-day such as 2026-03-02")
    return _real_day(found)


def clock(value: object) -> time:
    """Return a time of day, from 00:00 to 23:59:59."""
    found = word(value)
    parts = _CLOCK.fullmatch(found)
    hour, minute, second = (int(part) for part in parts.groups("0")) if parts else (24, 0, 0)
    if hour > 23 or minute > 59 or second > 59:
        raise ValueError(f"{shown(value)} is no time of day; write hours and minutes such as 08:00")
    return time(hour, minute, second)


def end_clock(value: object) -> time:
    """Return the time of day at which something ends; 24:00 is midnight (R-SCH-7)."""
    return time(0) if word(value) in {"24:00", "24:00:00"} else clock(value)


def moment(value: object) -> datetime:
    """Return a date and a time of day; with a zone if an offset was written."""
    found = word(value)
    parts = _MOMENT.fullmatch(found)
    if not parts:
        raise ValueError(f"{shown(value)} is no date and time; write 2026-03-02 09:00, or 2026-03-02T09:00Z")
    fraction = timedelta(milliseconds=int((parts["fraction"] or "0").ljust(3, "0")))
    wall = datetime.combine(_real_day(parts["day"]), clock(parts["clock"])) + fraction
    return wall.replace(tzinfo=_offset(parts["offset"])) if parts["offset"] else wall


def since(value: object) -> datetime:
    """Return the moment since when something is there; a date alone is its midnight."""
    return datetime.combine(day(value), time(0)) if _DAY.fullmatch(word(value)) else moment(value)


def duration_ms(value: object) -> int:
    """Return a duration in milliseconds; a bare number is seconds."""
    found = word(value)
    if _SECONDS.fullmatch(found):
        found = f"{found}s"
    try:
        length_ms = parse_duration_ms(found)
    except ValueError as error:
        raise ValueError(f"{shown(value)} is no duration; {error}") from None
    if length_ms > _LONGEST_MS:
        raise ValueError(f"{shown(value)} is longer than a day; write a duration such as 30s, 4m or 1h30m")
    return length_ms


def zone_name(value: object) -> str:
    """Return the name of an IANA time zone."""
    found = word(value)
    if found not in zone_names():
        raise ValueError(f"{shown(value)} is no time zone; {_nearest_zone(found)}")
    return found


def instant(moment: datetime, timezone_name: str) -> int:
    """Return the instant, UTC ms, of a moment that is wall clock of this zone unless it has one of its own.

    What a clock change repeats is the first one, what it skips is read with the offset before (R-SCH-2).
    """
    if moment.tzinfo is not None:
        return utc_ms(moment)
    return instant_ms(timezone_name, moment.date(), moment.time())


def _real_day(text: str) -> date:
    try:
        found = date.fromisoformat(text)
    except ValueError:
        raise ValueError(f"{text!r} is no day of the calendar; correct it") from None
    if not FIRST_YEAR <= found.year <= LAST_YEAR:
        raise ValueError(f"{text!r} is out of bounds; write a year from {FIRST_YEAR} to {LAST_YEAR}")
    return found


def _offset(text: str) -> timezone:
    if text in "Zz":
        return UTC
    hours, minutes = int(text[1:3]), int(text[-2:])
    if hours > 14 or minutes > 59:
        raise ValueError(f"{text!r} is no offset from UTC; write one such as -06:00, or Z")
    return timezone(timedelta(minutes=(-1 if text[0] == "-" else 1) * (hours * 60 + minutes)))


def _nearest_zone(found: str) -> str:
    if len(found) <= _LONGEST_ABBREVIATION:
        return _IANA
    by_lower = {name.lower(): name for name in sorted(zone_names())}
    hint = did_you_mean(found.replace(" ", "_"), by_lower)
    near = by_lower.get(hint.removeprefix("did you mean '").removesuffix("'?"))
    return f"did you mean {near!r}?" if near else _IANA


_MOMENT_SCHEMA = {
    "type": "string",
    "pattern": r"^\d{4}-\d{2}-\d{2}([Tt]| +)\d{1,2}:\d{2}(:\d{2}(\.\d{1,3}0*)?)? *([Zz]|[+-]\d{2}:?\d{2})?$",
}
_CLOCK_SCHEMA = {"type": "string", "pattern": r"^\d{1,2}:\d{2}(:\d{2})?$"}

Day = Annotated[date, Reads(day, {"type": "string", "format": "date"})]
Clock = Annotated[time, Reads(clock, _CLOCK_SCHEMA)]
EndClock = Annotated[time, Reads(end_clock, _CLOCK_SCHEMA)]
Moment = Annotated[datetime, Reads(moment, _MOMENT_SCHEMA)]
Since = Annotated[datetime, Reads(since, {"type": "string"})]
Duration = Annotated[int, Reads(duration_ms, {"type": ["string", "number"]})]
Zone = Annotated[str, Reads(zone_name, {"type": "string"})]
