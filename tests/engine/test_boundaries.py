"""Exact stories at the edges of the rules: the instant itself, and one millisecond to either side of it."""

from __future__ import annotations

from typing import Any

import pytest

from .telling import WEEKDAYS, acts, call, created, sent, tell, text

RLA: dict[str, Any] = {"ring_last_advisor": True}


def rang(told: Any, event: int) -> list[str]:
    """Whose telephone rang, in order."""
    return list(next(c for c in told.calls if c.event == event).rang)


@pytest.mark.parametrize(
    ("at", "after_hours"), [("02 08:00", False), ("02 16:59:59", False), ("02 17:00", True)]
)
def test_a_schedule_is_active_from_its_start_to_before_its_end(at: str, *, after_hours: bool) -> None:
    """R-SCH-2: start included, end excluded."""
    assert tell(call(at)).calls[0].after_hours is after_hours


@pytest.mark.parametrize(("at", "rla"), [("09 09:00", "applied"), ("09 09:00:01", "no_open_ticket")])
def test_the_window_of_ring_last_advisor_includes_its_last_instant(at: str, rla: str) -> None:
    """R-RLA-1: 168 elapsed hours, inclusive."""
    story = [text("02 09:00"), acts("02 09:01", "take", 1, by="ben"), call(at, picks_up=["ben"])]
    told = tell(*story, team=RLA)
    assert told.calls[0].rla == rla
    assert told.calls[0].ticket == (1 if rla == "applied" else 2)


@pytest.mark.parametrize(("at", "replies"), [("02 20:59:59", 1), ("02 21:00", 2)])
def test_the_quiet_period_is_over_exactly_when_it_has_passed(at: str, replies: int) -> None:
    """R-MSG-23: until that long after the last one that was sent."""
    quiet = {"auto_replies": {"after_hours_texts": {"enabled": True, "quiet_period": 60}}}
    assert len(tell(text("02 20:00"), text(at), team=quiet).replies) == replies


@pytest.mark.parametrize(("at", "reason"), [("03 09:00", None), ("03 09:00:01", "whatsapp_window_closed")])
def test_the_whatsapp_window_is_open_for_exactly_a_day(at: str, reason: str | None) -> None:
    """R-SUP-4: over 24 hours old."""
    told = tell(text("02 09:00", channel="whatsapp"), acts(at, "request_photo_video", 1))
    assert told.decisions[-1].reason == reason


def test_a_saved_template_lifts_the_whatsapp_window_for_its_reply_alone() -> None:
    """R-SUP-4."""
    approved = {"auto_replies": {"request_approval": {"whatsapp_template_approved": True}}}
    told = tell(
        text("02 09:00", channel="whatsapp"),
        acts("04 09:00", "request_approval", 1),
        acts("04 09:01", "request_photo_video", 1),
        team=approved,
    )
    assert [d.reason for d in told.decisions if d.event > 1] == [None, "whatsapp_window_closed"]


def test_an_advisor_is_free_again_at_the_instant_their_call_ends() -> None:
    """R-CALL-9: from pick-up, included, to the end, excluded."""
    first = call("02 09:00", picks_up=["ana"], talk="49s")  # 11 s to the pick-up, ends at 09:01:00
    assert rang(tell(first, call("02 09:00:54", "dan"), team={}), 2) == ["ben", "cho"]
    assert rang(tell(first, call("02 09:00:55", "dan"), team={}), 2) == ["ana", "ben", "cho"]


def test_who_answers_somebody_else_first_does_not_answer_twice() -> None:
    """R-CALL-9: of two calls that ring the same advisor, the one picked up first has them."""
    told = tell(
        call("02 09:00", picks_up=["ana"], talk="10m"),
        call("02 09:00:02", "dan", picks_up=["ana", "cho"]),
    )
    assert [c.answered_by for c in told.calls] == ["ana", "cho"]
    assert rang(told, 2) == ["ana", "ben", "cho"]


