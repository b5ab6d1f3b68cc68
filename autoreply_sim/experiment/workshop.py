"""Where lots of replications are carried out: here, or by processes that share them.

What comes back is put in order, so that it is the same however the work was cut and by however many it was done.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, as_completed
from contextlib import contextmanager
from typing import Any

from autoreply_sim.analytics.precision import batches_until
from autoreply_sim.experiment.crew import crew_for, ctrl_c_waits
from autoreply_sim.experiment.parcels import packed, unpacked

_LOTS_PER_WORKER = 4
_MOST_IN_A_LOT = 25
"""Small enough that progress is seen, large enough that a task costs nothing beside its work."""

LEAST, BATCH = 10, 10
"""With `until`: how many replications there are before the first look, and how many more before the next."""

Progress = Callable[[float], None]
"""Hears the share of the work that is done, from 0 to 1."""

CarryOut = Callable[[range, Progress], list[Any]]
"""Returns what replications came to, in their order, by their numbers."""


@contextmanager
def workshop(
    here: CarryOut, there: Callable[[range], bytes], order: object, workers: int
) -> Iterator[CarryOut]:
    """Yield what carries out replications: `here`, or `there` by several processes, which find the order by theirs."""
    if workers == 1:
        yield here
        return
    with crew_for(packed(order), workers) as executor:
        yield lambda numbers, progress: deal_out(there, numbers, workers, executor, progress)


def deal_out(
    carry_out_lot: Callable[[range], bytes],
    numbers: range,
    workers: int,
    executor: Executor,
    progress: Progress,
) -> list[Any]:
    """Return what these replications came to, carried out lot by lot by an executor that has so many workers.

    `carry_out_lot` returns the list of a lot, packed. Raises what a lot raised; what is still under way then is the
    executor's to end.
    """
    size = min(max(len(numbers) // (workers * _LOTS_PER_WORKER), 1), _MOST_IN_A_LOT)
    lots = [numbers[start : start + size] for start in range(0, len(numbers), size)]
    with ctrl_c_waits():
        tasks = {executor.submit(carry_out_lot, lot): lot for lot in lots}
    done: dict[int, list[Any]] = {}
    for task in as_completed(tasks):
        done[tasks[task].start] = unpacked(task.result())
        progress(sum(map(len, done.values())) / len(numbers))
    return [each for _, lot in sorted(done.items()) for each in lot]


def carried_out(
    carry_out: CarryOut, most: int, progress: Progress, is_narrow: Callable[[Sequence[Any]], bool] | None
) -> tuple[list[Any], bool | None]:
    """Return what `most` replications came to; with `is_narrow` only as many as it takes until that is so twice.

    And whether it was so in the end; None where nobody asked.
    """
    if is_narrow is None:
        return carry_out(range(most), progress), None
    done: list[Any] = []

    def more(first: int, count: int) -> None:
        done.extend(
            carry_out(range(first, first + count), lambda share: progress((first + share * count) / most))
        )

    reached = batches_until(more, lambda: is_narrow(done), least=min(LEAST, most), most=most, batch=BATCH)
    return done, reached
