"""Builds the incidents of a file: bursts of contacts and outages of the phones, between two instants of its zone.

An incident may reach over the ends of the period; one that lies wholly outside of it is a slip of the pen.
"""

from __future__ import annotations

from collections.abc import Sequence

from autoreply_sim.domain.traffic import Incident
from autoreply_sim.errors import did_you_mean
from autoreply_sim.io.scenario_desk import Desk
from autoreply_sim.io.scenario_values import shown
from autoreply_sim.io.traffic_checks import Period
from autoreply_sim.io.traffic_models import IncidentKeys
from autoreply_sim.io.yaml12_data import Path, Section, inside

MOST_INCIDENTS = 1_000


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
