"""Telling short stories in tests: a small dealership, and what happens to it in one line per event."""

from __future__ import annotations

import json
from typing import Any

from autoreply_sim.codes import Fault
from autoreply_sim.experiment.run import Run, run
from autoreply_sim.io.scenario_draft import draft

WEEKDAYS = {
    "title": "Weekdays",
    "first": "2026-01-05",
    "from": "08:00",
    "to": "17:00",
    "repeats": "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR",
    "advisors": ["ana", "ben", "cho"],
}


def tell(*events: dict[str, Any], team: dict[str, Any] | None = None, **world: Any) -> Run:
    """Run events in a world of one team, whose settings `team` changes; times are UTC, 2026-03-02 is a Monday."""
    service = {"display_name": "Prairie Service", "number": "+15155550100", "schedules": [WEEKDAYS]}
    scenario = {
        "version": 1,
        "title": "a story",
        "company": {"name": "Prairie Equipment"},
        "advisors": {"ana": "Ana Ruiz", "ben": "Ben Cole", "cho": "Cho Park"},
        "customers": {
            "carla": {"name": "Carla Diaz", "phone": "+15155550199"},
            "dan": {"name": "Dan Moss", "phone": "+15155550142"},
            "anon": {"phone": "withheld"},
        },
        "teams": {"service": service | (team or {})},
        "events": list(events),
        **world,
    }
    read, report = draft(json.dumps(scenario), origin="a story", title="a story")
    assert read is not None, report.error()
    assert report.is_empty, report.error()
    return run(read)


def call(at: str, customer: str = "carla", **rest: Any) -> dict[str, Any]:
    """A call to the team."""
    return {"at": f"2026-03-{at}", "call": {"from": customer, "to": "service", **rest}}


def text(at: str, customer: str = "carla", body: str = "hello", channel: str = "sms") -> dict[str, Any]:
    """A text to the team."""
    return {
        "at": f"2026-03-{at}",
        "text": {"from": customer, "to": "service", "channel": channel, "body": body},
    }


def created(at: str, customer: str = "carla", channel: str = "web") -> dict[str, Any]:
    """A ticket that a customer creates."""
    ticket = {"from": customer, "to": "service", "channel": channel, "title": "Leak", "body": "it leaks"}
    return {"at": f"2026-03-{at}", "ticket": ticket}


def message(at: str, ticket: int, customer: str = "carla") -> dict[str, Any]:
    """A later message on a ticket."""
    return {"at": f"2026-03-{at}", "message": {"from": customer, "ticket": ticket, "body": "and now?"}}


def acts(at: str, action: str, ticket: int | None = None, by: str = "ana", **rest: Any) -> dict[str, Any]:
    """An advisor's action."""
    named = {} if ticket is None else {"ticket": ticket}
    return {"at": f"2026-03-{at}", "advisor": {"by": by, "action": action, **named, **rest}}


def responds(at: str, ticket: int, customer: str = "carla") -> dict[str, Any]:
    """A customer approves."""
    return {"at": f"2026-03-{at}", "respond": {"from": customer, "ticket": ticket, "approves": True}}


def sent(told: Run) -> list[tuple[int, str]]:
    """Which replies went out: (event, reply)."""
    return [(reply.event, reply.reply) for reply in told.replies]


def faults(told: Run) -> list[tuple[int, Fault]]:
    """Which events named a ticket that they cannot."""
    return list(told.faults)
