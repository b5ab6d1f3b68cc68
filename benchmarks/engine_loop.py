"""How fast the loop decides whole calls: plain Python beside machine code, in one run.

    python benchmarks/engine_loop.py [CALLS]

Every call rings, is answered or not, lands on a ticket and yields five decisions; the two leave the same records.
"""

from __future__ import annotations

import sys
from pathlib import Path
from time import perf_counter

from autoreply_sim.codes import Phase
from autoreply_sim.domain.events import Call
from autoreply_sim.engine.build import build
from autoreply_sim.engine.compiled import run_compiled
from autoreply_sim.engine.loop import run
from autoreply_sim.io.scenario_load import load

STORY = (
    Path(__file__).parents[1] / "data" / "scenarios" / "rla-rings-the-advisor-of-the-open-ticket-first.yaml"
)


def main() -> None:
    """Print calls a second of both, and how many times as fast the compiled one is."""
    calls = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    scenario = load(STORY)
    team, customers = scenario.world.teams[0], scenario.world.customers
    first_ms = scenario.events[0].at_ms
    events = [
        Call(
            number=number + 1,
            at_ms=first_ms + number * 97_000,
            customer=customers[number % len(customers)].key,
            team=team.key,
            picks_up=tuple(advisor.key for advisor in scenario.world.advisors) if number % 4 else (),
            talk_ms=60_000 + number % 7 * 30_000,
            unanswered=Phase(number % 5),
        )
        for number in range(calls)
    ]
    run_compiled(build(scenario.world, events[:1]).machine)  # compiles, or loads what was compiled
    seconds = {}
    for name, door in (("plain Python", run), ("machine code", run_compiled)):
        machine = build(scenario.world, events).machine
        began = perf_counter()
        door(machine)
        seconds[name] = perf_counter() - began
        print(f"{name:14} {calls / seconds[name]:12,.0f} calls/s")
    print(f"ratio          {seconds['plain Python'] / seconds['machine code']:12,.0f} ×")


if __name__ == "__main__":
    main()
