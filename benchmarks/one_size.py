"""A preset simulated for so many days in a process of its own: how long each stage takes, how much memory it held.

    python -m benchmarks.one_size DAYS [PRESET]

Prints one object of JSON. Everything is imported, and a week simulated, before anything is measured. The first pass
tells the memory, the second the seconds: it finds warm what any process has to fetch once.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeVar

from autoreply_sim.analytics.tally import summarize
from autoreply_sim.domain.scenario import Scenario
from autoreply_sim.engine.build import build_drawn
from autoreply_sim.engine.ledger import decide_drawn
from autoreply_sim.experiment.bounds import with_traffic
from autoreply_sim.experiment.replication import begins_ms, traffic_of
from autoreply_sim.experiment.run import Run
from autoreply_sim.generate.draw import draw, populate
from autoreply_sim.io.parquet import write_tables
from autoreply_sim.io.presets import find
from autoreply_sim.io.scenario_load import load
from benchmarks.memory import most_mb
from benchmarks.timing import seconds_of

PRESET = "seed_time"
WEEK = 7
GENERATE, DECIDE, OF_WHICH_BUILD = "generate", "decide", "of which build"
FRAMES, PARQUET = "frames", "Parquet"
STAGES = ("populate", GENERATE, DECIDE, OF_WHICH_BUILD, "summary", FRAMES, PARQUET)
"""In the order in which they are done; what is measured apart as a part of another says so."""
MOST_DAYS_OF_FRAMES = 366
"""The frames of ten years, all at once, take more memory than a laptop has; Parquet is written bit by bit."""

_TABLES = ("replies", "decisions", "calls", "tickets", "activity")

_Made = TypeVar("_Made")


def measure(days: int, preset: str = PRESET) -> dict[str, Any]:
    """Return seconds by stage, MiB at most, and how much there was to do."""
    scenario = load(find(preset))
    _simulate(with_traffic(scenario, days=WEEK), {})
    loaded_mb, asked = most_mb(), with_traffic(scenario, days=days)
    _simulate(asked, {})
    found_mb, taken = most_mb(), dict[str, float]()
    _simulate(with_traffic(scenario, days=WEEK), {}, at_rest=True)
    counts = _simulate(asked, taken, at_rest=True)
    return {"days": days, "stages_s": taken, "loaded_mb": loaded_mb, "most_mb": found_mb, **counts}


def _simulate(scenario: Scenario, taken: dict[str, float], *, at_rest: bool = False) -> dict[str, int]:
    def timed(stage: str, task: Callable[[], _Made]) -> _Made:
        made: list[_Made] = []
        taken[stage] = seconds_of(lambda: made.append(task()))
        return made[0]

    traffic = traffic_of(scenario)
    waits = {key for key, team in traffic.teams.items() if team.work.waits}
    world = timed("populate", lambda: populate(scenario))
    timeline = timed(GENERATE, lambda: draw(scenario, world))
    timed(OF_WHICH_BUILD, lambda: build_drawn(world, timeline, waits))
    ledger = timed(DECIDE, lambda: decide_drawn(world, timeline, waits=waits, compiled=True))
    summary = timed("summary", lambda: summarize(ledger, begins_ms(scenario)))
    if at_rest:
        run = Run(scenario, ledger, scenario.world.company.language)
        if traffic.days <= MOST_DAYS_OF_FRAMES:
            timed(FRAMES, lambda: [getattr(run.frames, table) for table in _TABLES])
        with TemporaryDirectory() as folder:
            timed(PARQUET, lambda: write_tables(run.context, Path(folder)))
    return {"calls": summary.calls, "events": summary.events, "rows": len(timeline.events)}


if __name__ == "__main__":
    print(json.dumps(measure(int(sys.argv[1]), *sys.argv[2:3])))
