"""What a run leaves behind: one row per call, ticket, item of activity, decision and ring.

This is the door of the engine: a world and what happens in it go in, a ledger comes out. The engine keeps what the
decisions of one moment share only once; `decisions` and `items` spell it out when somebody asks.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

import numpy as np

from autoreply_sim.codes import NONE, EventKind
from autoreply_sim.domain.events import Event
from autoreply_sim.domain.world import World
from autoreply_sim.engine.build import Plan, build, build_drawn
from autoreply_sim.engine.columns import (
    CALLS,
    DECIDED,
    DECISIONS,
    FAULTS,
    HAPPENINGS,
    ITEM,
    ITEMS,
    RINGS,
    TICKETS,
)
from autoreply_sim.engine.compiled import is_kept, run_compiled
from autoreply_sim.engine.loop import run
from autoreply_sim.rules.compiler import LAYOUT
from autoreply_sim.timeline.columns import Timeline

if TYPE_CHECKING:
    from numpy.typing import NDArray

_Records = TypeVar("_Records", bound="NDArray[np.generic]")

WORTH_LOADING, WORTH_COMPILING = 5_000, 100_000
"""From how many events on machine code pays for the time it takes to load, or to be compiled if it never was."""

DECISION = np.dtype(
    [
        ("at_ms", "i8"),  # when it was decided, and the reply sent
        ("ticket", "i4"),
        ("customer", "i4"),
        *((name, DECIDED[name]) for name in DECIDED.names or ()),
        ("reply", "i1"),  # place in the catalogue
        ("reason", "i1"),  # Reason; SENT
    ]
)
"""DECIDED, and what it leaves to be looked up, once for every reply of the moment."""

LOGGED = np.dtype(
    [
        ("at_ms", "i8"),
        ("ticket", "i4"),  # where it was logged; a merge moves it on
        *((name, ITEM[name]) for name in ITEM.names or ()),
    ]
)
"""ITEM, and what it leaves to be looked up."""


@dataclass(frozen=True, kw_only=True)
class Ledger:
    """The records of one run (their columns: engine/columns.py), read-only, in the order in which they were made."""

    plan: Plan
    happened: NDArray[np.void]
    """HAPPENED [rows]: what happened, in the order of time."""
    calls: NDArray[np.void]
    tickets: NDArray[np.void]
    logged: NDArray[np.void]
    """ITEM [items]."""
    decided: NDArray[np.void]
    """DECIDED [moments]."""
    reasons: NDArray[np.int8]
    """int8 [moments, replies of one moment at most]: the Reason of each, in the order of the catalogue."""
    rings: NDArray[np.void]
    faults: NDArray[np.void]

    @property
    def at_ms(self) -> NDArray[np.int64]:
        """int64 [rows]: when each event happened (UTC ms)."""
        at_ms: NDArray[np.int64] = self.happened["at_ms"]
        return at_ms

    @property
    def ticket_of(self) -> NDArray[np.int32]:
        """int32 [rows]: the ticket that each event named or ended up on, NONE if there is none."""
        ticket_of: NDArray[np.int32] = self.happened["ticket"]
        return ticket_of

    def column(self, name: str) -> NDArray[np.generic]:
        """Return one column of EVENT for what happened [rows], but for `at_ms`, which is above."""
        column: NDArray[np.generic] = self.plan.machine.events[name][self.happened["event"]]
        return column

    @cached_property
    def events(self) -> NDArray[np.void]:
        """EVENT [rows]: what happened, with the moments when it did."""
        made = self.plan.machine.events[self.happened["event"]]
        made["at_ms"] = self.at_ms
        return _read_only(made)

    @cached_property
    def decisions(self) -> NDArray[np.void]:
        """DECISION [decisions]: one row per reply that a moment could concern."""
        slots = LAYOUT.slots[self.decided["moment"]]
        slot = np.arange(slots.sum()) - np.repeat(np.cumsum(slots) - slots, slots)
        moment = np.repeat(np.arange(len(slots)), slots)
        made = np.empty(len(moment), DECISION)
        for name in DECIDED.names or ():
            made[name] = self.decided[name][moment]
        rows = self.decided["row"]
        made["at_ms"] = self._done_ms(rows)[moment]
        made["ticket"] = self.ticket_of[rows][moment]
        made["customer"] = self._customers(rows)[moment]
        made["reply"] = LAYOUT.first_reply[made["moment"]] + slot
        made["reason"] = self.reasons[moment, slot]
        return _read_only(made)

    @cached_property
    def items(self) -> NDArray[np.void]:
        """LOGGED [items]: the items of all tickets' activity."""
        made = np.empty(len(self.logged), LOGGED)
        for name in ITEM.names or ():
            made[name] = self.logged[name]
        made["at_ms"] = self._done_ms(made["row"])
        made["ticket"] = self.ticket_of[made["row"]]
        return _read_only(made)

    @cached_property
    def stays(self) -> NDArray[np.int64]:
        """int64 [tickets]: where what is on each ticket is at the end; merges move it on (R-TKT-10)."""
        into = self.tickets["merged_into"]
        found = np.arange(len(into))
        while (moved := into[found] != NONE).any():
            found[moved] = into[found[moved]]
        return _read_only(found)

    def _done_ms(self, rows: NDArray[np.int32]) -> NDArray[np.int64]:
        """Return when what happened was over (UTC ms): a call when it ended, everything else at once."""
        done_ms: NDArray[np.int64] = self.at_ms[rows]
        events = self.plan.machine.events["kind"][self.happened["event"][rows]]
        calls = np.flatnonzero(events == EventKind.CALL)
        done_ms[calls] = self.calls["ended_ms"][np.searchsorted(self.calls["row"], rows[calls])]
        return done_ms

    def _customers(self, rows: NDArray[np.int32]) -> NDArray[np.int32]:
        """Return whom the replies to what happened are for: the customer of the event, or else of its ticket."""
        customers: NDArray[np.int32] = self.plan.machine.events["customer"][self.happened["event"][rows]]
        kinds = self.plan.machine.events["kind"][self.happened["event"][rows]]
        of_ticket = np.flatnonzero((kinds == EventKind.ADVISOR) & (self.ticket_of[rows] != NONE))
        customers[of_ticket] = self.tickets["customer"][self.ticket_of[rows[of_ticket]]]
        return customers


