"""How many replications an interval of some width needs, and running until it is there.

Looking again and again and stopping as soon as an interval is narrow favours the moments at which it is narrow by
chance. So an interval has to be narrow enough at two looks in a row; benchmarks/coverage_of_intervals.py shows that
this is enough.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from autoreply_sim.analytics.differences import NONE_DIFFERS, Difference
from autoreply_sim.analytics.estimates import Estimate, estimate
from autoreply_sim.analytics.replicates import student_t
from autoreply_sim.arguments import is_number

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Run = tuple[NDArray[Any], NDArray[Any] | None]
    """The parts of some more replications, and their wholes if the figure is a ratio."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Precise:
    """An estimate, and whether its interval became as narrow as was asked."""

    estimate: Estimate
    reached: bool


def replications_needed(estimate_or_difference: Estimate | Difference, half_width: float) -> int:
    """Return how many replications would give an interval of this half width, at least 2.

    It is as good as the spread that was observed. Intervals of shares and of ratios that are not symmetrical are taken
    for symmetrical ones, which they are nearly once they are narrow. Of variants that are not paired: of each.

    Raises a ValueError for a half width of 0 or less, and where nothing is known about the spread.
    """
    _check_positive(half_width)
    found = estimate_or_difference
    if isinstance(found, Difference) and found.why_not == NONE_DIFFERS:
        raise ValueError(
            f"no replication of {found.replications:,} differs in it, so there is no spread to reckon with; "
            "more of them will hardly help"
        )
    if not found.standard_error:
        raise ValueError(
            "nothing is known about the spread between replications; run some more of them first"
        )
    spread = found.standard_error * math.sqrt(found.replications)
    comparisons = found.comparisons if isinstance(found, Difference) else 1
    confidence = 1 - (1 - found.confidence) / comparisons

    def is_enough(replications: int) -> bool:
        return student_t(confidence, replications - 1) * spread <= half_width * math.sqrt(replications)

    return _least(is_enough, 2)


def until_precise(  # noqa: PLR0913 (how narrow, how many and how sure are the caller's)
    run_more: Callable[[int, int], Run],
    *,
    half_width: float,
    least: int = 10,
    most: int = 1000,
    batch: int = 10,
    confidence: float = 0.95,
    relative: bool = False,
) -> Precise:
    """Return an estimate of as many replications as it takes until half of its interval is so narrow, or `most`.

    `run_more(first, count)` gives the sums of so many replications from number `first` on, as for `estimate`: `least`
    of them at first, then `batch` at a time. With `relative` the half width is a share of the value. It has to be
    reached twice in a row, except at `most`, where the running ends in any case.

    Raises a ValueError for a half width of 0 or less, and for numbers of replications that do not fit together.
    """
    _check_positive(half_width)
    run: list[Run] = []
    found: list[Estimate] = []

    def more(first: int, count: int) -> None:
        run[:] = [_longer(run[0], run_more(first, count)) if run else run_more(first, count)]

    def is_narrow() -> bool:
        parts, wholes = run[0]
        found[:] = [estimate(parts, wholes, confidence=confidence)]
        return _is_narrow(found[0], half_width, relative=relative)

    reached = batches_until(more, is_narrow, least=least, most=most, batch=batch)
    return Precise(estimate=found[0], reached=reached)


def batches_until(
    run_more: Callable[[int, int], None], is_narrow: Callable[[], bool], *, least: int, most: int, batch: int
) -> bool:
    """Run batches of replications until `is_narrow` says so twice in a row, or there are `most`; return its last word.

    `run_more(first, count)` runs so many from number `first` on. Raises a ValueError for numbers that do not fit
    together.
    """
    _check_numbers(least, most, batch)
    run_more(0, least)
    done, was_narrow, narrow = least, False, is_narrow()
    while done < most and not (narrow and was_narrow):
        count = min(batch, most - done)
        run_more(done, count)
        done, was_narrow, narrow = done + count, narrow, is_narrow()
    return narrow


def _check_positive(half_width: float) -> None:
    if not is_number(half_width) or not half_width > 0:
        raise ValueError(
            f"a half width is a number more than 0, not {half_width!r}; no interval has no width"
        )


def _check_numbers(least: int, most: int, batch: int) -> None:
    if not (2 <= least <= most and batch >= 1):
        raise ValueError(
            f"at least {least} replications, at most {most}, {batch} at a time: an interval needs 2, the most is no "
            "less than the least, and a batch has 1 or more"
        )


def _least(is_enough: Callable[[int], bool], first: int) -> int:
    """Return the least number from `first` on that is enough, if all are from some number on."""
    too_few, enough = first - 1, first
    while not is_enough(enough):
        too_few, enough = enough, enough * 2
    while enough - too_few > 1:
        middle = (too_few + enough) // 2
        too_few, enough = (too_few, middle) if is_enough(middle) else (middle, enough)
    return enough


def _is_narrow(found: Estimate, half_width: float, *, relative: bool) -> bool:
    if found.half_width is None or found.value is None:
        return False
    return found.half_width <= half_width * (abs(found.value) if relative else 1.0)


def _longer(run: Run, more: Run) -> Run:
    (parts, wholes), (more_parts, more_wholes) = run, more
    if not len(more_parts):
        raise ValueError(
            f"run_more gave nothing from replication {len(parts)} on; it has to give what is asked of it"
        )
    if wholes is None and more_wholes is None:
        return np.append(parts, more_parts), None
    if wholes is None or more_wholes is None:
        raise ValueError("run_more gave wholes at one time and none at another; give them always or never")
    return np.append(parts, more_parts), np.append(wholes, more_wholes)
