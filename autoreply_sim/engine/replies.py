"""Which replies go out at a moment: a look-up in the compiled tables, then what may hold them back (R-SUP)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from autoreply_sim.codes import NONE, Channel, Reason
from autoreply_sim.engine.columns import DECISIONS, Machine
from autoreply_sim.rules.moments import FIRST_ACTION_MOMENT
from autoreply_sim.units import DAY_MS

if TYPE_CHECKING:
    import numpy as np

NEEDS_PAYMENTS, HAS_QUIET_PERIOD = 1, 2
"""Bits of `traits`."""


def decide(
    m: Machine,
    moment: int,
    facts: int,
    row: int,
    at_ms: int,
    team: int,
    customer: int,
    ticket: int,
    channel: int,
    opening: int,
) -> bool:
    """Record one decision for every reply of a moment, and say whether one was sent.

    `facts` is the packed index of the moment's facts, `team` whose settings decide (R-MSG-25), `opening` what after
    hours was judged by.
    """
    version = m.version[team]
    cell = m.cell_start[moment] + facts * m.slots[moment]
    sent = False
    for slot in range(m.slots[moment]):
        reply = m.first_reply[moment] + slot
        reason = m.verdicts[version, cell + slot]
        if reason == Reason.SENT:
            reason = m.suppressed_by[_obstacles(m, moment, reply, at_ms, team, customer, channel)]
        if reason == Reason.SENT:
            sent = True
            if m.traits[reply] & HAS_QUIET_PERIOD:
                m.quiet_since_ms[customer, team] = at_ms
        entry = _record(m, row, at_ms, team, customer, ticket, channel)
        entry["opening"] = opening
        entry["facts"] = facts
        entry["reply"] = reply
        entry["reason"] = reason
    return sent


def _record(m: Machine, row: int, at_ms: int, team: int, customer: int, ticket: int, channel: int) -> np.void:
    entry: np.void = m.decisions[m.counts[DECISIONS]]
    m.counts[DECISIONS] += 1
    entry["at_ms"] = at_ms
    entry["row"] = row
    entry["ticket"] = ticket
    entry["customer"] = customer
    entry["advisor"] = NONE if ticket == NONE else m.tickets[ticket]["advisor"]
    entry["team"] = team
    entry["version"] = m.version[team]
    entry["channel"] = channel
    return entry


def _obstacles(
    m: Machine, moment: int, reply: int, at_ms: int, team: int, customer: int, channel: int
) -> int:
    """Return a bit for each suppression that holds, R-SUP-1 the lowest."""
    who = m.customers[customer]
    version = m.version[team]
    by_sms = channel == Channel.SMS
    by_whatsapp = channel == Channel.WHATSAPP
    bits = 0
    if by_sms and who["unknown"]:
        bits |= 1
    if by_sms and who["landline"]:
        bits |= 2
    if (by_sms or by_whatsapp) and who["opted_out"]:
        bits |= 4
    to_action = moment >= FIRST_ACTION_MOMENT and not m.templates[version, reply]
    if by_whatsapp and to_action and who["last_whatsapp_ms"] < at_ms - DAY_MS:
        bits |= 8
    if m.traits[reply] & NEEDS_PAYMENTS and not m.settings.payments:
        bits |= 16
    quiet_until_ms = m.quiet_since_ms[customer, team] + m.versions[version]["quiet_ms"]
    if m.traits[reply] & HAS_QUIET_PERIOD and at_ms < quiet_until_ms:
        bits |= 32
    return bits
