"""Ring schedules from and to calendar files."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar, Timezone

from autoreply_sim.codes import RingStrategy
from autoreply_sim.domain.openings import occurrences
from autoreply_sim.domain.recurrence import first_occurrence
from autoreply_sim.domain.schedules import RingSchedule, zone
from autoreply_sim.io.ics import schedules_from_ics, schedules_to_ics
from autoreply_sim.io.ics_zones import timezone_component
from tests.pace import effort

FIXTURES = Path(__file__).parent / "fixtures"
MINUTE_MS = 60_000
DAY_MS = 86_400_000

NIGHTS = RingSchedule(
    title='Nights; on call, "all"\nweek \\n é',
    timezone="Europe/Paris",
    first=date(2026, 1, 5),
    start=time(22),
    end=time(6),
    repeats="FREQ=WEEKLY;BYDAY=MO",
    created_ms=1_767_603_600_123,
    advisors=("ana", "ben"),
)


def event(*lines: str, calendar: tuple[str, ...] = ()) -> bytes:
    """A calendar of one event at nine to five in Chicago, unless the lines say otherwise."""
    usual = {
        "UID": "UID:1",
        "SUMMARY": "SUMMARY:Weekdays",
        "DTSTART": "DTSTART;TZID=America/Chicago:20260105T090000",
        "DTEND": "DTEND;TZID=America/Chicago:20260105T170000",
    }
    named = {line.split(":")[0].split(";")[0] for line in lines}
    kept = [line for name, line in usual.items() if name not in named]
    body = [line for line in (*kept, *lines) if not line.endswith(":-")]
    return "\r\n".join(
        [
            "BEGIN:VCALENDAR",
            "VERSION:2.0",
            *calendar,
            "BEGIN:VEVENT",
            *body,
            "END:VEVENT",
            "END:VCALENDAR",
            "",
        ]
    ).encode()


def one(data: bytes, timezone: str | None = None) -> RingSchedule:
    """The only schedule of a calendar that is read without a complaint."""
    schedules, problems = schedules_from_ics(data, timezone=timezone)
    assert problems == []
    (schedule,) = schedules
    return schedule


WORDS = st.text(st.characters(exclude_categories=["C", "Z"], include_characters=" "), max_size=90).map(
    str.strip
)
MINUTES = st.builds(time, st.integers(0, 23), st.integers(0, 59))
RULES = [
    None,
    "FREQ=DAILY;COUNT=9",
    "RRULE:FREQ=WEEKLY;BYDAY=+TU,TH",
    "freq=weekly;byday=tu;until=20301231",
    "FREQ=WEEKLY;BYDAY=TU;UNTIL=20301231T120000",
    "FREQ=WEEKLY;UNTIL=20301231T120000Z;BYDAY=TU",
    "FREQ=MONTHLY;BYDAY=+1MO,-1FR;BYSETPOS=-1;WKST=SU",
    "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29",
]
SCHEDULES = st.builds(
    RingSchedule,
    title=WORDS.filter(bool),
    timezone=st.sampled_from(["UTC", "Europe/Paris", "US/Central", "Africa/Cairo", "Asia/Kolkata"]),
    first=st.dates(date(1990, 1, 1), date(2029, 12, 31)),
    start=MINUTES,
    end=MINUTES,
    repeats=st.sampled_from([rule for rule in RULES if rule is None or "+TU" not in rule]),
    excepted=st.lists(st.dates(date(1990, 1, 1), date(2030, 1, 1)), max_size=3).map(tuple),
    business_hours=st.sampled_from([None, True, False]),
    enabled=st.booleans(),
    draft=st.booleans(),
    created_ms=st.none() | st.integers(-(10**12), 10**13),
    advisors=st.lists(WORDS, max_size=3).map(tuple),
    strategy=st.sampled_from(RingStrategy),
    ring_ms=st.integers(1, 10**6),
    call_tree=st.none() | WORDS,
)


@settings(max_examples=60)
@given(st.lists(SCHEDULES, min_size=1, max_size=4))
def test_what_is_exported_comes_back_unchanged(schedules: list[RingSchedule]) -> None:
    """Every field, milliseconds and the spelling of the rule included."""
    assert schedules_from_ics(schedules_to_ics(schedules, calendar_name="Service")) == (schedules, [])


def test_equal_schedules_make_equal_bytes() -> None:
    """No clock and no chance: a calendar can be compared with yesterday's."""
    first, second = (schedules_to_ics([NIGHTS], calendar_name="Service") for _ in range(2))

    assert first == second