def test_a_caller_whose_only_hope_took_another_call_waits_to_the_end_of_the_step() -> None:
    """R-CALL-9: the step rings on, then voicemail."""
    told = tell(call("02 09:00", picks_up=["ana"], talk="10m"), call("02 09:00:02", "dan", picks_up=["ana"]))
    assert told.calls[1].outcome == "left_voicemail"
    assert told.calls[1].ended_ms - told.calls[1].started_ms == 63_000  # 5 s, 30 s of ringing, 8 s, 20 s


def test_that_caller_hangs_up_halfway_if_they_would() -> None:
    """R-CALL-11."""
    told = tell(
        call("02 09:00", picks_up=["ana"], talk="10m"),
        call("02 09:00:02", "dan", picks_up=["ana"], hangs_up="ringing"),
    )
    assert told.calls[1].outcome == "hung_up_ringing"
    assert told.calls[1].ended_ms - told.calls[1].started_ms == 20_000


def test_a_caller_who_would_give_up_waits_for_somebody_who_is_about_to_answer() -> None:
    """scenarios.md: the caller waits for those who would pick up, here after 6 s of 10."""
    ring = {"schedules": [WEEKDAYS | {"ring": {"strategy": "group", "ring_seconds": 10}}]}
    told = tell(call("02 09:00", picks_up=["ben"], hangs_up="ringing"), team=ring)
    assert told.calls[0].outcome == "answered"
    assert told.calls[0].answered_by == "ben"


def test_that_caller_rings_on_when_the_answer_comes_to_nothing() -> None:
    """R-CALL-11: taken away after halfway, the step rings to its end."""
    ring = {"schedules": [WEEKDAYS | {"ring": {"strategy": "group", "ring_seconds": 10}}]}
    told = tell(
        call("02 08:59:59", "anon", picks_up=["ben"], talk="10m"),  # answered at 09:00:10
        call("02 09:00", picks_up=["ben"], hangs_up="ringing"),  # rings from :05, halfway :10, would be :11
        team=ring,
    )
    assert told.calls[1].ended_ms - told.calls[1].started_ms == 10_000
    told = tell(
        call("02 08:59:59.500", "anon", picks_up=["ben"], talk="10m"),  # answered at 09:00:10.5
        call("02 09:00", picks_up=["ben"], hangs_up="ringing"),
        team=ring,
    )
    assert told.calls[1].outcome == "hung_up_ringing"
    assert told.calls[1].ended_ms - told.calls[1].started_ms == 15_000


def test_an_answer_that_comes_to_nothing_exactly_halfway_ends_the_waiting() -> None:
    """R-CALL-11: pick-up and halfway fall together, 6 s of 12; the answer is looked at first, then the patience."""
    ring = {"schedules": [WEEKDAYS | {"ring": {"strategy": "group", "ring_seconds": 12}}]}
    told = tell(
        call("02 08:59:59.500", "anon", picks_up=["ben"], talk="10m"),  # answered at 09:00:10.5
        call("02 09:00", picks_up=["ben"], hangs_up="ringing"),  # would be at 09:00:11
        team=ring,
    )
    assert told.calls[1].outcome == "hung_up_ringing"
    assert told.calls[1].ended_ms - told.calls[1].started_ms == 11_000


def test_a_hang_up_waits_for_the_last_step_that_rings() -> None:
    """scenarios.md: everybody who would ring has rung."""
    ring = {"schedules": [WEEKDAYS | {"ring": {"strategy": "sequential", "ring_seconds": 20}}]}
    told = tell(call("02 09:00", hangs_up="ringing"), team=ring)
    assert rang(told, 1) == ["ana", "ben", "cho"]
    assert told.calls[0].ended_ms - told.calls[0].started_ms == 55_000


