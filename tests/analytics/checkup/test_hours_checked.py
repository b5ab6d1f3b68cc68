"""Hours that look wrong: teams that never open, schedules that hide, miss or contradict each other."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from autoreply_sim.analytics.checkup import Severity, check_up
from autoreply_sim.analytics.checkup.words import day_and_time
from autoreply_sim.io.presets import file_of
from autoreply_sim.io.scenario_load import load
from tests.engine.telling import call, created, text

from .looking import CALM, found, found_in_settings, keys, replies, schedule, second_team, the

DAILY = {"repeats": "FREQ=DAILY"}


def test_nothing_looks_wrong_in_a_calm_team() -> None:
    """A team with hours, tickets and replies has nothing to be told, with a story or without."""
    assert found_in_settings() == ()
    assert found(call("02 10:00"), text("02 20:00"), created("02 20:00")) == ()


@pytest.mark.parametrize("off", [{"enabled": False}, {"draft": True}])
def test_a_team_whose_schedules_are_off_is_a_problem(off: dict[str, Any]) -> None:
    """With no active schedule nobody rings (R-CALL-1); the calls that it got are named."""
    finding = the("never_open", found(call("02 10:00"), team={"schedules": [schedule(**off)]}))

    assert finding.severity == Severity.PROBLEM
    assert finding.path == ("teams", "service", "schedules")
    assert finding.consequence is not None
    assert (finding.consequence.count, finding.consequence.events) == (1, (1,))
    assert "drafts or switched off" in finding.sentence[0]


def test_a_draft_beside_a_schedule_is_said_if_somebody_rings_on_no_other() -> None:
    """A draft of the same people is work in progress; one that leaves somebody without hours is a hint."""
    of_the_same = [schedule(), schedule("Summer", draft=True)]
    of_another = [schedule(advisors=["ana", "ben"]), schedule("Cho's", draft=True, advisors=["cho"])]

    assert "schedule_not_in_force" not in keys(found_in_settings({"schedules": of_the_same}))
    assert the("schedule_not_in_force", found_in_settings({"schedules": of_another})).path == (
        *("teams", "service", "schedules", 1, "enabled"),
    )


def test_a_sub_team_needs_a_communication_team_that_opens() -> None:
    """Its calls come in at that team's number, where nobody rings without a schedule."""
    teams = second_team(communication_team="service", schedules=[schedule()])
    closed = teams | {"service": teams["service"] | {"schedules": []}}

    assert "communication_team_never_open" not in keys(found_in_settings(teams=teams))
    assert the("communication_team_never_open", found_in_settings(teams=closed)).team == "parts"


def test_a_sub_team_without_hours_answers_as_if_it_were_always_closed() -> None:
    """After hours is judged by the ticket's team (R-MSG-25): a ticket made at noon gets the after-hours reply."""
    at_noon = {
        "at": "2026-03-02 12:00",
        "ticket": {"from": "carla", "to": "parts", "channel": "web", "body": "x"},
    }
    finding = the("sub_team_always_closed", found(at_noon, teams=second_team(communication_team="service")))

    assert finding.consequence is not None
    assert finding.consequence.count == 1
    with_hours = second_team(communication_team="service", schedules=[schedule()])
    assert "sub_team_always_closed" not in keys(found(at_noon, teams=with_hours))


def test_an_after_hours_reply_of_a_team_that_never_closes_is_said() -> None:
    """Only if somebody set it up: what is on by default is no news."""
    always = [schedule(**DAILY, **{"from": "00:00", "to": "00:00"})]
    findings = found_in_settings({"schedules": always})

    assert [one.facts["why"] for one in findings if one.key == "after_hours_never"] == [
        ("the team never closes", "l’équipe ne ferme jamais")
    ] * 2
    assert "after_hours_never" not in keys(found_in_settings({"schedules": [schedule(**DAILY)]}))


def test_a_policy_may_make_after_hours_impossible() -> None:
    """Nights on call are after hours, unless the policy counts only hours without any schedule (R-SCH-4)."""
    nights = schedule("Nights", business_hours=False, **DAILY, **{"from": "17:00", "to": "08:00"})
    around_the_clock = {"schedules": [schedule(**DAILY), nights]}
    policy = {"policies": {"after_hours": "no_active_schedule"}}

    assert "after_hours_never" not in keys(found_in_settings(around_the_clock))
    assert "after_hours_never" in keys(found_in_settings(around_the_clock, **policy))


def test_a_team_that_opens_no_more_promises_nothing() -> None:
    """Where no opening is in sight the text cannot say when: what is sent since then is counted."""
    ended = [schedule(repeats="FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR;UNTIL=20260306")]
    finding = the("opens_no_more", found(call("02 10:00"), call("12 10:00"), team={"schedules": ended}))

    assert finding.consequence is not None
    assert finding.consequence.events == (2,)
    assert "opens_no_more" not in keys(found(call("02 10:00"), call("12 10:00")))


def test_a_schedule_that_newer_ones_cover_is_named_with_them() -> None:
    """Of several active schedules the newest counts (R-SCH-3)."""
    covered = [schedule("Old"), schedule("New", **DAILY, **{"from": "07:00", "to": "18:00"})]
    finding = the("schedule_hidden", found_in_settings({"schedules": covered}))

    assert (finding.facts["schedule"], finding.facts["newer"]) == ("Old", "New")
    assert "schedule_hidden" not in keys(found_in_settings({"schedules": covered[::-1]}))


