"""The calls under way, ordered by their next moment: a binary heap over (time, event number)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from autoreply_sim.engine.columns import HEAP, Machine

if TYPE_CHECKING:
    import numpy as np


def wait(m: Machine, call: int, at_ms: int) -> None:
    """Let a call wait for its next moment."""
    place = m.counts[HEAP]
    m.counts[HEAP] += 1
    entry = m.heap[place]
    entry["at_ms"] = at_ms
    entry["number"] = m.events[m.calls[call]["row"]]["number"]
    entry["call"] = call
    while place > 0 and _before(m.heap[place], m.heap[(place - 1) // 2]):
        _swap(m, place, (place - 1) // 2)
        place = (place - 1) // 2


def pop(m: Machine) -> int:
    """Take out the call whose moment comes first, and return its place in `calls`."""
    first = m.heap[0]["call"]
    m.counts[HEAP] -= 1
    last = m.counts[HEAP]
    _swap(m, 0, last)
    place = 0
    while True:
        child = 2 * place + 1
        if child + 1 < last and _before(m.heap[child + 1], m.heap[child]):
            child += 1
        if child >= last or not _before(m.heap[child], m.heap[place]):
            return int(first)
        _swap(m, place, child)
        place = child


def _before(one: np.void, other: np.void) -> bool:
    if one["at_ms"] != other["at_ms"]:
        return bool(one["at_ms"] < other["at_ms"])
    return bool(one["number"] < other["number"])


def _swap(m: Machine, one: int, other: int) -> None:
    at_ms, number, call = m.heap[one]["at_ms"], m.heap[one]["number"], m.heap[one]["call"]
    m.heap[one]["at_ms"] = m.heap[other]["at_ms"]
    m.heap[one]["number"] = m.heap[other]["number"]
    m.heap[one]["call"] = m.heap[other]["call"]
    m.heap[other]["at_ms"] = at_ms
    m.heap[other]["number"] = number
    m.heap[other]["call"] = call
