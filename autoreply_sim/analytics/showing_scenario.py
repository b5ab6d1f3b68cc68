"""How a scenario shows itself in a notebook: what happens in it, and what its teams have saved."""

from __future__ import annotations

from autoreply_sim.analytics.phrases import Pair, say
from autoreply_sim.analytics.showing import framed, quiet, table
from autoreply_sim.analytics.summary_lines import count_in
from autoreply_sim.domain.scenario import Scenario
from autoreply_sim.domain.world import Team
from autoreply_sim.rules.catalog import CATALOG

_STORY: Pair = (
    "{company} · events {events} · customers {customers} · advisors {advisors} · times in {zone}",
    "{company} · événements {events} · clients {customers} · conseillers {advisors} · heures : {zone}",
)
_DRAWN: Pair = (
    "{company} · {days} days from {first_day}, seed {seed} · advisors {advisors} · times in {zone}",
    "{company} · {days} jours à partir du {first_day}, graine {seed} · conseillers {advisors} · heures : {zone}",
)
_HEADS: Pair = (
    "Team|Ring Last Advisor|Ticket for missed calls|Schedules|Replies that are off",
    "Équipe|Ring Last Advisor|Ticket pour appel manqué|Plannings|Réponses désactivées",
)
_ON: Pair = ("on", "activé")
_OFF: Pair = ("off", "désactivé")
_NONE: Pair = ("none", "aucune")


def scenario_html(scenario: Scenario) -> str:
    """Return what a scenario is of, in the company's language; nobody's number is in it."""
    language = scenario.world.company.language
    teams = table(say(_HEADS, language), (_team(team, language) for team in scenario.world.teams))
    return framed(scenario.title, quiet(_happens(scenario, language)), teams)


def _happens(scenario: Scenario, language: str) -> str:
    world, traffic = scenario.world, scenario.traffic
    facts = {"company": world.company.name or "–", "advisors": len(world.advisors), "zone": world.timezone}
    if traffic is None:
        return say(_STORY, language, events=len(scenario.events), customers=len(world.customers), **facts)
    days = count_in(traffic.days, language)
    return say(_DRAWN, language, days=days, first_day=traffic.first_day, seed=traffic.seed, **facts)


def _team(team: Team, language: str) -> tuple[str, ...]:
    saved = team.settings
    off = [say(trigger.label, language) for trigger in CATALOG if not saved.replies[trigger.key].enabled]
    return (
        team.display_name,
        say(_ON if saved.ring_last_advisor else _OFF, language),
        say(_ON if saved.tickets_for_missed_calls else _OFF, language),
        str(len(saved.schedules)),
        ", ".join(off) or say(_NONE, language),
    )
