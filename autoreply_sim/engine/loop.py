"""The loop: events and whatever is due, one after the other in the order of time (R-CALL-13).

Wherever it can be, a kernel is called from one place only: machine code is made of it once per call.
"""

from __future__ import annotations

from autoreply_sim.codes import NONE, EventKind, Upon
from autoreply_sim.engine.actions import advisor_acts
from autoreply_sim.engine.calls import carry_on, come_in, is_due
from autoreply_sim.engine.columns import HAPPENINGS, NEXT_EVENT, Machine, Waits
from autoreply_sim.engine.follow import follow, may_happen
from autoreply_sim.engine.free_advisors import advisor_is_free, take_break
from autoreply_sim.engine.happening import event_of, happen
from autoreply_sim.engine.heap import drop_first
from autoreply_sim.engine.later import bring_up
from autoreply_sim.engine.messages import customer_responds, customer_writes
from autoreply_sim.engine.order import heap_is_next

_HAPPENED, _SENT = int(Upon.HAPPENED), int(Upon.SENT)  # numba knows no flags


def run(m: Machine) -> None:
    """Run a timeline to its end, calls that are still under way included, or until the records are full."""
    while m.counts[HAPPENINGS] < m.happened.shape[0]:
        bring_up(m)
        row = seat = NONE
        if heap_is_next(m):
            at_ms, what, ticket = m.heap[0]["at_ms"], m.heap[0]["what"], m.heap[0]["ticket"]
            kind, number = m.heap[0]["kind"], m.heap[0]["number"]
            drop_first(m)
            if kind == Waits.CALL:
                if is_due(m, what, at_ms, number):
                    seat = what
            elif kind == Waits.ADVISOR:
                advisor_is_free(m, what, at_ms)
            elif may_happen(m, what, ticket):
                row = happen(m, what, at_ms, ticket)
        elif m.counts[NEXT_EVENT] < m.own_moments.shape[0]:
            event = m.own_moments[m.counts[NEXT_EVENT]]
            m.counts[NEXT_EVENT] += 1
            row = happen(m, event, m.events[event]["at_ms"], m.events[event]["ticket"])
        else:
            return
        _go_on(m, row, seat)


def _go_on(m: Machine, row: int, seat: int) -> None:
    """Let a row happen, or else a call under way go on, and let wait what follows from it."""
    came_of_it = 0
    at_ms = 0
    if row != NONE:
        at_ms = m.happened[row]["at_ms"]
        if event_of(m, row)["kind"] == EventKind.CALL:
            seat = come_in(m, row)
        else:
            came_of_it = _happen(m, row)
    if seat != NONE:
        came_of_it = carry_on(m, seat)
        row = m.under_way[seat]["row"]
        at_ms = m.under_way[seat]["ended_ms"]
    if came_of_it:
        follow(m, row, at_ms, came_of_it)


def _happen(m: Machine, row: int) -> int:
    """Let an event happen that is no call, and return what came of it, in bits of Upon."""
    kind = event_of(m, row)["kind"]
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
        m.version[event_of(m, row)["team"]] = event_of(m, row)["other"]
    return _HAPPENED
