"""What is due comes back in the order of time, then of event number (R-CALL-13)."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from autoreply_sim.engine import columns
from autoreply_sim.engine.columns import Waits
from autoreply_sim.engine.heap import drop_first, wait


def room_for(entries: int) -> Any:
    """A machine with nothing but what waits."""
    counts = np.zeros(columns.BUCKET + 1, np.int64)
    return SimpleNamespace(counts=counts, heap=np.zeros(entries, columns.WAITING))


def pop(machine: Any) -> tuple[int, int]:
    """Take out what comes first: what it is, and of which kind; its ticket comes along."""
    first = (int(machine.heap[0]["what"]), int(machine.heap[0]["kind"]))
    assert machine.heap[0]["ticket"] == first[0] + 7
    drop_first(machine)
    return first


@given(st.lists(st.integers(0, 20), min_size=1, max_size=60))
def test_what_is_due_comes_back_by_time_and_then_by_event_number(moments: list[int]) -> None:
    """However much waits, and whatever the order when it began to; the numbers run against the places."""
    machine = room_for(len(moments))
    for place, at_ms in enumerate(moments):
        wait(machine, Waits.EVENT, place, at_ms, 100 - place, place + 7)
    found = [pop(machine) for _ in moments]
    places = sorted(range(len(moments)), key=lambda place: (moments[place], -place))
    assert found == [(place, Waits.EVENT) for place in places]
    assert machine.counts[columns.HEAP] == 0


@given(st.lists(st.tuples(st.booleans(), st.integers(0, 9), st.sampled_from(Waits)), max_size=80))
def test_things_may_come_and_go_in_between(steps: list[tuple[bool, int, Waits]]) -> None:
    """What is taken out is always the first of what waits, and keeps its kind."""
    machine = room_for(len(steps))
    waiting: dict[int, tuple[int, Waits]] = {}
    for place, (comes, at_ms, kind) in enumerate(steps):
        if comes or not waiting:
            wait(machine, kind, place, at_ms, 100 - place, place + 7)
            waiting[place] = at_ms, kind
        else:
            first = min(waiting, key=lambda one: (waiting[one][0], -one))
            assert pop(machine) == (first, waiting.pop(first)[1])
