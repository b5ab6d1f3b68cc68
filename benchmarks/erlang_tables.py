"""The phones against queueing theory: Erlang C and Erlang A, exact values beside what the engine makes of them.

    python benchmarks/erlang_tables.py [CALLS]

Callers arrive at random (Poisson), talk and are patient for exponential times, and wait for one of n advisors. For
such a team the long-run values are known exactly; they are computed here, from Erlang's and Palm's formulas. Each is
estimated from replications with independent streams. The intervals hold all at once with 99 % (Bonferroni: each of m
comparisons is made at 1 - 0.01 / m), so that one value outside is a finding.
"""

from __future__ import annotations

import math
import sys
from dataclasses import dataclass
from datetime import date, time
from time import perf_counter
from typing import TYPE_CHECKING

import numpy as np

from autoreply_sim.codes import NONE, Channel, EventKind, Outcome, Phase, RingStrategy
from autoreply_sim.domain.schedules import RingSchedule
from autoreply_sim.domain.settings import TeamSettings
from autoreply_sim.domain.world import Advisor, Company, Customer, Team, Timing, World
from autoreply_sim.engine.ledger import Ledger, decide_drawn
from autoreply_sim.rules.catalog import default_replies
from autoreply_sim.timeline.columns import CALLER, EMPTY_EVENT, EVENT, Timeline

if TYPE_CHECKING:
    from numpy.typing import NDArray

BEGIN_MS = 1_767_225_600_000
"""1 January 2026, UTC."""
FOR_EVER_MS = 2_000_000_000
"""The longest time that a column of callers holds: 23 days."""
REPLICATIONS = 25
"""Odd, so that Student's t has an even number of degrees of freedom and its distribution a closed form."""
WARM_UP_SHARE = 0.1
"""Of each replication, which is not measured."""
ENOUGH = 100
"""How many calls of a replication must be expected to wait, or not to, and so on, for an interval to mean anything."""
CUSTOMERS = 100
MISTAKES = 0.01
"""The probability that any of all intervals misses its value."""

LOADS = (0.5, 1, 2, 5, 8, 10, 15, 20, 30, 50, 75, 100, 200, 500)
"""Offered load in Erlang."""
MORE_AGENTS = (1, 2, 3, 4, 6, 8, 10, 15, 20)
"""How many more advisors than the load, rounded down; all rows of Erlang C."""
IMPATIENT = {
    5: (4, 5, 6, 7),
    10: (8, 9, 10, 11, 12, 13),
    20: (16, 18, 20, 22, 23, 25),
    50: (40, 45, 50, 53, 56, 61),
    100: (80, 90, 100, 106, 111, 121),
}
"""Advisors by load; with each patience all rows of Erlang A."""
PATIENCES_S = (60, 240, 1_200)
MEASURES = ("p_wait", "p_abandon", "mean_wait_s", "service_level", "occupancy")


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """A team on the phone; without a `patience_s` nobody hangs up (Erlang C), with one it is its mean (Erlang A)."""

    load: float
    agents: int
    talk_s: float = 180.0
    patience_s: float | None = None
    within_s: float = 20.0
    """By when a call must be answered to count for the service level."""

    def __str__(self) -> str:
        patience = "" if self.patience_s is None else f", patience {self.patience_s:g} s"
        return f"{self.load:g} Erlang, {self.agents} advisors{patience}"


def every_desk() -> list[Desk]:
    """Return all rows of both tables."""
    patient = [Desk(load=load, agents=int(load) + more) for load in LOADS for more in MORE_AGENTS]
    impatient = [
        Desk(load=load, agents=agents, talk_s=240.0, patience_s=patience_s)
        for load, teams in IMPATIENT.items()
        for patience_s in PATIENCES_S
        for agents in teams
    ]
    return patient + impatient


def exact(desk: Desk) -> dict[str, float]:
    """Return the exact values of a desk by measure; Erlang A has no service level here."""
    return _erlang_c(desk) if desk.patience_s is None else _erlang_a(desk)


