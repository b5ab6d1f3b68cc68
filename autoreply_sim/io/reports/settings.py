"""The settings that a result was made with, team by team, in words; and what of them differs between variants."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from babel import Locale

from autoreply_sim.analytics.summary_lines import count_in, number_in
from autoreply_sim.domain.policies import POLICIES, PolicySpec
from autoreply_sim.domain.scenario import Scenario
from autoreply_sim.domain.settings import ReplySettings, RoutingRule
from autoreply_sim.domain.traffic import Traffic
from autoreply_sim.domain.world import Team, World
from autoreply_sim.io.reports import settings_words as words
from autoreply_sim.io.reports import words as report_words
from autoreply_sim.io.reports.schedules import names_in, schedule_in_words
from autoreply_sim.io.reports.telling import Telling
from autoreply_sim.io.reports.view import Fact, Group, Table
from autoreply_sim.rules.catalog import CATALOG
from autoreply_sim.rules.trigger import Trigger
from autoreply_sim.texts.defaults import default_text
from autoreply_sim.texts.fields import switches_of
from autoreply_sim.units import MINUTE_MS


def settings(scenario: Scenario, tell: Telling) -> tuple[Group, ...]:
    """Return the settings of a scenario: the company, its teams, the policies, and who is drawn."""
    world = scenario.world
    drawn = () if scenario.traffic is None else (_traffic(scenario.traffic, world, tell),)
    return (
        _company(world, tell),
        *(_team(team, world, tell) for team in world.teams),
        _policies(world, tell),
        *drawn,
    )


def differing(variants: Mapping[str, Scenario], tell: Telling) -> Table | None:
    """Return the settings that are not the same in all variants, side by side; None if there are none."""
    flat = [
        {key: value for group in settings(variant, tell) for key, value in group.flat()}
        for variant in variants.values()
    ]
    keys = dict.fromkeys(key for each in flat for key in each)
    nothing = tell.say(report_words.NOTHING)
    rows = [(" · ".join(key), *(each.get(key, nothing) for each in flat)) for key in keys]
    differ = tuple(row for row in rows if len(set(row[1:])) > 1)
    if not differ:
        return None
    heads = (tell.say(report_words.SETTING), *variants)
    return Table(caption=tell.say(report_words.DIFFERENT), heads=heads, rows=differ)


def _company(world: World, tell: Telling) -> Group:
    company, locale = world.company, Locale.parse(tell.language)
    name = tell.say(words.NO_NAME) if company.name is None else company.name
    facts = (
        (tell.say(words.NAME), name),
        (tell.say(words.COUNTRY), locale.territories.get(company.country, company.country)),
        (tell.say(words.LANGUAGE), tell.say(words.LANGUAGES[company.language])),
        (tell.say(words.ZONE), world.timezone),
    )
    return _group(tell.say(words.COMPANY), facts, tell)


def _group(title: str, facts: Iterable[tuple[str, str]], tell: Telling, *tables: Table) -> Group:
    """Return facts beneath a title, without anybody's number."""
    found = tuple(Fact(label=tell.hide(label), value=tell.hide(value)) for label, value in facts)
    return Group(title=tell.hide(title), facts=found, tables=tables)


def _policies(world: World, tell: Telling) -> Group:
    facts = ((tell.say(spec.question), _policy(spec, world, tell)) for spec in POLICIES)
    return _group(tell.say(words.POLICIES), facts, tell)


def _policy(spec: PolicySpec, world: World, tell: Telling) -> str:
    value = getattr(world.policies, spec.name)
    return tell.say(spec.values[value]) if spec.values else tell.say(words.HOURS, number=f"{value:g}")


