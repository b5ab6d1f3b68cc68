"""What is due at some later moment, ordered by time: a binary heap over (time, event number)."""

from __future__ import annotations

from autoreply_sim.engine.columns import HEAP, Machine, Waits


def wait(m: Machine, kind: Waits, what: int, at_ms: int, number: int, ticket: int) -> None:
    """Let something wait for its moment (UTC ms); of equal times the lower number comes first."""
    place = m.counts[HEAP]
    m.counts[HEAP] += 1
    while place > 0 and _comes_before(m, at_ms, number, (place - 1) // 2):
        _move(m, (place - 1) // 2, place)
        place = (place - 1) // 2
    entry = m.heap[place]
    entry["at_ms"] = at_ms
    entry["number"] = number
    entry["what"] = what
    entry["ticket"] = ticket
    entry["kind"] = kind


def drop_first(m: Machine) -> None:
    """Take out what comes first, which stands at place 0."""
    m.counts[HEAP] -= 1
    last = m.counts[HEAP]
    at_ms, number = m.heap[last]["at_ms"], m.heap[last]["number"]
    place = 0
    while True:
        child = 2 * place + 1
        if child + 1 < last and _comes_before(
            m, m.heap[child + 1]["at_ms"], m.heap[child + 1]["number"], child
        ):
            child += 1
        if child >= last or _comes_before(m, at_ms, number, child):
            break
        _move(m, child, place)
        place = child
    _move(m, last, place)


def _comes_before(m: Machine, at_ms: int, number: int, place: int) -> bool:
    other = m.heap[place]
    if at_ms != other["at_ms"]:
        return bool(at_ms < other["at_ms"])
    return bool(number < other["number"])


def _move(m: Machine, start: int, end: int) -> None:
    m.heap[end]["at_ms"] = m.heap[start]["at_ms"]
    m.heap[end]["number"] = m.heap[start]["number"]
    m.heap[end]["what"] = m.heap[start]["what"]
    m.heap[end]["ticket"] = m.heap[start]["ticket"]
    m.heap[end]["kind"] = m.heap[start]["kind"]
