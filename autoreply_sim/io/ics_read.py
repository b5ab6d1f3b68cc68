"""Calendar files of any origin into ring schedules, with a sentence for what a schedule cannot say.

Zone definitions in the file are not looked at, only the names: an IANA name, a Windows name or a vendor's
path that ends in an IANA name. So a file can neither redefine a zone nor keep us busy with one.
"""

from __future__ import annotations

import warnings
from dataclasses import dataclass, replace
from typing import Any

from icalendar import Calendar, Event

from autoreply_sim.domain.recurrence import schedule_problem
from autoreply_sim.domain.schedules import RingSchedule
from autoreply_sim.io.ics_event import is_ours, read_event, read_excepted, shown_title
from autoreply_sim.io.ics_names import ZoneNames

MOST_BYTES = 1_000_000
MOST_EVENTS = 500
MOST_PROBLEMS = 50
_DEEPEST = 8
_UNREADABLE = (ValueError, LookupError, TypeError, AttributeError, ArithmeticError)
"""What icalendar raises over broken files."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A schedule as a calendar holds it: under its UID, in a calendar of that name."""

    schedule: RingSchedule
    uid: str
    calendar: str
    is_ours: bool
    """Whether it says more than calendars have words for: advisors, box, ring order, call tree."""


def schedules_from_ics(data: bytes, *, timezone: str | None = None) -> tuple[list[RingSchedule], list[str]]:
    """The schedules of a calendar file, and what could not be taken over, as sentences. Never raises.

    `timezone` is that of times without a zone; without it, the calendar's own (X-WR-TIMEZONE) counts.
    """
    entries, problems = entries_from_ics(data, timezone=timezone)
    return [entry.schedule for entry in entries], problems


def entries_from_ics(data: bytes, *, timezone: str | None = None) -> tuple[list[Entry], list[str]]:
    """The same with what tells each schedule from the others of its calendar."""
    problem = _size_problem(data)
    if problem is not None:
        return [], [problem]
    text, aliases = _without_zone_definitions(data.decode("utf-8-sig"))
    try:
        calendars = _calendars(text)
    except OSError:
        # icalendar looks zones up as files; `America` is a directory of them.
        return [], ["a time zone in it is only half a name, such as America; write America/Chicago"]
    except _UNREADABLE as error:
        return [], [f"this is no calendar file ({error!s:.120}); export the calendar again as .ics"]
    entries: list[Entry] = []
    problems: list[str] = []
    for calendar in calendars:
        names = ZoneNames(
            aliases=aliases, floating=timezone or str(calendar.get("X-WR-TIMEZONE", "")) or None
        )
        _read_calendar(calendar, names, entries, problems)
    if not entries and not problems:
        problems.append("the calendar holds no events; export one that does")
    return entries, problems


def _size_problem(data: bytes) -> str | None:
    if len(data) > MOST_BYTES:
        return (
            f"the file has {len(data)} bytes; a calendar of at most {MOST_BYTES} is read: export fewer events"
        )
    try:
        lines = data.decode("utf-8-sig").upper().splitlines()
    except UnicodeDecodeError:
        return "the file is no UTF-8 text; export the calendar again as .ics"
    if sum(line.startswith("BEGIN:VEVENT") for line in lines) > MOST_EVENTS:
        return f"the calendar has more than {MOST_EVENTS} events; export fewer"
    depth = 0
    for line in lines:
        depth += line.startswith("BEGIN:") - line.startswith("END:")
        if depth > _DEEPEST:
            return f"parts of the calendar are nested more than {_DEEPEST} deep; export it again as .ics"
    return None


def _without_zone_definitions(text: str) -> tuple[str, dict[str, str]]:
    """The file without its VTIMEZONE parts, and the IANA names that those give (X-LIC-LOCATION)."""
    kept: list[str] = []
    aliases: dict[str, str] = {}
    zone_id: str | None = None
    inside = False
    for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"):
        name, _, value = line.partition(":")
        if line.strip().upper() == "BEGIN:VTIMEZONE":
            inside, zone_id = True, None
        elif line.strip().upper() == "END:VTIMEZONE":
            inside = False
        elif not inside:
            kept.append(line)
        elif name.upper() == "TZID":
            zone_id = value.strip()
        elif name.upper() == "X-LIC-LOCATION" and zone_id:
            aliases[zone_id] = value.strip()
    return "\r\n".join(kept), aliases


def _calendars(text: str) -> list[Any]:
    with warnings.catch_warnings():
        # icalendar warns that it guesses at a vendor's zone name; its guess is not used.
        warnings.simplefilter("ignore")
        calendars: list[Any] = Calendar.from_ical(text.encode(), multiple=True)
    return calendars


def _read_calendar(calendar: Any, names: ZoneNames, entries: list[Entry], problems: list[str]) -> None:  # noqa: ANN401  # icalendar's components are untyped
    """Series first, then the single occurrences that were moved or cancelled (RECURRENCE-ID)."""
    series: dict[str, int] = {}
    called = str(calendar.get("X-WR-CALNAME", ""))
    for event in sorted(calendar.walk("VEVENT"), key=lambda event: "RECURRENCE-ID" in event):
        if len(problems) >= MOST_PROBLEMS:
            problems.append("the rest of the calendar was not looked at; mend these events first")
            return
        title = shown_title(event)
        try:
            if "RECURRENCE-ID" in event:
                _except_from_series(event, names, entries, series.get(str(event.get("UID"))))
            if str(event.get("STATUS", "")).upper() == "CANCELLED":
                if "RECURRENCE-ID" not in event:
                    problems.append(f"event {title}: it is cancelled; it was left out")
                continue
            schedule, left_out = read_event(event, names)
            problem = schedule_problem(schedule)
            if problem is not None:
                problems.append(f"event {title}: {problem}")
                continue
        except _UNREADABLE as error:
            problems.append(f"event {title}: {error!s:.300}")
            continue
        uid = str(event.get("UID"))
        series.setdefault(uid, len(entries))
        entries.append(Entry(schedule=schedule, uid=uid, calendar=called, is_ours=is_ours(event)))
        problems.extend(f"event {title}: {sentence}" for sentence in left_out)


def _except_from_series(event: Event, names: ZoneNames, entries: list[Entry], index: int | None) -> None:
    replaced = event["RECURRENCE-ID"]
    if "RANGE" in replaced.params:
        raise ValueError("it changes all later occurrences; end the series there and begin a new one")
    if index is None:
        return
    series = entries[index].schedule
    days = tuple(day for day in read_excepted(series, [replaced], names) if day not in series.excepted)
    entries[index] = replace(entries[index], schedule=replace(series, excepted=series.excepted + days))