def _traffic(traffic: Traffic, world: World, tell: Telling) -> Group:
    names = {team.key: team.display_name for team in world.teams}
    demand = (
        (tell.say(words.PER_DAY, team=names[key]), number_in(each.demand.per_day, tell.language, 0))
        for key, each in traffic.teams.items()
    )
    counts = ((words.HOLIDAYS, len(traffic.holidays)), (words.INCIDENTS, len(traffic.incidents)))
    facts = [
        (tell.say(words.PEOPLE), count_in(traffic.population.people, tell.language)),
        *demand,
        *((tell.say(pair), count_in(count, tell.language)) for pair, count in counts),
    ]
    return _group(tell.say(words.TRAFFIC), facts, tell)


def _team(team: Team, world: World, tell: Telling) -> Group:
    title = tell.say(words.TEAM, name=team.display_name)
    return _group(title, _of_team(team, world, tell), tell, _replies(team, world, tell))


def _of_team(team: Team, world: World, tell: Telling) -> Iterator[tuple[str, str]]:
    names = {one.key: one.display_name for one in world.teams}
    advisors = {one.key: one.name for one in world.advisors}
    number, saved = world.voicehub_number(team), team.settings
    if team.number is None:
        number = tell.say(words.THROUGH, number=number, team=names[team.communication_team or ""])
    yield tell.say(words.NUMBER), number
    yield tell.say(words.RLA), tell.yes_no(is_on=saved.ring_last_advisor)
    yield tell.say(words.MISSED), tell.yes_no(is_on=saved.tickets_for_missed_calls)
    if not saved.schedules:
        yield tell.say(words.NO_SCHEDULE), tell.say(words.NONE)
    for schedule in saved.schedules:
        yield tell.say(words.SCHEDULE, title=schedule.title), schedule_in_words(schedule, advisors, tell)
    for name, tree in saved.call_trees.items():
        for key, choice in tree.items():
            target = (
                names[choice.team]
                if choice.team
                else names_in([advisors[one] for one in choice.advisors], tell)
            )
            yield tell.say(words.TREE, name=name, choice=key), target
    for rule in saved.routing_rules:
        yield tell.say(words.ROUTING, name=rule.name), _route(rule, names, advisors, tell)


def _route(rule: RoutingRule, teams: Mapping[str, str], advisors: Mapping[str, str], tell: Telling) -> str:
    target = teams[rule.team] if rule.team else advisors[rule.advisor or ""]
    criterion = tell.say(words.CRITERIA[rule.criterion])
    return tell.say(words.ROUTES[rule.operator], criterion=criterion, value=rule.value, target=target)


def _replies(team: Team, world: World, tell: Telling) -> Table:
    heads = (words.REPLY, words.STATE, words.SENDER, words.TEXT, words.OPTIONS)
    rows = (_reply(trigger, team.settings.replies[trigger.key], world, tell) for trigger in CATALOG)
    return Table(
        caption=tell.hide(tell.say(words.REPLIES, team=team.display_name)),
        heads=tuple(map(tell.say, heads)),
        rows=tuple(rows),
        is_folded=True,
    )


def _reply(trigger: Trigger, saved: ReplySettings, world: World, tell: Telling) -> tuple[str, ...]:
    text = saved.text
    if text is None:
        default = default_text(trigger.key, "fr" if world.company.language == "fr" else "en")
        text = tell.say(words.DEFAULT_TEXT, text=default)
    return (
        tell.say(trigger.label),
        tell.yes_no(is_on=saved.enabled),
        tell.say(words.SENDERS[saved.sender]),
        tell.hide(text),
        ", ".join(_options(trigger, saved, tell)),
    )


def _options(trigger: Trigger, saved: ReplySettings, tell: Telling) -> Iterator[str]:
    for switch in switches_of(trigger.key):
        label = tell.say((switch.en, switch.fr))
        is_on = saved.show.get(switch.key, switch.default(trigger.key))
        yield tell.say(words.OPTION, label=label, state=tell.yes_no(is_on=is_on))
    if saved.quiet_period_ms:
        yield tell.say(words.QUIET, minutes=f"{saved.quiet_period_ms / MINUTE_MS:g}")
    if saved.whatsapp_template_approved:
        yield tell.say(words.TEMPLATE)
