"""Events that name a ticket which they cannot: reported, all of them, and they do nothing."""

from __future__ import annotations

import pytest

from autoreply_sim.codes import Fault

from .telling import acts, call, created, faults, message, responds, sent, tell, text


def test_a_ticket_that_was_not_made_yet_is_unknown() -> None:
    """Naming a ticket that is unknown is an error of the input (R-TKT-10)."""
    told = tell(acts("02 09:00", "take", 1), text("02 10:00"))
    assert faults(told) == [(1, Fault.UNKNOWN_TICKET)]
    assert told.tickets[0].advisor is None


@pytest.mark.parametrize(
    "action", ["take", "close", "request_photo_video", "share_voicehub", "ask_issue_resolved"]
)
def test_nobody_acts_on_a_closed_ticket(action: str) -> None:
    """R-TKT-10; nothing is logged and nothing decided."""
    told = tell(text("02 09:00"), acts("02 10:00", "close", 1), acts("02 11:00", action, 1))
    assert faults(told) == [(3, Fault.CLOSED_TICKET)]
    assert [item.kind for item in told.tickets[0].activity] == ["message", "close"]
    assert [d for d in told.decisions if d.event == 3] == []


def test_a_ticket_is_merged_into_another_open_one_only() -> None:
    """R-TKT-10: any two different open tickets."""
    told = tell(
        created("02 09:00"),
        created("02 09:10"),
        acts("02 10:00", "merge", 1, into=1),
        acts("02 10:01", "close", 2),
        acts("02 10:02", "merge", 1, into=2),
        acts("02 10:03", "merge", 2, into=1),
    )
    assert faults(told) == [(3, Fault.MERGE_INTO_ITSELF), (5, Fault.CLOSED_INTO), (6, Fault.CLOSED_TICKET)]
    assert [ticket.merged_into for ticket in told.tickets] == [None, None]


def test_a_ticket_is_not_merged_into_one_that_is_made_later() -> None:
    """R-TKT-10: the one that stays must be there."""
    told = tell(created("02 09:00"), acts("02 09:10", "merge", 1, into=2), created("02 09:20"))
    assert faults(told) == [(2, Fault.UNKNOWN_INTO)]


def test_later_messages_belong_to_web_and_app_tickets() -> None:
    """R-TKT-16."""
    told = tell(text("02 09:00"), message("02 10:00", 1))
    assert faults(told) == [(2, Fault.NOT_A_WEB_TICKET)]


@pytest.mark.parametrize("channel", ["web", "app"])
def test_a_later_message_is_the_customers_own(channel: str) -> None:
    """R-TKT-16."""
    told = tell(created("02 09:00", channel=channel), message("02 10:00", 1), message("02 11:00", 1, "dan"))
    assert faults(told) == [(3, Fault.NOT_YOUR_TICKET)]
    assert len(told.tickets[0].activity) == 2


def test_a_customer_may_write_on_the_ticket_theirs_was_merged_into() -> None:
    """R-TKT-16; and on no other of that customer's."""
    told = tell(
        created("02 09:00"),
        created("02 09:10", "dan"),
        acts("02 10:00", "merge", 2, into=1),
        message("02 11:00", 1, "dan"),
        responds("02 11:10", 1, "dan"),
        message("02 11:20", 2, "dan"),
    )
    assert faults(told) == [(6, Fault.CLOSED_TICKET)]
    assert [item.event for item in told.tickets[0].activity] == [1, 2, 4]


def test_a_customer_with_a_ticket_of_their_own_does_not_write_on_anothers() -> None:
    """R-TKT-16."""
    told = tell(created("02 09:00"), created("02 09:01", "dan"), message("02 10:00", 1, "dan"))
    assert faults(told) == [(3, Fault.NOT_YOUR_TICKET)]


def test_merging_twice_makes_both_that_stayed_theirs() -> None:
    """R-TKT-16: into which one of theirs was merged, however far."""
    told = tell(
        created("02 09:00"),
        created("02 09:01", "dan"),
        created("02 09:02", "dan"),
        acts("02 10:00", "merge", 1, into=2),
        acts("02 10:01", "merge", 2, into=3),
        responds("02 11:00", 2),
        message("02 11:01", 3),
    )
    assert faults(told) == []
    assert [item.event for item in told.tickets[2].activity] == [1, 2, 3, 7]


def test_an_answer_may_name_a_closed_ticket_but_no_unknown_or_foreign_one() -> None:
    """R-TKT-11, R-TKT-16."""
    told = tell(
        text("02 09:00"),
        acts("02 09:30", "close", 1),
        responds("02 10:00", 1),
        responds("02 10:10", 1, "dan"),
        responds("02 10:20", 2),
        text("02 11:00", "dan"),
    )
    assert faults(told) == [(4, Fault.NOT_YOUR_TICKET), (5, Fault.UNKNOWN_TICKET)]
    assert len(told.tickets[0].activity) == 2


def test_the_run_goes_on_after_a_fault() -> None:
    """All errors of a file are reported together."""
    told = tell(message("02 08:59", 1), call("02 09:00", hangs_up="ringing"), acts("02 09:30", "close", 1))
    assert [number for number, _ in faults(told)] == [1, 3]
    assert sent(told) == [(2, "customer_hangs_up")]
