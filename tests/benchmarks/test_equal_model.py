"""The equal models are equal: what is timed against each other does the same work."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from autoreply_sim.engine.ledger import decide_drawn
from benchmarks.queue_agreement import agree, agree_on_average
from benchmarks.queue_draws import Queue, Waits, draw_queue
from benchmarks.queue_engine import TEAM, queue_timeline, queue_world, waits_of


@pytest.fixture(scope="module")
def queue() -> Queue:
    """Return two days of calls."""
    return draw_queue(2)


@pytest.fixture(scope="module")
def ours(queue: Queue) -> Waits:
    """Return what our engine makes of them, as plain Python."""
    return waits_of(decide_drawn(queue_world(), queue_timeline(queue), waits={TEAM}, compiled=False))


def test_every_wait_and_every_ticket_is_the_same_by_simpy_heapq_and_us(queue: Queue, ours: Waits) -> None:
    """Nobody is faster by doing something else."""
    agree(queue, ours)

    assert 0 < ours.answered.sum() < len(queue), "some give up, so that patience is compared, too"
    assert np.any(ours.joined != np.arange(len(queue))), "some land on a ticket that is there already"


@pytest.mark.parametrize("wrong", ["wait_ms", "answered", "joined"])
def test_a_model_that_says_otherwise_of_one_call_is_told(queue: Queue, ours: Waits, wrong: str) -> None:
    """Equal on average is not equal."""
    changed = getattr(ours, wrong).copy()
    changed[7] = ~changed[7]
    other: dict[str, Any] = {wrong: changed}

    with pytest.raises(AssertionError, match="by SimPy"):
        agree(queue, replace(ours, **other))


def test_what_only_draws_alike_must_agree_on_average(ours: Waits) -> None:
    """Ciw has calls of its own: its shares and means are near ours, or its time means nothing."""
    assert agree_on_average(ours, ours) == len(ours.answered)
    with pytest.raises(AssertionError, match="Ciw waits"):
        agree_on_average(replace(ours, wait_ms=ours.wait_ms * 2), ours)
    with pytest.raises(AssertionError, match="Ciw answers"):
        agree_on_average(replace(ours, answered=~ours.answered), ours)


def test_ciw_agrees_where_it_is_installed() -> None:
    """Its own way of drawing and of giving up comes to the same means as ours."""
    pytest.importorskip("ciw", reason="Ciw is installed by make bench")
    from benchmarks.queue_ciw import by_ciw  # noqa: PLC0415 (imports what may not be there)

    days = 10
    ours = waits_of(
        decide_drawn(queue_world(), queue_timeline(draw_queue(days)), waits={TEAM}, compiled=False)
    )

    assert agree_on_average(by_ciw(days), ours) > 0
