"""`autoreply-sim check`: runs scenarios and says, so that people see it at once, what is not as expected."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Call = Callable[..., Any]
Write = Callable[..., Path]

SENT = """\
    - {event: 1, reply: after_successful_call, customer: carla, channel: sms, ticket: 1}
    - {event: 3, reply: customer_sends_first_chat, channel: web, encoding: null}
    - {event: 5, reply: request_payment}
    - {event: 7, reply: share_voicehub, ticket: null}
    - {event: 10, reply: capture_advisor_rating, at: 2026-03-02 15:00}
"""
TICKETS = """\
    - {ticket: 1, status: closed, advisor: ana, activity: 4, closed_at: 2026-03-02T21:00Z}
    - {ticket: 2, team: parts, channel: web, title: A belt, number: "+15155550100"}
    - {title: Missed Call, advisor: null}
"""


@pytest.fixture
def check(call: Call, write: Write) -> Callable[[str], Any]:
    """Check the sound story with these expectations in the place of its own."""

    def checked(expect: str) -> Any:
        told = write().read_text(encoding="utf-8").split("expect:\n")[0]
        return call("check", write("story.yaml", f"{told}expect:\n{expect}"))

    return checked


def test_what_is_as_expected_is_ok(check: Callable[[str], Any]) -> None:
    """Items are matched on the fields they name; times are instants, activity is a count, null is a value."""
    said = check(
        f"  replies:\n{SENT}  tickets:\n{TICKETS}  calls: [{{event: 9, rang: [ana, ben]}}]\n  decisions: []\n"
    )

    assert said.code == 0, said.out
    assert said.out.splitlines()[0].startswith("ok   ")
    assert said.out.splitlines()[-1] == "1 ok, 0 differ"


def test_a_reply_that_differs_is_shown_field_by_field(check: Callable[[str], Any]) -> None:
    """What was expected stands beside what was found."""
    said = check(f"  replies:\n{SENT.replace('request_payment', 'request_approval')}")

    assert said.code == 1
    assert said.out.startswith("FAIL ")
    assert "reply 3\n         reply: expected request_approval, found request_payment\n" in said.out
    assert said.out.endswith("0 ok, 1 differs\n")


def test_a_missing_reply_says_why_it_was_not_sent(check: Callable[[str], Any]) -> None:
    """The decision that held it back is quoted."""
    said = check(f"  replies:\n{SENT}    - {{event: 9, reply: customer_hangs_up}}\n")

    assert "reply 6\n         expected, but not found: {event: 9, reply: customer_hangs_up}" in said.out
    assert "customer_hangs_up on event 9: Not sent:" in said.out
    assert "(R-SUP-1)" in said.out


def test_replies_are_exactly_these(check: Callable[[str], Any]) -> None:
    """One too many is a difference, and so are all of them where none is expected."""
    one = "    - {event: 5, reply: request_payment}\n"

    assert (
        "reply 3\n         found, but not expected: {event: 5, at: 2026-03-02T18:30:00Z, reply: request_payment"
        in check(f"  replies:\n{SENT.replace(one, '')}").out
    )
    assert check("  replies: []\n").out.count("found, but not expected") == 5


def test_tickets_are_exactly_these_by_number(check: Callable[[str], Any]) -> None:
    """Missing, superfluous and different tickets are told by their number."""
    first = "    - {ticket: 1, status: open, advisor: ana}\n    - {ticket: 4}\n"
    said = check(f"  tickets:\n{first}")

    assert "ticket 1\n         status: expected open, found closed\n" in said.out
    assert "ticket 2\n         found, but not expected: {ticket: 2, team: parts, customer: carla" in said.out
    assert "ticket 4\n         expected, but not found: {ticket: 4}\n" in said.out


def test_of_calls_and_decisions_these_are_expected_at_least(check: Callable[[str], Any]) -> None:
    """The nearest one is shown beside one that is not found."""
    call_item = "{event: 1, rang: [ben], after_hours: true}"
    decision = "{event: 1, reply: customer_hangs_up, reason: null}"
    said = check(f"  calls: [{call_item}]\n  decisions: [{decision}]\n")

    assert f"call {call_item}\n         rang: expected [ben], found [ana]" in said.out
    assert "after_hours: expected true, found false" in said.out
    assert f"decision {decision}\n         reason: expected null, found outcome_differs" in said.out


def test_a_call_that_is_none_has_no_nearest_one(check: Callable[[str], Any]) -> None:
    """Event 2 is a text."""
    said = check("  calls: [{event: 2, outcome: answered}]\n")

    assert "expected, but not found: {event: 2, outcome: answered}" in said.out


def test_a_decision_of_another_event_is_not_the_nearest_one(check: Callable[[str], Any]) -> None:
    """Event 2 is a text, which no reply to calls could concern."""
    item = "{event: 2, reply: after_hours_calls}"
    said = check(f"  decisions: [{item}]\n")

    assert f"decision {item}\n         expected, but not found: {item}" in said.out


def test_a_file_that_expects_nothing_is_ok_and_says_so(call: Call, write: Write) -> None:
    """It ran, and that is all that can be said."""
    text = write().read_text(encoding="utf-8").split("expect:\n")[0]
    said = call("check", write("quiet.yaml", text))

    assert said.code == 0
    assert "(expects nothing)" in said.out


def test_the_highest_exit_code_counts(call: Call, write: Write) -> None:
    """0 all hold, 1 something differs, 2 some input is wrong."""
    good = write("good.yaml")
    different = write(
        "different.yaml", good.read_text(encoding="utf-8").replace("verdict: sent", "verdict: not_sent")
    )
    bad = write("bad.yaml", "version: 1\n")

    assert call("check", good).code == 0
    assert call("check", good, different).code == 1
    said = call("check", good, bad, different)
    assert said.code == 2
    assert said.out.endswith("1 ok, 1 differs, 1 cannot be used\n")
