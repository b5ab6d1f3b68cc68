"""What teams save, as a scenario file writes it: what is as ever is left out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from autoreply_sim.domain.schedules import RingSchedule
from autoreply_sim.domain.settings import (
    ReplyChange,
    ReplySettings,
    RoutingRule,
    SettingsChange,
    TeamSettings,
)
from autoreply_sim.io.scenario_write_values import clock_to_yaml, moment_to_yaml, number_to_yaml
from autoreply_sim.io.settings_document import rule_document, schedule_document, trees_document
from autoreply_sim.io.yaml12_data import Plain
from autoreply_sim.rules.catalog import CATALOG, default_replies
from autoreply_sim.units import MINUTE_MS

_USUAL = {
    "enabled": True,
    "draft": False,
    "except": [],
    "advisors": [],
    "ring": {"strategy": "group", "ring_seconds": 30},
}
"""What a schedule is unless it says something else."""


def settings_to_yaml(settings: TeamSettings, zone_name: str) -> dict[str, Any]:
    """Return what a team has saved before the first event."""
    written: dict[str, Any] = {
        "ring_last_advisor": settings.ring_last_advisor,
        "tickets_for_missed_calls": settings.tickets_for_missed_calls,
        "schedules": _schedules(settings.schedules, zone_name),
        "call_trees": trees_document(settings.call_trees),
        "routing_rules": _rules(settings.routing_rules, zone_name),
        "auto_replies": dict(_replies(settings.replies)),
    }
    return {key: value for key, value in written.items() if value}


def change_to_yaml(change: SettingsChange, zone_name: str) -> dict[str, Any]:
    """Return what a save names; one that names nothing at all names no reply."""
    trees = change.call_trees
    written: dict[str, Any] = {
        "ring_last_advisor": change.ring_last_advisor,
        "tickets_for_missed_calls": change.tickets_for_missed_calls,
        "schedules": None if change.schedules is None else _schedules(change.schedules, zone_name),
        "call_trees": None if trees is None else trees_document(trees),
        "routing_rules": None if change.routing_rules is None else _rules(change.routing_rules, zone_name),
        "auto_replies": {key: _reply(reply) for key, reply in change.replies.items()} or None,
    }
    return {key: value for key, value in written.items() if value is not None} or {"auto_replies": {}}


def _schedules(schedules: tuple[RingSchedule, ...], zone_name: str) -> list[dict[str, Any]]:
    return [_schedule(schedule, zone_name) for schedule in schedules]


def _schedule(schedule: RingSchedule, zone_name: str) -> dict[str, Any]:
    written = schedule_document(schedule) | {
        "first": Plain(schedule.first.isoformat()),
        "from": clock_to_yaml(schedule.start),
        "to": clock_to_yaml(schedule.end),
        "except": [Plain(day.isoformat()) for day in schedule.excepted],
    }
    usual = _USUAL | {"timezone": zone_name}
    kept = {key: value for key, value in written.items() if key not in usual or value != usual[key]}
    return kept | _created(schedule.created_ms, zone_name)


def _rules(rules: tuple[RoutingRule, ...], zone_name: str) -> list[dict[str, Any]]:
    return [rule_document(rule) | _created(rule.created_ms, zone_name) for rule in rules]


def _created(created_ms: int | None, zone_name: str) -> dict[str, str]:
    return {} if created_ms is None else {"created": moment_to_yaml(created_ms, zone_name)}


def _replies(replies: Mapping[str, ReplySettings]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the replies that differ from what a team has before it saves anything, by key."""
    usual = default_replies()
    for trigger in CATALOG:
        reply, before = replies[trigger.key], usual[trigger.key]
        if reply != before:
            named = {
                name: value
                for name in ReplyChange.__dataclass_fields__
                if (value := getattr(reply, name)) != getattr(before, name)
            }
            yield trigger.key, _reply(ReplyChange(**named))


def _reply(reply: ReplyChange) -> dict[str, Any]:
    quiet_ms = reply.quiet_period_ms
    written = {
        "enabled": reply.enabled,
        "sender": reply.sender,
        "text": reply.text,
        "quiet_period": None if quiet_ms is None else number_to_yaml(quiet_ms / MINUTE_MS),
        "whatsapp_template_approved": reply.whatsapp_template_approved,
        "show": None if reply.show is None else dict(reply.show),
    }
    return {key: value for key, value in written.items() if value is not None}
