"""When schedules are active, in UTC, and which of several is effective (R-SCH-2, R-SCH-3)."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from autoreply_sim.domain.openings import Openings, compile_openings, next_opening, occurrences
from autoreply_sim.domain.schedules import RingSchedule, instant_ms, zone
from tests.pace import effort

ROOT = Path(__file__).parents[2]
FIXTURE = Path(__file__).parent / "fixtures" / "opening_hours_across_clock_changes.json"
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
MINUTE_MS = 60_000
DAY_MS = 86_400_000

NINE_TO_FIVE = RingSchedule(
    title="Weekdays",
    timezone="America/Chicago",
    first=date(2026, 1, 5),
    start=time(9),
    end=time(17),
    repeats="FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR",
)
EVERY_DAY = replace(NINE_TO_FIVE, title="Every day", repeats="FREQ=DAILY")


def utc(text: str) -> int:
    """UTC milliseconds of a time such as 2026-03-02T15:00."""
    return int(datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp() * 1000)


def shown(intervals: list[tuple[int, int]]) -> list[str]:
    """The intervals as day and hours in UTC."""
    moments = [[datetime.fromtimestamp(ms / 1000, UTC) for ms in interval] for interval in intervals]
    return [f"{start:%m-%d %H:%M}–{end:%m-%d %H:%M}" for start, end in moments]


def hours_of(schedule: RingSchedule, first: str, last: str) -> list[str]:
    """The occurrences that meet the UTC days from first to last."""
    return shown(occurrences(schedule, utc(first), utc(last) + DAY_MS))


def test_a_schedule_is_active_from_its_start_to_just_before_its_end() -> None:
    """R-SCH-2: start included, end excluded."""
    openings = compile_openings([NINE_TO_FIVE], utc("2026-03-02"), utc("2026-03-03"))

    assert openings.at(utc("2026-03-02T15:00") - 1) == -1
    assert openings.at(utc("2026-03-02T15:00")) == 0
    assert openings.at(utc("2026-03-02T23:00") - 1) == 0
    assert openings.at(utc("2026-03-02T23:00")) == -1


def test_an_occurrence_that_ends_at_or_before_its_start_runs_into_the_next_day() -> None:
    """R-SCH-2; `to: "24:00"` arrives as midnight (R-SCH-7)."""
    night = replace(EVERY_DAY, start=time(22), end=time(6))
    to_midnight = replace(EVERY_DAY, end=time(0))
    all_day = replace(EVERY_DAY, end=time(9))

    assert hours_of(night, "2026-06-02", "2026-06-02") == ["06-02 03:00–06-02 11:00"]
    assert hours_of(to_midnight, "2026-06-02", "2026-06-02")[0] == "06-01 14:00–06-02 05:00"
    assert hours_of(all_day, "2026-06-02", "2026-06-02")[0] == "06-01 14:00–06-02 14:00"


def test_an_excepted_date_removes_the_occurrence_that_starts_on_it_with_its_part_after_midnight() -> None:
    """R-SCH-2; the night that began on the day before stays."""
    night = replace(EVERY_DAY, start=time(22), end=time(6), excepted=(date(2026, 6, 2),))

    assert hours_of(night, "2026-06-02", "2026-06-03") == ["06-02 03:00–06-02 11:00"]


@pytest.mark.parametrize(
    ("timezone", "day", "start", "end", "expected"),
    [
        ("Europe/Paris", "2025-10-26", "02:30", "03:30", ["10-26 00:30–10-26 02:30"]),
        ("Europe/Paris", "2025-10-26", "01:00", "02:30", ["10-25 23:00–10-26 00:30"]),
        ("Europe/Paris", "2025-03-30", "02:30", "03:30", []),
        ("Europe/Paris", "2025-03-30", "02:30", "03:31", ["03-30 01:30–03-30 01:31"]),
        ("Europe/Paris", "2025-03-30", "01:00", "02:30", ["03-30 00:00–03-30 01:30"]),
        ("Australia/Lord_Howe", "2025-10-05", "02:15", "02:40", []),
        ("Africa/Cairo", "2025-04-25", "00:00", "01:30", ["04-24 22:00–04-24 22:30"]),
        ("America/Havana", "2025-11-02", "00:00", "01:00", ["11-02 04:00–11-02 06:00"]),
    ],
)
def test_a_repeated_time_is_the_first_one_and_a_skipped_time_has_the_offset_before(
    timezone: str, day: str, start: str, end: str, expected: list[str]
) -> None:
    """R-SCH-2: starts and ends alike; what would end before it starts is empty (RFC 5545, 3.3.5)."""
    schedule = replace(
        NINE_TO_FIVE,
        timezone=timezone,
        first=date.fromisoformat(day),
        start=time.fromisoformat(start),
        end=time.fromisoformat(end),
        repeats=None,
    )

    assert shown(occurrences(schedule, utc(day) - DAY_MS, utc(day) + DAY_MS)) == expected


def test_the_day_that_samoa_skipped_rings_no_second_time() -> None:
    """30 December 2011 was no day in Apia; with the offset before it is the 31st: one interval, not two."""
    daily = replace(EVERY_DAY, timezone="Pacific/Apia", first=date(2011, 12, 1))

    assert hours_of(daily, "2011-12-29", "2011-12-31") == [
        "12-28 19:00–12-29 03:00",
        "12-29 19:00–12-30 03:00",
        "12-30 19:00–12-31 03:00",
        "12-31 19:00–01-01 03:00",
    ]


# Where R-SCH-2 differs from a wall clock read minute by minute, and what it says instead.
SKIPPED_START = "02:30 is skipped and means 03:30, which is also the end: the occurrence is empty"
REPEATED_HOUR = "02:30 means the first one, so the repeated 02:00 to 02:30 lies inside and not between"
DIFFERENT = {
    ("Europe/Paris", "Su 02:30-03:30", "2025-03-28"): (SKIPPED_START, []),
    ("America/New_York", "Su 02:30-03:30", "2025-03-07"): (SKIPPED_START, []),
    ("Europe/Paris", "Su 02:30-03:30", "2025-10-24"): (REPEATED_HOUR, ["10-26 00:30–10-26 02:30"]),
}


def facts() -> list[tuple[str, str, str, str, list[list[str]]]]:
    """The rows of the fixture, without the names of the evaluators."""
    return [tuple(case[:5]) for case in json.loads(FIXTURE.read_text(encoding="utf-8"))["cases"]]


@pytest.mark.parametrize(("timezone", "hours", "first", "last", "wall_clock"), facts())
def test_weekly_hours_across_clock_changes_are_open_when_the_wall_clock_says_so(
    timezone: str, hours: str, first: str, last: str, wall_clock: list[list[str]]
) -> None:
    """R-SCH-2 is the wall clock's answer, but for the three cases above, which it decides by name."""
    from_ms, to_ms = (instant_ms(timezone, date.fromisoformat(day), time(0)) for day in (first, last))
    openings = compile_openings(list(weekly(timezone, hours)), from_ms, to_ms)
    expected = shown([(utc(start[:-1]), utc(end[:-1])) for start, end in wall_clock])
    _, expected = DIFFERENT.get((timezone, hours, first), ("", expected))

    assert shown(open_intervals(openings, to_ms)) == expected


