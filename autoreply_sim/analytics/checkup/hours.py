"""Checks: teams that never open, or count as closed all the time."""

from __future__ import annotations

from collections.abc import Iterator

from autoreply_sim.analytics.checkup.finding import Check, Fact, Found, Page, Severity
from autoreply_sim.analytics.checkup.ground import Ground, TeamView
from autoreply_sim.analytics.checkup.words import label
from autoreply_sim.codes import Channel
from autoreply_sim.rules.moments import Moment

_NONE_AT_ALL = ("it has no schedule", "elle n’a aucun planning")
_NONE_EVER = ("none of its schedules comes up", "aucun de ses plannings n’a lieu")
_NONE_IN_FORCE = (
    "all of its schedules are drafts or switched off",
    "tous ses plannings sont des brouillons ou désactivés",
)


def _never_open(ground: Ground) -> Iterator[Found]:
    for team in ground.teams:
        if team.effective or not (team.team.number or team.schedules):
            continue
        rows = None if ground.year is None else ground.year.calls_held_by(team.place)["row"]
        why = _NONE_IN_FORCE if _all_are_off(team) else _NONE_EVER
        yield Found(
            path=team.path("schedules"),
            team=team.key,
            facts={"team": team.name, "why": why if team.schedules else _NONE_AT_ALL},
            rows=rows,
            whole=0 if ground.year is None else len(ground.year.ledger.calls),
        )


def _all_are_off(team: TeamView) -> bool:
    return not any(schedule.is_in_force for schedule in team.schedules)


def _not_in_force(ground: Ground) -> Iterator[Found]:
    for team in ground.teams:
        for place, schedule in enumerate(team.schedules):
            if team.effective and not schedule.is_in_force and not set(schedule.advisors) <= team.on_duty:
                facts: dict[str, Fact] = {"team": team.name, "schedule": schedule.title}
                yield Found(path=team.path("schedules", place, "enabled"), team=team.key, facts=facts)


def _parent_never_open(ground: Ground) -> Iterator[Found]:
    for team in ground.teams:
        parent = ground.by_key.get(team.team.communication_team or "")
        if parent is not None and team.effective and not parent.effective:
            facts: dict[str, Fact] = {"team": team.name, "parent": parent.name}
            yield Found(path=parent.path("schedules"), team=team.key, facts=facts)


def _always_closed(ground: Ground) -> Iterator[Found]:
    for team in ground.teams:
        is_on = team.replies["after_hours_ticket"].enabled
        if (
            team.team.number
            or team.schedules
            or not is_on
            or not bool(team.channels & {Channel.WEB, Channel.APP})
        ):
            continue
        year = ground.year
        rows = None if year is None else year.verdicts(team.place, "after_hours_ticket")
        yield Found(
            path=team.path("schedules"),
            team=team.key,
            facts={"team": team.name, "reply": label("after_hours_ticket")},
            rows=rows,
            whole=_contacts(team),
        )


def _contacts(team: TeamView) -> int:
    year = team.ground.year
    if year is None:
        return 0
    ours = year.contacts
    return int(((ours["version"] == team.place) & (ours["moment"] == Moment.MESSAGE_CAME)).sum())


CHECKS: tuple[Check, ...] = (
    Check(
        key="never_open",
        severity=Severity.PROBLEM,
        page=Page.HOURS,
        sentence=("Nobody ever rings at {team}: {why}.", "Personne ne sonne jamais chez {team} : {why}."),
        help=(
            (
                "Every call goes to the voicemail, and it is always after hours. Add a ring schedule, "
                "or switch one on."
            ),
            (
                "Chaque appel va à la messagerie, et il est toujours hors horaires. Ajoutez un "
                "planning, ou activez-en un."
            ),
        ),
        so=("Calls that it held: {count} of {whole}.", "Appels qui lui sont revenus : {count} sur {whole}."),
        rules=("R-CALL-1", "R-SCH-1"),
        find=_never_open,
    ),
    Check(
        key="schedule_not_in_force",
        severity=Severity.HINT,
        page=Page.HOURS,
        sentence=(
            (
                "The schedule “{schedule}” of {team} is a draft or switched off, and some of its "
                "advisors ring on no other."
            ),
            (
                "Le planning « {schedule} » de {team} est un brouillon ou désactivé, et certains de "
                "ses conseillers ne sonnent sur aucun autre."
            ),
        ),
        help=(
            "A draft or a switched-off schedule is never active. Switch it on, or remove it.",
            "Un brouillon ou un planning désactivé n’est jamais actif. Activez-le, ou supprimez-le.",
        ),
        so=("", ""),
        rules=("R-SCH-1",),
        find=_not_in_force,
    ),
    Check(
        key="communication_team_never_open",
        severity=Severity.PROBLEM,
        page=Page.HOURS,
        sentence=(
            "{team} has hours, but its calls come in at {parent}, which never opens.",
            "{team} a des horaires, mais ses appels arrivent chez {parent}, qui n’ouvre jamais.",
        ),
        help=(
            "With no active schedule of the dialled team nobody rings. Give the communication team hours.",
            "Sans planning actif de l’équipe appelée, personne ne sonne. Donnez des horaires à cette équipe.",
        ),
        so=("", ""),
        rules=("R-CALL-1",),
        find=_parent_never_open,
    ),
    Check(
        key="sub_team_always_closed",
        severity=Severity.WARNING,
        page=Page.HOURS,
        sentence=(
            (
                "{team} has no schedule of its own: every ticket counts as after hours, and gets "
                "“{reply}” even at noon."
            ),
            (
                "{team} n’a pas de planning : chaque ticket compte comme hors horaires et reçoit « "
                "{reply} », même à midi."
            ),
        ),
        help=(
            (
                "A sub-team's tickets go by its own schedules, not by its communication team's. Give "
                "it a schedule, or switch the reply off."
            ),
            (
                "Les tickets d’une sous-équipe suivent ses propres plannings, pas ceux de son équipe "
                "de communication. Donnez-lui un planning, ou désactivez la réponse."
            ),
        ),
        so=(
            "After-hours replies: {count}, to {whole} messages.",
            "Réponses hors horaires : {count}, pour {whole} messages.",
        ),
        rules=("R-SCH-4", "R-MSG-14", "R-MSG-25"),
        find=_always_closed,
    ),
)
