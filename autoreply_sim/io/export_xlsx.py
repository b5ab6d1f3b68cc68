"""Tables as an Excel workbook: a sheet each, and a sheet `columns` that says what their columns mean.

Texts are written as texts and nothing else; there is no formula and no link. Excel has no time zones: instants are by
the wall clock of the world's, which the sheet `columns` names. The same run gives the same bytes.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from xlsxwriter import Workbook
from xlsxwriter.exceptions import FileCreateError

from autoreply_sim.analytics.frame_columns import Column
from autoreply_sim.domain.schedules import zone
from autoreply_sim.errors import InputError, Problem
from autoreply_sim.experiment.run import Run
from autoreply_sim.io.export_cells import cells, is_formula, parts, writable
from autoreply_sim.units import DAY_MS

MOST_ROWS = 1_048_576
"""Rows of a sheet, the names of the columns included."""
MOST_CHARACTERS = 32_767
"""UTF-16 units of a cell."""

_DAY_0 = np.datetime64("1899-12-30", "ms")
"""The day from which Excel counts."""
_OPTIONS = {
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "constant_memory": True,
    "use_zip64": True,
}
_ABOUT = (("table", 12), ("column", 16), ("unit", 40), ("meaning", 90))
_WIDTHS = {"instant": 20, "true or false": 12, "text": 60, "keys": 24, "word": 24, "key": 18, "E.164": 18}
"""How many characters wide a column is, by its unit; others are as wide as their names, and so are these at least."""


def write_workbook(run: Run, tables: Sequence[str], path: Path) -> None:
    """Write tables of a run to a new workbook; what is made on the way lies beside it.

    Raises InputError if a table has more rows, or a text more characters, than Excel takes; OSError if the disk does
    not take the file.
    """
    _check_rows(run, tables)
    with _workbook(path) as book:
        book.set_properties(
            {"title": writable(run.scenario.title), "created": datetime(1980, 1, 1, tzinfo=UTC)}
        )
        for table in tables:
            _write_table(book, run, table)
        _write_meanings(book, run, tables)


def _check_rows(run: Run, tables: Sequence[str]) -> None:
    problems = [
        Problem(
            where=table,
            message=f"{count:,} rows do not fit into a sheet of Excel, which takes {MOST_ROWS - 1:,}; "
            "leave the table out (tables=…), or write CSV files to a folder",
        )
        for table in tables
        if (count := len(getattr(run.frames, table))) >= MOST_ROWS
    ]
    if problems:
        raise InputError(problems)


@contextmanager
def _workbook(path: Path) -> Iterator[Any]:
    """Yield a workbook, written when all went well; its files are closed in any case."""
    packed = io.BytesIO()
    book = Workbook(packed, {**_OPTIONS, "tmpdir": str(path.parent)})
    try:
        yield book
        book.close()
    except FileCreateError as error:
        raise error.args[0] from None  # what the system said
    finally:
        for sheet in book.worksheets():
            with suppress(OSError):
                sheet._opt_close()  # noqa: SLF001 (it has no other way to let go of a sheet that is given up)
    path.write_bytes(packed.getbuffer())


def _write_table(book: Any, run: Run, table: str) -> None:  # noqa: ANN401 (a library without types)
    columns = run.frames.columns(table)
    frame = getattr(run.frames, table)
    sheet = _sheet(book, table, [(each.name, _WIDTHS.get(each.unit, 0)) for each in columns], len(frame))
    write = [_writer(book, sheet, each) for each in columns]
    for row, values in enumerate(_rows(run, table, frame, columns), start=1):
        for place, value in enumerate(values):
            if value is not None:
                write[place](row, place, value)


def _rows(run: Run, table: str, frame: pd.DataFrame, columns: Sequence[Column]) -> Iterator[tuple[Any, ...]]:
    timezone = run.context.world.timezone
    for part in parts(frame):
        found = [_cells(part[each.name], f"{table}.{each.name}", timezone) for each in columns]
        yield from zip(*found, strict=True)


def _write_meanings(book: Any, run: Run, tables: Sequence[str]) -> None:  # noqa: ANN401 (a library without types)
    zoned = {"instant": f"instant, by the wall clock of {run.context.world.timezone}"}
    rows = [
        (table, each.name, zoned.get(each.unit, each.unit), each.meaning)
        for table in tables
        for each in run.frames.columns(table)
    ]
    sheet = _sheet(book, "columns", _ABOUT, len(rows))
    for row, words in enumerate(rows, start=1):
        for place, word in enumerate(words):
            sheet.write_string(row, place, word)


def _sheet(book: Any, name: str, columns: Sequence[tuple[str, int]], rows: int) -> Any:  # noqa: ANN401 (a library without types)
    """Return a new sheet with the names of its columns, which stay in sight and can be filtered by."""
    sheet, bold = book.add_worksheet(name), book.add_format({"bold": True})
    for place, (head, width) in enumerate(columns):
        sheet.set_column(place, place, max(width, len(head) + 4))
        sheet.write_string(0, place, head, bold)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, rows, len(columns) - 1)
    return sheet


def _cells(values: pd.Series[Any], where: str, timezone: str) -> list[Any]:
    return cells(values, lambda text: _fitting(text, where), lambda instants: _days(instants, timezone))


def _fitting(text: str, where: str) -> str:
    fitting = writable(text)
    length = len(fitting.encode("utf-16-le")) // 2
    if length > MOST_CHARACTERS:
        message = f"a text of {length:,} characters does not fit into a cell of Excel, which takes {MOST_CHARACTERS:,}"
        raise InputError([Problem(where=where, message=f"{message}; write CSV files to a folder")])
    return fitting


def _days(instants: pd.Series[Any], timezone: str) -> list[float | None]:
    """Return instants as Excel has them: days by the wall clock."""
    wall = instants.dt.tz_convert(zone(timezone)).dt.tz_localize(None).to_numpy("datetime64[ms]")
    days = ((wall - _DAY_0).astype(np.float64) / DAY_MS).astype(object)
    days[np.isnat(wall)] = None
    found: list[float | None] = days.tolist()
    return found


def _writer(book: Any, sheet: Any, column: Column) -> Any:  # noqa: ANN401 (a library without types)
    """Return what writes a value of a column to a cell."""
    match column.unit:
        case "instant":
            moment = book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"})
            return lambda row, place, value: sheet.write_number(row, place, value, moment)
        case "true or false":
            return sheet.write_boolean
        case "text" | "key" | "keys" | "word" | "rule id" | "E.164":
            # So marked, a text stays text even when somebody edits its cell.
            marked = book.add_format({"quote_prefix": True})
            return lambda row, place, value: sheet.write_string(
                row, place, value, marked if is_formula(value) else None
            )
    return sheet.write_number
