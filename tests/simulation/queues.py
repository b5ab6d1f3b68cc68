"""Callers, advisors and nothing else: queues in the terms of the engine, and what came of every caller.

All times are whole seconds, so that much falls together; the greeting takes none, and whoever rings answers at once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time

import numpy as np

from autoreply_sim.codes import NONE, Channel, EventKind, Outcome, Phase
from autoreply_sim.domain.schedules import RingSchedule
from autoreply_sim.domain.settings import TeamSettings
from autoreply_sim.domain.world import Advisor, Company, Customer, Team, Timing, World
from autoreply_sim.engine.ledger import decide_drawn
from autoreply_sim.rules.catalog import default_replies
from autoreply_sim.timeline.columns import CALLER, EMPTY_EVENT, EVENT, Timeline

BEGIN_MS = 1_767_225_600_000
"""1 January 2026, UTC."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Caller:
    """Somebody who calls a team, counted from 0."""

    at_s: int
    talk_s: int
    patience_s: int = 1_000_000
    after_call_s: int = 0
    team: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Break:
    """A break of an advisor, counted from 0."""

    at_s: int
    advisor: int
    length_s: int


@dataclass(frozen=True, slots=True)
class Fate:
    """What came of a caller: how long they waited, and whether for nothing."""

    wait_s: int
    gave_up: bool


def fates(
    callers: Sequence[Caller],
    rosters: Sequence[Sequence[int]],
    breaks: Sequence[Break] = (),
    *,
    compiled: bool = False,
) -> list[Fate]:
    """Return what the engine makes of callers who wait; `rosters` are each team's advisors, in the listed order.

    At one instant callers come in their order here, and breaks before them.
    """
    ledger = decide_drawn(
        _world(rosters, breaks),
        _timeline(callers, breaks),
        waits=[_key(team) for team in range(len(rosters))],
        compiled=compiled,
    )
    found = ledger.calls[np.argsort(ledger.calls["event"])]
    gave_up = found["outcome"] == Outcome.HUNG_UP_RINGING
    assert ((found["outcome"] == Outcome.ANSWERED) | gave_up).all()
    return [
        Fate(wait, bool(gone))
        for wait, gone in zip((found["wait_ms"] // 1_000).tolist(), gave_up, strict=True)
    ]


def _timeline(callers: Sequence[Caller], breaks: Sequence[Break]) -> Timeline:
    rows = np.full(len(callers) + len(breaks), np.array([EMPTY_EVENT], EVENT), EVENT)
    made = np.zeros(len(callers), CALLER)
    for row, pause in zip(rows, breaks, strict=False):
        row["at_ms"], row["kind"] = BEGIN_MS + pause.at_s * 1_000, EventKind.BREAK
        row["advisor"], row["other"] = pause.advisor, pause.length_s * 1_000
    calls = rows[len(breaks) :]
    calls["at_ms"] = BEGIN_MS + np.array([caller.at_s for caller in callers], np.int64) * 1_000
    calls["team"] = [caller.team for caller in callers]
    calls["kind"], calls["channel"], calls["customer"] = EventKind.CALL, Channel.CALL, 0
    calls["other"] = np.arange(len(callers))
    for column in ("talk", "patience", "after_call"):
        made[f"{column}_ms"] = np.array([getattr(caller, f"{column}_s") for caller in callers]) * 1_000
    made["again_ms"] = made["key"] = NONE
    made["unanswered"] = Phase.LEAVES_VOICEMAIL
    rows = rows[np.argsort(rows["at_ms"], kind="stable")]
    return Timeline(events=rows, callers=made, picks=np.empty(0, np.int32))


def _world(rosters: Sequence[Sequence[int]], breaks: Sequence[Break]) -> World:
    advisors = 1 + max(*map(max, rosters), *(pause.advisor for pause in breaks), 0)
    return World(
        company=Company(),
        advisors=tuple(Advisor(key=f"a{place}", name="") for place in range(advisors)),
        customers=(Customer(key="carla", name="Carla", phone="+15155550199"),),
        teams=tuple(_team(team, roster) for team, roster in enumerate(rosters)),
        timing=Timing(greeting_ms=0),
    )


def _team(team: int, roster: Sequence[int]) -> Team:
    always = RingSchedule(
        title="Always",
        timezone="UTC",
        first=date(2025, 12, 1),
        start=time(0),
        end=time(0),
        repeats="FREQ=DAILY",
        advisors=tuple(f"a{place}" for place in roster),
    )
    settings = TeamSettings(replies=default_replies(), schedules=(always,))
    return Team(key=_key(team), display_name="", number=f"+1515555010{team}", settings=settings)


def _key(team: int) -> str:
    return f"team{team}"
