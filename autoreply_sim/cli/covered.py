"""Measures what a library of scenarios exercises.

A rule is exercised by a file that cites it (`# Shows: R-TKT-4`), or whose run is decided by it; a reply, in either
verdict, and a reason by a run that yields them. A policy's value is exercised by a run under it; since every run is
under the defaults, a default counts only where the file cites the policy's rule. Rules of drawn traffic are left out:
no story can show them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from autoreply_sim.codes import Reason
from autoreply_sim.domain.policies import POLICIES, Policies, PolicySpec
from autoreply_sim.experiment.run import Run
from autoreply_sim.rules.catalog import REPLY_KEYS
from autoreply_sim.rules.rulebook import only_drawn, rules

_VERDICTS = ("sent", "not_sent")
_DEFAULTS = Policies()


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """What there is to exercise, part by part, each with the files that do."""

    parts: dict[str, dict[str, list[str]]]
    unknown_rules: dict[str, list[str]]
    """What files cite that is no rule."""

    @property
    def missing(self) -> list[tuple[str, str]]:
        """What no file exercises: the part it belongs to, and the item."""
        return [
            (part, item) for part, items in self.parts.items() for item, files in items.items() if not files
        ]

    @property
    def is_complete(self) -> bool:
        """Whether everything is exercised, and every citation is right."""
        return not self.missing and not self.unknown_rules

    def as_json(self) -> dict[str, object]:
        """Return the coverage as `coverage --json` prints it."""
        missing = [{"part": part, "item": item} for part, item in self.missing]
        return {**self.parts, "missing": missing, "unknown_rules": self.unknown_rules}


def measure(runs: Iterable[Run]) -> Coverage:
    """Return what these runs exercise."""
    parts: dict[str, dict[str, list[str]]] = {
        "rules": {rule: [] for rule in rules() if rule not in only_drawn()},
        "replies": {f"{reply} {verdict}": [] for reply in REPLY_KEYS for verdict in _VERDICTS},
        "reasons": {reason.word: [] for reason in Reason if reason is not Reason.SENT},
        "policies": {item: [] for spec in POLICIES for item in _values(spec)},
    }
    unknown: dict[str, list[str]] = {}
    for run in runs:
        for part, item in dict.fromkeys(_exercised(run)):
            known = parts[part]
            (known if item in known else unknown).setdefault(item, []).append(run.scenario.origin)
    return Coverage(parts=parts, unknown_rules=unknown)


def _exercised(run: Run) -> Iterator[tuple[str, str]]:
    """What one run exercises: the part it belongs to, and the item."""
    yield from (("rules", rule) for rule in run.scenario.shows)
    yield from (("rules", item.rule) for ticket in run.tickets for item in ticket.activity)
    for decision in run.decisions:
        yield "rules", decision.rule
        yield "replies", f"{decision.reply} {decision.verdict}"
        if decision.reason is not None:
            yield "reasons", decision.reason
    for spec in POLICIES:
        value = getattr(run.scenario.world.policies, spec.name)
        if value != getattr(_DEFAULTS, spec.name) or spec.rule in run.scenario.shows:
            yield "policies", _item(spec, value)


def _values(spec: PolicySpec) -> list[str]:
    """The values of a policy to exercise; of a number, the default and any other."""
    if spec.values:
        return [f"{spec.name}: {value}" for value in spec.values]
    return [_item(spec, getattr(_DEFAULTS, spec.name)), f"{spec.name}: another"]


def _item(spec: PolicySpec, value: object) -> str:
    if spec.values:
        return f"{spec.name}: {value}"
    default = getattr(_DEFAULTS, spec.name)
    return f"{spec.name}: {default if value == default else 'another'}"
