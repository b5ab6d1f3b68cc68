"""The equal model's customers: when they call, how patient they are, how long they talk, and who they are.

Drawn once, ahead of all timing; SimPy, the heapq loop and we are given the same arrays. Ciw draws its own, from the
distributions that are named here.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

ADVISORS = 5
CUSTOMERS = 9_000
CALLS_A_DAY = 900.0
HOURS = (0.031, 0.059, 0.099, 0.105, 0.101, 0.096, 0.092, 0.090, 0.086, 0.076, 0.057, 0.044, 0.035, 0.029)
"""Shares of a day's calls in the hours from FIRST_HOUR on: those of a large bank on weekdays."""
FIRST_HOUR = 7
PATIENCE_MS = 347_000.0
"""Mean; exponential."""
TALK_MU, TALK_SIGMA = 4.784, 0.953
"""Of the logarithm of the seconds; the mean is 188 s."""

FIRST_DAY_MS = 1_767_225_600_000
"""2026-01-01 in UTC."""
DAY_MS, HOUR_MS = 86_400_000, 3_600_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Queue:
    """Everybody who calls, in the order in which they do."""

    at_ms: NDArray[np.int64]
    """int64 [calls], UTC ms, ascending."""
    talk_ms: NDArray[np.int32]
    patience_ms: NDArray[np.int32]
    customer: NDArray[np.int32]
    """int32 [calls], below CUSTOMERS."""

    def __len__(self) -> int:
        return len(self.at_ms)


@dataclass(frozen=True, slots=True, kw_only=True)
class Waits:
    """What came of the calls, in the order of the queue."""

    wait_ms: NDArray[np.int64]
    """int64 [calls]: until they were answered, or gave up."""
    answered: NDArray[np.bool_]
    joined: NDArray[np.int64] | None = None
    """int64 [calls]: the call that made the ticket which each landed on; None where tickets were left out."""


def hourly_rates() -> NDArray[np.float64]:
    """Return how many calls an hour are expected in each hour of a day: float64 [24]."""
    rates = np.zeros(24)
    rates[FIRST_HOUR : FIRST_HOUR + len(HOURS)] = np.array(HOURS) / sum(HOURS) * CALLS_A_DAY
    return rates


def draw_queue(days: int, seed: int = 5) -> Queue:
    """Return so many days of calls: Poisson by the hour, exponential patience, lognormal talk."""
    rng = np.random.default_rng(seed)
    counts = rng.poisson(np.tile(hourly_rates(), days))
    hours_ms = FIRST_DAY_MS + np.arange(len(counts), dtype=np.int64) * HOUR_MS
    at_ms = np.sort(np.repeat(hours_ms, counts) + rng.integers(0, HOUR_MS, counts.sum()))
    talk_s = rng.lognormal(TALK_MU, TALK_SIGMA, len(at_ms))
    return Queue(
        at_ms=at_ms,
        talk_ms=np.clip(talk_s * 1_000, 1, math.inf).astype(np.int32),
        patience_ms=rng.exponential(PATIENCE_MS, len(at_ms)).astype(np.int32),
        customer=rng.integers(0, CUSTOMERS, len(at_ms), dtype=np.int32),
    )
