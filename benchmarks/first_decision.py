"""How soon a new process has decided something: the import, then the first decision, by machine code and without.

    python -m benchmarks.first_decision

The story is the first of the library. Machine code is in the cache; how long it takes to compile is measured once, in a
cache of its own. Seconds here are those of the clock on the wall: that is what somebody waits.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from benchmarks.timing import Taken, together

ROUNDS = 5
IMPORT, COMPILED, INTERPRETED = "import", "first decision, machine code", "first decision, plain Python"
_STORIES = Path(__file__).parents[1] / "data" / "scenarios"
_PROCESS = """
import json, sys
from time import perf_counter
began_s = perf_counter()
from autoreply_sim.engine.ledger import decide_all
from autoreply_sim.io.scenario_load import load
imported_s = perf_counter()
story = load(sys.argv[1])
assert len(decide_all(story.world, story.events, compiled=sys.argv[2] == "compiled").decided)
print(json.dumps([imported_s - began_s, perf_counter() - imported_s]))
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Start:
    """What a new process takes before it has decided something."""

    taken: dict[str, Taken]
    """By name: those above."""
    compile_s: float
    """The first decision where nothing has been compiled yet."""


def start(rounds: int = ROUNDS) -> Start:
    """Return how long a new process takes, and how long compiling does."""
    with tempfile.TemporaryDirectory() as empty:
        compile_s = _in_a_process("compiled", {"XDG_CACHE_HOME": empty})[1]
    _in_a_process("compiled")
    return Start(taken=together([_round() for _ in range(rounds)]), compile_s=compile_s)


def _round() -> dict[str, float]:
    (import_s, compiled_s), (_, interpreted_s) = _in_a_process("compiled"), _in_a_process("interpreted")
    return {IMPORT: import_s, COMPILED: compiled_s, INTERPRETED: interpreted_s}


def _in_a_process(how: str, surroundings: dict[str, str] | None = None) -> tuple[float, float]:
    story = min(_STORIES.glob("*.yaml"))
    done = subprocess.run(  # noqa: S603 (our own lines)
        [sys.executable, "-c", _PROCESS, str(story), how],
        check=True,
        capture_output=True,
        text=True,
        env=os.environ | (surroundings or {}),
    )
    import_s, decide_s = json.loads(done.stdout)
    return import_s, decide_s


if __name__ == "__main__":
    from benchmarks.tables import start_table

    print(start_table(start()).text())
