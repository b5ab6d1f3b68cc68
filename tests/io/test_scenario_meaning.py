"""What a scenario file means: defaults, times, numbers, and everything that may be written in more ways than one."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, time
from decimal import Decimal
from pathlib import Path

import pytest

from autoreply_sim.codes import Action, Channel, Line, Phase, RingStrategy
from autoreply_sim.domain.events import AdvisorAction, Call, Event, Respond, Save, Text
from autoreply_sim.domain.scenario import Scenario
from autoreply_sim.domain.settings import TreeChoice
from autoreply_sim.domain.world import Company, Timing
from autoreply_sim.io.scenario_desk import e164
from autoreply_sim.io.scenario_draft import rules_shown
from autoreply_sim.io.scenario_load import load, loads
from autoreply_sim.units import iso_utc

SMALLEST = 'version: 1\nteams: {a: {number: "+15155550100"}}\ncustomers: {c: {phone: "+15155550199"}}\n'


@pytest.fixture
def sound(story: str) -> Scenario:
    """The sound file, loaded."""
    return loads(story)


def event(scenario: Scenario, number: int) -> Event:
    """Return the event of a number."""
    return next(one for one in scenario.events if one.number == number)


def at(written: str, zone: str = "UTC") -> str:
    """Return, in UTC, when an event happens that is written so."""
    told = loads(
        f"{SMALLEST}timezone: {zone}\nevents: [{{at: {written}, text: {{from: c, to: a, channel: sms}}}}]"
    )
    return iso_utc(told.events[0].at_ms)


def test_what_the_format_does_not_require_has_a_default() -> None:
    """A version and a team are enough; everything else is absent or the default of the rulebook."""
    scenario = loads(
        'version: 1\nteams: {a: {number: "+15155550100"}}\ncustomers: {c: }\nevents:\n'.replace("{c: }", "{}")
    )

    assert scenario.title == "<text>"
    assert scenario.events == ()
    assert scenario.expect is None
    assert scenario.world.company == Company(name=None, country="US", language="en")
    assert scenario.world.timing == Timing()
    team = scenario.world.teams[0]
    assert team.display_name == "a"
    assert not team.settings.ring_last_advisor
    assert not team.settings.tickets_for_missed_calls
    enabled = {key: reply.enabled for key, reply in team.settings.replies.items()}
    assert [key for key, on in enabled.items() if not on] == ["after_hours_texts", "after_hours_ticket"]


def test_a_title_defaults_to_the_name_of_the_file(tmp_path: Path) -> None:
    """`spring-week.yaml` is called spring-week."""
    path = tmp_path / "spring-week.yaml"
    path.write_text(SMALLEST, encoding="utf-8")

    assert load(str(path)).title == "spring-week"
    assert load(path).origin == str(path)


def test_every_key_of_a_schedule_arrives(sound: Scenario) -> None:
    """A schedule is what was written; `created` is read in the file's zone."""
    schedule = sound.world.teams[0].settings.schedules[0]

    assert (schedule.title, schedule.timezone, schedule.first) == (
        "Weekdays",
        "America/Chicago",
        date(2026, 1, 5),
    )
    assert (schedule.start, schedule.end) == (time(8), time(17))
    assert schedule.repeats == "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"
    assert schedule.excepted == (date(2026, 7, 3),)
    assert schedule.created_ms is not None
    assert iso_utc(schedule.created_ms) == "2026-01-01T15:00:00Z"
    assert (schedule.strategy, schedule.ring_ms, schedule.call_tree) == (RingStrategy.GROUP, 30_000, "main")
    assert schedule.advisors == ("ana", "ben")


def test_a_schedule_without_more_is_a_plain_one() -> None:
    """Once, on, unset box, nobody rings, 30 seconds in a group, in the file's zone, older than dated ones."""
    scenario = loads(
        'version: 1\ntimezone: Europe/Paris\nteams: {a: {number: "+15155550100", '
        'schedules: [{title: A, first: 2026-01-05, from: 9:00, to: "24:00"}]}}'
    )
    schedule = scenario.world.teams[0].settings.schedules[0]

    assert schedule.timezone == "Europe/Paris"
    assert (schedule.start, schedule.end) == (time(9), time(0))
    assert schedule.repeats is None
    assert schedule.business_hours is None
    assert schedule.created_ms is None
    assert schedule.is_in_force
    assert schedule.advisors == ()
    assert (schedule.strategy, schedule.ring_ms) == (RingStrategy.GROUP, 30_000)


def test_trees_rules_and_replies_arrive(sound: Scenario) -> None:
    """What a team has saved before the first event."""
    settings = sound.world.teams[0].settings
    reply = settings.replies["after_hours_texts"]

    assert settings.call_trees["main"] == {"1": TreeChoice(team="parts"), "2": TreeChoice(advisors=("ana",))}
    assert (settings.routing_rules[0].criterion, settings.routing_rules[0].advisor) == ("segment", "ben")
    assert (reply.enabled, reply.sender, reply.quiet_period_ms) == (True, "team", 30 * 60_000)
    assert reply.show == {"next_opening": True}
    assert settings.replies["customer_hangs_up"].enabled


