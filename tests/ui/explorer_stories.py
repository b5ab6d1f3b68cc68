"""Small stories for the tests of the explorer, and the library of the project."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from autoreply_sim.domain.scenario import Scenario
from autoreply_sim.io.scenario_load import loads
from autoreply_sim.ui.models.explorer import Explorer
from autoreply_sim.ui.models.library import Library

LIBRARY: Final = Path(__file__).parents[2] / "data" / "scenarios"

STORY: Final = """
# Shows: R-TKT-4, R-MSG-1
version: 1
title: A call and a text
timezone: America/Chicago
company: {name: Prairie Equipment}
advisors: {ana: Ana Ruiz, ben: Ben Cole}
customers:
  carla: {name: Carla Diaz, phone: "+15155550199"}
  dan: {name: Dan Fox, phone: "+15155550198"}
teams:
  service:
    display_name: Prairie Service
    number: "+15155550100"
    schedules:
      - {title: Always, first: 2026-01-01, from: "00:00", to: "24:00", repeats: FREQ=DAILY, advisors: [ana, ben]}
  parts: {display_name: Prairie Parts, communication_team: service}
events:
  - {at: 2026-03-02 09:00, call: {from: carla, to: service, hangs_up: ringing}}
  - {at: 2026-03-02 10:00, text: {from: carla, to: service, channel: sms, body: Are you there?}}
  - {at: 2026-03-03 11:00, text: {from: dan, to: service, channel: whatsapp, body: Hello}}
"""

HOSTILE: Final = """
version: 1
title: "<script>alert('title')</script>"
company: {name: "<img src=x onerror=alert('company')>"}
advisors: {ana: "<b>Ana</b>"}
customers: {carla: {name: "\\u202eevil<script>alert('name')</script>", phone: "+15155550199"}}
teams:
  service:
    display_name: "\\"><svg onload=alert('team')>"
    number: "+15155550100"
    auto_replies: {customer_sends_first_chat: {text: "</p><script>alert('text')</script> {{ customer_name }}"}}
events:
  - at: 2026-03-02 10:00
    text: {from: carla, to: service, channel: sms, body: "</blockquote><script>alert('body')</script>"}
  - at: 2026-03-02 11:00
    ticket: {from: carla, to: service, channel: web, title: "<script>alert('ticket')</script>", body: "'\\"><i>"}
"""


def story(text: str = STORY) -> Scenario:
    """The scenario of a story."""
    return loads(text, origin="story.yaml")


def explorer_of(folder: Path, **stories: str) -> Explorer:
    """An explorer of stories that are written into a folder; the first one is open."""
    for name, text in stories.items():
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    library = Library(folder)
    while library.read_some():
        pass
    explorer = Explorer(library)
    explorer.open(next(iter(stories)))
    return explorer
