"""Which schedule of a team is effective at an instant (section 2 of the rulebook).

A schedule stays the dictionary of the file. Every question walks through all occurrences from the first on.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

from dateutil.rrule import rrulestr

from .clock import EPOCH, from_wall_clock, to_instant

Schedule = dict[str, Any]


def effective_schedule(schedules: list[Schedule], at: int, file_zone: str) -> Schedule | None:
    """Of the schedules active at an instant, the one created last; ties: the later in the list (R-SCH-3)."""
    best: Schedule | None = None
    for schedule in schedules:
        newer = best is None or created(schedule, file_zone) >= created(best, file_zone)
        if is_active(schedule, at, file_zone) and newer:
            best = schedule
    return best


def created(entry: dict[str, Any], file_zone: str) -> tuple[int, int]:
    """When an entry was created; one that does not say so is older than all that do (scenarios.md)."""
    if entry.get("created") is None:
        return (0, 0)
    return (1, to_instant(entry["created"], file_zone))


def is_active(schedule: Schedule, at: int, file_zone: str) -> bool:
    """Active in its occurrences, start included, end excluded; a draft or switched-off one never."""
    if schedule.get("draft", False) or not schedule.get("enabled", True):  # R-SCH-1
        return False
    return any(start <= at < end for start, end in occurrences(schedule, at, file_zone))  # R-SCH-2


def is_after_hours(effective: Schedule | None, policy: str) -> bool:
    """After hours: no effective schedule, or one whose Business Hours box is unticked (R-SCH-4)."""
    if effective is None:
        return True
    return policy == "not_business_hours" and effective.get("business_hours") is False


def occurrences(schedule: Schedule, at: int, file_zone: str) -> Iterator[tuple[int, int]]:
    """Every occurrence up to the day after an instant, read off the schedule's wall clock (R-SCH-2)."""
    zone = schedule.get("timezone") or file_zone
    excepted = {date.fromisoformat(str(day)) for day in schedule.get("except") or []}
    last_day = (EPOCH + timedelta(milliseconds=at)).date() + timedelta(days=1)
    for local_start in local_starts(schedule, zone):
        if local_start.date() > last_day:
            return
        if local_start.date() in excepted:  # the occurrence that starts on that date, all of it
            continue
        start = from_wall_clock(local_start, zone)
        end = from_wall_clock(local_end(schedule, local_start), zone)
        if end > start:  # otherwise it is empty
            yield start, end


def local_starts(schedule: Schedule, zone: str) -> Iterator[datetime]:
    """The starts: once, or as the RFC 5545 rule says; an excepted one still counts (R-SCH-2, R-SCH-7)."""
    first = datetime.combine(date.fromisoformat(str(schedule["first"])), clock_time(schedule["from"]))
    rule = schedule.get("repeats")
    if rule is None:
        yield first
        return
    parts = [part for part in str(rule).split(";") if part]
    until = [part.partition("=")[2] for part in parts if part.upper().startswith("UNTIL=")]
    rest = ";".join(part for part in parts if not part.upper().startswith("UNTIL="))
    for start in rrulestr(rest, dtstart=first):
        if until and is_past(start, until[0], zone):
            return
        yield start


def is_past(start: datetime, until: str, zone: str) -> bool:
    """UNTIL as a date includes that date; as a time it is compared with the start, Z is UTC (R-SCH-7)."""
    if "T" not in until:
        return start.date() > date.fromisoformat(until)
    if until.endswith("Z"):
        return from_wall_clock(start, zone) > to_instant(until, "UTC")
    return start > datetime.fromisoformat(until)


def local_end(schedule: Schedule, start: datetime) -> datetime:
    """`to` at or before `from` runs into the next day (R-SCH-2); `24:00` is midnight (R-SCH-7)."""
    end = datetime.combine(start.date(), clock_time(schedule["to"]))
    return end if end > start else end + timedelta(days=1)


def clock_time(written: Any) -> time:
    """A time of day as the file writes it; `24:00` shows as midnight on the clock."""
    return time(0, 0) if str(written) == "24:00" else time.fromisoformat(str(written))
