"""Hand-worked stories of the run itself: moved hang-ups, saves, errors of the input, order, times."""

from __future__ import annotations

import pytest

from .clock import to_duration, to_text
from .stories import TREE, column, sent, tell, why

HELLO = "text: {from: carla, to: service, channel: sms, body: hello}"
WEB = "ticket: {from: carla, to: service, channel: web, title: Belt, body: Torn}"


@pytest.mark.parametrize(
    ("when", "phase", "outcome", "notes"),
    [
        ("Mon 09:00", "menu", "hung_up_ringing", [(1, "menu", "ringing")]),
        ("Sat 09:00", "menu", "hung_up_voicemail", [(1, "menu", "voicemail")]),
        ("Sat 09:00", "ringing", "hung_up_voicemail", [(1, "ringing", "voicemail")]),
        ("Mon 09:00", "voicemail", "hung_up_voicemail", []),
    ],
)
def test_a_hang_up_moves_to_the_nearest_later_phase(
    when: str, phase: str, outcome: str, notes: list[tuple[int, str, str]]
) -> None:
    """Scenarios.md: no tree, so not in the menu; nobody rings on Saturday; a note says so."""
    story = tell(f"{when}, call: {{from: carla, to: service, hangs_up: {phase}}}")
    assert column(story, "calls", "outcome") == [outcome]
    assert story["notes"] == notes


def test_a_hang_up_that_did_not_happen_makes_no_note() -> None:
    """Scenarios.md: the call was answered first."""
    story = tell("Mon 09:00, call: {from: carla, to: service, hangs_up: menu, picks_up: [ana]}")
    assert column(story, "calls", "outcome") == ["answered"]
    assert story["notes"] == []


def test_lengths_may_be_set() -> None:
    """Scenarios.md, `timing`: 0 + 7 / 2 s."""
    story = tell(
        "Sat 09:00, call: {from: carla, to: service, hangs_up: voicemail}",
        timing="{greeting: 0s, voicemail_prompt: 7s}",
    )
    assert column(story, "calls", "ended_at") == ["2026-03-07T09:00:03.500Z"]


def test_a_save_changes_only_what_it_names() -> None:
    """Scenarios.md: key by key; the quiet period stays although the save names only the toggle (R-MSG-27)."""
    story = tell(
        f"Sat 09:00, {HELLO}",
        "Sat 09:10, save: {team: service, auto_replies: {after_hours_texts: {enabled: true}}}",
        f"Sat 09:20, {HELLO}",
        f"Sat 09:30, {HELLO}",
        service="""
        auto_replies:
          after_hours_texts: {quiet_period: 60}
          customer_sends_first_chat: {enabled: false}""",
    )
    assert sent(story) == [(3, "after_hours_texts")]
    assert why(story, 4, "after_hours_texts") == ("quiet_period", "R-SUP-6")
    assert why(story, 1, "customer_sends_first_chat") == ("disabled", "R-MSG-24")


def test_a_saved_list_is_replaced_whole() -> None:
    """Scenarios.md: with no schedule left nobody rings."""
    story = tell(
        "Mon 08:50, save: {team: service, schedules: []}",
        "Mon 09:00, call: {from: carla, to: service, picks_up: [ana]}",
    )
    assert column(story, "calls", "rla") == ["no_active_schedule"]


@pytest.mark.parametrize(
    ("event", "code"),
    [
        ("advisor: {by: ana, action: take, ticket: 9}", "unknown_ticket"),
        ("advisor: {by: ana, action: take, ticket: 2}", "closed_ticket"),
        ("advisor: {by: ana, action: share_voicehub, ticket: 2}", "closed_ticket"),
        ("advisor: {by: ana, action: merge, ticket: 1, into: 2}", "closed_ticket"),
        ("advisor: {by: ana, action: merge, ticket: 1, into: 1}", "merge_into_itself"),
        ("message: {from: carla, ticket: 2, body: more}", "closed_ticket"),
        ("message: {from: carla, ticket: 1, body: more}", "not_a_web_ticket"),
        ("message: {from: lena, ticket: 3, body: more}", "not_your_ticket"),
        ("respond: {from: lena, ticket: 3, approves: true}", "not_your_ticket"),
        ("respond: {from: lena, ticket: 4, approves: true}", "unknown_ticket"),
    ],
)
def test_an_event_that_names_a_wrong_ticket_is_an_error_and_does_nothing(event: str, code: str) -> None:
    """R-TKT-10, R-TKT-16."""
    story = tell(
        f"Mon 08:00, {HELLO}",
        f"Mon 08:10, {WEB}",
        f"Mon 08:20, {WEB}",
        "Mon 08:30, advisor: {by: ana, action: close, ticket: 2}",
        f"Mon 09:00, {event}",
    )
    assert story["errors"] == [(5, code)]
    assert [len(activity) for activity in column(story, "tickets", "activity")] == [1, 2, 1]


def test_a_customer_may_write_on_the_ticket_into_which_theirs_was_merged() -> None:
    """R-TKT-16; and answer a request on a closed ticket of their own."""
    story = tell(
        f"Mon 08:00, {WEB}",
        "Mon 08:10, ticket: {from: lena, to: service, channel: web, title: Oil, body: Low}",
        "Mon 08:20, advisor: {by: ana, action: merge, ticket: 1, into: 2}",
        "Mon 09:00, message: {from: carla, ticket: 2, body: more}",
        "Mon 09:10, respond: {from: carla, ticket: 1, resolved: true}",
    )
    assert story["errors"] == []
    assert [len(activity) for activity in column(story, "tickets", "activity")] == [0, 3]


def test_tickets_are_numbered_as_they_are_created() -> None:
    """R-TKT-11: the call of event 1 makes its ticket when it ends, after that of event 2."""
    story = tell("Mon 09:00, call: {from: carla, to: service, picks_up: [ana]}", f"Mon 09:01, {WEB}")
    assert column(story, "tickets", "channel") == ["web", "call"]
    assert column(story, "replies", "event") == [2, 1]
    assert column(story, "decisions", "event") == [1] * 5 + [2] * 3


def test_an_advisor_who_is_busy_in_one_team_is_busy_in_all() -> None:
    """R-CALL-4: Cho talks for Service, so nobody rings at Sales."""
    story = tell(
        "Mon 09:00, call: {from: carla, to: service, choice: '1', picks_up: [cho]}",
        "Mon 09:01, call: {from: lena, to: sales, hangs_up: ringing}",
        service=TREE,
    )
    assert column(story, "calls", "rang") == [["cho"], []]
    assert story["notes"] == [(2, "ringing", "voicemail")]


def test_times_and_lengths_are_read_and_written() -> None:
    """Scenarios.md: a fraction only when there is one."""
    assert [to_text(instant) for instant in (0, 2_500)] == [
        "1970-01-01T00:00:00Z",
        "1970-01-01T00:00:02.500Z",
    ]
    assert [to_duration(text) for text in ("5s", "3m", "1h30m", "2.5s")] == [5_000, 180_000, 5_400_000, 2_500]
