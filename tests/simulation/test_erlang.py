"""Queueing theory: what the engine makes of many callers is what Erlang's formulas say, within chance.

The formulas, the replications and the intervals are those of benchmarks/erlang_tables.py, which checks every row.
"""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest

from benchmarks.erlang_tables import (
    MEASURES,
    Desk,
    erlang_b,
    estimates,
    exact,
    in_system,
    interval,
    student_t,
    telling,
)

KNOWN = [
    (Desk(load=0.5, agents=1), {"p_wait": 0.5, "mean_wait_s": 180.0, "service_level": 0.527020265547}),
    (Desk(load=0.5, agents=3), {"p_wait": 0.015151515152, "mean_wait_s": 1.090909090909}),
    (
        Desk(load=5, agents=4, talk_s=240, patience_s=60),
        {"p_wait": 0.568786634957, "p_abandon": 0.342154236442, "mean_wait_s": 20.529254186531},
    ),
    (
        Desk(load=5, agents=4, talk_s=240, patience_s=1_200),
        {"p_wait": 0.917006016021, "p_abandon": 0.227359881159, "occupancy": 0.965800148551},
    ),
]
"""Rows computed elsewhere with forty digits."""

DESKS = [
    (Desk(load=0.5, agents=1), 10_000),
    (Desk(load=2, agents=3), 10_000),
    (Desk(load=8, agents=9), 20_000),
    (Desk(load=10, agents=12), 10_000),
    (Desk(load=50, agents=56), 20_000),
    (Desk(load=100, agents=110), 20_000),
    (Desk(load=5, agents=4, talk_s=240, patience_s=60), 10_000),
    (Desk(load=10, agents=10, talk_s=240, patience_s=240), 10_000),
    (Desk(load=20, agents=22, talk_s=240, patience_s=1_200), 20_000),
    (Desk(load=50, agents=45, talk_s=240, patience_s=240), 10_000),
    (Desk(load=100, agents=106, talk_s=240, patience_s=60), 10_000),
]
"""And how many calls a replication has: more where the line is long-lived."""
COMPARISONS = sum(len(telling(desk, calls)) for desk, calls in DESKS)


@pytest.mark.parametrize(("desk", "known"), KNOWN, ids=str)
def test_the_formulas_give_the_values_of_the_tables(desk: Desk, known: dict[str, float]) -> None:
    """Erlang (1917) and Palm (1957): to a billionth."""
    assert {name: exact(desk)[name] for name in known} == pytest.approx(known, rel=1e-9)


def test_the_two_roads_to_erlang_c_meet() -> None:
    """The birth-death equations of a team without hang-ups give the share that Erlang's recursion does."""
    for load, agents in ((0.5, 1), (8, 9), (100, 110)):
        desk = Desk(load=load, agents=agents)
        assert in_system(desk)[agents:].sum() == pytest.approx(exact(desk)["p_wait"], rel=1e-9)
    assert erlang_b(0.5, 2) == pytest.approx(0.5**2 / 2 / (1 + 0.5 + 0.5**2 / 2))


@pytest.mark.parametrize(("inside", "freedom", "distance"), [(0.95, 10, 2.228139), (0.99, 24, 2.796940)])
def test_student_t_is_that_of_the_tables(inside: float, freedom: int, distance: float) -> None:
    """Two-sided quantiles."""
    assert student_t(inside, freedom) == pytest.approx(distance, abs=1e-6)


@pytest.mark.compiled
@pytest.mark.parametrize(("desk", "calls"), DESKS, ids=str)
def test_the_exact_value_lies_in_the_interval_and_those_of_other_teams_do_not(desk: Desk, calls: int) -> None:
    """Shares who wait and hang up, waits, service level, occupancy; all intervals of this test at once with 99 %.

    The seeds are fixed. That the intervals are narrow enough to tell: one advisor more or fewer, and the same share of
    callers who wait would not be believed.
    """
    values = estimates(desk, calls)
    for name, value in telling(desk, calls).items():
        middle, half = interval(values[:, MEASURES.index(name)], COMPARISONS)
        assert abs(middle - value) <= half, (name, value, middle, half)
    middle, half = interval(values[:, MEASURES.index("p_wait")], COMPARISONS)
    step = round(math.sqrt(desk.agents) / 3) or 1
    others = [replace(desk, agents=desk.agents + step)]
    if desk.patience_s is not None or desk.agents - step > desk.load:
        others.append(replace(desk, agents=desk.agents - step))
    assert all(abs(middle - exact(other)["p_wait"]) > half for other in others), (middle, half)
    assert np.isfinite(values).all()
