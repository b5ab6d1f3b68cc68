"""The course of a call, from the greeting to its end (R-CALL).

A call lives through moments; between two of them it waits in the heap and the world goes on.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from autoreply_sim.codes import NONE, Outcome, Phase
from autoreply_sim.engine.columns import Machine, Waits
from autoreply_sim.engine.course import (
    Due,
    busy_ms,
    caller_of,
    end_at,
    next_moment,
    patient_until_ms,
    stop_waiting,
)
from autoreply_sim.engine.ending import end
from autoreply_sim.engine.happening import event_of, number_of
from autoreply_sim.engine.heap import wait
from autoreply_sim.engine.openings import opening_at
from autoreply_sim.engine.order import comes_first
from autoreply_sim.engine.ringing import (
    answer_ms_of_step,
    anybody_later,
    half_of_step_ms,
    remember_answer,
    ring_next,
    step_ends_ms,
    who_picks_up,
)
from autoreply_sim.engine.routing import follow_key, route
from autoreply_sim.engine.seats import take_seat
from autoreply_sim.engine.waiting_line import (
    await_advisor,
    join_line,
    leave_line,
    somebody_is_busy,
)

if TYPE_CHECKING:
    import numpy as np


def come_in(m: Machine, row: int) -> int:
    """A call comes in: settle whom it will ring and what happens first, and return its seat."""
    event = event_of(m, row)
    at_ms = m.happened[row]["at_ms"]
    seat = take_seat(m, row, m.happened[row]["event"], at_ms)
    call = m.under_way[seat]
    call["opening"] = opening_at(m, event["team"], at_ms)
    call["after_hours"] = m.openings[call["opening"]]["after_hours"]
    call["in_vain"] = _phones_are_down(m, event["team"], at_ms)
    route(m, call)
    heard_ms = at_ms + m.settings.greeting_ms
    unanswered = m.callers[event["other"]]["unanswered"]
    if unanswered == Phase.GREETING:
        end_at(call, at_ms + m.settings.greeting_ms // 2, Outcome.HUNG_UP_GREETING)
    elif call["tree"] == NONE:
        next_moment(call, heard_ms, Due.RING)
    elif unanswered == Phase.MENU:
        end_at(call, heard_ms + m.settings.menu_ms // 2, Outcome.HUNG_UP_MENU)
    else:
        follow_key(m, call)
        next_moment(call, heard_ms + m.settings.menu_ms, Due.RING)
    call["ready_ms"] = call["due_ms"]
    return int(seat)


def is_due(m: Machine, seat: int, at_ms: int, number: int) -> bool:
    """Say whether the call of an event number still sits in a seat, and has its next moment now.

    It may have come earlier than was thought, because somebody became free for it.
    """
    call = m.under_way[seat]
    on_its_way = call["due"] != Due.OVER and number_of(m, call["event"]) == number
    return bool(on_its_way and call["due_ms"] == at_ms)


def carry_on(m: Machine, seat: int) -> int:
    """Take a call on as long as nothing else comes first; return what came of it as a bit of Upon, 0 before its end."""
    call = m.under_way[seat]
    number = number_of(m, call["event"])
    while comes_first(m, call["due_ms"], number):
        due = call["due"]
        if due == Due.RING:
            _ring(m, seat)
        elif due == Due.PICK_UP:
            _pick_up(m, seat)
        elif due == Due.GIVE_UP:
            _give_up(m, seat)
        elif due == Due.TAKE_UP:
            _answer(m, seat, m.rings[call["step_from"]]["advisor"])
        else:
            end(m, seat)
            return 1 << int(call["outcome"])
    wait(m, Waits.CALL, seat, call["due_ms"], number, NONE)
    return 0


def _phones_are_down(m: Machine, team: int, at_ms: int) -> bool:
    """Say whether nobody can pick up a call that comes in for a team at a moment (UTC ms; R-SIM-6)."""
    for place in range(m.outages.shape[0]):
        outage = m.outages[place]
        of_all_teams = outage["team"] == NONE
        of_theirs = outage["team"] == team
        if (of_all_teams or of_theirs) and outage["from_ms"] <= at_ms < outage["to_ms"]:
            return True
    return False


def _ring(m: Machine, seat: int) -> None:
    call = m.under_way[seat]
    at_ms = call["due_ms"]
    if ring_next(m, seat, at_ms):
        _ring_on(m, call, at_ms)
    elif call["rang"] and _hangs_up_halfway(m, call):
        end_at(call, at_ms, Outcome.HUNG_UP_RINGING)
    elif m.teams[call["held_by"]]["waits"] and call["schedule"] != NONE and somebody_is_busy(m, call, at_ms):
        join_line(m, seat, at_ms)
        next_moment(call, patient_until_ms(m, call), Due.GIVE_UP)
    elif caller_of(m, call)["unanswered"] == Phase.LEAVES_VOICEMAIL:
        end_at(call, at_ms + m.settings.prompt_ms + m.settings.recording_ms, Outcome.LEFT_VOICEMAIL)
        stop_waiting(call, at_ms)
    else:
        end_at(call, at_ms + m.settings.prompt_ms // 2, Outcome.HUNG_UP_VOICEMAIL)
        stop_waiting(call, at_ms)


def _ring_on(m: Machine, call: np.void, at_ms: int) -> None:
    """Wait for what comes first in this step: an answer, the moment when the caller gives up, its end."""
    answer_ms = answer_ms_of_step(m, call)
    answered = who_picks_up(m, call) != NONE
    gives_up = True
    if caller_of(m, call)["patience_ms"] != NONE:
        give_up_ms = patient_until_ms(m, call)
        gives_up_first = give_up_ms < answer_ms
        give_up_ms = max(give_up_ms, at_ms)
        gives_up = give_up_ms < step_ends_ms(m, call)
    else:
        give_up_ms = half_of_step_ms(m, call)
        gives_up = _hangs_up_halfway(m, call) and at_ms <= give_up_ms
        gives_up_first = gives_up and at_ms < give_up_ms < answer_ms
    if answered and not gives_up_first:
        next_moment(call, answer_ms, Due.PICK_UP)
    elif gives_up:
        next_moment(call, give_up_ms, Due.GIVE_UP)
    else:
        next_moment(call, step_ends_ms(m, call), Due.RING)


def _hangs_up_halfway(m: Machine, call: np.void) -> bool:
    """Say whether the caller hangs up halfway through the last step; so does one who never came to a menu.

    One whose patience is a time does not: that time decides.
    """
    caller = caller_of(m, call)
    return bool(caller["patience_ms"] == NONE and caller["unanswered"] in (Phase.RINGING, Phase.MENU))


def _pick_up(m: Machine, seat: int) -> None:
    call = m.under_way[seat]
    advisor = who_picks_up(m, call)
    if advisor == NONE:
        _ring_on(m, call, call["due_ms"])
        return
    m.busy_until_ms[advisor] = call["due_ms"] + busy_ms(m, call)
    _answer(m, seat, advisor)


def _answer(m: Machine, seat: int, advisor: int) -> None:
    call = m.under_way[seat]
    at_ms = call["due_ms"]
    call["answered_by"] = advisor
    remember_answer(m, call, advisor)
    await_advisor(m, advisor, at_ms)
    end_at(call, at_ms + caller_of(m, call)["talk_ms"], Outcome.ANSWERED)
    stop_waiting(call, at_ms)


def _give_up(m: Machine, seat: int) -> None:
    call = m.under_way[seat]
    at_ms = call["due_ms"]
    ends_ms = step_ends_ms(m, call)
    if call["in_line"]:
        leave_line(m, seat)
    elif caller_of(m, call)["patience_ms"] != NONE:
        pass
    elif who_picks_up(m, call) != NONE:
        next_moment(call, answer_ms_of_step(m, call), Due.PICK_UP)
        return
    elif anybody_later(m, call, ends_ms):
        next_moment(call, ends_ms, Due.RING)
        return
    end_at(call, at_ms, Outcome.HUNG_UP_RINGING)
    stop_waiting(call, at_ms)
