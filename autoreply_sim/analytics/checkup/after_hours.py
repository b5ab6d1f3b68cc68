"""Checks: replies for hours that never come, and openings that never come."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from autoreply_sim.analytics.checkup.finding import Check, Fact, Found, Page, Severity
from autoreply_sim.analytics.checkup.ground import Ground, TeamView
from autoreply_sim.analytics.checkup.typical import shows
from autoreply_sim.analytics.checkup.words import label, pairs_in_a_row
from autoreply_sim.analytics.checkup.year import Rows
from autoreply_sim.codes import Channel
from autoreply_sim.domain.openings import next_opening
from autoreply_sim.domain.settings import ReplySettings
from autoreply_sim.rules.catalog import BY_KEY
from autoreply_sim.texts.fields import AFTER_HOURS

_OWN_CHANNELS = {
    "after_hours_calls": {Channel.CALL},
    "after_hours_texts": {Channel.SMS, Channel.WHATSAPP},
    "after_hours_ticket": {Channel.WEB, Channel.APP},
}
_ALWAYS_OPEN = ("the team never closes", "l’équipe ne ferme jamais")
_BY_POLICY = (
    "some schedule is always active, and only hours without any count as after hours here",
    "un planning est toujours actif, et seules les heures sans planning comptent ici comme hors horaires",
)
_NO_CONTACTS = (
    "no customer reaches the team by these channels",
    "aucun client ne joint l’équipe par ces canaux",
)


def _never_fires(ground: Ground) -> Iterator[Found]:
    for team in ground.teams:
        for key in AFTER_HOURS:
            if not team.replies[key].enabled or not _was_chosen(team.replies[key], key):
                continue
            why = _why_never(team, key)
            if why and (ground.year is None or not len(ground.year.verdicts(team.place, key))):
                facts: dict[str, Fact] = {"team": team.name, "reply": label(key), "why": why}
                yield Found(path=team.path("auto_replies", key), team=team.key, facts=facts)


def _was_chosen(saved: ReplySettings, key: str) -> bool:
    """Say whether somebody set a reply up: what is on by default was perhaps never looked at."""
    return saved != ReplySettings(enabled=BY_KEY[key].enabled_by_default)


def _why_never(team: TeamView, key: str) -> tuple[str, str] | None:
    if not _reaches(team, key):
        return _NO_CONTACTS
    if team.knows(after_hours=True):
        return None
    is_policy = any(not team.schedules[place].counts_as_business_hours for place in team.effective)
    return _BY_POLICY if is_policy else _ALWAYS_OPEN


def _reaches(team: TeamView, key: str) -> bool:
    return bool(team.channels & _OWN_CHANNELS[key])


def _opens_no_more(ground: Ground) -> Iterator[Found]:
    for team in ground.teams:
        promised = [key for key in AFTER_HOURS if shows(team, key, "next_opening") and _reaches(team, key)]
        if not promised or not team.schedules or _next_opening(team) is not None:
            continue
        yield Found(
            path=team.path("schedules"),
            team=team.key,
            facts={"team": team.name, "replies": pairs_in_a_row(map(label, promised))},
            rows=_sent_in_vain(team, promised),
            whole=0
            if ground.year is None
            else sum(len(ground.year.verdicts(team.place, key)) for key in promised),
        )


def _next_opening(team: TeamView) -> tuple[int, int] | None:
    """Return the next opening after the simulated period, or what is left of its last one; None if there is none."""
    ends_ms = team.ground.ends_ms
    if team.is_open[np.searchsorted(team.openings.starts_ms, ends_ms, side="right") - 1]:
        return ends_ms, 0
    return next_opening(team.schedules, ends_ms, team.counts_as_open)


def _sent_in_vain(team: TeamView, keys: list[str]) -> Rows | None:
    """Return the rows whose replies could not say when the team opens: those after its last opening."""
    year = team.ground.year
    if year is None:
        return None
    starts = team.openings.starts_ms[team.is_open]
    last_ms = starts[-1] if len(starts) else team.ground.from_ms
    rows = np.concatenate([year.verdicts(team.place, key) for key in keys])
    found: Rows = np.sort(rows[year.ledger.at_ms[rows] >= last_ms])
    return found


CHECKS: tuple[Check, ...] = (
    Check(
        key="after_hours_never",
        severity=Severity.HINT,
        page=Page.REPLIES,
        sentence=(
            "“{reply}” of {team} is set up, but can never go out: {why}.",
            "« {reply} » de {team} est réglée, mais ne peut jamais partir : {why}.",
        ),
        help=(
            "Check the Business Hours boxes of the schedules, or switch the reply off.",
            "Vérifiez les cases Heures ouvrables des plannings, ou désactivez la réponse.",
        ),
        so=("", ""),
        rules=("R-SCH-4", "R-MSG-9", "R-MSG-13", "R-MSG-14"),
        find=_never_fires,
    ),
    Check(
        key="opens_no_more",
        severity=Severity.PROBLEM,
        page=Page.HOURS,
        sentence=(
            "{team} never opens again, but its replies promise when it does: {replies}.",
            "{team} n’ouvre plus jamais, mais ses réponses annoncent sa prochaine ouverture : {replies}.",
        ),
        help=(
            (
                "Where no opening is in sight within 366 days, the text says “as soon as we can”. "
                "Prolong a schedule."
            ),
            "Sans ouverture dans les 366 jours, le texte dit « dès que possible ». Prolongez un planning.",
        ),
        so=(
            "Replies since its last opening began: {count} of {whole}.",
            "Réponses depuis le début de sa dernière ouverture : {count} sur {whole}.",
        ),
        rules=("R-SCH-2", "R-SCH-4"),
        find=_opens_no_more,
    ),
)
