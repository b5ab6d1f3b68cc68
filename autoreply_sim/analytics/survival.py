"""How many are still there after some time, if of some one only knows that they were there so long.

Kaplan and Meier (1958), with Greenwood's variance and bands on the log-log scale, which stay between 0 and 1.
"""

from __future__ import annotations

from dataclasses import dataclass
from statistics import NormalDist
from typing import TYPE_CHECKING

import numpy as np

from autoreply_sim.arguments import check_confidence

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    from autoreply_sim.analytics.replicates import Floats

ROUNDING = 1e-12
"""Of a product of shares: three quarters of two thirds is a half."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Survival:
    """When somebody went, ascending, and the share that is still there after each; all float64 [times], read-only."""

    times_s: Floats
    share: Floats
    low: Floats
    """Where the band begins; NaN once nobody is left."""
    high: Floats
    confidence: float
    """Of the band, at each single time."""

    @property
    def median_s(self) -> float | None:
        """By when half of them have gone; None if more than half were there to the last."""
        gone = self.share <= 0.5 + ROUNDING
        return float(self.times_s[np.argmax(gone)]) if gone.any() else None

    def share_after(self, seconds: float) -> float:
        """Return the share that is still there after so long; beyond the last time it stays as it is there."""
        return float(np.append(1.0, self.share)[np.searchsorted(self.times_s, seconds, side="right")])


def survival(durations_s: ArrayLike, observed: ArrayLike, confidence: float = 0.95) -> Survival:
    """Return the share that is still there after each time at which somebody went.

    `durations_s`: how long each was there, float64 [n]. `observed`: whether they went then, bool [n]; of the others one
    knows only that they were there for so long.

    Raises a ValueError for a confidence that is not between 0 and 1, for durations that are negative or no numbers,
    and for columns of different lengths.
    """
    check_confidence(confidence)
    durations, went = _columns(durations_s, observed)
    times, gone = np.unique(durations[went], return_counts=True)
    at_risk = len(durations) - np.searchsorted(np.sort(durations), times)
    share = np.cumprod(1.0 - gone / at_risk, dtype=np.float64)
    low, high = _band(share, gone, at_risk, NormalDist().inv_cdf((1 + confidence) / 2))
    for column in (times, share, low, high):
        column.setflags(write=False)
    return Survival(times_s=times, share=share, low=low, high=high, confidence=confidence)


def _columns(durations_s: ArrayLike, observed: ArrayLike) -> tuple[Floats, NDArray[np.bool_]]:
    durations, went = np.asarray(durations_s, np.float64), np.asarray(observed)
    if durations.ndim != 1 or durations.shape != went.shape:
        raise ValueError(
            f"durations_s has the shape {durations.shape} and observed {went.shape}; "
            "give a duration for each, and whether it was seen to end"
        )
    if not (np.isfinite(durations) & (durations >= 0)).all():
        place = int(np.argmin(np.isfinite(durations) & (durations >= 0)))
        raise ValueError(
            f"durations_s[{place}] is {durations[place]:g}; a duration is a number of seconds from 0 on"
        )
    return durations, went.astype(bool)


def _band(
    share: Floats, gone: NDArray[np.int64], at_risk: NDArray[np.int64], quantile: float
) -> tuple[Floats, Floats]:
    low, high = np.full_like(share, np.nan), np.full_like(share, np.nan)
    some = gone < at_risk
    variance = np.cumsum(gone[some] / (at_risk[some] * (at_risk[some] - gone[some])))
    width = np.exp(quantile * np.sqrt(variance) / np.abs(np.log(share[some])))
    low[some], high[some] = share[some] ** width, share[some] ** (1 / width)
    return low, high
