"""Builds the population: the people who call and write beside the customers that a file names.

Shares may well be 0 or 100%; what is refused is a file whose contacts nobody in it could make.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from autoreply_sim.codes import Channel, Line
from autoreply_sim.domain.traffic import Population, TeamTraffic
from autoreply_sim.domain.world import World
from autoreply_sim.io.scenario_desk import Desk
from autoreply_sim.io.traffic_models import PeopleKeys
from autoreply_sim.io.yaml12_data import Path

PATH: Path = ("traffic", "people")


def build_population(keys: PeopleKeys, desk: Desk) -> Population:
    """Return the people whom a file describes; what is wrong with them is on the desk's report."""
    named: dict[str, Any] = {
        "people": keys.count,
        "skew": keys.skew,
        "french": keys.french,
        "landline": keys.landline,
        "withheld": keys.withheld,
        "opted_out": keys.opted_out,
        "segments": None if keys.segments is None else MappingProxyType(keys.segments),
    }
    population = replace(Population(), **{name: value for name, value in named.items() if value is not None})
    if keys.organizations is None:
        return population
    count, share = keys.organizations.count, keys.organizations.share
    if share > 0 and count == 0:
        message = f"{share:.4g} of the people belong to organizations, of which there are none; add a count"
        desk.problem((*PATH, "organizations"), message, of_key=True)
    return replace(population, organizations=count, in_organizations=share)


def check_population(population: Population, teams: Iterable[TeamTraffic], world: World, desk: Desk) -> None:
    """Report a population of nobody, and one in which nobody has the kind of number that contacts need."""
    if population.people == 0 and not desk.customers:
        message = "there is nobody who could call or write; write a count above 0, or name customers"
        desk.problem((*PATH, "count"), message)
    elif not any(path[:1] == ("customers",) for path in desk.report.doubts):
        channels = {channel for team in teams if team.demand.per_day > 0 for channel in team.demand.channels}
        _check_numbers(channels, population, world, desk)


def _check_numbers(channels: set[Channel], population: Population, world: World, desk: Desk) -> None:
    numbers = [customer for customer in world.customers if customer.phone]
    has_mobile = any(customer.line == Line.MOBILE for customer in numbers)
    others = population.people > 0 and population.withheld < 1
    if channels - {Channel.CALL} and not (numbers or others):
        message = (
            "everybody withholds their number, so nobody can write; leave only calls, or lower the share"
        )
        desk.problem((*PATH, "withheld"), message)
    elif Channel.SMS in channels and not (has_mobile or (others and population.landline < 1)):
        message = "nobody has a mobile number, so nobody can text by SMS; leave sms out, or lower the share"
        desk.problem((*PATH, "landline"), message)
