"""A drawn run as Parquet files, a table each, for pandas, DuckDB, Polars and the like.

They are written some ten thousand rows at a time, so that ten years take no more memory than one. Words are
dictionaries, instants UTC milliseconds. Customers go by their keys: no name and no phone number is written.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from itertools import chain
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

import numpy as np

from autoreply_sim.analytics import tables
from autoreply_sim.analytics.context import Context
from autoreply_sim.analytics.happenings import contacts, happenings
from autoreply_sim.analytics.values import Coded, Flags, KeyLists, Table, Texts, numbered

_ROWS = 1 << 17
"""Rows of a row group; of decisions, moments, each of which has up to five."""

COLUMNS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "events": ("event", "at", "kind", "channel", "action", "team", "customer", "advisor", "ticket"),
        "calls": (
            *("event", "team", "customer", "outcome", "rang_count", "answered_by", "held_by", "ticket"),
            *("after_hours", "started_at", "ended_at", "wait_ms", "talk_ms", "rla"),
        ),
        "tickets": (
            *("ticket", "team", "number", "customer", "channel", "origin", "title", "advisor", "status"),
            *("created_at", "closed_at", "merged_into"),
        ),
        "activity": ("ticket", "at", "kind", "event", "rule"),
        "decisions": (
            *("event", "at", "reply", "team", "customer", "channel", "ticket", "verdict", "reason", "rule"),
        ),
        "contacts": ("customer", "line", "withheld", "opted_out", "segments", "organization", "account"),
    }
)
"""The columns of each file, in their order; docs/reference/ledger.md says what they mean."""


class File(NamedTuple):
    """A file that was written: how many rows it has, and the SHA-256 of its bytes."""

    rows: int
    sha256: str


def write_tables(context: Context, folder: Path) -> dict[str, File]:
    """Write the tables of a run to a folder, and return what was written by the names of the files.

    Raises OSError where the disk is full or does not take them.
    """
    return {f"{table}.parquet": _write(context, table, folder) for table in COLUMNS}


def _write(context: Context, table: str, folder: Path) -> File:
    # pyarrow takes a quarter of a second to import, which nobody else should pay.
    from pyarrow import parquet  # noqa: PLC0415

    from autoreply_sim.io.arrow_columns import arrow_table  # noqa: PLC0415

    path, rows = folder / f"{table}.parquet", 0
    parts = (_chosen(part, table) for part in _PARTS[table](context))
    first = next(parts)
    schema, encodings = arrow_table(first).schema, _encodings(first)
    # A file of Python's, so that its errors say what the system said.
    with (
        path.open("xb") as file,
        parquet.ParquetWriter(file, schema, compression="zstd", **encodings) as writer,
    ):
        for part in chain((first,), parts):
            rows_of_group = arrow_table(part)
            writer.write_table(rows_of_group)
            rows += rows_of_group.num_rows
    with path.open("rb") as written:
        return File(rows, hashlib.file_digest(written, "sha256").hexdigest())


def _encodings(part: Table) -> dict[str, object]:
    """Return how Parquet shall write each column: words by their places, numbers by what they differ from the last."""
    words = [name for name, values in part.items() if isinstance(values, Coded | Texts | KeyLists)]
    numbers = [
        name for name, values in part.items() if not isinstance(values, Coded | Texts | KeyLists | Flags)
    ]
    return {
        "use_dictionary": words,
        "column_encoding": dict.fromkeys(numbers, "DELTA_BINARY_PACKED"),
        "write_statistics": numbers,  # of words they help nobody, and take a third of the time
    }


def _chosen(part: Table, table: str) -> Table:
    return {name: part[name] for name in COLUMNS[table]}


def _slices(count: int) -> Iterator[slice]:
    """Yield the row groups of a table, one of them even if there are no rows."""
    for start in range(0, max(count, 1), _ROWS):
        yield slice(start, min(start + _ROWS, count))


def _events(context: Context) -> Iterator[Table]:
    return (happenings(context, rows) for rows in _slices(len(context.ledger.happened)))


def _calls(context: Context) -> Iterator[Table]:
    for rows in _slices(len(context.ledger.calls)):
        part = replace(context.ledger, calls=context.ledger.calls[rows])
        yield tables.calls(replace(context, ledger=part), sentences=False)


def _tickets(context: Context) -> Iterator[Table]:
    for rows in _slices(len(context.ledger.tickets)):
        part = replace(context.ledger, tickets=context.ledger.tickets[rows])
        number = numbered(np.arange(rows.start, rows.stop))
        yield tables.tickets(replace(context, ledger=part)) | {"ticket": number}


def _activity(context: Context) -> Iterator[Table]:
    for rows in _slices(len(context.ledger.logged)):
        items = replace(context.ledger, logged=context.ledger.logged[rows]).items
        number = numbered(context.ledger.stays[items["ticket"]])
        yield tables.activity(context, items, sentences=False) | {"ticket": number}


def _decisions(context: Context) -> Iterator[Table]:
    ledger = context.ledger
    for rows in _slices(len(ledger.decided)):
        part = replace(ledger, decided=ledger.decided[rows], reasons=ledger.reasons[rows])
        yield tables.decisions(replace(context, ledger=part), sentences=False)


def _contacts(context: Context) -> Iterator[Table]:
    yield contacts(context.world)


_PARTS: Mapping[str, Callable[[Context], Iterator[Table]]] = MappingProxyType(
    {
        "events": _events,
        "calls": _calls,
        "tickets": _tickets,
        "activity": _activity,
        "decisions": _decisions,
        "contacts": _contacts,
    }
)
"""How each table comes, a row group at a time."""
