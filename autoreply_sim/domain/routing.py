"""Which routing rule a caller matches (R-RUL-1, R-RUL-3)."""

from __future__ import annotations

from collections.abc import Sequence

from autoreply_sim.domain.settings import RoutingRule
from autoreply_sim.domain.world import Customer

_IGNORED_IN_PHONES = str.maketrans("", "", " -.()/\u00a0")


def newest_match(rules: Sequence[RoutingRule], customer: Customer) -> int | None:
    """Return the place of the newest rule that a caller matches, or None; equal creation: the later in the list.

    A caller whose number is withheld or unknown matches none.
    """
    if customer.phone is None:
        return None
    matching = [place for place, rule in enumerate(rules) if matches(rule, customer)]
    return max(matching, key=lambda place: (_age_rank(rules[place]), place), default=None)


def _age_rank(rule: RoutingRule) -> tuple[bool, int]:
    return (rule.created_ms is not None, rule.created_ms or 0)


def covers(rules: Sequence[RoutingRule], newer: RoutingRule, older: RoutingRule) -> bool:
    """Return whether every caller who matches one of some rules matches another, newer one, too."""
    ages = {id(rule): (_age_rank(rule), place) for place, rule in enumerate(rules)}
    if newer.criterion != older.criterion or ages[id(newer)] <= ages[id(older)]:
        return False
    if newer.operator == "equals":
        return older.operator == "equals" and _wanted(newer) == _wanted(older)
    return _wanted(older).startswith(_wanted(newer))


def matches(rule: RoutingRule, customer: Customer) -> bool:
    """Return whether a caller whose number is known matches a rule, alone."""
    wanted = _wanted(rule)
    found = _values(rule.criterion, customer)
    if rule.operator == "starts_with":
        return any(value.startswith(wanted) for value in found)
    return wanted in found


def _wanted(rule: RoutingRule) -> str:
    return rule.value.translate(_IGNORED_IN_PHONES) if rule.criterion == "phone" else rule.value


def _values(criterion: str, customer: Customer) -> tuple[str, ...]:
    if criterion == "segment":
        return customer.segments
    value: str | None = getattr(customer, criterion)
    return () if value is None else (value,)
