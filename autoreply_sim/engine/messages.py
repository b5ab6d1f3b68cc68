"""What customers write: texts, tickets they create, later messages, answers (R-TKT-7 to R-TKT-9, R-SUP-7)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from autoreply_sim.codes import NONE, Channel, Fault, Item, OptWord, TicketRule, Title
from autoreply_sim.engine.columns import Machine
from autoreply_sim.engine.faults import report, unusable
from autoreply_sim.engine.openings import opening_at
from autoreply_sim.engine.replies import decide
from autoreply_sim.engine.tickets import is_theirs, log, make_ticket, reopen_last
from autoreply_sim.rules.moments import Moment

if TYPE_CHECKING:
    import numpy as np


def text_came(m: Machine, row: int) -> None:
    """An SMS or WhatsApp message came: a word of consent, or a message that joins, reopens or opens a ticket."""
    event = m.events[row]
    customer = m.customers[event["customer"]]
    if _is_consent(customer, event["opt_word"]):
        return
    if event["channel"] == Channel.WHATSAPP:
        customer["last_whatsapp_ms"] = event["at_ms"]
    ticket, first = _ticket_of_text(m, row)
    _decide(m, row, ticket, event["channel"], opening_at(m, event["team"], event["at_ms"]), first)


def ticket_created(m: Machine, row: int) -> None:
    """A customer created a ticket on the web or in the app: always a new one (R-TKT-8)."""
    event = m.events[row]
    ticket = make_ticket(m, row, event["at_ms"], event["team"], NONE, Title.OWN, True)
    log(m, ticket, row, event["at_ms"], Item.MESSAGE, TicketRule.TKT_8)
    _decide(m, row, ticket, event["channel"], opening_at(m, event["team"], event["at_ms"]), True)


def message_came(m: Machine, row: int) -> None:
    """A later message on a web or app ticket came; it must be open and the customer's own (R-TKT-8, R-TKT-16)."""
    event = m.events[row]
    fault = unusable(m, event["ticket"], True)
    if fault == 0:
        ticket = m.tickets[event["ticket"]]
        if ticket["channel"] != Channel.WEB and ticket["channel"] != Channel.APP:
            fault = Fault.NOT_A_WEB_TICKET.value
        elif not is_theirs(m, event["ticket"], event["customer"]):
            fault = Fault.NOT_YOUR_TICKET.value
    if fault != 0:
        report(m, row, fault)
        return
    ticket = m.tickets[event["ticket"]]
    log(m, event["ticket"], row, event["at_ms"], Item.MESSAGE, TicketRule.TKT_8)
    _decide(m, row, event["ticket"], ticket["channel"], opening_at(m, ticket["team"], event["at_ms"]), False)


def customer_responds(m: Machine, row: int) -> None:
    """A customer answers a request: nothing but a check that the ticket is theirs (R-TKT-11)."""
    event = m.events[row]
    fault = unusable(m, event["ticket"], False)
    if fault == 0 and not is_theirs(m, event["ticket"], event["customer"]):
        fault = Fault.NOT_YOUR_TICKET.value
    if fault != 0:
        report(m, row, fault)


def _is_consent(customer: np.void, word: int) -> bool:
    """Opt the customer out or in if the text says so and nothing else, and say whether it did (R-SUP-7)."""
    if word == OptWord.STOP:
        customer["opted_out"] = 1
        return True
    if word == OptWord.START or (word == OptWord.YES and customer["opted_out"]):
        customer["opted_out"] = 0
        return True
    return False


def _ticket_of_text(m: Machine, row: int) -> tuple[int, bool]:
    """Put a text on its ticket, and return that and whether the text opened it."""
    event = m.events[row]
    line = m.teams[event["team"]]["line"]
    first = False
    rule = TicketRule.TKT_7
    ticket = int(m.newest_open[event["customer"], line])
    if ticket == NONE and m.settings.reopens:
        ticket = reopen_last(m, event["customer"], line)
        rule = TicketRule.TKT_9
    if ticket == NONE:
        ticket = make_ticket(m, row, event["at_ms"], event["team"], NONE, Title.OWN, True)
        rule = TicketRule.TKT_7
        first = True
    log(m, ticket, row, event["at_ms"], Item.MESSAGE, rule)
    return ticket, first


def _decide(m: Machine, row: int, ticket: int, channel: int, opening: int, first: bool) -> None:
    """Decide the replies to a message by the settings of its ticket's team (R-MSG-25)."""
    event = m.events[row]
    facts = (channel * 2 + m.openings[opening]["after_hours"]) * 2 + first
    team = m.tickets[ticket]["team"]
    moment = Moment.MESSAGE_CAME.value
    decide(m, moment, facts, row, event["at_ms"], team, event["customer"], ticket, channel, opening)
