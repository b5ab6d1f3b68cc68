"""Events that follow others in drawn timelines: due some time after them, if these came out as they must (R-SIM-1)."""

from __future__ import annotations

from autoreply_sim.codes import NONE, Action, EventKind, Upon
from autoreply_sim.engine.columns import Machine
from autoreply_sim.engine.happening import event_of
from autoreply_sim.engine.later import wait_for_event
from autoreply_sim.engine.tickets import is_open

_HUNG_UP = int(Upon.HUNG_UP)  # numba knows no flags


def follow(m: Machine, row: int, at_ms: int, came_of_it: int) -> None:
    """Let what follows from a row wait for its moment, counted from `at_ms` (UTC); `came_of_it` are bits of Upon."""
    event = event_of(m, row)
    ticket = m.happened[row]["ticket"]
    if event["again"] != NONE:
        _follow(m, event["again"], at_ms, came_of_it, ticket)
    for follower in range(event["follow_from"], event["follow_from"] + event["follows"]):
        _follow(m, follower, at_ms, came_of_it, ticket)


def may_happen(m: Machine, place: int, ticket: int) -> bool:
    """Say whether an event of the timeline can still happen, the ticket that it is about being what it is by now."""
    event = m.events[place]
    if ticket == NONE or event["kind"] == EventKind.RESPOND:
        return True
    if event["action"] == Action.TAKE and m.tickets[ticket]["advisor"] != NONE:
        return False
    return is_open(m.tickets[ticket])


def _follow(m: Machine, follower: int, at_ms: int, came_of_it: int, ticket: int) -> None:
    event = m.events[follower]
    if not event["upon"] & came_of_it:
        return
    if event["kind"] not in (EventKind.ADVISOR, EventKind.MESSAGE, EventKind.RESPOND):
        ticket = NONE
    elif ticket == NONE:
        return
    delay_ms = event["at_ms"]
    if event["kind"] == EventKind.CALL and came_of_it & _HUNG_UP:
        delay_ms = m.callers[event["other"]]["again_ms"]
    if at_ms + delay_ms < m.settings.until_ms:
        wait_for_event(m, follower, at_ms + delay_ms, ticket)