def test_calendar_programs_see_the_first_date_that_the_rule_matches_and_until_in_utc() -> None:
    """R-SCH-2 and R-SCH-7 in the words of RFC 5545: DTSTART always counts there, UNTIL is an instant."""
    schedule = replace(NIGHTS, first=date(2026, 1, 1), repeats="FREQ=WEEKLY;BYDAY=MO;UNTIL=20260601")
    text = schedules_to_ics([schedule], calendar_name="Service").decode()

    assert "DTSTART;TZID=Europe/Paris:20260105T220000" in text
    assert "DTEND;TZID=Europe/Paris:20260106T060000" in text
    assert "RRULE:FREQ=WEEKLY;BYDAY=MO;UNTIL=20260601T200000Z" in text


def test_a_date_or_rule_changed_in_the_calendar_beats_the_original_beside_it() -> None:
    """The X- properties of ours keep what was written only as long as it still means the same."""
    schedule = replace(NIGHTS, first=date(2026, 1, 1), repeats="FREQ=WEEKLY;BYDAY=MO;UNTIL=20260601")
    data = schedules_to_ics([schedule], calendar_name="Service")
    moved = one(data.replace(b"UNTIL=20260601T200000Z", b"UNTIL=20260701T200000Z"))

    assert moved.first == date(2026, 1, 5)
    assert moved.repeats == "FREQ=WEEKLY;UNTIL=20260701T200000Z;BYDAY=MO"


def test_a_schedule_that_never_occurs_is_not_exported() -> None:
    """A calendar has no word for it (R-SCH-7)."""
    with pytest.raises(ValueError, match="never occurs"):
        schedules_to_ics([replace(NIGHTS, repeats="FREQ=DAILY;UNTIL=20200101")], calendar_name="Service")


@pytest.mark.parametrize(
    "name", ["Europe/Paris", "Australia/Lord_Howe", "Africa/Casablanca", "America/Sao_Paulo"]
)
def test_the_zone_in_the_file_says_what_the_zone_says(name: str) -> None:
    """VTIMEZONE, read as RFC 5545, 3.6.5 says: the last onset before an instant holds."""
    observances: list[Any] = timezone_component(name, 2017).subcomponents
    onsets = sorted(
        (each["DTSTART"].dt - each["TZOFFSETFROM"].td, each["TZOFFSETTO"].td) for each in observances
    )
    for hours in range(0, 24 * 365 * 10, 5):
        at = datetime(2017, 1, 1, tzinfo=UTC) + timedelta(hours=hours)
        offset = [to for onset, to in onsets if onset <= at.replace(tzinfo=None)][-1]
        assert offset == at.astimezone(zone(name)).utcoffset()


def test_a_calendar_holds_one_definition_of_each_zone_and_none_of_utc() -> None:
    """TZID names a definition in the same file (RFC 5545, 3.2.19)."""
    schedules = [NIGHTS, NIGHTS, replace(NIGHTS, timezone="UTC"), replace(NIGHTS, timezone="Asia/Kolkata")]
    calendar = Calendar.from_ical(schedules_to_ics(schedules, calendar_name="Service"))
    definitions = [part for part in calendar.subcomponents if isinstance(part, Timezone)]

    assert [str(part["TZID"]) for part in definitions] == ["Europe/Paris", "Asia/Kolkata"]


def test_an_outlook_calendar_becomes_a_schedule() -> None:
    """Windows zone names, several EXDATE lines and alarms are everyday there."""
    schedule = one((FIXTURES / "outlook.ics").read_bytes())

    assert schedule == RingSchedule(
        title="Horaires d'atelier",
        timezone="Europe/Paris",
        first=date(2026, 1, 5),
        start=time(8, 30),
        end=time(17, 30),
        repeats="FREQ=WEEKLY;UNTIL=20261230T073000Z;BYDAY=MO,TU,WE,TH,FR;WKST=MO",
        excepted=(date(2026, 4, 6), date(2026, 5, 1), date(2026, 5, 14)),
        created_ms=1_764_756_900_000,
    )


