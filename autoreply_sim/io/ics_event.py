"""One VEVENT of a calendar file into one ring schedule."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from icalendar import Event

from autoreply_sim.codes import RingStrategy
from autoreply_sim.domain.recurrence_rules import read_rule
from autoreply_sim.domain.schedules import RingSchedule, instant_ms, zone
from autoreply_sim.io.ics_names import Moment, ZoneNames
from autoreply_sim.io.ics_write import PREFIX, as_calendars_write_it
from autoreply_sim.units import utc_ms

_DAY = timedelta(days=1)


def shown_title(event: Event) -> str:
    """The event's title, cut and quoted, for sentences."""
    title = str(event.get("SUMMARY", "")) or "Untitled"
    return repr(title if len(title) <= 60 else title[:60] + "…")


def read_event(event: Event, names: ZoneNames) -> tuple[RingSchedule, list[str]]:
    """The schedule that the event says, and sentences about what it leaves out.

    Raises ValueError with a sentence where no schedule can say what the event says.
    """
    begin = _moment(event, "DTSTART", names)
    start = begin.wall or time(0)
    schedule = RingSchedule(
        title=str(event.get("SUMMARY", "")) or "Untitled",
        timezone=begin.timezone,
        first=begin.day,
        start=start,
        end=_end(event, begin, start, names),
        repeats=_rule(event),
        **_own_fields(event),
    )
    lines = _lines(event, "EXDATE")
    schedule = replace(schedule, excepted=tuple(read_excepted(schedule, lines, names)))
    return _as_it_was_written(schedule, event), _left_out(event, schedule, lines)


def is_ours(event: Event) -> bool:
    """Whether the event still says what we write beside it: advisors, ring order and all."""
    return _own(event, "ADVISORS") is not None


def read_excepted(schedule: RingSchedule, lines: Iterable[Any], names: ZoneNames) -> list[date]:
    """The dates whose occurrences start at the moments that the lines (EXDATE, RECURRENCE-ID) name."""
    days: list[date | None] = []
    for line in lines:
        for value in line.dts if hasattr(line, "dts") else [line]:
            whole_day = isinstance(value.dt, date) and not isinstance(value.dt, datetime)
            moment = None if whole_day else names.moment(value.dt, line.params)
            days.append(value.dt if moment is None else _occurrence_at(schedule, moment))
    return [day for day in days if day is not None]


def _occurrence_at(schedule: RingSchedule, moment: Moment) -> date | None:
    wall = moment.wall or time(0)
    if moment.timezone == schedule.timezone:
        return moment.day if wall == schedule.start else None
    at_ms = instant_ms(moment.timezone, moment.day, wall)
    near = (moment.day + days * _DAY for days in (-1, 0, 1))
    return next((d for d in near if instant_ms(schedule.timezone, d, schedule.start) == at_ms), None)


def _moment(event: Event, name: str, names: ZoneNames) -> Moment:
    lines = _lines(event, name)
    if len(lines) != 1:
        raise ValueError(f"it has {len(lines)} {name} lines; an event has one")
    return names.moment(lines[0].dt, lines[0].params)


def _end(event: Event, begin: Moment, start: time, names: ZoneNames) -> time:
    """The wall clock, in the zone of the start, at which an occurrence ends."""
    length = _length(event, begin, start, names)
    if not timedelta() < length <= _DAY:
        raise ValueError(
            f"it lasts {length}; a ring schedule's occurrence lasts up to 24 hours: split it by days"
        )
    return (datetime.combine(begin.day, start) + length).time()


def _length(event: Event, begin: Moment, start: time, names: ZoneNames) -> timedelta:
    if "DTEND" in event:
        end = _moment(event, "DTEND", names)
        wall = datetime.combine(end.day, end.wall or time(0))
        if end.wall is not None and end.timezone != begin.timezone:
            at_ms = instant_ms(end.timezone, end.day, end.wall)
            wall = datetime.fromtimestamp(at_ms / 1000, zone(begin.timezone)).replace(tzinfo=None)
        return wall - datetime.combine(begin.day, start)
    if "DURATION" in event:
        duration: timedelta = _lines(event, "DURATION")[0].dt
        return duration
    return _DAY if begin.wall is None else timedelta()


