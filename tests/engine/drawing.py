"""Drawn timelines told by hand: one line per event, what follows it inside it; seconds since a Monday, 8:00.

Greeting and menu take no time, a telephone rings for 30 s, whoever picks up does so after 6 s.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date, time
from typing import Any

import numpy as np

from autoreply_sim.codes import (
    NONE,
    Action,
    Channel,
    EventKind,
    Item,
    OptWord,
    Outcome,
    Phase,
    Reason,
    RingStrategy,
    Status,
    Upon,
)
from autoreply_sim.domain.schedules import RingSchedule
from autoreply_sim.domain.settings import TeamSettings
from autoreply_sim.domain.world import Advisor, Company, Customer, Team, Timing, World
from autoreply_sim.engine.ledger import Ledger, decide_drawn
from autoreply_sim.rules.catalog import CATALOG, default_replies
from autoreply_sim.timeline.columns import CALLER, EMPTY_EVENT, EVENT, KEYS, OUTAGE, Timeline

ADVISORS = ("ana", "ben", "cho")
CUSTOMERS = ("carla", "dan", "eve", "fred")
TEAMS = ("service", "parts")
OPENS_MS = 1_772_438_400_000
"""2 March 2026, 8:00 UTC: both teams open, until 17:00."""
LONG_S = 86_400


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """An event of a drawn timeline, with what would follow it."""

    at_s: float
    """Since OPENS_MS; of an event that follows another, since that one."""
    columns: Mapping[str, int]
    caller: Mapping[str, int] | None = None
    then: tuple[Drawn, ...] = ()
    again: Drawn | None = None
    """The next call of the contact; what follows this one follows that, too, if it has no `then` of its own."""


def calls(
    at_s: float,
    customer: str = "carla",
    *,
    to: str = "service",
    talk_s: float = 60,
    patience_s: float = LONG_S,
    pick_up_s: float = 6,
    after_call_s: float = 0,
    again_s: float | None = None,
    ignores: int = 0,
    key: str | None = None,
    unanswered: Phase = Phase.LEAVES_VOICEMAIL,
    upon: Upon | None = None,
    then: Collection[Drawn] = (),
    again: Drawn | None = None,
) -> Drawn:
    """Return a call whose caller is patient and answered by the first whom it rings, unless it says otherwise."""
    caller = {
        "talk_ms": ms(talk_s),
        "patience_ms": ms(patience_s),
        "pick_up_ms": ms(pick_up_s),
        "after_call_ms": ms(after_call_s),
        "again_ms": NONE if again_s is None else ms(again_s),
        "ignores": ignores,
        "key": NONE if key is None else KEYS.index(key),
        "unanswered": unanswered,
    }
    columns = _whose(customer, to) | {"kind": EventKind.CALL, "channel": Channel.CALL}
    return replace(_drawn(at_s, columns, upon, then), caller=caller, again=again)


def writes(
    at_s: float,
    customer: str = "carla",
    *,
    to: str = "service",
    channel: Channel = Channel.SMS,
    kind: EventKind = EventKind.TEXT,
    opt_word: OptWord = OptWord.NONE,
    upon: Upon | None = None,
    then: Collection[Drawn] = (),
) -> Drawn:
    """Return a text, or a ticket or a later message on one as `kind` says."""
    columns = _whose(customer, to) | {"kind": kind, "channel": channel, "opt_word": opt_word}
    return _drawn(at_s, columns, upon, then)


def creates(at_s: float, customer: str = "carla", then: Collection[Drawn] = (), **rest: Any) -> Drawn:
    """Return a ticket made on the web."""
    return writes(at_s, customer, kind=EventKind.TICKET, channel=Channel.WEB, then=then, **rest)


def adds(at_s: float, customer: str = "carla", **rest: Any) -> Drawn:
    """Return a later message on the ticket of the event before."""
    return writes(at_s, customer, kind=EventKind.MESSAGE, channel=Channel.WEB, upon=Upon.HAPPENED, **rest)


def acts(
    at_s: float,
    action: Action,
    upon: Upon,
    *,
    by: str = "ana",
    to: str | None = None,
    then: Collection[Drawn] = (),
) -> Drawn:
    """Return what an advisor does with the ticket of the event before; `to`: the team it is reassigned to."""
    columns = {"kind": EventKind.ADVISOR, "action": action, "advisor": ADVISORS.index(by)}
    columns["team"] = NONE if to is None else TEAMS.index(to)
    return _drawn(at_s, columns, upon, then)


def responds(at_s: float, customer: str = "carla", upon: Upon = Upon.SENT) -> Drawn:
    """Return a customer's answer to the request before."""
    columns = {"kind": EventKind.RESPOND, "customer": CUSTOMERS.index(customer)}
    return _drawn(at_s, columns, upon, ())


