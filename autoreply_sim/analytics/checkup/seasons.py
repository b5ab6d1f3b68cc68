"""Checks: promises that the schedules keep for a part of the year only.

A time is kept on the dates on which the team opens or closes then, a weekday on those on which it is open. Where the
team opens for two weeks or longer without keeping a promise once, it is broken meanwhile: a day or a week that differs
is no season. A text that names months or a season itself is let be.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date, time, timedelta
from itertools import pairwise

import numpy as np

from autoreply_sim.analytics.checkup.claims import Claims
from autoreply_sim.analytics.checkup.finding import Check, Found, Page, Severity, said
from autoreply_sim.analytics.checkup.ground import Ground, TeamView
from autoreply_sim.analytics.checkup.promises import claims_by_reply, open_dates
from autoreply_sim.analytics.checkup.words import WEEKDAYS, label, pairs_in_a_row, wall
from autoreply_sim.analytics.checkup.year import Rows, Year
from autoreply_sim.analytics.phrases import LANGUAGES, Pair
from autoreply_sim.analytics.recurrence_words import day_in
from autoreply_sim.domain.openings import occurrences
from autoreply_sim.domain.schedules import instant_ms

Stretch = tuple[date, date]
"""The first and the last date, both included, on which the team opens, but not as it promises."""

_SEASON = timedelta(days=14)
_DAY = timedelta(days=1)
_FROM_TO: Pair = ("from {first} to {last}", "du {first} au {last}")
_EXCEPT: Pair = ("{promises} (except {stretches})", "{promises} (sauf {stretches})")


def _kept_in_part(ground: Ground) -> Iterator[Found]:
    for team in ground.teams:
        for key, claims in claims_by_reply(team):
            broken = {} if claims.is_of_a_season else _broken(team, claims)
            if broken:
                yield _found(team, key, broken)


def _broken(team: TeamView, claims: Claims) -> Mapping[tuple[Stretch, ...], list[Pair]]:
    """Return the promises that are kept at times, by the stretches in which they are not."""
    opened = sorted(open_dates(team))
    found: dict[tuple[Stretch, ...], list[Pair]] = defaultdict(list)
    for promise, kept in _promised(team, claims, opened):
        stretches = tuple(_without(kept, opened)) if kept else ()
        if stretches:
            found[stretches].append(promise)
    return found


def _promised(team: TeamView, claims: Claims, opened: list[date]) -> Iterator[tuple[Pair, list[date]]]:
    """Yield every promise, and the dates on which it is kept, ascending."""
    bounds = _bounds_by_time(team) if claims.times else {}
    for written, meant in dict.fromkeys(claims.times):
        yield (written, written), sorted(bounds.get(meant, ()))
    for weekday in claims.open_days:
        yield WEEKDAYS[weekday], [day for day in opened if day.weekday() == weekday]


def _bounds_by_time(team: TeamView) -> Mapping[time, set[date]]:
    """Return the times at which an effective schedule begins or ends, with the dates on which it does."""
    ground, found = team.ground, defaultdict(set)
    for place in team.effective:
        schedule = team.schedules[place]
        for start_ms, end_ms in occurrences(schedule, ground.from_ms, ground.to_ms):
            moments = (start_ms, max(start_ms, ground.from_ms)), (end_ms, min(end_ms, ground.to_ms) - 1)
            for at_ms, within_ms in moments:
                if team.openings.at(within_ms) == place:
                    at = wall(at_ms, schedule)
                    found[at.time()].add(at.date())
    return found


def _without(kept: list[date], opened: list[date]) -> Iterator[Stretch]:
    """Yield where the team opens for a season without keeping a promise, which it keeps on some dates."""
    for before, after in pairwise([date.min, *kept, date.max]):
        if after - before > _SEASON:
            otherwise = [day for day in opened if before < day < after]
            if otherwise and otherwise[-1] - otherwise[0] >= _SEASON:
                yield otherwise[0], otherwise[-1]


def _found(team: TeamView, key: str, broken: Mapping[tuple[Stretch, ...], list[Pair]]) -> Found:
    year = team.ground.year
    wrong = pairs_in_a_row(_in_words(promises, stretches) for stretches, promises in broken.items())
    return Found(
        path=team.path("auto_replies", key, "text"),
        team=team.key,
        facts={"team": team.name, "reply": label(key), "wrong": wrong},
        rows=None if year is None else _sent_within(year, team, key, broken),
        whole=0 if year is None else len(year.verdicts(team.place, key)),
    )


def _sent_within(
    year: Year, team: TeamView, key: str, broken: Mapping[tuple[Stretch, ...], list[Pair]]
) -> Rows:
    """Return the rows for which a reply was sent while one of its promises was not kept."""
    rows = year.verdicts(team.place, key)
    at_ms = year.ledger.at_ms[rows]
    within = np.zeros(len(rows), np.bool_)
    for first, last in {stretch for stretches in broken for stretch in stretches}:
        from_ms, to_ms = (instant_ms(team.clock, day, time()) for day in (first, last + _DAY))
        within |= (from_ms <= at_ms) & (at_ms < to_ms)
    found: Rows = rows[within]
    return found


def _in_words(promises: list[Pair], stretches: tuple[Stretch, ...]) -> Pair:
    when = pairs_in_a_row(said(_FROM_TO, {"first": _long(a), "last": _long(b)}) for a, b in stretches)
    return said(_EXCEPT, {"promises": pairs_in_a_row(promises), "stretches": when})


def _long(day: date) -> Pair:
    english, french = (day_in(day, language) for language in LANGUAGES)
    return english, french


CHECKS: tuple[Check, ...] = (
    Check(
        key="promise_kept_in_part",
        severity=Severity.PROBLEM,
        page=Page.REPLIES,
        sentence=(
            (
                "The text “{reply}” of {team} promises what its schedules keep for a part of the year "
                "only: {wrong}."
            ),
            (
                "Le texte « {reply} » de {team} promet ce que ses plannings ne tiennent qu’une partie "
                "de l’année : {wrong}."
            ),
        ),
        help=(
            (
                "The team opens then, but at other times than the text says, for two weeks or longer. "
                "Change the text with the season, name the months in it, or write {{ next_opening }}, "
                "which always keeps its word."
            ),
            (
                "L’équipe ouvre alors, mais à d’autres heures que celles du texte, pendant deux "
                "semaines ou plus. Changez le texte avec la saison, citez-y les mois, ou écrivez "
                "{{ next_opening }}, qui tient toujours parole."
            ),
        ),
        so=(
            "Replies sent with it while it was not true: {count} of {whole}.",
            "Réponses envoyées ainsi alors que ce n’était pas vrai : {count} sur {whole}.",
        ),
        rules=("R-SCH-2", "R-SCH-4", "R-SCH-5"),
        find=_kept_in_part,
    ),
)
