"""Hand-worked stories of ring schedules (section 2 of the rulebook)."""

from __future__ import annotations

import pytest

from .clock import to_instant
from .schedules import effective_schedule, is_after_hours
from .stories import column, read, tell

DAY: dict[str, object] = {
    "title": "Day",
    "first": "2026-03-07",
    "from": "08:00",
    "to": "17:00",
    "advisors": ["ana"],
}


def open_at(schedule: dict[str, object], *times: str) -> list[bool]:
    """Whether one schedule is active at some times."""
    return [effective_schedule([schedule], to_instant(at, "UTC"), "UTC") is not None for at in times]


def test_the_start_is_included_and_the_end_excluded() -> None:
    """R-SCH-2: active from 08:00:00 until just before 17:00:00."""
    edges = ["2026-03-07T07:59:59", "2026-03-07T08:00", "2026-03-07T16:59:59", "2026-03-07T17:00"]
    assert open_at(DAY, *edges) == [False, True, True, False]


def test_a_schedule_past_midnight_runs_into_the_next_day() -> None:
    """R-SCH-2: `to` at or before `from`."""
    night = DAY | {"from": "22:00", "to": "06:00"}
    assert open_at(night, "2026-03-07T05:00", "2026-03-07T23:00", "2026-03-08T05:59", "2026-03-08T06:00") == [
        False,
        True,
        True,
        False,
    ]


def test_equal_from_and_to_are_a_whole_day() -> None:
    """R-SCH-2: `to` at `from` runs into the next day."""
    whole = DAY | {"from": "12:00", "to": "12:00"}
    assert open_at(whole, "2026-03-07T11:59", "2026-03-08T11:59", "2026-03-08T12:00") == [False, True, False]


def test_twenty_four_hundred_is_midnight() -> None:
    """R-SCH-7: from 00:00 to 24:00 is exactly that day."""
    whole = DAY | {"from": "00:00", "to": "24:00"}
    assert open_at(whole, "2026-03-07T00:00", "2026-03-07T23:59", "2026-03-08T00:00") == [True, True, False]


def test_a_repeated_hour_means_the_first_one() -> None:
    """R-SCH-2: in Chicago 01:30 comes twice on 1 November 2026, at 06:30 and 07:30 UTC."""
    early = DAY | {"timezone": "America/Chicago", "first": "2026-11-01", "from": "01:00", "to": "01:30"}
    assert open_at(early, "2026-11-01T06:15", "2026-11-01T06:30", "2026-11-01T07:15") == [True, False, False]


def test_a_skipped_time_is_read_with_the_offset_before_the_change() -> None:
    """R-SCH-2: in Chicago 02:30 is skipped on 8 March 2026; with UTC-6 it is 08:30 UTC, the wall's 03:30."""
    early = DAY | {"timezone": "America/Chicago", "first": "2026-03-08", "from": "02:30", "to": "04:00"}
    assert open_at(early, "2026-03-08T08:15", "2026-03-08T08:30", "2026-03-08T08:59", "2026-03-08T09:00") == [
        False,
        True,
        True,
        False,
    ]


def test_an_occurrence_that_a_clock_change_swallows_is_empty() -> None:
    """R-SCH-2: 02:30 (08:30 UTC) to 03:15 (08:15 UTC) ends before it starts."""
    swallowed = DAY | {"timezone": "America/Chicago", "first": "2026-03-08", "from": "02:30", "to": "03:15"}
    assert open_at(swallowed, "2026-03-08T08:15", "2026-03-08T08:20", "2026-03-08T08:30") == [False] * 3


def test_an_excepted_date_takes_the_part_after_midnight_with_it() -> None:
    """R-SCH-2: the occurrence that starts on it is gone, the one of the evening before stays."""
    night = DAY | {"from": "22:00", "to": "06:00", "repeats": "FREQ=DAILY", "except": ["2026-03-08"]}
    assert open_at(night, "2026-03-08T05:00", "2026-03-08T23:00", "2026-03-09T05:00", "2026-03-09T23:00") == [
        True,
        False,
        False,
        True,
    ]


