"""What a comparison came to, as the page shows it: metrics that differ, and the contacts who would notice."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from autoreply_sim.analytics.changed import Changed, changed
from autoreply_sim.analytics.metric_estimates import of_difference
from autoreply_sim.analytics.metric_lines import difference_in, value_in
from autoreply_sim.analytics.metrics import METRICS, Good, Metric, Unit
from autoreply_sim.analytics.phrases import say
from autoreply_sim.analytics.statistics import Difference
from autoreply_sim.experiment.comparison import Comparison
from autoreply_sim.ui.models.names import Names
from autoreply_sim.ui.models.phrase import Phrase, phrase
from autoreply_sim.ui.words import LANGUAGES

MOST_CHANGED = 50
"""Contacts that are listed."""

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """Somebody whose experience differs."""

    at: str
    who: str
    was: str
    is_now: str
    why_then: str
    why_now: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Whose:
    """Whose experience a variant changes, in one replication."""

    variant: Phrase
    total: int
    """How many contacts differ from the base."""
    contacts: tuple[Contact, ...]
    """The first of them."""


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


def contacts_of(found: Comparison) -> dict[str, dict[str, Whose]]:
    """Return whose experience each variant changes in the first replication: by language, and then by variant.

    What the variants are called is left for the page to say.
    """
    runs = found.replay(0)
    told: dict[str, dict[str, Whose]] = {}
    for language in LANGUAGES:
        base, *others = (replace(run, language=language).context for run in runs.values())
        names = Names(base.world, language)
        told[language] = {}
        for name, other in zip(found.names[1:], others, strict=True):
            total, contacts = changed(base, other, MOST_CHANGED)
            shown = tuple(_contact(one, names) for one in contacts)
            told[language][name] = Whose(variant=phrase("variant"), total=total, contacts=shown)
    return told


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
                yield Row(
                    key=f"{metric.key}:{name}",
                    label=say(metric.label, language),
                    means=say(metric.definition, language),
                    variant=labels[name],
                    base=value_in(metric, told.base, language),
                    value=value_in(metric, told.other, language),
                    difference=difference_in(metric, told, language),
                    verdict=_verdict(metric, told),
                )


def _verdict(metric: Metric, told: Difference) -> str:
    if not told.value:
        return "same"
    if told.low is None or told.high is None or told.low <= 0 <= told.high:
        return "chance"
    if metric.good == Good.NEITHER:
        return "differs"
    return "better" if (told.value > 0) == (metric.good == Good.MORE) else "worse"


def _contact(one: Changed, names: Names) -> Contact:
    return Contact(
        at=names.short(one.at_ms),
        who=names.customer(one.customer),
        was=one.was,
        is_now=one.is_now,
        why_then=one.why_then,
        why_now=one.why_now,
    )
