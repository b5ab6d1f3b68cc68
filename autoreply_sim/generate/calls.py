"""Calls, and calls again: what each caller would do, and everything that may follow it.

Whether a call is answered is for the engine to find out. So a caller who would call again does so "upon" being served,
or upon a hang-up, each after a time of its own, from one uniform: the impatient are so in both cases.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from autoreply_sim.codes import NONE, Channel, EventKind, Phase, Upon
from autoreply_sim.generate.advisors import closed, requested, taken
from autoreply_sim.generate.crowd import Crowd
from autoreply_sim.generate.layout import Branch, call_again, root
from autoreply_sim.generate.quantiles import LONGEST_MS, eventually_ms, failures, spans_ms, whole
from autoreply_sim.generate.sheet import Sheet
from autoreply_sim.generate.streams import rest
from autoreply_sim.generate.waking import waking_ms
from autoreply_sim.timeline.columns import CALLER, KEYS
from autoreply_sim.units import MINUTE_MS, SECOND_MS

if TYPE_CHECKING:
    from numpy.typing import NDArray

_MOST_IN_VAIN = 127
_SHORT_MS = 10 * SECOND_MS
_UNTIL_ANSWERED_MS = 11 * SECOND_MS
"""About how long it takes from a call's beginning until somebody talks."""
_UNTIL_HUNG_UP_MS = MINUTE_MS
"""About how long a call lasts that nobody answers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Calls:
    """The calls of one depth: their rows, when about they come in (int64 [n], UTC ms), and their CALLER [n]."""

    branch: Branch
    at_ms: NDArray[np.int64]
    callers: NDArray[np.void]

    @property
    def answered_until_ms(self) -> NDArray[np.int64]:
        """When about each is over if it is answered: int64 [n], UTC ms."""
        until_ms: NDArray[np.int64] = self.at_ms + _UNTIL_ANSWERED_MS + self.callers["talk_ms"]
        return until_ms

    @property
    def hung_up_ms(self) -> NDArray[np.int64]:
        """When about each is over if it is not: int64 [n], UTC ms."""
        return self.at_ms + _UNTIL_HUNG_UP_MS


def call_branches(crowd: Crowd, callers: Sheet) -> list[Branch]:
    """Return the rows of all contacts that begin with a call; what callers would do goes into `callers`."""
    contacts = np.flatnonzero(crowd.channels == Channel.CALL)
    at_ms = crowd.at_ms[contacts]
    records = _callers(crowd, contacts, 0)
    first = root(contacts, at_ms=at_ms, other=_add(callers, records), **_columns(crowd, contacts))
    calls = _Calls(branch=first, at_ms=at_ms, callers=records)
    branches = [
        first,
        *taken(crowd, first, calls.hung_up_ms, Upon.ENDED & ~Upon.ANSWERED),
        *closed(crowd, first, calls.answered_until_ms, Upon.ENDED),
        *requested(crowd, first, calls.answered_until_ms, Upon.SERVED),
    ]
    for depth in range(1, crowd.traffic.customers.most_calls):
        calls = _again(crowd, calls, depth, callers)
        branches.append(calls.branch)
    return branches


def _columns(crowd: Crowd, contacts: NDArray[np.int64]) -> dict[str, NDArray[np.int32] | int]:
    return {
        "customer": crowd.customers[contacts],
        "team": crowd.team,
        "kind": EventKind.CALL,
        "channel": Channel.CALL,
    }


def _add(callers: Sheet, records: NDArray[np.void]) -> NDArray[np.int64]:
    return callers.add(records) + np.arange(len(records))


def _again(crowd: Crowd, of: _Calls, depth: int, callers: Sheet) -> _Calls:
    """Return the calls that may follow others: after service, after a hang-up or both, each after its own delay."""
    customers, above = crowd.traffic.customers, of.branch
    values = crowd.draws.of("again", above.contacts, depth - 1)
    served, hung_up = (
        eventually_ms(each, values) for each in (customers.again_after_service, customers.again_after_hang_up)
    )
    chosen = np.flatnonzero(np.isfinite(served) | np.isfinite(hung_up))
    if_served, if_hung_up = np.isfinite(served[chosen]), np.isfinite(hung_up[chosen])
    since_ms = of.answered_until_ms[chosen], of.hung_up_ms[chosen]
    after_service = waking_ms(crowd, since_ms[0], whole(served[chosen], LONGEST_MS))
    after_hang_up = waking_ms(crowd, since_ms[1], whole(hung_up[chosen], LONGEST_MS))
    at_ms = np.where(if_served, since_ms[0] + after_service, since_ms[1] + after_hang_up)
    contacts = above.contacts[chosen]
    records = _callers(crowd, contacts, depth)
    records["again_ms"] = np.where(if_hung_up, after_hang_up, NONE)
    branch = call_again(
        above,
        chosen,
        at_ms=np.where(if_served, after_service, after_hang_up),
        upon=if_served * int(Upon.SERVED) | if_hung_up * int(Upon.HUNG_UP),
        other=_add(callers, records),
        **_columns(crowd, contacts),
    )
    return _Calls(branch=branch, at_ms=at_ms, callers=records)


def _callers(crowd: Crowd, contacts: NDArray[np.int64], depth: int) -> NDArray[np.void]:
    """Return CALLER [n]: what these callers, and the advisors whom they ring, would do."""
    customers, work, draws = crowd.traffic.customers, crowd.traffic.work, crowd.draws
    made = np.zeros(len(contacts), CALLER)
    made["talk_ms"] = _talk_ms(crowd, contacts, depth)
    spans = {"patience_ms": customers.patience, "pick_up_ms": work.pick_up, "after_call_ms": work.after_call}
    for name, span in spans.items():
        made[name] = whole(spans_ms(span, draws.of(name, contacts, depth)), LONGEST_MS)
    made["again_ms"] = NONE
    made["ignores"] = failures(work.answers, draws.of("answers", contacts, depth), _MOST_IN_VAIN)
    made["key"] = _keys(crowd, contacts, depth)
    made["unanswered"] = _unanswered(crowd, contacts, depth)
    return made


def _talk_ms(crowd: Crowd, contacts: NDArray[np.int64], depth: int) -> NDArray[np.int64]:
    work = crowd.traffic.work
    talk_ms = spans_ms(work.talk, crowd.draws.of("talk", contacts, depth))
    values = crowd.draws.of("short calls", contacts, depth)
    short = np.flatnonzero(values < work.short_calls)
    talk_ms[short] = _SHORT_MS * rest(values[short], work.short_calls)
    return whole(talk_ms, LONGEST_MS)


def _keys(crowd: Crowd, contacts: NDArray[np.int64], depth: int) -> NDArray[np.int64]:
    """Return the key that each caller presses, an index of KEYS, or NONE: int64 [n]."""
    menu = crowd.traffic.customers.menu
    if not menu:
        return np.full(len(contacts), NONE)
    pressed = [place for place, key in enumerate(KEYS) if key in menu]
    until = np.cumsum([menu[KEYS[place]] for place in pressed])
    values = crowd.draws.of("key", contacts, depth)
    return np.append(pressed, NONE)[np.searchsorted(until, values, side="right")]


def _unanswered(crowd: Crowd, contacts: NDArray[np.int64], depth: int) -> NDArray[np.int64]:
    """Return the phase in which each caller hangs up, or that they leave a voicemail: int64 [n]."""
    customers = crowd.traffic.customers
    speaks = crowd.draws.of("voicemail", contacts, depth) < customers.leaves_voicemail
    found = np.where(speaks, Phase.LEAVES_VOICEMAIL, Phase.VOICEMAIL)
    values = crowd.draws.of("hangs up", contacts, depth)
    if crowd.has_tree:
        found[values < customers.hangs_up_in_greeting + customers.hangs_up_in_menu] = Phase.MENU
    found[values < customers.hangs_up_in_greeting] = Phase.GREETING
    return found
