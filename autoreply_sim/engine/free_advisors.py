"""What advisors do between calls: take the next caller in the line, or a break (R-SIM-2, R-SIM-3)."""

from __future__ import annotations

from autoreply_sim.codes import NONE
from autoreply_sim.engine.columns import Machine, Waits
from autoreply_sim.engine.course import Due, busy_ms, next_moment, patient_until_ms
from autoreply_sim.engine.happening import event_of, number_of
from autoreply_sim.engine.heap import wait
from autoreply_sim.engine.ringing import answer_ms_of_step, ring_one, step_ends_ms, who_picks_up
from autoreply_sim.engine.waiting_line import await_advisor, first_in_line_for, leave_line


def advisor_is_free(m: Machine, advisor: int, at_ms: int) -> None:
    """An advisor who was awaited is free, unless something else came up: they ring for the first caller in the line.

    Should that leave them free at the same instant, because the caller hangs up right then, it is the next one's turn.
    """
    m.is_awaited[advisor] = 0
    while m.busy_until_ms[advisor] <= at_ms:
        seat = first_in_line_for(m, advisor, at_ms)
        if seat == NONE:
            break
        _ring_from_line(m, seat, advisor, at_ms)
    await_advisor(m, advisor, at_ms)


def take_break(m: Machine, row: int) -> None:
    """An advisor takes a break, after the call and its after-call work if they are at it (R-SIM-3)."""
    event = event_of(m, row)
    advisor = event["advisor"]
    m.busy_until_ms[advisor] = max(m.busy_until_ms[advisor], m.happened[row]["at_ms"]) + event["other"]
    await_advisor(m, advisor, m.happened[row]["at_ms"])


def _ring_from_line(m: Machine, seat: int, advisor: int, at_ms: int) -> None:
    """Ring an advisor for a caller in the line, who is taken up, gives up meanwhile, or waits on if nobody answers."""
    call = m.under_way[seat]
    ring_one(m, seat, advisor, at_ms)
    answer_ms = answer_ms_of_step(m, call)
    hangs_up_ms = patient_until_ms(m, call)
    if who_picks_up(m, call) != NONE and answer_ms <= hangs_up_ms:
        leave_line(m, seat)
        m.busy_until_ms[advisor] = answer_ms + busy_ms(m, call)
        next_moment(call, answer_ms, Due.TAKE_UP)
        wait(m, Waits.CALL, seat, answer_ms, number_of(m, call["event"]), NONE)
    else:
        m.busy_until_ms[advisor] = min(step_ends_ms(m, call), hangs_up_ms)
