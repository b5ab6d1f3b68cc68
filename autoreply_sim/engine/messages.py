"""What customers write: texts, tickets they create, later messages, answers (R-TKT-7 to R-TKT-9, R-SUP-7)."""

from __future__ import annotations

from autoreply_sim.codes import NONE, Channel, EventKind, Fault, Item, OptWord, TicketRule, Title
from autoreply_sim.engine.columns import Machine
from autoreply_sim.engine.faults import report, unusable
from autoreply_sim.engine.happening import event_of
from autoreply_sim.engine.openings import opening_at
from autoreply_sim.engine.replies import decide
from autoreply_sim.engine.tickets import is_theirs, log, make_ticket, reopen_last
from autoreply_sim.rules.moments import Moment


def customer_writes(m: Machine, row: int) -> None:
    """A customer wrote: a text, a ticket on the web or in the app, or a later message on one."""
    event = event_of(m, row)
    kind = event["kind"]
    first = kind == EventKind.TICKET
    if kind == EventKind.TEXT:
        if not _is_heard(m, row):
            return
        first = _text_came(m, row)
    elif kind == EventKind.TICKET:
        m.happened[row]["ticket"] = make_ticket(
            m, row, m.happened[row]["at_ms"], event["team"], NONE, Title.OWN, True
        )
        log(m, row, Item.MESSAGE, TicketRule.TKT_8)
    elif not _message_came(m, row):
        return
    ticket = m.tickets[m.happened[row]["ticket"]]
    channel = ticket["channel"] if kind == EventKind.MESSAGE else event["channel"]
    team = event["team"] if kind == EventKind.TEXT else ticket["team"]
    opening = opening_at(m, team, m.happened[row]["at_ms"])
    facts = (channel * 2 + m.openings[opening]["after_hours"]) * 2 + first
    decide(
        m,
        Moment.MESSAGE_CAME.value,
        facts,
        row,
        m.happened[row]["at_ms"],
        ticket["team"],
        event["customer"],
        m.happened[row]["ticket"],
        channel,
        opening,
    )


def customer_responds(m: Machine, row: int) -> None:
    """A customer answers a request: nothing but a check that the ticket is theirs (R-TKT-11)."""
    event = event_of(m, row)
    fault = unusable(m, m.happened[row]["ticket"], False)
    if fault == 0 and not is_theirs(m, m.happened[row]["ticket"], event["customer"]):
        fault = Fault.NOT_YOUR_TICKET.value
    if fault != 0:
        report(m, row, fault)


def _is_heard(m: Machine, row: int) -> bool:
    """Say whether a text is a message, not a word that opts the customer out or in and nothing else (R-SUP-7)."""
    event = event_of(m, row)
    customer = m.customers[event["customer"]]
    word = event["opt_word"]
    if word == OptWord.STOP:
        customer["opted_out"] = 1
        return False
    if word == OptWord.START or (word == OptWord.YES and customer["opted_out"]):
        customer["opted_out"] = 0
        return False
    if event["channel"] == Channel.WHATSAPP:
        customer["last_whatsapp_ms"] = m.happened[row]["at_ms"]
    return True


def _text_came(m: Machine, row: int) -> bool:
    """Put a text on its ticket, and say whether it opened it (R-TKT-7, R-TKT-9)."""
    event = event_of(m, row)
    line = m.teams[event["team"]]["line"]
    rule = TicketRule.TKT_7
    ticket = int(m.newest_open[event["customer"], line])
    if ticket == NONE and m.settings.reopens:
        ticket = reopen_last(m, event["customer"], line)
        rule = TicketRule.TKT_9
    first = ticket == NONE
    if first:
        ticket = make_ticket(m, row, m.happened[row]["at_ms"], event["team"], NONE, Title.OWN, True)
        rule = TicketRule.TKT_7
    m.happened[row]["ticket"] = ticket
    log(m, row, Item.MESSAGE, rule)
    return first


def _message_came(m: Machine, row: int) -> bool:
    """Put a later message on its ticket, if that is open, of the web or the app, and theirs (R-TKT-8, R-TKT-16)."""
    place = m.happened[row]["ticket"]
    fault = unusable(m, place, True)
    if fault == 0:
        channel = m.tickets[place]["channel"]
        if channel not in (Channel.WEB, Channel.APP):
            fault = Fault.NOT_A_WEB_TICKET.value
        elif not is_theirs(m, place, event_of(m, row)["customer"]):
            fault = Fault.NOT_YOUR_TICKET.value
    if fault != 0:
        report(m, row, fault)
        return False
    log(m, row, Item.MESSAGE, TicketRule.TKT_8)
    return True
