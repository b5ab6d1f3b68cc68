"""On which dates a schedule's occurrences start, and which rules are refused (R-SCH-2, R-SCH-7)."""

from __future__ import annotations

import calendar
from collections.abc import Callable
from datetime import date, time, timedelta
from itertools import groupby
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from autoreply_sim.domain.recurrence import first_occurrence, occurrence_dates, schedule_problem
from autoreply_sim.domain.recurrence_rules import Rule, read_rule, rule_problem
from autoreply_sim.domain.schedules import RingSchedule
from tests.pace import effort

MONDAY = date(2026, 1, 5)


def repeating(rule: str | None, first: date = MONDAY, **fields: object) -> RingSchedule:
    """A nine-to-five schedule in Chicago."""
    everyday: dict[str, object] = {
        "title": "Weekdays",
        "timezone": "America/Chicago",
        "start": time(9),
        "end": time(17),
    }
    return RingSchedule(first=first, repeats=rule, **(everyday | fields))  # type: ignore[arg-type]


def january(schedule: RingSchedule) -> list[int]:
    """The days of January 2026 on which an occurrence starts."""
    return [day.day for day in occurrence_dates(schedule, date(2026, 1, 1), date(2026, 1, 31))]


def test_a_schedule_without_a_rule_occurs_once() -> None:
    """R-SCH-1: `repeats` is optional."""
    assert january(repeating(None)) == [5]


def test_a_first_date_that_the_rule_does_not_match_is_no_occurrence() -> None:
    """R-SCH-2, last sentence; such a date does not count towards COUNT either."""
    assert january(repeating("FREQ=WEEKLY;BYDAY=TU;COUNT=2")) == [6, 13]


def test_an_excepted_occurrence_is_removed_and_still_counts() -> None:
    """R-SCH-7: COUNT counts excepted occurrences (RFC 5545)."""
    assert january(repeating("FREQ=DAILY;COUNT=4", excepted=(date(2026, 1, 6),))) == [5, 7, 8]


@pytest.mark.parametrize(
    ("until", "last"),
    [
        ("20260107", 7),
        ("20260107T090000", 7),
        ("20260107T085959", 6),
        ("20260107T150000Z", 7),
        ("20260107T145959Z", 6),
    ],
)
def test_until_includes_the_occurrence_that_starts_at_it(until: str, last: int) -> None:
    """R-SCH-7: a date includes that date; a time is compared with the start, UTC or wall clock."""
    assert january(repeating(f"FREQ=DAILY;UNTIL={until}"))[-1] == last


def test_upper_and_lower_case_and_the_prefix_of_calendar_files_mean_the_same() -> None:
    """RFC 5545, 1.3: names and enumerated values are case-insensitive."""
    assert january(repeating("rrule:freq=weekly;byday=mo")) == january(repeating("FREQ=WEEKLY;BYDAY=MO"))


def test_plain_and_numbered_weekdays_add_up() -> None:
    """RFC 5545, 3.3.10: BYDAY is a list of alternatives; the library would take days that are both."""
    assert january(repeating("FREQ=MONTHLY;BYDAY=1TU,FR")) == [6, 9, 16, 23, 30]


def test_positions_count_from_the_beginning_of_the_period_not_from_the_first_date() -> None:
    """RFC 5545, 3.3.10: BYSETPOS picks from the set of the whole interval."""
    wednesday = date(2026, 1, 7)
    assert january(repeating("FREQ=WEEKLY;BYDAY=MO,WE;BYSETPOS=1", wednesday)) == [12, 19, 26]