def weekly(timezone: str, hours: str) -> Iterator[RingSchedule]:
    """The schedules that say opening hours such as `Mo-Fr 08:00-12:00,13:00-17:00; Sa off`."""
    for part in hours.upper().split("; "):
        days, ranges = part.split(" ")
        if ranges == "OFF":
            continue
        begin, end = (WEEKDAYS.index(day) for day in (days[:2], days[-2:]))
        rule = f"FREQ=WEEKLY;BYDAY={','.join(WEEKDAYS[begin : end + 1])}"
        for span in ranges.split(","):
            start, stop = (time.fromisoformat(wall) for wall in span.split("-"))
            yield RingSchedule(
                title=span, timezone=timezone, first=date(2025, 1, 1), start=start, end=stop, repeats=rule
            )


def open_intervals(openings: Openings, to_ms: int) -> list[tuple[int, int]]:
    """When any schedule is effective, neighbours joined."""
    ends = [*openings.starts_ms[1:].tolist(), to_ms]
    joined: list[tuple[int, int]] = []
    for start, end, index in zip(openings.starts_ms.tolist(), ends, openings.effective.tolist(), strict=True):
        if index >= 0 and joined and joined[-1][1] == start:
            joined[-1] = (joined[-1][0], end)
        elif index >= 0:
            joined.append((start, end))
    return joined


