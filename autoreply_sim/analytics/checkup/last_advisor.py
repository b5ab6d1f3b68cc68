"""Checks: Ring Last Advisor where it cannot do what it is for."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from autoreply_sim.analytics.checkup.finding import Check, Fact, Found, Page, Severity
from autoreply_sim.analytics.checkup.ground import Ground, TeamView
from autoreply_sim.analytics.checkup.words import in_a_row
from autoreply_sim.analytics.checkup.year import Rows, Year
from autoreply_sim.codes import NONE, Rla, Status
from autoreply_sim.domain.traffic import Family
from autoreply_sim.units import DAY_MS, HOUR_MS

_MANY = 0.2
"""From this share of the tickets on that stay open it is a habit."""
_FEW_ARE_CLOSED = 0.5
_ENOUGH = 10
_SETTLED_DAYS = 28
"""By then a ticket should be closed, and it counts no longer: work may take longer than the window."""
_WORTH_SAYING = 0.01


def _with_rla(ground: Ground) -> Iterator[TeamView]:
    for team in ground.teams:
        if team.settings.ring_last_advisor and team.team.number is not None:
            yield team


def _stay_open(ground: Ground) -> Iterator[Found]:
    for team in _with_rla(ground):
        facts: dict[str, Fact] = {"team": team.name, "days": -(-_settled_ms(team) // DAY_MS)}
        path = team.path("ring_last_advisor")
        if ground.year is None:
            if _are_seldom_closed(team):
                yield Found(path=path, team=team.key, facts=facts)
            continue
        stale, whole = _stale_tickets(team, ground.year)
        if len(stale) >= max(_ENOUGH, _MANY * whole):
            yield Found(path=path, team=team.key, facts=facts, rows=stale, whole=whole)


def _are_seldom_closed(team: TeamView) -> bool:
    traffic = team.ground.scenario.traffic
    mine = traffic.teams.get(team.key) if traffic else None
    if mine is None:
        return False
    return mine.work.closes.family == Family.NEVER or mine.work.closes_at_all < _FEW_ARE_CLOSED


def _settled_ms(team: TeamView) -> int:
    """Return the age from which on a ticket should be closed: four weeks, or the window if that is longer."""
    window_ms = round(team.ground.scenario.world.policies.rla_window_hours * HOUR_MS)
    return max(window_ms, _SETTLED_DAYS * DAY_MS)


def _stale_tickets(team: TeamView, year: Year) -> tuple[Rows, int]:
    """Return the rows of tickets that should be closed at the end and are open, and how many should be closed."""
    ground = team.ground
    tickets = year.ledger.tickets
    old = (tickets["team"] == team.place) & (tickets["created_ms"] < ground.ends_ms - _settled_ms(team))
    is_open = (tickets["status"] == Status.OPEN) & (tickets["merged_into"] == NONE)
    return np.sort(tickets["row"][old & is_open]), int(old.sum())


def _never_on(ground: Ground) -> Iterator[Found]:
    for team in _with_rla(ground):
        facts: dict[str, Fact] = {"team": team.name}
        path = team.path("ring_last_advisor")
        if ground.year is None or not team.on_duty:
            if team.effective and not team.on_duty:
                yield Found(path=path, team=team.key, facts=facts)
            continue
        calls = ground.year.calls_of(team.place)
        off = calls["rla"] == Rla.ADVISOR_NOT_ON_SCHEDULE
        tried = off | (calls["rla"] == Rla.APPLIED)
        if off.sum() >= _ENOUGH and off.sum() * 2 > tried.sum():
            yield Found(path=path, team=team.key, facts=facts, rows=calls["row"][off], whole=int(tried.sum()))


def _off_elsewhere(ground: Ground) -> Iterator[Found]:
    if ground.year is None:
        return
    for team in _with_rla(ground):
        calls = ground.year.calls_of(team.place)
        off = calls[calls["rla"] == Rla.OFF_FOR_TICKET_TEAM]
        if len(off) >= max(_ENOUGH, _WORTH_SAYING * len(calls)):
            yield Found(
                path=team.path("ring_last_advisor"),
                team=team.key,
                facts={"team": team.name, "others": in_a_row(_without_rla(team, ground.year))},
                rows=off["row"],
                whole=len(calls),
            )


def _without_rla(team: TeamView, year: Year) -> list[str]:
    """Return the names of the teams without Ring Last Advisor that have tickets of a team's number."""
    ledger = year.ledger
    line = ledger.plan.lines.index(team.team.number or "")
    holders = np.unique(ledger.tickets["team"][ledger.tickets["line"] == line]).tolist()
    teams = (team.ground.teams[place] for place in holders)
    return [other.name for other in teams if not other.settings.ring_last_advisor]


CHECKS: tuple[Check, ...] = (
    Check(
        key="tickets_stay_open",
        severity=Severity.WARNING,
        page=Page.TICKETS,
        sentence=(
            (
                "Ring Last Advisor is on at {team}, but many of its tickets are still open after {days} days, "
                "when they no longer count."
            ),
            (
                "Ring Last Advisor est activé chez {team}, mais beaucoup de ses tickets sont encore "
                "ouverts après {days} jours, quand ils ne comptent plus."
            ),
        ),
        help=(
            (
                "Tickets that nobody closes ring an advisor for a matter that is over, and texts join "
                "them however old they are. Close tickets when the work is done."
            ),
            (
                "Des tickets que personne ne ferme font sonner un conseiller pour une affaire "
                "terminée, et les messages les rejoignent quel que soit leur âge. Fermez les tickets "
                "une fois le travail fait."
            ),
        ),
        so=(
            "Tickets open for longer at the end: {count} of {whole}.",
            "Tickets ouverts depuis plus longtemps à la fin : {count} sur {whole}.",
        ),
        rules=("R-RLA-1", "R-TKT-4", "R-TKT-7"),
        find=_stay_open,
    ),
    Check(
        key="last_advisor_never_on",
        severity=Severity.WARNING,
        page=Page.PEOPLE,
        sentence=(
            "Ring Last Advisor is on at {team}, but the last advisors are seldom on its schedules.",
            (
                "Ring Last Advisor est activé chez {team}, mais les derniers conseillers sont rarement "
                "à ses plannings."
            ),
        ),
        help=(
            "It only rings an advisor who is on the effective schedule. Add those who take the tickets.",
            (
                "Il ne fait sonner qu’un conseiller présent au planning effectif. Ajoutez ceux qui "
                "prennent les tickets."
            ),
        ),
        so=(
            "Calls whose last advisor was not on: {count} of {whole}.",
            "Appels dont le dernier conseiller n’y était pas : {count} sur {whole}.",
        ),
        rules=("R-RLA-2",),
        find=_never_on,
    ),
    Check(
        key="last_advisor_off_elsewhere",
        severity=Severity.HINT,
        page=Page.TICKETS,
        sentence=(
            "Ring Last Advisor is on at {team}, but off for teams that hold tickets of its number: {others}.",
            (
                "Ring Last Advisor est activé chez {team}, mais pas dans des équipes qui ont des "
                "tickets de son numéro : {others}."
            ),
        ),
        help=(
            "It must be on for both teams.",
            "Il doit être activé dans les deux équipes.",
        ),
        so=(
            "Calls to which it did not apply for that reason: {count} of {whole}.",
            "Appels auxquels il ne s’est pas appliqué pour cela : {count} sur {whole}.",
        ),
        rules=("R-RLA-3",),
        find=_off_elsewhere,
    ),
)
