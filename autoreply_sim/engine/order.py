"""What comes next: an event at a moment of its own, or something that is due; ties go by event number (R-CALL-13)."""

from __future__ import annotations

from autoreply_sim.engine.columns import BUCKET, HEAP, NEXT_EVENT, Machine
from autoreply_sim.engine.happening import number_of
from autoreply_sim.engine.later import bucket_of


def heap_is_next(m: Machine) -> bool:
    """Say whether what is due first comes before the next event that happens by itself."""
    return bool(m.counts[HEAP] > 0 and not _next_event_is_before(m, m.heap[0]["at_ms"], m.heap[0]["number"]))


def comes_first(m: Machine, at_ms: int, number: int) -> bool:
    """Say whether a moment (UTC ms) of the event of a number comes before everything else that is still to come."""
    if bucket_of(m, at_ms) > m.counts[BUCKET]:
        return False
    if m.counts[HEAP] > 0:
        due = m.heap[0]
        if due["at_ms"] < at_ms or (due["at_ms"] == at_ms and due["number"] < number):
            return False
    return not _next_event_is_before(m, at_ms, number)


def _next_event_is_before(m: Machine, at_ms: int, number: int) -> bool:
    next_one = m.counts[NEXT_EVENT]
    if next_one == m.own_moments.shape[0]:
        return False
    event = m.own_moments[next_one]
    its_ms = m.events[event]["at_ms"]
    if its_ms != at_ms:
        return bool(its_ms < at_ms)
    return number_of(m, event) < number