def test_a_google_calendar_becomes_schedules_and_says_what_it_could_not_take_over() -> None:
    """Moved and cancelled occurrences are excepted, a moved one is a schedule too; all day is 24 hours."""
    schedules, problems = schedules_from_ics((FIXTURES / "google.ics").read_bytes())
    weekly, saturday, july, moved = schedules

    assert weekly.excepted == (date(2026, 1, 7), date(2026, 1, 14))
    assert (saturday.timezone, saturday.repeats, saturday.start) == ("UTC", None, time(15))
    assert (july.timezone, july.start, july.end) == ("America/Chicago", time(0), time(0))
    assert (moved.title, moved.first, moved.start) == ("Weekdays (short)", date(2026, 1, 7), time(10))
    (christmas,) = problems
    assert christmas.startswith("event 'Christmas': it lasts 3 days, 0:00:00;")


@pytest.mark.parametrize(
    ("zone_id", "name"),
    [
        ("America/Chicago", "America/Chicago"),
        ("Central Standard Time", "America/Chicago"),
        ("/freeassociation.sourceforge.net/Europe/Paris", "Europe/Paris"),
        ("/citadel.org/20260101_1/America/Indiana/Knox", "America/Indiana/Knox"),
    ],
)
def test_zones_go_by_many_names(zone_id: str, name: str) -> None:
    """IANA names, Windows names and vendors' paths."""
    assert one(event(f"DTSTART;TZID={zone_id}:20260105T090000", "DTEND:-", "DURATION:PT8H")).timezone == name


def test_a_definition_of_its_own_names_its_zone() -> None:
    """X-LIC-LOCATION is how libical and Apple say which IANA zone a definition stands for."""
    definition = ("BEGIN:VTIMEZONE", "TZID:Head office", "X-LIC-LOCATION:Europe/Paris", "END:VTIMEZONE")
    lines = ("DTSTART;TZID=Head office:20260105T090000", "DTEND;TZID=Head office:20260105T170000")

    assert one(event(*lines, calendar=definition)).timezone == "Europe/Paris"


def test_a_moved_occurrence_without_its_series_is_a_schedule_of_its_own() -> None:
    """Calendars are exported in part, too."""
    alone = one(event("RECURRENCE-ID;TZID=America/Chicago:20260106T090000"))

    assert (alone.first, alone.repeats) == (date(2026, 1, 5), None)


def test_times_without_a_zone_are_read_in_the_zone_that_is_named() -> None:
    """Floating times: the caller's zone, else the calendar's, else a problem."""
    floating = ("DTSTART:20260105T090000", "DTEND:20260105T170000")
    _, problems = schedules_from_ics(event(*floating))

    assert one(event(*floating), timezone="Asia/Kolkata").timezone == "Asia/Kolkata"
    assert one(event(*floating, calendar=("X-WR-TIMEZONE:Europe/Paris",))).timezone == "Europe/Paris"
    assert problems == [
        "event 'Weekdays': its times have no zone; give it one, or say which zone to read them in"
    ]


def test_an_end_in_another_zone_is_read_on_the_clock_of_the_start() -> None:
    """A schedule has one zone."""
    schedule = one(event("DTEND;TZID=America/New_York:20260105T180000"))

    assert (schedule.start, schedule.end) == (time(9), time(17))


