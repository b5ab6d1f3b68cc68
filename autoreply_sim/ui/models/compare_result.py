"""What a comparison came to, as the page shows it: metrics that differ, and the contacts who would notice."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from autoreply_sim.analytics.metric_estimates import of_difference
from autoreply_sim.analytics.metric_lines import difference_in, side_by_side
from autoreply_sim.analytics.metrics import METRICS, Good, Metric, Unit
from autoreply_sim.analytics.phrases import say
from autoreply_sim.analytics.statistics import Difference
from autoreply_sim.experiment.comparison import Comparison
from autoreply_sim.ui.models.compare_contacts import Whose
from autoreply_sim.ui.models.phrase import Phrase, phrase

NO_DIFFERENCE = ("chance", "same")
"""The verdicts on metrics that do not differ, as far as anybody knows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A metric under the base and under one other variant."""

    key: str
    label: str
    means: str
    variant: Phrase
    base: str
    value: str
    difference: str
    verdict: str
    """`better`, `worse`, `differs`, `chance` or `same`."""
    metric: Metric
    found: Difference
    why_not: str
    """Why the difference has no interval; empty if it has one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What a comparison came to."""

    summary: Phrase
    notes: tuple[Phrase, ...]
    differing: tuple[Row, ...]
    same: tuple[Row, ...]
    """Metrics that do not differ, or only as much as chance may."""
    base: Phrase
    whose: tuple[Whose, ...]
    """Of each variant, whose experience it changes."""
    outdated: Phrase | None
    """Why it is not what a comparison would come to now; None if it is."""

    @property
    def is_of_several(self) -> bool:
        """Whether the base was compared with more than one variant."""
        return len(self.whose) > 1

    @property
    def value_head(self) -> Phrase:
        """What the other variants' values are called: if there is only one, by its name."""
        return phrase("its_value") if self.is_of_several else self.whose[0].variant


def is_same(found: Comparison, name: str) -> bool:
    """Say whether a variant's settings are those of the base."""
    return found.variants[name].world == found.variants[found.names[0]].world


def rows_of(labels: Mapping[str, Phrase], found: Comparison, language: str) -> Iterator[Row]:
    """Yield every metric that there is for the base and another variant, with what differs."""
    base, *others = found.names
    shown = [metric for metric in METRICS if metric.unit != Unit.COUNT or metric.key.startswith("sent_")]
    comparisons = len(shown) * len(others)
    for metric in shown:
        for name in others:
            ours, theirs = found.sums[base], found.sums[name]
            told = of_difference(metric, ours, theirs, found.confidence, comparisons=comparisons)
            if told.value is not None:
                base_said, value_said, _ = side_by_side(metric, told.base, told.other, language)
                yield Row(
                    key=f"{metric.key}:{name}",
                    label=say(metric.label, language),
                    means=say(metric.definition, language),
                    variant=labels[name],
                    base=base_said,
                    value=value_said,
                    difference=difference_in(metric, told, language),
                    verdict=_verdict(metric, told),
                    metric=metric,
                    found=told,
                    why_not="" if told.why_not is None else say(told.why_not, language),
                )


def _verdict(metric: Metric, told: Difference) -> str:
    if not told.value:
        return "same"
    if told.low is None or told.high is None or told.low <= 0 <= told.high:
        return "chance"
    if metric.good == Good.NEITHER:
        return "differs"
    return "better" if (told.value > 0) == (metric.good == Good.MORE) else "worse"
