"""Who rings first when a call comes in: Ring Last Advisor, a routing rule, the schedule or its tree (R-CALL-2).

All of it is judged the moment the call comes in (R-SCH-6).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from autoreply_sim.codes import NONE, Rla
from autoreply_sim.engine.columns import Machine
from autoreply_sim.engine.openings import opening_at

if TYPE_CHECKING:
    import numpy as np


def route(m: Machine, call: np.void) -> None:
    """Settle who rings first, who rings then, which team holds the call, and whether a tree plays."""
    event = m.events[call["event"]]
    _ring_schedule_of(m, call, event["team"], m.openings[call["opening"]]["schedule"])
    if call["schedule"] == NONE:
        call["rla"] = Rla.NO_ACTIVE_SCHEDULE
        return
    call["rla"] = _ring_last_advisor(m, call, event)
    if call["rla"] == Rla.APPLIED:
        call["first_choice"] = m.tickets[call["rla_ticket"]]["advisor"]
    elif not _follow_rule(m, call, event):
        call["tree"] = m.schedules[call["schedule"]]["tree"]


def follow_key(m: Machine, call: np.void) -> None:
    """Follow the key that was pressed in the tree; none, or one it does not have, changes nothing (R-CALL-6)."""
    key = m.callers[m.events[call["event"]]["other"]]["key"]
    if key == NONE:
        return
    choice = m.tree_keys[call["tree"], key]
    if choice == NONE:
        return
    target = m.choices[choice]
    if target["team"] != NONE:
        _hand_over(m, call, target["team"], call["came_ms"])
    else:
        call["list_from"] = target["list_from"]
        call["list_to"] = target["list_to"]


def _ring_last_advisor(m: Machine, call: np.void, event: np.void) -> int:
    """Return `Rla.APPLIED`, or the first thing that stands against it (R-RLA-1 to R-RLA-3)."""
    if not m.versions[m.version[event["team"]]]["rla"]:
        return Rla.OFF.value
    if m.customers[event["customer"]]["unknown"]:
        return Rla.UNKNOWN_CALLER.value
    place = m.newest_open[event["customer"], m.teams[event["team"]]["line"]]
    if place == NONE or call["came_ms"] - m.tickets[place]["created_ms"] > m.settings.window_ms:
        return Rla.NO_OPEN_TICKET.value
    ticket = m.tickets[place]
    if not m.versions[m.version[ticket["team"]]]["rla"]:
        return Rla.OFF_FOR_TICKET_TEAM.value
    if ticket["advisor"] == NONE:
        return Rla.UNASSIGNED.value
    schedule = _schedule_for_rla(m, ticket["team"], event["team"], call["came_ms"])
    if schedule == NONE or not m.on_schedule[schedule, ticket["advisor"]]:
        return Rla.ADVISOR_NOT_ON_SCHEDULE.value
    call["rla_ticket"] = place
    return Rla.APPLIED.value


def _schedule_for_rla(m: Machine, team: int, dialled: int, at_ms: int) -> int:
    """Return the ticket's team's effective schedule; for a sub-team without any, the dialled team's (R-RLA-2)."""
    if m.teams[team]["sub_team"] and not m.versions[m.version[team]]["has_schedules"]:
        team = dialled
    return int(m.openings[opening_at(m, team, at_ms)]["schedule"])


def _follow_rule(m: Machine, call: np.void, event: np.void) -> bool:
    """Apply the newest matching routing rule, and say whether it holds (R-RUL-1, R-RUL-2)."""
    place = m.matching_rule[m.version[event["team"]], event["customer"]]
    if place == NONE:
        return False
    rule = m.rules[place]
    if rule["team"] != NONE:
        _hand_over(m, call, rule["team"], call["came_ms"])
    elif m.on_schedule[call["schedule"], rule["advisor"]]:
        call["first_choice"] = rule["advisor"]
    else:
        return False
    call["rule"] = place
    return True


def _hand_over(m: Machine, call: np.void, team: int, at_ms: int) -> None:
    _ring_schedule_of(m, call, team, m.openings[opening_at(m, team, at_ms)]["schedule"])


def _ring_schedule_of(m: Machine, call: np.void, team: int, schedule: int) -> None:
    call["held_by"] = team
    call["schedule"] = schedule
    call["list_from"] = 0
    call["list_to"] = 0
    if schedule != NONE:
        call["list_from"] = m.schedules[schedule]["list_from"]
        call["list_to"] = m.schedules[schedule]["list_to"]