def effective(schedules: list[RingSchedule], hour: str) -> int:
    """The index of the schedule that is effective at an hour of 2 March 2026, UTC."""
    return compile_openings(schedules, utc("2026-03-02"), utc("2026-03-03")).at(utc(f"2026-03-02T{hour}"))


def test_the_schedule_created_most_recently_is_effective_and_gives_way_when_it_ends() -> None:
    """R-SCH-3, whatever the order of the list."""
    newer = replace(NINE_TO_FIVE, start=time(12), end=time(13), created_ms=2)
    older = replace(NINE_TO_FIVE, created_ms=1)

    assert [effective([newer, older], hour) for hour in ("17:59", "18:00", "19:00")] == [1, 0, 1]


def test_of_schedules_created_together_the_later_in_the_list_is_effective() -> None:
    """R-SCH-3, ties; without a creation time it is older than any that has one, even one before 1970."""
    undated, dated = NINE_TO_FIVE, replace(NINE_TO_FIVE, created_ms=-5)

    assert effective([undated, undated], "18:00") == 1
    assert effective([dated, dated], "18:00") == 1
    assert effective([dated, undated], "18:00") == 0


@pytest.mark.parametrize("change", [{"draft": True}, {"enabled": False}])
def test_a_draft_or_switched_off_schedule_is_never_active(change: dict[str, Any]) -> None:
    """R-SCH-1."""
    out_of_force = replace(NINE_TO_FIVE, created_ms=9, **change)

    assert not out_of_force.is_in_force
    assert effective([out_of_force], "18:00") == -1
    assert effective([NINE_TO_FIVE, out_of_force], "18:00") == 0


def test_a_box_left_unset_is_assumed_business_hours() -> None:
    """R-SCH-1."""
    boxes = [replace(NINE_TO_FIVE, business_hours=box) for box in (None, True, False)]

    assert [schedule.counts_as_business_hours for schedule in boxes] == [True, True, False]


def test_openings_begin_with_the_window_are_merged_and_read_only() -> None:
    """The loop moves a pointer over them: one row per change, none beyond the window."""
    halves = [replace(EVERY_DAY, end=time(12)), replace(EVERY_DAY, start=time(12))]
    same = compile_openings([replace(halves[0], end=time(17))], utc("2026-03-02T16:00"), utc("2026-03-03"))
    both = compile_openings(halves, utc("2026-03-02T16:00"), utc("2026-03-03"))

    assert same.starts_ms.tolist() == [utc("2026-03-02T16:00"), utc("2026-03-02T23:00")]
    assert (same.starts_ms.dtype.name, same.effective.dtype.name) == ("int64", "int32")
    assert both.effective.tolist() == [0, 1, -1]
    with pytest.raises(ValueError, match="read-only"):
        both.effective[0] = 7
    with pytest.raises(ValueError, match="is empty"):
        compile_openings([], 5, 5)


def test_a_team_without_schedules_is_never_open() -> None:
    """R-SCH-4: there is no effective schedule."""
    openings = compile_openings([], 0, DAY_MS)

    assert (openings.starts_ms.tolist(), openings.effective.tolist()) == ([0], [-1])
    assert next_opening([], 0, lambda _: True) is None


def test_the_next_opening_is_the_next_start_of_business_hours() -> None:
    """On Friday evening it is Monday at nine; an after-hours schedule is no opening."""
    on_call = replace(EVERY_DAY, start=time(17), end=time(9), business_hours=False)
    friday = utc("2026-03-06T23:30")
    monday = utc("2026-03-09T14:00")
    schedules = [on_call, NINE_TO_FIVE]

    assert next_opening(schedules, friday, lambda each: each.counts_as_business_hours) == (monday, 1)
    assert next_opening(schedules, monday - 1, lambda each: each.counts_as_business_hours) == (monday, 1)
    assert next_opening(schedules, monday, lambda each: each.counts_as_business_hours) == (monday + DAY_MS, 1)


