"""Hand-worked stories of the fourteen replies and of what suppresses them (section 5 of the rulebook)."""

from __future__ import annotations

import pytest

from .stories import TAKEN_BY_BEN, TREE, column, sent, tell, why

ON = "auto_replies: {after_hours_texts: {enabled: true}, after_hours_ticket: {enabled: true}}"
HELLO = "text: {from: carla, to: service, channel: sms, body: hello}"
WHATSAPP = "text: {from: carla, to: service, channel: whatsapp, body: hello}"
WEB = "ticket: {from: carla, to: service, channel: web, title: Belt, body: Torn}"


@pytest.mark.parametrize(
    ("caller_does", "reply"),
    [
        ("hangs_up: greeting", None),
        ("hangs_up: menu", "missed_customer_call"),
        ("hangs_up: ringing", "customer_hangs_up"),
        ("hangs_up: voicemail", "missed_customer_call"),
        ("leaves_voicemail: true", "customer_leaves_voicemail"),
        ("picks_up: [ana]", "after_successful_call"),
    ],
)
def test_how_a_call_ends_decides_its_reply(caller_does: str, reply: str | None) -> None:
    """R-MSG-1, -2, -3, -10, -21: within business hours."""
    story = tell(f"Mon 09:00, call: {{from: carla, to: service, {caller_does}}}", service=TREE)
    assert sent(story) == ([] if reply is None else [(1, reply)])
    assert why(story, 1, "after_hours_calls")[0] in ("within_business_hours", "outcome_differs")


def test_a_call_hung_up_in_the_greeting_says_so() -> None:
    """R-MSG-21; the voicemail reply differs by its own rule."""
    story = tell("Mon 09:00, call: {from: carla, to: service, hangs_up: greeting}")
    assert why(story, 1, "customer_hangs_up") == ("outcome_differs", "R-MSG-21")
    assert why(story, 1, "missed_customer_call") == ("outcome_differs", "R-MSG-21")
    assert why(story, 1, "customer_leaves_voicemail") == ("outcome_differs", "R-MSG-2")
    assert why(story, 1, "after_hours_calls") == ("within_business_hours", "R-SCH-4")


@pytest.mark.parametrize(
    "caller_does", ["leaves_voicemail: true", "hangs_up: voicemail", "hangs_up: greeting"]
)
def test_an_unanswered_call_after_hours_gets_the_after_hours_reply_alone(caller_does: str) -> None:
    """R-MSG-9, R-MSG-20, R-MSG-21."""
    story = tell(f"Sat 09:00, call: {{from: carla, to: service, {caller_does}}}")
    assert sent(story) == [(1, "after_hours_calls")]


def test_what_after_hours_supersedes() -> None:
    """R-MSG-20: what the end of the call asks for is superseded, or sent if the other is off, or both go."""
    call = "Sat 09:00, call: {from: carla, to: service}"
    assert why(tell(call), 1, "customer_leaves_voicemail") == ("superseded", "R-MSG-20")
    off = tell(call, service="auto_replies: {after_hours_calls: {enabled: false}}")
    assert sent(off) == [(1, "customer_leaves_voicemail")]
    assert why(off, 1, "after_hours_calls") == ("disabled", "R-MSG-24")
    both = tell(call, policies="call_replies: all_matches")
    assert sent(both) == [(1, "after_hours_calls"), (1, "customer_leaves_voicemail")]


@pytest.mark.parametrize(
    ("policy", "replies", "reason"),
    [
        ("no_reply", ["after_successful_call"], "outcome_differs"),
        ("reply", ["after_hours_calls"], None),
    ],
)
def test_an_answered_call_after_hours(policy: str, replies: list[str], reason: str | None) -> None:
    """R-MSG-9, policy after_hours_answered; the schedule is an after-hours one."""
    night = """
    schedules:
      - {title: N, first: 2026-03-07, from: 08:00, to: 17:00, business_hours: false, advisors: [ana]}"""
    story = tell(
        "Sat 09:00, call: {from: carla, to: service, picks_up: [ana]}",
        service=night,
        policies=f"after_hours_answered: {policy}",
    )
    assert [reply for _, reply in sent(story)] == replies
    assert why(story, 1, "after_hours_calls")[0] == reason


