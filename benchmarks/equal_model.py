"""The same queue by SimPy, by Ciw, by a loop over heapq and by us: first equal waits, then times.

    python -m benchmarks.equal_model [DAYS]

A year of calls for a desk of five; who gave up, everybody's wait in milliseconds and every ticket must be the same by
all of them. Ciw draws for itself, so that its means must agree, and takes a month, which is scaled by the call.
"""

from __future__ import annotations

import sys
from collections.abc import Callable

from benchmarks.queue_agreement import agree, agree_on_average
from benchmarks.queue_ciw import by_ciw
from benchmarks.queue_draws import draw_queue
from benchmarks.queue_engine import by_engine, queue_timeline, queue_world, waits_of
from benchmarks.queue_names import BARE, CIW, HEAP, OURS, SIMPY, EqualModel
from benchmarks.queue_rivals import by_heap, by_simpy
from benchmarks.timing import Rate, in_turn

DAYS, CIW_DAYS, ROUNDS = 365, 30, 3


def compare(days: int = DAYS, ciw_days: int = CIW_DAYS, rounds: int = ROUNDS) -> EqualModel:
    """Return how fast each is. Raises AssertionError where they do not agree on what comes of the calls."""
    queue, world = draw_queue(days), queue_world()
    timeline = queue_timeline(queue)
    ours = waits_of(by_engine(world, timeline))
    agree(queue, ours)
    ciw_calls = agree_on_average(by_ciw(ciw_days), ours)
    tasks: dict[str, Callable[[], object]] = {
        BARE: lambda: by_simpy(queue, tickets=False),
        SIMPY: lambda: by_simpy(queue),
        CIW: lambda: by_ciw(ciw_days),
        HEAP: lambda: by_heap(queue),
        OURS: lambda: by_engine(world, timeline),
    }
    calls = {name: ciw_calls if name == CIW else len(queue) for name in tasks}
    taken = in_turn(tasks, rounds)
    return EqualModel(
        calls=len(queue),
        answered_share=float(ours.answered.mean()),
        rates={name: Rate(calls[name], taken[name]) for name in tasks},
    )


if __name__ == "__main__":
    from benchmarks.tables import equal_model_table

    print(equal_model_table(compare(int(sys.argv[1]) if len(sys.argv) > 1 else DAYS)).text())