def decide_all(world: World, events: Sequence[Event], *, compiled: bool | None = None) -> Ledger:
    """Run a story's events through the rulebook and return what came of them.

    `compiled` chooses machine code or plain Python; None takes machine code when there are enough events to pay for
    its start (`pays`). Both give the same records.
    """
    return _decide(build(world, events), compiled)


def decide_drawn(
    world: World, timeline: Timeline, *, waits: Collection[str] = (), compiled: bool | None = None
) -> Ledger:
    """Run a drawn timeline of a world through the rulebook and return what came of it.

    `waits`: the teams whose callers wait for the next advisor who is free (R-SIM-2); `compiled` as in `decide_all`.
    """
    return _decide(build_drawn(world, timeline, waits), compiled)


def pays(events: int) -> bool:
    """Say whether machine code is the quicker way to decide so many events."""
    return events >= (WORTH_LOADING if is_kept() else WORTH_COMPILING)


def pays_if_kept(events: int) -> bool:
    """Say whether machine code would be the quicker way to decide so many events once it need only be loaded."""
    return events >= WORTH_LOADING


def _decide(plan: Plan, compiled: bool | None) -> Ledger:
    machine = plan.machine
    fast = pays(len(machine.events)) if compiled is None else compiled
    (run_compiled if fast else run)(machine)
    counts = machine.counts
    if counts[HAPPENINGS] == len(machine.happened):
        raise ValueError("more follows from the events of this timeline than its layout allows")
    return Ledger(
        plan=plan,
        happened=_read_only(machine.happened[: counts[HAPPENINGS]]),
        calls=_read_only(machine.calls[: counts[CALLS]]),
        tickets=_read_only(machine.tickets[: counts[TICKETS]]),
        logged=_read_only(machine.items[: counts[ITEMS]]),
        decided=_read_only(machine.decisions[: counts[DECISIONS]]),
        reasons=_read_only(machine.reasons[: counts[DECISIONS]]),
        rings=_read_only(machine.rings[: counts[RINGS]]),
        faults=_read_only(machine.faults[: counts[FAULTS]]),
    )


def _read_only(records: _Records) -> _Records:
    records.flags.writeable = False
    return records