def telling(desk: Desk, calls: int) -> dict[str, float]:
    """Return the exact values of which replications of so many calls can tell: none of what hardly ever happens.

    Where it is expected in a handful of calls, the means of replications are far from normally distributed.
    """
    values = exact(desk)
    measured = calls * (1 - WARM_UP_SHARE)
    seldom = {name: min(value, 1 - value) * measured < ENOUGH for name, value in values.items()}
    seldom["mean_wait_s"] = seldom["p_wait"]
    seldom["occupancy"] = (1 - values["p_wait"]) * measured < ENOUGH
    return {name: value for name, value in values.items() if not seldom[name]}


def erlang_b(load: float, agents: int) -> float:
    """Return the share of calls that find all of so many lines taken where nobody waits (Erlang's recursion)."""
    blocked = 1.0
    for lines in range(1, agents + 1):
        blocked = load * blocked / (lines + load * blocked)
    return blocked


def in_system(desk: Desk) -> NDArray[np.float64]:
    """Return the long-run distribution of how many callers talk or wait, float64 [counts].

    The birth-death equations, begun where all advisors talk and nobody waits, so that the terms neither overflow nor
    vanish early; cut where they fall under 1e-18 of that one.
    """
    below, above = [1.0], []
    for count in range(desk.agents, 0, -1):
        below.append(below[-1] * count / desk.load)
    term, waiting = 1.0, 0
    leave = 0.0 if desk.patience_s is None else desk.talk_s / desk.patience_s
    while term > 1e-18:
        waiting += 1
        term *= desk.load / (desk.agents + waiting * leave)
        above.append(term)
    weights = np.array([*reversed(below), *above])
    return weights / math.fsum(weights)


def estimates(desk: Desk, calls: int, replications: int = REPLICATIONS) -> NDArray[np.float64]:
    """Return float64 [replications, MEASURES]: what the engine makes of so many calls each, after the warm-up."""
    streams = np.random.SeedSequence([round(desk.load * 2), desk.agents, round(desk.patience_s or 0)])
    world = _world(desk)
    return np.array([_measure(desk, _run(desk, world, each, calls)) for each in streams.spawn(replications)])


def interval(values: NDArray[np.float64], comparisons: int) -> tuple[float, float]:
    """Return the middle and half the width of the t-interval of one of so many comparisons (see the module)."""
    half = (
        student_t(1 - MISTAKES / comparisons, len(values) - 1) * values.std(ddof=1) / math.sqrt(len(values))
    )
    return float(values.mean()), float(half)


def student_t(inside: float, freedom: int) -> float:
    """Return how far from 0 Student's t lies at most with that probability; `freedom` is even.

    The closed form of its distribution (Abramowitz and Stegun 26.7.4), halved down to the quantile.
    """
    low, high = 0.0, 1e3
    for _ in range(80):
        middle = (low + high) / 2
        low, high = (middle, high) if _within(middle, freedom) < inside else (low, middle)
    return high


def main() -> None:
    """Print every row of both tables, what is too rare to tell left out: exact, estimated, interval; and the misses."""
    calls = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    desks = every_desk()
    comparisons = sum(len(telling(desk, calls)) for desk in desks)
    began, missed = perf_counter(), 0
    for desk in desks:
        values = estimates(desk, calls)
        print(f"\n{desk}")
        for name, value in telling(desk, calls).items():
            middle, half = interval(values[:, MEASURES.index(name)], comparisons)
            is_inside = abs(middle - value) <= half
            missed += not is_inside
            print(
                f"  {name:14} {value:12.6f} {middle:12.6f} ± {half:.6f}{'' if is_inside else '  <- outside'}"
            )
    seconds = perf_counter() - began
    print(f"\n{len(desks)} desks, {comparisons} values, {missed} outside; {seconds:.0f} s")
    sys.exit(missed > 0)


def _erlang_c(desk: Desk) -> dict[str, float]:
    blocked, load, agents = erlang_b(desk.load, desk.agents), desk.load, desk.agents
    waits = agents * blocked / (agents - load * (1 - blocked))
    rate_per_s = (agents - load) / desk.talk_s
    return {
        "p_wait": waits,
        "mean_wait_s": waits / rate_per_s,
        "service_level": 1 - waits * math.exp(-rate_per_s * desk.within_s),
        "occupancy": load / agents,
    }


def _erlang_a(desk: Desk) -> dict[str, float]:
    shares = in_system(desk)
    waiting = math.fsum(np.arange(len(shares) - desk.agents) * shares[desk.agents :])
    mean_wait_s = waiting * desk.talk_s / desk.load
    abandons = mean_wait_s / (desk.patience_s or math.inf)
    return {
        "p_wait": math.fsum(shares[desk.agents :]),
        "p_abandon": abandons,
        "mean_wait_s": mean_wait_s,
        "occupancy": desk.load * (1 - abandons) / desk.agents,
    }


