"""Calls, and calls again: what each caller would do, and everything that may follow it.

Whether a call is answered is for the engine to find out. So a caller who would call again does so "upon" being served,
or upon a hang-up, each after a time of its own, from one uniform: the impatient are so in both cases.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
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
    """The calls of one depth, [n] each: their contacts, when about they come in (`at_ms`: UTC ms), and their CALLER.

    Of calls again also which calls they follow (`chosen`: places among those of the depth above), how long after these
    (`after_ms`), and upon what.
    """

    contacts: NDArray[np.int64]
    at_ms: NDArray[np.int64]
    callers: NDArray[np.void]
    chosen: NDArray[np.int64]
    after_ms: NDArray[np.int64]
    upon: NDArray[np.int64]

    @property
    def answered_until_ms(self) -> NDArray[np.int64]:
        """When about each is over if it is answered: int64 [n], UTC ms."""
        until_ms: NDArray[np.int64] = self.at_ms + _UNTIL_ANSWERED_MS + self.callers["talk_ms"]
        return until_ms

    @property
    def hung_up_ms(self) -> NDArray[np.int64]:
        """When about each is over if it is not: int64 [n], UTC ms."""
        return self.at_ms + _UNTIL_HUNG_UP_MS


@dataclass(frozen=True, slots=True, kw_only=True)
class _Again:
    """Who would call again at one depth, [n] each: as in `_Calls`; and after how long, infinite where never.

    `served_ms`, `hung_up_ms`: float64, after a call that was served, and after a hang-up.
    """

    chosen: NDArray[np.int64]
    contacts: NDArray[np.int64]
    served_ms: NDArray[np.float64]
    hung_up_ms: NDArray[np.float64]


def call_branches(crowd: Crowd, callers: Sheet) -> list[Branch]:
    """Return the rows of all contacts that begin with a call; what callers would do goes into `callers`."""
    first, *again = _calls(crowd)
    places = _add(callers, [first, *again])
    above = root(first.contacts, at_ms=first.at_ms, other=next(places), **_columns(crowd, first))
    branches = [
        above,
        *taken(crowd, above, first.hung_up_ms, Upon.ENDED & ~Upon.ANSWERED),
        *closed(crowd, above, first.answered_until_ms, Upon.ENDED),
        *requested(crowd, above, first.answered_until_ms, Upon.SERVED),
    ]
    for calls, other in zip(again, places, strict=True):
        columns = _columns(crowd, calls) | {"at_ms": calls.after_ms, "upon": calls.upon, "other": other}
        above = call_again(above, calls.chosen, **columns)
        branches.append(above)
    return branches


def _columns(crowd: Crowd, calls: _Calls) -> dict[str, NDArray[np.int32] | NDArray[np.int64] | int]:
    return {
        "customer": crowd.customers[calls.contacts],
        "team": crowd.team,
        "kind": EventKind.CALL,
        "channel": Channel.CALL,
    }


def _add(callers: Sheet, calls: Sequence[_Calls]) -> Iterator[NDArray[np.int64]]:
    """Add what callers would do, and return where it stands, int64 [n] of each depth."""
    return (callers.add(each.callers) + np.arange(len(each.callers)) for each in calls)


def _calls(crowd: Crowd) -> list[_Calls]:
    """Return the calls of every depth, the first ones first. What they would do is drawn for all depths at once."""
    contacts = np.flatnonzero(crowd.channels == Channel.CALL)
    again = _whoever_calls_again(crowd, contacts)
    sizes = [len(contacts), *(len(each.contacts) for each in again)]
    everybody = np.concatenate([contacts, *(each.contacts for each in again)])
    records = _callers(crowd, everybody, np.repeat(np.arange(len(sizes)), sizes))
    first, *later = np.split(records, np.cumsum(sizes)[:-1])
    nothing = np.zeros(0, np.int64)
    calls = [
        _Calls(
            contacts=contacts,
            at_ms=crowd.at_ms[contacts],
            callers=first,
            chosen=nothing,
            after_ms=nothing,
            upon=nothing,
        )
    ]
    for each, theirs in zip(again, later, strict=True):
        calls.append(_after(crowd, calls[-1], each, theirs))
    return calls


def _whoever_calls_again(crowd: Crowd, contacts: NDArray[np.int64]) -> list[_Again]:
    """Return who would call again after service, after a hang-up or both, of each depth from the second on."""
    customers = crowd.traffic.customers
    depths, callers = customers.most_calls - 1, len(contacts)
    depth = np.repeat(np.arange(depths), callers)
    values = crowd.draws.of("again", np.tile(contacts, depths), depth)
    served_ms, hung_up_ms = (
        eventually_ms(each, values).reshape(depths, callers)
        for each in (customers.again_after_service, customers.again_after_hang_up)
    )
    found, left = [], np.arange(callers)
    for served, hung_up in zip(served_ms, hung_up_ms, strict=True):
        chosen = np.flatnonzero(np.isfinite(served[left]) | np.isfinite(hung_up[left]))
        left = left[chosen]
        found.append(
            _Again(chosen=chosen, contacts=contacts[left], served_ms=served[left], hung_up_ms=hung_up[left])
        )
    return found


def _after(crowd: Crowd, above: _Calls, again: _Again, callers: NDArray[np.void]) -> _Calls:
    """Return the calls that follow others, each after its own delay; it goes into `callers` as well."""
    if_served, if_hung_up = np.isfinite(again.served_ms), np.isfinite(again.hung_up_ms)
    since_ms = above.answered_until_ms[again.chosen], above.hung_up_ms[again.chosen]
    after_service = waking_ms(crowd, since_ms[0], whole(again.served_ms, LONGEST_MS))
    after_hang_up = waking_ms(crowd, since_ms[1], whole(again.hung_up_ms, LONGEST_MS))
    callers["again_ms"] = np.where(if_hung_up, after_hang_up, NONE)
    return _Calls(
        contacts=again.contacts,
        at_ms=np.where(if_served, since_ms[0] + after_service, since_ms[1] + after_hang_up),
        callers=callers,
        chosen=again.chosen,
        after_ms=np.where(if_served, after_service, after_hang_up),
        upon=if_served * int(Upon.SERVED) | if_hung_up * int(Upon.HUNG_UP),
    )


def _callers(crowd: Crowd, contacts: NDArray[np.int64], depth: NDArray[np.int64]) -> NDArray[np.void]:
    """Return CALLER [n]: what these callers, and the advisors whom they ring, would do at these depths (int64 [n])."""
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


def _talk_ms(crowd: Crowd, contacts: NDArray[np.int64], depth: NDArray[np.int64]) -> NDArray[np.int64]:
    work = crowd.traffic.work
    talk_ms = spans_ms(work.talk, crowd.draws.of("talk", contacts, depth))
    values = crowd.draws.of("short calls", contacts, depth)
    short = np.flatnonzero(values < work.short_calls)
    talk_ms[short] = _SHORT_MS * rest(values[short], work.short_calls)
    return whole(talk_ms, LONGEST_MS)


def _keys(crowd: Crowd, contacts: NDArray[np.int64], depth: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the key that each caller presses, an index of KEYS, or NONE: int64 [n]."""
    menu = crowd.traffic.customers.menu
    if not menu:
        return np.full(len(contacts), NONE)
    pressed = [place for place, key in enumerate(KEYS) if key in menu]
    until = np.cumsum([menu[KEYS[place]] for place in pressed])
    values = crowd.draws.of("key", contacts, depth)
    return np.append(pressed, NONE)[np.searchsorted(until, values, side="right")]


def _unanswered(crowd: Crowd, contacts: NDArray[np.int64], depth: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the phase in which each caller hangs up, or that they leave a voicemail: int64 [n]."""
    customers = crowd.traffic.customers
    speaks = crowd.draws.of("voicemail", contacts, depth) < customers.leaves_voicemail
    found = np.where(speaks, Phase.LEAVES_VOICEMAIL, Phase.VOICEMAIL)
    values = crowd.draws.of("hangs up", contacts, depth)
    if crowd.has_tree:
        found[values < customers.hangs_up_in_greeting + customers.hangs_up_in_menu] = Phase.MENU
    found[values < customers.hangs_up_in_greeting] = Phase.GREETING
    return found
