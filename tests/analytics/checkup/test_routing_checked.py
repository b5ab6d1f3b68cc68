"""People and routes that look wrong: who never rings, and what leads nowhere."""

from __future__ import annotations

from typing import Any

import pytest

from autoreply_sim.analytics.checkup import Severity
from tests.engine.telling import acts, call, created

from .looking import found, found_in_settings, keys, replies, schedule, second_team, the

WITH_TREE = {"schedules": [schedule(call_tree="main")]}


def tree(**options: Any) -> dict[str, Any]:
    """A call tree with these keys, `k1` for 1."""
    return {"call_trees": {"main": {"options": {key[1:]: choice for key, choice in options.items()}}}}


def rule(**changes: Any) -> dict[str, Any]:
    """A routing rule for Carla's number."""
    of_carla = {"name": "Carla", "criterion": "phone", "operator": "equals", "value": "+15155550199"}
    return {**of_carla, "target": {"advisor": "ana"}, **changes}


def test_an_advisor_on_no_schedule_never_rings() -> None:
    """Whatever a rule says (R-CALL-4). Some only write: it is a hint, unless a tree or a rule names them."""
    two = {"schedules": [schedule(advisors=["ana", "ben"])]}
    named = two | {"routing_rules": [rule(target={"advisor": "cho"})]}
    finding = the("advisor_on_no_schedule", found_in_settings(two))

    assert (finding.path, finding.team, finding.severity) == (("advisors", "cho"), None, Severity.HINT)
    assert the("advisor_on_no_schedule", found_in_settings(named)).severity == Severity.WARNING
    assert "advisor_on_no_schedule" not in keys(found_in_settings())


def test_an_advisor_whose_schedules_are_never_effective_never_rings() -> None:
    """One of which newer schedules leave nothing."""
    covered = [schedule("Old", advisors=["cho"]), schedule("New", advisors=["ana", "ben"])]

    assert the("advisor_hidden", found_in_settings({"schedules": covered})).facts["advisor"] == "Cho Park"
    assert "advisor_hidden" not in keys(found_in_settings({"schedules": covered[:1]}))


def test_an_advisor_who_did_not_ring_once_is_a_hint() -> None:
    """In a sequence the first who always answers leaves nothing to the last; a few calls prove nothing."""
    one_by_one = {"schedules": [schedule(ring={"strategy": "sequential"})]}
    calls = [
        call(f"{day:02} {hour:02}:00", picks_up=["ana"]) for day in range(2, 14) for hour in range(9, 16)
    ]
    never = [
        one.facts["advisor"] for one in found(*calls, team=one_by_one) if one.key == "advisor_never_rang"
    ]

    assert never == ["Ben Cole", "Cho Park"]
    assert "advisor_never_rang" not in keys(found(*calls))
    assert "advisor_never_rang" not in keys(found(*calls[:20], team=one_by_one))


def test_a_choice_to_a_team_that_never_opens_is_a_problem() -> None:
    """That team holds the call from then on, and nobody rings (R-CALL-6)."""
    teams = second_team(communication_team="service")
    teams["service"] |= WITH_TREE | tree(k1={"team": "parts"})
    finding = the("choice_to_closed_team", found(call("02 10:00", choice="1"), teams=teams))

    assert finding.severity == Severity.PROBLEM
    assert finding.consequence is not None
    assert finding.consequence.events == (1,)
    teams["parts"]["schedules"] = [schedule()]
    assert "choice_to_closed_team" not in keys(found(call("02 10:00", choice="1"), teams=teams))


def test_a_choice_of_advisors_who_are_not_on_the_schedule_reaches_nobody() -> None:
    """A choice rings only those of its advisors who are on the effective schedule."""
    two = {"schedules": [schedule(call_tree="main", advisors=["ana", "ben"])]}

    assert the("choice_to_nobody", found_in_settings(two | tree(k2={"advisors": ["cho"]}))).path == (
        *("teams", "service", "call_trees", "main", "options", "2"),
    )
    assert "choice_to_nobody" not in keys(found_in_settings(two | tree(k2={"advisors": ["cho", "ana"]})))


def test_a_tree_that_no_schedule_names_is_a_hint() -> None:
    """Nobody ever hears its options."""
    one = tree(k1={"advisors": ["ana"]})

    assert "tree_unused" in keys(found_in_settings(one))
    assert "tree_unused" not in keys(found_in_settings(WITH_TREE | one))


