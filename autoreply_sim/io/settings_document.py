"""Settings as a document in the words of a scenario file, both ways.

What a team can save, and the policies, as plain values that JSON can hold: what the store keeps, what an address
carries, what a page edits. A document is read by the same models and builders as a file, so it may say what a file may,
and is refused in the same words.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import fields, replace
from datetime import time
from types import MappingProxyType
from typing import Any

from autoreply_sim.domain.policies import Policies
from autoreply_sim.domain.scenario import Scenario
from autoreply_sim.domain.schedules import RingSchedule
from autoreply_sim.domain.settings import ReplySettings, RoutingRule, TeamSettings, TreeChoice
from autoreply_sim.domain.world import Team, World
from autoreply_sim.errors import InputError, Problem, did_you_mean
from autoreply_sim.io.scenario_load import loads
from autoreply_sim.io.scenario_models import SettingsKeys
from autoreply_sim.rules.catalog import CATALOG
from autoreply_sim.texts.fields import default_switches
from autoreply_sim.units import MINUTE_MS, SECOND_MS, iso_utc

_BREAKS = re.compile("[\x7f-\x9f\u2028\u2029\ufeff]")
"""Characters that a reader of YAML takes for the end of a line or for none at all, unless they are escaped."""


def settings_document(world: World) -> dict[str, Any]:
    """Return the settings of all teams, and the policies, each written out in full; equal settings, equal documents."""
    return {
        "policies": {field.name: _plain(getattr(world.policies, field.name)) for field in fields(Policies)},
        "teams": {team.key: _team(team.settings) for team in world.teams},
    }


def with_document(scenario: Scenario, document: object) -> Scenario:
    """Return the scenario with exactly the settings of a document.

    What a team or the policies leave out is what a file has that leaves it out; teams that are not named keep what they
    have. Raises InputError with everything that is wrong with it, each with the path of its place.
    """
    problems = list(_shape(scenario.world, document))
    if problems or not isinstance(document, Mapping):
        raise InputError(problems)
    read = _read(scenario.world, document)
    named = document.get("teams", {})
    teams = tuple(
        replace(team, settings=_as_before(team.settings, other.settings)) if team.key in named else team
        for team, other in zip(scenario.world.teams, read.teams, strict=True)
    )
    policies = read.policies if "policies" in document else scenario.world.policies
    return replace(scenario, world=replace(scenario.world, teams=teams, policies=policies))


def _as_before(before: TeamSettings, now: TeamSettings) -> TeamSettings:
    """Return settings in which a reply that says the same as before is the same: files leave out what is as ever."""
    replies = {
        key: before.replies[key] if _reply(key, before.replies[key]) == _reply(key, reply) else reply
        for key, reply in now.replies.items()
    }
    return replace(now, replies=MappingProxyType(replies))


def _team(settings: TeamSettings) -> dict[str, Any]:
    return {
        "ring_last_advisor": settings.ring_last_advisor,
        "tickets_for_missed_calls": settings.tickets_for_missed_calls,
        "auto_replies": {
            trigger.key: _reply(trigger.key, settings.replies[trigger.key]) for trigger in CATALOG
        },
        "schedules": [schedule_document(schedule) for schedule in settings.schedules],
        "call_trees": trees_document(settings.call_trees),
        "routing_rules": [rule_document(rule) for rule in settings.routing_rules],
    }


def _reply(key: str, settings: ReplySettings) -> dict[str, Any]:
    written: dict[str, Any] = {
        "enabled": settings.enabled,
        "sender": settings.sender,
        "show": default_switches(key) | dict(settings.show),
        "whatsapp_template_approved": settings.whatsapp_template_approved,
    }
    if key == "after_hours_texts":
        written["quiet_period"] = _plain(settings.quiet_period_ms / MINUTE_MS)
    if settings.text is not None:
        written["text"] = settings.text
    return written


def _plain(value: str | float) -> str | float:
    """Return whole numbers without a point, so that 168.0 hours are written as 168 are."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


