"""What differs between two documents of settings, in words: where, what it was, what it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, Protocol

from autoreply_sim.analytics.summary_lines import number_in
from autoreply_sim.domain.policies import POLICIES
from autoreply_sim.domain.scenario import Scenario
from autoreply_sim.domain.world import World
from autoreply_sim.texts.fields import SWITCHES
from autoreply_sim.ui.models.documents import At, Document, read
from autoreply_sim.ui.models.keyed import differences, is_one, keyed
from autoreply_sim.ui.models.phrase import Phrase, phrase
from autoreply_sim.ui.models.schedule_form import days_phrase, rule_in_words, schedule_summary
from autoreply_sim.ui.models.weekly_rule import read_weekly
from autoreply_sim.ui.words import words

Said = Phrase | str

_OF_TEAM: Final = {
    "schedules": "section_schedules",
    "call_trees": "call_trees",
    "routing_rules": "routing_rules",
    "ring_last_advisor": "ring_last_advisor",
    "tickets_for_missed_calls": "tickets_for_missed_calls",
    "ring": "clash_ring",
}
_OF_SCHEDULE: Final = {
    "title": "schedule_title",
    "timezone": "schedule_zone",
    "business_hours": "schedule_counts",
    "first": "schedule_first",
    "from": "schedule_from",
    "to": "schedule_to",
    "repeats": "schedule_repeats",
    "except": "schedule_except",
    "created": "schedule_created",
    "enabled": "schedule_enabled",
    "draft": "schedule_draft",
    "advisors": "schedule_who",
    "strategy": "schedule_strategy",
    "ring_seconds": "schedule_seconds",
    "call_tree": "schedule_tree",
}
_OF_RULE: Final = {
    "name": "rule_name",
    "criterion": "rule_criterion",
    "operator": "rule_operator",
    "value": "rule_value",
    "target": "rule_target",
    "created": "schedule_created",
}
_CODES: Final = {"strategy": "strategy", "criterion": "criterion", "operator": "operator"}


class Whose(Protocol):
    """Whose settings are told of, and in which language."""

    @property
    def base(self) -> Scenario | None:
        """The scenario whose people and teams have names."""

    @property
    def language(self) -> str:
        """The reader's language."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One thing that differs: where, what it was, what it would be."""

    where: tuple[Said, ...]
    before: Said
    after: Said


def changes(of: Whose, before: Document, after: Document) -> tuple[Change, ...]:
    """Return what differs between two documents of the account, in words, in the order of the document."""
    one = keyed(before)
    other = keyed(after, one)
    return tuple(
        Change(
            where=where(of, at),
            before=said(of, at, read(one, at)),
            after=said(of, at, read(other, at)),
        )
        for at in differences(before, after)
    )


def where(of: Whose, at: At) -> tuple[Said, ...]:
    """Return the words that lead to a place of a keyed document: the team, the reply, the setting."""
    if len(at) < 2:
        return at
    kind, key, *inner = at
    if kind != "teams":
        return (_policy(of, key),)
    names = {} if of.base is None else {one.key: one.display_name for one in of.base.world.teams}
    return (names.get(key, key), *_of_team(of, tuple(inner)))


def said(of: Whose, at: At, value: Any) -> Said:  # noqa: ANN401 (whatever stands there)
    """Return a value of a keyed document in words."""
    if value is None:
        return phrase("value_default" if at[-1] == "text" else "value_none")
    if at[-1] == "business_hours":
        return phrase("schedule_box_yes" if value is True else "schedule_box_no")
    if isinstance(value, bool):
        return phrase("value_on" if value else "value_off")
    if at[0] == "policies" and isinstance(value, str):
        return _answer(at[-1], value, of.language)
    if isinstance(value, Mapping | list):
        return _several(of, at, value)
    return _single(at, value, of.language)


def _number(value: float, language: str) -> str:
    """Return a number with as many decimals as it has."""
    return number_in(value, language, len(f"{value:.6f}".rstrip("0").partition(".")[2]))