def test_a_newer_after_hours_schedule_puts_the_next_opening_off() -> None:
    """R-SCH-3: what opens is the effective schedule, not any that is active."""
    holiday = replace(EVERY_DAY, end=time(11), business_hours=False, created_ms=1)
    opening = next_opening(
        [NINE_TO_FIVE, holiday], utc("2026-03-02"), lambda each: each.counts_as_business_hours
    )

    assert opening == (utc("2026-03-02T17:00"), 0)


@pytest.mark.parametrize(("days", "found"), [(9, True), (200, True), (366, True), (367, False)])
def test_the_next_opening_is_looked_for_within_366_days(days: int, found: bool) -> None:  # noqa: FBT001
    """Further ahead there is nothing to announce."""
    start = datetime(2026, 1, 1, 9, tzinfo=UTC) + timedelta(days)
    once = replace(NINE_TO_FIVE, timezone="UTC", first=start.date(), repeats=None)

    assert (next_opening([once], utc("2026-01-01T09:00"), lambda _: True) is not None) is found


def test_openings_do_not_load_masked_arrays() -> None:
    """numpy.ma takes 40 ms to load, which every cold start would pay; np.unique is what loads it."""
    program = (
        "import sys; from autoreply_sim.domain.openings import compile_openings as compiled; "
        "compiled([], 0, 1); sys.exit('numpy.ma' in sys.modules)"
    )
    ended = subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=False)

    assert ended.returncode == 0


def test_a_year_of_25_schedules_compiles_quickly() -> None:
    """Schedules become columns before the loop; a generous bound, since the machine may be busy."""
    schedules = [
        replace(NINE_TO_FIVE, title=f"{number}", first=date(2026, 1, 1 + number)) for number in range(25)
    ]

    def compile_year() -> None:
        compile_openings(schedules, utc("2026-01-01"), utc("2027-01-01"))

    assert effort(compile_year) < 50
    assert effort(compile_year) < 0.5


ZONES_AND_CHANGES = [
    ("Europe/Paris", date(2025, 3, 30)),
    ("Europe/Paris", date(2025, 10, 26)),
    ("America/New_York", date(2025, 11, 2)),
    ("Australia/Lord_Howe", date(2025, 4, 6)),
    ("Australia/Lord_Howe", date(2025, 10, 5)),
    ("America/Havana", date(2025, 3, 9)),
    ("America/Havana", date(2025, 11, 2)),
    ("Africa/Cairo", date(2025, 4, 25)),
    ("Africa/Cairo", date(2025, 10, 31)),
    ("America/Nuuk", date(2025, 3, 29)),
    ("America/Nuuk", date(2025, 10, 26)),
    ("Asia/Kolkata", date(2025, 3, 30)),
    ("America/Santiago", date(2025, 9, 7)),
    ("America/Sao_Paulo", date(2017, 10, 15)),
    ("America/Sao_Paulo", date(2018, 2, 18)),
    ("Pacific/Apia", date(2011, 12, 30)),
]


@pytest.mark.parametrize("timezone", sorted({name for name, _ in ZONES_AND_CHANGES}))
def test_all_days_of_a_schedule_are_the_instants_of_its_wall_clock(timezone: str) -> None:
    """R-SCH-2 on every day of sixteen years: many days at once mean what the clock says of each."""
    from_ms, to_ms = utc("2010-01-01"), utc("2026-01-01")
    days = [date(2009, 12, 29) + timedelta(n) for n in range(16 * 366)]
    for start, end in ((time(0), time(2, 15)), (time(23, 59, 59), time(0))):
        daily = RingSchedule(
            title="Daily", timezone=timezone, first=days[0], start=start, end=end, repeats="FREQ=DAILY"
        )
        last_days = [day + timedelta(end <= start) for day in days]
        starts_ms = [slow_instant(timezone, datetime.combine(day, start)) for day in days]
        ends_ms = [slow_instant(timezone, datetime.combine(day, end)) for day in last_days]
        met = [
            (start_ms, end_ms)
            for start_ms, end_ms in zip(starts_ms, ends_ms, strict=True)
            if end_ms > start_ms and start_ms < to_ms and end_ms > from_ms
        ]
        # Samoa skipped a whole day: its occurrence and the next day's are the same.
        assert occurrences(daily, from_ms, to_ms) == list(dict.fromkeys(met))


HALF_HOURS = st.builds(time, st.integers(0, 23), st.sampled_from([0, 30]))


