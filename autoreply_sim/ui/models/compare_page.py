"""The page of comparisons: versions, the draft and readings of the rules, lived through by the same customers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from autoreply_sim.domain.policies import POLICIES, Policies
from autoreply_sim.domain.scenario import Scenario
from autoreply_sim.experiment.compare import compare
from autoreply_sim.experiment.comparison import Comparison
from autoreply_sim.experiment.replication import traffic_of
from autoreply_sim.experiment.workshop import Progress
from autoreply_sim.ui.models.cockpit import Cockpit
from autoreply_sim.ui.models.compare_contacts import MOST_CHANGED, Contacts, Told, contacts_of
from autoreply_sim.ui.models.compare_result import (
    NO_DIFFERENCE,
    Result,
    is_same,
    rows_of,
)
from autoreply_sim.ui.models.documents import Document
from autoreply_sim.ui.models.phrase import Phrase, phrase
from autoreply_sim.ui.models.work import Post, Work

MOST_CHOSEN, MOST_VERSIONS = 6, 12
DAYS, REPLICATIONS = (7, 30, 90, 365), (5, 10, 30, 100)
DRAFT, SAVED = "draft", "saved"
CHOSEN = (SAVED, DRAFT)
"""What is compared where nobody has chosen anything else."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Variant:
    """Something that can be compared."""

    key: str
    label: Phrase
    is_chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """What was compared: a comparison of anything else by now is not up to date any more."""

    variants: tuple[str, ...]
    days: int
    replications: int
    settings: Mapping[str, Document]
    """What is saved and the draft, as far as they were compared."""


@dataclass(frozen=True, slots=True)
class _Found:
    account: str
    asked: _Asked
    labels: Mapping[str, Phrase]
    comparison: Comparison
    whose: Told
    """The first contacts whose experience changes."""


class CompareView:
    """One visitor's comparison."""

    def __init__(self, cockpit: Cockpit, post: Post) -> None:
        self.cockpit, self.work, self.contacts = cockpit, Work(post), Contacts(post)
        self.chosen: tuple[str, ...] = CHOSEN
        self.days, self.replications = DAYS[1], REPLICATIONS[1]
        self._known: tuple[tuple[int, str, str], Mapping[str, Phrase]] | None = None

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

    def select(self, keys: Iterable[str]) -> tuple[str, ...]:
        """Choose these variants, the first one being the base, and return those that are not there."""
        known = self._labels()
        wanted = tuple(dict.fromkeys(keys))
        self.chosen = tuple(key for key in wanted if key in known)[:MOST_CHOSEN]
        return tuple(key for key in wanted if key not in known)

    def variants(self) -> tuple[Variant, ...]:
        """Return what can be compared: what is saved, the draft, earlier versions, other readings of the rules."""
        return tuple(
            Variant(key=key, label=label, is_chosen=key in self.chosen)
            for key, label in self._labels().items()
        )

    def present(self) -> tuple[str, ...]:
        """Return what is chosen, as far as the account has it."""
        known = self._labels()
        return tuple(key for key in self.chosen if key in known)

    @property
    def can_start(self) -> bool:
        """Whether there are at least two variants, and an account to compare them for."""
        return len(self.present()) > 1 and self.cockpit.base is not None

    def start(self) -> None:
        """Compare what is chosen."""
        if not self.can_start:
            return
        labels = self._labels()
        scenarios = {key: self._scenario(key) for key in self.present()}
        days = min(self.days, traffic_of(next(iter(scenarios.values()))).days)
        replications = self.replications
        account, asked = self._account(), self._asked()

        def do(tell: Progress) -> _Found:
            found = compare(
                *scenarios.values(),
                names=list(scenarios),
                days=days,
                replications=replications,
                progress=tell,
            )
            told = {key: labels[key] for key in scenarios}
            return _Found(
                account, asked, told, found, contacts_of(found, MOST_CHANGED, lambda _share: tell(1.0))
            )

        self.work.start(do)

    def result(self) -> Result | None:
        """Return what the last comparison came to, None while there is none."""
        told = self._found()
        if told is None:
            return None
        labels, language = self.labels(), self.cockpit.language
        same = [labels[name] for name in list(labels)[1:] if is_same(told.comparison, name)]
        whose = self.contacts.of(told.comparison, told.whose)[language]
        rows = list(rows_of(labels, told.comparison, language))
        days = traffic_of(next(iter(told.comparison.variants.values()))).days
        return Result(
            summary=phrase("compared", replications=told.comparison.replications, count=days),
            notes=tuple(phrase("changes_nothing", variant=one) for one in same),
            differing=tuple(row for row in rows if row.verdict not in NO_DIFFERENCE),
            same=tuple(row for row in rows if row.verdict in NO_DIFFERENCE),
            base=labels[told.comparison.names[0]],
            whose=tuple(replace(one, variant=labels[name]) for name, one in whose.items()),
            outdated=_outdated(told.asked, self._asked()),
        )

    def list_more(self) -> None:
        """List more of the contacts whose experience changes."""
        told = self._found()
        if told is not None:
            self.contacts.list_more(told.comparison, told.whose)

    def comparison(self) -> Comparison | None:
        """Return the last comparison itself, for reports; None while there is none."""
        told = self._found()
        return None if told is None else told.comparison

    def labels(self) -> Mapping[str, Phrase]:
        """Return what the variants of the last comparison are called, by their names in it."""
        told = self._found()
        return {} if told is None else {key: self._labels().get(key, one) for key, one in told.labels.items()}

    def _found(self) -> _Found | None:
        """Return what the last comparison came to, if it was of the account that is open."""
        told: _Found | None = self.work.result if self.work.state == "done" else None
        return told if told is not None and told.account == self._account() else None

    def _asked(self) -> _Asked:
        """Return what would be compared now."""
        variants, draft = self.present(), self.cockpit.draft
        sides = {SAVED: draft.saved, DRAFT: draft.document}
        bases = {key if key in sides else SAVED for key in variants if not key.startswith("version:")}
        return _Asked(
            variants=variants,
            days=self.days,
            replications=self.replications,
            settings={key: sides[key] for key in sorted(bases)},
        )

    def _account(self) -> str:
        return "" if self.cockpit.account is None else self.cockpit.account.name

    def compare_draft(self) -> None:
        """Compare the draft with what is saved, from wherever that was asked for."""
        self.chosen = CHOSEN
        self.cockpit.go(page="compare")
        self.start()

    def _labels(self) -> Mapping[str, Phrase]:
        """Return everything that can be compared by its key; the store is asked once for every drawing."""
        cockpit = self.cockpit
        key = (cockpit.drawn, cockpit.language, self._account())
        if self._known is None or self._known[0] != key:
            self._known = (key, self._all_labels())
        return self._known[1]

    def _all_labels(self) -> dict[str, Phrase]:
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


def _outdated(asked: _Asked, now: _Asked) -> Phrase | None:
    """Return why a comparison is not up to date: its settings have changed since, or something else is chosen."""
    if any(now.settings.get(key, before) != before for key, before in asked.settings.items()):
        return phrase("settings_changed_since")
    return None if asked == now else phrase("choices_changed_since")
