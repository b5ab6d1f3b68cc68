"""Events that follow others in drawn timelines: due some time after them, if these came out as they must (R-SIM-1)."""

from __future__ import annotations

from autoreply_sim.codes import NONE, Action, EventKind, Upon
from autoreply_sim.engine.columns import Machine, Waits
from autoreply_sim.engine.happening import event_of
from autoreply_sim.engine.heap import wait
from autoreply_sim.engine.tickets import is_open

_HUNG_UP = int(Upon.HUNG_UP)  # numba knows no flags


def follow(m: Machine, row: int, at_ms: int, came_of_it: int) -> None:
    """Let what follows from a row wait for its moment, counted from `at_ms` (UTC); `came_of_it` are bits of Upon."""
    event = event_of(m, row)
    ticket = m.happened[row]["ticket"]
    again = event["again"]
    if again != NONE and m.events[again]["upon"] & came_of_it:
        hung_up = came_of_it & _HUNG_UP
        delay_ms = m.callers[m.events[again]["caller"]]["again_ms"] if hung_up else m.events[again]["at_ms"]
        _await(m, again, at_ms + delay_ms, NONE)
    for follower in range(event["follow_from"], event["follow_from"] + event["follows"]):
        needs_ticket = m.events[follower]["kind"] in (EventKind.ADVISOR, EventKind.MESSAGE, EventKind.RESPOND)
        if m.events[follower]["upon"] & came_of_it and not (needs_ticket and ticket == NONE):
            _await(m, follower, at_ms + m.events[follower]["at_ms"], ticket if needs_ticket else NONE)


def may_happen(m: Machine, place: int, ticket: int) -> bool:
    """Say whether an event of the timeline can still happen, the ticket that it is about being what it is by now."""
    event = m.events[place]
    if ticket == NONE or event["kind"] == EventKind.RESPOND:
        return True
    if event["action"] == Action.TAKE and m.tickets[ticket]["advisor"] != NONE:
        return False
    return is_open(m.tickets[ticket])


def _await(m: Machine, follower: int, due_ms: int, ticket: int) -> None:
    if due_ms < m.settings.until_ms:
        wait(m, Waits.EVENT, follower, due_ms, m.events[follower]["number"], ticket)
