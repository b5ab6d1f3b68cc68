"""The names of the equal models, and what comparing them finds."""

from __future__ import annotations

from dataclasses import dataclass

from benchmarks.timing import Rate

BARE, SIMPY, CIW, HEAP, OURS = "SimPy, bare queue", "SimPy", "Ciw", "heapq loop", "autoreply-sim"
NAMES = (BARE, SIMPY, CIW, HEAP, OURS)
"""In the order in which they are told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EqualModel:
    """How fast each is on the same queue."""

    calls: int
    answered_share: float
    rates: dict[str, Rate]
    """By name: those above."""
