"""Metrics of replications as pandas tables: each with its interval, or two variants' with the difference between them.

Where there is no interval the column `no_interval` says why, and the bounds are missing rather than wrong.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from autoreply_sim.analytics.metric_estimates import Sums, metrics_in, of_difference, of_metric
from autoreply_sim.analytics.metrics import METRICS, TEXT_METRICS, metrics_of
from autoreply_sim.analytics.phrases import say
from autoreply_sim.analytics.statistics import Difference, Estimate, holm


def estimates_frame(
    sums: Mapping[str, Sequence[Sums]],
    keys: Sequence[str] | str | None,
    confidence: float,
    language: str,
) -> pd.DataFrame:
    """Return a row per metric and variant: `value`, `low`, `high`. Raises ValueError for a metric that there is not."""
    rows = [
        {
            "metric": metric.key,
            "label": say(metric.label, language),
            "unit": metric.unit.value,
            "variant": name,
            **_own(of_metric(metric, each, confidence), language),
        }
        for metric in metrics_in(keys, _first(sums))
        for name, each in sums.items()
    ]
    return _frame(rows)


def comparison_frame(
    sums: Mapping[str, Sequence[Sums]],
    keys: Sequence[str] | str | None,
    confidence: float,
    language: str,
) -> pd.DataFrame:
    """Return a row per metric and variant beside the base: both values, and the difference with its interval.

    Intervals hold all at once with the confidence (Bonferroni); `p_adjusted` is Holm's. `variance_reduction`: how many
    times as many replications would have been needed without the same customers for all. Raises ValueError for a metric
    that there is not.
    """
    base, *others = sums
    pairs = [(metric, name) for metric in metrics_in(keys, _first(sums)) for name in others]
    found = [
        of_difference(metric, sums[base], sums[name], confidence, comparisons=len(pairs))
        for metric, name in pairs
    ]
    adjusted = holm([each.p_value for each in found])
    rows = [
        {
            "metric": metric.key,
            "label": say(metric.label, language),
            "unit": metric.unit.value,
            "variant": name,
            "base": each.base,
            "value": each.other,
            "difference": each.value,
            **_bounds(each, language),
            "relative": each.relative,
            "p_adjusted": p_value,
            "variance_reduction": each.variance_reduction,
        }
        for (metric, name), each, p_value in zip(pairs, found, adjusted, strict=True)
    ]
    return _frame(rows)


def _first(sums: Mapping[str, Sequence[Sums]]) -> Sums:
    return next(iter(sums.values()))[0]


def describe(keys: Sequence[str] | str | None = None, language: str = "en") -> pd.DataFrame:
    """Return what metrics are called, what they mean and what they are counted in. Raises ValueError as above."""
    rows = [
        (
            metric.key,
            say(metric.label, language),
            metric.unit.value,
            say(metric.definition, language),
            metric.rule,
        )
        for metric in ((*METRICS, *TEXT_METRICS) if keys is None else metrics_of(keys))
    ]
    return pd.DataFrame(rows, columns=["metric", "label", "unit", "definition", "rule"]).astype("str")


def _own(found: Estimate, language: str) -> dict[str, Any]:
    return {"value": found.value, **_bounds(found, language)}


def _bounds(found: Estimate | Difference, language: str) -> dict[str, Any]:
    why = found.why_not
    return {
        "low": found.low,
        "high": found.high,
        "no_interval": None if why is None else say(why, language),
    }


def _frame(rows: list[dict[str, Any]]) -> pd.DataFrame:
    frame = pd.DataFrame(rows)
    words = [name for name in ("metric", "label", "unit", "variant", "no_interval") if name in frame]
    numbers = [name for name in frame if name not in words]
    return frame.astype(dict.fromkeys(words, "str") | dict.fromkeys(numbers, "float64"))