def test_events_arrive_with_their_numbers(sound: Scenario) -> None:
    """Numbers are places in the file, from 1."""
    call = event(sound, 1)
    action = event(sound, 5)
    answer = event(sound, 6)
    save = event(sound, 8)

    assert [one.number for one in sound.events] == list(range(1, 11))
    assert isinstance(call, Call)
    assert (call.choice, call.picks_up, call.talk_ms) == ("2", ("ana",), 240_000)
    assert isinstance(action, AdvisorAction)
    assert (action.action, action.ticket, action.amount) == (Action.REQUEST_PAYMENT, 1, Decimal("120.50"))
    assert isinstance(answer, Respond)
    assert (answer.answer, answer.value) == ("pays", True)
    assert isinstance(save, Save)
    assert save.change.ring_last_advisor is False
    assert save.change.schedules is None


@pytest.mark.parametrize(
    ("written", "phase"),
    [
        ("", Phase.LEAVES_VOICEMAIL),
        (", leaves_voicemail: true", Phase.LEAVES_VOICEMAIL),
        (", leaves_voicemail: false", Phase.VOICEMAIL),
        (", hangs_up: menu", Phase.MENU),
        (", hangs_up: greeting, leaves_voicemail: false", Phase.GREETING),
    ],
)
def test_what_an_unanswered_caller_does(written: str, phase: Phase) -> None:
    """Leaving a voicemail is the default; who leaves none hangs up at its prompt."""
    told = loads(f"{SMALLEST}events: [{{at: 2026-03-02 09:00, call: {{from: c, to: a{written}}}}}]").events[0]

    assert isinstance(told, Call)
    assert told.unanswered == phase


@pytest.mark.parametrize(
    ("written", "zone", "utc"),
    [
        ("2026-03-02 09:00", "America/Chicago", "2026-03-02T15:00:00Z"),
        ("2026-03-02T09:00", "America/Chicago", "2026-03-02T15:00:00Z"),
        ("2026-03-02 9:00", "UTC", "2026-03-02T09:00:00Z"),
        ("2026-03-02 09:00:30", "UTC", "2026-03-02T09:00:30Z"),
        ("2026-03-02 09:00:30.5", "UTC", "2026-03-02T09:00:30.500Z"),
        ("2026-03-02T09:00:02.500000+00:00", "America/Chicago", "2026-03-02T09:00:02.500Z"),
        ("2026-03-02T09:00Z", "America/Chicago", "2026-03-02T09:00:00Z"),
        ("2026-03-02 09:00 -05:00", "America/Chicago", "2026-03-02T14:00:00Z"),
        ("2026-03-02 09:00+0530", "America/Chicago", "2026-03-02T03:30:00Z"),
        ('"2026-03-02 09:00"', "Europe/Paris", "2026-03-02T08:00:00Z"),
        # 2:30 does not exist: read with the offset before the change. 1:30 exists twice: the first one (R-SCH-2).
        ("2026-03-08 02:30", "America/Chicago", "2026-03-08T08:30:00Z"),
        ("2026-11-01 01:30", "America/Chicago", "2026-11-01T06:30:00Z"),
    ],
)
def test_times_may_be_written_in_many_ways(written: str, zone: str, utc: str) -> None:
    """A time without an offset is wall clock of the file's zone; one with an offset stands for itself."""
    assert at(written, zone) == utc


def test_a_creation_date_alone_is_its_midnight() -> None:
    """Since when something is there may be said by the day."""
    scenario = loads(
        'version: 1\ntimezone: America/Chicago\nteams: {a: {number: "+15155550100", '
        "schedules: [{title: A, first: 2026-01-05, from: 9:00, to: 17:00, created: 2026-01-01}]}}"
    )

    created_ms = scenario.world.teams[0].settings.schedules[0].created_ms
    assert created_ms is not None
    assert iso_utc(created_ms) == "2026-01-01T06:00:00Z"


@pytest.mark.parametrize("style", ["|", ">", ">-", "|+"])
def test_a_long_title_may_be_written_as_a_block(style: str) -> None:
    """YAML ends most blocks with a line feed that nobody means."""
    assert loads(f"title: {style}\n  A long title\n\n{SMALLEST}").title == "A long title"


@pytest.mark.parametrize("value", ["'+1515'", '"+1 (515) 555-0199"', "+", "'515.555'", "'+1/515'"])
def test_a_rule_for_numbers_may_name_the_beginning_of_one(value: str) -> None:
    """Blanks, dashes, dots and brackets do not count (R-RUL-3)."""
    rule = f"{{name: V, criterion: phone, operator: starts_with, value: {value}, target: {{advisor: x}}}}"
    team = f'{{number: "+15155550100", routing_rules: [{rule}]}}'

    assert loads(f"version: 1\nadvisors: {{x: X}}\nteams: {{a: {team}}}\n").world.teams


@pytest.mark.parametrize(
    ("written", "length_ms"),
    [("4m", 240_000), ("90", 90_000), ("2.5s", 2_500), ("1h 30m", 5_400_000), ("0s", 0)],
)
def test_a_bare_number_is_seconds(written: str, length_ms: int) -> None:
    """Durations have units; without one they are seconds."""
    assert loads(f"{SMALLEST}timing: {{menu: {written}}}").world.timing.menu_ms == length_ms