def _within(t: float, freedom: int) -> float:
    angle = math.atan(t / math.sqrt(freedom))
    term = total = 1.0
    for step in range(1, freedom // 2):
        term *= (2 * step - 1) / (2 * step) * math.cos(angle) ** 2
        total += term
    return math.sin(angle) * total


def _world(desk: Desk) -> World:
    everybody = tuple(f"a{number}" for number in range(desk.agents))
    always = RingSchedule(
        title="Always",
        timezone="UTC",
        first=date(2025, 12, 1),
        start=time(0),
        end=time(0),
        repeats="FREQ=DAILY",
        advisors=everybody,
        strategy=RingStrategy.SEQUENTIAL,
    )
    settings = TeamSettings(replies=default_replies(), schedules=(always,))
    return World(
        company=Company(),
        advisors=tuple(Advisor(key=key, name=key) for key in everybody),
        customers=tuple(
            Customer(key=f"c{number}", name="", phone=f"+1515555{number:04}") for number in range(CUSTOMERS)
        ),
        teams=(Team(key="service", display_name="Service", number="+15155550100", settings=settings),),
        timing=Timing(greeting_ms=0),
    )


def _run(desk: Desk, world: World, stream: np.random.SeedSequence, calls: int) -> Ledger:
    """Run a replication that begins in the long run: with as many callers as `in_system` says.

    Exponential times have no memory, so those who are there already may begin anew.
    """
    draws = np.random.default_rng(stream)
    there = int(np.searchsorted(np.cumsum(in_system(desk)), draws.random()))
    gaps_ms = draws.exponential(desk.talk_s * 1_000 / desk.load, calls)
    events = np.full(there + calls, np.array([EMPTY_EVENT], EVENT), EVENT)
    events["at_ms"] = BEGIN_MS
    events["at_ms"][there:] += np.rint(np.cumsum(gaps_ms)).astype(np.int64)
    events["customer"] = draws.integers(0, CUSTOMERS, there + calls)
    events["other"] = np.arange(there + calls)
    events["team"], events["kind"], events["channel"] = 0, EventKind.CALL, Channel.CALL
    callers = np.zeros(there + calls, CALLER)
    callers["talk_ms"] = _times_ms(draws, desk.talk_s, len(callers))
    patience = desk.patience_s
    callers["patience_ms"] = FOR_EVER_MS if patience is None else _times_ms(draws, patience, len(callers))
    callers["again_ms"] = callers["key"] = NONE
    callers["unanswered"] = Phase.LEAVES_VOICEMAIL
    timeline = Timeline(events=events, callers=callers, picks=np.empty(0, np.int32))
    return decide_drawn(world, timeline, waits=("service",), compiled=True)


def _times_ms(draws: np.random.Generator, mean_s: float, count: int) -> NDArray[np.float64]:
    return np.minimum(np.rint(draws.exponential(mean_s * 1_000, count)), FOR_EVER_MS)


def _measure(desk: Desk, ledger: Ledger) -> tuple[float, ...]:
    """Return MEASURES of the calls that came in after the warm-up, and of the time from then to the last of them."""
    calls = ledger.calls
    first = np.searchsorted(calls["came_ms"], calls["came_ms"][round(len(calls) * WARM_UP_SHARE)])
    from_ms, to_ms = calls["came_ms"][first], calls["came_ms"][-1]
    answered = calls["outcome"] == Outcome.ANSWERED
    begins_ms = calls["came_ms"] + calls["wait_ms"]
    talked_ms = np.clip(calls["ended_ms"], from_ms, to_ms) - np.clip(begins_ms, from_ms, to_ms)
    waits_ms = calls["wait_ms"][first:]
    return (
        float((waits_ms > 0).mean()),
        float((~answered[first:]).mean()),
        float(waits_ms.mean()) / 1_000,
        float((answered[first:] & (waits_ms <= desk.within_s * 1_000)).mean()),
        float(talked_ms[answered].sum() / (to_ms - from_ms) / desk.agents),
    )


if __name__ == "__main__":
    main()
