"""Scenarios written as files: what is read again is the same, and what is written reads as if a person had."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, reject
from hypothesis import strategies as st

from autoreply_sim import dumps, load, loads
from autoreply_sim.codes import Channel
from autoreply_sim.domain.events import Respond, Text
from autoreply_sim.domain.scenario import Scenario
from autoreply_sim.domain.world import Advisor
from autoreply_sim.experiment.check import differences
from autoreply_sim.experiment.run import run
from autoreply_sim.io.scenario_draft import draft
from autoreply_sim.io.scenario_expectations import with_expectations
from autoreply_sim.io.scenario_source import MAX_BYTES
from tests.oracle.worlds import scenarios
from tests.pace import effort

STORIES = sorted([*Path("data/scenarios").glob("*.yaml"), Path("tests/io/story.yaml")])
FILES = [*STORIES, *sorted(Path("data/presets").glob("*.yaml")), Path("tests/io/traffic.yaml")]
MONDAY_MS = 1_772_463_600_000
HOSTILE = [
    "“Curly”, naïve, 日本, 😀",
    "line\nbreak\ttab\r\nand more",
    "---\n- : # & * ! | > ' % @ `",
    "odd \u2028 and \u2029 and \x85 ends",
    'quote " backslash \\ brace { } [ ] , :',
    "  blank ends  ",
    "",
    "null",
    "~",
    "true",
    "2026-03-02",
    "-1.5e3",
    "no-break\u00a0space\u202f! \ufeff \u200d \u202e",
    "{{ '{{' }}: %TAG\n...",
]


def without_origin(scenario: Scenario) -> Scenario:
    """Return a scenario that came from nowhere, so that two can be compared."""
    return replace(scenario, origin="")


def read_again(scenario: Scenario) -> Scenario:
    """Return what is read from what was written."""
    return without_origin(loads(dumps(scenario)))


def told(**changes: Any) -> Scenario:
    """Return a small story, with some of its keys changed."""
    usual = {
        "version": 1,
        "title": "A story",
        "timezone": "America/Chicago",
        "advisors": {"ana": "Ana Ruiz"},
        "customers": {"carla": {"name": "Carla Diaz", "phone": "+15155550199"}},
        "teams": {"service": {"number": "+15155550100"}},
    }
    return loads(json.dumps(usual | changes, ensure_ascii=False))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_file_is_the_same_once_it_was_written_and_read(path: Path) -> None:
    """Stories with what they expect, and years with their traffic; written twice, the text is the same, too."""
    scenario = without_origin(load(path))
    read = read_again(scenario)

    assert read == scenario
    assert dumps(read) == dumps(scenario)


@given(st.data())
def test_drawn_worlds_are_the_same_too(data: st.DataObject) -> None:
    """Events at odd instants, saves of anything, call trees, rules, sub-teams, policies, timing."""
    written = data.draw(scenarios(lambda _draw, _day, _window: []))
    scenario, report = draft(json.dumps(written), origin="", title="world")
    if scenario is None or not report.is_empty:
        reject()
    again, report = draft(dumps(scenario), origin="", title="world")

    assert report.is_empty
    assert again == scenario


@pytest.mark.parametrize("text", HOSTILE)
def test_texts_come_back_to_the_letter(text: str) -> None:
    """Whatever YAML, or one of its readers, would take for something else; in bodies, comments and settings."""
    text_event = Text(
        number=1, at_ms=MONDAY_MS, customer="carla", team="service", channel=Channel.SMS, body=text
    )
    answer = Respond(
        number=2, at_ms=MONDAY_MS, customer="carla", ticket=1, answer="rates", value=5, comment=text
    )
    story = replace(told(), events=(text_event, answer))

    assert read_again(story) == without_origin(story)


@pytest.mark.parametrize("name", [text for text in HOSTILE if text.strip() and text.isprintable()])
def test_names_and_keys_come_back_to_the_letter(name: str) -> None:
    """A key of a group may be as strange as a text."""
    story = told(title=name, advisors={name: name}, customers={name: {"name": name}})

    assert read_again(story) == without_origin(story)


def test_the_longest_and_strangest_key_comes_back() -> None:
    """YAML wants a key of more than 1,024 characters marked; escapes make one of 200 so long."""
    story = told()
    strange = Advisor(key="x" + "\u2028" * 199, name="Ana")
    story = replace(story, world=replace(story.world, advisors=(strange,)))

    assert read_again(story) == without_origin(story)


@pytest.mark.parametrize(
    ("at", "written"),
    [
        ("2026-03-02 09:00", "2026-03-02 09:00"),
        ("2026-03-02 15:00:30Z", '"2026-03-02 09:00:30"'),
        ("2026-03-02 09:00:00.25", '"2026-03-02 09:00:00.250"'),
        ("2026-11-01 01:30-05:00", "2026-11-01 01:30"),
        ("2026-11-01 01:30-06:00", '"2026-11-01 01:30-06:00"'),
        ("2026-03-08 02:30", "2026-03-08 03:30"),
        ("1971-01-01 00:00+14:00", '"1971-01-01 00:00+14:00"'),
        ("2099-12-31 23:59-12:00", '"2099-12-31 21:59-14:00"'),
    ],
)
def test_a_moment_is_wall_clock_where_that_means_no_other(at: str, written: str) -> None:
    """What a clock change repeats bears an offset the second time; so does what lies at the ends of the years."""
    call = {"at": at, "call": {"from": "carla", "to": "service"}}
    story = told(events=[call])

    assert f"{{at: {written}, call:" in dumps(story)
    assert read_again(story) == without_origin(story)


def test_what_is_as_ever_is_left_out() -> None:
    """A story that says little is a short file."""
    assert dumps(told(events=[{"at": "2026-03-02 09:00", "call": {"from": "carla", "to": "service"}}])) == (
        "version: 1\n"
        "title: A story\n"
        "timezone: America/Chicago\n"
        "advisors: {ana: Ana Ruiz}\n"
        "customers:\n"
        '  carla: {name: Carla Diaz, phone: "+15155550199"}\n'
        "teams:\n"
        '  service: {number: "+15155550100"}\n'
        "events:\n"
        "  - {at: 2026-03-02 09:00, call: {from: carla, to: service}}\n"
    )


def test_a_file_reads_as_those_that_people_wrote() -> None:
    """Of the stories of the library, most lines of what is written stand in the file as well."""
    written = [line for path in STORIES for line in dumps(load(path)).splitlines()]
    by_hand = {line for path in STORIES for line in path.read_text(encoding="utf-8").splitlines()}

    assert sum(line in by_hand for line in written) > 0.8 * len(written)
    assert all(len(line) <= 112 or len(loads_line(line)) == 1 for line in written)


def loads_line(line: str) -> dict[str, Any]:
    """Return the keys that stand in a line of a file."""
    tree = yaml.safe_load(line.strip().removeprefix("- "))
    return tree if isinstance(tree, dict) else {}


def test_other_programs_read_what_is_written() -> None:
    """A reader of YAML 1.1 finds the same texts: phone numbers, times of day and keys of the telephone are quoted."""
    tree = yaml.safe_load(dumps(load("data/scenarios/call-without-a-schedule-rings-nobody.yaml")))
    service = tree["teams"]["service"]

    assert service["schedules"][0]["from"] == "08:00"
    assert list(service["call_trees"]["main"]["options"]) == ["1"]
    assert tree["customers"]["carla"]["phone"] == "+15155550199"


@pytest.mark.parametrize("path", STORIES, ids=lambda path: path.stem)
def test_what_came_out_can_be_what_is_expected(path: Path) -> None:
    """The file finds no difference, and says everything: each reply, ticket and call, and what was held back."""
    lived = run(load(path))
    scenario = loads(dumps(with_expectations(lived)))
    expect = scenario.expect

    assert expect is not None
    assert differences(run(scenario), expect) == []
    assert len(expect.replies or ()) == len(lived.replies)
    assert len(expect.tickets or ()) == len(lived.tickets)
    assert len(expect.calls or ()) == len(lived.calls)
    assert {item["reply"] for item in expect.replies or ()} <= {
        item["reply"] for item in expect.decisions or ()
    }


def test_what_was_held_back_is_expected_and_what_never_came_to_pass_is_not() -> None:
    """A landline that gets no text is worth a line; that a voicemail reply does not fit a hang-up is not."""
    lived = run(load("data/scenarios/suppress-landline-gets-no-text.yaml"))
    expect = with_expectations(lived).expect
    reasons = {item.get("reason") for item in (expect.decisions if expect else None) or ()}

    assert "landline" in reasons
    assert "outcome_differs" not in reasons


def test_a_change_of_behaviour_is_found() -> None:
    """A file that expects what came out fails when another setting brings something else."""
    scenario = with_expectations(run(load("data/scenarios/call-answered-makes-a-ticket.yaml")))
    other = scenario.but(teams={"service": {"auto_replies": {"after_successful_call": {"enabled": False}}}})

    assert scenario.expect is not None
    assert differences(run(other), scenario.expect)


def test_a_story_is_written_in_no_time() -> None:
    """In less than a moment: a page writes one whenever something was clicked."""
    story = with_expectations(run(load("data/scenarios/call-hang-up-in-every-phase.yaml")))

    dumps(story)

    assert effort(lambda: dumps(story)) < 2


SHARES = st.integers(0, 1000).map(lambda mille: f"{mille / 10}%")
TENTHS = st.integers(1, 300).map(lambda tenths: tenths / 10)
LENGTHS = st.integers(1, 10**9).map(lambda length_ms: f"{length_ms / 1000:.3f}s")
SIGMAS = st.integers(1, 500).map(lambda hundredths: hundredths / 100)
SPANS = st.one_of(
    LENGTHS,
    st.fixed_dictionaries({"exponential": LENGTHS}),
    st.builds(lambda median, sigma: {"lognormal": {"median": median, "sigma": sigma}}, LENGTHS, SIGMAS),
    st.builds(lambda mean, sigma: {"lognormal": {"mean": mean, "sigma": sigma}}, LENGTHS, SIGMAS),
    st.builds(lambda mean, cv: {"gamma": {"mean": mean, "cv": cv}}, LENGTHS, SIGMAS),
)
HABITS = st.fixed_dictionaries(
    {}, optional={"patience": SPANS, "leaves_voicemail": SHARES, "text_gap": SPANS, "opts_out": SHARES}
)
WORK = st.fixed_dictionaries(
    {}, optional={"talk": SPANS, "answers": SHARES, "requests": st.fixed_dictionaries({"request_payment": SHARES})}
)  # fmt: skip
TEAM = st.fixed_dictionaries(
    {"per_day": TENTHS, "channels": st.fixed_dictionaries({"call": TENTHS, "sms": TENTHS, "app": TENTHS})},
    optional={
        "hours": st.dictionaries(st.integers(0, 23).map(str), st.integers(1, 100), min_size=1),
        "weekdays": st.dictionaries(st.sampled_from(["MO", "WE", "SU"]), TENTHS),
        "months": st.dictionaries(st.integers(1, 12).map(str), TENTHS),
        "busyness": SHARES,
        "customers": HABITS,
        "advisors": WORK,
    },
)
TRAFFIC = st.fixed_dictionaries(
    {
        "from": st.just("2026-01-05"),
        "days": st.integers(1, 400),
        "teams": st.fixed_dictionaries({"service": TEAM}, optional={"parts": TEAM}),
    },
    optional={"seed": st.integers(0, 999), "customers": HABITS, "advisors": WORK},
)


@given(TRAFFIC)
def test_drawn_traffic_is_the_same_too(traffic: dict[str, Any]) -> None:
    """Weights are scaled when they are read, and found again in round numbers that read to the very same shares."""
    hours = {"title": "Days", "first": "2026-01-01", "from": "08:00", "to": "17:00", "repeats": "FREQ=DAILY"}
    team = {"schedules": [hours | {"advisors": ["ana"]}]}
    scenario = told(
        teams={"service": team | {"number": "+15155550100"}, "parts": team | {"number": "+15155550101"}},
        traffic=traffic,
    )

    assert read_again(scenario) == without_origin(scenario)


def test_a_year_of_weights_that_nobody_writes_comes_close() -> None:
    """Shares that no round numbers make are written to the millionth."""
    story = load("tests/io/traffic.yaml")
    assert story.traffic is not None
    odd = tuple((1 + (hour * 0.7548776662) % 1) / 24 for hour in range(24))
    odd = tuple(share / sum(odd) for share in odd)
    service = story.traffic.teams["service"]
    teams = {**story.traffic.teams, "service": replace(service, demand=replace(service.demand, hours=odd))}
    read = loads(dumps(replace(story, traffic=replace(story.traffic, teams=teams))))

    assert read.traffic is not None
    assert read.traffic.teams["service"].demand.hours == pytest.approx(odd, abs=1e-6)


def test_the_largest_story_still_fits_a_file() -> None:
    """Ten thousand calls, of which one file may tell, stay under the limit of its size."""
    call = {"at": "2026-03-02 09:00", "call": {"from": "carla", "to": "service", "hangs_up": "ringing"}}

    assert len(dumps(told(events=[call] * 10_000)).encode()) < MAX_BYTES
