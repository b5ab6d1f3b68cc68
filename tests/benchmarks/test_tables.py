"""The tables that docs/performance.md shows are those that `make bench` prints, but for the figures."""

from __future__ import annotations

import re
from functools import partial
from xml.etree import ElementTree as ET

import pytest

from benchmarks.first_decision import COMPILED, IMPORT, INTERPRETED, Start
from benchmarks.one_size import STAGES
from benchmarks.page import PAGE, written_into
from benchmarks.plot import cost_plot
from benchmarks.queue_names import NAMES, EqualModel
from benchmarks.results import Results, goals
from benchmarks.sizes import Size
from benchmarks.tables import Table, ratios_table, tables
from benchmarks.timing import Rate, Taken, in_turn


def _taken(*rounds_s: float) -> Taken:
    return Taken(rounds_s or (1.0, 2.0, 4.0))


def _size(days: int, seconds: float) -> Size:
    return Size(
        days=days,
        calls=500 * days,
        events=2_600 * days,
        stages={stage: _taken(seconds, seconds, seconds) for stage in STAGES},
        over_loaded_mb=days / 2,
        over_bare_mb=days / 2 + 200,
    )


@pytest.fixture
def results() -> Results:
    """Return results with made-up figures."""
    return Results(
        equal=EqualModel(
            calls=1_000, answered_share=0.9, rates={name: Rate(1_000, _taken()) for name in NAMES}
        ),
        sizes=[_size(30, 0.02), _size(365, 0.2), _size(3_650, 2.5)],
        start=Start(taken={name: _taken() for name in (IMPORT, COMPILED, INTERPRETED)}, compile_s=50.0),
    )


def _labels(table: Table) -> list[str]:
    return [table.head[0], *(row[0] for row in table.rows)]


def test_the_page_shows_the_tables_of_a_run_with_their_rows_in_order(results: Results) -> None:
    """Only figures are left as they were measured; a table that changed its rows is written anew."""
    page = PAGE.read_text(encoding="utf-8")
    for table in tables(results):
        shown = re.search(rf"<!-- {table.name} -->\n(.*?)<!-- /{table.name} -->", page, re.DOTALL)
        assert shown, table.name
        lines = [line.split("|")[1].strip() for line in shown[1].splitlines()]

        assert [line for line in lines if not line.startswith("---")] == _labels(table)


def test_writing_tables_into_the_page_changes_nothing_but_them(results: Results) -> None:
    """The prose around the marks is a person's."""
    page = PAGE.read_text(encoding="utf-8")
    written = written_into(page, tables(results), "A machine.")

    between = re.compile(r"(<!-- (\w+) -->\n).*?(<!-- /\2 -->)", re.DOTALL)
    assert written != page
    assert between.sub(r"\1\3", written) == between.sub(r"\1\3", page)
    assert written_into(written, tables(results), "A machine.") == written


def test_a_goal_is_met_on_its_own_side(results: Results) -> None:
    """Of speed more is better, of time and memory less."""
    met = {goal.what: goal.is_met for goal in goals(results)}

    assert not met["Equal model: calls a second, over SimPy"]
    assert met["A year: decided in"]
    assert not met["Ten years: memory at most, over what was loaded"]
    assert [row[3] for row in ratios_table(goals(results)).rows] == [
        "yes" if each else "no" for each in met.values()
    ]


def test_a_ratio_is_the_middle_one_of_those_within_a_round() -> None:
    """A round in which the machine was slow slows down both sides."""
    ours, theirs = Rate(100, _taken(1.0, 10.0, 1.0)), Rate(10, _taken(1.0, 10.0, 2.0))

    assert ours.times(theirs) == 10.0
    assert ours.slower_than(theirs) == 0.1


def test_tasks_take_turns_so_that_each_meets_the_same_machine() -> None:
    """All of them once, then all of them again."""
    done: list[str] = []
    taken = in_turn({name: partial(done.append, name) for name in "ab"}, rounds=2, least_s=0.0)

    assert done == ["a", "b", "a", "b"]
    assert [len(each.rounds_s) for each in taken.values()] == [2, 2]


def test_the_picture_has_a_point_for_each_size_and_stage(results: Results) -> None:
    """Drawing and deciding, thirty days and a year and ten: six points, in a picture that a browser can read."""
    picture = ET.fromstring(cost_plot(results.sizes))  # noqa: S314 (our own)

    assert len(picture.findall("{http://www.w3.org/2000/svg}circle")) == 6
