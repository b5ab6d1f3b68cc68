"""The editors of a team's call trees and routing rules, from a settings document."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from autoreply_sim.domain.world import World
from autoreply_sim.io.scenario_models import CRITERIA, OPERATORS, TREE_KEYS
from autoreply_sim.io.scenario_settings import PHONE_START
from autoreply_sim.io.scenario_times import instant, since
from autoreply_sim.io.scenario_values import line
from autoreply_sim.ui.models.phrase import phrase
from autoreply_sim.ui.models.remarks import Remark, as_text, check
from autoreply_sim.ui.models.routing_edits import rules_of
from autoreply_sim.ui.models.schedule_edits import Document, schedules_of
from autoreply_sim.ui.models.schedule_form import Member, members
from autoreply_sim.ui.models.schedule_problems import unknown_advisors
from autoreply_sim.ui.models.tree_edits import options_of, trees_of

Choices = tuple[tuple[str, str], ...]
"""Keys with their names, as a list offers them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyForm:
    """One key of the phone: where it leads (`team:KEY`, ``advisors``, or empty)."""

    key: str
    leads: str
    members: tuple[Member, ...]
    problem: Remark | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TreeForm:
    """One call tree, with every key that a phone has."""

    name: str
    problem: Remark | None
    """What is wrong with the name."""
    used_by: tuple[str, ...]
    """The titles of the schedules that go through it."""
    keys: tuple[KeyForm, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleForm:
    """One routing rule; `rank` is its place when several match: 1, the newest, wins (R-RUL-1)."""

    index: int
    rank: int
    values: Mapping[str, str]
    target: str
    problems: Mapping[str, Remark]


@dataclass(frozen=True, slots=True, kw_only=True)
class RoutingEditor:
    """Both editors, and the teams and advisors that a choice or a rule may lead to."""

    trees: tuple[TreeForm, ...]
    rules: tuple[RuleForm, ...]
    """The one that wins first."""
    teams: Choices
    advisors: Choices
    criteria: tuple[str, ...] = CRITERIA
    operators: tuple[str, ...] = OPERATORS


def routing_editor(team: Document, world: World) -> RoutingEditor:
    """Return the editors of a team's call trees and routing rules."""
    return RoutingEditor(
        trees=tuple(_tree(name, tree, team, world) for name, tree in trees_of(team).items()),
        rules=_rules(rules_of(team), world),
        teams=tuple((one.key, one.display_name) for one in world.teams),
        advisors=tuple((one.key, one.name) for one in world.advisors),
    )


def _tree(name: str, tree: Document, team: Document, world: World) -> TreeForm:
    options = options_of(tree)
    users = (schedule for schedule in schedules_of(team) if schedule.get("call_tree") == name)
    return TreeForm(
        name=name,
        problem=check(line, name, "wrong_line"),
        used_by=tuple(as_text(schedule.get("title")) for schedule in users),
        keys=tuple(_key(key, options.get(key, {}), world) for key in TREE_KEYS),
    )


def _key(key: str, choice: Document, world: World) -> KeyForm:
    team = choice.get("team")
    leads = f"team:{team}" if team is not None else "advisors" if "advisors" in choice else ""
    return KeyForm(
        key=key,
        leads=leads,
        members=members(choice.get("advisors") or (), world) if leads == "advisors" else (),
        problem=_choice_problem(choice, leads, world),
    )


def _choice_problem(choice: Document, leads: str, world: World) -> Remark | None:
    if leads == "advisors":
        return unknown_advisors(choice, world) if choice["advisors"] else Remark(said=phrase("wrong_nobody"))
    return _unknown_team(choice.get("team"), world) if leads else None


def _unknown_team(team: object, world: World) -> Remark | None:
    known = any(one.key == team for one in world.teams)
    return None if known else Remark(said=phrase("wrong_team", found=as_text(team)))


def _rules(rules: list[Document], world: World) -> tuple[RuleForm, ...]:
    newest_first = sorted(range(len(rules)), key=lambda index: _age(rules[index], index, world), reverse=True)
    return tuple(_rule(rules[index], index, rank, world) for rank, index in enumerate(newest_first, 1))


def _age(rule: Document, index: int, world: World) -> tuple[bool, int, int]:
    """Sort rules by age: without a time of creation first, then by time, then by the list (R-RUL-1)."""
    created = as_text(rule.get("created"))
    try:
        return True, instant(since(created), world.timezone), index
    except ValueError:
        return False, 0, index


def _rule(rule: Document, index: int, rank: int, world: World) -> RuleForm:
    target = rule.get("target") or {}
    leads = next((f"{kind}:{target[kind]}" for kind in ("team", "advisor") if kind in target), "")
    return RuleForm(
        index=index,
        rank=rank,
        values={key: as_text(rule.get(key)) for key in ("name", "criterion", "operator", "value", "created")},
        target=leads,
        problems={key: remark for key, remark in _rule_problems(rule, target, world) if remark},
    )


def _rule_problems(rule: Document, target: Document, world: World) -> Iterable[tuple[str, Remark | None]]:
    yield "name", check(line, rule.get("name"), "wrong_line")
    value = as_text(rule.get("value"))
    is_phone = rule.get("criterion") == "phone"
    is_wrong = is_phone and not PHONE_START.fullmatch(value)
    wrong = Remark(said=phrase("wrong_phone", found=value[:60])) if is_wrong else None
    yield "value", wrong or check(line, value, "wrong_line")
    if rule.get("created") is not None:
        yield "created", check(since, rule["created"], "wrong_moment")
    if "team" in target:
        yield "target", _unknown_team(target["team"], world)
    elif "advisor" in target:
        yield "target", unknown_advisors({"advisors": [target["advisor"]]}, world)
    else:
        yield "target", Remark(said=phrase("wrong_target"))