def rests(at_s: float, who: str, length_s: float) -> Drawn:
    """Return a break."""
    columns = {"kind": EventKind.BREAK, "advisor": ADVISORS.index(who), "other": ms(length_s)}
    return _drawn(at_s, columns, None, ())


def ms(seconds: float) -> int:
    """Return seconds in milliseconds."""
    return round(seconds * 1_000)


def schedule(*advisors: str, strategy: RingStrategy = RingStrategy.GROUP, ring_s: float = 30) -> RingSchedule:
    """Return a schedule from 8:00 to 17:00 on every day."""
    return RingSchedule(
        title="Daily",
        timezone="UTC",
        first=date(2026, 1, 1),
        start=time(8),
        end=time(17),
        repeats="FREQ=DAILY",
        advisors=advisors,
        strategy=strategy,
        ring_ms=ms(ring_s),
    )


def world(*service: RingSchedule, parts: RingSchedule | None = None, **settings: Any) -> World:
    """Return a world in which Ana works for service and Ben for parts, unless schedules say otherwise.

    `settings` are those of service.
    """
    own = TeamSettings(
        replies=default_replies(), schedules=service or (schedule("ana"),), tickets_for_missed_calls=True
    )
    other = TeamSettings(replies=default_replies(), schedules=(parts or schedule("ben"),))
    return World(
        company=Company(name="Prairie Equipment"),
        advisors=tuple(Advisor(key=key, name=key.title()) for key in ADVISORS),
        customers=tuple(
            Customer(key=key, name=key.title(), phone=f"+1515555010{place}")
            for place, key in enumerate(CUSTOMERS)
        ),
        teams=(
            Team(
                key="service",
                display_name="Service",
                number="+15155550190",
                settings=replace(own, **settings),
            ),
            Team(key="parts", display_name="Parts", number="+15155550191", settings=other),
        ),
        timing=Timing(greeting_ms=0, menu_ms=0),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Happened:
    """What came of a drawn timeline, in names and seconds since OPENS_MS."""

    ledger: Ledger

    def call(self, number: int) -> np.void:
        """The record of a call, counted from 1 as the timeline has them."""
        return self.ledger.calls[self._place(number)]  # type: ignore[no-any-return]

    def outcome(self, number: int) -> Outcome:
        """How a call ended."""
        return Outcome(self.call(number)["outcome"])

    def answered(self, number: int) -> tuple[str, float]:
        """Who answered a call, and how many seconds the caller had waited."""
        record = self.call(number)
        assert record["outcome"] == Outcome.ANSWERED, self.outcome(number)
        return ADVISORS[record["answered_by"]], record["wait_ms"] / 1_000

    def ended_s(self, number: int) -> float:
        """When a call ended."""
        return float(self.call(number)["ended_ms"] - OPENS_MS) / 1_000

    def rang(self, number: int) -> list[tuple[float, str]]:
        """Which telephones rang for a call, and how long after it came in."""
        ours = self.ledger.rings[self.ledger.rings["call"] == self._place(number)]
        return [(float(ring["after_ms"]) / 1_000, ADVISORS[ring["advisor"]]) for ring in ours]

    def happened(self, kind: EventKind | None = None, action: Action | None = None) -> list[float]:
        """When what happened did, in order; of one kind, or one action of advisors."""
        events = self.ledger.events
        ours = np.ones(len(events), bool) if kind is None else events["kind"] == kind
        ours &= True if action is None else events["action"] == action
        return [float(at_ms - OPENS_MS) / 1_000 for at_ms in events["at_ms"][ours]]

    def items(self, ticket: int = 1) -> list[tuple[float, Item]]:
        """When each item of a ticket was logged, and what it is."""
        ours = self.ledger.items[self.ledger.items["ticket"] == ticket - 1]
        return [(float(one["at_ms"] - OPENS_MS) / 1_000, Item(one["item"])) for one in ours]

    def sent(self) -> list[str]:
        """The replies that were sent, in order."""
        made = self.ledger.decisions
        return [CATALOG[one["reply"]].key for one in made if one["reason"] == Reason.SENT]

    def is_open(self, ticket: int = 1) -> bool:
        """Whether a ticket is open at the end."""
        return bool(self.ledger.tickets[ticket - 1]["status"] == Status.OPEN)

    def _place(self, number: int) -> int:
        events = self.ledger.plan.machine.events
        event = np.flatnonzero(events["kind"] == EventKind.CALL)[number - 1]
        return int(np.flatnonzero(self.ledger.calls["event"] == event)[0])


def happen(
    *events: Drawn,
    world: World,
    waits: Collection[str] = (),
    until_s: float = 10 * LONG_S,
    outages: Collection[tuple[float, float, str | None]] = (),
    compiled: bool = False,
) -> Happened:
    """Run a timeline of these events, in the order of time; those of one moment as they stand here.

    `outages`: from when to when, in seconds, and of which team (None: of all of them).
    """
    in_order = sorted(events, key=lambda event: event.at_s)
    rows: list[tuple[int, ...]] = []
    callers: list[tuple[int, ...]] = []
    for event in in_order:
        _lay_out(event, rows, callers)
    timeline = Timeline(
        events=np.array(rows, EVENT),
        callers=np.array(callers, CALLER),
        picks=np.zeros(0, np.int32),
        outages=np.array([_outage(*outage) for outage in outages], OUTAGE),
        until_ms=OPENS_MS + ms(until_s),
    )
    return Happened(ledger=decide_drawn(world, timeline, waits=waits, compiled=compiled))


def _outage(from_s: float, to_s: float, team: str | None) -> tuple[int, int, int]:
    return OPENS_MS + ms(from_s), OPENS_MS + ms(to_s), NONE if team is None else TEAMS.index(team)


def _lay_out(contact: Drawn, rows: list[tuple[int, ...]], callers: list[tuple[int, ...]]) -> None:
    """Add a contact's rows level by level, so that what follows one event stands together, before its next call."""
    begin = len(rows)
    waiting = [contact]
    slices: dict[int, tuple[int, int]] = {}
    for place, event in enumerate(waiting):
        columns = {**dict(zip(EVENT.names or (), EMPTY_EVENT, strict=True)), **event.columns}
        columns["at_ms"] = ms(event.at_s) + (OPENS_MS if place == 0 else 0)
        follows = begin + len(waiting), len(event.then)
        columns["follow_from"], columns["follows"] = follows if event.then else slices.get(id(event), (0, 0))
        waiting += event.then
        if event.again is not None:
            columns["again"] = begin + len(waiting)
            slices[id(event.again)] = columns["follow_from"], columns["follows"]
            waiting.append(event.again)
        if event.caller is not None:
            columns["other"] = len(callers)
            callers.append(tuple(event.caller.get(name, 0) for name in CALLER.names or ()))
        rows.append(tuple(int(columns[name]) for name in EVENT.names or ()))


def _drawn(
    at_s: float,
    columns: Mapping[str, int],
    upon: Upon | None,
    then: Collection[Drawn],
) -> Drawn:
    return Drawn(at_s=at_s, columns={**columns, "upon": upon or 0}, then=tuple(then))


def _whose(customer: str, to: str) -> dict[str, int]:
    return {"customer": CUSTOMERS.index(customer), "team": TEAMS.index(to)}
