"""Checks a team's traffic against the team: that it can be called at all, and that somebody could ever ring."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta

from autoreply_sim.codes import NONE, Channel
from autoreply_sim.domain.openings import compile_openings
from autoreply_sim.domain.schedules import instant_ms
from autoreply_sim.domain.settings import TeamSettings
from autoreply_sim.domain.traffic import Demand, TeamTraffic
from autoreply_sim.domain.world import Team
from autoreply_sim.errors import did_you_mean
from autoreply_sim.io.scenario_desk import Desk
from autoreply_sim.io.yaml12_data import Path

DIALLED = (Channel.CALL, Channel.SMS, Channel.WHATSAPP)
"""The channels for which a team needs a number of its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """The days that are drawn, and the zone whose days they are."""

    first_day: date
    days: int
    timezone: str

    @property
    def end_day(self) -> date:
        """The first day after the period."""
        return self.first_day + timedelta(days=self.days)

    @property
    def from_ms(self) -> int:
        """The instant at which it begins (UTC)."""
        return instant_ms(self.timezone, self.first_day, time(0))

    @property
    def to_ms(self) -> int:
        """The instant at which it is over (UTC)."""
        return instant_ms(self.timezone, self.end_day, time(0))

    def __str__(self) -> str:
        return f"from {self.first_day} to {self.end_day - timedelta(days=1)}"


def is_in_doubt(team: Team, desk: Desk) -> bool:
    """Return whether something is wrong with a team itself: what it lacks may then only not have been read."""
    return any(path[:2] == ("teams", team.key) for path in desk.report.doubts)


def keys_of_trees(settings: TeamSettings) -> frozenset[str]:
    """Return the keys that the call trees of a team know."""
    return frozenset(key for tree in settings.call_trees.values() for key in tree)


def check_presses(presses: Iterable[str], teams: Sequence[Team], desk: Desk, path: Path) -> None:
    """Report keys that callers press, but no call tree of some teams has."""
    if not teams or any(is_in_doubt(team, desk) for team in teams):
        return
    known = sorted(frozenset().union(*(keys_of_trees(team.settings) for team in teams)))
    whose = f"team {teams[0].key!r}" if len(teams) == 1 else "these teams"
    for key in presses:
        if key not in known:
            hint = did_you_mean("", known) if known else "leave presses out"
            desk.problem((*path, key), f"no call tree of {whose} has the key {key!r}; {hint}", of_key=True)


def check_channels(team: Team, demand: Demand, desk: Desk, path: Path) -> None:
    """Report calls and texts to a team that has no number."""
    dialled = [channel.word for channel in DIALLED if channel in demand.channels]
    if team.number is None and dialled and not is_in_doubt(team, desk):
        message = (
            f"team {team.key!r} has no number of its own, so there is no {' and no '.join(dialled)} to it; "
            f"leave web and app, and give the others to team {team.communication_team!r}"
        )
        desk.problem((*path, "channels"), message, of_key=True)


def check_rings(
    teams: Iterable[Team], traffic: Mapping[str, TeamTraffic], period: Period, desk: Desk
) -> None:
    """Report teams that are called, though nobody could ever ring there within the period."""
    for team in teams:
        if not is_in_doubt(team, desk) and (message := nobody_rings(team, traffic, period)):
            desk.problem(("teams", team.key, "schedules"), message, of_key=True)


def nobody_rings(team: Team, traffic: Mapping[str, TeamTraffic], period: Period) -> str:
    """Return why nobody could ever ring at a team that is called within a period; empty if somebody could."""
    demand = traffic[team.key].demand if team.key in traffic else None
    is_called = demand is not None and demand.per_day > 0 and Channel.CALL in demand.channels
    if not is_called or team.number is None:
        return ""
    schedules = team.settings.schedules
    openings = compile_openings(schedules, period.from_ms, period.to_ms)
    active = [schedules[place] for place in set(openings.effective.tolist()) - {NONE}]
    if not active:
        return (
            f"team {team.key!r} is called, but none of its schedules is active {period}, so nobody could ever ring; "
            "add one, or take its calls away"
        )
    if not any(schedule.advisors or schedule.call_tree for schedule in active):
        return f"team {team.key!r} is called, but its schedules have no advisors; name some"
    return ""
