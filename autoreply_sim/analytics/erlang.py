"""How long callers wait by the two formulas that planners know, to be held beside what was simulated.

Erlang C (1917) takes callers for infinitely patient; Erlang A (Palm, 1957) lets each hang up after an exponential time
of their own. Both take calls that come independently at one rate, talks of exponential length, and advisors who do
nothing else: where a desk is otherwise, the formulas are off, and by how much is worth seeing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy import stats

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    from autoreply_sim.analytics.replicates import Floats

BEYOND = 100
"""States that are counted beyond those that a line can be expected to reach."""


def mean_wait_s(
    load: ArrayLike, advisors: ArrayLike, talk_s: float, patience_s: float | None = None
) -> Floats:
    """Return the mean wait of all callers, hang-ups included, in seconds; float64 of the shape of the two columns.

    `load`: calls an hour times the hours of a talk, in Erlang. `advisors`: whole numbers from 1 on. With a mean
    patience it is Erlang A; without one Erlang C, which is infinite where the load reaches the advisors.

    Raises a ValueError for a load, a talk or a patience that is not above 0, and for fewer than one advisor.
    """
    offered, staff = np.broadcast_arrays(np.asarray(load, np.float64), np.asarray(advisors, np.int64))
    _check(offered, staff, talk_s, patience_s)
    if patience_s is None:
        return _of_the_patient(offered, staff, talk_s)
    return _of_the_impatient(offered, staff, talk_s, patience_s)


def _check(load: Floats, advisors: NDArray[np.int64], talk_s: float, patience_s: float | None) -> None:
    columns = {
        "load": load,
        "talk_s": np.array([talk_s], np.float64),
        "patience_s": np.array([1 if patience_s is None else patience_s], np.float64),
    }
    wrong = [name for name, column in columns.items() if not _is_above_0(column)]
    if wrong:
        raise ValueError(f"{wrong[0]} must be a number above 0")
    if (advisors < 1).any():
        raise ValueError("advisors must be at least 1")


def _is_above_0(column: Floats) -> bool:
    return bool(np.isfinite(column).all() and (column > 0).all())


def _of_the_patient(load: Floats, advisors: NDArray[np.int64], talk_s: float) -> Floats:
    blocked = stats.poisson.pmf(advisors, load) / stats.poisson.cdf(advisors, load)
    waits = advisors * blocked / (advisors - load * (1 - blocked))
    free = np.where(load < advisors, advisors - load, np.nan)
    mean: Floats = np.nan_to_num(waits * talk_s / free, nan=np.inf)
    return mean


def _of_the_impatient(load: Floats, advisors: NDArray[np.int64], talk_s: float, patience_s: float) -> Floats:
    """By Little's law from how many wait, whose law is that of a birth-death chain."""
    in_line_at_most = load.max() * (1 + patience_s / talk_s)
    there = np.arange(1, int(advisors.max() + BEYOND + 10 * in_line_at_most))
    waiting = np.maximum(there - advisors[..., None], 0)
    leave = np.minimum(there, advisors[..., None]) + waiting * talk_s / patience_s
    logs = np.cumsum(np.log(load[..., None] / leave), axis=-1)
    highest = np.maximum(logs.max(axis=-1, keepdims=True), 0)
    weights, empty = np.exp(logs - highest), np.exp(-highest[..., 0])
    in_line = (waiting * weights).sum(axis=-1) / (empty + weights.sum(axis=-1))
    mean: Floats = in_line * talk_s / load
    return mean
