"""What a team saves: Ring Last Advisor, the missed-call option, schedules, trees, routing rules, fourteen replies.

A save changes only what it names; `apply` makes the next version, and the one before stays as it was.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any

from autoreply_sim.domain.schedules import RingSchedule


def _nothing() -> Mapping[str, Any]:
    return MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplySettings:
    """One reply as a team has saved it."""

    enabled: bool
    sender: str = "company"
    """Whose name `sender_name` is: ``company`` or ``team``."""
    text: str | None = None
    """The team's own text; None = our default in the company's language."""
    quiet_period_ms: int = 0
    """Milliseconds of silence after one was sent (after_hours_texts only, R-MSG-23)."""
    whatsapp_template_approved: bool = False
    show: Mapping[str, bool] = field(default_factory=_nothing)
    """Optional elements that were switched; those not named keep their default."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyChange:
    """What a save says of one reply; None leaves a key as it is."""

    enabled: bool | None = None
    sender: str | None = None
    text: str | None = None
    quiet_period_ms: int | None = None
    whatsapp_template_approved: bool | None = None
    show: Mapping[str, bool] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TreeChoice:
    """Where a key of a call tree leads (R-CALL-6): to a team, or to advisors in the order they ring."""

    team: str | None = None
    advisors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RoutingRule:
    """A rule that sends some callers to a team or an advisor first (R-RUL-1)."""

    name: str
    criterion: str
    """``phone``, ``segment``, ``organization`` or ``account``."""
    operator: str
    """``equals`` or ``starts_with``."""
    value: str
    team: str | None = None
    advisor: str | None = None
    created_ms: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamSettings:
    """One saved version of everything that a team can set."""

    replies: Mapping[str, ReplySettings]
    ring_last_advisor: bool = False
    tickets_for_missed_calls: bool = False
    schedules: tuple[RingSchedule, ...] = ()
    call_trees: Mapping[str, Mapping[str, TreeChoice]] = field(default_factory=_nothing)
    routing_rules: tuple[RoutingRule, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingsChange:
    """What one save names; None leaves a setting as it is, lists and each tree are replaced whole (R-MSG-27)."""

    replies: Mapping[str, ReplyChange] = field(default_factory=_nothing)
    ring_last_advisor: bool | None = None
    tickets_for_missed_calls: bool | None = None
    schedules: tuple[RingSchedule, ...] | None = None
    call_trees: Mapping[str, Mapping[str, TreeChoice]] | None = None
    routing_rules: tuple[RoutingRule, ...] | None = None


def apply(settings: TeamSettings, change: SettingsChange) -> TeamSettings:
    """Return the version that a save makes of the one before it: reply by reply, key by key, tree by tree."""
    replies = dict(settings.replies)
    for key, wanted in change.replies.items():
        replies[key] = _apply_to_reply(replies[key], wanted)
    named = {
        name: value
        for name in ("ring_last_advisor", "tickets_for_missed_calls", "schedules", "routing_rules")
        if (value := getattr(change, name)) is not None
    }
    trees = MappingProxyType({**settings.call_trees, **(change.call_trees or {})})
    return replace(settings, replies=MappingProxyType(replies), call_trees=trees, **named)


def _apply_to_reply(saved: ReplySettings, wanted: ReplyChange) -> ReplySettings:
    named = {
        name: value
        for name in ("enabled", "sender", "text", "quiet_period_ms", "whatsapp_template_approved")
        if (value := getattr(wanted, name)) is not None
    }
    show = saved.show if wanted.show is None else MappingProxyType({**saved.show, **wanted.show})
    return replace(saved, show=show, **named)