def test_a_week_number_alone_means_the_weekday_of_the_first_date() -> None:
    """RFC 5545, 3.3.10: what the rule leaves open comes from the start; the library takes seven days."""
    assert january(repeating("FREQ=YEARLY;BYWEEKNO=4")) == [19]


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("", "empty"),
        ("WEEKLY", "NAME=VALUE"),
        ("FREQ=WEEKLY;", "NAME=VALUE"),
        ("INTERVAL=2", "FREQ is missing"),
        ("FREQ=FORTNIGHTLY", "FORTNIGHTLY"),
        ("FREQ=HOURLY", "finer than a day"),
        ("FREQ=SECONDLY;COUNT=1", "finer than a day"),
        ("FREQ=DAILY;BYHOUR=9", "BYHOUR is about hours"),
        ("FREQ=DAILY;BYSECOND=0", "BYSECOND is about hours"),
        ("FREQ=DAILY;FREQ=WEEKLY", "given twice"),
        ("FREQ=DAILY;COUNT=2;UNTIL=20260101", "exclude each other"),
        ("FREQ=DAILY;INTERVAL=0", "INTERVAL='0'"),
        ("FREQ=DAILY;INTERVAL=-1", "INTERVAL='-1'"),
        ("FREQ=DAILY;INTERVAL=\u0661", "plain characters"),
        ("FREQ=DAILY;WKST=\u017fU", "plain characters"),
        ("FREQ=DAILY;COUNT=0", "COUNT='0'"),
        ("FREQ=DAILY;COUNT=" + "9" * 3000, "COUNT="),
        ("FREQ=DAILY;UNTIL=20260230", "no date"),
        ("FREQ=DAILY;UNTIL=2026-01-01", "no date"),
        ("FREQ=WEEKLY;BYDAY=1MO", "needs FREQ=MONTHLY or YEARLY"),
        ("FREQ=YEARLY;BYWEEKNO=4;BYDAY=1MO", "does not go with BYWEEKNO"),
        ("FREQ=MONTHLY;BYDAY=54MO", "no weekday"),
        ("FREQ=MONTHLY;BYDAY=6MO", "five at most"),
        ("FREQ=YEARLY;BYMONTH=12;BYDAY=-53FR", "five at most"),
        ("FREQ=MONTHLY;BYDAY=0MO", "no weekday"),
        ("FREQ=WEEKLY;BYDAY=MON", "no weekday"),
        ("FREQ=WEEKLY;BYMONTHDAY=1", "BYMONTHDAY does not go with FREQ=WEEKLY"),
        ("FREQ=MONTHLY;BYWEEKNO=1", "BYWEEKNO does not go with FREQ=MONTHLY"),
        ("FREQ=MONTHLY;BYYEARDAY=1", "BYYEARDAY does not go with FREQ=MONTHLY"),
        ("FREQ=YEARLY;BYMONTH=13", "from 1 to 12"),
        ("FREQ=YEARLY;BYMONTH=-1", "from 1 to 12"),
        ("FREQ=MONTHLY;BYMONTHDAY=32", "from 1 to 31"),
        ("FREQ=MONTHLY;BYMONTHDAY=0", "from 1 to 31"),
        ("FREQ=MONTHLY;BYSETPOS=1", "add one or leave it out"),
        ("FREQ=DAILY;BYDAY=MO;BYSETPOS=2", "nothing to pick from"),
        ("FREQ=WEEKLY;WKST=XX", "WKST='XX'"),
        ("FREQ=WEEKLY;BYDAYS=MO", "did you mean BYDAY?"),
        ("FREQ=YEARLY;BYEASTER=0", "no part called"),
        ("FREQ=DAILY;DTSTART=20200101", "a line of its own"),
        ("FREQ=DAILY\nDTSTART:20200101", "plain characters"),
        ("FREQ=DAILY\nRRULE:FREQ=HOURLY", "plain characters"),
        ("DTSTART:20200101", "NAME=VALUE"),
        ("FREQ=DAILY;" * 500, "characters; write one of at most"),
    ],
)
def test_a_rule_that_is_none_is_refused_in_words(rule: str, words: str) -> None:
    """R-SCH-7 and RFC 5545, 3.3.10: what is wrong, what was found, what to do."""
    problem = rule_problem(rule)

    assert problem is not None
    assert words in problem
    assert len(problem) < 200


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=DAILY;INTERVAL=2;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=DAILY;INTERVAL=7;BYDAY=TU",
        "FREQ=WEEKLY;BYDAY=MO;BYSETPOS=2",
        "FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=YEARLY;BYYEARDAY=366;BYMONTH=1",
        "FREQ=YEARLY;BYWEEKNO=53;BYMONTH=6;BYDAY=MO",
        "FREQ=DAILY;UNTIL=20260104",
        "FREQ=DAILY;UNTIL=20260105T145959Z",
        "FREQ=YEARLY;INTERVAL=4;BYMONTH=2;BYMONTHDAY=29",
    ],
)
def test_a_rule_that_never_occurs_is_refused_at_once(rule: str) -> None:
    """R-SCH-7; a walk to the year 9999 would take minutes."""
    problems: list[str | None] = []

    assert effort(lambda: problems.append(schedule_problem(repeating(rule)))) < 100
    problem = problems[0]
    assert problem is not None
    assert "never occurs from its first date 2026-01-05" in problem


