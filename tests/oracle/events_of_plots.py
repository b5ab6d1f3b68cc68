"""What plots are made of: events of the small worlds, and schedules that are always open."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from .teams_of_worlds import ADVISORS, Draw, one_of

Plot = list[tuple[int, dict[str, Any]]]
Plotter = Callable[[Draw, str, float], Plot]
HOUR = 3600
PEOPLE = one_of("carla", "carla", "dan")
JUST = one_of(0, 0, 1, -1)  # on the boundary, or a second beside it


def call(who: str, to: str, **more: Any) -> dict[str, Any]:
    """A call."""
    return {"call": {"from": who, "to": to, **more}}


def text(who: str, to: str = "service", channel: str = "sms") -> dict[str, Any]:
    """A text that is no opt-out word."""
    return {"text": {"from": who, "to": to, "channel": channel, "body": "hello"}}


def ticket(who: str, to: str = "service") -> dict[str, Any]:
    """A ticket created on the web."""
    return {"ticket": {"from": who, "to": to, "channel": "web", "title": "Baler", "body": "It is stuck."}}


def act(by: str, action: str, number: int, **more: Any) -> dict[str, Any]:
    """What an advisor does on a ticket."""
    amount = {"amount": 120} if action == "request_payment" else {}
    return {"advisor": {"by": by, "action": action, "ticket": number, **amount, **more}}


def always_open(day: str, advisors: tuple[str, ...] = ADVISORS, **more: Any) -> list[dict[str, Any]]:
    """Schedules of which one is active at every instant of the world."""
    first = (date.fromisoformat(day) - timedelta(days=2)).isoformat()
    hours: dict[str, Any] = {"from": "00:00", "to": "24:00", "repeats": "FREQ=DAILY", **more}
    return [{"title": "Schedule 1", "first": first, "advisors": list(advisors), **hours}]
