"""What advisors do: requests, sharing the number, take, reassign, close, merge (R-TKT-10, R-TKT-11, R-MSG-4 to 12)."""

from __future__ import annotations

from autoreply_sim.codes import NONE, Action, Channel, Fault, TicketRule
from autoreply_sim.engine.columns import Machine
from autoreply_sim.engine.faults import report, unusable
from autoreply_sim.engine.happening import event_of
from autoreply_sim.engine.replies import decide
from autoreply_sim.engine.tickets import close, log, merge, reply_channel
from autoreply_sim.rules.moments import FIRST_ACTION_MOMENT


def advisor_acts(m: Machine, row: int) -> bool:
    """An advisor acts on a ticket, or shares the number with a customer without one; say whether a reply was sent."""
    event = event_of(m, row)
    action = event["action"]
    place = m.happened[row]["ticket"]
    if place != NONE or action != Action.SHARE_VOICEHUB:
        fault = unusable(m, place, True)
        if fault == 0 and action == Action.MERGE:
            fault = _unusable_into(m, place, event["other"])
        if fault != 0:
            report(m, row, fault)
            return False
    sent = action <= Action.CLOSE and _ask(m, row)
    if place == NONE or (action < Action.CLOSE and not sent):
        return sent
    if action == Action.MERGE:
        merge(m, place, event["other"], m.happened[row]["at_ms"])
        return False
    _change(m, row, sent)
    log(m, row, action, TicketRule.TKT_11 if action < Action.CLOSE else TicketRule.TKT_10)
    return sent


def _unusable_into(m: Machine, ticket: int, into: int) -> int:
    """Return why a ticket cannot be merged into another, as a `Fault`; 0 if it can."""
    if into == ticket:
        return Fault.MERGE_INTO_ITSELF.value
    fault = unusable(m, into, True)
    if fault == 0:
        return 0
    return Fault.UNKNOWN_INTO.value if fault == Fault.UNKNOWN_TICKET.value else Fault.CLOSED_INTO.value


def _ask(m: Machine, row: int) -> bool:
    """Decide the reply to a request, or the rating that a close asks for, and say whether it was sent."""
    event = event_of(m, row)
    action = event["action"]
    place = m.happened[row]["ticket"]
    facts = 0
    team = event["team"]
    customer = event["customer"]
    channel = Channel.SMS.value
    if place != NONE:
        ticket = m.tickets[place]
        team = ticket["team"]
        customer = ticket["customer"]
        if action != Action.SHARE_VOICEHUB:
            channel = reply_channel(ticket)
        if action == Action.CLOSE:
            facts = (ticket["advisor"] != NONE) * 2 + ticket["rated"]
    moment = FIRST_ACTION_MOMENT + action
    return decide(m, moment, facts, row, m.happened[row]["at_ms"], team, customer, place, channel, NONE)


def _change(m: Machine, row: int, sent: bool) -> None:
    """Change a ticket as an advisor's action says; a request changes nothing (R-TKT-10, R-MSG-4)."""
    event = event_of(m, row)
    action = event["action"]
    place = m.happened[row]["ticket"]
    ticket = m.tickets[place]
    if action == Action.CLOSE:
        if sent:
            ticket["rated"] = 1
        close(m, place, m.happened[row]["at_ms"])
    elif action == Action.TAKE:
        ticket["advisor"] = event["advisor"]
    elif action == Action.REASSIGN:
        if event["to_advisor"] != NONE:
            ticket["advisor"] = event["to_advisor"]
        else:
            ticket["team"] = event["team"]
            ticket["advisor"] = NONE
