"""The course of a call, from the greeting to its end, its ticket and its replies (R-CALL, R-TKT-1 to R-TKT-5).

A call lives through moments; between two of them it waits in the heap and the world goes on.
"""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING

from autoreply_sim.codes import NONE, Channel, Item, Outcome, Phase, Rla, TicketRule, Title
from autoreply_sim.engine.columns import CALLS, Machine, Waits
from autoreply_sim.engine.happening import event_of
from autoreply_sim.engine.heap import wait
from autoreply_sim.engine.openings import opening_at
from autoreply_sim.engine.order import comes_first
from autoreply_sim.engine.replies import decide
from autoreply_sim.engine.ringing import (
    answer_ms_of_step,
    anybody_later,
    half_of_step_ms,
    remember_answer,
    ring_next,
    ring_one,
    step_ends_ms,
    who_picks_up,
)
from autoreply_sim.engine.routing import follow_key, route
from autoreply_sim.engine.tickets import is_open, log, make_ticket, stays
from autoreply_sim.engine.waiting_line import (
    await_advisor,
    first_in_line_for,
    join_line,
    leave_line,
    somebody_is_busy,
)
from autoreply_sim.rules.moments import Moment

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


def come_in(m: Machine, row: int) -> int:
    """A call comes in: settle whom it will ring and what happens first, and return its place."""
    event = event_of(m, row)
    at_ms = m.happened[row]["at_ms"]
    place = m.counts[CALLS]
    m.counts[CALLS] += 1
    call = m.calls[place]
    _begin(call, row, m.happened[row]["event"], at_ms)
    call["opening"] = opening_at(m, event["team"], at_ms)
    call["after_hours"] = m.openings[call["opening"]]["after_hours"]
    route(m, call)
    heard_ms = at_ms + m.settings.greeting_ms
    unanswered = m.callers[event["caller"]]["unanswered"]
    if unanswered == Phase.GREETING:
        _end_at(call, at_ms + m.settings.greeting_ms // 2, Outcome.HUNG_UP_GREETING)
    elif call["tree"] == NONE:
        _next(call, heard_ms, Due.RING)
    elif unanswered == Phase.MENU:
        _end_at(call, heard_ms + m.settings.menu_ms // 2, Outcome.HUNG_UP_MENU)
    else:
        follow_key(m, call)
        _next(call, heard_ms + m.settings.menu_ms, Due.RING)
    call["ready_ms"] = call["due_ms"]
    return int(place)


def carry_on(m: Machine, place: int) -> int:
    """Take a call on as long as nothing else comes first; return what came of it as a bit of Upon, 0 before its end.

    A moment that turned out to come earlier than was thought may be due once more: then nothing is left to do.
    """
    call = m.calls[place]
    if call["due"] == Due.OVER:
        return 0
    number = m.events[call["event"]]["number"]
    while comes_first(m, call["due_ms"], number):
        due = call["due"]
        if due == Due.RING:
            _ring(m, place)
        elif due == Due.PICK_UP:
            _pick_up(m, place)
        elif due == Due.GIVE_UP:
            _give_up(m, place)
        elif due == Due.TAKE_UP:
            _answer(m, place, m.rings[call["step_from"]]["advisor"])
        else:
            _end(m, place)
            return 1 << int(call["outcome"])
    wait(m, Waits.CALL, place, call["due_ms"], number, NONE)
    return 0


def advisor_is_free(m: Machine, advisor: int, at_ms: int) -> None:
    """An advisor who was awaited is free, unless something else came up: they ring for the first caller in the line.

    Should that leave them free at the same instant, because the caller hangs up right then, it is the next one's turn.
    """
    m.is_awaited[advisor] = 0
    while m.busy_until_ms[advisor] <= at_ms:
        place = first_in_line_for(m, advisor, at_ms)
        if place == NONE:
            break
        _ring_from_line(m, place, advisor, at_ms)
    await_advisor(m, advisor, at_ms)


def take_break(m: Machine, row: int) -> None:
    """An advisor takes a break, after the call and its after-call work if they are at it (R-SIM-3)."""
    event = event_of(m, row)
    advisor = event["advisor"]
    m.busy_until_ms[advisor] = max(m.busy_until_ms[advisor], m.happened[row]["at_ms"]) + event["other"]
    await_advisor(m, advisor, m.happened[row]["at_ms"])


def _begin(call: np.void, row: int, event: int, at_ms: int) -> None:
    call["row"] = row
    call["event"] = event
    call["came_ms"] = at_ms
    call["ticket"] = NONE
    call["wait_ms"] = NONE
    call["schedule"] = NONE
    call["rule"] = NONE
    call["tree"] = NONE
    call["rla_ticket"] = NONE
    call["answered_by"] = NONE
    call["first_choice"] = NONE


def _ring(m: Machine, place: int) -> None:
    call = m.calls[place]
    at_ms = call["due_ms"]
    if ring_next(m, place, at_ms):
        _ring_on(m, call, at_ms)
    elif call["rang"] and _hangs_up_halfway(m, call):
        _end_at(call, at_ms, Outcome.HUNG_UP_RINGING)
    elif m.teams[call["held_by"]]["waits"] and call["schedule"] != NONE and somebody_is_busy(m, call, at_ms):
        join_line(m, place, at_ms)
        _next(call, _patient_until_ms(m, call), Due.GIVE_UP)
    elif _caller(m, call)["unanswered"] == Phase.LEAVES_VOICEMAIL:
        _end_at(call, at_ms + m.settings.prompt_ms + m.settings.recording_ms, Outcome.LEFT_VOICEMAIL)
        _stop_waiting(call, at_ms)
    else:
        _end_at(call, at_ms + m.settings.prompt_ms // 2, Outcome.HUNG_UP_VOICEMAIL)
        _stop_waiting(call, at_ms)


def _ring_on(m: Machine, call: np.void, at_ms: int) -> None:
    """Wait for what comes first in this step: an answer, the moment when the caller gives up, its end."""
    answer_ms = answer_ms_of_step(m, call)
    answered = who_picks_up(m, call) != NONE
    gives_up = True
    if _caller(m, call)["patience_ms"] != NONE:
        give_up_ms = _patient_until_ms(m, call)
        gives_up_first = give_up_ms < answer_ms
        give_up_ms = max(give_up_ms, at_ms)
        gives_up = give_up_ms < step_ends_ms(m, call)
    else:
        give_up_ms = half_of_step_ms(m, call)
        gives_up = _hangs_up_halfway(m, call) and at_ms <= give_up_ms
        gives_up_first = gives_up and at_ms < give_up_ms < answer_ms
    if answered and not gives_up_first:
        _next(call, answer_ms, Due.PICK_UP)
    elif gives_up:
        _next(call, give_up_ms, Due.GIVE_UP)
    else:
        _next(call, step_ends_ms(m, call), Due.RING)


def _hangs_up_halfway(m: Machine, call: np.void) -> bool:
    """Say whether the caller hangs up halfway through the last step; so does one who never came to a menu.

    One whose patience is a time does not: that time decides.
    """
    caller = _caller(m, call)
    return bool(caller["patience_ms"] == NONE and caller["unanswered"] in (Phase.RINGING, Phase.MENU))


def _pick_up(m: Machine, place: int) -> None:
    call = m.calls[place]
    advisor = who_picks_up(m, call)
    if advisor == NONE:
        _ring_on(m, call, call["due_ms"])
        return
    m.busy_until_ms[advisor] = call["due_ms"] + _busy_ms(m, call)
    _answer(m, place, advisor)


def _answer(m: Machine, place: int, advisor: int) -> None:
    call = m.calls[place]
    at_ms = call["due_ms"]
    call["answered_by"] = advisor
    remember_answer(m, call, advisor)
    await_advisor(m, advisor, at_ms)
    _end_at(call, at_ms + _caller(m, call)["talk_ms"], Outcome.ANSWERED)
    _stop_waiting(call, at_ms)


def _give_up(m: Machine, place: int) -> None:
    call = m.calls[place]
    at_ms = call["due_ms"]
    ends_ms = step_ends_ms(m, call)
    if call["in_line"]:
        leave_line(m, place)
    elif _caller(m, call)["patience_ms"] != NONE:
        pass
    elif who_picks_up(m, call) != NONE:
        _next(call, answer_ms_of_step(m, call), Due.PICK_UP)
        return
    elif anybody_later(m, call, ends_ms):
        _next(call, ends_ms, Due.RING)
        return
    _end_at(call, at_ms, Outcome.HUNG_UP_RINGING)
    _stop_waiting(call, at_ms)


def _ring_from_line(m: Machine, place: int, advisor: int, at_ms: int) -> None:
    """Ring an advisor for a caller in the line, who is taken up, gives up meanwhile, or waits on if nobody answers."""
    call = m.calls[place]
    ring_one(m, place, advisor, at_ms)
    answer_ms = answer_ms_of_step(m, call)
    patient_until_ms = _patient_until_ms(m, call)
    if who_picks_up(m, call) != NONE and answer_ms <= patient_until_ms:
        leave_line(m, place)
        m.busy_until_ms[advisor] = answer_ms + _busy_ms(m, call)
        _next(call, answer_ms, Due.TAKE_UP)
        wait(m, Waits.CALL, place, answer_ms, m.events[call["event"]]["number"], NONE)
    else:
        m.busy_until_ms[advisor] = min(step_ends_ms(m, call), patient_until_ms)


def _caller(m: Machine, call: np.void) -> np.void:
    caller: np.void = m.callers[m.events[call["event"]]["caller"]]
    return caller


def _patient_until_ms(m: Machine, call: np.void) -> int:
    return int(call["ready_ms"] + _caller(m, call)["patience_ms"])


def _busy_ms(m: Machine, call: np.void) -> int:
    caller = _caller(m, call)
    return int(caller["talk_ms"]) + int(caller["after_call_ms"])


def _stop_waiting(call: np.void, at_ms: int) -> None:
    call["wait_ms"] = at_ms - call["ready_ms"]


def _end_at(call: np.void, at_ms: int, outcome: Outcome) -> None:
    call["outcome"] = outcome
    _next(call, at_ms, Due.END)


def _next(call: np.void, at_ms: int, due: Due) -> None:
    call["due"] = due
    call["due_ms"] = at_ms


def _end(m: Machine, place: int) -> None:
    call = m.calls[place]
    row = call["row"]
    at_ms = call["due_ms"]
    call["due"] = Due.OVER
    call["ended_ms"] = at_ms
    call["ticket"] = _settle_ticket(m, call, at_ms)
    m.happened[row]["ticket"] = call["ticket"]
    facts = call["outcome"] * 2 + call["after_hours"]
    decide(
        m,
        Moment.CALL_ENDED.value,
        facts,
        row,
        at_ms,
        call["held_by"],
        event_of(m, row)["customer"],
        call["ticket"],
        Channel.SMS.value,
        call["opening"],
    )


def _settle_ticket(m: Machine, call: np.void, at_ms: int) -> int:
    """Log the call on a ticket, made for it if need be, and return that ticket; NONE if it is on none."""
    row = call["row"]
    known = not m.customers[event_of(m, row)["customer"]]["unknown"]
    team = call["held_by"]
    if call["outcome"] == Outcome.ANSWERED:
        ticket = _rla_ticket(m, call)
        if ticket != NONE:
            log(m, ticket, row, Item.CALL, TicketRule.TKT_1)
        else:
            ticket = make_ticket(m, row, at_ms, team, call["answered_by"], Title.OWN, known)
            log(m, ticket, row, Item.CALL, TicketRule.TKT_2)
        return ticket
    if call["outcome"] == Outcome.LEFT_VOICEMAIL:
        ticket = make_ticket(m, row, at_ms, team, NONE, Title.VOICEMAIL, known)
        log(m, ticket, row, Item.VOICEMAIL, TicketRule.TKT_3)
        return ticket
    ticket = _ticket_to_join(m, call) if known else NONE
    if ticket != NONE:
        log(m, ticket, row, Item.MISSED_CALL, TicketRule.TKT_4)
    elif m.versions[m.version[team]]["missed_tickets"]:
        ticket = make_ticket(m, row, at_ms, team, NONE, Title.MISSED_CALL, known)
        log(m, ticket, row, Item.MISSED_CALL, TicketRule.TKT_5)
    return ticket


def _rla_ticket(m: Machine, call: np.void) -> int:
    """Return the ticket that Ring Last Advisor named if its advisor answered; NONE otherwise (R-TKT-1).

    If it was merged away meanwhile, the one that stays is meant; a closed one does not count (R-TKT-13).
    """
    if call["rla"] != Rla.APPLIED or call["answered_by"] != call["first_choice"]:
        return NONE
    ticket = stays(m, call["rla_ticket"])
    return ticket if is_open(m.tickets[ticket]) else NONE


def _ticket_to_join(m: Machine, call: np.void) -> int:
    """Return the open ticket that a missed call joins; NONE if it joins none (R-TKT-4, R-TKT-14)."""
    event = m.events[call["event"]]
    ticket = m.newest_open[event["customer"], m.teams[event["team"]]["line"]]
    if ticket == NONE:
        return NONE
    if m.versions[m.version[event["team"]]]["rla"]:
        in_window = call["came_ms"] - m.tickets[ticket]["created_ms"] <= m.settings.window_ms
        return int(ticket) if in_window else NONE
    return int(ticket) if m.settings.joins_without_rla else NONE
