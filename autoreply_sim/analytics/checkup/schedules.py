"""Checks: schedules that are hidden, gaps between schedules, and overlaps in which somebody does not ring."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import permutations

import numpy as np

from autoreply_sim.analytics.checkup.finding import Check, Fact, Found, Page, Severity
from autoreply_sim.analytics.checkup.ground import Ground, TeamView
from autoreply_sim.analytics.checkup.words import day_and_time, in_a_row, wall
from autoreply_sim.analytics.checkup.year import Rows
from autoreply_sim.codes import NONE, Outcome
from autoreply_sim.domain.openings import occurrences
from autoreply_sim.units import HOUR_MS, MINUTE_MS

_FEW = 50
"""So many occurrences of a hidden schedule tell what covers it."""
_LONGEST_GAP_MS = 3 * HOUR_MS
"""A longer stretch without anybody is no gap, the team is closed."""
_SURELY_A_GAP_MS = 30 * MINUTE_MS
"""A shorter one is no lunch either."""
_WORTH_SAYING = 0.02
"""From this share of a team's calls on a lunch is worth a word."""


def _hidden(ground: Ground) -> Iterator[Found]:
    for team in ground.teams:
        for place, schedule in enumerate(team.schedules):
            if place in team.effective or not schedule.is_in_force:
                continue
            pieces = occurrences(schedule, ground.from_ms, ground.to_ms)
            if pieces:
                by = dict.fromkeys(team.openings.at(max(start, ground.from_ms)) for start, _ in pieces[:_FEW])
                newer = in_a_row(team.schedules[one].title for one in by if one != NONE)
                facts: dict[str, Fact] = {"team": team.name, "schedule": schedule.title, "newer": newer}
                yield Found(path=team.path("schedules", place), team=team.key, facts=facts)


def _gaps(ground: Ground) -> Iterator[Found]:
    for team in ground.teams:
        gaps = _gaps_of(team)
        if not gaps:
            continue
        shortest_ms = min(end - start for start, end, _ in gaps)
        rows, whole, lost = _calls_in(team, gaps)
        is_short = shortest_ms < _SURELY_A_GAP_MS
        if not is_short and (rows is None or len(rows) < max(1, _WORTH_SAYING * whole)):
            continue
        start_ms, end_ms, before = min(gaps, key=lambda gap: (gap[1] - gap[0], gap[0]))
        clock = team.schedules[before]
        facts: dict[str, Fact] = {
            "team": team.name,
            "when": day_and_time(wall(start_ms, clock), wall(end_ms, clock)),
            "before": clock.title,
            "lost": lost,
        }
        yield Found(
            path=team.path("schedules", before, "to"),
            team=team.key,
            facts=facts,
            severity=Severity.WARNING if is_short else Severity.HINT,
            rows=rows,
            whole=whole,
        )


def _gaps_of(team: TeamView) -> list[tuple[int, int, int]]:
    """Return the stretches [start, end) of a day between two schedules of business hours in which nobody is on duty.

    With each the schedule that ends there.
    """
    pieces = [
        (start, place, bool(is_open))
        for start, place, is_open in zip(
            team.openings.starts_ms.tolist(), team.openings.effective.tolist(), team.is_open, strict=True
        )
    ]
    found = []
    for (_, before, was_open), (start, at, _), (end, _, opens) in zip(
        pieces, pieces[1:], pieces[2:], strict=False
    ):
        if at == NONE and was_open and opens and end - start <= _LONGEST_GAP_MS:
            same_day = wall(start, team.schedules[before]).date() == wall(end, team.schedules[before]).date()
            found += [(start, end, before)] * same_day
    return found


def _calls_in(team: TeamView, gaps: list[tuple[int, int, int]]) -> tuple[Rows | None, int, int]:
    """Return the rows of the calls that came in gaps, how many calls there were, and how many in gaps were missed."""
    if team.ground.year is None:
        return None, 0, 0
    calls = team.ground.year.calls_of(team.place)
    starts, ends = (np.array([gap[side] for gap in gaps]) for side in (0, 1))
    place = np.searchsorted(starts, calls["came_ms"], side="right") - 1
    inside = (place >= 0) & (calls["came_ms"] < ends[place])
    missed = calls["outcome"] >= Outcome.HUNG_UP_GREETING
    return calls["row"][inside], len(calls), int((inside & missed).sum())


