"""The end of a call: the ticket that it is logged on, and its replies (R-TKT-1 to R-TKT-5)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from autoreply_sim.codes import NONE, Channel, Item, Outcome, Rla, TicketRule, Title
from autoreply_sim.engine.columns import Machine
from autoreply_sim.engine.course import Due
from autoreply_sim.engine.happening import event_of
from autoreply_sim.engine.replies import decide
from autoreply_sim.engine.seats import leave_seat
from autoreply_sim.engine.tickets import is_open, log, make_ticket, stays
from autoreply_sim.rules.moments import Moment

if TYPE_CHECKING:
    import numpy as np


def end(m: Machine, seat: int) -> None:
    """End a call at its moment."""
    call = m.under_way[seat]
    row = call["row"]
    at_ms = call["due_ms"]
    call["due"] = Due.OVER
    call["ended_ms"] = at_ms
    call["ticket"] = _settle_ticket(m, call, at_ms)
    m.happened[row]["ticket"] = call["ticket"]
    facts = call["outcome"] * 2 + call["after_hours"]
    decide(
        m,
        Moment.CALL_ENDED.value,
        facts,
        row,
        at_ms,
        call["held_by"],
        event_of(m, row)["customer"],
        call["ticket"],
        Channel.SMS.value,
        call["opening"],
    )
    leave_seat(m, seat)


def _settle_ticket(m: Machine, call: np.void, at_ms: int) -> int:
    """Log the call on a ticket, made for it if need be, and return that ticket; NONE if it is on none."""
    row = call["row"]
    known = not m.customers[event_of(m, row)["customer"]]["unknown"]
    team = call["held_by"]
    if call["outcome"] == Outcome.ANSWERED:
        ticket = _rla_ticket(m, call)
        if ticket != NONE:
            log(m, row, Item.CALL, TicketRule.TKT_1)
        else:
            ticket = make_ticket(m, row, at_ms, team, call["answered_by"], Title.OWN, known)
            log(m, row, Item.CALL, TicketRule.TKT_2)
        return ticket
    if call["outcome"] == Outcome.LEFT_VOICEMAIL:
        ticket = make_ticket(m, row, at_ms, team, NONE, Title.VOICEMAIL, known)
        log(m, row, Item.VOICEMAIL, TicketRule.TKT_3)
        return ticket
    ticket = _ticket_to_join(m, call) if known else NONE
    if ticket != NONE:
        log(m, row, Item.MISSED_CALL, TicketRule.TKT_4)
    elif m.versions[m.version[team]]["missed_tickets"]:
        ticket = make_ticket(m, row, at_ms, team, NONE, Title.MISSED_CALL, known)
        log(m, row, Item.MISSED_CALL, TicketRule.TKT_5)
    return ticket


def _rla_ticket(m: Machine, call: np.void) -> int:
    """Return the ticket that Ring Last Advisor named if its advisor answered; NONE otherwise (R-TKT-1).

    If it was merged away meanwhile, the one that stays is meant; a closed one does not count (R-TKT-13).
    """
    if call["rla"] != Rla.APPLIED or call["answered_by"] != call["first_choice"]:
        return NONE
    ticket = stays(m, call["rla_ticket"])
    return ticket if is_open(m.tickets[ticket]) else NONE


def _ticket_to_join(m: Machine, call: np.void) -> int:
    """Return the open ticket that a missed call joins; NONE if it joins none (R-TKT-4, R-TKT-14)."""
    event = m.events[call["event"]]
    ticket = m.newest_open[event["customer"], m.teams[event["team"]]["line"]]
    if ticket == NONE:
        return NONE
    if m.versions[m.version[event["team"]]]["rla"]:
        in_window = call["came_ms"] - m.tickets[ticket]["created_ms"] <= m.settings.window_ms
        return int(ticket) if in_window else NONE
    return int(ticket) if m.settings.joins_without_rla else NONE
