"""Builds the incidents of a file: bursts of contacts and outages of the phones, between two instants of its zone.

An incident may reach over the ends of the period; one that lies wholly outside of it is a slip of the pen.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import prod

from autoreply_sim.domain.traffic import Incident
from autoreply_sim.errors import did_you_mean
from autoreply_sim.io.scenario_desk import Desk
from autoreply_sim.io.scenario_values import shown
from autoreply_sim.io.traffic_checks import Period
from autoreply_sim.io.traffic_models import IncidentKeys
from autoreply_sim.io.yaml12_data import Path, Section, inside

MOST_INCIDENTS = 1_000
MOST_TOGETHER = 1_000
"""How many times as many contacts as usual all incidents of one moment may bring together."""


def build_incidents(incidents: Sequence[IncidentKeys], desk: Desk, path: Path) -> tuple[Incident, ...]:
    """Return the incidents of a file; what is wrong with them is on the desk's report."""
    if len(incidents) > MOST_INCIDENTS:
        message = f"{len(incidents):,} incidents are too many; at most {MOST_INCIDENTS:,} are possible"
        desk.problem(path, message, of_key=True)
        return ()
    return tuple(_incident(keys, desk, (*path, position)) for position, keys in enumerate(incidents))


def check_within(incidents: Sequence[Incident], period: Period, desk: Desk, path: Path) -> None:
    """Report incidents that end before they begin, or lie outside of the period."""
    for position, incident in enumerate(incidents):
        if incident.to_ms <= incident.from_ms:
            message = "the incident ends before it has begun; write a later moment"
            desk.problem((*path, position, "to"), message)
        elif incident.from_ms >= period.to_ms or incident.to_ms <= period.from_ms:
            message = f"the incident lies outside of the period ({period}); move it, or remove it"
            desk.problem((*path, position), message)


def check_together(incidents: Sequence[Incident], teams: Iterable[str], desk: Desk, path: Path) -> None:
    """Report the first incident that, with all others of its moment, brings more contacts than can be drawn."""
    for team in teams:
        ours = [(place, each) for place, each in enumerate(incidents) if each.team in {None, team}]
        for place, each in ours:
            meanwhile = [other.factor for _, other in ours if other.from_ms <= each.from_ms < other.to_ms]
            times = prod(meanwhile)
            if len(meanwhile) > 1 and not times <= MOST_TOGETHER:
                message = (
                    f"{len(meanwhile)} incidents at once bring {times:,.0f} times as many contacts as usual; "
                    f"at most {MOST_TOGETHER:,} times are possible: lower a factor, or move one of them"
                )
                desk.problem((*path, place), message)
                return


def _incident(keys: IncidentKeys, desk: Desk, path: Path) -> Incident:
    if keys.factor is None and keys.phones is None:
        desk.problem(path, "this incident changes nothing; add factor: 5, for instance, or phones: down")
    # Names are those of the file as it was written: traffic with a mistake of its own is no unknown team's.
    teams = inside(desk.report.tree, ("traffic", "teams"))
    if keys.team is not None and isinstance(teams, Section) and keys.team not in teams:
        message = f"no team with traffic is called {shown(keys.team)}; {did_you_mean(keys.team, teams)}"
        desk.problem((*path, "team"), message)
    return Incident(
        team=keys.team,
        from_ms=desk.instant(keys.from_),
        to_ms=desk.instant(keys.to),
        factor=1.0 if keys.factor is None else keys.factor,
        phones_down=keys.phones is not None,
    )
