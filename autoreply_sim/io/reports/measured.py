"""Metrics as a report holds them: each with its interval and what it means, or what difference a variant makes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, partial
from math import nan

import pandas as pd

from autoreply_sim.analytics import figures
from autoreply_sim.analytics.metric_estimates import Sums, metrics_in, of_difference, of_metric
from autoreply_sim.analytics.metric_lines import difference_in, estimate_in, side_by_side
from autoreply_sim.analytics.metrics import Metric, Unit
from autoreply_sim.analytics.phrases import Pair
from autoreply_sim.analytics.result_notes import ONE_ONLY
from autoreply_sim.analytics.statistics import Difference, holm
from autoreply_sim.io.reports import words
from autoreply_sim.io.reports.charts import chart
from autoreply_sim.io.reports.telling import Telling
from autoreply_sim.io.reports.view import Chart, Table

_DRAWN = (
    "answered_share",
    "abandoned_share",
    "asa_s",
    "service_level",
    "left_without_a_word",
    "first_word_h",
    "first_response_h",
    "replies_per_contact",
    "tickets_per_customer",
    "duplicate_share",
)
"""Those that are drawn: what customers notice first, and what is left for the team to do."""


def levels(sums: Mapping[str, Sequence[Sums]], confidence: float, tell: Telling) -> Table:
    """Return every metric with its interval under each variant, and what it means."""
    several = len(sums) > 1
    values = sums if several else [tell.say(words.VALUE)]
    rows = tuple(
        (
            tell.say(metric.label),
            *(
                estimate_in(metric, of_metric(metric, each, confidence), tell.language)
                for each in sums.values()
            ),
            tell.say(metric.definition),
        )
        for metric in metrics_in(None, next(iter(sums.values()))[0])
    )
    return Table(
        caption=tell.say(words.ALL_METRICS),
        heads=(tell.say(words.METRIC), *values, tell.say(words.MEANS)),
        rows=rows,
        figures=frozenset(range(1, len(sums) + 1)),
        is_folded=several,
        note=tell.say(ONE_ONLY) if len(next(iter(sums.values()))) == 1 else "",
    )


@dataclass(frozen=True, kw_only=True)
class Differences:
    """What variants make of the rates, against the first of them; all intervals hold at once."""

    sums: Mapping[str, Sequence[Sums]]
    confidence: float

    @property
    def base(self) -> str:
        """What the others are compared with."""
        return next(iter(self.sums))

    @cached_property
    def rates(self) -> tuple[Metric, ...]:
        """What differences are told of: whatever was counted, but for counts, which follow from these."""
        counted = metrics_in(None, self.sums[self.base][0])
        return tuple(metric for metric in counted if metric.unit != Unit.COUNT)

    @cached_property
    def found(self) -> dict[tuple[str, str], Difference]:
        """The differences by metric and variant, where there is anything to compare."""
        pairs = [(metric, name) for metric in self.rates for name in list(self.sums)[1:]]
        compared = partial(of_difference, confidence=self.confidence, comparisons=len(pairs))
        each = {
            (metric.key, name): compared(metric, self.sums[self.base], self.sums[name])
            for metric, name in pairs
        }
        return {key: difference for key, difference in each.items() if difference.value is not None}

    def tables(self, tell: Telling) -> Iterator[Table]:
        """Yield for each variant both values of every rate, the difference, and whether it is more than chance."""
        for name in list(self.sums)[1:]:
            heads = (
                tell.say(words.METRIC),
                self.base,
                name,
                tell.say(words.DIFFERENCE),
                tell.say(words.CHANCE),
            )
            yield Table(
                caption=tell.say(words.DIFFERENCES, variant=name, base=self.base),
                heads=heads,
                rows=tuple(self._rows(name, tell)),
                figures=frozenset({1, 2, 3}),
            )

    def _rows(self, name: str, tell: Telling) -> Iterator[tuple[str, ...]]:
        for metric in self.rates:
            found = self.found.get((metric.key, name))
            if found is not None:
                base, other, _ = side_by_side(metric, found.base, found.other, tell.language)
                yield (
                    tell.say(metric.label),
                    base,
                    other,
                    difference_in(metric, found, tell.language),
                    tell.say(_chance(found)),
                )

    def forests(self, tell: Telling) -> Iterator[Chart]:
        """Yield a figure for each variant that changes anything, in per cent of the base, with intervals."""
        others = list(self.sums)[1:]
        for place, name in enumerate(others, start=1):
            rows = self._relative(name, tell)
            if rows["value"].any():
                drawn = chart(f"forest-{place}", partial(figures.comparison_forest, rows), tell)
                finding = tell.say(words.OF_VARIANT, variant=name, finding=drawn.finding)
                yield replace(drawn, finding=finding) if len(others) > 1 else drawn

    def _relative(self, name: str, tell: Telling) -> pd.DataFrame:
        """Return the rates that are drawn, in per cent of the base, which is not 0."""
        adjusted = dict(zip(self.found, holm([each.p_value for each in self.found.values()]), strict=True))
        shown = [metric for metric in self.rates if metric.key in _DRAWN and self._has_base(metric, name)]
        rows = {tell.say(metric.label): self._row((metric.key, name), adjusted) for metric in shown}
        return pd.DataFrame.from_dict(rows, orient="index", columns=["value", "low", "high", "p"])

    def _has_base(self, metric: Metric, name: str) -> bool:
        found = self.found.get((metric.key, name))
        return found is not None and bool(found.base)

    def _row(self, key: tuple[str, str], adjusted: Mapping[tuple[str, str], float | None]) -> list[float]:
        found, p_value = self.found[key], adjusted[key]
        base = found.base or nan
        ends = (found.value, found.low, found.high)
        return [
            *(nan if end is None else 100 * end / base for end in ends),
            nan if p_value is None else p_value,
        ]


def _chance(found: Difference) -> Pair:
    if found.value == 0 and not found.half_width:
        return words.NO_DIFFERENCE
    if found.low is None or found.high is None:
        return words.CANNOT_TELL
    return words.WITHIN if found.low <= 0 <= found.high else words.BEYOND
