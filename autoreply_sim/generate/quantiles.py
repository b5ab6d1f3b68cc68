"""From a uniform to how long something lasts: quantiles of every family, so that a uniform keeps its meaning.

The 0.3 quantile stays the 0.3 quantile when somebody changes the distribution. Durations leave in milliseconds,
float64 and not yet whole; `whole` makes them so.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from autoreply_sim.domain.traffic import Eventually, Family, Span
from autoreply_sim.generate.gamma import gamma_quantiles
from autoreply_sim.generate.normal import normal_quantiles

if TYPE_CHECKING:
    from numpy.typing import NDArray

FAR_MS = 1 << 50
"""Further away than any period reaches; longer durations are cut to it."""
LONGEST_MS = 2_000_000_000
"""The longest duration that a column of four bytes takes: 23 days."""


def spans_ms(span: Span, values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the quantiles of a span at uniforms, float64 [n] in ms; infinite where it never comes to pass."""
    scale, shape = span.scale_ms, span.shape
    match span.family:
        case Family.UNIFORM:
            return scale + (shape - scale) * values
        case Family.EXPONENTIAL:
            return -scale * np.log1p(-values)
        case Family.LOGNORMAL:
            return scale * np.exp(shape * normal_quantiles(values))
        case Family.WEIBULL:
            return scale * (-np.log1p(-values)) ** (1.0 / shape)
        case Family.GAMMA:
            return scale * gamma_quantiles(shape, values)
    return np.full(len(values), np.inf if span.family == Family.NEVER else scale)


def whole(durations_ms: NDArray[np.float64], most_ms: int = FAR_MS) -> NDArray[np.int64]:
    """Return durations as whole ms from 0 to `most_ms`, int64 [n]."""
    return np.rint(np.clip(durations_ms, 0, most_ms)).astype(np.int64)


def share_at_all(eventually: Eventually) -> float:
    """Return the share to whom it ever comes to pass."""
    return eventually.points[-1][1] if eventually.points else 0.0


def eventually_ms(eventually: Eventually, values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return when it comes to pass, float64 [n] in ms; infinite where it never does.

    Up to the first point the share grows in proportion to the time, after it with the time's logarithm.
    """
    if not eventually.points:
        return np.full(len(values), np.inf)
    times_ms = np.array([max(at_ms, 1) for at_ms, _ in eventually.points], np.float64)
    shares = np.array([share for _, share in eventually.points])
    found = np.exp(np.interp(values, shares, np.log(times_ms)))
    early = values < shares[0]
    found[early] = times_ms[0] * values[early] / shares[0]
    found[values >= shares[-1]] = np.inf
    return found


def failures(success_share: float, values: NDArray[np.float64], most: int) -> NDArray[np.int64]:
    """Return how many trials fail before the first that succeeds (geometric), at most `most`: int64 [n]."""
    if success_share >= 1.0:
        return np.zeros(len(values), np.int64)
    if success_share <= 0.0:
        return np.full(len(values), most, np.int64)
    return np.minimum(np.log1p(-values) / math.log1p(-success_share), most).astype(np.int64)