@pytest.mark.parametrize("target", [{"advisor": "cho"}, {"team": "parts"}])
def test_a_rule_whose_target_is_never_on_is_said(target: dict[str, str]) -> None:
    """An advisor on no schedule of the team, a team without any; the calls that it was meant for are counted."""
    teams = second_team(communication_team="service")
    teams["service"] |= {
        "schedules": [schedule(advisors=["ana", "ben"])],
        "routing_rules": [rule(target=target), rule(name="Dan", value="+15155550142")],
    }
    story = call("02 10:00"), call("02 11:00", "dan")
    finding = the("rule_target_off", found(*story, teams=teams))

    assert finding.path == ("teams", "service", "routing_rules", 0, "target")
    assert finding.consequence is not None
    assert finding.consequence.events == (1,)


@pytest.mark.parametrize(
    ("newer", "is_shadowed"),
    [
        (rule(name="New"), True),
        (rule(name="New", operator="starts_with", value="+1 515"), True),
        (rule(name="New", value="+15155550142"), False),
        (rule(name="New", criterion="account", value="+15155550199"), False),
    ],
)
def test_a_rule_that_a_newer_one_always_beats_is_said(newer: dict[str, Any], *, is_shadowed: bool) -> None:
    """Of several that match the newest wins (R-RUL-1)."""
    findings = found_in_settings({"routing_rules": [rule(), newer]})

    assert ("rule_shadowed" in keys(findings)) is is_shadowed


def test_a_rule_that_no_customer_matches_is_a_hint() -> None:
    """Its value is perhaps misspelt."""
    nobody = {"routing_rules": [rule(criterion="segment", value="fleet")]}

    assert "rule_matches_nobody" in keys(found_in_settings(nobody))
    assert "rule_matches_nobody" not in keys(found_in_settings({"routing_rules": [rule()]}))


def test_tickets_that_nobody_closes_are_said_under_ring_last_advisor() -> None:
    """Those that are open after four weeks; closing them is the remedy."""
    rla = {"ring_last_advisor": True}
    made = [created(f"02 {9 + number // 50:02}:{number % 50:02}") for number in range(12)]
    closed = [acts("03 10:00", "close", ticket=number + 1) for number in range(12)]
    last = call("31 10:00", picks_up=["ana"])
    finding = the("tickets_stay_open", found(*made, last, team=rla))

    assert finding.consequence is not None
    assert (finding.consequence.count, finding.consequence.whole) == (12, 12)
    assert "tickets_stay_open" not in keys(found(*made, *closed, last, team=rla))
    assert "tickets_stay_open" not in keys(found(*made, last))


def test_last_advisors_who_are_not_on_schedule_are_said() -> None:
    """Ring Last Advisor only rings who is on the effective schedule (R-RLA-2)."""
    rla = {"ring_last_advisor": True, "schedules": [schedule(advisors=["ana", "ben"])]}
    made = created("02 09:00")
    taken = acts("02 09:10", "take", ticket=1, by="cho")
    calls = [
        call(f"02 {10 + number // 4:02}:{number % 4 * 15:02}", hangs_up="ringing") for number in range(12)
    ]

    assert "last_advisor_never_on" in keys(found(made, taken, *calls, team=rla))
    by_ana = acts("02 09:10", "take", ticket=1, by="ana")
    assert "last_advisor_never_on" not in keys(found(made, by_ana, *calls, team=rla))
    assert "last_advisor_never_on" in keys(
        found_in_settings({"ring_last_advisor": True, "schedules": [schedule(advisors=[])]})
    )


def test_ring_last_advisor_off_in_the_team_that_has_the_tickets_is_a_hint() -> None:
    """It must be on for both (R-RLA-3)."""
    made = {
        "at": "2026-03-02 09:00",
        "ticket": {"from": "carla", "to": "parts", "channel": "web", "body": "x"},
    }
    taken = acts("02 09:10", "take", ticket=1)
    calls = [
        call(f"02 {10 + number // 4:02}:{number % 4 * 15:02}", hangs_up="ringing") for number in range(12)
    ]
    teams = second_team(communication_team="service", schedules=[schedule()], **replies())
    teams["service"]["ring_last_advisor"] = True

    assert (
        the("last_advisor_off_elsewhere", found(made, taken, *calls, teams=teams)).facts["others"]
        == "Prairie Parts"
    )
    teams["parts"]["ring_last_advisor"] = True
    assert "last_advisor_off_elsewhere" not in keys(found(made, taken, *calls, teams=teams))
