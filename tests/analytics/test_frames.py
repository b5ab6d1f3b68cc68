"""The tables of a run: they say what `run --json` says, column by column as declared, whatever has happened."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from autoreply_sim.analytics.context import Context
from autoreply_sim.analytics.frame_columns import COLUMNS, Column
from autoreply_sim.analytics.frames import Frames
from autoreply_sim.domain.scenario import Scenario
from autoreply_sim.experiment.run import Run, run
from autoreply_sim.experiment.simulate import simulate
from autoreply_sim.io.scenario_load import load, loads
from autoreply_sim.units import iso_utc

LIBRARY = sorted(Path("data/scenarios").glob("*.yaml"))
NOBODY_CAME = """
version: 1
title: Nothing happens
customers: {carla: {name: Carla Diaz, phone: "+15155550199"}}
teams: {service: {display_name: Service, number: "+15155550100"}}
"""
DTYPES = {"instant": "datetime64[ms, UTC]", "text": "string", "true or false": "bool", "keys": "object"}
COUNTED = {"word": "category", "key": "category", "rule id": "category", "E.164": "category"}
NEVER_MISSING = {"event", "items", "calls", "messages", "tickets", "replies"}


def frames_of(told: Run, language: str = "en") -> Frames:
    """Return the tables of a run."""
    return Frames(Context(told.ledger, told.scenario.events, language))


@pytest.mark.parametrize("path", LIBRARY, ids=lambda path: path.stem)
def test_a_table_says_what_the_json_says(path: Path) -> None:
    """Every column that both have holds the same values in the same order, for every story of the library."""
    told = run(load(path), language="fr")
    frames, said = frames_of(told, "fr"), told.as_json()

    for name in ("replies", "decisions", "calls", "tickets"):
        frame = getattr(frames, name)
        shared = [column for column in frame.columns if said[name] and column in said[name][0]]
        assert plain(frame[shared]) == [{key: item[key] for key in shared} for item in said[name]]

    assert frames.tickets["items"].tolist() == [len(ticket["activity"]) for ticket in said["tickets"]]
    assert plain(frames.activity) == [
        item.as_json() | {"ticket": ticket.ticket, "rule": item.rule, "sentence": item.sentence}
        for ticket in told.tickets
        for item in ticket.activity
    ]
    assert frames.calls["sentence"].tolist() == [call.route_sentence for call in told.calls]


@pytest.mark.parametrize("scenario", [loads(NOBODY_CAME), load(LIBRARY[0])], ids=["empty", "a story"])
@pytest.mark.parametrize("table", COLUMNS)
def test_the_columns_are_those_declared_and_of_their_type(scenario: Scenario, table: str) -> None:
    """A table in which nothing happened has the columns and types of any other, so that tables can be joined."""
    frame = getattr(frames_of(run(scenario)), table)

    assert {name: str(dtype) for name, dtype in frame.dtypes.items()} == {
        column.name: dtype_of(column) for column in COLUMNS[table]
    }


def test_a_vocabulary_is_whole_even_if_few_of_its_words_occur() -> None:
    """Two runs can be counted side by side: the fourteen replies are there, sent or not."""
    replies = frames_of(run(loads(NOBODY_CAME))).replies

    assert len(replies["reply"].cat.categories) == 14
    assert replies["reply"].value_counts().sum() == 0


def test_labels_are_in_the_language_of_the_run_and_texts_in_the_companys() -> None:
    """Asking in French explains to us in French; what the customer reads stays as the company writes it."""
    told = run(load("data/scenarios/call-answered-makes-a-ticket.yaml"))
    english, french = frames_of(told).replies, frames_of(told, "fr").replies

    assert english["label"].iloc[0] == "After a successful phone call with ticket"
    assert french["label"].iloc[0] == "Après un appel réussi avec ticket"
    assert english["text"].tolist() == french["text"].tolist()


def test_local_times_stand_beside_the_instants() -> None:
    """The same instant by the wall clock of the story's zone, or of any other; UTC stays."""
    frames = frames_of(run(load("data/scenarios/rla-rings-the-advisor-of-the-open-ticket-first.yaml")))

    local = frames.with_local_times().calls
    paris = frames.with_local_times("Europe/Paris").calls

    place = list(local.columns).index("started_at")
    assert list(local.columns)[place + 1] == "started_at_local"
    assert local["started_at_local"].iloc[0].isoformat() == "2026-03-02T09:00:00-06:00"
    assert paris["started_at_local"].iloc[0].isoformat() == "2026-03-02T16:00:00+01:00"
    assert (paris["started_at_local"] == local["started_at"]).all()
    assert "started_at_local" not in frames.calls.columns