def test_a_suppressed_reply_is_not_replaced() -> None:
    """R-MSG-20, R-SUP-2: the first enabled match is settled before suppression."""
    story = tell("Sat 09:00, call: {from: lena, to: service}")
    assert sent(story) == []
    assert why(story, 1, "after_hours_calls") == ("landline", "R-SUP-2")
    assert why(story, 1, "customer_leaves_voicemail") == ("superseded", "R-MSG-20")


def test_the_settings_are_those_of_the_team_that_holds_the_call_at_its_end() -> None:
    """R-MSG-25, R-MSG-27: Sales switches its reply off while its phone rings."""
    story = tell(
        "Mon 09:00, call: {from: carla, to: service, choice: '1', hangs_up: ringing}",
        "Mon 09:00:29, save: {team: sales, auto_replies: {customer_hangs_up: {enabled: false}}}",
        service=TREE,
    )
    assert why(story, 1, "customer_hangs_up") == ("disabled", "R-MSG-24")
    assert story["calls"][0]["ended_at"] == "2026-03-02T09:00:30Z"


def test_equal_instants_follow_the_order_of_the_file() -> None:
    """R-CALL-13: the call ends at 09:00:20; a save of that instant acts on it only if it stands before it."""
    call = "Mon 09:00, call: {from: carla, to: service, hangs_up: ringing}"
    save = "Mon 09:00:20, save: {team: service, auto_replies: {customer_hangs_up: {enabled: false}}}"
    assert sent(tell(call, save)) == [(1, "customer_hangs_up")]
    assert sent(tell(save, call)) == []


@pytest.mark.parametrize(("event", "channel"), [(HELLO, "sms"), (WHATSAPP, "whatsapp"), (WEB, "web")])
def test_the_first_message_is_greeted_on_its_channel(event: str, channel: str) -> None:
    """R-MSG-6, R-MSG-26: after hours too while the after-hours replies are off (R-MSG-24)."""
    story = tell(f"Sat 09:00, {event}")
    assert sent(story) == [(1, "customer_sends_first_chat")]
    assert column(story, "replies", "channel") == [channel]


def test_a_first_message_after_hours_gets_the_after_hours_reply_of_its_channel() -> None:
    """R-MSG-22, R-MSG-13, R-MSG-14."""
    story = tell(f"Sat 09:00, {HELLO}", f"Sat 10:00, {WEB}", service=ON)
    assert sent(story) == [(1, "after_hours_texts"), (2, "after_hours_ticket")]
    assert why(story, 1, "customer_sends_first_chat") == ("superseded", "R-MSG-22")
    assert why(story, 1, "after_hours_ticket") == ("wrong_channel", "R-MSG-14")
    assert why(story, 2, "after_hours_texts") == ("wrong_channel", "R-MSG-13")


def test_later_messages_after_hours() -> None:
    """R-MSG-13: every text; R-MSG-14: on creation only."""
    story = tell(
        f"Sat 09:00, {HELLO}",
        f"Sat 10:00, {HELLO}",
        f"Sat 11:00, {WEB}",
        "Sat 12:00, message: {from: carla, ticket: 2, body: more}",
        "Next Mon 12:00, message: {from: carla, ticket: 2, body: more}",
        service=ON,
    )
    assert sent(story) == [(1, "after_hours_texts"), (2, "after_hours_texts"), (3, "after_hours_ticket")]
    assert why(story, 2, "customer_sends_first_chat") == ("not_first_message", "R-MSG-6")
    assert why(story, 4, "after_hours_ticket") == ("not_first_message", "R-MSG-14")
    assert why(story, 5, "after_hours_ticket") == ("within_business_hours", "R-SCH-4")


