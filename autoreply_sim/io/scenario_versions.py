"""Checks what hangs on the order of saves: call trees that schedules name, and keys that callers press."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from autoreply_sim.domain.events import Call, Event, Save
from autoreply_sim.domain.settings import TeamSettings, TreeChoice, apply
from autoreply_sim.domain.world import Team
from autoreply_sim.errors import did_you_mean
from autoreply_sim.io.scenario_desk import Desk
from autoreply_sim.io.scenario_models import TeamKeys
from autoreply_sim.io.yaml12_data import Items, Path, Section, inside

_Trees = Mapping[str, Mapping[str, TreeChoice]]


def check_versions(teams: Sequence[Team], events: Sequence[Event], desk: Desk) -> None:
    """Report schedules whose call tree is not there, in every version that is saved, and keys no tree has."""
    places = _places(desk)
    saves: dict[str, list[Save]] = defaultdict(list)
    calls: dict[str, list[Call]] = defaultdict(list)
    for event in sorted(events, key=lambda one: (one.at_ms, one.number)):
        if isinstance(event, Save):
            saves[event.team].append(event)
        elif isinstance(event, Call):
            calls[event.team].append(event)
    unread = _teams_with_unread_trees(teams, saves, desk)
    for team in teams:
        if team.key in unread:
            continue
        trees = _check_team(team, saves[team.key], places, desk)
        keys = sorted({key for version in trees for tree in version.values() for key in tree})
        for call in calls[team.key]:
            if call.choice is not None and call.choice not in keys:
                message = (
                    f"no call tree of team {team.key!r} has the key {call.choice!r}; {did_you_mean('', keys)}"
                )
                desk.problem(("events", places[call.number], "call", "choice"), message)


def _places(desk: Desk) -> dict[int, int]:
    """Where the event of each number stands among those that are left."""
    events = desk.rest.get("events")
    positions = events.positions if isinstance(events, Items) else []
    return {position + 1: place for place, position in enumerate(positions)}


def _teams_with_unread_trees(
    teams: Sequence[Team], saves: Mapping[str, Sequence[Save]], desk: Desk
) -> frozenset[str]:
    """Return the teams some of whose call trees could not be read: which keys they have, nobody can say."""
    known = frozenset(team.key for team in teams)
    unread = {str(path[1]) for path in desk.missed if path[:1] == ("teams",) and _may_be_tree(path)}
    sound = {save.number for of_team in saves.values() for save in of_team}
    events = inside(desk.report.tree, ("events",))
    for number, event in enumerate(events if isinstance(events, Items) else (), 1):
        if isinstance(event, Section) and "save" in event and number not in sound:
            team = inside(event, ("save", "team"))
            unread |= {str(team)} if team in known else known
    return frozenset(unread)


def _may_be_tree(path: Path) -> bool:
    """Whether what was left out at a path of a team is, holds or may have been meant as its call trees."""
    return len(path) < 3 or path[2] == "call_trees" or path[2] not in TeamKeys.model_fields


def _check_team(team: Team, saves: Sequence[Save], places: Mapping[int, int], desk: Desk) -> list[_Trees]:
    """Check every version of a team's settings; return the call trees of each."""
    settings = team.settings
    _check_trees(settings, desk, ("teams", team.key))
    versions = [settings.call_trees]
    for save in saves:
        settings = apply(settings, save.change)
        versions.append(settings.call_trees)
        if save.change.schedules is not None:
            _check_trees(settings, desk, ("events", places[save.number], "save"))
    return versions


def _check_trees(settings: TeamSettings, desk: Desk, path: Path) -> None:
    for position, schedule in enumerate(settings.schedules):
        name, trees = schedule.call_tree, settings.call_trees
        if name is not None and name not in trees:
            message = f"the team has no call tree {name!r}; {did_you_mean(name, trees)}"
            desk.problem((*path, "schedules", position, "call_tree"), message)
