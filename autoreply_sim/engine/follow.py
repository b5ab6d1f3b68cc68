"""Events that follow others in drawn timelines: due some time after them, if these came out as they must (R-SIM-1)."""

from __future__ import annotations

from autoreply_sim.codes import NONE, Action, EventKind, Upon
from autoreply_sim.engine.columns import Machine, Waits
from autoreply_sim.engine.heap import wait
from autoreply_sim.engine.tickets import is_open

_HUNG_UP = int(Upon.HUNG_UP)  # numba knows no flags


def follow(m: Machine, row: int, at_ms: int, came_of_it: int) -> None:
    """Let what follows an event wait for its moment, counted from `at_ms` (UTC); `came_of_it` are bits of Upon."""
    event = m.events[row]
    for follower in range(event["follow_from"], event["follow_from"] + event["follows"]):
        if not m.events[follower]["upon"] & came_of_it:
            continue
        if m.ticket_of[row] == NONE and _needs_a_ticket(m, follower):
            continue
        due_ms = at_ms + _delay_ms(m, follower, came_of_it)
        if due_ms < m.settings.until_ms:
            m.ticket_of[follower] = m.ticket_of[row]
            wait(m, Waits.EVENT, follower, due_ms, m.events[follower]["number"])


def may_happen(m: Machine, row: int) -> bool:
    """Say whether an event that followed another can still happen, its ticket being what it is by now."""
    if not _needs_a_ticket(m, row):
        return True
    event = m.events[row]
    ticket = m.tickets[m.ticket_of[row]]
    if event["kind"] == EventKind.RESPOND:
        return True
    if event["action"] == Action.TAKE and ticket["advisor"] != NONE:
        return False
    return is_open(ticket)


def _needs_a_ticket(m: Machine, row: int) -> bool:
    kind = m.events[row]["kind"]
    return bool(kind in (EventKind.ADVISOR, EventKind.MESSAGE, EventKind.RESPOND))


def _delay_ms(m: Machine, follower: int, came_of_it: int) -> int:
    event = m.events[follower]
    if event["kind"] == EventKind.CALL and came_of_it & _HUNG_UP:
        return int(m.callers[event["caller"]]["again_ms"])
    return int(event["at_ms"])
