"""Checks: schedules whose clocks do not agree with each other, or with the company's."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from functools import lru_cache

from autoreply_sim.analytics.checkup.finding import Check, Fact, Found, Page, Severity
from autoreply_sim.analytics.checkup.ground import Ground
from autoreply_sim.analytics.checkup.words import in_a_row
from autoreply_sim.domain.schedules import zone
from autoreply_sim.units import DAY_MS, HOUR_MS, local

_NOON_MS = 12 * HOUR_MS
"""Clocks change in the night: by noon the day has its offset."""


def _mixed(ground: Ground) -> Iterator[Found]:
    for team in ground.teams:
        zones = dict.fromkeys(team.schedules[place].timezone for place in sorted(team.effective))
        clocks = {_offsets(name, ground.from_ms) for name in zones}
        if len(clocks) > 1:
            odd = _odd_one(team.place, ground)
            facts: dict[str, Fact] = {"team": team.name, "zones": in_a_row(zones)}
            yield Found(path=team.path("schedules", odd, "timezone"), team=team.key, facts=facts)


def _odd_one(team_place: int, ground: Ground) -> int:
    """Return the schedule whose zone the fewest of the team's share; of equals the last."""
    team = ground.teams[team_place]
    zones = [team.schedules[place].timezone for place in sorted(team.effective)]
    return min(
        sorted(team.effective, reverse=True), key=lambda place: zones.count(team.schedules[place].timezone)
    )


def _clock_change(ground: Ground) -> Iterator[Found]:
    home = ground.scenario.world.timezone
    ours = _offsets(home, ground.from_ms)
    for team in ground.teams:
        for name in dict.fromkeys(team.schedules[place].timezone for place in sorted(team.effective)):
            theirs = _offsets(name, ground.from_ms)
            same = [mine == other for mine, other in zip(ours, theirs, strict=True)]
            if any(same) and not all(same):
                place = next(one for one in sorted(team.effective) if team.schedules[one].timezone == name)
                differs_ms = ground.from_ms + same.index(False) * DAY_MS
                facts: dict[str, Fact] = {
                    "team": team.name,
                    "zone": name,
                    "home": home,
                    "date": f"{local(differs_ms, zone(home)):%Y-%m-%d}",
                }
                yield Found(path=team.path("schedules", place, "timezone"), team=team.key, facts=facts)


def _foreign(ground: Ground) -> Iterator[Found]:
    home = ground.scenario.world.timezone
    ours = _offsets(home, ground.from_ms)
    zones = {
        team.schedules[place].timezone: team for team in reversed(ground.teams) for place in team.effective
    }
    if not zones or any(_shares_an_hour(ours, _offsets(name, ground.from_ms)) for name in zones):
        return
    name, team = next(reversed(zones.items()))
    place = next(one for one in sorted(team.effective) if team.schedules[one].timezone == name)
    facts: dict[str, Fact] = {"team": team.name, "zone": name, "home": home}
    yield Found(path=team.path("schedules", place, "timezone"), team=team.key, facts=facts)


def _shares_an_hour(ours: tuple[timedelta, ...], theirs: tuple[timedelta, ...]) -> bool:
    return any(mine == other for mine, other in zip(ours, theirs, strict=True))


@lru_cache(maxsize=256)
def _offsets(name: str, from_ms: int) -> tuple[timedelta, ...]:
    """Return what a zone's clock is ahead of UTC on each day of a year, at noon."""
    clock = zone(name)
    return tuple(
        local(from_ms + day * DAY_MS + _NOON_MS, clock).utcoffset() or timedelta() for day in range(366)
    )


CHECKS: tuple[Check, ...] = (
    Check(
        key="zones_mixed",
        severity=Severity.WARNING,
        page=Page.HOURS,
        sentence=(
            "The schedules of {team} go by different clocks: {zones}.",
            "Les plannings de {team} suivent des horloges différentes : {zones}.",
        ),
        help=(
            "8:00 on one is not 8:00 on the other. Choose one zone, unless the advisors are in several.",
            (
                "8 h sur l’un n’est pas 8 h sur l’autre. Choisissez un seul fuseau, sauf si l’équipe "
                "est dans plusieurs."
            ),
        ),
        so=("", ""),
        rules=("R-SCH-1", "R-SCH-2"),
        find=_mixed,
    ),
    Check(
        key="clock_changes_differ",
        severity=Severity.HINT,
        page=Page.HOURS,
        sentence=(
            (
                "Schedules of {team} go by {zone}, which agrees with {home} for a part of the year "
                "only: from {date} on they begin earlier or later than the clock there says."
            ),
            (
                "Des plannings de {team} suivent {zone}, qui ne s’accorde avec {home} qu’une partie de "
                "l’année : à partir du {date}, ils commencent plus tôt ou plus tard que l’heure d’ici."
            ),
        ),
        help=(
            "A zone without the same clock changes was perhaps taken by mistake.",
            "Un fuseau qui ne change pas d’heure aux mêmes dates a peut-être été choisi par erreur.",
        ),
        so=("", ""),
        rules=("R-SCH-2",),
        find=_clock_change,
    ),
    Check(
        key="zone_of_nobody",
        severity=Severity.HINT,
        page=Page.HOURS,
        sentence=(
            "The company's clock is {home}, and no schedule goes by it: those of {team} go by {zone}.",
            (
                "L’horloge de l’entreprise est {home}, mais aucun planning ne la suit : ceux de {team} "
                "suivent {zone}."
            ),
        ),
        help=(
            "Times without a zone are read by the company's clock. Choose the zone in which it works.",
            (
                "Les heures sans fuseau se lisent à l’horloge de l’entreprise. Choisissez le fuseau où "
                "elle travaille."
            ),
        ),
        so=("", ""),
        rules=("R-SCH-1", "R-SCH-5"),
        find=_foreign,
    ),
)
