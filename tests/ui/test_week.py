"""A team's week: what is effective when, day by day, on the wall clock of its zone (R-SCH-2, R-SCH-3, R-SCH-4)."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import islice, pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from autoreply_sim.domain.openings import compile_openings
from autoreply_sim.ui.components.drawing import in_words
from autoreply_sim.ui.components.ring import week_html
from autoreply_sim.ui.models.holiday_names import holiday_names
from autoreply_sim.ui.models.week import Week, week
from tests.pace import effort
from tests.ui.ring_desk import DRAFT, NIGHTS, TEAM, TRAINING, WEEKDAYS, scenario
from tests.ui.test_explorer_pieces import outline

MINUTE_MS = 60_000
WEEKDAY_NAMES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
ALWAYS = {**WEEKDAYS, "title": "Always", "from": "00:00", "to": "24:00", "repeats": "FREQ=DAILY"}


def week_of(
    *schedules: dict[str, Any], day: str = "2026-03-02", zone: str = "America/Chicago", **more: Any
) -> Week:
    """The week of a team with these schedules."""
    world = scenario({"schedules": list(schedules)}, zone, **more).world
    return week(world.teams[0].settings, world, date.fromisoformat(day))


def shown(one: Week, place: int) -> list[tuple[str, str, str]]:
    """One day's blocks as times and titles."""
    return [
        (block.span.starts, block.span.ends, block.title or block.kind) for block in one.days[place].blocks
    ]


def test_a_day_runs_from_midnight_to_midnight_closed_hours_included() -> None:
    """Gaps are blocks of their own, and the totals count what is open."""
    one = week_of(WEEKDAYS, day="2026-03-16")

    assert shown(one, 0) == [
        ("00:00", "08:00", "closed"),
        ("08:00", "17:00", "Weekdays"),
        ("17:00", "24:00", "closed"),
    ]
    assert shown(one, 6) == [("00:00", "24:00", "closed")]
    assert one.open_min == 45 * 60
    assert one.after_hours_share == pytest.approx(1 - 45 / 168)


def test_what_runs_past_midnight_is_cut_there_and_says_that_it_goes_on() -> None:
    """Both halves are shown on their own day."""
    one = week_of(NIGHTS)

    assert shown(one, 4)[-1] == ("22:00", "24:00", "Nights")
    assert one.days[4].blocks[-1].goes_on
    assert shown(one, 5)[0] == ("00:00", "02:00", "Nights")
    assert not one.days[5].blocks[0].goes_on


def test_the_newer_schedule_covers_the_older_one_which_stays_visible_beneath() -> None:
    """R-SCH-3: the one that is created last is effective; when it ends, the older is effective again."""
    older = {**WEEKDAYS, "created": "2026-02-01"}
    newer = {**TRAINING, "created": "2026-02-02"}
    one = week_of(newer, older)
    wednesday = one.days[2]

    assert [title for _, _, title in shown(one, 2)] == [
        "closed",
        "Weekdays",
        "Training",
        "Weekdays",
        "closed",
    ]
    assert [(each.title, each.span.starts, each.span.ends) for each in wednesday.covered] == [
        ("Weekdays", "12:00", "14:00")
    ]


def test_an_unticked_box_rings_after_hours_unless_the_policy_reads_it_otherwise() -> None:
    """R-SCH-4: the schedule is effective all the same."""
    read = week_of(NIGHTS)
    other = week_of(NIGHTS, policies={"after_hours": "no_active_schedule"})

    assert read.open_min == 0
    assert other.open_min == 8 * 60
    assert [one.days[4].blocks[-1].kind for one in (read, other)] == ["after_hours_box"] * 2
    assert "no after hours" in in_words(other.days[4].blocks[-1].said, "en")


def test_drafts_and_what_is_switched_off_are_in_the_legend_alone() -> None:
    """R-SCH-1: they are never active."""
    one = week_of(DRAFT, {**WEEKDAYS, "enabled": False}, TRAINING)

    assert [entry.state for entry in one.legend] == ["draft", "off", "in_force"]
    assert {block.schedule for day in one.days for block in day.blocks} == {None, 2}


def test_excepted_dates_and_holidays_are_written_on_their_day() -> None:
    """A holiday closes nothing by itself: without an excepted date the phones ring."""
    closed = {**WEEKDAYS, "except": ["2026-07-03"]}
    world = scenario({"schedules": [closed]}).world
    one = week(
        world.teams[0].settings, world, date(2026, 7, 1), holidays={date(2026, 7, 4): "Independence Day"}
    )
    notes = [[in_words(note, "en").striptags() for note in day.notes] for day in one.days]

    assert notes[4] == ["Excepted: Weekdays"]
    assert notes[5] == ["Public holiday: Independence Day. It closes nothing by itself."]
    assert shown(one, 4) == [("00:00", "24:00", "closed")]


def test_a_date_on_which_nothing_would_start_is_no_exception_worth_a_word() -> None:
    """A Saturday among the excepted dates of a schedule of weekdays says nothing."""
    one = week_of({**WEEKDAYS, "except": ["2026-03-07"]})

    assert one.days[5].notes == ()