@pytest.mark.parametrize(
    ("rule", "first"),
    [
        ("FREQ=DAILY;INTERVAL=999999999", date(2026, 1, 5)),
        ("FREQ=YEARLY;INTERVAL=999999999;BYMONTH=1", date(2026, 1, 5)),
        ("FREQ=DAILY;COUNT=999999999", date(2026, 1, 5)),
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29;BYDAY=MO", date(2044, 2, 29)),
        ("FREQ=DAILY;INTERVAL=2;BYMONTH=2;BYMONTHDAY=29;BYDAY=MO", date(2072, 2, 29)),
        ("FREQ=MONTHLY;INTERVAL=700;BYMONTHDAY=5", date(2026, 1, 5)),
    ],
)
def test_a_rule_that_occurs_rarely_is_no_mistake(rule: str, first: date) -> None:
    """R-SCH-7 refuses what can never occur, and nothing else; huge numbers cost nothing."""
    assert effort(lambda: schedule_problem(repeating(rule))) < 100
    assert schedule_problem(repeating(rule)) is None
    assert first_occurrence(repeating(rule)) == first


@pytest.mark.parametrize(
    "rule", ["FREQ=DAILY", "FREQ=WEEKLY;INTERVAL=2", "FREQ=DAILY;INTERVAL=3;COUNT=90000"]
)
def test_a_schedule_that_began_a_century_ago_is_asked_quickly(rule: str) -> None:
    """Only the dates that are asked for are walked."""
    schedule = repeating(rule, date(1926, 1, 4))
    dates: list[date] = []

    assert effort(lambda: dates.extend(occurrence_dates(schedule, date(2026, 3, 1), date(2026, 3, 31)))) < 25
    assert dates


def test_a_question_over_more_than_a_cycle_of_the_calendar_leaves_no_day_out() -> None:
    """The walk is made of pieces of 400 years; nothing is lost or doubled where they meet."""
    first, last = date(1600, 1, 1), date(2026, 1, 1)
    dates = occurrence_dates(repeating("FREQ=DAILY", first), first, last)

    assert dates == [date.fromordinal(n) for n in range(first.toordinal(), last.toordinal() + 1)]


@pytest.mark.parametrize("first", [date.min, date(9999, 12, 1)])
@pytest.mark.parametrize(
    "rule", ["FREQ=DAILY", "FREQ=WEEKLY;INTERVAL=2;WKST=SU", "FREQ=MONTHLY", "FREQ=YEARLY"]
)
def test_the_ends_of_the_calendar_are_no_trouble(rule: str, first: date) -> None:
    """The last day there is has no next day, so no occurrence starts on it."""
    dates = occurrence_dates(repeating(rule, first), first, min(first, date(9999, 1, 1)) + timedelta(364))

    assert dates[0] == first
    assert dates[-1] < date.max


DAY_LISTS: dict[str, st.SearchStrategy[list[Any]]] = {
    "BYDAY": st.lists(st.sampled_from(["MO", "WE", "SU", "1TU", "-1FR", "2SA"]), min_size=1, max_size=3),
    "BYMONTH": st.lists(st.integers(1, 12), min_size=1, max_size=4),
    "BYMONTHDAY": st.lists(st.sampled_from([1, 13, 29, 31, -1, -30]), min_size=1, max_size=4),
    "BYYEARDAY": st.lists(st.sampled_from([1, 60, 200, 366, -1, -366]), min_size=1, max_size=3),
    "BYSETPOS": st.lists(st.sampled_from([1, 2, -1]), min_size=1, max_size=2),
}