def test_a_first_date_that_the_rule_does_not_match_is_no_occurrence() -> None:
    """R-SCH-2: 7 March 2026 is a Saturday."""
    mondays = DAY | {"repeats": "FREQ=WEEKLY;BYDAY=MO"}
    assert open_at(mondays, "2026-03-07T09:00", "2026-03-09T09:00") == [False, True]


def test_an_excepted_occurrence_still_counts() -> None:
    """R-SCH-7: of three, the second excepted, the third is the last."""
    three = DAY | {"repeats": "FREQ=DAILY;COUNT=3", "except": ["2026-03-08"]}
    times = [f"2026-03-{day:02}T09:00" for day in (7, 8, 9, 10)]
    assert open_at(three, *times) == [True, False, True, False]


@pytest.mark.parametrize(
    ("until", "on_the_eighth"),
    [
        ("20260308", True),
        ("20260308T080000", True),
        ("20260308T075959", False),
        ("20260308T130000Z", True),
        ("20260308T125959Z", False),
    ],
)
def test_until_is_compared_with_the_start_of_an_occurrence(until: str, *, on_the_eighth: bool) -> None:
    """R-SCH-7: a date includes its occurrence; 08:00 in Chicago is 13:00 UTC on 8 March 2026."""
    daily = DAY | {"timezone": "America/Chicago", "repeats": f"FREQ=DAILY;UNTIL={until}"}
    assert open_at(daily, "2026-03-08T14:00", "2026-03-09T14:00") == [on_the_eighth, False]


@pytest.mark.parametrize("off", ["draft: true", "enabled: false"])
def test_a_draft_or_a_switched_off_schedule_is_never_active(off: str) -> None:
    """R-SCH-1."""
    assert open_at(DAY | read(off), "2026-03-07T09:00") == [False]


def test_the_schedule_created_most_recently_is_effective_until_it_ends() -> None:
    """R-SCH-3: then the older is effective again."""
    old = DAY | {"title": "Old", "created": "2026-01-02T09:00"}
    new = DAY | {"title": "New", "created": "2026-01-03T09:00", "to": "12:00"}
    titles = []
    for at in ("2026-03-07T11:59", "2026-03-07T12:00"):
        effective = effective_schedule([new, old], to_instant(at, "UTC"), "UTC")
        titles.append(effective and effective["title"])
    assert titles == ["New", "Old"]


@pytest.mark.parametrize(
    ("first", "second", "wins"),
    [
        ({}, {}, "second"),
        ({"created": "2026-01-02T09:00"}, {}, "first"),
        ({"created": "2026-01-02T09:00"}, {"created": "2026-01-02T09:00Z"}, "second"),
    ],
)
def test_ties_of_creation_go_to_the_later_in_the_list(
    first: dict[str, str], second: dict[str, str], wins: str
) -> None:
    """R-SCH-3; one that does not say when is older than one that does (scenarios.md)."""
    both = [DAY | first | {"title": "first"}, DAY | second | {"title": "second"}]
    effective = effective_schedule(both, to_instant("2026-03-07T09:00", "UTC"), "UTC")
    assert effective is not None
    assert effective["title"] == wins


def test_after_hours_is_no_schedule_or_an_unticked_box() -> None:
    """R-SCH-4: an unset box is assumed business hours; the seed to the letter looks at schedules alone."""
    effectives = [None, DAY, DAY | {"business_hours": True}, DAY | {"business_hours": False}]
    assert [is_after_hours(one, "not_business_hours") for one in effectives] == [True, False, False, True]
    assert [is_after_hours(one, "no_active_schedule") for one in effectives] == [True, False, False, False]


def test_the_schedule_is_judged_as_the_call_comes_in() -> None:
    """R-SCH-6: it ends and the team saves an empty list a second later, yet Ana and Ben ring."""
    story = tell(
        "Mon 16:59:58, call: {from: carla, to: service, picks_up: [ben]}",
        "Mon 16:59:59, save: {team: service, schedules: []}",
    )
    assert column(story, "calls", "answered_by") == ["ben"]
    assert column(story, "calls", "after_hours") == [False]
