"""Events that name a ticket which they cannot: reported, and then they do nothing, so that all are found in one run."""

from __future__ import annotations

from autoreply_sim.codes import Fault
from autoreply_sim.engine.columns import FAULTS, TICKETS, Machine
from autoreply_sim.engine.tickets import is_open


def unusable(m: Machine, ticket: int, must_be_open: bool) -> int:
    """Return why a ticket cannot be named at this moment, as a `Fault`; 0 if it can (R-TKT-10)."""
    if ticket < 0 or ticket >= m.counts[TICKETS]:
        return Fault.UNKNOWN_TICKET.value
    if must_be_open and not is_open(m.tickets[ticket]):
        return Fault.CLOSED_TICKET.value
    return 0


def report(m: Machine, row: int, fault: int) -> None:
    """Record that the event of a row is at fault."""
    entry = m.faults[m.counts[FAULTS]]
    m.counts[FAULTS] += 1
    entry["row"] = row
    entry["fault"] = fault
