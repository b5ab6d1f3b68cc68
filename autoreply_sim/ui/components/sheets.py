"""A table to take away: what stands in it, and how it is handed over as CSV or as an Excel workbook."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from autoreply_sim.io.small_tables import Cell, as_csv, as_workbook

_EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

Offer = Callable[[str, str | bytes, str], None]
"""Hands the visitor a file: its name, its content, its kind."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A table to take away."""

    name: str
    """Of the file, without its ending."""
    title: str
    """Of the workbook's sheet: a short word of ours."""
    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


def offer_sheet(offer: Offer, sheet: Sheet, kind: str) -> None:
    """Hand a table over, as `csv` or as `excel`."""
    offer(*sheet_file(sheet, kind))


def sheet_file(sheet: Sheet, kind: str) -> tuple[str, bytes, str]:
    """Return a table as a file, `csv` or `excel`: its name, its content, its kind."""
    if kind == "csv":
        return f"{sheet.name}.csv", as_csv(sheet.head, sheet.rows), "text/csv"
    return f"{sheet.name}.xlsx", as_workbook(sheet.title, sheet.head, sheet.rows), _EXCEL