def test_a_hang_up_does_not_wait_for_somebody_who_stays_on_another_call() -> None:
    """R-CALL-11: judged halfway, by who will be free when the step ends."""
    ring = {"schedules": [WEEKDAYS | {"ring": {"strategy": "sequential", "ring_seconds": 20}}]}
    told = tell(
        call("02 08:59", "anon", picks_up=["cho"], talk="10m"),
        call("02 09:01", hangs_up="ringing"),
        team=ring,
    )
    assert rang(told, 2) == ["ana", "ben"]
    assert told.calls[1].ended_ms - told.calls[1].started_ms == 35_000


def test_a_caller_hangs_up_when_the_expected_step_finds_nobody() -> None:
    """R-CALL-11: at the end of the step before."""
    turns = {"advisors": ["ana", "ben"], "ring": {"strategy": "sequential", "ring_seconds": 20}}
    ring = {"schedules": [WEEKDAYS | turns]}
    told = tell(
        call("02 09:00", hangs_up="ringing"),  # ana rings from :05 to :25, judged at :15; ben should follow
        call("02 08:59:50", "dan", picks_up=["ben"], talk="10m", to="service"),  # ben rings :15, answers :21
        team=ring,
    )
    assert told.calls[0].outcome == "hung_up_ringing"
    assert rang(told, 1) == ["ana"]
    assert told.calls[0].ended_ms - told.calls[0].started_ms == 25_000


def test_round_robin_goes_on_after_whoever_answered_last() -> None:
    """R-CALL-4."""
    ring = {"schedules": [WEEKDAYS | {"ring": {"strategy": "round_robin", "ring_seconds": 20}}]}
    told = tell(
        call("02 09:00", picks_up=["ana"]),
        call("02 10:00", picks_up=["ana", "ben", "cho"]),
        call("02 11:00"),
        team=ring,
    )
    assert told.calls[1].answered_by == "ben"
    assert rang(told, 3) == ["cho", "ana", "ben"]


def test_round_robin_starts_anew_when_who_answered_last_has_left_the_schedule() -> None:
    """R-CALL-12: answered last belongs to the schedule of that title and survives a save."""
    ring = WEEKDAYS | {"ring": {"strategy": "round_robin", "ring_seconds": 20}}
    save = {
        "at": "2026-03-02 09:30",
        "save": {"team": "service", "schedules": [ring | {"advisors": ["ben", "cho"]}]},
    }
    same = {"at": "2026-03-02 09:30", "save": {"team": "service", "schedules": [ring | {"to": "18:00"}]}}
    first, later = call("02 09:00", picks_up=["ana"]), call("02 10:00")
    assert rang(tell(first, save, later, team={"schedules": [ring]}), 3) == ["ben", "cho"]
    assert rang(tell(first, same, later, team={"schedules": [ring]}), 3) == ["ben", "cho", "ana"]


def test_round_robin_among_the_chosen_starts_with_the_next_on_the_schedule() -> None:
    """R-CALL-12: after Ana comes Ben, who is not among the chosen; then Cho, who is."""
    ring = WEEKDAYS | {"ring": {"strategy": "round_robin", "ring_seconds": 20}, "call_tree": "main"}
    team = {"schedules": [ring], "call_trees": {"main": {"options": {"1": {"advisors": ["ana", "cho"]}}}}}
    told = tell(call("02 09:00", picks_up=["ana"]), call("02 10:00", choice="1"), team=team)
    assert rang(told, 2) == ["cho", "ana"]


def test_a_choice_of_advisors_who_are_all_off_rings_nobody_under_round_robin() -> None:
    """R-CALL-6, R-CALL-12: there is no first of them to start with."""
    ring = {"strategy": "round_robin", "ring_seconds": 20}
    schedule = WEEKDAYS | {"advisors": ["ana", "cho"], "ring": ring, "call_tree": "main"}
    team = {"schedules": [schedule], "call_trees": {"main": {"options": {"1": {"advisors": ["ben"]}}}}}
    told = tell(call("02 09:00", picks_up=["ana"]), call("02 10:00", choice="1"), team=team)
    assert rang(told, 2) == []
    assert told.calls[1].outcome == "left_voicemail"


