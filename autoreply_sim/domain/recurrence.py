"""On which local dates a schedule's occurrences start (R-SCH-2, R-SCH-7).

python-dateutil's `rrule` does the recurrence, day by day, between two dates. Left to itself it walks from the
first date to the year 9999 whenever nothing matches; here it always starts near the dates that are asked for,
moved by whole 400-year cycles (after which the Gregorian calendar, weekdays included, repeats) so that 9999
is never far. COUNT and UNTIL are ours: COUNT counts from the first date, UNTIL is compared as R-SCH-7 says.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from itertools import islice
from typing import Literal

from dateutil import rrule as library

from autoreply_sim.domain.recurrence_rules import Rule, read_rule, rule_problem
from autoreply_sim.domain.schedules import RingSchedule, instant_ms
from autoreply_sim.units import utc_ms

_CYCLE_YEARS = 400
_CYCLE_DAYS = 146_097
_LONGEST_STEP_DAYS = 14_610
"""Forty years: a rule that steps further has few periods up to the year 9999 and is walked as it is."""
_LATEST_ANCHOR_YEAR = date.max.year - _CYCLE_YEARS - 50
"""After a longest step from here there is still room for a whole cycle."""
_LAST_START = date.max.toordinal() - 1
"""An occurrence that starts on the last day there is could not end on the next."""
_FREQUENCY: dict[str, Literal[0, 1, 2, 3]] = {"YEARLY": 0, "MONTHLY": 1, "WEEKLY": 2, "DAILY": 3}
"""As the library numbers them."""
_SHORTEST_DAYS = {"YEARLY": 365, "MONTHLY": 28, "WEEKLY": 7, "DAILY": 1}


def occurrence_dates(schedule: RingSchedule, from_date: date, to_date: date) -> list[date]:
    """The local dates, both ends included, ascending, on which an occurrence starts (R-SCH-2)."""
    dates = _dates(schedule.repeats, schedule.first, from_date, to_date)
    dates = _until(schedule, dates)
    return [day for day in dates if day not in schedule.excepted]


def first_occurrence(schedule: RingSchedule) -> date | None:
    """The local date of the first occurrence, excepted or not; None if the rule never occurs (R-SCH-7).

    Searched is one cycle of the calendar: 400 years. Raises ValueError if the rule is none.
    """
    if schedule.repeats is None:
        return schedule.first
    rule = read_rule(schedule.repeats)
    found: tuple[date, ...] = ()
    # Without its interval first: so it is quick to find that no day fits.
    for each in dict.fromkeys((replace(rule, interval=1), rule)):
        found = _until(schedule, _first_dates(each, schedule.first))
        if not found:
            return None
    return found[0]


def schedule_problem(schedule: RingSchedule) -> str | None:
    """What is wrong with the schedule's recurrence, or None; one that never occurs is refused (R-SCH-7)."""
    problem = rule_problem(schedule.repeats) if schedule.repeats is not None else None
    if problem is None and first_occurrence(schedule) is None:
        return (
            f"{schedule.repeats!r} never occurs from its first date {schedule.first} on "
            "(400 years were searched); correct the rule or the first date"
        )
    return problem


@lru_cache(maxsize=4096)
def _first_dates(rule: Rule, first: date) -> tuple[date, ...]:
    """The first occurrence within one cycle of the calendar, if there is one."""
    horizon = min(first.toordinal() + _CYCLE_DAYS, _LAST_START)
    return tuple(islice(_between(rule, first, first.toordinal(), horizon), 1))


@lru_cache(maxsize=1024)
def _dates(repeats: str | None, first: date, from_date: date, to_date: date) -> tuple[date, ...]:
    """The dates of the rule and its COUNT, before UNTIL and excepted dates."""
    start = max(from_date, first).toordinal()
    stop = min(to_date.toordinal(), _LAST_START)
    if repeats is None:
        return (first,) if start == first.toordinal() <= stop else ()
    rule = read_rule(repeats)
    if rule.count is None or rule.count > stop - first.toordinal():
        return tuple(_between(rule, first, start, stop))
    counted = islice(_between(rule, first, first.toordinal(), stop), rule.count)
    return tuple(day for day in counted if day.toordinal() >= start)


def _until(schedule: RingSchedule, dates: tuple[date, ...]) -> tuple[date, ...]:
    """The dates whose occurrence starts no later than UNTIL: dates ascend, so the late ones are the last."""
    limit = read_rule(schedule.repeats).until if schedule.repeats is not None else None
    kept = len(dates)
    while limit is not None and kept and not _starts_by(schedule, dates[kept - 1], limit):
        kept -= 1
    return dates[:kept]


