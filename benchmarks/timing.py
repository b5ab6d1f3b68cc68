"""How everything here is timed: several rounds in which each takes its turn; what is told is their median and least.

Seconds are those of the processor, which other work on the machine disturbs less than the clock on the wall; all that
is timed keeps one processor busy and waits for nothing. A ratio is taken within each round, so that both of its sides
met the same machine.
"""

from __future__ import annotations

import gc
import statistics
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from time import process_time


@dataclass(frozen=True, slots=True)
class Taken:
    """How long something took in each round, in seconds."""

    rounds_s: tuple[float, ...]

    @property
    def median_s(self) -> float:
        """The middle of the rounds."""
        return statistics.median(self.rounds_s)

    @property
    def least_s(self) -> float:
        """The quickest of the rounds."""
        return min(self.rounds_s)

    def __add__(self, other: Taken) -> Taken:
        return Taken(tuple(a + b for a, b in zip(self.rounds_s, other.rounds_s, strict=True)))


@dataclass(frozen=True, slots=True)
class Rate:
    """How long so many calls took."""

    calls: int
    taken: Taken

    @property
    def median_per_s(self) -> float:
        """Calls a second in the middle round."""
        return self.calls / self.taken.median_s

    @property
    def most_per_s(self) -> float:
        """Calls a second in the quickest round."""
        return self.calls / self.taken.least_s

    def slower_than(self, other: Rate) -> float:
        """Return how many times as long a call takes as the other's does."""
        return 1.0 / self.times(other)

    def times(self, other: Rate) -> float:
        """Return how many times as many calls a second this is as the other: the median of the rounds' ratios."""
        pairs = zip(self.taken.rounds_s, other.taken.rounds_s, strict=True)
        each = [(self.calls / ours_s) / (other.calls / theirs_s) for ours_s, theirs_s in pairs]
        return statistics.median(each)


def in_turn(tasks: Mapping[str, Callable[[], object]], rounds: int, least_s: float = 0.5) -> dict[str, Taken]:
    """Return how long each task took, by name: all of them once, then all of them again; `least_s` as below."""
    taken: dict[str, list[float]] = {name: [] for name in tasks}
    for _ in range(rounds):
        for name, task in tasks.items():
            taken[name].append(seconds_of(task, least_s))
    return {name: Taken(tuple(each)) for name, each in taken.items()}


def seconds_of(task: Callable[[], object], least_s: float = 0.0) -> float:
    """Return the processor's seconds of a task, which has no garbage of others to collect.

    A quick one is repeated until so many seconds are gone; then they are those of one repetition on average.
    """
    gc.collect()
    repetitions, began_s = 0, process_time()
    while True:
        task()
        repetitions += 1
        passed_s = process_time() - began_s
        if passed_s >= least_s:
            return passed_s / repetitions


def together(rounds: Sequence[Mapping[str, float]]) -> dict[str, Taken]:
    """Return what was timed elsewhere, a mapping a round, by name."""
    return {name: Taken(tuple(each[name] for each in rounds)) for name in rounds[0]}
