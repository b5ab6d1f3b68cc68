"""How customers and advisors behave, as a scenario file writes it: what is otherwise than usual, by key."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields
from typing import Any, TypeVar

from autoreply_sim.domain.traffic import Break, Customers, Work
from autoreply_sim.io.scenario_write_values import (
    clock_to_yaml,
    duration_to_yaml,
    number_to_yaml,
    share_to_yaml,
)
from autoreply_sim.io.traffic_models import RequestKeys
from autoreply_sim.io.traffic_write_spans import eventually_to_yaml, span_to_yaml

_Habits = TypeVar("_Habits", Customers, Work)

_SPANS = frozenset(
    {
        "patience",
        "text_gap",
        "answer_delay",
        "pick_up",
        "talk",
        "after_call",
        "takes",
        "closes",
        "request_delay",
    }
)
_NUMBERS = frozenset({"later_texts", "later_messages"})
_GROUPS = {
    "hangs_up_in_greeting": ("hangs_up", "greeting"),
    "hangs_up_in_menu": ("hangs_up", "menu"),
    "menu": ("presses",),
    "again_after_hang_up": ("calls_again", "after_hang_up"),
    "again_after_service": ("calls_again", "after_service"),
    "most_calls": ("calls_again", "most_calls"),
    "waits": ("when_all_are_busy",),
} | {name: ("requests", name) for name in RequestKeys.model_fields}
"""Where a file has what the domain names otherwise."""
_OF_EACH_TEAM = "menu"
"""Callers press the keys of a team's own trees: what they press is never said for all."""


def common(habits: Iterable[_Habits], usual: _Habits) -> dict[str, Any]:
    """Return what all teams do alike and otherwise than usual, by field."""
    first, *others = habits
    return {
        name: value
        for name, value in differing(first, usual).items()
        if name != _OF_EACH_TEAM and all(getattr(other, name) == value for other in others)
    }


def differing(habits: _Habits, usual: _Habits) -> dict[str, Any]:
    """Return what is otherwise than usual, by field."""
    return {
        field.name: value
        for field in fields(habits)
        if (value := getattr(habits, field.name)) != getattr(usual, field.name)
    }


def habits_to_yaml(named: Mapping[str, Any]) -> dict[str, Any]:
    """Return fields and their values as the keys of a file, in their groups."""
    written: dict[str, Any] = {}
    for name, value in named.items():
        *groups, key = _GROUPS.get(name, (name,))
        into = written.setdefault(groups[0], {}) if groups else written
        into[key] = _WRITERS.get(name, share_to_yaml)(value)
    return written


def _same(value: object) -> object:
    return value


def _presses(menu: Mapping[str, float]) -> dict[str, str]:
    return {key: share_to_yaml(share) for key, share in menu.items()}


def _when_busy(waits: bool) -> str:  # noqa: FBT001  # one of the writers of a field
    return "wait" if waits else "voicemail"


def _breaks(breaks: Iterable[Break]) -> list[dict[str, Any]]:
    return [
        {
            "from": clock_to_yaml(each.earliest),
            "to": clock_to_yaml(each.latest),
            "length": duration_to_yaml(each.length_ms, days=True),
        }
        for each in breaks
    ]


_WRITERS: Mapping[str, Callable[[Any], object]] = {
    **dict.fromkeys(_SPANS, span_to_yaml),
    **dict.fromkeys(_NUMBERS, number_to_yaml),
    **dict.fromkeys(("again_after_hang_up", "again_after_service"), eventually_to_yaml),
    "menu": _presses,
    "waits": _when_busy,
    "breaks": _breaks,
    "most_calls": _same,
}
"""How the fields are written that are no shares."""