def test_of_two_tickets_closed_at_one_instant_the_later_event_was_last() -> None:
    """R-TKT-15, R-TKT-9."""
    told = tell(
        created("02 09:00"),
        created("02 09:01"),
        acts("02 10:00", "close", 2),
        acts("02 10:00", "close", 1),
        text("02 11:00"),
        policies={"text_after_close": "reopen"},
    )
    assert [ticket.status for ticket in told.tickets] == ["open", "closed"]


def test_a_reopened_ticket_stands_where_its_creation_belongs() -> None:
    """R-TKT-7: the most recently created open one counts, not the most recently reopened."""
    told = tell(
        text("02 09:00"),
        acts("02 09:10", "close", 1),
        text("02 09:20"),  # reopens ticket 1
        created("02 09:30"),
        acts("02 09:40", "close", 1),
        acts("02 09:50", "close", 2),
        text("02 10:00"),  # reopens ticket 2
        acts("02 10:10", "close", 2),
        text("02 10:20"),  # and again
        policies={"text_after_close": "reopen"},
    )
    assert [len(ticket.activity) for ticket in told.tickets] == [4, 5]


def test_an_older_ticket_that_is_reopened_stays_behind_a_newer_one() -> None:
    """R-TKT-7, R-TKT-9: the chain of open tickets goes by creation."""
    told = tell(
        created("02 09:00"),
        created("02 09:05"),
        acts("02 09:10", "close", 2),
        acts("02 09:20", "close", 1),
        text("02 09:30"),  # reopens ticket 1
        acts("02 09:31", "take", 1),
        created("02 09:40"),
        acts("02 09:50", "close", 1),
        text("02 10:00"),  # joins ticket 3
        acts("02 10:10", "close", 3),
        text("02 10:20"),  # reopens ticket 3, closed last
        policies={"text_after_close": "reopen"},
    )
    assert [ticket.status for ticket in told.tickets] == ["closed", "closed", "open"]
    assert [len(ticket.activity) for ticket in told.tickets] == [5, 2, 4]


def test_two_tickets_may_be_open_and_the_older_one_closed() -> None:
    """R-TKT-7: closing the older of two leaves the newer the one that counts."""
    told = tell(created("02 09:00"), created("02 09:01"), acts("02 09:02", "close", 1), text("02 09:03"))
    assert [len(ticket.activity) for ticket in told.tickets] == [2, 2]


def test_a_withheld_callers_ticket_is_never_joined_nor_reopened() -> None:
    """R-TKT-12: each such call is a customer of its own."""
    told = tell(
        call("02 09:00", "anon"),
        acts("02 09:10", "close", 1),
        call("02 10:00", "anon", hangs_up="ringing"),
        text("02 10:10", "anon"),
        team={"tickets_for_missed_calls": True},
        policies={"text_after_close": "reopen"},
    )
    assert [(t.title, t.status, t.customer) for t in told.tickets] == [
        ("Voicemail", "closed", "anon"),
        ("Missed Call", "open", "anon"),
        (None, "open", "anon"),
    ]


def test_calls_under_way_are_woven_into_the_time_of_others() -> None:
    """R-CALL-13: one loop; three calls whose moments interleave all end when they should."""
    told = tell(
        call("02 09:00:00", hangs_up="voicemail"),
        call("02 09:00:01", "dan", hangs_up="ringing"),
        call("02 09:00:02", "anon", hangs_up="greeting"),
        call("02 09:00:02", hangs_up="voicemail"),
    )
    assert [c.ended_ms - c.started_ms for c in told.calls] == [39_000, 20_000, 2_500, 39_000]
    assert sent(told) == [
        (2, "customer_hangs_up"),
        (1, "missed_customer_call"),
        (4, "missed_customer_call"),
    ]


def test_a_story_without_events_is_a_story() -> None:
    """Nothing happens, and nothing comes of it."""
    told = tell()
    assert (told.calls, told.tickets, told.replies, told.decisions) == ([], [], [], [])
