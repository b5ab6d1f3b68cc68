"""The page of comparisons: versions, the draft and readings of the rules, lived through by the same customers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from autoreply_sim.analytics.changed import Changed, changed
from autoreply_sim.analytics.metric_estimates import of_difference
from autoreply_sim.analytics.metric_lines import difference_in, value_in
from autoreply_sim.analytics.metrics import METRICS, Good, Metric, Unit
from autoreply_sim.analytics.phrases import say
from autoreply_sim.analytics.statistics import Difference
from autoreply_sim.domain.policies import POLICIES, Policies
from autoreply_sim.domain.scenario import Scenario
from autoreply_sim.experiment.compare import compare
from autoreply_sim.experiment.comparison import Comparison
from autoreply_sim.experiment.replication import traffic_of
from autoreply_sim.experiment.workshop import Progress
from autoreply_sim.ui.models.cockpit import Cockpit
from autoreply_sim.ui.models.names import Names
from autoreply_sim.ui.models.phrase import Phrase, phrase
from autoreply_sim.ui.models.work import Post, Work

MOST_CHOSEN, MOST_VERSIONS, MOST_CHANGED = 6, 12, 50
DAYS, REPLICATIONS = (7, 30, 90, 365), (5, 10, 30, 100)
DRAFT, SAVED = "draft", "saved"
_NO_DIFFERENCE = ("chance", "same")


@dataclass(frozen=True, slots=True, kw_only=True)
class Variant:
    """Something that can be compared."""

    key: str
    label: Phrase
    is_chosen: bool


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
class Result:
    """What a comparison came to."""

    summary: Phrase
    notes: tuple[Phrase, ...]
    differing: tuple[Row, ...]
    same: tuple[Row, ...]
    """Metrics that do not differ, or only as much as chance may."""
    base: Phrase
    variant: Phrase
    total: int
    """Contacts of one replication whose experience differs."""
    contacts: tuple[Contact, ...]


@dataclass(frozen=True, slots=True)
class _Found:
    account: str
    labels: Mapping[str, Phrase]
    comparison: Comparison
    total: int
    contacts: tuple[Contact, ...]


class CompareView:
    """One visitor's comparison."""

    def __init__(self, cockpit: Cockpit, post: Post) -> None:
        self.cockpit, self.work = cockpit, Work(post)
        self.chosen: tuple[str, ...] = (SAVED, DRAFT)
        self.days, self.replications = 30, 10

    def choose(self, key: str, *, wanted: bool) -> None:
        """Add a variant to those that are compared, or leave it out; the others are compared with the first one."""
        others = tuple(one for one in self.chosen if one != key)
        known = [one.key for one in self.variants()]
        self.chosen = (*others, key)[-MOST_CHOSEN:] if wanted and key in known else others
        self.cockpit.show()

    def set_days(self, days: int) -> None:
        """Compare so many days of each replication."""
        self.days = days if days in DAYS else self.days
        self.cockpit.show()

    def set_replications(self, replications: int) -> None:
        """Draw the customers so often."""
        self.replications = replications if replications in REPLICATIONS else self.replications
        self.cockpit.show()

    def variants(self) -> tuple[Variant, ...]:
        """Return what can be compared: what is saved, the draft, earlier versions, other readings of the rules."""
        return tuple(
            Variant(key=key, label=label, is_chosen=key in self.chosen)
            for key, label in self._labels().items()
        )

    @property
    def can_start(self) -> bool:
        """Whether there are at least two variants, and an account to compare them for."""
        return len(self._present()) > 1 and self.cockpit.base is not None

    def start(self) -> None:
        """Compare what is chosen."""
        if not self.can_start:
            return
        labels = self._labels()
        scenarios = {key: self._scenario(key) for key in self._present()}
        days = min(self.days, traffic_of(next(iter(scenarios.values()))).days)
        replications, language = self.replications, self.cockpit.language
        account = self._account()

        def do(tell: Progress) -> _Found:
            found = compare(
                *scenarios.values(),
                names=list(scenarios),
                days=days,
                replications=replications,
                progress=tell,
            )
            return _Found(account, {key: labels[key] for key in scenarios}, found, *_changed(found, language))

        self.work.start(do)

    def result(self) -> Result | None:
        """Return what the last comparison came to, None while there is none."""
        told = self._found()
        if told is None:
            return None
        base, variant, *_ = told.labels.values()
        same = [told.labels[name] for name in list(told.labels)[1:] if _is_same(told.comparison, name)]
        rows = list(_rows(told.labels, told.comparison, self.cockpit.language))
        days = traffic_of(next(iter(told.comparison.variants.values()))).days
        return Result(
            summary=phrase("compared", replications=told.comparison.replications, count=days),
            notes=tuple(phrase("changes_nothing", variant=one) for one in same),
            differing=tuple(row for row in rows if row.verdict not in _NO_DIFFERENCE),
            same=tuple(row for row in rows if row.verdict in _NO_DIFFERENCE),
            base=base,
            variant=variant,
            total=told.total,
            contacts=told.contacts,
        )

    def comparison(self) -> Comparison | None:
        """Return the last comparison itself, for reports; None while there is none."""
        told = self._found()
        return None if told is None else told.comparison

    def _found(self) -> _Found | None:
        """Return what the last comparison came to, if it was of the account that is open."""
        told: _Found | None = self.work.result if self.work.state == "done" else None
        return told if told is not None and told.account == self._account() else None

    def _account(self) -> str:
        return "" if self.cockpit.account is None else self.cockpit.account.name

    def compare_draft(self) -> None:
        """Compare the draft with what is saved, from wherever that was asked for."""
        self.chosen = (SAVED, DRAFT)
        self.cockpit.go(page="compare")
        self.start()

    def _present(self) -> tuple[str, ...]:
        known = self._labels()
        return tuple(key for key in self.chosen if key in known)

    def _labels(self) -> dict[str, Phrase]:
        """Return everything that can be compared by its key."""
        cockpit = self.cockpit
        if cockpit.base is None or cockpit.account is None:
            return {}
        found = {SAVED: phrase("variant_saved"), DRAFT: phrase("variant_draft")}
        if cockpit.version is not None:
            for one in cockpit.store.history(cockpit.account.name, most=MOST_VERSIONS):
                if one.number != cockpit.version.number:
                    found[f"version:{one.number}"] = phrase(
                        "variant_version", number=one.number, author=one.author
                    )
            found["version:0"] = phrase("variant_file")
        return found | {key: label for key, label, _ in _readings(cockpit)}

    def _scenario(self, key: str) -> Scenario:
        cockpit = self.cockpit
        if key == SAVED:
            return cockpit.saved
        if key == DRAFT:
            return cockpit.tried
        if key.startswith("version:"):
            return cockpit.scenario_of(int(key.partition(":")[2]))
        policies = next(changed for known, _, changed in _readings(cockpit) if known == key)
        saved = cockpit.saved
        return replace(saved, world=replace(saved.world, policies=policies))


def _readings(cockpit: Cockpit) -> Iterator[tuple[str, Phrase, Policies]]:
    """Yield what is saved with one policy read otherwise: key, label, and the policies."""
    place = 1 if cockpit.language == "fr" else 0
    saved = cockpit.saved.world.policies
    for spec in POLICIES:
        for value, means in spec.values.items():
            if getattr(saved, spec.name) != value:
                label = phrase("variant_policy", question=spec.question[place], answer=means[place])
                other: dict[str, Any] = {spec.name: value}
                yield f"policy:{spec.name}:{value}", label, replace(saved, **other)


def _is_same(found: Comparison, name: str) -> bool:
    return found.variants[name].world == found.variants[found.names[0]].world


def _changed(found: Comparison, language: str) -> tuple[int, tuple[Contact, ...]]:
    """Return how many contacts of the first replication differ between the base and the next variant, and the first."""
    base, other, *_ = (replace(run, language=language).context for run in found.replay(0).values())
    total, contacts = changed(base, other, MOST_CHANGED)
    names = Names(base.world, language)
    return total, tuple(_contact(one, names) for one in contacts)


def _rows(labels: Mapping[str, Phrase], found: Comparison, language: str) -> Iterator[Row]:
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
