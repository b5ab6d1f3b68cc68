"""A figure over independent replications with its interval, or the reason why there is none.

The kind of figure decides about the interval; benchmarks/coverage_of_intervals.py shows how often each holds the truth.

- A mean of sums has Student's t interval.
- A share, where parts are counts among wholes that are counts, has Wilson's (1927), with as many trials as the spread
  between the replications is worth: the interval never leaves 0 to 1.
- Another ratio whose parts are never negative has the interval of the values that are not refuted if the variance
  grows with the value, which is Wilson's for small shares; it never goes below 0. To the side where few replications
  lie far out, as busy days do, it reaches at least as far as Hall's interval for skewed samples (1992).
- A ratio with negative parts has the t interval of the jackknife.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from statistics import NormalDist
from typing import TYPE_CHECKING

import numpy as np

from autoreply_sim.analytics.phrases import Pair
from autoreply_sim.analytics.replicates import Sums, checked_sums, student_t
from autoreply_sim.arguments import check_confidence

if TYPE_CHECKING:
    from numpy.typing import ArrayLike

NOTHING: Pair = ("nothing to measure", "rien à mesurer")
TOO_FEW: Pair = ("too few replications", "trop peu de réplications")
ALIKE: Pair = ("all replications are alike", "toutes les réplications sont identiques")


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """A figure and the interval that holds its long-run value with some confidence; None is what cannot be told."""

    value: float | None
    low: float | None = None
    high: float | None = None
    confidence: float
    replications: int
    """How many had anything to measure; of `share`, the trials."""
    standard_error: float | None = None

    @property
    def half_width(self) -> float | None:
        """Half of how wide the interval is; it need not be the same to both sides of the value."""
        return None if self.low is None or self.high is None else (self.high - self.low) / 2

    @property
    def why_not(self) -> Pair | None:
        """Why there is no interval, in English and French; None if there is one."""
        return why_not(self.value, self.low, self.replications)


def why_not(value: float | None, low: float | None, replications: int) -> Pair | None:
    """Return why a figure has no interval, in English and French; None if it has one."""
    if value is None:
        return NOTHING
    if low is not None:
        return None
    return TOO_FEW if replications < 2 else ALIKE


def estimate(
    parts: ArrayLike,
    wholes: ArrayLike | None = None,
    *,
    confidence: float = 0.95,
    is_share: bool | None = None,
) -> Estimate:
    """Return the mean of parts, or the sum of parts by the sum of wholes, with its interval.

    `parts`, `wholes`: a number for each replication. `is_share`: whether parts are some of the wholes. If it is not
    said, it is taken to be so where all are whole numbers, but so may be tickets by customers: better say it. Where a
    part exceeds its whole it is no share, whatever was said. Counts of a share that are alike in all replications, such
    as no call lost in any, get the interval of that many independent trials.

    Raises a ValueError for a confidence that is not between 0 and 1, and for sums that do not fit together.
    """
    check_confidence(confidence)
    sums = checked_sums(parts, wholes)
    sums = sums.only(sums.tell) if sums.is_ratio else sums
    value, moves, replications = sums.value, sums.moves, len(sums.parts)
    if value is None or len(moves) < 2:
        # Of replications that had parts only, one with a whole tells no more than a single one.
        few = min(replications, int(np.count_nonzero(sums.wholes)))
        return Estimate(value=value, confidence=confidence, replications=few)
    error = float(moves.std(ddof=1)) / math.sqrt(replications)
    low, high = _limits(sums, value, error, confidence, is_share=is_share)
    return Estimate(
        value=value,
        low=low,
        high=high,
        confidence=confidence,
        replications=replications,
        standard_error=error,
    )


def share(successes: int, trials: int, confidence: float = 0.95) -> Estimate:
    """Return the share of independent trials that succeeded, with Wilson's interval (1927).

    Raises a ValueError for a confidence that is not between 0 and 1, and for more successes than trials.
    """
    check_confidence(confidence)
    if not 0 <= successes <= trials:
        raise ValueError(
            f"{successes} successes of {trials} trials; give counts of which the first is the smaller"
        )
    if not trials:
        return Estimate(value=None, confidence=confidence, replications=0)
    value = successes / trials
    low, high = _wilson(value, trials, _normal(confidence))
    error = math.sqrt(value * (1 - value) / trials)
    return Estimate(
        value=value, low=low, high=high, confidence=confidence, replications=trials, standard_error=error
    )


def _limits(
    sums: Sums, value: float, error: float, confidence: float, *, is_share: bool | None
) -> tuple[float, float] | tuple[None, None]:
    some = _are_some(sums, is_share)
    if error == 0.0:
        if not (some and _count(sums)):
            return None, None
        return _wilson(value, float(sums.wholes.sum()), _normal(confidence))
    t = student_t(confidence, len(sums.parts) - 1)
    if some:
        return _wilson(value, value * (1 - value) / error**2, t)
    if sums.is_ratio and value > 0 and (sums.parts >= 0).all():
        even, skewed = _growing(value, error**2 / value, t), _skewed(value, sums, error, t)
        return min(even[0], max(0.0, skewed[0])), max(even[1], skewed[1])
    return value - t * error, value + t * error


def _are_some(sums: Sums, is_share: bool | None) -> bool:  # noqa: FBT001 (what the caller said, or None)
    within = sums.is_ratio and bool(((sums.parts >= 0) & (sums.parts <= sums.wholes)).all())
    return within and (_count(sums) if is_share is None else is_share)


def _count(sums: Sums) -> bool:
    return bool((sums.parts % 1 == 0).all() and (sums.wholes % 1 == 0).all())


def _normal(confidence: float) -> float:
    return NormalDist().inv_cdf((1 + confidence) / 2)


def _wilson(value: float, trials: float, quantile: float) -> tuple[float, float]:
    """Return the shares s of which the value is no further away than the quantile times √(s (1 - s) / trials)."""
    square = quantile**2 / trials
    middle = (value + square / 2) / (1 + square)
    half = math.sqrt(square * (value * (1 - value) + square / 4)) / (1 + square)
    return min(value, max(0.0, middle - half)), max(value, min(1.0, middle + half))


def _growing(value: float, variance_by_value: float, quantile: float) -> tuple[float, float]:
    """Return the values v of which the value is no further away than the quantile times √(v · variance_by_value)."""
    square = quantile**2 * variance_by_value
    high = value + square / 2 + math.sqrt(square * (value + square / 4))
    # The two are the roots of a quadratic equation whose product is the square of the value.
    return value**2 / high, high


def _skewed(value: float, sums: Sums, error: float, quantile: float) -> tuple[float, float]:
    """Return the interval of which the skewness is transformed away (Hall 1992, the monotone cubic)."""
    moves, number = sums.moves, len(sums.parts)
    unbiased = math.sqrt(number * (number - 1)) / max(number - 2, 1)
    skewness = unbiased * float((((moves - moves.mean()) / moves.std()) ** 3).mean())
    root = math.sqrt(number)
    bend = skewness / (3 * root)

    def turned(limit: float) -> float:
        if abs(bend) < 1e-6:
            return limit
        return (math.cbrt(1 + 3 * bend * (limit - skewness / (6 * root))) - 1) / bend

    return value - turned(quantile) * error, value - turned(-quantile) * error
