"""Checks: advisors who never ring."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from autoreply_sim.analytics.checkup.finding import Check, Fact, Found, Page, Severity
from autoreply_sim.analytics.checkup.ground import Ground
from autoreply_sim.analytics.checkup.words import in_a_row
from autoreply_sim.codes import Outcome

_ENOUGH_CALLS = 50
"""Calls that rang somewhere in a team before it says something that an advisor never rang."""


def _on_no_schedule(ground: Ground) -> Iterator[Found]:
    if not any(team.effective for team in ground.teams):
        return
    planned = {key for team in ground.teams for schedule in team.schedules for key in schedule.advisors}
    meant_to_ring = _meant_to_ring(ground)
    for advisor in ground.scenario.world.advisors:
        if advisor.key not in planned:
            severity = Severity.WARNING if advisor.key in meant_to_ring else Severity.HINT
            facts: dict[str, Fact] = {"advisor": advisor.name}
            yield Found(path=("advisors", advisor.key), facts=facts, severity=severity)


def _meant_to_ring(ground: Ground) -> set[str]:
    """Return the advisors whom call trees and routing rules name."""
    named: set[str] = set()
    for team in ground.teams:
        named |= {rule.advisor for rule in team.settings.routing_rules if rule.advisor is not None}
        for tree in team.settings.call_trees.values():
            named.update(*(choice.advisors for choice in tree.values()))
    return named


def _hidden(ground: Ground) -> Iterator[Found]:
    on_duty = {key for team in ground.teams for key in team.on_duty}
    for advisor in ground.scenario.world.advisors:
        places = [
            (team, place, schedule.title)
            for team in ground.teams
            for place, schedule in enumerate(team.schedules)
            if advisor.key in schedule.advisors
        ]
        if places and advisor.key not in on_duty:
            team, place, _ = places[0]
            yield Found(
                path=team.path("schedules", place, "advisors"),
                team=team.key,
                facts={"advisor": advisor.name, "schedules": in_a_row(title for *_, title in places)},
            )


def _never_rang(ground: Ground) -> Iterator[Found]:
    if ground.year is None:
        return
    ledger = ground.year.ledger
    rang = set(np.unique(ledger.rings["advisor"]).tolist())
    for team in ground.teams:
        calls = ground.year.calls_held_by(team.place)
        ringing = np.count_nonzero((calls["rang"] > 0) & (calls["outcome"] != Outcome.HUNG_UP_GREETING))
        if ringing < _ENOUGH_CALLS:
            continue
        for place, advisor in enumerate(ground.scenario.world.advisors):
            if advisor.key in team.on_duty and place not in rang:
                schedule = next(
                    one for one in sorted(team.effective) if advisor.key in team.schedules[one].advisors
                )
                yield Found(
                    path=team.path("schedules", schedule, "advisors"),
                    team=team.key,
                    facts={"advisor": advisor.name, "team": team.name},
                    count=0,
                    whole=int(ringing),
                )


CHECKS: tuple[Check, ...] = (
    Check(
        key="advisor_on_no_schedule",
        severity=Severity.HINT,
        page=Page.PEOPLE,
        sentence=("{advisor} is on no ring schedule.", "{advisor} n’est sur aucun planning de sonnerie."),
        help=(
            (
                "Nobody rings who is on no schedule, whatever Ring Last Advisor, a call tree or a "
                "routing rule says. Add the advisor to a schedule, unless they take no calls."
            ),
            (
                "Qui n’est sur aucun planning ne sonne jamais, quoi que disent Ring Last Advisor, un "
                "menu ou une règle de routage. Ajoutez ce conseiller à un planning, sauf s’il ne prend "
                "pas d’appels."
            ),
        ),
        so=("", ""),
        rules=("R-CALL-4",),
        find=_on_no_schedule,
    ),
    Check(
        key="advisor_hidden",
        severity=Severity.WARNING,
        page=Page.PEOPLE,
        sentence=(
            "{advisor} never rings: none of their schedules is ever effective ({schedules}).",
            "{advisor} ne sonne jamais : aucun de ses plannings n’est jamais effectif ({schedules}).",
        ),
        help=(
            "They are drafts, switched off, over, or covered by newer ones.",
            "Ce sont des brouillons, ils sont désactivés, passés, ou couverts par de plus récents.",
        ),
        so=("", ""),
        rules=("R-SCH-1", "R-SCH-3"),
        find=_hidden,
    ),
    Check(
        key="advisor_never_rang",
        severity=Severity.HINT,
        page=Page.PEOPLE,
        sentence=(
            "{advisor} is on a schedule of {team}, but did not ring once in the simulated period.",
            (
                "{advisor} est sur un planning de {team}, mais n’a pas sonné une seule fois pendant la "
                "période simulée."
            ),
        ),
        help=(
            (
                "Others always come first: in a sequence, through the choices of a call tree, or "
                "because nobody calls then."
            ),
            (
                "D’autres passent toujours avant : dans l’ordre de sonnerie, par les choix d’un menu, "
                "ou faute d’appels à ces heures."
            ),
        ),
        so=(
            "Times they rang: {count}, in {whole} calls that rang at the team.",
            "Sonneries : {count}, sur {whole} appels qui ont sonné dans l’équipe.",
        ),
        rules=("R-CALL-4", "R-CALL-6"),
        find=_never_rang,
    ),
)