def _starts_by(schedule: RingSchedule, day: date, limit: date | datetime) -> bool:
    if not isinstance(limit, datetime):
        return day <= limit
    if limit.tzinfo is None:
        return datetime.combine(day, schedule.start) <= limit
    return instant_ms(schedule.timezone, day, schedule.start) <= utc_ms(limit)


def _between(rule: Rule, first: date, start: int, stop: int) -> Iterator[date]:
    """The dates of the rule from ordinal `start` to `stop`, both included, without COUNT and UNTIL."""
    rule = _as_years(with_first_date(rule, first))
    coarse = rule.interval * _SHORTEST_DAYS[rule.frequency] > _LONGEST_STEP_DAYS
    while start <= stop:
        last = stop if coarse else min(stop, start + _CYCLE_DAYS)
        anchor = _period_start(rule, first, start)
        shift = 0 if coarse else (_LATEST_ANCHOR_YEAR - anchor.year) // _CYCLE_YEARS * _CYCLE_DAYS
        for moved in _library_rule(rule, anchor, shift):
            ordinal = moved.toordinal() - shift
            if ordinal > last:
                break
            if ordinal >= start:
                yield date.fromordinal(ordinal)
        start = last + 1


def with_first_date(rule: Rule, first: date) -> Rule:
    """The rule with the day that it leaves to the first date (RFC 5545, 3.3.10) written out."""
    if rule.weekdays or rule.month_days or rule.year_days or rule.frequency == "DAILY":
        return replace(rule, weekdays=_all_numbered(rule))
    if rule.frequency == "WEEKLY" or rule.weeks:
        return replace(rule, weekdays=((0, first.weekday()),))
    months = rule.months or ((first.month,) if rule.frequency == "YEARLY" else ())
    return replace(rule, months=months, month_days=(first.day,))


def _all_numbered(rule: Rule) -> tuple[tuple[int, int], ...]:
    """Plain weekdays beside numbered ones, numbered too: the library would take only days that are both."""
    if not any(which for which, _ in rule.weekdays):
        return rule.weekdays
    most = 5 if rule.frequency == "MONTHLY" or rule.months else 53
    return tuple(
        (n, day) for which, day in rule.weekdays for n in ((which,) if which else range(1, most + 1))
    )


def _as_years(rule: Rule) -> Rule:
    """The same days as a YEARLY rule, where that is possible: it is walked in a fraction of the steps."""
    if rule.frequency not in ("DAILY", "WEEKLY") or rule.interval != 1 or rule.positions:
        return rule
    every_day = () if rule.weekdays else tuple(range(1, 32))
    return replace(rule, frequency="YEARLY", month_days=rule.month_days or every_day)


def _period_start(rule: Rule, first: date, start: int) -> date:
    """The beginning of a period of the rule, the last one that begins by `start` or the first one of all.

    Whole periods, because BYSETPOS counts from the beginning of each.
    """
    target = date.fromordinal(max(start, first.toordinal()))
    match rule.frequency:
        case "YEARLY":
            return date(target.year - (target.year - first.year) % rule.interval, 1, 1)
        case "MONTHLY":
            months = target.year * 12 + target.month - (first.year * 12 + first.month)
            months = first.year * 12 + first.month - 1 + months - months % rule.interval
            return date(months // 12, months % 12 + 1, 1)
        case "WEEKLY":
            week = first.toordinal() - (first.weekday() - rule.week_start) % 7
            beyond = (target.toordinal() - week) % (7 * rule.interval)
            return date.fromordinal(max(target.toordinal() - beyond, 1))
        case _:
            return target - timedelta(days=(target - first).days % rule.interval)


def _library_rule(rule: Rule, anchor: date, shift: int) -> library.rrule:
    moved = date.fromordinal(anchor.toordinal() + shift)
    weekdays = [library.weekday(day, which or None) for which, day in rule.weekdays]
    return library.rrule(
        _FREQUENCY[rule.frequency],
        dtstart=datetime.combine(moved, time.min),
        interval=rule.interval,
        wkst=rule.week_start,
        bymonth=rule.months or None,
        bymonthday=rule.month_days or None,
        byyearday=rule.year_days or None,
        byweekno=rule.weeks or None,
        byweekday=weekdays or None,
        bysetpos=rule.positions or None,
    )
