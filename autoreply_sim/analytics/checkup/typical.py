"""What a reply typically says: its text with fields as they usually are, for checks that read or measure texts."""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

from autoreply_sim.analytics.checkup.ground import TeamView
from autoreply_sim.texts.defaults import default_text
from autoreply_sim.texts.fields import default_switches
from autoreply_sim.texts.render import link_for
from autoreply_sim.texts.template import Text, compile_text

_TICKET = 1234
_VALUES: dict[Literal["en", "fr"], dict[str, str]] = {
    "en": {
        "customer_name": "Karen Miller",
        "advisor_name": "Ana Ruiz",
        "next_opening": "tomorrow at 8:00 AM",
        "amount": "$120.50",
    },
    "fr": {
        "customer_name": "Karine Martin",
        "advisor_name": "Anne Roux",
        "next_opening": "demain à 8 h",
        "amount": "120,50 $",
    },
}
"""All within the GSM alphabet: what makes a text dear is its own wording, or the team's or the company's name."""


def language_of(team: TeamView) -> Literal["en", "fr"]:
    """Return the language in which the company's texts are sent."""
    return "fr" if team.ground.scenario.world.company.language == "fr" else "en"


def text_of(team: TeamView, reply: str) -> Text:
    """Return the text of a team's reply, its own or the default one."""
    own = team.replies[reply].text
    return _compiled(reply, default_text(reply, language_of(team)) if own is None else own)


def shows(team: TeamView, reply: str, field: str) -> bool:
    """Say whether a reply is on and its text typically shows a field."""
    if not team.replies[reply].enabled or field not in text_of(team, reply).names:
        return False
    mark = "\ue000"  # of the private use area: no text that is saved holds it
    return mark in typical_text(team, reply, **{field: mark})


def typical_text(team: TeamView, reply: str, **instead: str) -> str:
    """Return what a reply typically says, with other values for some fields."""
    return text_of(team, reply).render({**_values(team, reply), **instead})


def _values(team: TeamView, reply: str) -> dict[str, str | bool]:
    saved, world = team.replies[reply], team.ground.scenario.world
    company = world.company.name or team.name
    switches = default_switches(reply) | dict(saved.show)
    return {
        **_VALUES[language_of(team)],
        **{f"show_{name}": on for name, on in switches.items()},
        "sender_name": company if saved.sender == "company" else team.name,
        "company_name": company,
        "team_name": team.name,
        "ticket_number": str(_TICKET),
        "voicehub_number": world.voicehub_number(team.team),
        "link": link_for(reply, _TICKET),
    }


@lru_cache(maxsize=1024)
def _compiled(reply: str, source: str) -> Text:
    return compile_text(reply, source)
