"""What changed between two variants, with its interval, and what that means when many figures are compared.

Two variants that were run on the same draws are compared replication by replication: what both share cancels out.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from autoreply_sim.analytics.estimates import NOTHING, why_not
from autoreply_sim.analytics.phrases import Pair
from autoreply_sim.analytics.replicates import (
    Sums,
    beyond_t,
    checked_sums,
    student_t,
    without_rounding,
)
from autoreply_sim.arguments import check_confidence

if TYPE_CHECKING:
    from numpy.typing import ArrayLike

    from autoreply_sim.analytics.replicates import Floats

NONE_DIFFERS: Pair = (
    "no replication differs: no difference, or too rare a one",
    "aucune réplication ne diffère : pas d’écart, ou trop rare",
)
FEW_DIFFER: Pair = ("too few replications differ", "trop peu de réplications diffèrent")

_ENOUGH_DIFFER = 6
"""Pairs that have to differ before anything is said of how far: with five no test of signs could call it more than
chance at 5 %, and where most pairs are equal the t interval holds the truth far too seldom. Of fewer, all of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """How much another variant differs from the base, with its interval; None is what cannot be told."""

    base: float | None
    other: float | None
    value: float | None
    """The other less the base."""
    low: float | None = None
    high: float | None = None
    p_value: float | None = None
    """How probable so large a difference would be if there were none; `holm` adjusts several."""
    confidence: float
    comparisons: int = 1
    """How many intervals hold at once with that confidence."""
    replications: int
    """How many had anything to measure; of runs that are not paired, those of the variant that has fewer."""
    differing: int | None = None
    """How many pairs differ at all; None of runs that are not paired."""
    standard_error: float | None = None
    variance_reduction: float | None = None
    """How many times fewer replications pairing needs than independent runs would; None if it cannot be told."""

    @property
    def half_width(self) -> float | None:
        """Half of how wide the interval is."""
        return None if self.low is None or self.high is None else (self.high - self.low) / 2

    @property
    def relative(self) -> float | None:
        """The difference as a share of the base; None where the base is 0."""
        return None if self.value is None or not self.base else self.value / self.base

    @property
    def why_not(self) -> Pair | None:
        """Why there is no interval, in English and French; None if there is one."""
        if self.value is None:
            return NOTHING
        if self.low is not None or self.differing is None or self.replications < 2:
            return why_not(self.value, self.low, self.replications)
        if self.differing == 0:
            return NONE_DIFFERS
        return FEW_DIFFER if self.differing < _enough(self.replications) else why_not(self.value, None, 2)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Spread:
    """What is known about how far a difference could be off; None where nothing is."""

    replications: int
    error: float | None = None
    freedom: float = math.inf
    reduction: float | None = None
    differing: int | None = None


def difference(  # noqa: PLR0913 (two variants of two sums, and how they are compared)
    base_parts: ArrayLike,
    other_parts: ArrayLike,
    base_wholes: ArrayLike | None = None,
    other_wholes: ArrayLike | None = None,
    *,
    confidence: float = 0.95,
    paired: bool = True,
    comparisons: int = 1,
) -> Difference:
    """Return how much a figure of another variant differs from that of the base, with its t interval.

    Sums: a number for each replication, as for `estimate`. `paired`: replication by replication, for variants that
    were run on the same draws; otherwise Welch's interval (1947) for independent runs. Where fewer
    than six pairs differ, and not all do, there is no interval: nobody could say how rare the others are.
    `comparisons`: of how many intervals this is one; each is made wider so that all of them hold at once with the
    confidence (Bonferroni).

    Raises a ValueError for a confidence that is not between 0 and 1, and for sums that do not fit together.
    """
    check_confidence(confidence)
    if comparisons < 1:
        raise ValueError(f"{comparisons} comparisons; this is one of them, so there is at least 1")
    base, other = (
        checked_sums(base_parts, base_wholes, "base_"),
        checked_sums(other_parts, other_wholes, "other_"),
    )
    if base.is_ratio != other.is_ratio:
        raise ValueError("only one variant has wholes; give those of both, or of none")
    value = None if base.value is None or other.value is None else other.value - base.value
    value = 0.0 if value is not None and abs(value) <= base.rounding + other.rounding else value
    spread = _paired(base, other) if paired else _independent(base, other)
    low, high, p_value = _judged(value, spread, 1 - (1 - confidence) / comparisons)
    return Difference(
        base=base.value,
        other=other.value,
        value=value,
        low=low,
        high=high,
        p_value=p_value,
        confidence=confidence,
        comparisons=comparisons,
        replications=spread.replications,
        differing=spread.differing,
        standard_error=spread.error,
        variance_reduction=spread.reduction,
    )


