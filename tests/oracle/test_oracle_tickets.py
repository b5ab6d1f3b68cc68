"""Hand-worked stories of tickets (section 4 of the rulebook)."""

from __future__ import annotations

from typing import Any

import pytest

from .stories import RLA, TAKEN_BY_BEN, column, tell

HELLO = "text: {from: carla, to: service, channel: sms, body: hello}"
MISSED = "call: {from: carla, to: service, hangs_up: ringing}"
KEEP = "tickets_for_missed_calls: true"


def kinds(story: dict[str, Any], number: int) -> list[str]:
    """The kinds of a ticket's activity."""
    return [item["kind"] for item in story["tickets"][number - 1]["activity"]]


def test_a_call_answered_by_the_rla_advisor_is_logged_on_that_ticket() -> None:
    """R-TKT-1, R-TKT-11: the message, the taking and the call are its items."""
    story = tell(*TAKEN_BY_BEN, "Mon 09:00, call: {from: carla, to: service, picks_up: [ben]}", service=RLA)
    assert len(story["tickets"]) == 1
    assert kinds(story, 1) == ["message", "take", "call"]
    assert story["tickets"][0]["activity"][-1]["at"] == "2026-03-02T09:03:11Z"  # logged when the call ends


def test_a_call_answered_by_anyone_else_makes_a_new_ticket() -> None:
    """R-TKT-2: assigned to who answered."""
    story = tell(*TAKEN_BY_BEN, "Mon 09:00, call: {from: carla, to: service, picks_up: [ana]}", service=RLA)
    assert column(story, "tickets", "advisor") == ["ben", "ana"]
    assert story["tickets"][1]["channel"] == "call"
    assert story["tickets"][1]["title"] is None


def test_a_call_whose_ticket_is_closed_meanwhile_makes_a_new_one() -> None:
    """R-TKT-13."""
    story = tell(
        *TAKEN_BY_BEN,
        "Mon 09:00, call: {from: carla, to: service, picks_up: [ben]}",
        "Mon 09:02, advisor: {by: ana, action: close, ticket: 1}",
        service=RLA,
    )
    assert column(story, "tickets", "status") == ["closed", "open"]
    assert column(story, "calls", "ticket") == [2]


def test_a_call_whose_ticket_is_merged_away_is_logged_on_the_one_that_stays() -> None:
    """R-TKT-13, R-TKT-10: even another customer's; the merged one keeps no item."""
    story = tell(
        *TAKEN_BY_BEN,
        "Mon 08:50, text: {from: lena, to: service, channel: sms, body: hello}",
        "Mon 09:00, call: {from: carla, to: service, picks_up: [ben]}",
        "Mon 09:02, advisor: {by: ana, action: merge, ticket: 1, into: 2}",
        service=RLA,
    )
    assert column(story, "calls", "ticket") == [2]
    assert kinds(story, 1) == []
    assert kinds(story, 2) == ["message", "take", "message", "call"]
    assert story["tickets"][0]["merged_into"] == 2
    assert "capture_advisor_rating" not in column(story, "decisions", "reply")  # no rating (R-TKT-10)


def test_a_voicemail_makes_a_ticket_even_if_another_is_open() -> None:
    """R-TKT-3: unassigned, titled, whatever the options."""
    story = tell(f"Mon 08:30, {HELLO}", "Mon 09:00, call: {from: carla, to: service}")
    assert column(story, "tickets", "title") == [None, "Voicemail"]
    assert column(story, "tickets", "advisor") == [None, None]
    assert story["tickets"][1]["created_at"] == "2026-03-02T09:01:03Z"  # when the call ends (R-TKT-11)


def test_a_missed_call_joins_the_open_ticket() -> None:
    """R-TKT-4: nothing is created, the option for missed calls notwithstanding; any age with RLA off."""
    story = tell(f"2026-01-05 09:00, {HELLO}", f"Mon 09:00, {MISSED}", service=KEEP)
    assert len(story["tickets"]) == 1
    assert kinds(story, 1) == ["message", "missed_call"]


@pytest.mark.parametrize(("at", "tickets"), [("08:30", 1), ("08:30:01", 2)])
def test_with_rla_on_a_missed_call_joins_no_ticket_past_the_window(at: str, tickets: int) -> None:
    """R-TKT-4, R-TKT-14: age when the call came in; an unassigned ticket counts."""
    story = tell(f"Mon 08:30, {HELLO}", f"Next Mon {at}, {MISSED}", service=f"{RLA}\n{KEEP}")
    assert len(story["tickets"]) == tickets


@pytest.mark.parametrize(("switches", "tickets"), [(KEEP, 2), ("{}", 1), (f"{RLA}\n{KEEP}", 1)])
def test_under_separate_ticket_a_missed_call_never_joins_while_rla_is_off(
    switches: str, tickets: int
) -> None:
    """R-TKT-4, policy missed_call_without_rla."""
    story = tell(
        f"Mon 08:30, {HELLO}",
        f"Mon 09:00, {MISSED}",
        service=switches,
        policies="missed_call_without_rla: separate_ticket",
    )
    assert len(story["tickets"]) == tickets


