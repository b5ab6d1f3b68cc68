"""Where a call stands in its course, and what comes next."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING

from autoreply_sim.codes import Outcome
from autoreply_sim.engine.columns import Machine

if TYPE_CHECKING:
    import numpy as np


class Due(IntEnum):
    """What happens at a call's next moment."""

    RING = 0
    PICK_UP = 1
    GIVE_UP = 2
    TAKE_UP = 3
    END = 4
    OVER = 5
    """Nothing any more."""


def caller_of(m: Machine, call: np.void) -> np.void:
    """Return what the caller, and the advisors whom the call rings, would do."""
    caller: np.void = m.callers[m.events[call["event"]]["other"]]
    return caller


def patient_until_ms(m: Machine, call: np.void) -> int:
    """Return when a drawn caller hangs up if nobody has answered (UTC ms; R-SIM-4)."""
    return int(call["ready_ms"] + caller_of(m, call)["patience_ms"])


def busy_ms(m: Machine, call: np.void) -> int:
    """Return how long whoever answers does not ring (ms): the talk and the after-call work (R-SIM-3)."""
    caller = caller_of(m, call)
    return int(caller["talk_ms"]) + int(caller["after_call_ms"])


def stop_waiting(call: np.void, at_ms: int) -> None:
    """Note how long the caller has let it ring and waited, at a moment (UTC ms)."""
    call["wait_ms"] = at_ms - call["ready_ms"]


def end_at(call: np.void, at_ms: int, outcome: Outcome) -> None:
    """Let a call end at a moment (UTC ms), and how."""
    call["outcome"] = outcome
    next_moment(call, at_ms, Due.END)


def next_moment(call: np.void, at_ms: int, due: Due) -> None:
    """Say when a call's next moment is (UTC ms), and what happens then."""
    call["due"] = due
    call["due_ms"] = at_ms
