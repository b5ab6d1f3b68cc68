"""Checks: texts that promise hours which the schedules do not keep, and names that nobody gave."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time

from autoreply_sim.analytics.checkup.claims import Claims, claims_of
from autoreply_sim.analytics.checkup.finding import Check, Fact, Found, Page, Severity
from autoreply_sim.analytics.checkup.ground import Ground, TeamView
from autoreply_sim.analytics.checkup.typical import shows, text_of, typical_text
from autoreply_sim.analytics.checkup.words import WEEKDAYS, label, pairs_in_a_row, wall
from autoreply_sim.analytics.phrases import Pair
from autoreply_sim.domain.schedules import zone
from autoreply_sim.rules.catalog import REPLY_KEYS
from autoreply_sim.units import DAY_MS, local

_OFTEN = 0.5
"""From this share of its dates on a weekday counts as one on which the team opens."""

_WEEK_MS = 7 * DAY_MS
_FIELDS_WITH_VALUES_OF_OURS = {"next_opening", "customer_name", "advisor_name", "link", "amount"}
"""What they typically hold is no claim of the text."""


def _broken_promises(ground: Ground) -> Iterator[Found]:
    for team in ground.teams:
        for key, claims in claims_by_reply(team):
            wrong = [*_wrong(team, claims)]
            if not wrong:
                continue
            year = ground.year
            yield Found(
                path=team.path("auto_replies", key, "text"),
                team=team.key,
                facts={"team": team.name, "reply": label(key), "wrong": pairs_in_a_row(wrong)},
                rows=None if year is None else year.verdicts(team.place, key),
                whole=0 if year is None else year.replies_sent,
            )


def claims_by_reply(team: TeamView) -> Iterator[tuple[str, Claims]]:
    """Yield what each text that is the team's own and switched on claims, if the team opens at all."""
    for key in REPLY_KEYS if team.effective else ():
        if team.replies[key].text is not None and team.replies[key].enabled:
            blank = dict.fromkeys(text_of(team, key).names & _FIELDS_WITH_VALUES_OF_OURS, "")
            yield key, claims_of(typical_text(team, key, **blank))


def _wrong(team: TeamView, claims: Claims) -> Iterator[Pair]:
    if claims.always and team.knows(after_hours=True):
        yield "24/7", "24 h/24, 7 j/7"
    bounds, opens = _bounds(team), _opens_on(team)
    if bounds:
        yield from ((written, written) for written, meant in claims.times if meant not in bounds)
    yield from (WEEKDAYS[day] for day in claims.open_days if not opens[day])
    yield from (WEEKDAYS[day] for day in claims.closed_days if opens[day] >= _OFTEN)
    if len(claims.open_days) > 1:
        left_out = set(range(7)) - set(claims.open_days) - set(claims.closed_days)
        yield from (WEEKDAYS[day] for day in sorted(left_out) if opens[day] >= _OFTEN)


def _bounds(team: TeamView) -> set[time]:
    """Return the times of the wall clock at which the team opens or closes in the span."""
    bounds: set[time] = set()
    for start_ms, place in zip(
        team.openings.starts_ms.tolist(), team.openings.effective.tolist(), strict=True
    ):
        if place >= 0:
            bounds.add(wall(start_ms, team.schedules[place]).time())
    return bounds | {team.schedules[place].end for place in team.effective}


def _opens_on(team: TeamView) -> list[float]:
    """Return the share of the dates of each weekday on which the team is open at some time, Monday first."""
    dates = open_dates(team)
    weeks = (team.ground.to_ms - team.ground.from_ms) / _WEEK_MS
    return [sum(one.weekday() == day for one in dates) / weeks for day in range(7)]


def open_dates(team: TeamView) -> set[date]:
    """Return the dates of the span on which the team is open at some time, by the clock of its first schedule."""
    clock = zone(team.clock)
    ends = [*team.openings.starts_ms.tolist()[1:], team.ground.to_ms]
    days: set[int] = set()
    for start_ms, end_ms, is_open in zip(
        team.openings.starts_ms.tolist(), ends, team.is_open.tolist(), strict=True
    ):
        if is_open:
            first, last = local(start_ms, clock).date(), local(end_ms - 1, clock).date()
            days.update(range(first.toordinal(), last.toordinal() + 1))
    return {date.fromordinal(day) for day in days}


def _no_company(ground: Ground) -> Iterator[Found]:
    if ground.scenario.world.company.name is not None:
        return
    for team in ground.teams:
        named = [key for key in REPLY_KEYS if _own_text_names_company(team, key)]
        if named:
            year = ground.year
            rows = None if year is None else year.sent_of(team.place, named)
            facts: dict[str, Fact] = {"team": team.name, "replies": pairs_in_a_row(map(label, named))}
            whole = 0 if year is None else year.replies_sent
            yield Found(path=("company", "name"), team=team.key, facts=facts, rows=rows, whole=whole)


def _own_text_names_company(team: TeamView, key: str) -> bool:
    """Say whether a reply shows the company's name because somebody chose so: showing it is the default."""
    return team.replies[key].text is not None and (
        shows(team, key, "company_name")
        or (team.replies[key].sender == "company" and shows(team, key, "sender_name"))
    )


CHECKS: tuple[Check, ...] = (
    Check(
        key="promise_not_kept",
        severity=Severity.PROBLEM,
        page=Page.REPLIES,
        sentence=(
            "The text “{reply}” of {team} does not agree with its schedules: {wrong}.",
            "Le texte « {reply} » de {team} ne s’accorde pas avec ses plannings : {wrong}.",
        ),
        help=(
            (
                "Hours and weekdays that a text names are compared with those of the year's schedules: "
                "times at which the team neither opens nor closes, days on which it is closed, days "
                "that are left out. Correct the text, or write {{ next_opening }}, which always keeps "
                "its word."
            ),
            (
                "Les heures et les jours qu’un texte cite sont comparés à ceux des plannings de "
                "l’année : heures où l’équipe n’ouvre ni ne ferme, jours de fermeture, jours oubliés. "
                "Corrigez le texte, ou écrivez {{ next_opening }}, qui tient toujours parole."
            ),
        ),
        so=("Replies sent with it: {count} of {whole}.", "Réponses envoyées ainsi : {count} sur {whole}."),
        rules=("R-SCH-4", "R-SCH-5"),
        find=_broken_promises,
    ),
    Check(
        key="company_without_name",
        severity=Severity.WARNING,
        page=Page.COMPANY,
        sentence=(
            "The company has no name, but texts of {team} show it: {replies}.",
            "L’entreprise n’a pas de nom, mais des textes de {team} l’affichent : {replies}.",
        ),
        help=(
            "The team's name is shown in its place. Give the company a name, or choose the team's.",
            (
                "Le nom de l’équipe s’affiche à sa place. Donnez un nom à l’entreprise, ou choisissez "
                "celui de l’équipe."
            ),
        ),
        so=("Replies sent with it: {count} of {whole}.", "Réponses envoyées ainsi : {count} sur {whole}."),
        rules=("R-MSG-26",),
        find=_no_company,
    ),
)
