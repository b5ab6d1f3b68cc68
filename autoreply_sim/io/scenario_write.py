"""Writes scenarios: a `Scenario` in, the text of a scenario file out that reads as if somebody had written it.

The rest of the package reads files; this is the way back. What is left out is what a file has that leaves it out, so
that reading the text again gives the same scenario. Comments are not kept, but for the rules that a file shows.
"""

from __future__ import annotations

import textwrap
from collections.abc import Mapping
from dataclasses import fields
from datetime import datetime
from typing import Any

from autoreply_sim.codes import Line
from autoreply_sim.domain.policies import Policies
from autoreply_sim.domain.scenario import Expectation, Scenario
from autoreply_sim.domain.world import Company, Customer, Team, Timing, World
from autoreply_sim.io.scenario_desk import WITHHELD
from autoreply_sim.io.scenario_expect_models import LISTS
from autoreply_sim.io.scenario_write_events import event_to_yaml
from autoreply_sim.io.scenario_write_settings import settings_to_yaml
from autoreply_sim.io.scenario_write_values import duration_to_yaml, moment_to_yaml, number_to_yaml
from autoreply_sim.io.traffic_write import traffic_to_yaml
from autoreply_sim.io.yaml_layout import WIDTH, layout
from autoreply_sim.units import utc_ms

_MOMENTS = frozenset({"at", "created_at", "closed_at", "started_at", "ended_at"})
_USUAL_ZONE = "UTC"


def dumps(scenario: Scenario) -> str:
    """Return a scenario as the text of a scenario file (YAML): `loads` reads it again and gives the same scenario.

    Example:
        >>> from autoreply_sim import dumps, load, loads
        >>> story = load("docs/stories/first.yaml")
        >>> loads(dumps(story)).events == story.events
        True

    """
    return _shows(scenario.shows) + layout(scenario_to_yaml(scenario))


def scenario_to_yaml(scenario: Scenario) -> dict[str, Any]:
    """Return what the file of a scenario holds, in the order of the format."""
    world = scenario.world
    optional = {
        "advisors": {advisor.key: advisor.name for advisor in world.advisors},
        "customers": {customer.key: _customer(customer) for customer in world.customers},
        "teams": {team.key: _team(team, world.timezone) for team in world.teams},
        "policies": _policies(world.policies),
        "timing": _timing(world.timing),
        "events": [event_to_yaml(event, world.timezone) for event in scenario.events],
        "traffic": scenario.traffic and traffic_to_yaml(scenario.traffic, world),
    }
    said = {key: value for key, value in optional.items() if value}
    if scenario.expect is not None:
        said["expect"] = _expect(scenario.expect, world.timezone)
    return _head(scenario.title, world) | said


def _shows(rules: tuple[str, ...]) -> str:
    """Return the comment that names the rules that a file shows."""
    if not rules:
        return ""
    said = f"# Shows: {', '.join(rules)}"
    return textwrap.fill(said, WIDTH, subsequent_indent="#   ", break_on_hyphens=False) + "\n"


def _head(title: str, world: World) -> dict[str, Any]:
    zone = {} if world.timezone == _USUAL_ZONE else {"timezone": world.timezone}
    usual = Company()
    company = {
        field.name: value
        for field in fields(Company)
        if (value := getattr(world.company, field.name)) != getattr(usual, field.name)
    }
    return {"version": 1, "title": title} | zone | ({"company": company} if company else {})


def _customer(customer: Customer) -> dict[str, Any]:
    keys = {
        "name": customer.name,
        "phone": customer.phone or WITHHELD,
        "line": None if customer.line is Line.MOBILE else customer.line.word,
        "opted_out": customer.opted_out,
        "segments": list(customer.segments),
        "organization": customer.organization,
        "account": customer.account,
    }
    return {key: value for key, value in keys.items() if value}


def _team(team: Team, zone_name: str) -> dict[str, Any]:
    keys = {
        "display_name": None if team.display_name == team.key else team.display_name,
        "number": team.number,
        "communication_team": team.communication_team,
    }
    return {key: value for key, value in keys.items() if value} | settings_to_yaml(team.settings, zone_name)


def _policies(policies: Policies) -> dict[str, Any]:
    usual = Policies()
    differing = {
        field.name: value
        for field in fields(Policies)
        if (value := getattr(policies, field.name)) != getattr(usual, field.name)
    }
    return {
        name: value if isinstance(value, str) else number_to_yaml(value) for name, value in differing.items()
    }


def _timing(timing: Timing) -> dict[str, Any]:
    usual = Timing()
    return {
        field.name.removesuffix("_ms"): duration_to_yaml(length_ms)
        for field in fields(Timing)
        if (length_ms := getattr(timing, field.name)) != getattr(usual, field.name)
    }


def _expect(expect: Expectation, zone_name: str) -> dict[str, Any]:
    return {
        name: [_expected(item, zone_name) for item in items]
        for name in LISTS
        if (items := getattr(expect, name)) is not None
    }


def _expected(item: Mapping[str, object], zone_name: str) -> dict[str, object]:
    return {
        name: moment_to_yaml(utc_ms(datetime.fromisoformat(value)), zone_name)
        if name in _MOMENTS and isinstance(value, str)
        else value
        for name, value in item.items()
    }
