"""All benchmarks of speed and memory in one run: `make bench`.

    python -m benchmarks [--markdown] [--plot]

Prints the ratios that the work is judged by, and the tables behind them. `--markdown` writes the tables into
docs/performance.md, between the marks that bear their names; `--plot` draws the picture beside them.
"""

from __future__ import annotations

import argparse

from benchmarks.equal_model import compare
from benchmarks.first_decision import start
from benchmarks.page import PAGE, PICTURE, machine, written_into
from benchmarks.plot import cost_plot
from benchmarks.results import Results
from benchmarks.sizes import sizes
from benchmarks.tables import tables


def main() -> None:
    """Measure everything, print the tables, and write those that are asked for."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description="Measure speed and memory.")
    parser.add_argument("--markdown", action="store_true", help=f"write the tables into {PAGE.name}")
    parser.add_argument("--plot", action="store_true", help=f"draw {PICTURE.name}")
    asked = parser.parse_args()
    begin = start()  # first: what it compiles, the others load
    results = Results(start=begin, equal=compare(), sizes=sizes())
    found = tables(results)
    print(machine(), *(table.text() for table in found), sep="\n\n")
    if asked.markdown:
        written = PAGE.read_text(encoding="utf-8")
        PAGE.write_text(written_into(written, found, machine()), encoding="utf-8")
    if asked.plot:
        PICTURE.write_text(cost_plot(results.sizes), encoding="utf-8")


if __name__ == "__main__":
    main()
