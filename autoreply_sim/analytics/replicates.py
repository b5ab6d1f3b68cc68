"""Sums of independent replications, checked, as a figure and how much each replication moves it.

A figure is a mean of sums, or a ratio of them. A ratio is made linear with the jackknife: what it would be without a
replication says how much that one moves it. For a mean this is the distance from the mean, exactly.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    Floats = NDArray[np.float64]

ROUNDING = 1e-13
"""Relative to the sums: what is smaller comes from adding and dividing."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Sums:
    """What each replication adds to a figure, float64 [replications]; `wholes` are ones where the figure is a mean."""

    parts: Floats
    wholes: Floats
    is_ratio: bool

    @property
    def tell(self) -> NDArray[np.bool_]:
        """Which replications had anything: those without a whole and without a part say nothing about a ratio."""
        return np.asarray((self.wholes > 0) | (self.parts != 0))

    def only(self, those: NDArray[np.bool_]) -> Sums:
        """Return some of the replications: bool [replications]."""
        return Sums(parts=self.parts[those], wholes=self.wholes[those], is_ratio=self.is_ratio)

    @property
    def value(self) -> float | None:
        """The figure; None where there is nothing to divide by."""
        whole = self.wholes.sum()
        return float(self.parts.sum() / whole) if whole else None

    @property
    def rounding(self) -> float:
        """How far apart two figures of these sums may be and still be the same."""
        mean = self.wholes.mean() if self.wholes.any() else 1.0
        return ROUNDING * float(np.abs(self.parts).max(initial=0.0) / mean)

    @property
    def moves(self) -> Floats:
        """How much each replication moves the figure: its distance from it in a sample of alike ones.

        float64 [replications], exactly zero where it is a matter of rounding; empty unless two of them have a whole.
        """
        whole = self.wholes.sum()
        if np.count_nonzero(self.wholes) < 2:
            return np.empty(0)
        residuals = self.parts - self.wholes * (self.parts.sum() / whole)
        return without_rounding((len(self.parts) - 1) * residuals / (whole - self.wholes), self.rounding)


def checked_sums(parts: ArrayLike, wholes: ArrayLike | None, name: str = "") -> Sums:
    """Return the sums of replications, or raise a ValueError: each a finite number, no whole below zero.

    `name` is what stands before `parts` and `wholes` in the error.
    """
    checked = _numbers(parts, f"{name}parts")
    if wholes is None:
        return Sums(parts=checked, wholes=np.ones_like(checked), is_ratio=False)
    over = _numbers(wholes, f"{name}wholes")
    if len(checked) != len(over):
        raise ValueError(
            f"{name}parts has {len(checked)} replications and {name}wholes {len(over)}; "
            "give both sums of every replication"
        )
    if (over < 0).any():
        place = int(np.argmax(over < 0))
        raise ValueError(f"{name}wholes[{place}] is {over[place]:g}; a whole is a count or a time, 0 or more")
    return Sums(parts=checked, wholes=over, is_ratio=True)


def without_rounding(values: Floats, rounding: float) -> Floats:
    """Return values with those set to zero that are as small as rounding errors."""
    return np.where(np.abs(values) <= rounding, 0.0, values)


def student_t(confidence: float, freedom: float) -> float:
    """Return how far from 0 Student's t lies at most with this probability."""
    from scipy.special import stdtrit  # noqa: PLC0415 (costs a quarter of a second, only where it is needed)

    return float(stdtrit(freedom, (1 + confidence) / 2))


def beyond_t(distance: float, freedom: float) -> float:
    """Return how probable it is that Student's t lies further from 0 than that."""
    from scipy.special import stdtr  # noqa: PLC0415 (the same)

    return 2 * float(stdtr(freedom, -distance))


def _numbers(values: ArrayLike, name: str) -> Floats:
    numbers = np.asarray(values, np.float64)
    if numbers.ndim != 1:
        raise ValueError(f"{name} has the shape {numbers.shape}; give one number for each replication")
    if not np.isfinite(numbers).all():
        place = int(np.argmin(np.isfinite(numbers)))
        raise ValueError(f"{name}[{place}] is {numbers[place]}; leave out replications without a number")
    return numbers
