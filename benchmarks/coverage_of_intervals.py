"""How often intervals of nominally 95 % hold the long-run value, where it is known.

    python -m benchmarks.coverage_of_intervals [REPEATS] [--markdown]

Prints a row for each figure of benchmarks/coverage_models.py; `--markdown` writes the table into
docs/explanation/statistics.md. 93 to 97 % are as asked; with fewer repeats than REPEATS some rows are inside or outside
by chance. Fails if a row is not as it is known to be.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from benchmarks.coverage_models import AS_ASKED, MOST, TOO_OFTEN, TOO_SELDOM, Case, cases
from benchmarks.page import written_into
from benchmarks.tables import Table

PAGE = Path(__file__).parents[1] / "docs" / "explanation" / "statistics.md"
REPEATS = 4_000
LEAST, MOST_SHARE = 0.93, 0.97
SEED = 20_261_128


@dataclass(frozen=True, slots=True, kw_only=True)
class Covered:
    """What became of the intervals of a case: how many held the value, lay below it or above it; of so many given."""

    case: Case
    held: int
    below: int
    above: int
    repeats: int

    @property
    def given(self) -> int:
        """How many repeats had an interval at all."""
        return self.held + self.below + self.above

    @property
    def coverage(self) -> float:
        """Share of the intervals that hold the value."""
        return self.held / self.given

    @property
    def found(self) -> str:
        """Whether that is as asked, too seldom or too often."""
        if self.coverage < LEAST:
            return TOO_SELDOM
        return AS_ASKED if self.coverage <= MOST_SHARE else TOO_OFTEN

    @property
    def row(self) -> tuple[str, ...]:
        """The cells of the table."""
        replications = "10 and more" if self.case.replications == MOST else str(self.case.replications)
        counts = (self.held, self.below, self.above)
        shares = (f"{100 * count / self.given:.1f} %" for count in counts)
        found = self.found if self.found == AS_ASKED else f"**{self.found}**"
        return (self.case.name, replications, *shares, str(self.repeats - self.given), found)


def covered(case: Case, place: int, repeats: int = REPEATS) -> Covered:
    """Return what becomes of the intervals of a case, on draws of its own for each place in the table."""
    chance = np.random.default_rng(np.random.SeedSequence([SEED, place]))
    drawn = case.draw(chance, (repeats, case.replications))
    held = below = above = 0
    for sums in zip(*drawn, strict=True):
        found = case.judge(*sums)
        if found.low is not None and found.high is not None:
            below += found.high < case.truth
            above += found.low > case.truth
            held += found.low <= case.truth <= found.high
    return Covered(case=case, held=held, below=below, above=above, repeats=repeats)


def coverage_table(found: Sequence[Covered]) -> Table:
    """Return the table."""
    head = ("Figure", "replications", "held", "too low", "too high", "none", "95 % asked")
    return Table(name="coverage", head=head, rows=tuple(each.row for each in found))


def main() -> None:
    """Print the table, and write it into the page if asked to; fail if a row is not as it is known to be."""
    repeats = next((int(each) for each in sys.argv[1:] if each.isdigit()), REPEATS)
    found = [covered(case, place, repeats) for place, case in enumerate(cases())]
    table = coverage_table(found)
    print(table.text())
    if "--markdown" in sys.argv[1:]:
        PAGE.write_text(written_into(PAGE.read_text(encoding="utf-8"), [table]), encoding="utf-8")
    sys.exit(any(each.found != each.case.known for each in found))


if __name__ == "__main__":
    main()
