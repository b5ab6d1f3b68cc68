"""The loop: events and the moments of calls under way, one after the other in the order of time (R-CALL-13)."""

from __future__ import annotations

from autoreply_sim.codes import EventKind
from autoreply_sim.engine.actions import advisor_acts
from autoreply_sim.engine.calls import come_in, go_on
from autoreply_sim.engine.columns import HEAP, NEXT_ROW, Machine
from autoreply_sim.engine.heap import pop
from autoreply_sim.engine.messages import customer_responds, message_came, text_came, ticket_created


def run(m: Machine) -> None:
    """Run a timeline to its end, calls that are still under way included."""
    while True:
        row = m.counts[NEXT_ROW]
        if _call_is_next(m, row):
            at_ms = m.heap[0]["at_ms"]
            go_on(m, pop(m), at_ms)
        elif row < m.events.shape[0]:
            m.counts[NEXT_ROW] += 1
            _happen(m, row)
        else:
            return


def _call_is_next(m: Machine, row: int) -> bool:
    """Say whether a call under way has its moment before the next event; equal times go by event number."""
    if m.counts[HEAP] == 0:
        return False
    if row == m.events.shape[0]:
        return True
    waiting = m.heap[0]
    event = m.events[row]
    if waiting["at_ms"] != event["at_ms"]:
        return bool(waiting["at_ms"] < event["at_ms"])
    return bool(waiting["number"] < event["number"])


def _happen(m: Machine, row: int) -> None:
    kind = m.events[row]["kind"]
    if kind == EventKind.CALL:
        come_in(m, row)
    elif kind == EventKind.TEXT:
        text_came(m, row)
    elif kind == EventKind.ADVISOR:
        advisor_acts(m, row)
    elif kind == EventKind.MESSAGE:
        message_came(m, row)
    elif kind == EventKind.TICKET:
        ticket_created(m, row)
    elif kind == EventKind.RESPOND:
        customer_responds(m, row)
    else:
        m.version[m.events[row]["team"]] = m.events[row]["version"]
