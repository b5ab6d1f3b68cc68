"""A drawn run, told again as a story: the story's engine, and the oracle, make the same of it.

What happened is written down as a scenario file, with times and ticket numbers; only calls can be retold in which all
who ring answer after one time, nobody gives up, waits in a line, works after a call or takes a break.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from autoreply_sim.codes import NONE, Action, Channel, EventKind, OptWord, Phase
from autoreply_sim.domain.scenario import Scenario
from autoreply_sim.engine.ledger import Ledger, decide_all
from autoreply_sim.io.scenario_load import loads
from autoreply_sim.timeline.columns import KEYS
from autoreply_sim.units import iso_utc
from tests.oracle.engine_adapter import engine_decide
from tests.oracle.test_agreement import differences
from tests.oracle.world import decide

from .years import Lived, live

SEEDS = range(int(os.environ.get("AUTOREPLY_SIM_SEEDS", "12")))
"""For more of them: `AUTOREPLY_SIM_SEEDS=500 pytest tests/simulation/test_retold.py`."""

ADVISORS = ["ana", "ben", "cho"]
RING = {"strategy": "sequential", "ring_seconds": 20}
WEEKDAYS = {
    "title": "Weekdays",
    "first": "2026-01-05",
    "from": "08:00",
    "to": "17:00",
    "repeats": "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR",
    "advisors": ["ana", "ben"],
}
SATURDAYS = {
    **WEEKDAYS,
    "title": "Saturdays",
    "repeats": "FREQ=WEEKLY;BYDAY=SA",
    "business_hours": False,
    "ring": RING,
}
COMPANY: dict[str, Any] = {
    "version": 1,
    "title": "A drawn week",
    "timezone": "America/Chicago",
    "company": {"name": "Prairie Equipment", "country": "US"},
    "advisors": {key: key.title() for key in ADVISORS},
    "customers": {
        "carla": {"phone": "+15155550199", "segments": ["gold"]},
        "lena": {"phone": "+15155550142", "line": "landline"},
        "dan": {"phone": "+15155550143"},
        "eve": {"phone": "+15155550144", "opted_out": True},
        "anon": {"phone": "withheld"},
    },
    "teams": {
        "service": {
            "number": "+15155550100",
            "schedules": [{**WEEKDAYS, "call_tree": "main"}, SATURDAYS],
            "call_trees": {"main": {"options": {"1": {"team": "parts"}, "2": {"advisors": ["ben"]}}}},
            "routing_rules": [
                {
                    "name": "gold",
                    "criterion": "segment",
                    "operator": "equals",
                    "value": "gold",
                    "target": {"advisor": "ben"},
                }
            ],
        },
        "parts": {
            "communication_team": "service",
            "schedules": [{**WEEKDAYS, "advisors": ["cho", "ana"], "ring": RING}],
        },
    },
    "policies": {},
}
TRAFFIC: dict[str, Any] = {
    "from": "2026-03-05",
    "days": 4,
    "people": {"count": 0},
    "customers": {
        "patience": "never",
        "hangs_up": {"greeting": "5%", "menu": 0},
        "leaves_voicemail": "50%",
        "presses": {"1": "30%", "2": "20%"},
        "later_texts": 1,
        "later_messages": 1,
        "opts_out": "5%",
        "answers_requests": "80%",
    },
    "advisors": {
        "answers": "100%",
        "pick_up": "6s",
        "talk": "6m",
        "after_call": "0s",
        "takes": "1h",
        "closes": {"exponential": "20h"},
        "requests": {
            "request_photo_video": "20%",
            "request_approval": "20%",
            "ask_issue_resolved": "20%",
            "share_voicehub": "20%",
        },
        "request_delay": {"exponential": "2h"},
    },
    "teams": {
        "service": {"per_day": 50, "channels": {"call": 60, "sms": 15, "whatsapp": 15, "web": 10}},
        "parts": {"per_day": 5, "channels": {"web": 1, "app": 1}},
    },
}


@pytest.mark.parametrize("seed", SEEDS)
def test_a_drawn_run_told_as_a_story_comes_out_the_same(seed: int) -> None:
    """Calls, tickets, activity, decisions, telephones: as drawn and as told, and as the oracle reads the rules."""
    company = _company(seed)
    lived = live(loads(json.dumps({**company, "traffic": {**TRAFFIC, "seed": seed}})), compiled=False)
    story = {**company, "events": [_told(lived, row) for row in range(len(lived.ledger.happened))]}
    told: Scenario = loads(json.dumps(story))
    again = decide_all(told.world, told.events, compiled=False)
    assert len(lived.ledger.calls) > 20
    assert records(again) == records(lived.ledger)
    assert differences(engine_decide(story), decide(story)) == []


def records(ledger: Ledger) -> dict[str, list[Any]]:
    """What came of a run, but for places in tables that only one of the two has."""
    found = {
        name: getattr(ledger, table)[name].tolist() for table, names in COMPARED.items() for name in names
    }
    return {
        **found,
        "at_ms": ledger.at_ms.tolist(),
        "ticket_of": ledger.ticket_of.tolist(),
        "calls": sorted(_columns(ledger.calls, CALLS)),
        "items": _columns(ledger.items, ("at_ms", "row", "ticket", "item", "rule")),
        "faults": ledger.faults.tolist(),
        "rings": sorted(
            zip(ledger.calls["row"][ledger.rings["call"]].tolist(), *_rings(ledger), strict=True)
        ),
    }


CALLS = (
    *("row", "ticket", "came_ms", "ended_ms", "wait_ms", "answered_by", "held_by", "first_choice", "outcome"),
    *("rla", "after_hours", "rla_ticket"),
)
COMPARED = {
    "tickets": (
        "created_ms",
        "closed_ms",
        "row",
        "customer",
        "team",
        "advisor",
        "channel",
        "title",
        "status",
        "rated",
    ),
    "decisions": ("at_ms", "ticket", "facts", "moment", "reply", "reason"),
}


def _columns(made: Any, names: tuple[str, ...]) -> list[tuple[Any, ...]]:
    return list(zip(*(made[name].tolist() for name in names), strict=True))


def _rings(ledger: Ledger) -> list[list[int]]:
    return [ledger.rings["after_ms"].tolist(), ledger.rings["advisor"].tolist()]


def _company(seed: int) -> dict[str, Any]:
    """The company with other switches for every seed, so that the seeds go through many combinations."""
    switches = np.random.default_rng(seed)
    flip: Callable[[], bool] = lambda: bool(switches.integers(2))  # noqa: E731
    teams = {
        key: {**team, "ring_last_advisor": flip(), "tickets_for_missed_calls": flip()}
        for key, team in COMPANY["teams"].items()
    }
    policies = {
        "text_after_close": "reopen" if flip() else "new_ticket",
        "missed_call_without_rla": "join_open_ticket" if flip() else "separate_ticket",
        "call_replies": "all_matches" if flip() else "first_match",
    }
    return {**COMPANY, "teams": teams, "policies": policies}


def _told(lived: Lived, row: int) -> dict[str, Any]:
    """What happened in a row, as the event of a scenario file."""
    event = lived.ledger.events[row]
    ticket = int(lived.ledger.ticket_of[row]) + 1
    whom = {
        "from": _key(lived.world.customers, event["customer"]),
        "to": _key(lived.world.teams, event["team"]),
    }
    at = {"at": iso_utc(int(event["at_ms"]))}
    channel = Channel(event["channel"]).word
    match event["kind"]:
        case EventKind.CALL:
            return {**at, "call": {**whom, **_call(lived.timeline.callers[event["other"]])}}
        case EventKind.TEXT:
            body = "STOP" if event["opt_word"] == OptWord.STOP else "hello"
            return {**at, "text": {**whom, "channel": channel, "body": body}}
        case EventKind.TICKET:
            return {**at, "ticket": {**whom, "channel": channel, "title": "Leak", "body": "it leaks"}}
        case EventKind.MESSAGE:
            return {**at, "message": {"from": whom["from"], "ticket": ticket, "body": "and now?"}}
        case EventKind.RESPOND:
            return {**at, "respond": {"from": whom["from"], "ticket": ticket, "approves": True}}
    action = {"by": _key(lived.world.advisors, event["advisor"]), "action": Action(event["action"]).word}
    return {**at, "advisor": {**action, "ticket": ticket}}


def _call(caller: np.void) -> dict[str, Any]:
    phase = Phase(caller["unanswered"])
    unanswered = {} if phase == Phase.LEAVES_VOICEMAIL else {"hangs_up": phase.word}
    choice = {} if caller["key"] == NONE else {"choice": KEYS[caller["key"]]}
    return {"picks_up": ADVISORS, "talk": f"{caller['talk_ms']}ms", **unanswered, **choice}


def _key(listed: tuple[Any, ...], place: int) -> str:
    return str(listed[place].key) if place != NONE else ""
