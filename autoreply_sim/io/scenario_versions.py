"""Checks what hangs on the order of saves: call trees that schedules name, and keys that callers press."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from autoreply_sim.domain.events import Call, Event, Save
from autoreply_sim.domain.schedules import RingSchedule
from autoreply_sim.domain.settings import TreeChoice
from autoreply_sim.domain.world import Team
from autoreply_sim.errors import did_you_mean
from autoreply_sim.io.scenario_desk import Desk
from autoreply_sim.io.yaml12_data import Items, Path

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
    for team in teams:
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


def _check_team(team: Team, saves: Sequence[Save], places: Mapping[int, int], desk: Desk) -> list[_Trees]:
    """Check every version of a team's settings; return the call trees of each."""
    schedules, trees = team.settings.schedules, team.settings.call_trees
    path: Path = ("teams", team.key)
    _check_trees(schedules, trees, desk, path)
    versions = [trees]
    for save in saves:
        saved: Path = ("events", places[save.number], "save")
        if save.change.call_trees is not None:
            trees = save.change.call_trees
            versions.append(trees)
        if save.change.schedules is not None:
            schedules, path = save.change.schedules, saved
            _check_trees(schedules, trees, desk, path)
        elif save.change.call_trees is not None:
            _check_still_there(schedules, trees, desk, (*saved, "call_trees"))
    return versions


def _check_trees(schedules: Sequence[RingSchedule], trees: _Trees, desk: Desk, path: Path) -> None:
    for position, schedule in enumerate(schedules):
        if schedule.call_tree is not None and schedule.call_tree not in trees:
            message = (
                f"the team has no call tree {schedule.call_tree!r}; {did_you_mean(schedule.call_tree, trees)}"
            )
            desk.problem((*path, "schedules", position, "call_tree"), message)


def _check_still_there(schedules: Sequence[RingSchedule], trees: _Trees, desk: Desk, path: Path) -> None:
    for schedule in schedules:
        if schedule.call_tree is not None and schedule.call_tree not in trees:
            message = f"this save removes the call tree {schedule.call_tree!r} that schedule {schedule.title!r} uses"
            desk.problem(path, f"{message}; keep it, or save the schedules, too", of_key=True)
