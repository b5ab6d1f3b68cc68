"""Builds the traffic of a scenario file: the period, the people, each team's contacts, incidents.

Everything is checked against the world that the same file describes; a broken part is reported and left at its default.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from types import MappingProxyType

from autoreply_sim.domain.traffic import Customers, TeamTraffic, Traffic, Work
from autoreply_sim.domain.world import Team, World
from autoreply_sim.io.scenario_desk import Desk
from autoreply_sim.io.scenario_times import LAST_YEAR
from autoreply_sim.io.traffic_behaviour import build_customers, build_work
from autoreply_sim.io.traffic_checks import Period, check_channels, check_presses, check_rings, keys_of_trees
from autoreply_sim.io.traffic_demand import build_demand
from autoreply_sim.io.traffic_holidays import build_holidays
from autoreply_sim.io.traffic_incidents import build_incidents, check_together, check_within
from autoreply_sim.io.traffic_models import TeamTrafficKeys, TrafficKeys
from autoreply_sim.io.traffic_people import build_population, check_population
from autoreply_sim.io.yaml12_data import Path, Section, inside

PATH: Path = ("traffic",)


def build_traffic(keys: TrafficKeys | None, world: World, desk: Desk) -> Traffic | None:
    """Return what a file draws, None if it draws nothing; what is wrong with it is on the desk's report."""
    if keys is None:
        if isinstance(desk.report.tree, Section) and "traffic" in desk.report.tree:
            desk.problem(PATH, "there is nothing in it; add from, days and teams", of_key=True)
        return None
    _check_alone(desk)
    period = Period(first_day=keys.from_, days=keys.days, timezone=world.timezone)
    is_sound = _is_sound(period, desk)
    teams = _teams(keys, world, desk)
    incidents = build_incidents(keys.incidents, desk, (*PATH, "incidents"))
    if is_sound:
        check_rings(world.teams, teams, period, desk)
        check_within(incidents, period, desk, (*PATH, "incidents"))
        check_together(incidents, teams, desk, (*PATH, "incidents"))
    population = build_population(keys.people, desk)
    check_population(population, teams.values(), world, desk)
    return Traffic(
        first_day=keys.from_,
        days=keys.days,
        seed=keys.seed,
        replications=keys.replications,
        teams=teams,
        population=population,
        holidays=build_holidays(keys.holidays, keys.from_, desk, (*PATH, "holidays")),
        incidents=incidents,
    )


def _check_alone(desk: Desk) -> None:
    """Report what belongs to a story beside traffic."""
    if inside(desk.report.tree, ("events",)) is not None:
        message = "a file either tells its events or draws them (traffic); remove one of the two"
        desk.problem(("events",), message, of_key=True)
    if inside(desk.report.tree, ("expect",)) is not None:
        message = "what is drawn (traffic) cannot be foretold event by event; remove expect, or tell events"
        desk.problem(("expect",), message, of_key=True)


def _is_sound(period: Period, desk: Desk) -> bool:
    """Report a period that is too late; return whether it is the one that the file means."""
    last_day = period.end_day - timedelta(days=1)
    if last_day.year > LAST_YEAR:
        message = (
            f"the period ends on {last_day}; {LAST_YEAR} is the last year that is possible: begin earlier"
        )
        desk.problem((*PATH, "from"), message)
        return False
    return desk.is_whole((*PATH, "from")) and desk.is_whole((*PATH, "days"))


def _teams(keys: TrafficKeys, world: World, desk: Desk) -> Mapping[str, TeamTraffic]:
    customers = build_customers(keys.customers, Customers(), desk, (*PATH, "customers"))
    work = build_work(keys.advisors, Work(), desk, (*PATH, "advisors"))
    if not keys.teams:
        message = "no team has any traffic; write {service: {per_day: 420}}, for instance"
        desk.problem((*PATH, "teams"), message, of_key=True)
    known = {team.key: team for team in world.teams}
    teams = {}
    for key, of_team in keys.teams.items():
        path = (*PATH, "teams", key)
        desk.check_team(key, path)
        teams[key] = _team(of_team, known.get(key), (customers, work), desk, path)
    reached = [known[key] for key in teams if key in known]
    check_presses(customers.menu, reached, desk, (*PATH, "customers", "presses"))
    return MappingProxyType(teams)


def _team(
    keys: TeamTrafficKeys, team: Team | None, above: tuple[Customers, Work], desk: Desk, path: Path
) -> TeamTraffic:
    has_number = team is None or team.number is not None
    demand = build_demand(keys, has_number=has_number, desk=desk, path=path)
    customers = build_customers(keys.customers, above[0], desk, (*path, "customers"))
    if team is not None:
        check_channels(team, demand, desk, path)
        check_presses(keys.customers.presses or (), [team], desk, (*path, "customers", "presses"))
        known = keys_of_trees(team.settings)
        # What holds for all teams holds for this one only as far as its trees go.
        menu = {key: share for key, share in customers.menu.items() if key in known}
        customers = replace(customers, menu=MappingProxyType(menu))
    work = build_work(keys.advisors, above[1], desk, (*path, "advisors"))
    return TeamTraffic(demand=demand, customers=customers, work=work)
