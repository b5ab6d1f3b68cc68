"""Small dealerships to be checked: a story of one team, and what the check-up says of it."""

from __future__ import annotations

from typing import Any

from autoreply_sim.analytics.checkup import Finding, check_up
from tests.engine.telling import WEEKDAYS, tell

CALM: dict[str, Any] = {
    "tickets_for_missed_calls": True,
    "auto_replies": {"after_hours_texts": {"enabled": True}, "after_hours_ticket": {"enabled": True}},
}
"""Settings with which nothing looks wrong."""


def found(*events: dict[str, Any], team: dict[str, Any] | None = None, **world: Any) -> tuple[Finding, ...]:
    """What the check-up finds in a story of one team, whose settings `team` changes, with what came of it."""
    told = tell(*events, team=CALM | (team or {}), **world)
    return check_up(told.scenario, told.ledger)


def found_in_settings(team: dict[str, Any] | None = None, **world: Any) -> tuple[Finding, ...]:
    """What the check-up finds where nothing has happened."""
    return check_up(tell(team=CALM | (team or {}), **world).scenario)


def keys(findings: tuple[Finding, ...]) -> list[str]:
    """The keys of findings."""
    return [finding.key for finding in findings]


def the(key: str, findings: tuple[Finding, ...]) -> Finding:
    """The one finding of a key."""
    (only,) = (finding for finding in findings if finding.key == key)
    return only


def schedule(title: str = "Weekdays", **changes: Any) -> dict[str, Any]:
    """A schedule like that of the team, but for some keys."""
    return {**WEEKDAYS, "title": title, **changes}


def replies(**changes: Any) -> dict[str, Any]:
    """The team's replies, some of them changed."""
    return {"auto_replies": CALM["auto_replies"] | changes}


def second_team(**settings: Any) -> dict[str, Any]:
    """The world's teams with another one, `parts`, beside `service`."""
    service = {"display_name": "Prairie Service", "number": "+15155550100", "schedules": [WEEKDAYS]}
    return {"service": service | CALM, "parts": {"display_name": "Prairie Parts", **CALM, **settings}}
