"""The published figures of a real call centre, and what the preset `call_centre_1999` makes of each.

    python -m benchmarks.published_figures [--markdown]

Prints published, simulated and tolerance; `--markdown` writes the table into docs/explanation/how-we-know.md. A
tolerance is about what the published figure itself could be off: it comes from 28 days, each weekday from four.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from autoreply_sim.engine.ledger import decide_drawn
from autoreply_sim.generate.draw import draw, populate
from autoreply_sim.io.presets import find
from autoreply_sim.io.scenario_load import load
from benchmarks import call_log
from benchmarks.call_log import CallLog
from benchmarks.erlang_tables import interval
from benchmarks.published_values import Figure, figures

PAGE = Path(__file__).parents[1] / "docs" / "explanation" / "how-we-know.md"
MARKS = "<!-- published figures -->\n", "\n<!-- /published figures -->"
REPLICATIONS = 41
"""Odd, as `interval` wants it."""
SUNDAY_MS = int(np.datetime64("1999-01-31", "ms").astype(np.int64))


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A figure beside its 99 % interval over all replications, all figures together: `simulated` ± `half`."""

    figure: Figure
    simulated: float
    half: float

    @property
    def is_met(self) -> bool:
        """Whether the whole interval is within the tolerance."""
        return abs(self.simulated - self.figure.published) + self.half <= self.figure.within

    @property
    def is_as_declared(self) -> bool:
        """Whether the figure is met; or, if the model is known to miss it, is missed by as much as is said."""
        if self.figure.off is None:
            return self.is_met
        least, most = self.figure.off
        by = self.simulated - self.figure.published
        return not self.is_met and least <= by - self.half and by + self.half <= most

    @property
    def row(self) -> tuple[str, ...]:
        """The cells of the table."""
        figure = self.figure
        simulated = f"{figure.written(self.simulated)} ± {figure.written(self.half)}"
        met = "yes" if self.is_met else "**no**"
        return (
            figure.name,
            figure.written(figure.published),
            simulated,
            f"± {figure.written(figure.within)}",
            met,
        )


def logs(replications: int = REPLICATIONS) -> list[CallLog]:
    """Return the logs of so many Februaries."""
    scenario = load(find("call_centre_1999"))
    world = populate(scenario)
    found = []
    for replication in range(replications):
        timeline = draw(scenario, world, replication=replication)
        ledger = decide_drawn(world, timeline, waits=("bank",), compiled=True)
        found.append(call_log.log_of(ledger, SUNDAY_MS, timeline.until_ms))
    return found


def compared(logs_of_all: Sequence[CallLog]) -> list[Found]:
    """Return every figure beside what the logs, an odd number of them, make of it."""
    declared = figures()
    found = []
    for figure in declared:
        values = np.array([figure.measure(log) for log in logs_of_all])
        simulated, half = interval(values, len(declared))
        found.append(Found(figure=figure, simulated=simulated, half=half))
    return found


def markdown(found: Sequence[Found]) -> str:
    """Return the table."""
    head = ("Figure", "published", "simulated", "tolerance", "met")
    rows = (head, ("---", *["---:"] * 4), *(each.row for each in found))
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def main() -> None:
    """Print the table, and write it into the page if asked to; fail if a figure is not as declared."""
    found = compared(logs())
    print(markdown(found))
    if "--markdown" in sys.argv[1:]:
        before, rest = PAGE.read_text(encoding="utf-8").split(MARKS[0])
        after = rest.partition(MARKS[1])[2]
        PAGE.write_text(f"{before}{MARKS[0]}{markdown(found)}{MARKS[1]}{after}", encoding="utf-8")
    sys.exit(not all(each.is_as_declared for each in found))


if __name__ == "__main__":
    main()
