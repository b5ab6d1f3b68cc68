"""Checks: routing rules that never apply, or lead nowhere."""

from __future__ import annotations

from collections.abc import Iterator

from autoreply_sim.analytics.checkup.finding import Check, Fact, Found, Page, Severity
from autoreply_sim.analytics.checkup.ground import Ground, TeamView
from autoreply_sim.analytics.checkup.year import Rows
from autoreply_sim.domain.routing import covers, matches


def _target_off(ground: Ground) -> Iterator[Found]:
    for team in ground.teams:
        for place, rule in enumerate(team.settings.routing_rules):
            if rule.advisor is not None and rule.advisor not in team.on_duty:
                target = next(one.name for one in ground.world.advisors if one.key == rule.advisor)
            elif rule.team is not None and not ground.by_key[rule.team].effective:
                target = ground.by_key[rule.team].name
            else:
                continue
            rows, whole = _callers_of(team, place)
            facts: dict[str, Fact] = {"team": team.name, "rule": rule.name, "target": target}
            yield Found(
                path=team.path("routing_rules", place, "target"),
                team=team.key,
                facts=facts,
                rows=rows,
                whole=whole,
            )


def _callers_of(team: TeamView, rule: int) -> tuple[Rows | None, int]:
    """Return the rows of a team's calls whose callers match a rule as the newest, and how many calls there were."""
    year = team.ground.year
    if year is None:
        return None, 0
    calls = year.calls_of(team.place)
    machine = year.ledger.plan.machine
    before = sum(len(other.settings.routing_rules) for other in team.ground.teams[: team.place])
    customers = machine.events["customer"][calls["event"]]
    ours = machine.matching_rule[team.place][customers] == before + rule
    return calls["row"][ours], len(calls)


def _shadowed(ground: Ground) -> Iterator[Found]:
    for team in ground.teams:
        rules = team.settings.routing_rules
        for place, rule in enumerate(rules):
            newer = next((other for other in rules if covers(rules, other, rule)), None)
            if newer is not None:
                facts: dict[str, Fact] = {"team": team.name, "rule": rule.name, "newer": newer.name}
                yield Found(path=team.path("routing_rules", place), team=team.key, facts=facts)


def _matches_nobody(ground: Ground) -> Iterator[Found]:
    if ground.scenario.traffic is not None and ground.year is None:
        return  # nobody knows who calls until the population is drawn
    for team in ground.teams:
        for place, rule in enumerate(team.settings.routing_rules):
            if not any(matches(rule, customer) for customer in ground.world.customers):
                facts: dict[str, Fact] = {
                    "team": team.name,
                    "rule": rule.name,
                    "criterion": rule.criterion,
                    "value": rule.value,
                }
                yield Found(
                    path=team.path("routing_rules", place, "value"),
                    team=team.key,
                    facts=facts,
                    count=None if ground.year is None else 0,
                    whole=len(ground.world.customers),
                )


CHECKS: tuple[Check, ...] = (
    Check(
        key="rule_target_off",
        severity=Severity.WARNING,
        page=Page.ROUTING,
        sentence=(
            "The routing rule “{rule}” of {team} leads to {target}, who is never on its schedule.",
            "La règle de routage « {rule} » de {team} mène à {target}, jamais au planning.",
        ),
        help=(
            (
                "A rule to an advisor who is not on the effective schedule is as if it were not there; "
                "one to a team that is closed ends in the voicemail."
            ),
            (
                "Une règle vers un conseiller absent du planning effectif reste sans effet ; vers une "
                "équipe fermée, elle finit à la messagerie."
            ),
        ),
        so=("Calls whose callers match it: {count} of {whole}.", "Appels concernés : {count} sur {whole}."),
        rules=("R-RUL-2",),
        find=_target_off,
    ),
    Check(
        key="rule_shadowed",
        severity=Severity.WARNING,
        page=Page.ROUTING,
        sentence=(
            (
                "The routing rule “{rule}” of {team} never applies: whoever matches it matches the "
                "newer “{newer}”, too."
            ),
            (
                "La règle de routage « {rule} » de {team} ne s’applique jamais : la plus récente, « "
                "{newer} », vaut pour les mêmes appelants."
            ),
        ),
        help=(
            "Of several rules that match, the newest wins. Remove one of the two.",
            "De plusieurs règles qui conviennent, la plus récente l’emporte. Supprimez l’une des deux.",
        ),
        so=("", ""),
        rules=("R-RUL-1",),
        find=_shadowed,
    ),
    Check(
        key="rule_matches_nobody",
        severity=Severity.HINT,
        page=Page.ROUTING,
        sentence=(
            "The routing rule “{rule}” of {team} matches no customer: {criterion} “{value}”.",
            (
                "La règle de routage « {rule} » de {team} ne correspond à aucun client : {criterion} « "
                "{value} »."
            ),
        ),
        help=("Check the value's spelling.", "Vérifiez l’orthographe de la valeur."),
        so=("Customers who match: {count} of {whole}.", "Clients qui correspondent : {count} sur {whole}."),
        rules=("R-RUL-1",),
        find=_matches_nobody,
    ),
)
