"""The heap of calls under way gives them back in the order of time, then of event number (R-CALL-13)."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from autoreply_sim.engine import columns
from autoreply_sim.engine.heap import pop, wait
from autoreply_sim.timeline.columns import EVENT


def room_for(calls: int) -> Any:
    """A machine with nothing but calls that wait; the event numbers run against the places."""
    events = np.zeros(calls, EVENT)
    events["number"] = np.arange(calls, 0, -1)
    under_way = np.zeros(calls, columns.CALL)
    under_way["row"] = np.arange(calls)
    counts = np.zeros(columns.FAULTS + 1, np.int64)
    return SimpleNamespace(
        events=events, calls=under_way, counts=counts, heap=np.zeros(calls, columns.WAITING)
    )


@given(st.lists(st.integers(0, 20), min_size=1, max_size=60))
def test_calls_come_back_by_time_and_then_by_event_number(moments: list[int]) -> None:
    """However many wait, and whatever their order when they began to."""
    machine = room_for(len(moments))
    for place, at_ms in enumerate(moments):
        wait(machine, place, at_ms)
    found = [pop(machine) for _ in moments]
    assert found == sorted(range(len(moments)), key=lambda place: (moments[place], -place))
    assert machine.counts[columns.HEAP] == 0


@given(st.lists(st.tuples(st.booleans(), st.integers(0, 9)), max_size=80))
def test_calls_may_come_and_go_in_between(steps: list[tuple[bool, int]]) -> None:
    """What is taken out is always the first of those that wait."""
    machine = room_for(len(steps))
    waiting: dict[int, int] = {}
    for place, (comes, at_ms) in enumerate(steps):
        if comes or not waiting:
            wait(machine, place, at_ms)
            waiting[place] = at_ms
        else:
            first = min(waiting, key=lambda one: (waiting[one], -one))
            assert pop(machine) == first
            del waiting[first]
