"""How fast the command works through many files, and how soon one file answers in a new process.

    python benchmarks/many_files.py [FILES]

The files are copies of the library under other titles; seconds are those of the processor, which other work on the
machine disturbs less than the clock on the wall.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from itertools import cycle, islice
from pathlib import Path
from statistics import median
from time import perf_counter

LIBRARY = Path(__file__).parents[1] / "data" / "scenarios"
COMMAND = [sys.executable, "-m", "autoreply_sim", "run", "--json"]


def main() -> None:
    """Print files a second, and the seconds of a cold `run` of one file beside those of an empty Python."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000
    with tempfile.TemporaryDirectory() as folder:
        for number, path in enumerate(islice(cycle(sorted(LIBRARY.glob("*.yaml"))), count)):
            text = path.read_text(encoding="utf-8").replace("title:", f"title: {number}", 1)
            (Path(folder) / f"{number:05}.yaml").write_text(text, encoding="utf-8")
        wall_s, processor_s = timed([*COMMAND, folder])
    print(f"{count} files in one call, a second of the processor: {count / processor_s:.0f}")
    print(f"{count} files in one call, a second on the wall: {count / wall_s:.0f}")
    one = next(iter(sorted(LIBRARY.glob("*.yaml"))))
    cold = [timed([*COMMAND, str(one)])[0] for _ in range(5)]
    bare = [timed([sys.executable, "-c", "pass"])[0] for _ in range(5)]
    print(
        f"one file in a new process: {median(cold):.2f} s, {median(cold) / median(bare):.0f} × an empty Python"
    )


def timed(command: list[str]) -> tuple[float, float]:
    """Run a command, and return its seconds on the wall and of the processor."""
    before, began = os.times(), perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)  # noqa: S603 (our own command)
    wall_s, after = perf_counter() - began, os.times()
    spent = after.children_user - before.children_user + after.children_system - before.children_system
    return wall_s, spent


if __name__ == "__main__":
    main()