def test_the_quiet_period_silences_until_it_is_over() -> None:
    """R-MSG-23, R-SUP-6: exactly 60 minutes after the last that was sent; a silenced one starts nothing."""
    quiet = ON.replace("texts: {", "texts: {quiet_period: 60, ")
    times = ["09:00", "09:30", "09:59:59", "10:00"]
    story = tell(*[f"Sat {at}, {HELLO}" for at in times], service=quiet)
    assert sent(story) == [(1, "after_hours_texts"), (4, "after_hours_texts")]
    assert why(story, 2, "after_hours_texts") == ("quiet_period", "R-SUP-6")


def test_a_silenced_after_hours_reply_is_not_replaced() -> None:
    """R-MSG-23: the first message rule is decided before it."""
    quiet = ON.replace("texts: {", "texts: {quiet_period: 60, ")
    story = tell(
        f"Sat 09:00, {HELLO}",
        "Sat 09:10, advisor: {by: ana, action: close, ticket: 1}",
        f"Sat 09:20, {HELLO}",
        service=quiet,
    )
    assert why(story, 3, "customer_sends_first_chat") == ("superseded", "R-MSG-22")
    assert why(story, 3, "after_hours_texts") == ("quiet_period", "R-SUP-6")


def test_a_text_that_joins_goes_by_the_settings_of_the_tickets_team() -> None:
    """R-MSG-25: the ticket is with Sales now, whose reply is on; Service was texted and is after hours."""
    moved = "Mon 09:00, advisor: {by: ana, action: reassign, ticket: 1, to_team: sales}"
    night = "schedules: []\n"
    story = tell(f"Mon 08:30, {HELLO}", moved, f"Mon 10:00, {HELLO}", f"Sat 10:00, {HELLO}", sales=night + ON)
    assert why(story, 3, "after_hours_texts") == ("within_business_hours", "R-SCH-4")
    assert sent(story)[1:] == [(4, "after_hours_texts")]
    assert story["replies"][1]["team"] == "sales"


def test_a_close_asks_for_a_rating_once_and_of_an_advisor() -> None:
    """R-MSG-4: no advisor, no rating; a ticket reopened and closed again has had its own."""
    close = "advisor: {by: ana, action: close, ticket: 1}"
    story = tell(
        f"Mon 08:00, {HELLO}",
        f"Mon 08:10, {close}",
        f"Mon 08:20, {HELLO}",
        "Mon 08:30, advisor: {by: ben, action: take, ticket: 1}",
        f"Mon 08:40, {close}",
        f"Mon 08:50, {HELLO}",
        f"Mon 09:00, {close}",
        policies="text_after_close: reopen",
    )
    assert why(story, 2, "capture_advisor_rating") == ("no_advisor", "R-MSG-4")
    assert why(story, 5, "capture_advisor_rating") == (None, "R-MSG-4")
    assert why(story, 7, "capture_advisor_rating") == ("already_sent", "R-MSG-4")
    assert sent(story) == [(1, "customer_sends_first_chat"), (5, "capture_advisor_rating")]


def test_requests_go_by_the_tickets_channel_and_sharing_by_sms() -> None:
    """R-MSG-26, R-MSG-8: SMS on a ticket that a call made; a share needs no ticket."""
    story = tell(
        f"Mon 08:00, {WEB}",
        "Mon 08:10, call: {from: carla, to: service, picks_up: [ana]}",
        "Mon 09:00, advisor: {by: ana, action: request_photo_video, ticket: 1}",
        "Mon 09:00, advisor: {by: ana, action: ask_issue_resolved, ticket: 2}",
        "Mon 09:00, advisor: {by: ana, action: share_voicehub, ticket: 1}",
        "Mon 09:00, advisor: {by: ana, action: share_voicehub, customer: carla, team: sales}",
    )
    requests = story["replies"][2:]
    assert [reply["channel"] for reply in requests] == ["web", "sms", "sms", "sms"]
    assert [reply["ticket"] for reply in requests] == [1, 2, 1, None]
    assert [reply["team"] for reply in requests] == ["service", "service", "service", "sales"]


