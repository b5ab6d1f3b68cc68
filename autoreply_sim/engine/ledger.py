"""What a run leaves behind: one row per call, ticket, item of activity, decision and ring.

This is the door of the engine: a world and its events go in, a ledger comes out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from autoreply_sim.domain.events import Event
from autoreply_sim.domain.world import World
from autoreply_sim.engine.build import Plan, build
from autoreply_sim.engine.columns import CALLS, DECISIONS, FAULTS, ITEMS, RINGS, TICKETS
from autoreply_sim.engine.compiled import run_compiled
from autoreply_sim.engine.loop import run

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

WORTH_COMPILING = 100_000
"""From this many events on, machine code pays for the time it takes to load."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """The records of one run (their columns: engine/columns.py), read-only, in the order in which they were made."""

    plan: Plan
    events: NDArray[np.void]
    calls: NDArray[np.void]
    tickets: NDArray[np.void]
    items: NDArray[np.void]
    decisions: NDArray[np.void]
    rings: NDArray[np.void]
    faults: NDArray[np.void]


def decide_all(world: World, events: Sequence[Event], *, compiled: bool | None = None) -> Ledger:
    """Run events through the rulebook and return what came of them.

    `compiled` chooses machine code or plain Python; None takes machine code when there are enough events to pay for
    its start. Both give the same records.
    """
    plan = build(world, events)
    fast = len(events) >= WORTH_COMPILING if compiled is None else compiled
    (run_compiled if fast else run)(plan.machine)
    machine = plan.machine
    counts = machine.counts
    return Ledger(
        plan=plan,
        events=machine.events,
        calls=_whole(machine.calls, counts[CALLS]),
        tickets=_whole(machine.tickets, counts[TICKETS]),
        items=_whole(machine.items, counts[ITEMS]),
        decisions=_whole(machine.decisions, counts[DECISIONS]),
        rings=_whole(machine.rings, counts[RINGS]),
        faults=_whole(machine.faults, counts[FAULTS]),
    )


def _whole(records: NDArray[np.void], count: int) -> NDArray[np.void]:
    kept = records[:count]
    kept.flags.writeable = False
    return kept
