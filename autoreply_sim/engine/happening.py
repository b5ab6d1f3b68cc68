"""What happens, in the order of time: an event of the timeline, at a moment, with the ticket that it is about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from autoreply_sim.engine.columns import HAPPENINGS, Machine

if TYPE_CHECKING:
    import numpy as np


def happen(m: Machine, event: int, at_ms: int, ticket: int) -> int:
    """Record that an event of the timeline happens at a moment (UTC ms), and return its row."""
    row = m.counts[HAPPENINGS]
    m.counts[HAPPENINGS] += 1
    entry = m.happened[row]
    entry["at_ms"] = at_ms
    entry["event"] = event
    entry["ticket"] = ticket
    return int(row)


def event_of(m: Machine, row: int) -> np.void:
    """Return the event of the timeline that happened as a row."""
    event: np.void = m.events[m.happened[row]["event"]]
    return event


def number_of(m: Machine, event: int) -> int:
    """Return the number of an event of the timeline, from 1: ties of time go by it (R-CALL-13)."""
    if m.numbers.shape[0] == 0:
        return event + 1
    return int(m.numbers[event])
