"""What a run of all benchmarks found, and the ratios that it is judged by."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from benchmarks.first_decision import COMPILED, Start
from benchmarks.one_size import DECIDE, GENERATE
from benchmarks.queue_names import BARE, HEAP, OURS, SIMPY, EqualModel
from benchmarks.sizes import Size

YEAR, TEN_YEARS = 365, 3_650


@dataclass(frozen=True, slots=True, kw_only=True)
class Results:
    """What was measured in one run."""

    equal: EqualModel
    sizes: Sequence[Size]
    start: Start


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal:
    """A figure that was wished for, and what it came to."""

    what: str
    goal: float
    found: float
    at_least: bool = False
    """Whether more is better."""
    unit: str = "×"

    @property
    def is_met(self) -> bool:
        """Whether the figure is as good as was wished for."""
        return self.found >= self.goal if self.at_least else self.found <= self.goal


def goals(results: Results) -> list[Goal]:
    """Return what is judged; sizes must hold a year and ten."""
    by_days = {size.days: size for size in results.sizes}
    year, ten = by_days[YEAR], by_days[TEN_YEARS]
    rates = results.equal.rates
    bare_per_s = rates[BARE].median_per_s
    return [
        Goal(
            what="Equal model: calls a second, over SimPy",
            goal=60,
            found=rates[OURS].times(rates[SIMPY]),
            at_least=True,
        ),
        Goal(
            what="Equal model: calls a second, over a loop over heapq",
            goal=1,
            found=rates[OURS].times(rates[HEAP]),
            at_least=True,
        ),
        Goal(
            what="The same queue with every rule and reason: calls a second, over SimPy's bare queue",
            goal=20,
            found=rates[OURS].times(rates[BARE]),
            at_least=True,
        ),
        Goal(
            what="A year with every rule, and all else that happens: calls decided a second, over SimPy's bare queue",
            goal=20,
            found=year.decided.median_per_s / bare_per_s,
            at_least=True,
        ),
        Goal(what="A year: drawn in", goal=1.5, found=year.stages[GENERATE].median_s, unit="s"),
        Goal(what="A year: decided in", goal=0.3, found=year.stages[DECIDE].median_s, unit="s"),
        Goal(
            what="Ten years over one: drawing and deciding a call",
            goal=1.2,
            found=ten.cost.slower_than(year.cost),
        ),
        Goal(
            what="A year: memory at most, over what was loaded",
            goal=250,
            found=year.over_loaded_mb,
            unit="MiB",
        ),
        Goal(
            what="Ten years: memory at most, over what was loaded",
            goal=1_536,
            found=ten.over_loaded_mb,
            unit="MiB",
        ),
        Goal(
            what="A new process: first decision after the import",
            goal=1.5,
            found=results.start.taken[COMPILED].median_s,
            unit="s",
        ),
    ]
