"""Builds the world of a scenario: the company, its teams and advisors, and its customers."""

from __future__ import annotations

from dataclasses import replace

from autoreply_sim.codes import Line
from autoreply_sim.domain.policies import Policies
from autoreply_sim.domain.settings import TeamSettings, apply
from autoreply_sim.domain.world import Advisor, Company, Customer, Team, Timing, World
from autoreply_sim.errors import did_you_mean
from autoreply_sim.io.scenario_desk import WITHHELD, Desk
from autoreply_sim.io.scenario_event_models import ScenarioFile
from autoreply_sim.io.scenario_models import CustomerKeys, PolicyKeys, TeamKeys, TimingKeys
from autoreply_sim.io.scenario_settings import build_change
from autoreply_sim.io.yaml12_data import Path
from autoreply_sim.rules.catalog import default_replies


def build_world(file: ScenarioFile, desk: Desk) -> World:
    """Return the world that a file describes; its problems are on the desk's report."""
    _check_numbers(file, desk)
    return World(
        company=Company(name=file.company.name, country=file.company.country, language=file.company.language),
        teams=tuple(_team(key, keys, file, desk) for key, keys in file.teams.items()),
        advisors=tuple(Advisor(key=key, name=name) for key, name in file.advisors.items()),
        customers=tuple(_customer(key, keys, desk) for key, keys in file.customers.items()),
        policies=_policies(file.policies),
        timing=_timing(file.timing),
        timezone=file.timezone,
    )


def _customer(key: str, keys: CustomerKeys, desk: Desk) -> Customer:
    is_withheld = keys.phone is None or keys.phone == WITHHELD
    return Customer(
        key=key,
        name=keys.name,
        phone=None if is_withheld else desk.phone(keys.phone or "", ("customers", key, "phone")),
        line=Line[keys.line.upper()],
        opted_out=keys.opted_out,
        segments=tuple(keys.segments),
        organization=keys.organization,
        account=keys.account,
    )


def _team(key: str, keys: TeamKeys, file: ScenarioFile, desk: Desk) -> Team:
    path: Path = ("teams", key)
    _check_reach(key, keys, file, desk)
    saved = TeamSettings(replies=default_replies())
    return Team(
        key=key,
        display_name=keys.display_name or key,
        number=None if keys.number is None else desk.phone(keys.number, (*path, "number")),
        communication_team=keys.communication_team,
        settings=apply(saved, build_change(keys, desk, path)),
    )


def _check_reach(key: str, keys: TeamKeys, file: ScenarioFile, desk: Desk) -> None:
    """Check that a team has a number, or else a communication team that has one."""
    path: Path = ("teams", key)
    if (keys.number is None) == (keys.communication_team is None):
        message = "a team has a number of its own, or a communication_team whose number it uses; write one of the two"
        desk.problem(path, message, of_key=True)
    if keys.communication_team is None:
        return
    path = (*path, "communication_team")
    desk.check_team(keys.communication_team, path)
    parent = file.teams.get(keys.communication_team)
    if parent is not None and parent.communication_team is not None:
        hint = did_you_mean("", [name for name, team in file.teams.items() if team.number is not None])
        message = f"team {keys.communication_team!r} has no number of its own; name one that has ({hint})"
        desk.problem(path, message)


def _check_numbers(file: ScenarioFile, desk: Desk) -> None:
    """Check that no two teams have the same number."""
    owners: dict[str, str] = {}
    for key, team in file.teams.items():
        number = None if team.number is None else desk.phone(team.number, ("teams", key, "number"))
        owner = key if number is None else owners.setdefault(number, key)
        if owner != key:
            message = (
                f"{number} is the number of team {owner!r} already; write communication_team: {owner} instead"
            )
            desk.problem(("teams", key, "number"), message)


def _policies(keys: PolicyKeys) -> Policies:
    return replace(Policies(), **{name: value for name, value in keys if value is not None})


def _timing(keys: TimingKeys) -> Timing:
    return replace(Timing(), **{f"{name}_ms": value for name, value in keys if value is not None})
