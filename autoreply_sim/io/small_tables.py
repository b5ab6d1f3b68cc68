"""A small table that a page shows, as a file: CSV or an Excel workbook, in which nothing acts."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from autoreply_sim.io.export_cells import inert, writable

Cell = str | int | float | None
"""What stands in a cell; texts stay texts."""


def as_csv(head: Sequence[str], rows: Sequence[Sequence[Cell]]) -> bytes:
    """Return a table as CSV in UTF-8 with the mark by which Excel knows it; formulas are made texts."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(map(inert, head))
    writer.writerows([inert(cell) if isinstance(cell, str) else cell for cell in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def as_workbook(name: str, head: Sequence[str], rows: Sequence[Sequence[Cell]]) -> bytes:
    """Return a table as an Excel workbook of one sheet; texts are written as texts and nothing else."""
    from xlsxwriter import Workbook  # noqa: PLC0415  # who writes no workbook does not pay for the library

    packed = io.BytesIO()
    with Workbook(packed, {"in_memory": True}) as book:
        sheet, bold = book.add_worksheet(name), book.add_format({"bold": True})
        for place, title in enumerate(head):
            widest = max([len(title), *(len(str(row[place])) for row in rows)])
            sheet.set_column(place, place, min(widest + 3, 70))
            sheet.write_string(0, place, writable(title), bold)
        for number, row in enumerate(rows, start=1):
            for place, cell in enumerate(row):
                if isinstance(cell, str):
                    sheet.write_string(number, place, writable(cell))
                elif cell is not None:
                    sheet.write_number(number, place, cell)
        sheet.freeze_panes(1, 0)
    return packed.getvalue()
