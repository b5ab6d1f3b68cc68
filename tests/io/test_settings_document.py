"""Settings as documents: what a team saves, written and read without anything being lost or let through."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, reject
from hypothesis import strategies as st

import autoreply_sim
from autoreply_sim.domain.scenario import Scenario
from autoreply_sim.errors import InputError
from autoreply_sim.experiment.compare import compare
from autoreply_sim.io.scenario_draft import draft
from autoreply_sim.io.settings_document import settings_document, with_document
from tests.oracle.worlds import scenarios

FILES = sorted([*Path("data/presets").glob("*.yaml"), *Path("data/scenarios").glob("*.yaml")])
SHOP = "data/presets/two_person_shop.yaml"
DESK = "data/presets/seed_time.yaml"


@pytest.fixture(scope="module")
def desk() -> Scenario:
    """A dealer with three teams, schedules, a tree and rules."""
    return autoreply_sim.load(DESK)


def through_json(document: object) -> Any:
    """Return what a store or an address gives back."""
    return json.loads(json.dumps(document))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_what_is_written_is_read_again(path: Path) -> None:
    """Of every preset and every story: the same scenario, through JSON, and the same bytes again: 168 is no 168.0."""
    scenario = autoreply_sim.load(path)
    document = settings_document(scenario.world)
    read = with_document(scenario, through_json(document))

    assert read == scenario
    assert json.dumps(settings_document(read.world)) == json.dumps(document)


def test_what_a_document_leaves_out_is_what_a_file_has_that_leaves_it_out(desk: Scenario) -> None:
    """An empty team has the defaults, a team that is not named keeps what it has."""
    bare = with_document(desk, {"teams": {"service": {}}})
    service, *others = bare.world.teams

    assert service.settings.schedules == ()
    assert not service.settings.ring_last_advisor
    assert service.settings.replies["customer_hangs_up"].enabled
    assert not service.settings.replies["after_hours_texts"].enabled
    assert others == list(desk.world.teams[1:])
    assert bare.world.policies == desk.world.policies


def test_everything_that_is_wrong_is_said_at_once_with_its_place(desk: Scenario) -> None:
    """Path, value, remedy; in the words that a file gets."""
    document = settings_document(desk.world)
    service = document["teams"]["service"]
    service["ring_last_advisor"] = "maybe"
    service["schedules"][0]["repeats"] = "FREQ=WEEKLEY"
    service["auto_replies"]["customer_hangs_up"]["text"] = "Hello {{ custmer_name }}"
    document["policies"]["call_replies"] = "some"
    with pytest.raises(InputError) as refused:
        with_document(desk, document)
    said = {problem.where: problem.message for problem in refused.value.problems}

    assert "'maybe' is neither true nor false" in said["teams.service.ring_last_advisor"]
    assert "WEEKLEY" in said["teams.service.schedules[1].repeats"]
    assert "customer_name" in said["teams.service.auto_replies.customer_hangs_up.text"]
    assert "first_match" in said["policies.call_replies"]
    assert all(problem.line is None and not problem.file for problem in refused.value.problems)


@pytest.mark.parametrize(
    ("document", "says"),
    [
        (None, "a document of settings is a group of keys, not NoneType"),
        ([], "a document of settings is a group of keys, not list"),
        ({"teams": []}, "teams are a group"),
        ({"team": {}}, "did you mean 'teams'?"),
        ({"teams": {"servce": {}}}, "did you mean 'service'?"),
        ({"teams": {"service": {"number": "+15155550100"}}}, "a team saves no 'number'"),
        ({"teams": {"service": {"customers": {}}}}, "a team saves no 'customers'"),
        ({"teams": {"service": {"ring_last_advisor": float("nan")}}}, "settings hold texts, numbers"),
        ({"teams": {"service": {"ring_last_advisor": {1, 2}}}}, "settings hold texts, numbers"),
        ({"policies": {"rla_window_hours": -1}}, "rla_window_hours"),
    ],
)
def test_what_is_no_document_is_refused(desk: Scenario, document: object, says: str) -> None:
    """Also what would change more than settings: a number, a customer."""
    with pytest.raises(InputError) as refused:
        with_document(desk, document)

    assert says in str(refused.value)


@pytest.mark.parametrize(
    "text",
    [
        "“Curly”, naïve, 日本, 😀",
        "line\nbreak\ttab",
        "odd \u2028 and \u2029 ends",
        'quote " backslash \\ brace { }',
        "--- : # & * ! | > ' % @ `",
        "  blank ends  ",
    ],
)
def test_texts_come_back_to_the_letter(desk: Scenario, text: str) -> None:
    """Whatever YAML would take for something else."""
    changed = desk.but(teams={"service": {"auto_replies": {"customer_hangs_up": {"text": text}}}})

    assert changed.world.teams[0].settings.replies["customer_hangs_up"].text == text
    assert with_document(desk, through_json(settings_document(changed.world))).world == changed.world


@given(st.data())
def test_drawn_worlds_survive_too(data: st.DataObject) -> None:
    """Schedules at odd hours, trees, rules, sub-teams, policies."""
    told = data.draw(scenarios(lambda _draw, _day, _window: [])) | {"events": []}
    scenario, report = draft(json.dumps(told), origin="world", title="world")
    if scenario is None or not report.is_empty:
        reject()

    assert with_document(scenario, through_json(settings_document(scenario.world))).world == scenario.world


def test_but_changes_what_it_names_and_nothing_else(desk: Scenario) -> None:
    """Replies key by key, elements one by one; what is named as it was changes nothing at all."""
    changed = desk.but(
        teams={
            "service": {
                "auto_replies": {
                    "after_hours_texts": {
                        "enabled": True,
                        "quiet_period": 90,
                        "show": {"next_opening": False},
                    },
                    "request_approval": {"whatsapp_template_approved": True},
                }
            }
        }
    )
    before, after = desk.world.teams[0].settings, changed.world.teams[0].settings
    reply = after.replies["after_hours_texts"]

    assert reply.quiet_period_ms == 90 * 60_000
    assert not reply.show["next_opening"]
    assert reply.show["customer_name"] is False
    assert after.replies["request_approval"].whatsapp_template_approved
    assert after.replies["customer_hangs_up"] == before.replies["customer_hangs_up"]
    assert after.schedules == before.schedules
    assert changed.world.teams[1:] == desk.world.teams[1:]
    assert desk.but(teams={"service": {"ring_last_advisor": before.ring_last_advisor}}) == desk
    assert desk.but() == desk


def test_but_replaces_schedules_trees_and_rules_whole(desk: Scenario) -> None:
    """As a save does."""
    hours = {
        "title": "Nights",
        "first": "2026-01-05",
        "from": "20:00",
        "to": "06:00",
        "repeats": "FREQ=DAILY",
    }
    changed = desk.but(teams={"service": {"schedules": [hours], "routing_rules": []}})
    settings = changed.world.teams[0].settings

    assert [schedule.title for schedule in settings.schedules] == ["Nights"]
    assert settings.routing_rules == ()
    assert settings.replies == desk.world.teams[0].settings.replies


def test_schedules_can_be_compared() -> None:
    """The same customers meet other opening hours; who rings is drawn anew."""
    shop = autoreply_sim.load(SHOP)
    team = shop.world.teams[0]
    document = settings_document(shop.world)["teams"][team.key]
    shorter = [schedule | {"advisors": schedule["advisors"][:1]} for schedule in document["schedules"]]
    both = compare(shop, shop.but(teams={team.key: {"schedules": shorter}}), days=14, replications=3)
    row = both.table("answered_share").iloc[0]

    assert not any("changes nothing" in note for note in both.notes)
    assert row.value < row.base
    assert [each["offered"] > 0 for each in both.sums["variant"]] == [True] * 3


def test_a_variant_path_that_does_not_exist_is_refused_with_the_nearest(desk: Scenario) -> None:
    """All that is wrong at once."""
    with pytest.raises(InputError) as refused:
        desk.but(
            teams={"service": {"auto_replies": {"customer_hang_up": {"enabled": True}}, "schedules": [{}]}},
            policies={"call_reply": "all_matches"},
        )
    said = str(refused.value)

    assert "did you mean 'customer_hangs_up'?" in said
    assert "schedules[1].title" in said
    assert "call_replies" in said
