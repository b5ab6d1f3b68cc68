"""The course of a call, from the greeting to its end, its ticket and its replies (R-CALL, R-TKT-1 to R-TKT-5).

A call lives through moments; between two of them it waits in the heap and the world goes on.
"""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING

from autoreply_sim.codes import NONE, Channel, Item, Outcome, Phase, Rla, TicketRule, Title
from autoreply_sim.engine.columns import CALLS, Machine
from autoreply_sim.engine.heap import wait
from autoreply_sim.engine.openings import opening_at
from autoreply_sim.engine.replies import decide
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
from autoreply_sim.engine.tickets import is_open, log, make_ticket, stays
from autoreply_sim.rules.moments import Moment

if TYPE_CHECKING:
    import numpy as np


class Due(IntEnum):
    """What happens at a call's next moment."""

    RING = 0
    PICK_UP = 1
    GIVE_UP = 2
    END = 3


def come_in(m: Machine, row: int) -> None:
    """A call comes in: settle whom it will ring, and wait for what happens first."""
    event = m.events[row]
    place = m.counts[CALLS]
    m.counts[CALLS] += 1
    call = m.calls[place]
    call["row"] = row
    call["opening"] = opening_at(m, event["team"], event["at_ms"])
    call["after_hours"] = m.openings[call["opening"]]["after_hours"]
    route(m, call)
    heard_ms = event["at_ms"] + m.settings.greeting_ms
    if event["unanswered"] == Phase.GREETING:
        _end_at(m, place, event["at_ms"] + m.settings.greeting_ms // 2, Outcome.HUNG_UP_GREETING)
    elif call["tree"] == NONE:
        _wait_for(m, place, heard_ms, Due.RING)
    elif event["unanswered"] == Phase.MENU:
        _end_at(m, place, heard_ms + m.settings.menu_ms // 2, Outcome.HUNG_UP_MENU)
    else:
        follow_key(m, call)
        _wait_for(m, place, heard_ms + m.settings.menu_ms, Due.RING)


def go_on(m: Machine, place: int, at_ms: int) -> None:
    """A call's next moment has come."""
    due = m.calls[place]["due"]
    if due == Due.RING:
        _ring(m, place, at_ms)
    elif due == Due.PICK_UP:
        _pick_up(m, place, at_ms)
    elif due == Due.GIVE_UP:
        _give_up(m, place, at_ms)
    else:
        _end(m, place, at_ms)


def _ring(m: Machine, place: int, at_ms: int) -> None:
    call = m.calls[place]
    if ring_next(m, place, at_ms):
        _ring_on(m, place, at_ms)
    elif call["rang"] and _gives_up(m, call):
        _end_at(m, place, at_ms, Outcome.HUNG_UP_RINGING)
    elif m.events[call["row"]]["unanswered"] == Phase.LEAVES_VOICEMAIL:
        _end_at(m, place, at_ms + m.settings.prompt_ms + m.settings.recording_ms, Outcome.LEFT_VOICEMAIL)
    else:
        _end_at(m, place, at_ms + m.settings.prompt_ms // 2, Outcome.HUNG_UP_VOICEMAIL)


def _ring_on(m: Machine, place: int, at_ms: int) -> None:
    """Wait for what may come first in this step: an answer, the middle in which the caller may give up, its end."""
    call = m.calls[place]
    half_ms = half_of_step_ms(m, call)
    answer_ms = answer_ms_of_step(m, call)
    answered = who_picks_up(m, call) != NONE
    if answered and not (_gives_up(m, call) and at_ms < half_ms < answer_ms):
        _wait_for(m, place, answer_ms, Due.PICK_UP)
    elif _gives_up(m, call) and at_ms <= half_ms:
        _wait_for(m, place, half_ms, Due.GIVE_UP)
    else:
        _wait_for(m, place, step_ends_ms(m, call), Due.RING)


def _gives_up(m: Machine, call: np.void) -> bool:
    """Say whether the caller hangs up while it rings; one who would have at a menu does too if there was none."""
    unanswered = m.events[call["row"]]["unanswered"]
    return bool(unanswered in (Phase.RINGING, Phase.MENU))


def _pick_up(m: Machine, place: int, at_ms: int) -> None:
    call = m.calls[place]
    advisor = who_picks_up(m, call)
    if advisor == NONE:
        _ring_on(m, place, at_ms)
        return
    ends_ms = at_ms + m.events[call["row"]]["talk_ms"]
    call["answered_by"] = advisor
    m.busy_until_ms[advisor] = ends_ms
    remember_answer(m, call, advisor)
    _end_at(m, place, ends_ms, Outcome.ANSWERED)


def _give_up(m: Machine, place: int, at_ms: int) -> None:
    call = m.calls[place]
    ends_ms = step_ends_ms(m, call)
    if who_picks_up(m, call) != NONE:
        _wait_for(m, place, answer_ms_of_step(m, call), Due.PICK_UP)
    elif anybody_later(m, call, ends_ms):
        _wait_for(m, place, ends_ms, Due.RING)
    else:
        _end_at(m, place, at_ms, Outcome.HUNG_UP_RINGING)


def _end_at(m: Machine, place: int, at_ms: int, outcome: Outcome) -> None:
    m.calls[place]["outcome"] = outcome
    _wait_for(m, place, at_ms, Due.END)


def _wait_for(m: Machine, place: int, at_ms: int, due: Due) -> None:
    m.calls[place]["due"] = due
    wait(m, place, at_ms)


def _end(m: Machine, place: int, at_ms: int) -> None:
    call = m.calls[place]
    event = m.events[call["row"]]
    call["ended_ms"] = at_ms
    call["ticket"] = _settle_ticket(m, call, at_ms)
    facts = call["outcome"] * 2 + call["after_hours"]
    decide(
        m,
        Moment.CALL_ENDED.value,
        facts,
        call["row"],
        at_ms,
        call["held_by"],
        event["customer"],
        call["ticket"],
        Channel.SMS.value,
        call["opening"],
    )


def _settle_ticket(m: Machine, call: np.void, at_ms: int) -> int:
    """Log the call on a ticket, made for it if need be, and return that ticket; NONE if it is on none."""
    row = call["row"]
    known = not m.customers[m.events[row]["customer"]]["unknown"]
    team = call["held_by"]
    if call["outcome"] == Outcome.ANSWERED:
        ticket = _rla_ticket(m, call)
        if ticket != NONE:
            log(m, ticket, row, at_ms, Item.CALL, TicketRule.TKT_1)
        else:
            ticket = make_ticket(m, row, at_ms, team, call["answered_by"], Title.OWN, known)
            log(m, ticket, row, at_ms, Item.CALL, TicketRule.TKT_2)
        return ticket
    if call["outcome"] == Outcome.LEFT_VOICEMAIL:
        ticket = make_ticket(m, row, at_ms, team, NONE, Title.VOICEMAIL, known)
        log(m, ticket, row, at_ms, Item.VOICEMAIL, TicketRule.TKT_3)
        return ticket
    ticket = _ticket_to_join(m, call) if known else NONE
    if ticket != NONE:
        log(m, ticket, row, at_ms, Item.MISSED_CALL, TicketRule.TKT_4)
    elif m.versions[m.version[team]]["missed_tickets"]:
        ticket = make_ticket(m, row, at_ms, team, NONE, Title.MISSED_CALL, known)
        log(m, ticket, row, at_ms, Item.MISSED_CALL, TicketRule.TKT_5)
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
    event = m.events[call["row"]]
    ticket = m.newest_open[event["customer"], m.teams[event["team"]]["line"]]
    if ticket == NONE:
        return NONE
    if m.versions[m.version[event["team"]]]["rla"]:
        in_window = event["at_ms"] - m.tickets[ticket]["created_ms"] <= m.settings.window_ms
        return int(ticket) if in_window else NONE
    return int(ticket) if m.settings.joins_without_rla else NONE
