"""All settings of an account in words, a line each: as reports have them, nobody's phone number in them."""

from __future__ import annotations

from autoreply_sim.domain.scenario import Scenario
from autoreply_sim.io.reports.settings import settings
from autoreply_sim.io.reports.telling import telling


def settings_lines(scenario: Scenario, language: str) -> tuple[tuple[str, str], ...]:
    """Return what can be set, with what it is called, and what it is."""
    groups = settings(scenario, telling([scenario.world], language, lambda _share: None))
    return tuple((" › ".join(where), value) for group in groups for where, value in group.flat())