def holm(p_values: Sequence[float | None]) -> list[float | None]:
    """Return p-values adjusted for being several, in their order (Holm 1979); None stays, and does not count.

    To call different what is adjusted to 5 % or less is wrong about any of them with a probability of at most 5 %.

    Raises a ValueError for what is not between 0 and 1.
    """
    known = [(p, place) for place, p in enumerate(p_values) if p is not None]
    adjusted: list[float | None] = [None] * len(p_values)
    least = 0.0
    for left, (p, place) in zip(range(len(known), 0, -1), sorted(known), strict=True):
        if not 0.0 <= p <= 1.0:
            raise ValueError(f"p_values[{place}] is {p:g}; a p-value lies between 0 and 1")
        least = max(least, min(1.0, left * p))
        adjusted[place] = least
    return adjusted


def _paired(base: Sums, other: Sums) -> _Spread:
    if len(base.parts) != len(other.parts):
        raise ValueError(
            f"the base has {len(base.parts)} replications and the other variant {len(other.parts)}; "
            "compare the same replications, or with paired=False"
        )
    those = base.tell | other.tell if base.is_ratio else np.ones_like(base.parts, bool)
    base, other = base.only(those), other.only(those)
    ours, theirs = base.moves, other.moves
    if not len(ours) or not len(theirs):
        return _Spread(replications=_with_whole(base, other))
    apart = without_rounding(theirs - ours, base.rounding + other.rounding)
    variance = _variance(apart)
    return _Spread(
        replications=len(apart),
        error=math.sqrt(variance / len(apart)),
        freedom=len(apart) - 1,
        reduction=(_variance(ours) + _variance(theirs)) / variance if variance else None,
        differing=_differing(base, other),
    )


def _independent(base: Sums, other: Sums) -> _Spread:
    base, other = (each.only(each.tell) if each.is_ratio else each for each in (base, other))
    replications = min(len(base.parts), len(other.parts))
    if not len(base.moves) or not len(other.moves):
        return _Spread(replications=_with_whole(base, other))
    of_means = [_variance(each.moves) / len(each.moves) for each in (base, other)]
    weights = [
        variance**2 / (len(each.parts) - 1) for variance, each in zip(of_means, (base, other), strict=True)
    ]
    freedom = sum(of_means) ** 2 / sum(weights) if any(weights) else math.inf
    return _Spread(replications=replications, error=math.sqrt(sum(of_means)), freedom=freedom)


def _differing(base: Sums, other: Sums) -> int:
    """Return how many pairs differ in anything that the figure is made of."""
    differ = base.parts != other.parts
    return int(np.count_nonzero(differ | (base.wholes != other.wholes) if base.is_ratio else differ))


def _enough(replications: int) -> int:
    return min(_ENOUGH_DIFFER, replications)


def _with_whole(base: Sums, other: Sums) -> int:
    return int(min(np.count_nonzero(base.wholes), np.count_nonzero(other.wholes)))


def _variance(moves: Floats) -> float:
    return float(moves.var(ddof=1))


def _judged(
    value: float | None, spread: _Spread, confidence: float
) -> tuple[float, float, float] | tuple[None, None, None]:
    """Return the interval, low and high, and the p-value of no difference."""
    if value is None or not spread.error:
        return None, None, None
    if spread.differing is not None and spread.differing < _enough(spread.replications):
        return None, None, None
    half = student_t(confidence, spread.freedom) * spread.error
    return value - half, value + half, beyond_t(abs(value) / spread.error, spread.freedom)
