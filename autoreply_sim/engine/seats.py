"""Where calls under way sit: a call takes a seat as it comes in, and leaves it to others with what is kept of it.

What a call needs on its way is more than what is told of it in the end; years have many calls, few at a time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from autoreply_sim.codes import NONE
from autoreply_sim.engine.columns import CALLS, FREE_SEAT, SEATS, Machine

if TYPE_CHECKING:
    import numpy as np


def take_seat(m: Machine, row: int, event: int, at_ms: int) -> int:
    """Return the seat of a call that comes in, with nothing settled yet."""
    seat = _free_seat(m)
    call = m.under_way[seat]
    _clear(call)
    call["place"] = m.counts[CALLS]
    m.counts[CALLS] += 1
    call["row"] = row
    call["event"] = event
    call["came_ms"] = at_ms
    return seat


def leave_seat(m: Machine, seat: int) -> None:
    """Keep what is told of a call that is over, and free its seat."""
    call = m.under_way[seat]
    _keep(call, m.calls[call["place"]])
    call["behind"] = m.counts[FREE_SEAT]
    m.counts[FREE_SEAT] = seat


def _free_seat(m: Machine) -> int:
    seat = m.counts[FREE_SEAT]
    if seat == NONE:
        seat = m.counts[SEATS]
        m.counts[SEATS] += 1
    else:
        m.counts[FREE_SEAT] = m.under_way[seat]["behind"]
    return int(seat)


def _clear(call: np.void) -> None:
    call["ticket"] = NONE
    call["wait_ms"] = NONE
    call["schedule"] = NONE
    call["rule"] = NONE
    call["tree"] = NONE
    call["rla_ticket"] = NONE
    call["answered_by"] = NONE
    call["first_choice"] = NONE
    call["rang"] = 0
    call["list_start"] = 0
    call["turn"] = 0
    call["step_from"] = 0
    call["step_to"] = 0
    call["first_is_over"] = 0
    call["in_line"] = 0


def _keep(call: np.void, kept: np.void) -> None:
    kept["came_ms"] = call["came_ms"]
    kept["ended_ms"] = call["ended_ms"]
    kept["until_ready_ms"] = call["ready_ms"] - call["came_ms"]
    kept["row"] = call["row"]
    kept["event"] = call["event"]
    kept["ticket"] = call["ticket"]
    kept["wait_ms"] = call["wait_ms"]
    kept["schedule"] = call["schedule"]
    kept["rule"] = call["rule"]
    kept["rla_ticket"] = call["rla_ticket"]
    kept["rang"] = call["rang"]
    kept["answered_by"] = call["answered_by"]
    kept["held_by"] = call["held_by"]
    kept["first_choice"] = call["first_choice"]
    kept["outcome"] = call["outcome"]
    kept["rla"] = call["rla"]
    kept["after_hours"] = call["after_hours"]
