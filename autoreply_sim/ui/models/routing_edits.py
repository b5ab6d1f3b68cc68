"""Edits of a team's routing rules, as the settings document of a scenario file writes them; pure, like all edits."""

from __future__ import annotations

from typing import Any

from autoreply_sim.ui.models.schedule_edits import Document, Value

_FIELDS = ("name", "criterion", "operator", "value", "target", "created")


def rules_of(team: Document) -> list[Document]:
    """Return a team's routing rules in the order of the list, a list of its own."""
    return list(team.get("routing_rules") or ())


def add_rule(team: Document, *, name: str, created: str | None = None) -> dict[str, Any]:
    """Return the team with one more rule at the end, still without a value and a target."""
    made: dict[str, Any] = {
        "name": name,
        "criterion": "phone",
        "operator": "starts_with",
        "value": "",
        "target": {},
    }
    return {**team, "routing_rules": [*rules_of(team), made | ({"created": created} if created else {})]}


def edit_rule(team: Document, index: int, key: str, value: Value) -> dict[str, Any]:
    """Return the team with one field of a rule changed; a `target` is `team:KEY` or `advisor:KEY`.

    Raises ValueError for a key that no field has.
    """
    if key not in _FIELDS:
        raise ValueError(f"a routing rule has no field {key!r}; use one of {', '.join(_FIELDS)}")
    rules = [dict(rule) for rule in rules_of(team)]
    if not 0 <= index < len(rules):
        return dict(team)
    rules[index] = {**rules[index], key: _target(str(value)) if key == "target" else str(value)}
    if key == "created" and not value:
        del rules[index][key]
    return {**team, "routing_rules": rules}


def delete_rule(team: Document, index: int) -> dict[str, Any]:
    """Return the team without one of its rules."""
    return {**team, "routing_rules": [rule for place, rule in enumerate(rules_of(team)) if place != index]}


def _target(value: str) -> dict[str, str]:
    kind, _, key = value.partition(":")
    return {kind: key} if kind in {"team", "advisor"} else {}
