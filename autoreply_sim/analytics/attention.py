"""When persons attended to what came in: who answers a call, answers a later one on its ticket, or acts on that ticket.

Merges move a ticket's rows on. Ticket, row and whether a person attended are packed into one number each: numbers are
sorted several times as fast as places by their numbers, and all else is read off them in order.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from autoreply_sim.codes import NONE, Action, EventKind
from autoreply_sim.engine.ledger import Ledger

if TYPE_CHECKING:
    from numpy.typing import NDArray

NEVER_MS = int(np.iinfo(np.int64).max)


@dataclass(frozen=True, slots=True, kw_only=True)
class Attention:
    """When persons attended to the rows of a run and, afterwards, to their tickets."""

    own_ms: NDArray[np.int64]
    """int64 [rows + 1]: when a person answered a call, or acted (UTC ms), else NEVER_MS; the last stands for no row."""
    next_row: NDArray[np.int32]
    """int32 [rows]: the next row in which a person attended to the ticket of each; NONE."""

    def after(self, rows: NDArray[np.integer]) -> NDArray[np.int64]:
        """Return when a person next attended to the tickets of some rows, afterwards (UTC ms, or NEVER_MS)."""
        found: NDArray[np.int64] = self.own_ms[self.next_row[rows]]
        return found

    def from_on(self, rows: NDArray[np.integer]) -> NDArray[np.int64]:
        """Return when a person first attended to some rows, or to their tickets afterwards (UTC ms, or NEVER_MS)."""
        found = self.after(rows)
        np.minimum(found, self.own_ms[rows], out=found)
        return found


def attention_of(ledger: Ledger, kinds: NDArray[np.int8]) -> Attention:
    """Return when persons attended to what happened; `kinds`: int8 [rows], the EventKind of each row.

    A request that was not sent is nobody's attention: it is not logged either (R-TKT-11).
    """
    own_ms = np.full(len(kinds) + 1, NEVER_MS)
    acted = kinds == EventKind.ADVISOR
    logged = np.zeros(len(kinds), bool)
    logged[ledger.logged["row"]] = True
    beside = np.flatnonzero(acted & ~logged)
    actions = ledger.plan.machine.events["action"][ledger.happened["event"][beside]]
    acted[beside[actions <= Action.SHARE_VOICEHUB]] = False
    np.copyto(own_ms[:-1], ledger.at_ms, where=acted)
    calls = ledger.calls
    answered = np.flatnonzero(calls["answered_by"] != NONE)
    waited_ms = calls["until_ready_ms"][answered] + calls["wait_ms"][answered]
    own_ms[calls["row"][answered]] = calls["came_ms"][answered] + waited_ms
    on_ticket = (own_ms[:-1] != NEVER_MS) & (ledger.ticket_of != NONE)
    return Attention(own_ms=own_ms, next_row=_next_rows(ledger, on_ticket))


def _next_rows(ledger: Ledger, attended: NDArray[np.bool_]) -> NDArray[np.int32]:
    """Return the next row in which a person `attended` to the ticket of each row: int32 [rows]; NONE."""
    bits = len(attended).bit_length()
    packed = np.append(ledger.stays, NONE)[ledger.ticket_of]
    for part, width in ((np.arange(len(attended)), bits), (attended, 1)):
        packed <<= width
        packed |= part
    packed.sort()
    nearest = np.append(packed, NEVER_MS)
    np.copyto(nearest[:-1], NEVER_MS, where=packed & 1 == 0)
    np.minimum.accumulate(nearest[::-1], out=nearest[::-1])
    following = nearest[1:]
    next_rows = _row(following, bits).astype(np.int32)
    np.copyto(next_rows, NONE, where=(packed ^ following) >> (bits + 1) != 0)
    found = np.empty(len(attended), np.int32)
    found[_row(packed, bits)] = next_rows
    return found


def _row(packed: NDArray[np.int64], bits: int) -> NDArray[np.int64]:
    return (packed >> 1) & ((1 << bits) - 1)
