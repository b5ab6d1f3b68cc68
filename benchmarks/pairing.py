"""What it buys to let all variants meet the same customers: how many times fewer replications it takes.

    python -m benchmarks.pairing [--markdown]

The service desk in seed time with and without Ring Last Advisor, and with a reply switched off, thirty replications of
a month. The variance of each difference is held against what it would be if every variant had customers of its own.
`--markdown` writes the table into docs/explanation/statistics.md.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from autoreply_sim.analytics.metric_estimates import of_difference
from autoreply_sim.analytics.metric_lines import difference_in, value_in
from autoreply_sim.analytics.metrics import metric_of
from autoreply_sim.experiment.compare import compare
from autoreply_sim.experiment.comparison import Comparison
from autoreply_sim.io.presets import find
from autoreply_sim.io.scenario_load import load
from benchmarks.page import written_into
from benchmarks.tables import Table

PAGE = Path(__file__).parents[1] / "docs" / "explanation" / "statistics.md"
PRESET, DAYS, REPLICATIONS = "seed_time", 30, 30
METRICS = (
    *("answered_share", "abandoned_share", "asa_s", "ring_no_answer", "duplicate_share"),
    *("tickets_per_customer", "left_without_a_word"),
)


def paired(days: int = DAYS, replications: int = REPLICATIONS) -> Comparison:
    """Return the preset as it is, and without Ring Last Advisor."""
    desk = load(find(PRESET))
    without = desk.but(teams={"service": {"ring_last_advisor": False}})
    return compare(desk, without, days=days, replications=replications, names=["as it is", "without"])


def pairing_table(found: Comparison) -> Table:
    """Return a row per metric: both values, the difference with its interval, and what pairing bought."""
    base, other = (found.sums[name] for name in found.names)
    rows = []
    for key in METRICS:
        metric = metric_of(key)
        each = of_difference(metric, base, other)
        bought = "–" if each.variance_reduction is None else f"{each.variance_reduction:.1f}"
        rows.append(
            (
                metric.label[0],
                value_in(metric, each.base, "en"),
                value_in(metric, each.other, "en"),
                difference_in(metric, each, "en"),
                bought,
            )
        )
    head = ("", "with Ring Last Advisor", "without", "difference (95 %)", "times fewer replications")
    return Table(name="pairing", head=head, rows=tuple(rows))


def main() -> None:
    """Print the table, and write it where it is asked for."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.pairing", description=main.__doc__)
    parser.add_argument("--markdown", action="store_true", help=f"write the table into {PAGE.name}")
    table = pairing_table(paired())
    print(table.text())
    if parser.parse_args().markdown:
        text = PAGE.read_text(encoding="utf-8")
        PAGE.write_text(written_into(text, [table]), encoding="utf-8")


if __name__ == "__main__":
    main()