def test_a_schedule_that_is_over_is_not_hidden() -> None:
    """Last year's closing day hides nothing and is hidden by nothing."""
    over = {key: value for key, value in schedule("Closing day").items() if key != "repeats"}

    assert "schedule_hidden" not in keys(found(call("02 10:00"), team={"schedules": [over, schedule()]}))


def test_a_gap_of_minutes_is_a_warning_and_a_lunch_only_matters_if_people_call() -> None:
    """A quarter of an hour is seldom meant; a lunch is said as a hint where calls come in then."""
    morning = schedule("Morning", to="12:00")
    minutes = [morning, schedule("Afternoon", **{"from": "12:15"})]
    lunch = [morning, schedule("Afternoon", **{"from": "13:00"})]

    assert (
        the("gap_between_schedules", found_in_settings({"schedules": minutes})).severity == Severity.WARNING
    )
    assert "gap_between_schedules" not in keys(found(call("02 10:00"), team={"schedules": lunch}))
    at_lunch = the("gap_between_schedules", found(call("02 12:30"), team={"schedules": lunch}))
    assert at_lunch.severity == Severity.HINT
    assert at_lunch.consequence is not None
    assert at_lunch.consequence.events == (1,)


def test_schedules_that_meet_leave_no_gap_and_do_not_overlap() -> None:
    """One ends where the other begins."""
    halves = [schedule("Morning", to="12:00"), schedule("Afternoon", advisors=["ana"], **{"from": "12:00"})]

    assert found_in_settings({"schedules": halves}) == ()


def test_an_overlap_in_which_somebody_does_not_ring_is_said() -> None:
    """Two schedules do not add up; a season over another, or the same people on both, are no mistake."""
    early = schedule("Early", to="13:00", advisors=["ana"])
    late = schedule("Late", advisors=["ben", "cho"], **{"from": "12:00"})
    finding = the("schedules_overlap", found_in_settings({"schedules": [early, late]}))

    assert finding.facts["advisors"] == "Ana Ruiz"
    assert "12:00–13:00" in finding.sentence[0]
    same = [early, schedule("Late", advisors=["ana", "ben", "cho"], **{"from": "12:00"})]
    assert "schedules_overlap" not in keys(found_in_settings({"schedules": same}))
    within = [schedule(), schedule("Meeting", advisors=["ana"], **{"from": "10:00", "to": "11:00"})]
    assert "schedules_overlap" not in keys(found_in_settings({"schedules": within}))


def test_schedules_of_one_team_on_two_clocks_are_said() -> None:
    """Names of one clock are one clock: what counts is what it shows."""
    chicago = schedule("Morning", to="12:00", timezone="America/Chicago")
    other = schedule("Afternoon", timezone="America/New_York", **{"from": "13:00"})
    same = schedule("Afternoon", timezone="US/Central", **{"from": "12:00"})
    home = {"timezone": "America/Chicago"}

    assert (
        the("zones_mixed", found_in_settings({"schedules": [chicago, other]}, **home)).path[-1] == "timezone"
    )
    assert found_in_settings({"schedules": [chicago, same]}, **home) == ()


def test_a_clock_that_changes_on_other_days_is_a_hint() -> None:
    """Phoenix agrees with Denver in winter only."""
    phoenix = {"schedules": [schedule(timezone="America/Phoenix")]}
    finding = the("clock_changes_differ", found(call("02 16:00"), team=phoenix, timezone="America/Denver"))

    assert finding.facts["date"] == "2026-03-08"
    assert "clock_changes_differ" not in keys(
        found(call("02 16:00"), team=phoenix, timezone="America/Phoenix")
    )


def test_a_company_by_whose_clock_nobody_works_is_a_hint() -> None:
    """A branch elsewhere is none, as long as somebody goes by the company's clock."""
    tokyo = {"schedules": [schedule(timezone="Asia/Tokyo")]}
    branch = second_team(number="+15155550101", schedules=[schedule(timezone="Asia/Tokyo")])

    assert "zone_of_nobody" in keys(found_in_settings(tokyo, timezone="America/Chicago"))
    assert "zone_of_nobody" not in keys(found_in_settings(teams=branch, timezone="America/Chicago"))


def test_calm_settings_are_what_they_say() -> None:
    """The world of these tests differs from the defaults in nothing but tickets and after-hours replies."""
    assert set(CALM) == {"tickets_for_missed_calls", *replies()}


def test_a_ticket_reply_of_a_team_that_gets_only_calls_can_never_go_out() -> None:
    """Drawn traffic says by which channels customers come: those of the bank call, those of the shop use the web."""
    on = {"auto_replies": {"after_hours_ticket": {"enabled": True}}}
    bank = load(file_of(Path("call_centre_1999"))).but(teams={"bank": on})
    shop = load(file_of(Path("two_person_shop"))).but(teams={"shop": on})

    assert the("after_hours_never", check_up(bank)).path == (
        "teams",
        "bank",
        "auto_replies",
        "after_hours_ticket",
    )
    assert "after_hours_never" not in keys(check_up(shop))


def test_days_are_written_as_the_reader_writes_them() -> None:
    """In a sentence, no date of a computer."""
    noon = datetime(2026, 1, 3, 12, 0, tzinfo=UTC)

    assert day_and_time(noon, noon.replace(hour=18)) == (
        "Saturday, January 3, 2026, 12:00–18:00",
        "samedi 3 janvier 2026, 12:00–18:00",
    )
