"""Checks: call trees that lead nowhere, or are reached by nobody."""

from __future__ import annotations

from collections.abc import Iterator

from autoreply_sim.analytics.checkup.finding import Check, Fact, Found, Page, Severity
from autoreply_sim.analytics.checkup.ground import Ground, TeamView
from autoreply_sim.analytics.checkup.words import in_a_row
from autoreply_sim.analytics.checkup.year import Rows
from autoreply_sim.domain.settings import TreeChoice


def _choices(team: TeamView) -> Iterator[tuple[str, str, TreeChoice]]:
    """Yield the choices of the trees that a team's effective schedules use: the tree, the key, the choice."""
    used = dict.fromkeys(team.schedules[place].call_tree for place in sorted(team.effective))
    for tree in used:
        if tree is not None:
            for key, choice in team.settings.call_trees[tree].items():
                yield tree, key, choice


def _to_closed_team(ground: Ground) -> Iterator[Found]:
    for team in ground.teams:
        for tree, key, choice in _choices(team):
            if choice.team is None or ground.by_key[choice.team].effective:
                continue
            target = ground.by_key[choice.team]
            rows, whole = _handed(team, target)
            yield Found(
                path=team.path("call_trees", tree, "options", key),
                team=team.key,
                facts={"team": team.name, "key": key, "target": target.name},
                rows=rows,
                whole=whole,
            )


def _handed(team: TeamView, target: TeamView) -> tuple[Rows | None, int]:
    """Return the rows of the calls that dialled a team and another one held in the end, and how many dialled it."""
    if team.ground.year is None:
        return None, 0
    calls = team.ground.year.calls_of(team.place)
    return calls["row"][calls["held_by"] == target.place], len(calls)


def _to_nobody(ground: Ground) -> Iterator[Found]:
    for team in ground.teams:
        for tree, key, choice in _choices(team):
            members = {
                advisor
                for place in team.effective
                if team.schedules[place].call_tree == tree
                for advisor in team.schedules[place].advisors
            }
            if choice.team is None and not members.intersection(choice.advisors):
                names = {advisor.key: advisor.name for advisor in ground.world.advisors}
                facts: dict[str, Fact] = {
                    "team": team.name,
                    "key": key,
                    "advisors": in_a_row(names[one] for one in choice.advisors),
                }
                yield Found(path=team.path("call_trees", tree, "options", key), team=team.key, facts=facts)


def _unused_trees(ground: Ground) -> Iterator[Found]:
    for team in ground.teams:
        used = {schedule.call_tree for schedule in team.schedules}
        for tree in team.settings.call_trees:
            if tree not in used:
                yield Found(
                    path=team.path("call_trees", tree), team=team.key, facts={"team": team.name, "tree": tree}
                )


CHECKS: tuple[Check, ...] = (
    Check(
        key="choice_to_closed_team",
        severity=Severity.PROBLEM,
        page=Page.ROUTING,
        sentence=(
            "Who presses {key} at {team} is sent to {target}, where nobody ever rings.",
            "Qui appuie sur {key} chez {team} est envoyé à {target}, où personne ne sonne jamais.",
        ),
        help=(
            (
                "From then on the other team holds the call and rings by its own schedules; it has "
                "none that is active, so the caller reaches its voicemail. Give it a schedule, or name "
                "advisors in its place."
            ),
            (
                "L’appel revient alors à l’autre équipe, qui sonne selon ses propres plannings ; elle "
                "n’en a aucun d’actif, et l’appelant tombe sur la messagerie. Donnez-lui un planning, "
                "ou nommez des conseillers."
            ),
        ),
        so=("Calls that ended there: {count} of {whole}.", "Appels qui y ont fini : {count} sur {whole}."),
        rules=("R-CALL-6",),
        find=_to_closed_team,
    ),
    Check(
        key="choice_to_nobody",
        severity=Severity.PROBLEM,
        page=Page.ROUTING,
        sentence=(
            (
                "Who presses {key} at {team} reaches nobody: none of its advisors is on a schedule "
                "with this menu ({advisors})."
            ),
            (
                "Qui appuie sur {key} chez {team} ne joint personne : aucun des conseillers n’est sur "
                "un planning avec ce menu ({advisors})."
            ),
        ),
        help=(
            (
                "A choice rings only those of its advisors who are on the effective schedule, and "
                "nobody after them."
            ),
            (
                "Un choix ne fait sonner que ses conseillers présents au planning effectif, et "
                "personne après eux."
            ),
        ),
        so=("", ""),
        rules=("R-CALL-6",),
        find=_to_nobody,
    ),
    Check(
        key="tree_unused",
        severity=Severity.HINT,
        page=Page.ROUTING,
        sentence=(
            "No schedule of {team} uses its call tree “{tree}”.",
            "Aucun planning de {team} n’utilise son menu « {tree} ».",
        ),
        help=("Name it in a schedule, or remove it.", "Nommez-le dans un planning, ou supprimez-le."),
        so=("", ""),
        rules=("R-SCH-1", "R-CALL-2"),
        find=_unused_trees,
    ),
)
