"""What advisors do: requests, sharing the number, take, reassign, close, merge (R-TKT-10, R-TKT-11, R-MSG-4 to 12)."""

from __future__ import annotations

from autoreply_sim.codes import NONE, Action, Channel, Fault, TicketRule
from autoreply_sim.engine.columns import Machine
from autoreply_sim.engine.faults import report, unusable
from autoreply_sim.engine.replies import decide
from autoreply_sim.engine.tickets import close, log, merge, reply_channel
from autoreply_sim.rules.moments import FIRST_ACTION_MOMENT


def advisor_acts(m: Machine, row: int) -> None:
    """An advisor acts on a ticket, or shares the number with a customer without one."""
    event = m.events[row]
    if event["action"] == Action.SHARE_VOICEHUB and event["ticket"] == NONE:
        _request(m, row, NONE, event["team"], event["customer"], Channel.SMS.value)
        return
    fault = unusable(m, event["ticket"], True)
    if fault == 0 and event["action"] == Action.MERGE:
        fault = _unusable_into(m, event["ticket"], event["into"])
    if fault != 0:
        report(m, row, fault)
    else:
        _act(m, row)


def _unusable_into(m: Machine, ticket: int, into: int) -> int:
    """Return why a ticket cannot be merged into another, as a `Fault`; 0 if it can."""
    if into == ticket:
        return Fault.MERGE_INTO_ITSELF.value
    fault = unusable(m, into, True)
    if fault == 0:
        return 0
    return Fault.UNKNOWN_INTO.value if fault == Fault.UNKNOWN_TICKET.value else Fault.CLOSED_INTO.value


def _act(m: Machine, row: int) -> None:
    event = m.events[row]
    action = event["action"]
    place = event["ticket"]
    ticket = m.tickets[place]
    if action < Action.CLOSE:
        channel = Channel.SMS.value if action == Action.SHARE_VOICEHUB else reply_channel(ticket)
        if _request(m, row, place, ticket["team"], ticket["customer"], channel):
            log(m, place, row, event["at_ms"], action, TicketRule.TKT_11)
    elif action == Action.MERGE:
        merge(m, place, event["into"], event["at_ms"])
    else:
        if action == Action.CLOSE:
            _close(m, row)
        elif action == Action.TAKE:
            ticket["advisor"] = event["advisor"]
        elif event["to_advisor"] != NONE:
            ticket["advisor"] = event["to_advisor"]
        else:
            ticket["team"] = event["team"]
            ticket["advisor"] = NONE
        log(m, place, row, event["at_ms"], action, TicketRule.TKT_10)


def _request(m: Machine, row: int, ticket: int, team: int, customer: int, channel: int) -> bool:
    event = m.events[row]
    moment = FIRST_ACTION_MOMENT + event["action"]
    return decide(m, moment, 0, row, event["at_ms"], team, customer, ticket, channel, NONE)


def _close(m: Machine, row: int) -> None:
    """Close a ticket, and ask for a rating if it has an advisor and was not asked before (R-MSG-4)."""
    event = m.events[row]
    place = event["ticket"]
    ticket = m.tickets[place]
    facts = (ticket["advisor"] != NONE) * 2 + ticket["rated"]
    moment = FIRST_ACTION_MOMENT + Action.CLOSE.value
    channel = reply_channel(ticket)
    if decide(
        m, moment, facts, row, event["at_ms"], ticket["team"], ticket["customer"], place, channel, NONE
    ):
        ticket["rated"] = 1
    close(m, place, event["at_ms"])
