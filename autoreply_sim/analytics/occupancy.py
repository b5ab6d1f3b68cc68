"""How long advisors worked, and how long they could have: the two parts of occupancy.

An advisor who is on the schedules of several teams at once is there once. A break that falls due during a call begins
when its after-call work is done.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from autoreply_sim.analytics.scope import Scope
from autoreply_sim.codes import NONE, EventKind, Outcome
from autoreply_sim.domain.openings import compile_openings
from autoreply_sim.domain.same import Same
from autoreply_sim.domain.world import World
from autoreply_sim.engine.ledger import Ledger

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Spans = NDArray[np.int64]
    """int64 [n, 2]: begin and end, UTC ms."""

_NO_TIME = np.zeros((0, 2), np.int64)


@dataclass(frozen=True, slots=True, kw_only=True)
class Worked:
    """The two parts of occupancy: how long all advisors together talked or worked after calls, and were there."""

    busy_ms: int
    staffed_ms: int


def worked(scope: Scope, to_ms: int) -> Worked:
    """Return how long advisors worked and were there, in a drawn run, from a scope's begin to `to_ms` (UTC)."""
    ledger, from_ms = scope.whole, scope.from_ms
    work, whose = _work(ledger)
    breaks, who = _breaks(scope)
    duties = _duties(Same(ledger.plan.world), from_ms, to_ms)
    staffed_ms = 0
    for place, advisor in enumerate(ledger.plan.world.advisors):
        duty = duties.get(advisor.key, _NO_TIME)
        own = _put_off(breaks[who == place], work[whose == place])
        away = _union(np.clip(own, from_ms, to_ms))
        staffed_ms += _length_ms(duty) - _common_ms(duty, away)
    return Worked(busy_ms=_length_ms(np.clip(work, from_ms, to_ms)), staffed_ms=staffed_ms)


def _work(ledger: Ledger) -> tuple[Spans, NDArray[np.int16]]:
    """Return when somebody talked or worked after a call, and who: by time of the calls."""
    machine = ledger.plan.machine
    calls = ledger.calls
    answered = np.flatnonzero(calls["outcome"] == Outcome.ANSWERED)
    caller = machine.events["other"][calls["event"][answered]]
    ended_ms = calls["ended_ms"][answered]
    talk_ms, after_call_ms = machine.callers["talk_ms"][caller], machine.callers["after_call_ms"][caller]
    return np.stack((ended_ms - talk_ms, ended_ms + after_call_ms), axis=1), calls["answered_by"][answered]


@lru_cache(maxsize=16)
def _duties(world: Same[World], from_ms: int, to_ms: int) -> dict[str, Spans]:
    """Return when each advisor, by key, is on a schedule that is effective for some team."""
    found: dict[str, list[tuple[int, int]]] = {}
    for team in world.thing.teams:
        openings = compile_openings(team.settings.schedules, from_ms, to_ms)
        bounds = [*openings.starts_ms.tolist(), to_ms]
        for span, effective in zip(pairwise(bounds), openings.effective.tolist(), strict=True):
            if effective != NONE:
                for advisor in team.settings.schedules[effective].advisors:
                    found.setdefault(advisor, []).append(span)
    return {advisor: _union(np.array(spans, np.int64)) for advisor, spans in found.items()}


def _breaks(scope: Scope) -> tuple[Spans, NDArray[np.int16]]:
    """Return when somebody was to be on a break, and who."""
    taken = scope.whole.happened[scope.kinds == EventKind.BREAK]
    events = scope.whole.plan.machine.events[taken["event"]]
    return np.stack((taken["at_ms"], taken["at_ms"] + events["other"]), axis=1), events["advisor"]


def _put_off(breaks: Spans, work: Spans) -> Spans:
    """Return the breaks of one advisor as they were: after the work, if any, that was under way."""
    work = work[np.argsort(work[:, 0], kind="stable")]
    begun = np.searchsorted(work[:, 0], breaks[:, 0], side="right")
    ends = np.append(breaks[:, 0].min(initial=0), work[:, 1])
    return breaks + np.maximum(ends[begun] - breaks[:, 0], 0)[:, np.newaxis]


def _union(spans: Spans) -> Spans:
    """Return the same time as spans that do not overlap, in order."""
    spans = spans[spans[:, 1] > spans[:, 0]]
    spans = spans[np.argsort(spans[:, 0], kind="stable")]
    if not len(spans):
        return spans
    reach = np.maximum.accumulate(spans[:, 1])
    begins = np.flatnonzero(np.append(True, spans[1:, 0] > reach[:-1]))
    return np.stack((spans[begins, 0], reach[np.append(begins[1:] - 1, len(spans) - 1)]), axis=1)


def _common_ms(ours: Spans, theirs: Spans) -> int:
    """Return how long two lists of spans, each without overlaps and in order, coincide."""
    if not len(ours):
        return 0
    before = np.cumsum(ours[:, 1] - ours[:, 0])
    before -= ours[:, 1] - ours[:, 0]

    def elapsed(at_ms: Spans) -> Spans:
        place = np.maximum(np.searchsorted(ours[:, 0], at_ms, side="right") - 1, 0)
        within = np.clip(at_ms - ours[place, 0], 0, ours[place, 1] - ours[place, 0])
        passed: Spans = before[place] + within
        return passed

    return int((elapsed(theirs[:, 1]) - elapsed(theirs[:, 0])).sum())


def _length_ms(spans: Spans) -> int:
    return int((spans[:, 1] - spans[:, 0]).sum())
