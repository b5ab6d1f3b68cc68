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
    matching = [place for place, rule in enumerate(rules) if _matches(rule, customer)]
    return max(matching, key=lambda place: (_age_rank(rules[place]), place), default=None)


def _age_rank(rule: RoutingRule) -> tuple[bool, int]:
    return (rule.created_ms is not None, rule.created_ms or 0)


def _matches(rule: RoutingRule, customer: Customer) -> bool:
    wanted = rule.value.translate(_IGNORED_IN_PHONES) if rule.criterion == "phone" else rule.value
    found = _values(rule.criterion, customer)
    if rule.operator == "starts_with":
        return any(value.startswith(wanted) for value in found)
    return wanted in found


def _values(criterion: str, customer: Customer) -> tuple[str, ...]:
    if criterion == "segment":
        return customer.segments
    value: str | None = getattr(customer, criterion)
    return () if value is None else (value,)
