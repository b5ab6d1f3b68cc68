"""Ring schedules as a calendar file: one VEVENT each; what calendars have no word for in X- properties.

A calendar program takes the first date as an occurrence and wants UNTIL in UTC. So DTSTART is the first date
that the rule matches and UNTIL the last start as an instant; what was written is kept beside them.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from hashlib import sha256

from icalendar import Calendar, Event
from icalendar.prop import vInline

from autoreply_sim.domain.recurrence import first_occurrence
from autoreply_sim.domain.recurrence_rules import canonical_rule, read_rule
from autoreply_sim.domain.schedules import RingSchedule, instant_ms
from autoreply_sim.io.ics_zones import timezone_component

PREFIX = "X-AUTOREPLY-SIM-"
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def schedules_to_ics(
    schedules: Sequence[RingSchedule], *, calendar_name: str, stamped: datetime = _EPOCH
) -> bytes:
    """The calendar file (UTF-8, RFC 5545) of a team's schedules; equal schedules give equal bytes.

    `stamped` is the DTSTAMP of every event. Seconds are the finest that a calendar holds. Raises ValueError
    for a schedule whose rule is none or never occurs.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//autoreply-sim//ring schedules//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", calendar_name)
    first_years: dict[str, int] = {}
    for schedule in schedules:
        earliest = min(schedule.first.year, first_years.get(schedule.timezone, schedule.first.year))
        first_years[schedule.timezone] = earliest
    for name, year in first_years.items():
        if name != "UTC":
            calendar.add_component(timezone_component(name, year))
    for number, schedule in enumerate(schedules):
        calendar.add_component(_event(schedule, uid_of(calendar_name, number, schedule.title), stamped))
    return bytes(calendar.to_ical())


def uid_of(calendar_name: str, number: int, title: str) -> str:
    """The UID under which a calendar holds its schedule of that number, counted from 0, and title."""
    identity = f"{calendar_name}/{number}/{title}"
    return f"{sha256(identity.encode()).hexdigest()[:32]}@autoreply-sim"


def as_calendars_write_it(schedule: RingSchedule) -> tuple[date, str | None]:
    """The date of DTSTART and the RRULE that calendar programs read as our rulebook reads the schedule."""
    first = first_occurrence(schedule)
    if first is None:
        raise ValueError(f"{schedule.title!r}: {schedule.repeats!r} never occurs; correct the rule")
    if schedule.repeats is None:
        return first, None
    limit = read_rule(schedule.repeats).until
    if limit is None or (isinstance(limit, datetime) and limit.tzinfo):
        return first, canonical_rule(schedule.repeats)
    day, wall = (limit.date(), limit.time()) if isinstance(limit, datetime) else (limit, schedule.start)
    until = _utc(instant_ms(schedule.timezone, day, wall)).strftime("%Y%m%dT%H%M%SZ")
    parts = (part for part in canonical_rule(schedule.repeats).split(";") if not part.startswith("UNTIL="))
    return first, ";".join([*parts, f"UNTIL={until}"])


def _event(schedule: RingSchedule, uid: str, stamped: datetime) -> Event:
    first, rule = as_calendars_write_it(schedule)
    last = first if schedule.end > schedule.start else first + timedelta(days=1)
    event = Event()
    event.add("uid", uid)
    event.add("dtstamp", stamped)
    event.add("summary", schedule.title)
    _add_times(event, "dtstart", schedule, [(first, schedule.start)])
    _add_times(event, "dtend", schedule, [(last, schedule.end)])
    if rule is not None:
        event.add("rrule", vInline(rule), encode=False)
    if schedule.excepted:
        _add_times(event, "exdate", schedule, [(day, schedule.start) for day in schedule.excepted])
    if schedule.created_ms is not None:
        event.add("created", _utc(schedule.created_ms))
    for name, value in _own_properties(schedule, first):
        event.add(PREFIX + name, value)
    return event


def _add_times(event: Event, name: str, schedule: RingSchedule, moments: list[tuple[date, time]]) -> None:
    """Wall-clock times with their zone's name; in UTC, which has no definition to go with it, ending in Z."""
    utc = schedule.timezone == "UTC"
    walls = [datetime.combine(day, wall, UTC if utc else None) for day, wall in moments]
    parameters = {} if utc else {"TZID": schedule.timezone}
    event.add(name, walls if name == "exdate" else walls[0], parameters=parameters)


def _own_properties(schedule: RingSchedule, first: date) -> Iterator[tuple[str, str]]:
    if schedule.business_hours is not None:
        yield "BUSINESS-HOURS", _flag(schedule.business_hours)
    yield "ENABLED", _flag(schedule.enabled)
    yield "DRAFT", _flag(schedule.draft)
    yield "ADVISORS", json.dumps(schedule.advisors, ensure_ascii=False)
    yield "STRATEGY", schedule.strategy.word
    yield "RING-MS", str(schedule.ring_ms)
    if schedule.call_tree is not None:
        yield "CALL-TREE", schedule.call_tree
    if schedule.created_ms is not None:
        yield "CREATED-MS", str(schedule.created_ms)
    if first != schedule.first:
        yield "FIRST", schedule.first.isoformat()
    if schedule.repeats is not None:
        yield "REPEATS", schedule.repeats


def _flag(value: bool) -> str:  # noqa: FBT001  # a formatter's one argument
    return "TRUE" if value else "FALSE"


def _utc(at_ms: int) -> datetime:
    return _EPOCH + timedelta(milliseconds=at_ms)