def test_excepted_dates_are_matched_by_instant_or_by_day() -> None:
    """EXDATE in UTC names a start; as a date it names the day; anything else removes nothing and is said."""
    lines = (
        "RRULE:FREQ=DAILY",
        "EXDATE:20260107T150000Z",
        "EXDATE;VALUE=DATE:20260108",
        "EXDATE:20260109T160000Z",
    )
    (schedule,), problems = schedules_from_ics(event(*lines))

    assert schedule.excepted == (date(2026, 1, 7), date(2026, 1, 8))
    assert "1 of its 3 excepted dates name no start" in problems[0]


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        (("RRULE:FREQ=HOURLY",), "finer than a day"),
        (("RRULE:FREQ=DAILY;BYHOUR=9",), "BYHOUR is about hours"),
        (("RRULE:FREQ=DAILY;UNTIL=20200101T000000Z",), "never occurs"),
        (("RRULE:FREQ=DAILY", "RRULE:FREQ=WEEKLY"), "several recurrence rules"),
        (("RRULE:nonsense",), "the rule is empty"),
        (("DTSTART;TZID=Mars/Olympus:20260105T090000",), "no time zone is called 'Mars/Olympus'"),
        (("DTSTART:yesterday",), "event 'Weekdays'"),
        (("DTSTART:-",), "0 DTSTART lines"),
        (("DTSTART:PT8H",), "is no date"),
        (("DTEND:-",), "it lasts 0:00:00"),
        (("DTEND;TZID=America/Chicago:20260105T080000",), "it lasts"),
        (("DTEND;TZID=America/Chicago:20260107T080000",), "split it by days"),
        (("DTEND:-", "DURATION:P9999999999W"), "event 'Weekdays'"),
        (("STATUS:CANCELLED",), "it is cancelled"),
        (("RDATE:20260108T150000Z",), "its RDATE was left out"),
        (
            ("RECURRENCE-ID;RANGE=THISANDFUTURE;TZID=America/Chicago:20260105T090000",),
            "all later occurrences",
        ),
        (("X-AUTOREPLY-SIM-STRATEGY:loud",), "write one of group, sequential, round_robin"),
        (("X-AUTOREPLY-SIM-ADVISORS:{}",), "no list of advisors"),
        (("X-AUTOREPLY-SIM-ADVISORS:[",), "event 'Weekdays'"),
        (("X-AUTOREPLY-SIM-RING-MS:" + "9" * 5000,), "no whole number"),
        (("X-AUTOREPLY-SIM-FIRST:never", "RRULE:FREQ=DAILY"), "event 'Weekdays'"),
    ],
)
def test_what_a_schedule_cannot_say_is_a_sentence_about_that_event(
    lines: tuple[str, ...], words: str
) -> None:
    """Never a traceback; the other events are read all the same."""
    broken = event(*lines).replace(b"END:VCALENDAR\r\n", b"")
    good = event("SUMMARY:Good", "UID:2").removeprefix(b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n")
    schedules, problems = schedules_from_ics(broken + good)

    assert len(problems) == 1
    assert words in problems[0]
    assert len(problems[0]) < 400
    assert "Good" in [schedule.title for schedule in schedules]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "no events"),
        (b"\x00\xff\xfe\x80", "no UTF-8 text"),
        (b"hello", "no calendar file"),
        (b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", "no events"),
        (b"BEGIN:VEVENT\r\nEND:VCALENDAR\r\n", "0 DTSTART lines"),
        (b"BEGIN:VCALENDAR\r\n" * 5000, "nested more than"),
        (b"BEGIN:VEVENT\r\nEND:VEVENT\r\n" * 501, "more than 500 events"),
        (b"x" * 1_000_001, "1000001 bytes"),
    ],
)
def test_a_file_that_is_no_calendar_or_too_large_is_refused(data: bytes, words: str) -> None:
    """One sentence, at once."""
    schedules, (problem,) = schedules_from_ics(data)

    assert schedules == []
    assert words in problem


@pytest.mark.parametrize(
    "data",
    [
        event("RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30"),
        event("RRULE:FREQ=DAILY", "EXDATE:" + ",".join(["20260105T150000Z"] * 50_000)),
        event("SUMMARY:" + "\r\n x" * 180_000),
        event(
            calendar=(
                "BEGIN:VTIMEZONE",
                "TZID:x",
                "BEGIN:STANDARD",
                "DTSTART:00010101T000000",
                "RRULE:FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30",
                "END:STANDARD",
                "END:VTIMEZONE",
            )
        ),
    ],
    ids=["never", "exdates", "folded", "zone"],
)
def test_hostile_calendars_are_read_in_seconds(data: bytes) -> None:
    """Sizes are bounded, rules are checked before they are walked, zone definitions are not looked at."""
    assert effort(lambda: schedules_from_ics(data)) < 600


def test_a_calendar_full_of_mistakes_is_not_searched_to_its_end() -> None:
    """Fifty sentences are enough to mend; a hostile file gets no more of our time."""
    broken = b"BEGIN:VEVENT\r\nSUMMARY:x\r\nEND:VEVENT\r\n"
    _, problems = schedules_from_ics(b"BEGIN:VCALENDAR\r\n" + broken * 400 + b"END:VCALENDAR\r\n")

    assert len(problems) == 51
    assert problems[-1].startswith("the rest of the calendar was not looked at")


@settings(max_examples=150)
@given(st.binary(max_size=300), st.integers(0, 3000))
def test_no_damage_to_a_calendar_makes_a_traceback(noise: bytes, place: int) -> None:
    """Whatever is in the file, the answer is schedules and sentences."""
    data = (FIXTURES / "outlook.ics").read_bytes()
    schedules, problems = schedules_from_ics(data[:place] + noise + data[place + len(noise) :])

    assert schedules or problems
    for schedule in schedules:
        assert first_occurrence(schedule) is not None
        occurrences(schedule, 0, DAY_MS)