def schedule_document(schedule: RingSchedule) -> dict[str, Any]:
    """Return a schedule, written out in full."""
    return _present(
        title=schedule.title,
        timezone=schedule.timezone,
        business_hours=schedule.business_hours,
        first=schedule.first.isoformat(),
        **{"from": _clock(schedule.start)},
        to=_clock(schedule.end),
        repeats=schedule.repeats,
        **{"except": [day.isoformat() for day in schedule.excepted]},
        created=None if schedule.created_ms is None else iso_utc(schedule.created_ms),
        enabled=schedule.enabled,
        draft=schedule.draft,
        advisors=list(schedule.advisors),
        ring={"strategy": schedule.strategy.word, "ring_seconds": schedule.ring_ms // SECOND_MS},
        call_tree=schedule.call_tree,
    )


def _clock(wall: time) -> str:
    return wall.isoformat("seconds").removesuffix(":00")


def trees_document(trees: Mapping[str, Mapping[str, TreeChoice]]) -> dict[str, Any]:
    """Return call trees by name."""
    return {
        name: {"options": {key: _choice(choice) for key, choice in options.items()}}
        for name, options in trees.items()
    }


def _choice(choice: TreeChoice) -> dict[str, Any]:
    return {"advisors": list(choice.advisors)} if choice.team is None else {"team": choice.team}


def rule_document(rule: RoutingRule) -> dict[str, Any]:
    """Return a routing rule."""
    return _present(
        name=rule.name,
        criterion=rule.criterion,
        operator=rule.operator,
        value=rule.value,
        target=_present(team=rule.team, advisor=rule.advisor),
        created=None if rule.created_ms is None else iso_utc(rule.created_ms),
    )


def _present(**values: object) -> dict[str, Any]:
    return {key: value for key, value in values.items() if value is not None}


def _shape(world: World, document: object) -> Iterator[Problem]:
    """Yield what a document has that only a whole file may have, or what is no document at all."""
    if not isinstance(document, Mapping):
        yield Problem(
            where="", message=f"a document of settings is a group of keys, not {type(document).__name__}"
        )
        return
    for key in document:
        if key not in ("policies", "teams"):
            message = f"settings have no {key!r}; {did_you_mean(str(key), ['policies', 'teams'])}"
            yield Problem(where=str(key), message=message)
    yield from _shape_of_teams(world, document.get("teams", {}))


def _shape_of_teams(world: World, teams: object) -> Iterator[Problem]:
    if not isinstance(teams, Mapping):
        yield Problem(where="teams", message="teams are a group: a key for each, and its settings")
        return
    known, allowed = [team.key for team in world.teams], list(SettingsKeys.model_fields)
    for key, settings in teams.items():
        if key not in known:
            message = f"no team is called {key!r}; {did_you_mean(str(key), known)}"
            yield Problem(where=f"teams.{key}", message=message)
        for name in settings if isinstance(settings, Mapping) else ():
            if name not in allowed:
                message = f"a team saves no {name!r}; {did_you_mean(str(name), allowed)}"
                yield Problem(where=f"teams.{key}.{name}", message=message)


def _read(world: World, document: Mapping[str, Any]) -> World:
    """Return the world of a file with the same people, and the document's settings; through the reader of files."""
    saved = document.get("teams", {})
    tree = {
        "version": 1,
        "title": "settings",
        "timezone": world.timezone,
        "company": _present(
            name=world.company.name, country=world.company.country, language=world.company.language
        ),
        "advisors": {advisor.key: advisor.name for advisor in world.advisors},
        "teams": {team.key: _whole(team, saved.get(team.key, {})) for team in world.teams},
        "policies": document.get("policies", {}),
    }
    try:
        text = json.dumps(tree, ensure_ascii=False, allow_nan=False)
        text = _BREAKS.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
        return loads(text, origin="settings").world
    except InputError as error:
        raise InputError([replace(problem, file="", line=None) for problem in error.problems]) from None
    except (TypeError, ValueError, RecursionError) as error:
        message = f"settings hold texts, numbers, truth values, lists and groups of them; {error}"
        raise InputError([Problem(where="", message=message)]) from None


def _whole(team: Team, settings: object) -> object:
    """Return a team of a file: its settings, and what it is called and reached by."""
    if not isinstance(settings, Mapping):
        return settings
    who = _present(
        display_name=team.display_name,
        number=team.number,
        communication_team=None if team.number else team.communication_team,
    )
    return who | dict(settings)
