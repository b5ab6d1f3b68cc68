"""Checks: moments in which a customer gets no word at all, and calls of which nothing is left."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from autoreply_sim.analytics.checkup.finding import Check, Fact, Found, Page, Severity
from autoreply_sim.analytics.checkup.ground import Ground, TeamView
from autoreply_sim.analytics.checkup.words import label
from autoreply_sim.analytics.phrases import Pair
from autoreply_sim.codes import Channel, Outcome, Reason
from autoreply_sim.rules.catalog import CATALOG
from autoreply_sim.rules.compiler import fires
from autoreply_sim.rules.moments import Moment, situations
from autoreply_sim.rules.trigger import Trigger

_LARGE_SHARE = 0.05
"""From this share on it is no matter of a few."""
_MOST = 0.5
_SOME_COVERED: Pair = (
    "Other replies cover some of these moments.",
    "D’autres réponses couvrent une partie de ces moments.",
)


def _no_word(ground: Ground) -> Iterator[Found]:
    for team in ground.teams:
        for trigger in CATALOG:
            if trigger.on > Moment.MESSAGE_CAME or team.replies[trigger.key].enabled:
                continue
            silent, covered = _situations(team, trigger)
            if silent and (found := _silent(team, trigger, silent, covered=covered)):
                yield found


def _situations(team: TeamView, trigger: Trigger) -> tuple[list[int], bool]:
    """Return the situations, as packed facts, in which only this reply could speak, and whether others do in some."""
    policies = team.ground.scenario.world.policies
    siblings = [other for other in CATALOG if other.on == trigger.on]
    silent, covered = [], False
    for packed, facts in enumerate(situations(trigger.on)):
        firing = [one for one in siblings if fires(one, facts, policies) == Reason.SENT]
        if trigger not in firing or not _can_be(team, facts):
            continue
        if any(team.replies[one.key].enabled for one in firing):
            covered = True
        elif _first(firing) is trigger:
            silent.append(packed)
    return silent, covered


def _first(firing: list[Trigger]) -> Trigger:
    """Return which of some replies would go out if all were on."""
    keys = {one.key for one in firing}
    return next(one for one in firing if not keys.intersection(one.superseded_by))


def _can_be(team: TeamView, facts: dict[str, int]) -> bool:
    """Say whether customers of a team can be in a situation; whoever was answered has heard somebody."""
    channel = Channel(facts.get("channel", Channel.CALL))
    if facts.get("outcome") == Outcome.ANSWERED or ("channel" in facts and channel == Channel.CALL):
        return False
    return channel in team.channels and team.knows(after_hours=bool(facts["after_hours"]))


def _silent(team: TeamView, trigger: Trigger, silent: list[int], *, covered: bool) -> Found | None:
    facts: dict[str, Fact] = {
        "team": team.name,
        "when": trigger.goes_out,
        "reply": label(trigger.key),
        "but": _SOME_COVERED if covered else "",
    }
    path = team.path("auto_replies", trigger.key, "enabled")
    year = team.ground.year
    if year is None:
        return Found(path=path, team=team.key, facts={**facts, "unheard": 0})
    ours = year.contacts_in(team.place, trigger.on, silent)
    unheard = ours & ~year.heard
    if not ours.any():
        return None
    return Found(
        path=path,
        team=team.key,
        facts={**facts, "unheard": int(unheard.sum())},
        severity=_severity(int(unheard.sum()) / int(ours.sum())),
        count=int(ours.sum()),
        whole=len(ours),
        rows=np.sort(year.contacts["row"][unheard if unheard.any() else ours]),
    )


def _severity(unheard_share: float) -> Severity:
    """Return how bad it is that so many never hear from anybody; a few only wrote shortly before the period's end."""
    if unheard_share > _MOST:
        return Severity.PROBLEM
    return Severity.WARNING if unheard_share >= _LARGE_SHARE else Severity.HINT


def _no_ticket(ground: Ground) -> Iterator[Found]:
    for team in ground.teams:
        if team.settings.tickets_for_missed_calls or Channel.CALL not in team.channels:
            continue
        found = Found(path=team.path("tickets_for_missed_calls"), team=team.key, facts={"team": team.name})
        if ground.year is None:
            yield found
        elif len(rows := ground.year.missed_without_ticket(team.place)):
            whole = len(ground.year.calls_held_by(team.place))
            severity = Severity.WARNING if len(rows) >= _LARGE_SHARE * whole else Severity.HINT
            yield Found(
                path=found.path, team=team.key, facts=found.facts, severity=severity, rows=rows, whole=whole
            )


CHECKS: tuple[Check, ...] = (
    Check(
        key="no_word",
        severity=Severity.HINT,
        page=Page.REPLIES,
        sentence=(
            "When {when}, {team} sends no word: “{reply}” is off. {but}",
            "Quand {when}, {team} n’envoie aucun mot : « {reply} » est désactivée. {but}",
        ),
        help=(
            (
                "Nothing else goes out at these moments. It is a problem where most customers then "
                "never hear from a person either. Switch the reply on, unless silence is meant."
            ),
            (
                "Rien d’autre ne part à ces moments. C’est un problème si la plupart des clients n’ont "
                "ensuite aucune nouvelle d’un conseiller. Activez la réponse, sauf si ce silence est "
                "voulu."
            ),
        ),
        so=(
            "Contacts at these moments: {count} of {whole}; never heard from anybody: {unheard}.",
            "Contacts à ces moments : {count} sur {whole} ; restés sans aucune nouvelle : {unheard}.",
        ),
        rules=("R-MSG-20", "R-MSG-22", "R-MSG-24"),
        find=_no_word,
    ),
    Check(
        key="missed_calls_without_ticket",
        severity=Severity.HINT,
        page=Page.TICKETS,
        sentence=(
            "{team} makes no tickets for missed calls.",
            "{team} ne crée aucun ticket pour les appels manqués.",
        ),
        help=(
            (
                "A missed call of a customer without an open ticket is logged nowhere, so nobody can "
                "call back. Switch tickets for missed calls on."
            ),
            (
                "L’appel manqué d’un client sans ticket ouvert n’est consigné nulle part : personne ne "
                "peut rappeler. Activez les tickets pour les appels manqués."
            ),
        ),
        so=(
            "Missed calls that left no ticket: {count} of {whole} calls.",
            "Appels manqués sans aucun ticket : {count} sur {whole} appels.",
        ),
        rules=("R-TKT-5",),
        find=_no_ticket,
    ),
)
