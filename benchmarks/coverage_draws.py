"""Draws of replications whose long-run values are known: the sums of [repeats, replications] at once.

Parts alone; parts and wholes; or the parts and then the wholes of two variants on the same draws.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Sums = tuple[NDArray[Any], ...]

Chance = np.random.Generator
Size = tuple[int, int]
"""Repeats, replications."""

CALLERS = 300
"""Of a replication of a queue: few, as this one takes some 70 to forget how it began."""
QUEUES = (0.8, 4.0), (0.72, 0.72 / (1 / 0.9 - 0.8))
"""How busy the advisor is, and the mean wait: with talks of 1 and of 0.9 on average, and 0.8 callers by then."""
GROWING_WAIT = 1 + 1 / 200 + 1 / 20
"""A day's load has a variance of 1/20 of its square, and the calls of a load that of Poisson."""


def talk(chance: Chance, size: Size, callers: int = 200) -> Sums:
    """Return the talk of so many callers, exponential with a mean of 1."""
    return (chance.gamma(callers, size=size),)


def skewed_talk(chance: Chance, size: Size) -> Sums:
    """Return the talk of about 200 callers, lognormal with a mean of 1."""
    callers = chance.poisson(200, size)
    talks = chance.lognormal(-0.5, 1.0, callers.sum())
    whose = np.repeat(np.arange(callers.size), callers.ravel())
    return (np.bincount(whose, talks, callers.size).reshape(size),)


def count(chance: Chance, size: Size) -> Sums:
    """Return counts, 3 on average."""
    return (chance.poisson(3, size),)


def bursts(chance: Chance, size: Size) -> Sums:
    """Return what one customer in a month does again and again: on average one of them, and 20 times each."""
    customers = chance.poisson(1, size)
    times = chance.geometric(1 / 20, customers.sum())
    whose = np.repeat(np.arange(customers.size), customers.ravel())
    return (np.bincount(whose, times, customers.size).reshape(size),)


def raw_successes(chance: Chance, size: Size, *, p: float, trials: int) -> Sums:
    """Return how many trials succeed."""
    return (chance.binomial(trials, p, size),)


def some_calls(chance: Chance, size: Size, *, p: float, calls: float, apart: float = 0.0) -> Sums:
    """Return how many calls were some, and how many there were; `apart`: the standard deviation between days."""
    alike = p * (1 - p) / apart**2 - 1 if apart else 0.0
    chances = chance.beta(p * alike, (1 - p) * alike, size) if apart else np.full(size, p)
    offered = chance.poisson(calls, size)
    return chance.binomial(offered, chances), offered


def answered_waits(chance: Chance, size: Size) -> Sums:
    """Return the waits of those who were answered, exponential with a mean of 1, and how many these are."""
    answered = chance.poisson(20, size)
    return chance.gamma(answered), answered


def growing_waits(chance: Chance, size: Size) -> Sums:
    """Return waits that are longer where there are more calls, and the calls, about 200."""
    calls = chance.poisson(chance.gamma(20, 10, size))
    return calls * (calls / 200) * chance.gamma(10, 0.1, size), calls


def unequal_days(chance: Chance, size: Size) -> Sums:
    """Return waits that are longer on some days than on others, lognormal with a mean of 1 a call; and the calls."""
    calls = chance.poisson(200, size)
    return calls * chance.lognormal(-0.5, 1.0, size), calls


def queue(chance: Chance, size: Size, *, is_warm: bool = True) -> Sums:
    """Return the waits of CALLERS of an advisor who talks for 1 on average and is busy for 0.8, and how many there are.

    The first one waits as in the long run, or finds nobody there (Lindley 1952).
    """
    waits = _first_waits(chance, size)[0] * is_warm
    total = np.zeros(size)
    for _ in range(CALLERS):
        total += waits
        waits = np.maximum(waits + chance.exponential(1.0, size) - chance.exponential(1.25, size), 0.0)
    return total, np.full(size, CALLERS)


def empty_queue(chance: Chance, size: Size) -> Sums:
    """Return the same, where the first caller finds nobody there."""
    return queue(chance, size, is_warm=False)


def total_wait(chance: Chance, size: Size) -> Sums:
    """Return the waits of the queue alone."""
    return queue(chance, size)[:1]


def two_queues(chance: Chance, size: Size) -> Sums:
    """Return the same queue and the one whose talks are a tenth shorter, with the same callers."""
    waits = _first_waits(chance, size)
    total = np.zeros_like(waits)
    pace = np.array([1.0, 0.9]).reshape(2, 1, 1)
    for _ in range(CALLERS):
        total += waits
        waits = np.maximum(waits + pace * chance.exponential(1.0, size) - chance.exponential(1.25, size), 0.0)
    base, other = total
    return base, other, np.full(size, CALLERS), np.full(size, CALLERS)


def two_talks(chance: Chance, size: Size) -> Sums:
    """Return the talk of the same callers in two variants: 1 and 0.98 on average."""
    callers = chance.poisson(200, size)
    base = chance.gamma(callers)
    return base, 0.95 * base + 0.03 * chance.gamma(callers)


def seldom_apart(chance: Chance, size: Size, *, by: float) -> Sums:
    """Return counts in two variants, of which most are equal: the other has so many more on average."""
    base = chance.poisson(3, size)
    return base, base + chance.poisson(by, size)


def more_answered(chance: Chance, size: Size, *, p: float, gained: float) -> Sums:
    """Return how many of the same 500 calls are answered, and how many if some of the others are, too."""
    calls = chance.poisson(500, size)
    base = chance.binomial(calls, p)
    return base, base + chance.binomial(calls - base, gained), calls, calls


def two_waits(chance: Chance, size: Size) -> Sums:
    """Return waits and answers of a variant that answers more calls of the same days and lets them wait shorter."""
    calls = chance.poisson(chance.gamma(20, 10, size))
    base = chance.binomial(calls, 0.8)
    other = base + chance.binomial(calls - base, 0.5)
    day, own = chance.gamma(10, 0.1, size), chance.gamma(50, 0.02, size)
    return base * day, other * 0.8 * day * own, base, other


def two_runs(chance: Chance, size: Size) -> Sums:
    """Return what `two_waits` does, of independent runs."""
    (base, _, base_calls, _), (_, other, _, other_calls) = two_waits(chance, size), two_waits(chance, size)
    return base, other, base_calls, other_calls


def _first_waits(chance: Chance, size: Size) -> NDArray[np.float64]:
    """Return how long the first caller waits in the long run, in both queues: float64 [2, *size]."""
    share, wait = chance.random(size), chance.exponential(1.0, size)
    return np.stack([np.where(share < busy, wait * mean / busy, 0.0) for busy, mean in QUEUES])
