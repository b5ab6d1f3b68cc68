"""Which automated replies go out, which do not, and why not (section 5).

Every function here asks, in the rulebook's order of precedence: does it fire, is it on, is it superseded,
is it suppressed. What stops it first is the reason.
"""

from __future__ import annotations

from .clock import to_text
from .state import Call, World
from .suppression import Occasion, Why, settings, why_suppressed

OWN_RULE = {
    "customer_hangs_up": "R-MSG-1",
    "customer_leaves_voicemail": "R-MSG-2",
    "after_successful_call": "R-MSG-3",
    "capture_advisor_rating": "R-MSG-4",
    "ask_issue_resolved": "R-MSG-5",
    "customer_sends_first_chat": "R-MSG-6",
    "request_photo_video": "R-MSG-7",
    "share_voicehub": "R-MSG-8",
    "after_hours_calls": "R-MSG-9",
    "missed_customer_call": "R-MSG-10",
    "request_approval": "R-MSG-11",
    "request_payment": "R-MSG-12",
    "after_hours_texts": "R-MSG-13",
    "after_hours_ticket": "R-MSG-14",
}
OFF_UNTIL_ENABLED = ("after_hours_texts", "after_hours_ticket")  # R-MSG-24
OUTCOMES = {  # R-MSG-1, -2, -3, -10
    "customer_leaves_voicemail": ["left_voicemail"],
    "customer_hangs_up": ["hung_up_ringing"],
    "missed_customer_call": ["hung_up_menu", "hung_up_voicemail"],
    "after_successful_call": ["answered"],
}
CALL_REPLIES = ["after_hours_calls", *OUTCOMES]  # in the order of R-MSG-20


def after_call(world: World, call: Call) -> None:
    """The replies to a call: by SMS at its end, settings of the team that holds it (R-MSG-20, -25, -26)."""
    occasion = Occasion(
        event=call.event,
        at=call.ended,
        team=call.held_by,
        customer=call.customer,
        channel="sms",
        ticket=call.ticket,
    )
    matched = False
    for reply in CALL_REPLIES:
        why = why_call_does_not_fire(world, call, reply) or why_disabled(world, call.held_by, reply)
        if why is None and matched and world.policies["call_replies"] == "first_match":
            why = ("superseded", "R-MSG-20")
        elif why is None:
            matched = True
        settle(world, occasion, reply, why)


def why_call_does_not_fire(world: World, call: Call, reply: str) -> Why | None:
    """R-MSG-1, -2, -3, -9, -10, -21."""
    if reply == "after_hours_calls":
        if call.outcome == "answered" and world.policies["after_hours_answered"] == "no_reply":
            return ("outcome_differs", "R-MSG-9")
        return None if call.after_hours else ("within_business_hours", "R-SCH-4")
    if call.outcome in OUTCOMES[reply]:
        return None
    if call.outcome == "hung_up_greeting" and reply in ("customer_hangs_up", "missed_customer_call"):
        return ("outcome_differs", "R-MSG-21")
    return ("outcome_differs", OWN_RULE[reply])


def after_message(world: World, occasion: Occasion, judged_on: str, *, opens_ticket: bool) -> None:
    """The replies to a text, a created ticket or a later message (R-MSG-6, -13, -14, -22, -23, -25).

    After hours is judged on the team `judged_on`; the settings are those of the ticket's team (R-MSG-25).
    """
    after_hours = world.is_after_hours(judged_on, occasion.at)
    in_its_place = "after_hours_texts" if occasion.channel in ("sms", "whatsapp") else "after_hours_ticket"
    for reply in ("customer_sends_first_chat", "after_hours_texts", "after_hours_ticket"):
        why = why_message_does_not_fire(reply, occasion.channel, after_hours=after_hours, first=opens_ticket)
        why = why or why_disabled(world, occasion.team, reply)
        replaced = after_hours and is_enabled(world, occasion.team, in_its_place)
        if reply == "customer_sends_first_chat" and replaced:  # even by one that stays quiet (R-MSG-23)
            why = why or ("superseded", "R-MSG-22")
        settle(world, occasion, reply, why)


def why_message_does_not_fire(reply: str, channel: str, *, after_hours: bool, first: bool) -> Why | None:
    """R-MSG-6, -13, -14, in the order of precedence."""
    if reply == "customer_sends_first_chat":
        return None if first else ("not_first_message", "R-MSG-6")
    if (reply == "after_hours_texts") != (channel in ("sms", "whatsapp")):
        return ("wrong_channel", OWN_RULE[reply])
    if not after_hours:
        return ("within_business_hours", "R-SCH-4")
    if reply == "after_hours_ticket" and not first:
        return ("not_first_message", "R-MSG-14")
    return None


def after_action(world: World, occasion: Occasion, reply: str) -> bool:
    """The reply that an action asks for; tells whether it was sent (R-MSG-4, -5, -7, -8, -11, -12)."""
    why: Why | None = None
    if reply == "capture_advisor_rating" and occasion.ticket is not None:
        if occasion.ticket.advisor is None:
            why = ("no_advisor", "R-MSG-4")
        elif occasion.ticket.rating_sent:
            why = ("already_sent", "R-MSG-4")
    return settle(world, occasion, reply, why or why_disabled(world, occasion.team, reply))


def is_enabled(world: World, team: str, reply: str) -> bool:
    """The saved toggle; two replies are off until enabled (R-MSG-24)."""
    return bool(settings(world, team, reply).get("enabled", reply not in OFF_UNTIL_ENABLED))


def why_disabled(world: World, team: str, reply: str) -> Why | None:
    """R-MSG-24."""
    return None if is_enabled(world, team, reply) else ("disabled", "R-MSG-24")


def settle(world: World, occasion: Occasion, reply: str, why: Why | None) -> bool:
    """Records one decision, suppression judged last, and the reply if it is sent (Explanations)."""
    why = why or why_suppressed(world, occasion, reply)
    reason, rule = why or (None, OWN_RULE[reply])
    world.decisions.append(
        {
            "event": occasion.event,
            "reply": reply,
            "verdict": "sent" if why is None else "not_sent",
            "reason": reason,
            "rule": rule,
        }
    )
    if why is None:
        send(world, occasion, reply)
    return why is None


def send(world: World, occasion: Occasion, reply: str) -> None:
    """The reply itself, and what is remembered of it."""
    ticket = occasion.ticket
    world.replies.append(
        {
            "event": occasion.event,
            "at": to_text(occasion.at),
            "reply": reply,
            "team": occasion.team,
            "customer": occasion.customer.key,
            "channel": occasion.channel,
            "ticket": None if ticket is None else ticket.number,
        }
    )
    if reply == "after_hours_texts":
        world.after_hours_texts_sent[(occasion.team, occasion.customer.key)] = occasion.at  # R-MSG-23
    if reply == "capture_advisor_rating" and ticket is not None:
        ticket.rating_sent = True  # once per ticket (R-MSG-4)