@pytest.mark.parametrize(("country", "reason"), [("US", None), ("CA", None), ("FR", "payments_unavailable")])
def test_payments_are_for_the_us_and_canada(country: str, reason: str | None) -> None:
    """R-MSG-12, R-SUP-5."""
    pay = "Mon 09:00, advisor: {by: ana, action: request_payment, ticket: 1, amount: 120}"
    story = tell(*TAKEN_BY_BEN, pay, company=f"country: {country}")
    assert why(story, 3, "request_payment") == (reason, "R-SUP-5" if reason else "R-MSG-12")


@pytest.mark.parametrize(
    ("at", "template", "reason"),
    [
        ("Tue 08:30", "false", None),
        ("Tue 08:30:01", "false", "whatsapp_window_closed"),
        ("Tue 08:30:01", "true", None),
    ],
)
def test_whatsapp_closes_after_24_hours(at: str, template: str, reason: str | None) -> None:
    """R-SUP-4: over 24 h after the last WhatsApp message, here one to Sales; a saved template lifts it."""
    story = tell(
        f"Mon 08:00, {WHATSAPP}",
        f"Mon 08:30, {WHATSAPP.replace('service', 'sales')}",
        f"{at}, advisor: {{by: ana, action: ask_issue_resolved, ticket: 1}}",
        service=f"auto_replies: {{ask_issue_resolved: {{whatsapp_template_approved: {template}}}}}",
    )
    assert why(story, 3, "ask_issue_resolved")[0] == reason


def test_suppression_follows_its_order() -> None:
    """R-SUP-1 before R-SUP-2 before R-SUP-3; replies on the web are never suppressed for the phone's sake."""
    story = tell(
        "Mon 08:00, text: {from: anon, to: service, channel: sms, body: hello}",
        "Mon 08:00, text: {from: lena, to: service, channel: sms, body: hello}",
        "Mon 08:00, text: {from: carla, to: service, channel: whatsapp, body: hello}",
        "Mon 08:00, ticket: {from: carla, to: service, channel: app, title: Belt, body: Torn}",
        customers="""
        anon: {opted_out: true, line: landline}
        lena: {opted_out: true, line: landline, phone: "+15155550142"}
        carla: {opted_out: true, phone: "+15155550199"}""",
    )
    reasons = [why(story, event, "customer_sends_first_chat")[0] for event in (1, 2, 3, 4)]
    assert reasons == ["withheld_number", "landline", "opted_out", None]


@pytest.mark.parametrize("word", ["STOP", " stop ", "Arrêt", "arre\u0302t", "OptOut"])
def test_an_opt_out_word_opts_out_and_touches_nothing(word: str) -> None:
    """R-SUP-7, R-SUP-8: no ticket, no item, no decision; the call that follows gets no SMS."""
    story = tell(
        f'Mon 08:00, text: {{from: carla, to: service, channel: sms, body: "{word}"}}',
        "Mon 09:00, call: {from: carla, to: sales}",
    )
    assert column(story, "decisions", "event") == [2] * 5
    assert why(story, 2, "customer_leaves_voicemail") == ("opted_out", "R-SUP-3")
    assert len(story["tickets"]) == 1


@pytest.mark.parametrize(("channel", "body"), [("whatsapp", "STOP"), ("sms", "STOP it"), ("sms", "YES")])
def test_other_messages_are_ordinary(channel: str, body: str) -> None:
    """R-SUP-7: on WhatsApp the words are ordinary, and so is YES from a customer who is not opted out."""
    story = tell(f"Mon 08:00, text: {{from: carla, to: service, channel: {channel}, body: {body}}}")
    assert sent(story) == [(1, "customer_sends_first_chat")]


@pytest.mark.parametrize("word", ["START", "yes", "Unstop"])
def test_an_opt_in_word_opts_in_again(word: str) -> None:
    """R-SUP-7: YES only from a customer who is opted out, as here."""
    story = tell(
        f"Mon 08:00, text: {{from: carla, to: service, channel: sms, body: {word}}}",
        f"Mon 09:00, {HELLO}",
        customers='carla: {opted_out: true, phone: "+15155550199"}',
    )
    assert sent(story) == [(2, "customer_sends_first_chat")]
