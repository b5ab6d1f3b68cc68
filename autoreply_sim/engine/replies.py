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
    place = m.counts[DECISIONS]
    m.counts[DECISIONS] += 1
    entry = m.decisions[place]
    entry["row"] = row
    entry["version"] = m.version[team]
    entry["opening"] = opening
    entry["advisor"] = NONE if ticket == NONE else m.tickets[ticket]["advisor"]
    entry["team"] = team
    entry["facts"] = facts
    entry["channel"] = channel
    entry["moment"] = moment
    return _judge(m, place, at_ms, customer)


def _judge(m: Machine, place: int, at_ms: int, customer: int) -> bool:
    entry = m.decisions[place]
    moment = entry["moment"]
    cell = m.cell_start[moment] + entry["facts"] * m.slots[moment]
    sent = False
    for slot in range(m.slots[moment]):
        reply = m.first_reply[moment] + slot
        reason = m.verdicts[entry["version"], cell + slot]
        if reason == Reason.SENT:
            reason = m.suppressed_by[_obstacles(m, entry, reply, at_ms, customer)]
        if reason == Reason.SENT:
            sent = True
            if m.traits[reply] & HAS_QUIET_PERIOD:
                m.quiet_since_ms[customer, entry["team"]] = at_ms
        m.reasons[place, slot] = reason
    return sent


def _obstacles(m: Machine, entry: np.void, reply: int, at_ms: int, customer: int) -> int:
    """Return a bit for each suppression that holds, R-SUP-1 the lowest."""
    who = m.customers[customer]
    by_sms = entry["channel"] == Channel.SMS
    by_whatsapp = entry["channel"] == Channel.WHATSAPP
    bits = 0
    if by_sms and who["unknown"]:
        bits |= 1
    if by_sms and who["landline"]:
        bits |= 2
    if (by_sms or by_whatsapp) and who["opted_out"]:
        bits |= 4
    to_action = entry["moment"] >= FIRST_ACTION_MOMENT and not m.templates[entry["version"], reply]
    if by_whatsapp and to_action and who["last_whatsapp_ms"] < at_ms - DAY_MS:
        bits |= 8
    if m.traits[reply] & NEEDS_PAYMENTS and not m.settings.payments:
        bits |= 16
    if m.traits[reply] & HAS_QUIET_PERIOD:
        quiet_until_ms = m.quiet_since_ms[customer, entry["team"]] + m.versions[entry["version"]]["quiet_ms"]
        bits |= 32 * (at_ms < quiet_until_ms)
    return bits
