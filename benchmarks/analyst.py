"""How long an analyst waits: to compare two settings, to measure a year, for its tables, and for the import.

    python -m benchmarks.analyst [--repeats 5] [--markdown]

Seconds of one processor's work, what is asked of them, the middle of the repeats and the quickest. Two settings are
compared in thirty replications of some 15,000 calls each, once as a desk of calls alone and once with everything else
that customers do. `--markdown` writes the table into docs/performance.md.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from autoreply_sim.analytics.frame_columns import COLUMNS
from autoreply_sim.analytics.measure import measure
from autoreply_sim.experiment.compare import compare
from autoreply_sim.experiment.replication import begins_ms
from autoreply_sim.experiment.run import Run
from autoreply_sim.experiment.simulate import simulate
from autoreply_sim.io.scenario_load import load
from benchmarks.page import PAGE, written_into
from benchmarks.tables import Table

_PRESETS = Path(__file__).parents[1] / "data" / "presets"
_COMPARED = {"contact_centre": 17, "seed_time": 58}
"""Presets, and in how many days they have some 15,000 calls."""
_OF_A_YEAR = "harvest_peak"
_QUIET = {"auto_replies": {"customer_hangs_up": {"enabled": False}}}


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure, and print the table."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.analyst", description="How long an analyst waits."
    )
    parser.add_argument("--repeats", type=int, default=5)
    parser.add_argument("--markdown", action="store_true", help="write the table into docs/performance.md")
    asked = parser.parse_args(arguments)
    table = analyst_table(asked.repeats)
    print(table.text())
    if asked.markdown:
        PAGE.write_text(written_into(PAGE.read_text(encoding="utf-8"), [table]), encoding="utf-8")


def analyst_table(repeats: int) -> Table:
    """Return what was measured, each so many times."""
    rows = [_compared(name, days, repeats) for name, days in _COMPARED.items()]
    run = simulate(load(_PRESETS / f"{_OF_A_YEAR}.yaml"), days=365, keep=True).runs[0]
    calls = f"a year of {_OF_A_YEAR}, {len(run.ledger.calls):,} calls"
    rows.append(
        _row(f"metrics of {calls}", 0.2, repeats, lambda: measure(run.ledger, begins_ms(run.scenario)))
    )
    rows.append(_row(f"all {len(COLUMNS)} tables of it", 1.0, repeats, lambda: _tables(run)))
    rows.append(_row("`import autoreply_sim` in a new process, less an empty one", 0.5, repeats, _import))
    return Table(name="analyst", head=("What", "goal, s", "median, s", "at best, s"), rows=tuple(rows))


def _compared(name: str, days: int, repeats: int) -> tuple[str, ...]:
    scenario = load(_PRESETS / f"{name}.yaml")
    variant = scenario.but(teams={team.key: _QUIET for team in scenario.world.teams})
    calls = simulate(scenario, days=days).summary.calls
    what = f"two settings, 30 replications of {calls:,} calls: {name}, {days} days"
    return _row(what, 3.0, repeats, lambda: compare(scenario, variant, days=days))


def _tables(run: Run) -> None:
    # A run keeps its tables; another one of the same ledger has none yet.
    frames = Run(run.scenario, run.ledger, run.language).frames
    for table in COLUMNS:
        getattr(frames, table)


def _import() -> float:
    times = []
    for code in ("import autoreply_sim", "pass"):
        began_s = time.perf_counter()
        subprocess.run([sys.executable, "-c", code], check=True)  # noqa: S603 (our own code)
        times.append(time.perf_counter() - began_s)
    return times[0] - times[1]


def _row(what: str, goal_s: float, repeats: int, work: Callable[[], object]) -> tuple[str, ...]:
    times: list[float] = []
    for _ in range(repeats):
        began_s = time.process_time()
        told = work()
        times.append(told if isinstance(told, float) else time.process_time() - began_s)
    return what, f"≤ {goal_s:g}", f"{statistics.median(times):.2f}", f"{min(times):.2f}"


if __name__ == "__main__":
    main()
