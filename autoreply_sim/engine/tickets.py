"""Tickets: made, joined, closed, reopened and merged, and every item of their activity (R-TKT).

A customer's open tickets on a VoiceHub number form a chain, newest first, so that "the most recently created open one"
is its head; the closed ones form another, last closed first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from autoreply_sim.codes import NONE, Channel, Item, Status, TicketRule, Title
from autoreply_sim.engine.columns import ITEMS, TICKETS, Machine
from autoreply_sim.engine.happening import event_of

if TYPE_CHECKING:
    import numpy as np


def make_ticket(
    m: Machine, row: int, at_ms: int, team: int, advisor: int, title: Title, joinable: bool
) -> int:
    """Create a ticket for the event of a row, on the number it came by, and return its place."""
    event = event_of(m, row)
    place = m.counts[TICKETS]
    m.counts[TICKETS] += 1
    ticket = m.tickets[place]
    ticket["row"] = row
    ticket["created_ms"] = at_ms
    ticket["closed_ms"] = NONE
    ticket["team"] = team
    ticket["line"] = m.teams[event["team"]]["line"]
    ticket["customer"] = event["customer"]
    ticket["advisor"] = advisor
    ticket["merged_into"] = NONE
    ticket["channel"] = event["channel"]
    ticket["title"] = title
    ticket["status"] = Status.OPEN
    ticket["rated"] = 0
    ticket["joinable"] = joinable
    ticket["older_open"] = NONE
    ticket["older_closed"] = NONE
    if joinable:
        _link(m, place)
    return int(place)


def log(m: Machine, row: int, item: Item, rule: TicketRule) -> None:
    """Put one item on the activity of the ticket of a row (R-TKT-11)."""
    entry = m.items[m.counts[ITEMS]]
    m.counts[ITEMS] += 1
    entry["row"] = row
    entry["item"] = item
    entry["rule"] = rule


def close(m: Machine, place: int, at_ms: int) -> None:
    """Close a ticket; it becomes the most recently closed one of its customer on that number."""
    ticket = m.tickets[place]
    _shut(m, place, at_ms)
    if ticket["joinable"]:
        ticket["older_closed"] = m.last_closed[ticket["customer"], ticket["line"]]
        m.last_closed[ticket["customer"], ticket["line"]] = place


def reopen_last(m: Machine, customer: int, line: int) -> int:
    """Reopen the customer's most recently closed ticket on a number, and return it; NONE if there is none (R-TKT-9)."""
    place = m.last_closed[customer, line]
    if place == NONE:
        return NONE
    ticket = m.tickets[place]
    m.last_closed[customer, line] = ticket["older_closed"]
    ticket["older_closed"] = NONE
    ticket["status"] = Status.OPEN
    ticket["closed_ms"] = NONE
    _link(m, place)
    return int(place)


def merge(m: Machine, place: int, into: int, at_ms: int) -> None:
    """Merge a ticket into another: it is closed, and its activity moves (R-TKT-10)."""
    ticket = m.tickets[place]
    _shut(m, place, at_ms)
    ticket["merged_into"] = into


def stays(m: Machine, place: int) -> int:
    """Return the ticket that a ticket was merged into in the end; itself if it never was."""
    while m.tickets[place]["merged_into"] != NONE:
        place = m.tickets[place]["merged_into"]
    return int(place)


def is_theirs(m: Machine, place: int, customer: int) -> bool:
    """Say whether a ticket is a customer's own, or one into which one of theirs was merged (R-TKT-16)."""
    if m.tickets[place]["customer"] == customer:
        return True
    for other in range(m.counts[TICKETS]):
        if m.tickets[other]["customer"] == customer and _was_merged_into(m, other, place):
            return True
    return False


def _was_merged_into(m: Machine, place: int, into: int) -> bool:
    while place != NONE:
        if place == into:
            return True
        place = m.tickets[place]["merged_into"]
    return False


def is_open(ticket: np.void) -> bool:
    """Say whether a ticket's record is an open one."""
    return bool(ticket["status"] == Status.OPEN)


def reply_channel(ticket: np.void) -> int:
    """Return the channel by which a reply on a ticket goes: its own, or SMS if a call made it (R-MSG-26)."""
    return Channel.SMS.value if ticket["channel"] == Channel.CALL else int(ticket["channel"])


def _shut(m: Machine, place: int, at_ms: int) -> None:
    ticket = m.tickets[place]
    ticket["status"] = Status.CLOSED
    ticket["closed_ms"] = at_ms
    if ticket["joinable"]:
        _unlink(m, place)


def _link(m: Machine, place: int) -> None:
    """Put a ticket at the head of its chain of open ones.

    It belongs there: a new ticket is the newest, and one is reopened only where none is open (R-TKT-9).
    """
    ticket = m.tickets[place]
    ticket["older_open"] = m.newest_open[ticket["customer"], ticket["line"]]
    m.newest_open[ticket["customer"], ticket["line"]] = place


def _unlink(m: Machine, place: int) -> None:
    ticket = m.tickets[place]
    newer = NONE
    older = m.newest_open[ticket["customer"], ticket["line"]]
    while older != place:
        newer = older
        older = m.tickets[older]["older_open"]
    if newer == NONE:
        m.newest_open[ticket["customer"], ticket["line"]] = ticket["older_open"]
    else:
        m.tickets[newer]["older_open"] = ticket["older_open"]
    ticket["older_open"] = NONE
