"""Builds what a team saves: its replies, schedules, call trees and routing rules."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from autoreply_sim.codes import RingStrategy
from autoreply_sim.domain.recurrence import schedule_problem
from autoreply_sim.domain.recurrence_rules import rule_problem
from autoreply_sim.domain.schedules import RingSchedule
from autoreply_sim.domain.settings import ReplyChange, RoutingRule, SettingsChange, TreeChoice
from autoreply_sim.domain.world import MAX_SCHEDULES
from autoreply_sim.errors import did_you_mean
from autoreply_sim.io.scenario_desk import Desk
from autoreply_sim.io.scenario_models import (
    ReplyKeys,
    RoutingRuleKeys,
    ScheduleKeys,
    SettingsKeys,
    TreeKeys,
)
from autoreply_sim.io.scenario_values import shown
from autoreply_sim.io.yaml12_data import Path
from autoreply_sim.texts.fields import switches_of
from autoreply_sim.texts.template import check_text
from autoreply_sim.units import MINUTE_MS, SECOND_MS

PHONE_START = re.compile(r"(?=.*[+\d])\+?[\d ./()\u00a0-]*", re.ASCII)
"""How a number in E.164 may begin, with what R-RUL-3 ignores."""


def build_change(keys: SettingsKeys, desk: Desk, path: Path) -> SettingsChange:
    """Return what a group of settings names; what it does not name is None."""
    schedules, trees, rules = keys.schedules, keys.call_trees, keys.routing_rules
    return SettingsChange(
        replies=MappingProxyType(
            {
                key: _reply(key, reply, desk, (*path, "auto_replies", key))
                for key, reply in (keys.auto_replies or {}).items()
            }
        ),
        ring_last_advisor=keys.ring_last_advisor,
        tickets_for_missed_calls=keys.tickets_for_missed_calls,
        schedules=None if schedules is None else _schedules(schedules, desk, (*path, "schedules")),
        call_trees=None if trees is None else _trees(trees, desk, (*path, "call_trees")),
        routing_rules=None if rules is None else _rules(rules, desk, (*path, "routing_rules")),
    )


def _reply(key: str, keys: ReplyKeys, desk: Desk, path: Path) -> ReplyChange:
    if keys.quiet_period is not None and key != "after_hours_texts":
        message = f"{key!r} has no quiet period, only 'after_hours_texts' has one; remove this key"
        desk.problem((*path, "quiet_period"), message, of_key=True)
    switches = [switch.key for switch in switches_of(key)]
    for name in keys.show or {}:
        if name not in switches:
            message = f"{key!r} has no optional element {name!r}; {did_you_mean(name, switches)}"
            desk.problem((*path, "show", name), message, of_key=True)
    if keys.text is not None and not desk.report.is_full:
        for problem in check_text(key, keys.text):
            desk.problem((*path, "text"), f"{problem.message} (in {shown(keys.text)})")
    return ReplyChange(
        enabled=keys.enabled,
        sender=keys.sender,
        text=keys.text,
        quiet_period_ms=None if keys.quiet_period is None else round(keys.quiet_period * MINUTE_MS),
        whatsapp_template_approved=keys.whatsapp_template_approved,
        show=None if keys.show is None else MappingProxyType(keys.show),
    )


def _schedules(schedules: list[ScheduleKeys], desk: Desk, path: Path) -> tuple[RingSchedule, ...]:
    if len(schedules) > MAX_SCHEDULES:
        message = (
            f"a team may have {MAX_SCHEDULES} schedules, here are {len(schedules)}; remove some (R-SCH-1)"
        )
        desk.problem(path, message, of_key=True)
    return tuple(_schedule(keys, desk, (*path, position)) for position, keys in enumerate(schedules))


def _schedule(keys: ScheduleKeys, desk: Desk, path: Path) -> RingSchedule:
    schedule = RingSchedule(
        title=keys.title,
        timezone=keys.timezone or desk.zone,
        first=keys.first,
        start=keys.from_,
        end=keys.to,
        repeats=keys.repeats,
        excepted=tuple(keys.except_),
        business_hours=keys.business_hours,
        enabled=keys.enabled,
        draft=keys.draft,
        created_ms=None if keys.created is None else desk.instant(keys.created),
        advisors=desk.check_advisors(keys.advisors, (*path, "advisors")),
        strategy=RingStrategy[keys.ring.strategy.upper()],
        ring_ms=keys.ring.ring_seconds * SECOND_MS,
        call_tree=keys.call_tree,
    )
    if not desk.report.is_full and (problem := _recurrence_problem(schedule, desk, path)):
        desk.problem((*path, "repeats"), problem)
    return schedule


def _recurrence_problem(schedule: RingSchedule, desk: Desk, path: Path) -> str | None:
    """Without its first date and its hours nobody can say whether a rule ever occurs."""
    if desk.is_whole(path):
        return schedule_problem(schedule)
    return None if schedule.repeats is None else rule_problem(schedule.repeats)


def _trees(trees: Mapping[str, TreeKeys], desk: Desk, path: Path) -> Mapping[str, Mapping[str, TreeChoice]]:
    return MappingProxyType(
        {
            name: MappingProxyType(
                {
                    key: _choice(choice.team, choice.advisors, desk, (*path, name, "options", key))
                    for key, choice in tree.options.items()
                }
            )
            for name, tree in trees.items()
        }
    )


def _choice(team: str | None, advisors: list[str] | None, desk: Desk, path: Path) -> TreeChoice:
    if (team is None) == (advisors is None):
        desk.problem(path, "a choice leads to a team or to advisors; name one of the two")
    if team is not None:
        desk.check_team(team, (*path, "team"))
    if advisors == []:
        desk.problem((*path, "advisors"), "this list of advisors is empty; name at least one")
    return TreeChoice(team=team, advisors=desk.check_advisors(advisors or (), (*path, "advisors")))


def _rules(rules: list[RoutingRuleKeys], desk: Desk, path: Path) -> tuple[RoutingRule, ...]:
    return tuple(_rule(keys, desk, (*path, position)) for position, keys in enumerate(rules))


def _rule(keys: RoutingRuleKeys, desk: Desk, path: Path) -> RoutingRule:
    team, advisor = keys.target.team, keys.target.advisor
    if (team is None) == (advisor is None):
        desk.problem((*path, "target"), "a rule leads to a team or to an advisor; name one of the two")
    if team is not None:
        desk.check_team(team, (*path, "target", "team"))
    if advisor is not None:
        desk.check_advisor(advisor, (*path, "target", "advisor"))
    if keys.criterion == "phone" and not PHONE_START.fullmatch(keys.value):
        message = f"{shown(keys.value)} is no number, nor the beginning of one; write one such as '+1515'"
        desk.problem((*path, "value"), message)
    return RoutingRule(
        name=keys.name,
        criterion=keys.criterion,
        operator=keys.operator,
        value=keys.value,
        team=team,
        advisor=advisor,
        created_ms=None if keys.created is None else desk.instant(keys.created),
    )