def test_every_column_is_explained() -> None:
    """`describe` says of every column what it is counted in and what it means."""
    for table, columns in COLUMNS.items():
        described = frames_of(run(load(LIBRARY[0]))).describe(table)
        assert described["column"].tolist() == [column.name for column in columns]
        assert described["meaning"].str.len().min() > 10
        assert not described["meaning"].str.endswith(".").any()


def test_an_unknown_table_is_an_error_that_names_the_nearest() -> None:
    """Somebody who types `ticket` is told of `tickets`."""
    with pytest.raises(ValueError, match=r"there is no table 'ticket'; did you mean 'tickets'\?"):
        frames_of(run(load(LIBRARY[0]))).describe("ticket")


def dtype_of(column: Column) -> str:
    """Return the type that a column has, by its unit."""
    if column.name in NEVER_MISSING:
        return "int64"
    if column.unit == "true or false" and "missing:" in column.meaning:
        return "boolean"
    return (DTYPES | COUNTED).get(column.unit, "Int64")


def plain(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Return a table's rows as JSON has them: nothing for missing, instants as text."""
    return [{str(name): as_json(value) for name, value in row.items()} for row in frame.to_dict("records")]


def as_json(value: Any) -> Any:
    """Return one value as JSON has it."""
    if isinstance(value, list):
        return value
    if pd.isna(value):
        return None
    if isinstance(value, pd.Timestamp):
        return iso_utc(value.value // 1_000_000)
    return value


def test_only_calls_that_rang_or_waited_have_a_wait() -> None:
    """So the column's mean is the metric's, and the figure of waits by the hour draws no waits of nothing."""
    drawn = simulate(load("data/presets/two_person_shop.yaml"), replications=1, days=20, keep=True)
    waits, sums = drawn.runs[0].frames.calls["wait_ms"], drawn.each[0].sums

    assert 0 < waits.count() < len(waits)
    assert sums is not None
    assert waits.count() == sums["rang_or_waited"]
    assert waits.sum() == sums["wait_ms"]


@pytest.mark.parametrize(
    ("asked", "meant"),
    [
        (lambda frames: frames.calls["outcom"], "did you mean 'outcome'"),
        (lambda frames: frames.calls[["outcome", "tiket"]], "did you mean 'ticket'"),
        (lambda frames: frames.calls.outcom, "did you mean 'outcome'"),
        (lambda frames: frames.cals, "did you mean 'calls'"),
        (lambda frames: frames.describe("cals"), "did you mean 'calls'"),
    ],
)
def test_a_table_or_a_column_that_is_not_there_names_the_nearest(
    asked: Callable[[Frames], object], meant: str
) -> None:
    """Whichever way somebody asks for it."""
    with pytest.raises((KeyError, AttributeError, ValueError), match=meant):
        asked(frames_of(run(load(LIBRARY[0]))))


def test_what_comes_of_a_table_is_a_plain_one() -> None:
    """Only what was asked for by name is looked after; selections are pandas' own, and so are its other errors."""
    calls = frames_of(run(load(LIBRARY[0]))).calls
    with pytest.raises(KeyError, match=r"^7$"):
        calls[7]
    with pytest.raises(AttributeError, match=r"'_nothing'$"):
        _ = calls._nothing

    assert type(calls[["outcome"]]) is pd.DataFrame
    assert list(calls[calls["outcome"] == "answered"].columns) == list(calls.columns)