@pytest.mark.parametrize(("option", "titles"), [("true", ["Missed Call"]), ("false", [])])
def test_a_missed_call_makes_a_ticket_if_the_option_is_on_when_it_ends(
    option: str, titles: list[str]
) -> None:
    """R-TKT-5, R-TKT-14: the option saved while the phone rings decides."""
    story = tell(
        f"Mon 09:00, {MISSED}", f"Mon 09:00:10, save: {{team: service, tickets_for_missed_calls: {option}}}"
    )
    assert column(story, "tickets", "title") == titles


def test_a_text_joins_the_most_recent_open_ticket_on_that_number() -> None:
    """R-TKT-7: the ticket of sub-team Parts has the number of Service; the one with Sales has another."""
    story = tell(
        f"Mon 08:30, {HELLO}",
        "Mon 08:40, ticket: {from: carla, to: parts, channel: web, title: Belt, body: Torn}",
        "Mon 08:50, ticket: {from: carla, to: sales, channel: web, title: Price, body: How much}",
        f"Mon 09:00, {HELLO}",
    )
    assert [len(activity) for activity in column(story, "tickets", "activity")] == [1, 2, 1]
    assert column(story, "tickets", "number") == ["+15155550100", "+15155550100", "+15155550200"]


def test_a_created_ticket_is_always_a_new_one() -> None:
    """R-TKT-8; a later message joins the one that it names."""
    web = "ticket: {from: carla, to: service, channel: web, title: Belt, body: Torn}"
    story = tell(
        f"Mon 08:30, {web}", f"Mon 08:40, {web}", "Mon 09:00, message: {from: carla, ticket: 1, body: more}"
    )
    assert [len(activity) for activity in column(story, "tickets", "activity")] == [2, 1]
    assert column(story, "tickets", "title") == ["Belt", "Belt"]


@pytest.mark.parametrize(("policy", "statuses"), [("new_ticket", ["closed", "open"]), ("reopen", ["open"])])
def test_a_text_after_the_close(policy: str, statuses: list[str]) -> None:
    """R-TKT-9: a reopened ticket keeps its advisor."""
    story = tell(
        *TAKEN_BY_BEN,
        "Mon 08:50, advisor: {by: ben, action: close, ticket: 1}",
        f"Mon 09:00, {HELLO}",
        policies=f"text_after_close: {policy}",
    )
    assert column(story, "tickets", "status") == statuses
    assert story["tickets"][0]["advisor"] == "ben"


def test_of_two_closed_at_once_the_later_event_closed_most_recently() -> None:
    """R-TKT-15, R-TKT-9: and never a merged one."""
    web = "ticket: {from: carla, to: service, channel: web, title: Belt, body: Torn}"
    story = tell(
        *[f"Mon 08:3{minute}, {web}" for minute in range(3)],
        f"Mon 08:35, {web.replace('carla', 'lena')}",
        "Mon 08:40, advisor: {by: ana, action: close, ticket: 2}",
        "Mon 08:40, advisor: {by: ana, action: close, ticket: 1}",
        "Mon 08:50, advisor: {by: ana, action: merge, ticket: 3, into: 4}",
        f"Mon 09:00, {HELLO}",
        policies="text_after_close: reopen",
    )
    assert column(story, "tickets", "status") == ["open", "closed", "closed", "open"]
    assert column(story, "tickets", "closed_at")[0] is None


def test_reassigning_to_a_team_leaves_the_ticket_unassigned_there() -> None:
    """R-TKT-10: the number stays; to an advisor the team stays."""
    story = tell(*TAKEN_BY_BEN, "Mon 09:00, advisor: {by: ben, action: reassign, ticket: 1, to_team: sales}")
    [ticket] = story["tickets"]
    assert (ticket["team"], ticket["advisor"], ticket["number"]) == ("sales", None, "+15155550100")
    story = tell(*TAKEN_BY_BEN, "Mon 09:00, advisor: {by: ben, action: reassign, ticket: 1, to_advisor: cho}")
    assert (story["tickets"][0]["team"], story["tickets"][0]["advisor"]) == ("service", "cho")


def test_a_request_that_is_not_sent_is_not_logged() -> None:
    """R-TKT-11: Lena's landline takes no SMS; `take` is always logged."""
    story = tell(
        "Mon 08:30, text: {from: lena, to: service, channel: sms, body: hello}",
        "Mon 08:40, advisor: {by: ben, action: request_approval, ticket: 1}",
        "Mon 08:50, advisor: {by: ben, action: take, ticket: 1}",
    )
    assert kinds(story, 1) == ["message", "take"]


def test_a_caller_without_a_number_is_a_customer_of_its_own_per_call() -> None:
    """R-TKT-12: nothing joins the ticket of such a call; texts of the entry share one customer."""
    text = "text: {from: anon, to: service, channel: sms, body: hello}"
    story = tell(
        "Mon 08:30, call: {from: anon, to: service, picks_up: [ana]}",
        "Mon 09:00, call: {from: anon, to: service, hangs_up: ringing}",
        f"Mon 10:00, {text}",
        f"Mon 11:00, {text}",
        "Mon 12:00, call: {from: anon, to: service, hangs_up: ringing}",
        service=KEEP,
    )
    assert column(story, "tickets", "customer") == ["anon"] * 4
    assert column(story, "tickets", "title") == [None, "Missed Call", None, "Missed Call"]
    assert kinds(story, 3) == ["message", "message"]