def test_quotes_around_numbers_and_switches_do_not_matter(story: str) -> None:
    """What a field means is for the field to say, with quotes or without."""
    quoted = story.replace("choice: 2", 'choice: "2"').replace("from: 08:00", 'from: "08:00"')
    quoted = quoted.replace("enabled: true", 'enabled: "true"').replace("version: 1", 'version: "1"')
    bare = story.replace('"+15155550199"', "+15155550199").replace('"17:00"', "17:00").replace('"1":', "1:")

    assert loads(quoted) == loads(story)
    assert loads(bare) == loads(story)


def test_text_fields_keep_what_was_written() -> None:
    """A text of digits, and one that looks like a switch, stay texts."""
    told = loads(
        f"{SMALLEST}events: [{{at: 2026-03-02 09:00, text: {{from: c, to: a, channel: sms, body: 007}}}}]"
    )

    text = told.events[0]
    assert isinstance(text, Text)
    assert (text.body, text.channel) == ("007", Channel.SMS)


def test_a_national_number_is_read_in_the_companys_country() -> None:
    """Numbers may be written as people type them; inside they are E.164."""
    scenario = loads(
        "version: 1\ncompany: {country: fr}\nteams: {a: {number: 01 99 00 12 34}}\n"
        'customers: {c: {phone: "06.39.98.01.01", line: landline}, d: {phone: withheld}, e: {}}'
    )

    assert scenario.world.teams[0].number == "+33199001234"
    assert [one.phone for one in scenario.world.customers] == ["+33639980101", None, None]
    assert scenario.world.customers[0].line is Line.LANDLINE
    assert scenario.world.company.country == "FR"


NUMBERS = json.loads(Path(__file__).with_name("phone_numbers.json").read_text(encoding="utf-8"))["cases"]


@pytest.mark.parametrize("case", NUMBERS, ids=[case["input"] for case in NUMBERS])
def test_phone_numbers_are_read_as_people_type_them(case: dict[str, str | None]) -> None:
    """What libphonenumber calls possible is accepted, valid or not; everything else is refused."""
    assert e164(str(case["input"]), case["region"] or "ZZ") == case["e164"]


def test_only_what_a_save_names_changes(story: str) -> None:
    """Replies are changed key by key; lists are replaced whole."""
    saves = "auto_replies: {customer_hangs_up: {enabled: false}}, schedules: []"
    save = event(loads(story.replace("ring_last_advisor: false}", f"{saves}}}")), 8)

    assert isinstance(save, Save)
    assert save.change.replies["customer_hangs_up"].enabled is False
    assert save.change.replies["customer_hangs_up"].text is None
    assert save.change.schedules == ()
    assert save.change.call_trees is None


def test_expected_times_and_numbers_are_compared_as_they_are_printed() -> None:
    """An expected time is an instant, however it is written; an expected number is E.164."""
    scenario = loads(
        f"{SMALLEST}timezone: America/Chicago\n"
        "events: [{at: 2026-03-02 09:00, text: {from: c, to: a, channel: sms}}]\n"
        "expect: {replies: [{at: 2026-03-02 09:00}], tickets: [{number: (515) 555-0100, advisor: null}]}"
    )

    assert scenario.expect is not None
    assert scenario.expect.replies == ({"at": "2026-03-02T15:00:00Z"},)
    assert scenario.expect.tickets == ({"number": "+15155550100", "advisor": None},)
    assert scenario.expect.calls is None


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        ("# Shows: R-TKT-4, R-RLA-1\nversion: 1\n", ("R-TKT-4", "R-RLA-1")),
        (
            "\n# A word first.\n#Shows: R-TKT-4\n#   R-RLA-1, R-RLA-2\n# and R-X-1 in a sentence\n",
            ("R-TKT-4", "R-RLA-1", "R-RLA-2"),
        ),
        ("# Shows: R-TKT-4, R-TKT-4\n", ("R-TKT-4",)),
        ("version: 1\n# Shows: R-TKT-4\n", ()),
        ("# shows nothing\n", ()),
        ("", ()),
    ],
)
def test_the_first_comment_says_which_rules_a_file_shows(text: str, rules: tuple[str, ...]) -> None:
    """Only the comment at the head counts, and each rule once."""
    assert rules_shown(text) == rules


def test_a_string_of_bytes_is_read_like_a_file() -> None:
    """Uploads arrive as bytes, with a byte order mark or without."""
    assert loads(b"\xef\xbb\xbf" + SMALLEST.encode()).world.teams[0].key == "a"


def test_an_anchor_saves_writing(spoil: Callable[[str, str], str], story: str) -> None:
    """Who knows YAML's anchors may use them."""
    shared = spoil("advisors: [ana, ben]", "advisors: &all [ana, ben]").replace(
        "picks_up: [ana]", "picks_up: *all"
    )

    call = event(loads(shared), 1)
    assert isinstance(call, Call)
    assert call.picks_up == ("ana", "ben")
    assert loads(story) != loads(shared)
