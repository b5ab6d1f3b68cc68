"""The differential test: on every small world the engine and the oracle say the same.

`engine_adapter.engine_decide(scenario)` runs the engine of the package on the same plain data and gives a
dictionary of the shape of `world.decide`. For more worlds, drawn anew each time:
`AUTOREPLY_SIM_EXAMPLES=20000 pytest tests/oracle/test_agreement.py`.
"""

from __future__ import annotations

import io
import os
from itertools import zip_longest
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from .engine_adapter import engine_decide
from .events_of_plots import Plotter
from .plots import PLOTS
from .world import decide
from .worlds import scenarios

ASKED_FOR = os.environ.get("AUTOREPLY_SIM_EXAMPLES")
HURRIED = os.environ.get("AUTOREPLY_SIM_SHRINK") == "no"
"""A mutant that is found out need not be found out by the smallest world."""
COMPARED = {
    "errors": ("event", "code"),
    "notes": ("event", "from", "to"),
    "calls": (
        *("event", "outcome", "rang", "answered_by", "held_by", "ticket"),
        *("after_hours", "started_at", "ended_at", "rla"),
    ),
    "tickets": (
        *("ticket", "team", "number", "customer", "channel", "title", "advisor", "status"),
        *("created_at", "closed_at", "merged_into", "activity"),
    ),
    "decisions": ("event", "reply", "verdict", "reason", "rule"),
    "replies": ("event", "at", "reply", "team", "customer", "channel", "ticket"),
}
ONE_CALL = {
    "customers": {"carla": {"phone": "+15155550199"}},
    "teams": {"service": {"number": "+15155550100"}},
    "events": [{"at": "2026-03-02 09:00", "call": {"from": "carla", "to": "service"}}],
}


@settings(
    max_examples=-(-int(ASKED_FOR or 520) // len(PLOTS)),
    derandomize=ASKED_FOR is None,
    database=None,
    phases=(Phase.explicit, Phase.generate) if HURRIED else tuple(Phase),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(data=st.data())
@pytest.mark.parametrize("plot", PLOTS, ids=lambda plot: plot.__name__)
def test_the_engine_and_the_oracle_agree(plot: Plotter, data: st.DataObject) -> None:
    """Every decision, ticket, call, reply, note and ticket error is the same by both readings."""
    scenario = data.draw(scenarios(plot))
    lines = differences(engine_decide(scenario), decide(scenario))
    if lines:
        pytest.fail("\n".join([*lines, "", "The scenario:", "", as_yaml(scenario)]), pytrace=False)


def test_a_difference_is_told_by_table_and_key() -> None:
    """The report names the table, the row and the key in which the two differ, and rows that only one has."""
    oracle = decide(ONE_CALL) | {"notes": []}
    engine = decide(ONE_CALL) | {"notes": [(1, "menu", "ringing")]}
    oracle["calls"][0]["rang"] = ["ana"]
    assert differences(engine, oracle) == [
        "notes, row 1: the engine says {'event': 1, 'from': 'menu', 'to': 'ringing'}, the oracle nothing",
        "calls, row 1 (event 1), rang: the engine says [], the oracle ['ana']",
    ]


def differences(engine: dict[str, Any], oracle: dict[str, Any]) -> list[str]:
    """One line for every value in which two results differ, table by table; none if they agree."""
    lines = []
    for table, keys in COMPARED.items():
        pairs = zip_longest(rows(engine, table, keys), rows(oracle, table, keys))
        for number, (theirs, ours) in enumerate(pairs, start=1):
            lines += row_differences(f"{table}, row {number}", theirs, ours)
    return lines


def rows(result: dict[str, Any], table: str, keys: tuple[str, ...]) -> list[dict[str, Any]]:
    """The rows of a table with the compared keys alone; notes and errors, which are tuples, get theirs."""
    return [
        {key: row.get(key) for key in keys} if isinstance(row, dict) else dict(zip(keys, row, strict=True))
        for row in result.get(table, [])
    ]


def row_differences(where: str, theirs: dict[str, Any] | None, ours: dict[str, Any] | None) -> list[str]:
    """One line for every key in which two rows differ, or one for a row that only one side has."""
    if theirs is None or ours is None:
        return [f"{where}: the engine says {theirs or 'nothing'}, the oracle {ours or 'nothing'}"]
    key, name = next(iter(ours.items()))
    return [
        f"{where} ({key} {name}), {column}: the engine says {theirs.get(column)!r}, the oracle {value!r}"
        for column, value in ours.items()
        if theirs.get(column) != value
    ]


def as_yaml(scenario: dict[str, Any]) -> str:
    """A scenario as a file that `autoreply-sim run` reads."""
    yaml = YAML()
    yaml.width = 110
    yaml.representer.ignore_aliases = lambda _: True
    text = io.StringIO()
    yaml.dump(scenario, text)
    return text.getvalue()