def _overlaps(ground: Ground) -> Iterator[Found]:
    for team in ground.teams:
        seen: set[tuple[int, int]] = set()
        for older, newer, start_ms, end_ms in _overlaps_of(team):
            silent = set(team.schedules[older].advisors) - set(team.schedules[newer].advisors)
            if not silent or (older, newer) in seen:
                continue
            seen.add((older, newer))
            clock = team.schedules[newer]
            names = {advisor.key: advisor.name for advisor in ground.world.advisors}
            facts: dict[str, Fact] = {
                "team": team.name,
                "older": team.schedules[older].title,
                "newer": clock.title,
                "when": day_and_time(wall(start_ms, clock), wall(end_ms, clock)),
                "advisors": in_a_row(names[key] for key in team.schedules[older].advisors if key in silent),
            }
            yield Found(path=team.path("schedules", newer), team=team.key, facts=facts)


def _overlaps_of(team: TeamView) -> Iterator[tuple[int, int, int, int]]:
    """Yield where an occurrence is partly covered by a newer one: the older's place, the newer's, from when to when."""
    pieces = {
        place: occurrences(team.schedules[place], team.ground.from_ms, team.ground.to_ms)
        for place in sorted(team.effective)
    }
    for (older, old), (newer, new) in permutations(pieces.items(), 2):
        if found := _partly(team, old, new, newer):
            yield older, newer, *found


def _partly(
    team: TeamView, old: list[tuple[int, int]], new: list[tuple[int, int]], newer: int
) -> tuple[int, int] | None:
    starts = np.array([start for start, _ in new])
    for start, end in old:
        for other_start, other_end in new[max(int(np.searchsorted(starts, start)) - 1, 0) :][:2]:
            meet, part = max(start, other_start), min(end, other_end)
            # One within the other is a special day or a season; ends that stick out on both sides are seldom meant.
            sticks_out = (other_start < start < other_end < end) or (start < other_start < end < other_end)
            if sticks_out and meet >= team.ground.from_ms and team.openings.at(meet) == newer:
                return meet, part
    return None


CHECKS: tuple[Check, ...] = (
    Check(
        key="schedule_hidden",
        severity=Severity.WARNING,
        page=Page.HOURS,
        sentence=(
            "The schedule “{schedule}” of {team} is never effective: newer ones cover it ({newer}).",
            (
                "Le planning « {schedule} » de {team} n’est jamais effectif : de plus récents le "
                "couvrent ({newer})."
            ),
        ),
        help=(
            "Of several active schedules the newest counts. Remove the hidden one, or change the newer ones.",
            (
                "De plusieurs plannings actifs, le plus récent compte. Supprimez celui qui est "
                "couvert, ou modifiez les autres."
            ),
        ),
        so=("", ""),
        rules=("R-SCH-3",),
        find=_hidden,
    ),
    Check(
        key="gap_between_schedules",
        severity=Severity.HINT,
        page=Page.HOURS,
        sentence=(
            (
                "Nobody rings at {team} between two schedules of the same day, for example {when}, "
                "after “{before}”."
            ),
            (
                "Personne ne sonne chez {team} entre deux plannings du même jour, par exemple {when}, "
                "après « {before} »."
            ),
        ),
        help=(
            (
                "A lunch break is fine if it is meant; a few minutes seldom are. Calls go to the "
                "voicemail meanwhile."
            ),
            (
                "Une pause de midi est normale si elle est voulue ; quelques minutes le sont rarement. "
                "Les appels vont alors à la messagerie."
            ),
        ),
        so=(
            "Calls that came in such gaps: {count} of {whole}; missed: {lost}.",
            "Appels arrivés dans ces creux : {count} sur {whole} ; manqués : {lost}.",
        ),
        rules=("R-SCH-2", "R-CALL-1"),
        find=_gaps,
    ),
    Check(
        key="schedules_overlap",
        severity=Severity.WARNING,
        page=Page.HOURS,
        sentence=(
            (
                "“{older}” and “{newer}” of {team} overlap, for example {when}: only the newer, "
                "“{newer}”, counts, and does not ring {advisors}."
            ),
            (
                "« {older} » et « {newer} » de {team} se chevauchent, par exemple {when} : seul le "
                "plus récent, « {newer} », compte, et ne fait pas sonner {advisors}."
            ),
        ),
        help=(
            "Two schedules do not add up. End one where the other begins, or name the advisors on both.",
            (
                "Deux plannings ne s’additionnent pas. Terminez l’un où commence l’autre, ou nommez "
                "les conseillers dans les deux."
            ),
        ),
        so=("", ""),
        rules=("R-SCH-3",),
        find=_overlaps,
    ),
)
