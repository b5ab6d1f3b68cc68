"""The tables of what was measured, as a terminal and as Markdown shows them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from benchmarks.first_decision import Start
from benchmarks.one_size import STAGES
from benchmarks.queue_names import SIMPY, EqualModel
from benchmarks.results import Goal, Results, goals
from benchmarks.sizes import Size


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Rows of cells; the first column holds words, the others figures."""

    name: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def text(self) -> str:
        """Return the table as lines for a terminal."""
        widths = [max(map(len, column)) for column in zip(self.head, *self.rows, strict=True)]
        lines = [
            "  ".join(
                cell.rjust(width) if place else cell.ljust(width) for place, (cell, width) in enumerate(cells)
            )
            for cells in (list(zip(row, widths, strict=True)) for row in (self.head, *self.rows))
        ]
        return "\n".join([lines[0], "-" * len(lines[0]), *lines[1:]])

    def markdown(self) -> str:
        """Return the table as Markdown."""
        rule = ("---", *["---:"] * (len(self.head) - 1))
        return "\n".join(f"| {' | '.join(row)} |" for row in (self.head, rule, *self.rows))


def tables(results: Results) -> list[Table]:
    """Return all tables; the first is that of the ratios."""
    return [
        ratios_table(goals(results)),
        equal_model_table(results.equal),
        stages_table(results.sizes),
        memory_table(results.sizes),
        start_table(results.start),
    ]


def ratios_table(found: Sequence[Goal]) -> Table:
    """Return what was found beside what was wished for."""
    rows = [
        (
            goal.what,
            f"{goal.found:,.{0 if goal.found >= 100 else 1 if goal.found >= 10 else 2}f} {goal.unit}",
            f"{'≥' if goal.at_least else '≤'} {goal.goal:,g} {goal.unit}",
            "yes" if goal.is_met else "no",
        )
        for goal in found
    ]
    return Table(name="ratios", head=("", "found", "goal", "met"), rows=tuple(rows))


def equal_model_table(equal: EqualModel) -> Table:
    """Return how fast each is on the same queue."""
    simpy = equal.rates[SIMPY]
    rows = [
        (name, f"{rate.median_per_s:,.0f}", f"{rate.most_per_s:,.0f}", f"{rate.times(simpy):,.2f}")
        for name, rate in equal.rates.items()
    ]
    head = ("The same queue", "calls a second, median", "at best", "times SimPy")
    return Table(name="equal", head=head, rows=tuple(rows))


def stages_table(sizes: Sequence[Size]) -> Table:
    """Return how long each stage of each size takes."""
    head = ("Days", *(f"{size.days:,}" for size in sizes))
    rows = [
        ("calls", *(f"{size.calls:,}" for size in sizes)),
        ("events", *(f"{size.events:,}" for size in sizes)),
        *((f"{stage}, s", *(_seconds(size, stage) for size in sizes)) for stage in STAGES),
        ("drawing and deciding, µs a call", *(f"{1e6 / size.cost.median_per_s:.2f}" for size in sizes)),
        ("calls decided a second", *(f"{size.decided.median_per_s:,.0f}" for size in sizes)),
    ]
    return Table(name="stages", head=head, rows=tuple(rows))


def memory_table(sizes: Sequence[Size]) -> Table:
    """Return how much memory each size takes at most."""
    rows = [
        (f"{size.days:,} days", f"{size.over_loaded_mb:,.0f}", f"{size.over_bare_mb:,.0f}") for size in sizes
    ]
    head = ("Memory at most, MiB", "over a process with all loaded", "over a bare interpreter")
    return Table(name="memory", head=head, rows=tuple(rows))


def start_table(start: Start) -> Table:
    """Return how soon a new process has decided something."""
    rows = [(name, f"{each.median_s:.2f}", f"{each.least_s:.2f}") for name, each in start.taken.items()]
    compiled = ("first decision, nothing compiled yet", f"{start.compile_s:.0f}", "")
    return Table(name="start", head=("A new process, s", "median", "least"), rows=(*rows, compiled))


def _seconds(size: Size, stage: str) -> str:
    return f"{size.stages[stage].median_s:.3f}" if stage in size.stages else "–"
