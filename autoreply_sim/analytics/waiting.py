"""Which calls rang or waited in the line: those that waits are counted of."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from autoreply_sim.codes import Outcome

if TYPE_CHECKING:
    from numpy.typing import NDArray


def waited(calls: NDArray[np.void]) -> NDArray[np.bool_]:
    """Return which of these records of calls rang somewhere or waited in the line: bool [n].

    Where nobody can ring, the voicemail answers after a wait of nothing, and who hangs up before the end of the menu
    has not begun to wait (R-SIM-4).
    """
    found: NDArray[np.bool_] = (
        (calls["rang"] > 0) | (calls["wait_ms"] > 0) | (calls["outcome"] == Outcome.HUNG_UP_RINGING)
    )
    return found
