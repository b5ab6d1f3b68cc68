"""Traffic as a scenario file writes it: what all teams have in common stands once, above them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from autoreply_sim.codes import Channel
from autoreply_sim.domain.traffic import (
    Customers,
    Demand,
    Incident,
    Population,
    TeamTraffic,
    Traffic,
    Work,
)
from autoreply_sim.domain.world import World
from autoreply_sim.io.scenario_write_values import (
    moment_to_yaml,
    number_to_yaml,
    share_to_yaml,
)
from autoreply_sim.io.traffic_demand import DEFAULT_HOURS
from autoreply_sim.io.traffic_models import WEEKDAYS
from autoreply_sim.io.traffic_write_habits import common, differing, habits_to_yaml
from autoreply_sim.io.traffic_write_holidays import holidays_to_yaml
from autoreply_sim.io.traffic_write_weights import weights_to_yaml
from autoreply_sim.io.yaml12_data import Plain


def traffic_to_yaml(traffic: Traffic, world: World) -> dict[str, Any]:
    """Return what is drawn: the period, the people, each team's contacts, incidents."""
    teams = traffic.teams.values()
    customers, work = (
        common([team.customers for team in teams], Customers()),
        common([team.work for team in teams], Work()),
    )
    numbered = {team.key for team in world.teams if team.number}
    optional = {
        "seed": None if traffic.seed == 1 else traffic.seed,
        "replications": None if traffic.replications == 1 else traffic.replications,
        "people": _people(traffic.population),
        "holidays": holidays_to_yaml(traffic.holidays, traffic.first_day, world.company.country),
        "customers": habits_to_yaml(customers),
        "advisors": habits_to_yaml(work),
    }
    named = {key: value for key, value in optional.items() if value not in (None, {})}
    period = {"from": Plain(traffic.first_day.isoformat()), "days": traffic.days}
    written = {
        key: _team(team, (customers, work), has_number=key in numbered) for key, team in traffic.teams.items()
    }
    incidents = [_incident(incident, world.timezone) for incident in traffic.incidents]
    return period | named | {"teams": written} | ({"incidents": incidents} if incidents else {})


def _team(
    traffic: TeamTraffic, above: tuple[Mapping[str, Any], Mapping[str, Any]], *, has_number: bool
) -> dict[str, Any]:
    own = (
        ("customers", differing(traffic.customers, Customers()), above[0]),
        ("advisors", differing(traffic.work, Work()), above[1]),
    )
    habits = {
        key: habits_to_yaml({name: value for name, value in named.items() if name not in said})
        for key, named, said in own
    }
    return _demand(traffic.demand, has_number=has_number) | {
        key: keys for key, keys in habits.items() if keys
    }


def _demand(demand: Demand, *, has_number: bool) -> dict[str, Any]:
    hours = {
        Plain(hour): weight
        for hour, weight in weights_to_yaml(demand.hours, [*map(str, range(24))], total=1, usual=0).items()
    }
    usual_hours = {hour: number_to_yaml(weight) for hour, weight in DEFAULT_HOURS.items()}
    months = weights_to_yaml(demand.months, [*map(str, range(1, 13))], total=12, usual=1)
    channels = _channels(demand.channels)
    optional = {
        "hours": {} if hours == usual_hours else hours,
        "weekdays": weights_to_yaml(demand.weekdays, WEEKDAYS, total=7, usual=1),
        "months": {Plain(month): factor for month, factor in months.items()},
        "on_holidays": None if demand.on_holidays == 1 else share_to_yaml(demand.on_holidays),
        "busyness": None if demand.busyness == 0 else share_to_yaml(demand.busyness),
        "channels": {} if channels.keys() == {"call" if has_number else "web"} else channels,
    }
    named = {key: value for key, value in optional.items() if value}
    return {"per_day": number_to_yaml(demand.per_day)} | named


def _channels(channels: Mapping[Channel, float]) -> dict[str, Plain]:
    shares = [channels.get(channel, 0.0) for channel in Channel]
    return weights_to_yaml(shares, [channel.word for channel in Channel], total=1, usual=0)


def _people(population: Population) -> dict[str, Any]:
    usual = Population()
    shares = {
        name: share_to_yaml(getattr(population, name))
        for name in ("french", "landline", "withheld", "opted_out")
        if getattr(population, name) != getattr(usual, name)
    }
    optional = {
        "count": None if population.people == usual.people else population.people,
        "skew": None if population.skew == usual.skew else number_to_yaml(population.skew),
        **shares,
        "segments": {name: share_to_yaml(share) for name, share in population.segments.items()},
        "organizations": {
            key: value
            for key, value in (
                ("count", population.organizations),
                ("share", population.in_organizations and share_to_yaml(population.in_organizations)),
            )
            if value
        },
    }
    return {key: value for key, value in optional.items() if value not in (None, {})}


def _incident(incident: Incident, zone_name: str) -> dict[str, Any]:
    says_nothing = incident.factor == 1 and not incident.phones_down
    optional = {
        "team": incident.team,
        "from": moment_to_yaml(incident.from_ms, zone_name),
        "to": moment_to_yaml(incident.to_ms, zone_name),
        "factor": number_to_yaml(incident.factor) if incident.factor != 1 or says_nothing else None,
        "phones": "down" if incident.phones_down else None,
    }
    return {key: value for key, value in optional.items() if value is not None}
