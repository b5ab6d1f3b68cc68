"""Whether the equal models are equal: nothing is timed before they are."""

from __future__ import annotations

import numpy as np

from benchmarks.queue_draws import Queue, Waits
from benchmarks.queue_rivals import by_heap, by_simpy

_MOST_APART_SHARE = 0.02
"""How far Ciw's share of answered calls may be from ours: a month has some 27,000 calls."""
_MOST_APART_WAIT = 0.2
"""And its mean wait, as a share of ours."""


def agree(queue: Queue, ours: Waits) -> None:
    """Raise AssertionError unless SimPy and the loop over heapq say of every call what we say."""
    others = {
        "SimPy": by_simpy(queue),
        "SimPy without tickets": by_simpy(queue, tickets=False),
        "heapq": by_heap(queue),
    }
    for name, theirs in others.items():
        np.testing.assert_array_equal(theirs.wait_ms, ours.wait_ms, f"waits by {name}")
        np.testing.assert_array_equal(theirs.answered, ours.answered, f"answered by {name}")
        if theirs.joined is not None and ours.joined is not None:
            np.testing.assert_array_equal(theirs.joined, ours.joined, f"tickets by {name}")


def agree_on_average(ciw: Waits, ours: Waits) -> int:
    """Return how many calls Ciw made. Raises AssertionError unless its means are near ours."""
    apart = abs(ciw.answered.mean() - ours.answered.mean())
    if apart > _MOST_APART_SHARE:
        raise AssertionError(
            f"Ciw answers {ciw.answered.mean():.3f} of the calls, we {ours.answered.mean():.3f}"
        )
    if abs(ciw.wait_ms.mean() / ours.wait_ms.mean() - 1) > _MOST_APART_WAIT:
        raise AssertionError(f"Ciw waits {ciw.wait_ms.mean():.0f} ms, we {ours.wait_ms.mean():.0f} ms")
    return len(ciw.answered)
