"""What calls, messages and advisors do to tickets (section 4)."""

from __future__ import annotations

from .routing import is_on, newest_open_ticket
from .state import Call, Customer, Ticket, World


def log_call(world: World, call: Call) -> Ticket | None:
    """The ticket on which a call is logged when it ends, or none (R-TKT-1 to R-TKT-5, R-TKT-11)."""
    if call.outcome == "answered":
        ticket = ticket_of_rla_advisor(world, call) or new_call_ticket(world, call, None)
        kind = "call"
    elif call.outcome == "left_voicemail":
        ticket = new_call_ticket(world, call, "Voicemail")  # even if another is open (R-TKT-3)
        kind = "voicemail"
    else:
        missed = ticket_for_missed_call(world, call)
        if missed is None:
            return None
        ticket = missed
        kind = "missed_call"
    ticket.activity.append((call.ended, kind, call.event))
    return ticket


def ticket_of_rla_advisor(world: World, call: Call) -> Ticket | None:
    """Answered by the RLA advisor: that ticket, or where it was merged, if open (R-TKT-1, R-TKT-13)."""
    if call.rla != "applied" or call.answered_by != call.first_choice:
        return None
    ticket = call.rla_ticket
    assert ticket is not None
    while ticket.merged_into is not None:
        ticket = world.tickets[ticket.merged_into - 1]
    return ticket if ticket.status == "open" else None


def ticket_for_missed_call(world: World, call: Call) -> Ticket | None:
    """The ticket that a missed call joins, or makes, or none, by the present switches (R-TKT-4, -5, -14)."""
    rla_on = is_on(world, call.dialled)
    may_join = rla_on or world.policies["missed_call_without_rla"] == "join_open_ticket"
    if may_join and call.customer.phone is not None:
        window_ends = call.started if rla_on else None
        joined = newest_open_ticket(world, call.customer, world.voicehub(call.dialled), window_ends)
        if joined is not None:
            return joined
    if world.teams[call.held_by].get("tickets_for_missed_calls", False):
        return new_call_ticket(world, call, "Missed Call")
    return None


def new_call_ticket(world: World, call: Call, title: str | None) -> Ticket:
    """A ticket made by a call: the holder's, with the dialled number (R-TKT-11), the answerer's (R-TKT-2)."""
    ticket = new_ticket(world, call.held_by, call.customer, "call", title, call.ended)
    ticket.voicehub = world.voicehub(call.dialled)
    ticket.advisor = call.answered_by
    ticket.of_fresh_caller = call.customer.phone is None
    return ticket


def new_ticket(
    world: World, team: str, customer: Customer, channel: str, title: str | None, at: int
) -> Ticket:
    """A new unassigned ticket; the numbers follow the order of creation (scenarios.md, Events)."""
    ticket = Ticket(
        number=len(world.tickets) + 1,
        team=team,
        voicehub=world.voicehub(team),
        customer=customer.key,
        channel=channel,
        title=title,
        advisor=None,
        created=at,
    )
    world.tickets.append(ticket)
    return ticket


def ticket_for_text(
    world: World, team: str, customer: Customer, channel: str, at: int
) -> tuple[Ticket, bool]:
    """The ticket of a text, and whether the text opened it (R-TKT-7, R-TKT-9)."""
    joined = newest_open_ticket(world, customer, world.voicehub(team), None)  # however old
    if joined is not None:
        return joined, False
    closed = last_closed_ticket(world, customer, world.voicehub(team))
    if closed is not None and world.policies["text_after_close"] == "reopen":
        closed.status = "open"
        closed.closed = None
        return closed, False
    return new_ticket(world, team, customer, channel, None, at), True


def last_closed_ticket(world: World, customer: Customer, voicehub: str) -> Ticket | None:
    """The customer's most recently closed ticket on a number, never a merged one (R-TKT-9, R-TKT-15)."""
    theirs = [
        ticket
        for ticket in world.tickets
        if ticket.customer == customer.key and not ticket.of_fresh_caller and ticket.voicehub == voicehub
    ]
    closed = [ticket for ticket in theirs if ticket.status == "closed" and ticket.merged_into is None]
    return max(closed, key=lambda ticket: (ticket.closed, ticket.closed_by_event), default=None)


def close(ticket: Ticket, at: int, event: int) -> None:
    """A close; which event did it decides between two at the same instant (R-TKT-15)."""
    ticket.status = "closed"
    ticket.closed = at
    ticket.closed_by_event = event


def merge(ticket: Ticket, into: Ticket, at: int, event: int) -> None:
    """A merged ticket is closed, its activity moves, the merge itself is no item (R-TKT-10)."""
    close(ticket, at, event)
    ticket.merged_into = into.number
    into.activity = sorted(into.activity + ticket.activity, key=lambda item: (item[0], item[2]))
    ticket.activity = []


def is_ticket_of(world: World, ticket: Ticket, customer: Customer) -> bool:
    """Whether a ticket is a customer's own, or one of theirs was merged into it (R-TKT-16)."""
    if ticket.customer == customer.key:
        return True
    return any(
        is_ticket_of(world, other, customer) for other in world.tickets if other.merged_into == ticket.number
    )
