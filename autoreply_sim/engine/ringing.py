"""Who rings, who answers, and when the caller has waited long enough (R-CALL-3, R-CALL-4, R-CALL-7, R-CALL-9 to 12).

Ringing goes in steps: the first choice alone if there is one, then the list: all at once (group) or one turn after the
other. A call's record holds how far this has come, so that other calls run in between.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from autoreply_sim.codes import NONE, RingStrategy
from autoreply_sim.engine.columns import RINGS, Machine

if TYPE_CHECKING:
    import numpy as np


def ring_next(m: Machine, seat: int, at_ms: int) -> bool:
    """Begin the next step in which somebody is free to ring; say whether there is one."""
    call = m.under_way[seat]
    _begin_step(m, call, at_ms)
    if not call["first_is_over"]:
        call["first_is_over"] = 1
        if call["first_choice"] != NONE and _is_free(m, call["first_choice"], at_ms):
            _ring(m, seat, call["first_choice"], at_ms)
            return True
    if call["schedule"] == NONE:
        return False
    if m.schedules[call["schedule"]]["strategy"] == RingStrategy.GROUP:
        return _ring_all(m, seat, at_ms)
    return _ring_in_turn(m, seat, at_ms)


def ring_one(m: Machine, seat: int, advisor: int, at_ms: int) -> None:
    """Begin a step in which one advisor rings: the one who has become free for a caller in the line."""
    _begin_step(m, m.under_way[seat], at_ms)
    _ring(m, seat, advisor, at_ms)


def step_ends_ms(m: Machine, call: np.void) -> int:
    """Return when the step under way ends if nobody answers (UTC ms)."""
    return int(call["step_ms"] + m.schedules[call["schedule"]]["ring_ms"])


def answer_ms_of_step(m: Machine, call: np.void) -> int:
    """Return when whoever picks up in the step under way does (UTC ms), at the latest as it ends (R-CALL-9)."""
    pick_up_ms = m.callers[m.events[call["event"]]["other"]]["pick_up_ms"]
    if pick_up_ms == NONE:
        pick_up_ms = m.settings.pick_up_ms
    return min(int(call["step_ms"] + pick_up_ms), step_ends_ms(m, call))


def half_of_step_ms(m: Machine, call: np.void) -> int:
    """Return the middle of the step under way (UTC ms), when a caller would hang up."""
    return int(call["step_ms"] + m.schedules[call["schedule"]]["ring_ms"] // 2)


def who_picks_up(m: Machine, call: np.void) -> int:
    """Return who, of those that ring in this step, answers now: the first in listed order; NONE if nobody (R-CALL-9).

    Somebody who has been on another call at any moment since the step began does not answer in it.
    """
    before = call["rang"] - (call["step_to"] - call["step_from"])
    for place in range(call["step_from"], call["step_to"]):
        advisor = m.rings[place]["advisor"]
        is_free = m.busy_until_ms[advisor] <= call["step_ms"]
        if is_free and _would_answer(m, call, advisor, before + place - call["step_from"]):
            return int(advisor)
    return NONE


def anybody_later(m: Machine, call: np.void, at_ms: int) -> bool:
    """Say whether, as things stand, somebody will be free to ring in a step that begins at `at_ms` (R-CALL-11)."""
    for turn in range(call["turn"], call["list_to"] - call["list_from"]):
        advisor = in_turn(m, call, turn)
        if advisor != NONE and _is_free(m, advisor, at_ms):
            return True
    return False


def remember_answer(m: Machine, call: np.void, advisor: int) -> None:
    """Keep who answered last on the schedule that serves the call, if they are on it (R-CALL-7)."""
    schedule = call["schedule"]
    if m.on_schedule[schedule, advisor]:
        m.answered_last[m.schedules[schedule]["memory"]] = advisor


def in_turn(m: Machine, call: np.void, turn: int) -> int:
    """Return whose turn it is in the list; NONE for the first choice, and for somebody who is not on the schedule."""
    length = call["list_to"] - call["list_from"]
    advisor = m.roster[call["list_from"] + (call["list_start"] + turn) % length]
    if advisor == call["first_choice"] or not m.on_schedule[call["schedule"], advisor]:
        return NONE
    return int(advisor)


def _ring_all(m: Machine, seat: int, at_ms: int) -> bool:
    call = m.under_way[seat]
    rang = False
    for turn in range(call["turn"], call["list_to"] - call["list_from"]):
        advisor = in_turn(m, call, turn)
        if advisor != NONE and _is_free(m, advisor, at_ms):
            _ring(m, seat, advisor, at_ms)
            rang = True
    call["turn"] = call["list_to"] - call["list_from"]
    return rang


def _ring_in_turn(m: Machine, seat: int, at_ms: int) -> bool:
    call = m.under_way[seat]
    if call["turn"] == 0 and m.schedules[call["schedule"]]["strategy"] == RingStrategy.ROUND_ROBIN:
        call["list_start"] = _after_last_answer(m, call)
    while call["turn"] < call["list_to"] - call["list_from"]:
        advisor = in_turn(m, call, call["turn"])
        call["turn"] += 1
        if advisor != NONE and _is_free(m, advisor, at_ms):
            _ring(m, seat, advisor, at_ms)
            return True
    return False


def _after_last_answer(m: Machine, call: np.void) -> int:
    """Return where in the list the turns begin: with the first who follows whoever answered last (R-CALL-12)."""
    schedule = m.schedules[call["schedule"]]
    last = m.answered_last[schedule["memory"]]
    length = schedule["list_to"] - schedule["list_from"]
    for place in range(length):
        if m.roster[schedule["list_from"] + place] == last:
            for step in range(1, length + 1):
                following = m.roster[schedule["list_from"] + (place + step) % length]
                for turn in range(call["list_to"] - call["list_from"]):
                    if m.roster[call["list_from"] + turn] == following:
                        return turn
    return 0


def _would_answer(m: Machine, call: np.void, advisor: int, rang_before: int) -> bool:
    """Say whether an advisor picks up: who is named for this call, or whom it rings after all that ring in vain."""
    if call["in_vain"]:
        return False
    caller = m.callers[m.events[call["event"]]["other"]]
    if caller["ignores"] != NONE:
        return bool(rang_before >= caller["ignores"])
    for pick in range(caller["picks_from"], caller["picks_to"]):
        if m.picks[pick] == advisor:
            return True
    return False


def _is_free(m: Machine, advisor: int, at_ms: int) -> bool:
    return bool(m.busy_until_ms[advisor] <= at_ms)


def _begin_step(m: Machine, call: np.void, at_ms: int) -> None:
    call["step_ms"] = at_ms
    call["step_from"] = m.counts[RINGS]
    call["step_to"] = m.counts[RINGS]


def _ring(m: Machine, seat: int, advisor: int, at_ms: int) -> None:
    call = m.under_way[seat]
    call["rang"] += 1
    entry = m.rings[m.counts[RINGS]]
    m.counts[RINGS] += 1
    call["step_to"] = m.counts[RINGS]
    entry["call"] = call["place"]
    entry["after_ms"] = at_ms - call["came_ms"]
    entry["advisor"] = advisor
