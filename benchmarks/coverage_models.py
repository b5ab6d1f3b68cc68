"""Figures of models whose long-run values are known, to see how often intervals hold them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any

from autoreply_sim.analytics.statistics import (
    Difference,
    Estimate,
    difference,
    estimate,
    share,
    until_precise,
)
from benchmarks import coverage_draws as draws
from benchmarks.coverage_draws import CALLERS, QUEUES, Chance, Size

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from benchmarks.coverage_draws import Sums

AS_ASKED, TOO_SELDOM, TOO_OFTEN = "as asked", "too seldom", "too often"
MOST = 400
"""Replications, where running stops by itself."""
RAW_TRIALS = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A figure of a model, its long-run value, and the interval that is to hold it."""

    name: str
    replications: int
    truth: float
    draw: Callable[[Chance, Size], Sums]
    judge: Callable[..., Estimate | Difference] = estimate
    """From the sums of one repeat, in the order in which they are drawn."""
    known: str = AS_ASKED
    """How often the interval is known to hold the value; docs/explanation/statistics.md says why."""


def cases() -> list[Case]:
    """Return all cases: means, shares, ratios, differences, and runs that stop by themselves."""
    return [*_means(), *_shares(), *_ratios(), *_differences(), *_stopped(), *_seldom_apart(), *_in_bursts()]


def _means() -> list[Case]:
    talk = Case(name="mean: talk of 200 callers, exponential", replications=5, truth=200, draw=draws.talk)
    skewed = replace(talk, name="mean: talk of about 200, lognormal", draw=draws.skewed_talk)
    count = replace(talk, name="mean: a count, 3 on average", truth=3, draw=draws.count)
    total = replace(
        talk, name="mean: all waits in a queue", truth=CALLERS * QUEUES[0][1], draw=draws.total_wait
    )
    return [
        *_with(talk, 5, 10, 30),
        *_with(skewed, 10, 30),
        *_with(count, 10),
        *_with(replace(total, known=TOO_SELDOM), 10),
        *_with(total, 100),
    ]


def _shares() -> list[Case]:
    days = replace(_share(0.1, 500, apart=0.03), name="share: 0.1 on average, days differ")
    rare = replace(_share(0.001, 20), known=TOO_OFTEN)
    trials = Case(
        name=f"share: 0.05 of {RAW_TRIALS} trials",
        replications=1,
        truth=0.05,
        draw=partial(draws.raw_successes, p=0.05, trials=RAW_TRIALS),
        judge=lambda successes: share(int(successes[0]), RAW_TRIALS),
    )
    return [
        *_with(_share(0.3, 20), 5, 30),
        *_with(_share(0.01, 500), 10),
        *_with(_share(0.99, 500), 10),
        *_with(_share(0.001, 500), 10, 30),
        *_with(days, 10),
        *_with(rare, 10),
        trials,
    ]


def _share(p: float, calls: int, apart: float = 0.0) -> Case:
    draw = partial(draws.some_calls, p=p, calls=calls, apart=apart)
    return Case(name=f"share: {p:g} of about {calls} calls", replications=10, truth=p, draw=draw)


def _ratios() -> list[Case]:
    waits = Case(
        name="ratio: wait by answered, about 20", replications=10, truth=1, draw=draws.answered_waits
    )
    growing = replace(
        waits,
        name="ratio: waits that grow with the calls",
        truth=draws.GROWING_WAIT,
        draw=draws.growing_waits,
    )
    queue = replace(waits, name="ratio: wait in a queue", truth=QUEUES[0][1], draw=draws.queue)
    empty = replace(queue, name="ratio: the same, begun empty", draw=draws.empty_queue, known=TOO_SELDOM)
    unequal = replace(waits, name="ratio: days that differ threefold", draw=draws.unequal_days)
    return [
        *_with(waits, 5, 10, 30),
        *_with(growing, 10, 30),
        *_with(queue, 10, 30),
        *_with(empty, 30),
        *_with(replace(unequal, known=TOO_SELDOM), 10),
        *_with(unequal, 100),
    ]


def _differences() -> list[Case]:
    talk = Case(name="paired means: talk", replications=10, truth=-4, draw=draws.two_talks, judge=difference)
    answered = partial(draws.more_answered, p=0.9, gained=0.2)
    seldom = partial(draws.more_answered, p=0.01, gained=0.005)
    waits = replace(talk, name="paired ratios: wait", truth=-0.2, draw=draws.two_waits)
    queue = replace(
        talk,
        name="paired ratios: wait in a queue",
        truth=QUEUES[1][1] - QUEUES[0][1],
        draw=draws.two_queues,
        known=TOO_SELDOM,
    )
    runs = replace(waits, name="independent ratios: wait", draw=draws.two_runs)
    return [
        *_with(talk, 5, 10, 30),
        *_with(replace(talk, name="paired shares: 0.9 answered", truth=0.02, draw=answered), 10),
        *_with(replace(talk, name="paired shares: 0.01 answered", truth=0.00495, draw=seldom), 10),
        *_with(waits, 10, 30),
        *_with(queue, 10, 100),
        *_with(replace(runs, judge=partial(difference, paired=False)), 10),
    ]


def _stopped() -> list[Case]:
    talk = Case(
        name="until ± 10 %: talk of 20 callers",
        replications=MOST,
        truth=20,
        draw=partial(draws.talk, callers=20),
        judge=partial(_until, half_width=0.1, relative=True),
    )
    closer = partial(_until, half_width=0.05, relative=True)
    answered = partial(draws.some_calls, p=0.9, calls=50)
    return [
        talk,
        replace(talk, name="until ± 5 %: talk of 20 callers", judge=closer),
        replace(
            talk,
            name="until ± 0.02: 0.9 of about 50 calls",
            truth=0.9,
            draw=answered,
            judge=partial(_until, half_width=0.02),
        ),
    ]


def _with(case: Case, *replications: int) -> list[Case]:
    return [replace(case, replications=each) for each in replications]


def _until(*sums: NDArray[Any], half_width: float, relative: bool = False) -> Estimate:
    def run_more(first: int, count: int) -> tuple[NDArray[Any], NDArray[Any] | None]:
        parts, *wholes = (each[first : first + count] for each in sums)
        return parts, wholes[0] if wholes else None

    return until_precise(run_more, half_width=half_width, most=MOST, relative=relative).estimate


def _seldom_apart() -> list[Case]:
    return [
        *_with(replace(_apart(0.3), known=TOO_SELDOM), 10),
        *_with(replace(_apart(0.3), known=TOO_OFTEN), 30),
        *_with(_apart(0.3), 100),
        *_with(replace(_apart(0.05), known=TOO_OFTEN), 100),
    ]


def _in_bursts() -> list[Case]:
    case = Case(name="mean: a count in bursts, 20 on average", replications=10, truth=20, draw=draws.bursts)
    return [replace(case, known=TOO_SELDOM), *_with(case, 100)]


def _apart(by: float) -> Case:
    draw = partial(draws.seldom_apart, by=by)
    return Case(name=f"paired counts: {by:g} apart", replications=10, truth=by, draw=draw, judge=difference)
