"""How much work something is, in a measure that goes with the machine: no test depends on seconds."""

from __future__ import annotations

from collections.abc import Callable
from time import process_time

ROUNDS = 500_000


def effort(work: Callable[[], object]) -> float:
    """How many times as much processor time a piece of work takes as a fixed loop measured beside it.

    The loop takes some hundredths of a second of plain Python; a unit is one such loop.
    """
    loop_s = min(_taken_s(_loop), _taken_s(_loop))
    work_s = _taken_s(work)
    return work_s / max(loop_s, _taken_s(_loop))


def _loop() -> int:
    total = 0
    for number in range(ROUNDS):
        total += number & 7
    return total


def _taken_s(work: Callable[[], object]) -> float:
    began_s = process_time()
    work()
    return process_time() - began_s
