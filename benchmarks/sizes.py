"""Thirty days, a year and ten years of a preset: what each stage costs, and how much memory it takes at most.

    python -m benchmarks.sizes [DAYS ...]

Every size has a process of its own in every round, and the sizes take turns.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from benchmarks.one_size import DECIDE, GENERATE
from benchmarks.timing import Rate, Taken, together

SIZES, ROUNDS = (30, 365, 3_650), 3
_ONE_SIZE = ("-m", "benchmarks.one_size")
_BARE = "from benchmarks.memory import most_mb; print(most_mb())"


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """What so many days cost."""

    days: int
    calls: int
    events: int
    stages: dict[str, Taken]
    """By name, in the order in which they are done."""
    over_loaded_mb: float
    """MiB at most, beyond a process that has imported everything and simulated a week."""
    over_bare_mb: float
    """MiB at most, beyond an interpreter that has imported nothing."""

    @property
    def decided(self) -> Rate:
        """How fast calls were decided."""
        return Rate(self.calls, self.stages[DECIDE])

    @property
    def cost(self) -> Rate:
        """How fast calls were drawn and decided."""
        return Rate(self.calls, self.stages[GENERATE] + self.stages[DECIDE])


def sizes(days: Sequence[int] = SIZES, rounds: int = ROUNDS) -> list[Size]:
    """Return what each number of days costs."""
    _in_a_process([*_ONE_SIZE, "1"])  # compiles, so that no process that is measured does
    measured = [[_in_a_process([*_ONE_SIZE, str(each)]) for each in days] for _ in range(rounds)]
    bare_mb = _in_a_process(["-c", _BARE])
    return [_size([of_round[place] for of_round in measured], bare_mb) for place in range(len(days))]


def _size(rounds: Sequence[dict[str, Any]], bare_mb: float) -> Size:
    return Size(
        days=rounds[0]["days"],
        calls=rounds[0]["calls"],
        events=rounds[0]["events"],
        stages=together([one["stages_s"] for one in rounds]),
        over_loaded_mb=statistics.median(one["most_mb"] - one["loaded_mb"] for one in rounds),
        over_bare_mb=statistics.median(one["most_mb"] for one in rounds) - bare_mb,
    )


def _in_a_process(arguments: Sequence[str]) -> Any:  # noqa: ANN401 (whatever it prints)
    command = [sys.executable, *arguments]
    done = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603 (our own module)
    return json.loads(done.stdout)


if __name__ == "__main__":
    from benchmarks.tables import memory_table, stages_table

    found = sizes([int(each) for each in sys.argv[1:]] or SIZES)
    print(stages_table(found).text(), memory_table(found).text(), sep="\n\n")
