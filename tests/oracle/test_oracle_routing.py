"""Hand-worked stories of Ring Last Advisor and routing rules (section 3 of the rulebook)."""

from __future__ import annotations

import pytest

from .stories import RLA, TAKEN_BY_BEN, TREE, column, tell

VIP = "routing_rules: [{name: VIP, criterion: segment, operator: equals, value: gold, target: {%s}}]"


def test_the_rla_advisor_rings_first_and_then_the_others() -> None:
    """R-RLA-2, R-CALL-3, R-CALL-10: Ben alone for 30 s, then Ana; RLA skips the tree (R-CALL-2)."""
    story = tell(
        *TAKEN_BY_BEN, "Mon 09:00, call: {from: carla, to: service, hangs_up: ringing}", service=TREE + RLA
    )
    [call] = story["calls"]
    assert (call["rla"], call["rang"]) == ("applied", ["ben", "ana"])
    assert call["ended_at"] == "2026-03-02T09:00:50Z"  # 5 + 30 + 15


@pytest.mark.parametrize(("at", "rla"), [("08:30", "applied"), ("08:30:01", "no_open_ticket")])
def test_the_window_is_168_elapsed_hours_inclusive(at: str, rla: str) -> None:
    """R-RLA-1."""
    story = tell(*TAKEN_BY_BEN, f"Next Mon {at}, call: {{from: carla, to: service}}", service=RLA)
    assert column(story, "calls", "rla") == [rla]


def test_why_rla_does_not_apply_is_judged_in_order() -> None:
    """R-RLA-1 to R-RLA-3: off, unknown, no ticket, off for the ticket's team, unassigned, not on schedule."""
    story = tell(
        "Mon 08:10, call: {from: carla, to: sales}",
        "Mon 08:20, call: {from: anon, to: service}",
        "Mon 08:30, call: {from: carla, to: service, hangs_up: greeting}",
        "Mon 08:31, text: {from: carla, to: service, channel: sms, body: hello}",
        "Mon 08:40, call: {from: carla, to: service, hangs_up: greeting}",
        "Mon 08:41, advisor: {by: cho, action: take, ticket: 3}",
        "Mon 08:50, call: {from: carla, to: service, hangs_up: greeting}",
        "Mon 08:51, advisor: {by: cho, action: reassign, ticket: 3, to_team: parts}",
        "Mon 09:00, call: {from: carla, to: service, hangs_up: greeting}",
        service=RLA,
    )
    assert column(story, "calls", "rla") == [
        "off",
        "unknown_caller",
        "no_open_ticket",
        "unassigned",
        "advisor_not_on_schedule",
        "off_for_ticket_team",
    ]


def test_a_sub_team_without_schedules_rings_by_the_dialled_teams() -> None:
    """R-RLA-2: the ticket of Parts is Ana's, who is on the schedule of Service."""
    story = tell(
        "Mon 08:30, ticket: {from: carla, to: parts, channel: web, title: Belt, body: Torn}",
        "Mon 08:40, advisor: {by: ana, action: take, ticket: 1}",
        "Mon 09:00, call: {from: carla, to: service, picks_up: [ana]}",
        service=RLA,
        parts=RLA,
    )
    [call] = story["calls"]
    assert (call["rla"], call["held_by"], call["rang"], call["ticket"]) == ("applied", "service", ["ana"], 1)
    assert column(story, "tickets", "team") == ["parts"]  # keeps its team (R-RLA-3)


def test_a_rule_to_an_advisor_rings_that_one_first() -> None:
    """R-CALL-2, R-RUL-1: Carla is gold, Lena is not."""
    story = tell(
        "Mon 09:00, call: {from: carla, to: service, picks_up: [ben]}",
        "Mon 10:00, call: {from: lena, to: service, picks_up: [ben]}",
        service=VIP % "advisor: ben",
    )
    assert column(story, "calls", "rang") == [["ben"], ["ana", "ben"]]


def test_a_first_choice_on_another_call_does_not_ring_but_the_others_do() -> None:
    """R-CALL-7, and not the tree."""
    story = tell(
        "Mon 09:00, call: {from: lena, to: service, picks_up: [ben]}",
        "Mon 09:01, call: {from: carla, to: service}",
        service=TREE + VIP % "advisor: ben",
    )
    assert story["calls"][1]["rang"] == ["ana"]
    assert story["calls"][1]["ended_at"] == "2026-03-02T09:02:03Z"  # 5 + 30 + 28, without a menu


def test_a_rule_to_an_advisor_who_is_not_on_is_as_no_rule() -> None:
    """R-RUL-2: tree included; an older match is not tried."""
    both = (VIP % "advisor: cho").removesuffix(
        "]"
    ) + ", {name: Old, criterion: phone, operator: starts_with, "
    both += "value: '+1 515', target: {team: sales}, created: 2025-01-01T09:00}]"
    newest = both.replace("value: gold", "value: gold, created: 2026-01-01T09:00")
    story = tell("Mon 09:00, call: {from: carla, to: service}", service=TREE + newest)
    [call] = story["calls"]
    assert (call["held_by"], call["rang"]) == ("service", ["ana", "ben"])
    assert call["ended_at"] == "2026-03-02T09:01:13Z"  # 5 + 10 + 30 + 28


def test_a_rule_to_a_team_hands_the_call_over_at_once() -> None:
    """R-RUL-2: even if the caller hangs up in the greeting."""
    story = tell(
        "Mon 09:00, call: {from: carla, to: service, hangs_up: greeting}",
        "Mon 10:00, call: {from: carla, to: service, picks_up: [cho]}",
        service=VIP % "team: sales",
    )
    assert column(story, "calls", "held_by") == ["sales", "sales"]
    assert column(story, "calls", "rang") == [[], ["cho"]]


@pytest.mark.parametrize(
    ("test", "matches"),
    [
        ("criterion: phone, operator: equals, value: '+1 (515) 555-0199'", True),
        ("criterion: phone, operator: starts_with, value: '1515'", False),
        ("criterion: segment, operator: starts_with, value: go", True),
        ("criterion: segment, operator: equals, value: Gold", False),
        ("criterion: organization, operator: equals, value: Diaz", False),
        ("criterion: account, operator: starts_with, value: A", False),
    ],
)
def test_what_a_rule_matches(test: str, *, matches: bool) -> None:
    """R-RUL-3: phones without blanks and signs; the others exactly, case included; no account, no match."""
    rules = f"routing_rules: [{{name: R, {test}, target: {{team: sales}}}}]"
    story = tell("Mon 09:00, call: {from: carla, to: service}", service=rules)
    assert column(story, "calls", "held_by") == ["sales" if matches else "service"]


def test_rla_beats_routing_rules() -> None:
    """R-RLA-4."""
    story = tell(
        *TAKEN_BY_BEN,
        "Mon 09:00, call: {from: carla, to: service, picks_up: [ben]}",
        service=RLA + "\n" + VIP % "team: sales",
    )
    assert column(story, "calls", "held_by") == ["service"]
    assert column(story, "calls", "answered_by") == ["ben"]
