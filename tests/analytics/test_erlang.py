"""Erlang's formulas, as analysts hold them beside a simulation."""

from __future__ import annotations

import numpy as np
import pytest

from autoreply_sim.analytics.erlang import mean_wait_s
from benchmarks.erlang_tables import Desk, exact


@pytest.mark.parametrize("patience_s", [None, 60.0, 240.0, 6_000.0])
@pytest.mark.parametrize(("load", "advisors"), [(0.5, 1), (5, 6), (8, 9), (100, 110)])
def test_the_mean_wait_is_that_of_the_tables(load: float, advisors: int, patience_s: float | None) -> None:
    """Erlang (1917) and Palm (1957): as the tables that the engine is held against compute it by another road."""
    desk = Desk(load=load, agents=advisors, talk_s=180, patience_s=patience_s)

    assert mean_wait_s(load, advisors, 180, patience_s) == pytest.approx(exact(desk)["mean_wait_s"], rel=1e-9)


def test_a_line_of_the_patient_grows_without_end_where_the_load_reaches_the_advisors() -> None:
    """Erlang C knows no mean wait there; whoever may hang up has one."""
    assert np.isinf(mean_wait_s([4, 5], [4, 4], 180)).all()
    assert np.isfinite(mean_wait_s([4, 5], [4, 4], 180, 300)).all()


def test_loads_and_advisors_are_columns() -> None:
    """Hour by hour, or one load for several crews."""
    table = mean_wait_s([[2.0], [3.0]], [3, 4, 5], 180, 300)

    assert table.shape == (2, 3)
    assert table[1, 0] == pytest.approx(float(mean_wait_s(3.0, 3, 180, 300)))
    assert (np.diff(table, axis=1) < 0).all()
    assert (np.diff(table, axis=0) > 0).all()


@pytest.mark.parametrize(
    ("load", "advisors", "talk_s", "patience_s", "message"),
    [
        (0.0, 3, 180, None, "load must be a number above 0"),
        ([1.0, float("nan")], 3, 180, None, "load must be a number above 0"),
        (1.0, 3, -1, None, "talk_s must be a number above 0"),
        (1.0, 3, 180, 0, "patience_s must be a number above 0"),
        (1.0, [3, 0], 180, 60, "advisors must be at least 1"),
    ],
)
def test_what_no_formula_can_take_is_refused(
    load: object, advisors: object, talk_s: float, patience_s: float | None, message: str
) -> None:
    """By name, with what is possible."""
    with pytest.raises(ValueError, match=message):
        mean_wait_s(load, advisors, talk_s, patience_s)  # type: ignore[arg-type]
