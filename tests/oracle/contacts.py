"""Texts, created tickets, later messages, advisors' actions, customers' answers: all in one instant."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from typing import Any

from . import replies, tickets
from .state import Customer, Ticket, World
from .suppression import Occasion

OPT_OUT = {"STOP", "STOPALL", "UNSUBSCRIBE", "CANCEL", "END", "QUIT", "REVOKE", "OPTOUT", "ARRET", "ARRÊT"}
OPT_IN = {"START", "YES", "UNSTOP"}
REQUESTS = (
    "request_photo_video",
    "request_approval",
    "request_payment",
    "ask_issue_resolved",
    "share_voicehub",
)


def text(world: World, event: int, at: int, fields: dict[str, Any]) -> None:
    """An SMS or a WhatsApp message to a team's number (R-TKT-7, R-TKT-9, R-SUP-7)."""
    customer = world.customers[fields["from"]]
    if fields["channel"] == "whatsapp":
        customer.last_whatsapp = at  # to any of the company's numbers (R-SUP-4)
    elif is_opt_word(customer, str(fields.get("body") or "")):
        return
    ticket, first = tickets.ticket_for_text(world, fields["to"], customer, fields["channel"], at)
    ticket.activity.append((at, "message", event))
    occasion = on_ticket(event, at, ticket, customer, fields["channel"])
    replies.after_message(world, occasion, fields["to"], opens_ticket=first)


def is_opt_word(customer: Customer, body: str) -> bool:
    """Opts out or in if the SMS is nothing but such a word, and tells whether it was (R-SUP-7, R-SUP-8)."""
    word = unicodedata.normalize("NFC", body).upper().strip()
    if word == "YES" and not customer.opted_out:  # an ordinary message
        return False
    if word in OPT_OUT:
        customer.opted_out = True
    elif word in OPT_IN:
        customer.opted_out = False
    return word in OPT_OUT or word in OPT_IN


def created_ticket(world: World, event: int, at: int, fields: dict[str, Any]) -> None:
    """A customer creates a ticket on the web or in the app, always a new one (R-TKT-8)."""
    customer = world.customers[fields["from"]]
    ticket = tickets.new_ticket(world, fields["to"], customer, fields["channel"], fields.get("title"), at)
    ticket.activity.append((at, "message", event))
    occasion = on_ticket(event, at, ticket, customer, ticket.channel)
    replies.after_message(world, occasion, ticket.team, opens_ticket=True)


def message(world: World, event: int, at: int, fields: dict[str, Any]) -> None:
    """A later message on an open web or app ticket of that customer (R-TKT-8, R-TKT-16)."""
    customer = world.customers[fields["from"]]
    ticket = find_open(world, event, fields["ticket"])
    if ticket is None:
        return
    if ticket.channel not in ("web", "app"):
        world.errors.append((event, "not_a_web_ticket"))
    elif not tickets.is_ticket_of(world, ticket, customer):
        world.errors.append((event, "not_your_ticket"))
    else:
        ticket.activity.append((at, "message", event))
        occasion = on_ticket(event, at, ticket, customer, ticket.channel)
        replies.after_message(world, occasion, ticket.team, opens_ticket=False)


def respond(world: World, event: int, _at: int, fields: dict[str, Any]) -> None:
    """A customer's answer to a request changes nothing; the ticket must be theirs (R-TKT-11, R-TKT-16)."""
    ticket = find(world, event, fields["ticket"])
    if ticket is not None and not tickets.is_ticket_of(world, ticket, world.customers[fields["from"]]):
        world.errors.append((event, "not_your_ticket"))


def advisor(world: World, event: int, at: int, fields: dict[str, Any]) -> None:
    """Something that an advisor does, on an open ticket but for a share without one (R-TKT-10, R-MSG-8)."""
    action = fields["action"]
    if fields.get("ticket") is None:
        share_without_ticket(world, event, at, fields)
        return
    ticket = find_open(world, event, fields["ticket"])
    if ticket is None:
        return
    if action == "merge":
        merge(world, event, at, ticket, fields["into"])
    elif action in REQUESTS:
        if ask(world, event, at, ticket, action):
            ticket.activity.append((at, action, event))  # a request that is not sent is not logged (R-TKT-11)
    else:
        ticket.activity.append((at, action, event))  # these always are (R-TKT-11)
        take_reassign_or_close(world, event, at, ticket, fields)


def share_without_ticket(world: World, event: int, at: int, fields: dict[str, Any]) -> None:
    """The team's number is shared with a customer by SMS; it needs no ticket (R-MSG-8, R-MSG-26)."""
    occasion = Occasion(
        event=event,
        at=at,
        team=fields["team"],
        customer=world.customers[fields["customer"]],
        channel="sms",
        ticket=None,
        asked_by_advisor=True,
    )
    replies.after_action(world, occasion, fields["action"])


def ask(world: World, event: int, at: int, ticket: Ticket, reply: str) -> bool:
    """An action's reply goes by the ticket's channel; SMS for a call's ticket and for a share (R-MSG-26)."""
    by_sms = ticket.channel == "call" or reply == "share_voicehub"
    customer = world.customers[ticket.customer]
    occasion = on_ticket(event, at, ticket, customer, "sms" if by_sms else ticket.channel)
    return replies.after_action(world, replace(occasion, asked_by_advisor=True), reply)


def on_ticket(event: int, at: int, ticket: Ticket, customer: Customer, channel: str) -> Occasion:
    """An occasion for replies on a ticket, by the settings of the ticket's team (R-MSG-25)."""
    return Occasion(event=event, at=at, team=ticket.team, customer=customer, channel=channel, ticket=ticket)


def take_reassign_or_close(world: World, event: int, at: int, ticket: Ticket, fields: dict[str, Any]) -> None:
    """R-TKT-10, and the rating that a close asks for (R-MSG-4)."""
    if fields["action"] == "close":
        tickets.close(ticket, at, event)
        ask(world, event, at, ticket, "capture_advisor_rating")
    elif fields["action"] == "take":
        ticket.advisor = fields["by"]
    elif fields.get("to_advisor") is not None:
        ticket.advisor = fields["to_advisor"]  # the team stays
    else:
        ticket.team = fields["to_team"]  # the VoiceHub number stays
        ticket.advisor = None


def merge(world: World, event: int, at: int, ticket: Ticket, into: Any) -> None:
    """Any two different open tickets may be merged (R-TKT-10)."""
    stays = find_open(world, event, into)
    if stays is None:
        return
    if stays is ticket:
        world.errors.append((event, "merge_into_itself"))
        return
    tickets.merge(ticket, stays, at, event)


def find(world: World, event: int, number: Any) -> Ticket | None:
    """The ticket of a number; naming one that does not exist yet is an error of the input (R-TKT-10)."""
    for ticket in world.tickets:
        if ticket.number == number:
            return ticket
    world.errors.append((event, "unknown_ticket"))
    return None


def find_open(world: World, event: int, number: Any) -> Ticket | None:
    """The open ticket of a number; naming a closed one is an error of the input (R-TKT-10)."""
    ticket = find(world, event, number)
    if ticket is not None and ticket.status == "closed":
        world.errors.append((event, "closed_ticket"))
        return None
    return ticket
