"""Companies whose replies are previewed."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from autoreply_sim.domain.world import World
from autoreply_sim.ui.models.preview import Preview, preview
from tests.ui.explorer_stories import HOSTILE, STORY, story

OFFICE: Final = """
version: 1
timezone: America/Toronto
company: {name: Érables et Fils, country: CA, language: fr}
advisors: {ana: Ana Ruiz, zoe: Zoé Lefrançois}
customers:
  jo: {name: Jo, phone: "+15145550199"}
  jean: {name: "Jean-François de la Villardière-Beauséjour", phone: "+15145550198"}
teams:
  service:
    display_name: Service des Érables
    number: "+15145550100"
    schedules:
      - {title: Office, first: 2026-01-05, from: "08:00", to: "12:00", repeats: FREQ=DAILY, advisors: [zoe]}
      - {title: Office, first: 2026-01-05, from: "13:00", to: "17:30", repeats: FREQ=DAILY, advisors: [zoe]}
  parts: {display_name: Pièces, communication_team: service}
events: []
"""


def office() -> World:
    """A French-speaking company that closes for lunch and in the evening."""
    return story(OFFICE).world


def prairie() -> World:
    """An English-speaking company that never closes."""
    return story(STORY).world


def hostile() -> World:
    """A company whose names are attacks."""
    return story(HOSTILE).world


def written(
    text: str | None = None,
    *,
    world: World | None = None,
    reply: str = "customer_hangs_up",
    channel: str = "sms",
    last_good: str | None = None,
    **switches: bool,
) -> Preview:
    """The preview of a reply of the service team as it is being written, for an English page."""
    company = world or prairie()
    saved = company.teams[0].settings.replies[reply]
    settings = replace(saved, text=text, show=dict(saved.show) | switches)
    return preview(company, "service", reply, settings, channel=channel, language="en", last_good=last_good)
