"""Quantiles of the Gamma distribution with mean 1: looked up in a table that is made once per shape.

The table holds the distribution function at a few thousand points, from its power series; narrow distributions
(a coefficient of variation below 0.05) follow Wilson and Hilferty's cube of a normal quantile, which is then less than
two ten-thousandths beside the exact value.
"""

from __future__ import annotations

import math
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from autoreply_sim.generate.normal import normal_quantiles

if TYPE_CHECKING:
    from numpy.typing import NDArray

_POINTS = 4_096
_NARROW = 400.0
"""The shape from which the cube serves."""


def gamma_quantiles(variation: float, values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return quantiles, float64 [n], of the Gamma distribution with mean 1 and that coefficient of variation."""
    if variation <= 0.0:
        return np.ones(len(values))
    shape = variation**-2
    if shape >= _NARROW:
        ninth = 1.0 / (9.0 * shape)
        return np.maximum(1.0 - ninth + normal_quantiles(values) * math.sqrt(ninth), 0.0) ** 3
    odds, logs = _table(shape)
    found: NDArray[np.float64] = np.exp(np.interp(np.log(values) - np.log1p(-values), odds, logs)) / shape
    return found


@lru_cache(maxsize=64)
def _table(shape: float) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the logarithms of the odds that a standard Gamma value is smaller, ascending, and those of the values."""
    least = (math.log(2.0**-56) + math.lgamma(shape + 1.0)) / shape
    most = math.log(shape + 9.0 * math.sqrt(shape) + 40.0)
    logs = np.linspace(max(least, -700.0), most, _POINTS)
    below = _distribution(shape, logs)
    inside = (below > 0.0) & (below < 1.0 - 2.0**-50)
    below = below[inside]
    return np.log(below) - np.log1p(-below), logs[inside]


def _distribution(shape: float, logs: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the regularised lower incomplete Gamma function at exp(logs), by its power series (DLMF 8.11.4)."""
    at = np.exp(logs)
    term = np.exp(shape * logs - at - math.lgamma(shape + 1.0))
    total = term.copy()
    for step in range(1, int(at[-1] + 12.0 * math.sqrt(at[-1])) + 60):
        term *= at / (shape + step)
        total += term
    return total