@st.composite
def worlds(draw: st.DrawFn) -> tuple[date, list[RingSchedule]]:
    """Up to four schedules of one zone around the day of a clock change."""
    timezone, changed = draw(st.sampled_from(ZONES_AND_CHANGES))
    schedule = st.builds(
        RingSchedule,
        title=st.just("drawn"),
        timezone=st.just(timezone),
        first=st.integers(-9, 1).map(lambda days: changed + timedelta(days)),
        start=HALF_HOURS,
        end=HALF_HOURS,
        repeats=st.sampled_from([None, "FREQ=DAILY", "FREQ=DAILY;INTERVAL=2", "FREQ=WEEKLY;BYDAY=SA,SU,MO"]),
        excepted=st.sampled_from([(), (changed,)]),
        enabled=st.sampled_from([True, True, True, False]),
        created_ms=st.sampled_from([None, 1, 2]),
    )
    return changed, draw(st.lists(schedule, min_size=1, max_size=4))


@settings(max_examples=150, deadline=None)
@given(worlds())
def test_the_effective_schedule_is_the_one_that_a_slow_reading_finds_at_every_quarter_hour(
    world: tuple[date, list[RingSchedule]],
) -> None:
    """R-SCH-2 and R-SCH-3, restated by searching the clock for every edge; and the columns' own promises."""
    changed, schedules = world
    from_ms = utc(f"{changed - timedelta(2)}")
    to_ms = from_ms + 5 * DAY_MS
    openings = compile_openings(schedules, from_ms, to_ms)
    edges = [list(slow_occurrences(schedule, changed)) for schedule in schedules]
    instants = range(from_ms, to_ms, 15 * MINUTE_MS)

    assert [openings.at(ms) for ms in instants] == [slow_effective(schedules, edges, ms) for ms in instants]
    assert openings.starts_ms[0] == from_ms
    assert (np.diff(openings.starts_ms) > 0).all()
    assert (np.diff(openings.effective) != 0).all()
    for schedule in schedules:
        flat = [edge for interval in occurrences(schedule, from_ms, to_ms) for edge in interval]
        assert flat == sorted(flat)


def slow_occurrences(schedule: RingSchedule, changed: date) -> Iterator[tuple[int, int]]:
    """The occurrences around a day, by rules that can be read aloud."""
    for day in (changed + timedelta(n) for n in range(-5, 6)):
        since = (day - schedule.first).days
        repeats = {
            None: since == 0,
            "FREQ=DAILY": True,
            "FREQ=DAILY;INTERVAL=2": since % 2 == 0,
            "FREQ=WEEKLY;BYDAY=SA,SU,MO": day.weekday() in (5, 6, 0),
        }
        if since >= 0 and repeats[schedule.repeats] and day not in schedule.excepted:
            next_day = day + timedelta(schedule.end <= schedule.start)
            yield (
                slow_instant(schedule.timezone, datetime.combine(day, schedule.start)),
                slow_instant(schedule.timezone, datetime.combine(next_day, schedule.end)),
            )


def slow_instant(timezone: str, wall: datetime) -> int:
    """The first instant at which the clock shows a time; if it never does, by the offset before."""
    naive_ms = int(wall.replace(tzinfo=UTC).timestamp() * 1000)
    offsets = sorted({offset_ms(timezone, naive_ms + days * DAY_MS) for days in (-2, 2)}, reverse=True)
    for offset in offsets:
        if offset_ms(timezone, naive_ms - offset) == offset:
            return naive_ms - offset
    return naive_ms - offset_ms(timezone, naive_ms - 2 * DAY_MS)


def offset_ms(timezone: str, at_ms: int) -> int:
    """What the zone's clock is ahead of UTC at an instant."""
    ahead = datetime.fromtimestamp(at_ms / 1000, zone(timezone)).utcoffset()
    assert ahead is not None
    return int(ahead.total_seconds() * 1000)


def slow_effective(schedules: list[RingSchedule], edges: list[list[tuple[int, int]]], at_ms: int) -> int:
    """The youngest schedule in force that is active, -1 if none is."""
    active = [
        (schedule.created_ms or 0, index)
        for index, schedule in enumerate(schedules)
        if schedule.enabled and any(start <= at_ms < end for start, end in edges[index])
    ]
    return max(active)[1] if active else -1