def _single(at: At, value: object, language: str) -> Said:
    if isinstance(value, int | float):
        return _number(value, language)
    if at[-1] == "sender":
        return _known(f"value_{value}", str(value))
    if at[2:3] == ("schedules",) and at[-1] == "repeats":
        weekly = read_weekly(str(value))
        is_plain = weekly and weekly.days and weekly.interval == "1" and not weekly.until
        return days_phrase(weekly.days) if weekly and is_plain else _rule(str(value))
    if at[-1] in _CODES and len(at) > 4:
        return _known(f"{_CODES[at[-1]]}_{value}", str(value))
    return str(value) or phrase("value_none")


def _rule(rule: str) -> Said:
    return phrase("value_rule", rule=rule_in_words(rule)) if rule else phrase("value_none")


def _several(of: Whose, at: At, value: Any) -> Said:  # noqa: ANN401 (a group or a list)
    if at[2:3] == ("schedules",) and len(at) == 4:
        return schedule_summary(value)
    if isinstance(value, Mapping) and at[2:3] == ("routing_rules",) and len(at) == 4:
        return _several(of, (*at, "target"), value.get("target") or {})
    if isinstance(value, Mapping) and at[2:3] == ("call_trees",) and len(at) == 4:
        return _list(tuple(map(str, value.get("options") or {})))
    if isinstance(value, Mapping) and is_one(at):
        leads = [
            *([value["team"]] if "team" in value else []),
            *([value["advisor"]] if "advisor" in value else []),
        ]
        return _list(_called(of, leads or value.get("advisors") or []))
    if at[-1] == "advisors":
        return _list(_called(of, value))
    return _list(_names(value))


def _list(names: tuple[str, ...]) -> Said:
    return phrase("value_list", names=names) if names else phrase("value_none")


def _names(value: object) -> tuple[str, ...]:
    """Return what the things of a list or a group are called: schedules, rules, trees."""
    if isinstance(value, Mapping) and "schedules" in value:
        return tuple(name for group in value.values() for name in _names(group))
    return tuple(map(str, value)) if isinstance(value, Mapping | list) else ()


def _called(of: Whose, keys: list[Any]) -> tuple[str, ...]:
    """Return the names of teams and advisors."""
    names = {} if of.base is None else _people(of.base.world)
    return tuple(names.get(str(key), str(key)) for key in keys)


def _people(world: World) -> dict[str, str]:
    return {one.key: one.name for one in world.advisors} | {one.key: one.display_name for one in world.teams}


def _of_team(of: Whose, inner: At) -> tuple[Said, ...]:
    section, *rest = inner or ("",)
    if section == "auto_replies" and rest:
        return (_known(f"reply_{rest[0]}", rest[0]), *_of_reply(of, tuple(rest[1:])))
    fields = _OF_SCHEDULE if section == "schedules" else _OF_RULE
    thing, keys = rest[:1], [key for key in rest[1:] if key not in ("ring", "options")]
    found: list[Said] = [phrase(_OF_TEAM[section]) if section in _OF_TEAM else section, *thing]
    for key in keys:
        if section == "call_trees":
            found.append(phrase("tree_key", key=key))
        else:
            found.append(phrase(fields[key]) if key in fields else key)
    return tuple(found)


def _known(key: str, name: str) -> Said:
    """Return the words of a key; a name that has none, as a store may hold it, stands for itself."""
    return phrase(key) if key in words("en") else name


def _policy(of: Whose, name: str) -> str:
    place = 1 if of.language == "fr" else 0
    return next((spec.question[place] for spec in POLICIES if spec.name == name), name)


def _of_reply(of: Whose, at: At) -> tuple[Said, ...]:
    if at[:1] == ("show",) and len(at) > 1:
        shown = next((one for one in SWITCHES if one.key == at[1]), None)
        return (at[1] if shown is None else shown.fr if of.language == "fr" else shown.en,)
    # Whether a reply is on is what one thinks of first: its name is enough.
    return tuple(_known(f"setting_{name}", name) for name in at[:1] if name != "enabled")


def _answer(policy: str, value: str, language: str) -> str:
    spec = next((spec for spec in POLICIES if spec.name == policy), None)
    means = None if spec is None else spec.values.get(value)
    return value if means is None else means[1 if language == "fr" else 0]
