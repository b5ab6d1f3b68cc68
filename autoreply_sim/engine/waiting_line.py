"""The line of callers who wait for the next advisor who is free (R-SIM-2).

There is one line for all teams, in the order in which callers began to wait. While somebody in it could be taken by an
advisor who is busy, that advisor is awaited: the moment when they become free is due.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from autoreply_sim.codes import NONE
from autoreply_sim.engine.columns import FIRST_IN_LINE, LAST_IN_LINE, Machine, Waits
from autoreply_sim.engine.heap import wait
from autoreply_sim.engine.ringing import in_turn, step_ends_ms

if TYPE_CHECKING:
    import numpy as np


def somebody_is_busy(m: Machine, call: np.void, at_ms: int) -> bool:
    """Say whether somebody who may take a call cannot ring now, so that waiting for them makes sense."""
    if call["first_choice"] != NONE and m.busy_until_ms[call["first_choice"]] > at_ms:
        return True
    for turn in range(call["list_to"] - call["list_from"]):
        advisor = in_turn(m, call, turn)
        if advisor != NONE and m.busy_until_ms[advisor] > at_ms:
            return True
    return False


def join_line(m: Machine, seat: int, at_ms: int) -> None:
    """Put a call at the end of the line, and await everybody who may take it and is busy."""
    call = m.under_way[seat]
    call["in_line"] = 1
    call["step_to"] = call["step_from"]
    call["behind"] = NONE
    call["ahead"] = m.counts[LAST_IN_LINE]
    if call["ahead"] == NONE:
        m.counts[FIRST_IN_LINE] = seat
    else:
        m.under_way[call["ahead"]]["behind"] = seat
    m.counts[LAST_IN_LINE] = seat
    if call["first_choice"] != NONE:
        await_advisor(m, call["first_choice"], at_ms)
    for turn in range(call["list_to"] - call["list_from"]):
        advisor = in_turn(m, call, turn)
        if advisor != NONE:
            await_advisor(m, advisor, at_ms)


def leave_line(m: Machine, seat: int) -> None:
    """Take a call out of the line."""
    call = m.under_way[seat]
    call["in_line"] = 0
    if call["ahead"] == NONE:
        m.counts[FIRST_IN_LINE] = call["behind"]
    else:
        m.under_way[call["ahead"]]["behind"] = call["behind"]
    if call["behind"] == NONE:
        m.counts[LAST_IN_LINE] = call["ahead"]
    else:
        m.under_way[call["behind"]]["ahead"] = call["ahead"]


def first_in_line_for(m: Machine, advisor: int, at_ms: int) -> int:
    """Return the first call in the line that an advisor may take and that rings nobody else; NONE if there is none."""
    seat = m.counts[FIRST_IN_LINE]
    while seat != NONE:
        call = m.under_way[seat]
        rings_nobody = call["step_from"] == call["step_to"] or step_ends_ms(m, call) <= at_ms
        if rings_nobody and not call["in_vain"] and _may_take(m, call, advisor):
            return int(seat)
        seat = call["behind"]
    return NONE


def await_advisor(m: Machine, advisor: int, at_ms: int) -> None:
    """Let the moment be due when an advisor becomes free, if they are busy and somebody waits."""
    is_busy = m.busy_until_ms[advisor] > at_ms
    if is_busy and not m.is_awaited[advisor] and m.counts[FIRST_IN_LINE] != NONE:
        m.is_awaited[advisor] = 1
        # Before any event of the same moment: whoever waits is taken before whoever calls.
        number = advisor - m.busy_until_ms.shape[0]
        wait(m, Waits.ADVISOR, advisor, m.busy_until_ms[advisor], number, NONE)


def _may_take(m: Machine, call: np.void, advisor: int) -> bool:
    if advisor == call["first_choice"]:
        return True
    for turn in range(call["list_to"] - call["list_from"]):
        if in_turn(m, call, turn) == advisor:
            return True
    return False
