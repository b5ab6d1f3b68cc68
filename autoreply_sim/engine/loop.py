"""The loop: events and whatever is due, one after the other in the order of time (R-CALL-13).

Wherever it can be, a kernel is called from one place only: machine code is made of it once per call.
"""

from __future__ import annotations

from autoreply_sim.codes import NONE, EventKind, Upon
from autoreply_sim.engine.actions import advisor_acts
from autoreply_sim.engine.calls import advisor_is_free, carry_on, come_in, take_break
from autoreply_sim.engine.columns import NEXT_ROW, Machine, Waits
from autoreply_sim.engine.follow import follow, may_happen
from autoreply_sim.engine.heap import drop_first
from autoreply_sim.engine.messages import customer_responds, customer_writes
from autoreply_sim.engine.order import find_next_row, heap_is_next

_HAPPENED, _SENT = int(Upon.HAPPENED), int(Upon.SENT)  # numba knows no flags


def run(m: Machine) -> None:
    """Run a timeline to its end, calls that are still under way included."""
    find_next_row(m)
    while True:
        row = place = NONE
        if heap_is_next(m):
            at_ms, what, kind = m.heap[0]["at_ms"], m.heap[0]["what"], m.heap[0]["kind"]
            drop_first(m)
            if kind == Waits.CALL:
                if m.calls[what]["due_ms"] == at_ms:
                    place = what
            elif kind == Waits.ADVISOR:
                advisor_is_free(m, what, at_ms)
            elif may_happen(m, what):
                m.at_ms[what] = at_ms
                row = what
        elif m.counts[NEXT_ROW] < m.events.shape[0]:
            row = m.counts[NEXT_ROW]
            m.counts[NEXT_ROW] += 1
            find_next_row(m)
        else:
            return
        _go_on(m, row, place)


def _go_on(m: Machine, row: int, place: int) -> None:
    """Let the event of a row happen, or else a call under way go on, and let wait what follows from it."""
    came_of_it = 0
    at_ms = 0
    if row != NONE:
        at_ms = m.at_ms[row]
        if m.events[row]["kind"] == EventKind.CALL:
            place = come_in(m, row)
        else:
            came_of_it = _happen(m, row)
    if place != NONE:
        came_of_it = carry_on(m, place)
        row = m.calls[place]["row"]
        at_ms = m.calls[place]["ended_ms"]
    if came_of_it:
        follow(m, row, at_ms, came_of_it)


def _happen(m: Machine, row: int) -> int:
    """Let an event happen that is no call, and return what came of it, in bits of Upon."""
    kind = m.events[row]["kind"]
    if kind in (EventKind.TEXT, EventKind.TICKET, EventKind.MESSAGE):
        customer_writes(m, row)
    elif kind == EventKind.ADVISOR:
        if advisor_acts(m, row):
            return _HAPPENED | _SENT
    elif kind == EventKind.RESPOND:
        customer_responds(m, row)
    elif kind == EventKind.BREAK:
        take_break(m, row)
    else:
        m.version[m.events[row]["team"]] = m.events[row]["other"]
    return _HAPPENED