def _rule(event: Event) -> str | None:
    lines = _lines(event, "RRULE")
    if len(lines) > 1:
        raise ValueError("it has several recurrence rules; make it one event per rule")
    rule = lines[0].to_ical().decode() if lines else None
    if rule is not None:
        read_rule(rule)
    return rule


def _left_out(event: Event, schedule: RingSchedule, excepted: list[Any]) -> list[str]:
    named = sum(len(line.dts) for line in excepted)
    left_out = []
    if named > len(schedule.excepted):
        left_out.append(
            f"{named - len(schedule.excepted)} of its {named} excepted dates name no start of an occurrence; "
            "they were left out"
        )
    others = [name for name in ("RDATE", "EXRULE") if name in event]
    return left_out + [f"its {name} was left out; add schedules or excepted dates for it" for name in others]


def _own_fields(event: Event) -> dict[str, Any]:
    """The fields that our own exports keep in X- properties; foreign events have only CREATED."""
    fields: dict[str, Any] = {"created_ms": _created_ms(event)}
    for name, key in (("BUSINESS-HOURS", "business_hours"), ("ENABLED", "enabled"), ("DRAFT", "draft")):
        if (flag := _own(event, name)) is not None:
            fields[key] = _one_of(name, flag, {"TRUE": True, "FALSE": False})
    if (advisors := _own(event, "ADVISORS")) is not None:
        fields["advisors"] = _advisors(advisors)
    if (strategy := _own(event, "STRATEGY")) is not None:
        fields["strategy"] = _one_of("STRATEGY", strategy, {each.word: each for each in RingStrategy})
    if (ring_ms := _own(event, "RING-MS")) is not None:
        fields["ring_ms"] = _whole(ring_ms)
    if (tree := _own(event, "CALL-TREE")) is not None:
        fields["call_tree"] = tree
    return fields


def _created_ms(event: Event) -> int | None:
    """CREATED in whole seconds, with the milliseconds that we wrote beside it if they still belong to it."""
    if "CREATED" not in event:
        return None
    moment: datetime = _lines(event, "CREATED")[0].dt
    created_ms = utc_ms(moment if moment.tzinfo else moment.replace(tzinfo=UTC))
    exact = _own(event, "CREATED-MS")
    same = exact is not None and _whole(exact) // 1000 * 1000 == created_ms
    return _whole(exact) if exact is not None and same else created_ms


def _as_it_was_written(schedule: RingSchedule, event: Event) -> RingSchedule:
    """With first date and rule as they were before the export, unless the calendar has changed them."""
    first, repeats = _own(event, "FIRST"), _own(event, "REPEATS")
    original = replace(
        schedule,
        first=date.fromisoformat(first) if first else schedule.first,
        repeats=repeats or schedule.repeats,
    )
    if original.repeats is None or schedule.repeats is None or original == schedule:
        return schedule
    written_first, written_rule = as_calendars_write_it(original)
    same = written_rule is not None and read_rule(written_rule) == read_rule(schedule.repeats)
    return original if same and written_first == schedule.first else schedule


def _advisors(text: str) -> tuple[str, ...]:
    try:
        keys = json.loads(text)
    except (ValueError, RecursionError):
        keys = None
    if not isinstance(keys, list) or not all(isinstance(key, str) and _is_text(key) for key in keys):
        raise ValueError(f"{PREFIX}ADVISORS is no list of advisors' keys; write a JSON list of strings")
    return tuple(keys)


def _is_text(key: str) -> bool:
    """Whether a string has no halves of characters, which JSON can spell and UTF-8 cannot."""
    return not any("\ud800" <= character <= "\udfff" for character in key)


def _one_of(name: str, text: str, words: dict[str, Any]) -> Any:  # noqa: ANN401  # whatever the words stand for
    if text not in words:
        raise ValueError(f"{PREFIX}{name} is {text!r:.40}; write one of {', '.join(words)}")
    return words[text]


def _whole(text: str) -> int:
    if len(text) > 18:
        raise ValueError(f"{text!r:.40} is no whole number of milliseconds; correct it")
    return int(text)


def _own(event: Event, name: str) -> str | None:
    value = event.get(PREFIX + name)
    return None if value is None else str(value)


def _lines(event: Event, name: str) -> list[Any]:
    value = event.get(name)
    return [] if value is None else value if isinstance(value, list) else [value]
