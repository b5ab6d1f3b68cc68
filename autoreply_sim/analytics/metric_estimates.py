"""A metric over replications: its value, its difference between variants, and whether their intervals are narrow."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np

from autoreply_sim.analytics.metrics import METRICS, TEXT_METRICS, Metric, Unit, metric_of, metrics_of
from autoreply_sim.analytics.statistics import Difference, Estimate, difference, estimate
from autoreply_sim.arguments import is_number

if TYPE_CHECKING:
    from numpy.typing import NDArray

Sums = Mapping[str, int]
"""What `analytics.measure` counted of one replication."""

Until = Mapping[str, float]
"""Metrics by their keys, and how wide half of their intervals may be, in their units."""


def metrics_in(keys: Sequence[str] | str | None, sums: Sums) -> tuple[Metric, ...]:
    """Return the metrics of these keys, None for all that were counted.

    Raises ValueError for one that there is not, and for one that was not counted.
    """
    if keys is None:
        return tuple(metric for metric in (*METRICS, *TEXT_METRICS) if metric.part in sums)
    found = metrics_of(keys)
    for metric in found:
        if metric.part not in sums:
            raise ValueError(f"{metric.key} was not counted; simulate or compare with prices=load_prices()")
    return found


def of_metric(metric: Metric, sums: Sequence[Sums], confidence: float = 0.95) -> Estimate:
    """Return a metric's value over replications, with its interval."""
    return estimate(*_parts(metric, sums), confidence=confidence, is_share=metric.unit == Unit.SHARE)


def of_difference(
    metric: Metric,
    base: Sequence[Sums],
    other: Sequence[Sums],
    confidence: float = 0.95,
    *,
    comparisons: int = 1,
) -> Difference:
    """Return how much a metric differs between two variants on the same customers, with its interval."""
    parts, wholes = _parts(metric, base)
    other_parts, other_wholes = _parts(metric, other)
    return difference(
        parts, other_parts, wholes, other_wholes, confidence=confidence, comparisons=comparisons
    )


def narrow_enough(until: Until, confidence: float = 0.95) -> Callable[[Sequence[Sums]], bool]:
    """Return what says whether all these metrics of replications are known as well as is asked.

    Raises ValueError for a metric that there is not, and for a half width that cannot be.
    """
    wanted = _wanted(until)
    return lambda sums: all(
        _is_narrow(of_metric(metric, sums, confidence), width) for metric, width in wanted.items()
    )


def differences_narrow_enough(
    until: Until, confidence: float = 0.95
) -> Callable[[Sequence[Sequence[Sums]]], bool]:
    """Return what says so of the differences of these metrics between the first variant and each of the others."""
    wanted = _wanted(until)

    def is_narrow(variants: Sequence[Sequence[Sums]]) -> bool:
        base, *others = variants
        comparisons = len(others) * len(wanted)
        return all(
            _is_narrow(of_difference(metric, base, other, confidence, comparisons=comparisons), width)
            for metric, width in wanted.items()
            for other in others
        )

    return is_narrow


def _wanted(until: Until) -> dict[Metric, float]:
    if not isinstance(until, Mapping):
        raise ValueError(  # noqa: TRY004 (as of everything else that can be asked for)
            f"until: {until!r} cannot be; write metrics and half of their intervals' widths: {{'asa_s': 0.5}}"
        )
    for key, width in until.items():
        if not is_number(width) or not width > 0:
            raise ValueError(
                f"until: {key}: {width!r} cannot be; write half the width of an interval, more than 0"
            )
    return {metric_of(key): width for key, width in until.items()}


def _is_narrow(found: Estimate | Difference, half_width: float) -> bool:
    return found.half_width is not None and found.half_width <= half_width


def _parts(metric: Metric, sums: Sequence[Sums]) -> tuple[NDArray[np.float64], NDArray[np.float64] | None]:
    metrics_in(metric.key, sums[0] if sums else {metric.part: 0})
    parts = np.array([each[metric.part] for each in sums], np.float64) / metric.scale
    if metric.whole is None:
        return parts, None
    return parts, np.array([each[metric.whole] for each in sums], np.float64)
