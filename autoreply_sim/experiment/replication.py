"""One replication after the other: drawn, decided, summed up, and let go unless it is to be kept."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import time
from typing import Any

from autoreply_sim.analytics.digest import digest
from autoreply_sim.analytics.measure import measure
from autoreply_sim.analytics.prices import Prices
from autoreply_sim.analytics.scope import Scope
from autoreply_sim.analytics.segments import costs, segments
from autoreply_sim.analytics.summary import Summary
from autoreply_sim.analytics.tally import summarize
from autoreply_sim.domain.scenario import Scenario
from autoreply_sim.domain.schedules import instant_ms
from autoreply_sim.domain.traffic import Traffic
from autoreply_sim.domain.world import World
from autoreply_sim.engine.ledger import Ledger, decide_drawn
from autoreply_sim.engine.warm_up import warm_up
from autoreply_sim.experiment.run import Run
from autoreply_sim.generate.draw import draw
from autoreply_sim.units import DAY_MS

Visit = Callable[[int, Run], Any]
"""What to do with a replication's number and its run, before that is let go; what it returns is kept."""

_DRAWN, _DECIDED = 0.7, 0.9
"""Shares of the work of a replication that are done by then."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What to simulate, and how: the same for every replication."""

    scenario: Scenario
    world: World
    """With its population."""
    compiled: bool | None = None
    keep: bool = False
    visit: Visit | None = None
    measured: bool = False
    """Whether the sums of metrics are counted, too."""
    warm_up_days: int = 0
    """Days at the beginning that these sums leave out."""
    prices: Prices | None = None
    """With them, segments and costs are counted, too."""
    clock: Callable[[], float] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Replication:
    """What one replication came to."""

    number: int
    """Counted from 0."""
    summary: Summary
    digest: str
    """Of its ledger, as `analytics.digest` makes it."""
    generate_s: float | None
    """How long drawing took; None where no clock was given."""
    decide_s: float | None
    sums: Mapping[str, int] | None
    """What metrics are made of (`analytics.measure`); None if it was not counted."""
    visited: Any
    """What the visit returned."""
    run: Run | None
    """None if it was not kept."""


def traffic_of(scenario: Scenario) -> Traffic:
    """Return a scenario's traffic. Raises ValueError for one that tells a story."""
    if scenario.traffic is None:
        raise ValueError(f"{scenario.title!r} tells a story and has no traffic; run it instead")
    return scenario.traffic


def waiting_teams(scenario: Scenario) -> set[str]:
    """Return the teams whose callers wait for the next advisor who is free (R-SIM-2), by key."""
    return {key for key, team in traffic_of(scenario).teams.items() if team.work.waits}


def begins_ms(scenario: Scenario) -> int:
    """Return when the period of a scenario's traffic begins (UTC ms). Raises ValueError as `traffic_of` does."""
    return instant_ms(scenario.world.timezone, traffic_of(scenario).first_day, time())


def carry_out(
    order: Order, numbers: Iterable[int], progress: Callable[[float], None] | None = None
) -> list[Replication]:
    """Return these replications; `progress` hears how many are done, with the part of the one under way."""
    if order.compiled:
        warm_up()
    done: list[Replication] = []
    for number in numbers:
        hear = None if progress is None else _after(progress, len(done))
        done.append(_replicate(order, number, hear or _ignore))
    return done


def _replicate(order: Order, number: int, hear: Callable[[float], None]) -> Replication:
    clock = order.clock or _no_clock
    begun_s = clock()
    timeline = draw(
        order.scenario, order.world, replication=number, progress=lambda share: hear(share * _DRAWN)
    )
    drawn_s = clock()
    ledger = decide_drawn(order.world, timeline, waits=waiting_teams(order.scenario), compiled=order.compiled)
    decided_s = clock()
    hear(_DECIDED)
    run = Run(order.scenario, ledger, order.world.company.language)
    replication = Replication(
        number=number,
        summary=summarize(ledger, begins_ms(order.scenario)),
        digest=digest(ledger),
        generate_s=None if order.clock is None else drawn_s - begun_s,
        decide_s=None if order.clock is None else decided_s - drawn_s,
        sums=_measured(order, ledger) if order.measured else None,
        visited=None if order.visit is None else order.visit(number, run),
        run=run if order.keep else None,
    )
    hear(1.0)
    return replication


def _measured(order: Order, ledger: Ledger) -> dict[str, int]:
    return measured(ledger, begins_ms(order.scenario) + order.warm_up_days * DAY_MS, order.prices)


def measured(ledger: Ledger, from_ms: int, prices: Prices | None) -> dict[str, int]:
    """Return the sums of a run from a moment on (UTC ms); with prices those of segments and costs, too."""
    sums = measure(ledger, from_ms)
    if prices is not None:
        scope = Scope(whole=ledger, from_ms=from_ms)
        counted = segments(scope)
        sums |= counted | costs(scope, prices, counted)
    return sums


def _after(progress: Callable[[float], None], done: int) -> Callable[[float], None]:
    return lambda share: progress(done + share)


def _ignore(_share: float) -> None:
    """Nobody wants to hear."""


def _no_clock() -> float:
    return 0.0