@st.composite
def rules(draw: st.DrawFn) -> str:
    """Rules of every frequency, without week numbers; some of them are no good."""
    names = draw(st.lists(st.sampled_from(sorted(DAY_LISTS)), unique=True, max_size=3))
    return ";".join(
        [
            f"FREQ={draw(st.sampled_from(['DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY']))}",
            f"INTERVAL={draw(st.integers(1, 5))}",
            f"WKST={draw(st.sampled_from(['MO', 'SU', 'TH']))}",
            *(f"{name}={','.join(str(value) for value in draw(DAY_LISTS[name]))}" for name in names),
            *draw(st.sampled_from([[], ["COUNT=1"], ["COUNT=7"], ["COUNT=40"]])),
        ]
    )


@settings(max_examples=300, deadline=None)
@given(
    rules().filter(lambda rule: rule_problem(rule) is None),
    st.dates(date(2019, 1, 1), date(2025, 12, 31)),
    st.integers(0, 900),
    st.integers(0, 400),
)
def test_the_dates_are_those_that_a_day_by_day_reading_of_the_rule_finds(
    rule: str, first: date, skipped: int, length: int
) -> None:
    """RFC 5545, 3.3.10, restated slowly: group the days by period, keep those that match, pick, count."""
    start = first + timedelta(skipped)
    stop = start + timedelta(length)
    expected = [day for day in slow_dates(read_rule(rule), first, stop) if day >= start]

    assert occurrence_dates(repeating(rule, first), start, stop) == expected


def slow_dates(rule: Rule, first: date, stop: date) -> list[date]:
    """The occurrences from the first date to `stop`, by looking at every single day."""
    period = PERIODS[rule.frequency]
    began = date(first.year, 1, 1) - timedelta(7)
    every_day = [began + timedelta(n) for n in range((stop - began).days + 380)]
    found: list[date] = []
    for number, days in groupby(every_day, key=lambda day: period(rule, day) - period(rule, first)):
        matching = [day for day in days if matches(rule, day, first)]
        if rule.positions:
            picked = {p - 1 if p > 0 else p + len(matching) for p in rule.positions}
            matching = [day for index, day in enumerate(matching) if index in picked]
        if number >= 0 and number % rule.interval == 0:
            found.extend(day for day in matching if day >= first)
    return [day for day in found[: rule.count] if day <= stop]


def matches(rule: Rule, day: date, first: date) -> bool:
    """Whether the day is one that the BY parts, or in their absence the first date, name."""
    days_in_month = calendar.monthrange(day.year, day.month)[1]
    year_day, days_in_year = day.timetuple().tm_yday, 365 + calendar.isleap(day.year)
    named = bool(rule.weekdays or rule.month_days or rule.year_days)
    alone = {
        "DAILY": True,
        "WEEKLY": day.weekday() == first.weekday(),
        "MONTHLY": day.day == first.day,
        "YEARLY": day.day == first.day and (bool(rule.months) or day.month == first.month),
    }
    in_month = rule.frequency == "MONTHLY" or bool(rule.months)
    place, size = (day.day, days_in_month) if in_month else (year_day, days_in_year)
    return (
        (not rule.months or day.month in rule.months)
        and (not rule.month_days or bool({day.day, day.day - days_in_month - 1} & set(rule.month_days)))
        and (not rule.year_days or bool({year_day, year_day - days_in_year - 1} & set(rule.year_days)))
        and (not rule.weekdays or any(is_weekday(day, n, w, place, size) for n, w in rule.weekdays))
        and (named or alone[rule.frequency])
    )


def is_weekday(day: date, which: int, weekday: int, place: int, size: int) -> bool:
    """Whether the day is that weekday of its month or year, counted from either end."""
    from_begin, from_end = (place - 1) // 7 + 1, -((size - place) // 7 + 1)
    return day.weekday() == weekday and which in (0, from_begin, from_end)


PERIODS: dict[str, Callable[[Rule, date], int]] = {
    "DAILY": lambda _, day: day.toordinal(),
    "WEEKLY": lambda rule, day: (day.toordinal() - 1 - rule.week_start) // 7,
    "MONTHLY": lambda _, day: day.year * 12 + day.month,
    "YEARLY": lambda _, day: day.year,
}
