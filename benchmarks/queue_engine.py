"""The equal model on our engine: the whole of it, with every rule, on a team that has nothing but a line of callers.

Greeting, menu and picking up take no time, so that callers meet advisors as in the other models. Everything else is
done as for any other company: openings, Ring Last Advisor, routing, ringing, tickets and their activity, fourteen
replies with their reasons.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from autoreply_sim.codes import NONE, Channel, EventKind, Outcome, Phase
from autoreply_sim.domain.world import Customer, World
from autoreply_sim.engine.ledger import Ledger, decide_drawn
from autoreply_sim.io.scenario_load import loads
from autoreply_sim.timeline.columns import CALLER, EMPTY_EVENT, EVENT, Timeline
from benchmarks.queue_draws import ADVISORS, CUSTOMERS, Queue, Waits

TEAM = "desk"
_KEYS = [f"advisor_{number}" for number in range(ADVISORS)]
_SCENARIO = f"""
version: 1
title: A queue
timing: {{greeting: 0s, menu: 0s, pick_up: 0s}}
advisors: {{{", ".join(f"{key}: Advisor" for key in _KEYS)}}}
teams:
  {TEAM}:
    number: "+15155550100"
    tickets_for_missed_calls: true
    schedules:
      - title: Always
        first: 2025-12-01
        from: "00:00"
        to: "00:00"
        repeats: FREQ=DAILY
        advisors: [{", ".join(_KEYS)}]
        ring: {{strategy: sequential}}
"""


def queue_world() -> World:
    """Return the company of the equal model, with its customers."""
    customers = tuple(
        Customer(key=f"customer_{number}", name="Customer", phone=f"+1515{number:07}")
        for number in range(CUSTOMERS)
    )
    return replace(loads(_SCENARIO).world, customers=customers)


def queue_timeline(queue: Queue) -> Timeline:
    """Return the calls of a queue as the columns that the engine reads."""
    events = np.full(len(queue), np.array([EMPTY_EVENT], EVENT), EVENT)
    events["at_ms"], events["customer"] = queue.at_ms, queue.customer
    events["other"] = np.arange(len(queue))
    events["team"] = 0
    events["kind"], events["channel"] = EventKind.CALL, Channel.CALL
    callers = np.zeros(len(queue), CALLER)
    callers["talk_ms"], callers["patience_ms"] = queue.talk_ms, queue.patience_ms
    callers["again_ms"] = callers["key"] = NONE
    callers["unanswered"] = Phase.LEAVES_VOICEMAIL
    events.flags.writeable = callers.flags.writeable = False
    return Timeline(events=events, callers=callers, picks=np.empty(0, np.int32))


def by_engine(world: World, timeline: Timeline) -> Ledger:
    """Return what our engine makes of a queue, in machine code."""
    return decide_drawn(world, timeline, waits={TEAM}, compiled=True)


def waits_of(ledger: Ledger) -> Waits:
    """Return a ledger's calls as the other models tell of them."""
    calls = ledger.calls
    made_by = np.empty(len(ledger.happened), np.int64)
    made_by[calls["row"]] = np.arange(len(calls))
    return Waits(
        wait_ms=calls["wait_ms"].astype(np.int64),
        answered=calls["outcome"] == Outcome.ANSWERED,
        joined=made_by[ledger.tickets["row"][calls["ticket"]]],
    )