@pytest.mark.parametrize(
    ("zone", "day", "place", "minutes", "said"),
    [
        ("America/Chicago", "2026-03-08", 6, 23 * 60, "The clock goes ahead 60 min"),
        ("America/Chicago", "2026-11-01", 6, 25 * 60, "The clock goes back 60 min"),
        ("Europe/Paris", "2026-03-29", 6, 23 * 60, "The clock goes ahead 60 min"),
        ("Europe/Paris", "2026-10-25", 6, 25 * 60, "The clock goes back 60 min"),
        ("Australia/Lord_Howe", "2026-04-05", 6, 24 * 60 + 30, "The clock goes back 30 min"),
        ("Australia/Lord_Howe", "2026-10-04", 6, 24 * 60 - 30, "The clock goes ahead 30 min"),
    ],
)
def test_a_change_of_the_clock_makes_a_day_longer_or_shorter(
    zone: str, day: str, place: int, minutes: int, said: str
) -> None:
    """08:00 stays at the height of 08:00; the day says why its hours do not add up to 24."""
    one = week_of({**WEEKDAYS, "repeats": "FREQ=DAILY"}, ALWAYS, day=day, zone=zone)
    changed = one.days[place]

    assert changed.length_min == minutes
    assert [in_words(note, "en") for note in changed.notes] == [said]
    assert sum(block.span.length_ms for block in changed.blocks) == minutes * MINUTE_MS
    daytime = week_of({**WEEKDAYS, "repeats": "FREQ=DAILY"}, day=day, zone=zone).days[place].blocks[1]
    assert (daytime.span.top, daytime.span.bottom) == (8 * 60, 17 * 60)


def test_the_week_keeps_the_clock_of_its_schedules_or_the_files_if_they_differ() -> None:
    """A team in two zones is shown on one clock, and says so."""
    paris = {**WEEKDAYS, "timezone": "Europe/Paris"}

    assert week_of(paris).timezone == "Europe/Paris"
    assert shown(week_of(paris), 0)[1] == ("08:00", "17:00", "Weekdays")
    assert week_of(paris, WEEKDAYS).timezone == "America/Chicago"
    assert week_of(paris, WEEKDAYS).other_zones == ("Europe/Paris",)


def test_any_day_stands_for_its_week_which_has_neighbours() -> None:
    """The Monday before and after are where the arrows lead."""
    one = week_of(WEEKDAYS, day="2026-03-08")

    assert (one.monday, one.previous, one.next) == (date(2026, 3, 2), date(2026, 2, 23), date(2026, 3, 9))


times = st.sampled_from(["00:00", "01:30", "02:00", "02:30", "08:00", "17:00", "22:00"])
drawn = st.fixed_dictionaries(
    {
        "title": st.just("Drawn"),
        "first": st.just("2026-01-05"),
        "from": times,
        "to": times,
        "repeats": st.lists(st.sampled_from(WEEKDAY_NAMES), min_size=1, unique=True).map(
            lambda days: f"FREQ=WEEKLY;BYDAY={','.join(days)}"
        ),
        "draft": st.booleans(),
        "business_hours": st.booleans(),
        "timezone": st.sampled_from(["America/Chicago", "Europe/Paris", "Australia/Lord_Howe"]),
        "except": st.lists(st.sampled_from(["2026-03-08", "2026-03-29", "2026-04-05"]), unique=True),
    }
)


@settings(max_examples=40)
@given(st.lists(drawn, max_size=4), st.sampled_from([date(2026, 3, 2), date(2026, 3, 23), date(2026, 3, 30)]))
def test_minute_by_minute_the_blocks_say_what_the_engine_goes_by(schedules: Any, monday: date) -> None:
    """One source of truth: every minute of the week has one block, with the effective schedule of the openings."""
    world = scenario({"schedules": schedules}).world
    own = world.teams[0].settings
    one = week(own, world, monday)
    blocks = [block for day in one.days for block in day.blocks]
    start, end = blocks[0].span.start_ms, blocks[-1].span.end_ms
    openings = compile_openings(own.schedules, start, end)

    assert all(before.span.end_ms == after.span.start_ms for before, after in pairwise(blocks))
    for block in blocks:
        for at_ms in range(block.span.start_ms, block.span.end_ms, MINUTE_MS):
            effective = openings.at(at_ms)
            assert block.schedule == (None if effective < 0 else effective)


def test_a_week_of_25_schedules_takes_no_time_to_notice() -> None:
    """Less than a unit of work each (4 ms where nothing else runs), for weeks that nobody has looked at yet."""
    many = [
        {**WEEKDAYS, "title": f"No. {number}", "first": f"2026-01-{number:02}"} for number in range(1, 26)
    ]
    world = scenario({"schedules": many}).world
    mondays = iter(date(2026, 3, 2) + timedelta(days=7 * number) for number in range(60))

    def twenty() -> None:
        for monday in islice(mondays, 20):
            week(world.teams[0].settings, world, monday)

    assert min(effort(twenty) for _ in range(3)) < 20


def test_holidays_have_names_in_both_languages_where_they_are_known() -> None:
    """A country without known holidays has none."""
    assert "Independence" in holiday_names("US", 2026, "en")[date(2026, 7, 4)]
    assert holiday_names("FR", 2026, "fr")[date(2026, 7, 14)] == "Fête nationale"
    assert holiday_names("ZZ", 2026, "en") == {}


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_hostile_title_is_text_wherever_it_is_drawn(language: str) -> None:
    """Block, tooltip, legend, table, what lies beneath: nowhere does it become an element."""
    hostile = "\"><script>alert('x')</script>\u202e{{ 7 * 7 }}"
    html = week_html(week_of({**WEEKDAYS, "title": hostile}, TRAINING), language)
    read = outline(html)

    assert "script" not in read.tags
    assert read.handlers == []
    assert len(read.ids) == len(set(read.ids))
    assert "&lt;script&gt;" in html


def test_a_block_says_everything_to_a_screen_reader() -> None:
    """Times, title, what it counts as, how many ring, and what it covers; the table says the same."""
    html = week_html(week_of(*TEAM["schedules"]), "en")

    assert (
        'aria-label="12:00 to 14:00, Training: business hours, 1 advisor. Covers Weekdays, 12:00 to 14:00"'
        in html
    )
    assert '<th scope="rowgroup" rowspan="5">Wednesday, March 4, 2026' in html
