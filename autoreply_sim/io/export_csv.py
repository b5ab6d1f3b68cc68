"""A table as a CSV file (RFC 4180), in UTF-8 with the mark by which Excel knows it.

Instants are ISO 8601 by the wall clock of the world's time zone, with its offset. What is missing is empty. Before a
text that a spreadsheet might take for a formula stands an apostrophe.
"""

from __future__ import annotations

import csv
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from autoreply_sim.analytics.frame_columns import Column
from autoreply_sim.domain.schedules import zone
from autoreply_sim.experiment.run import Run
from autoreply_sim.io.export_cells import cells, inert, inert_number, parts

if TYPE_CHECKING:
    from numpy.typing import NDArray


def write_csv(run: Run, table: str, path: Path) -> None:
    """Write a table of a run to a new file. Raises OSError if the disk does not take it."""
    columns, timezone = run.frames.columns(table), run.context.world.timezone
    with path.open("x", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(each.name for each in columns)
        for part in parts(getattr(run.frames, table)):
            found = (_cells(part[each.name], each, timezone) for each in columns)
            writer.writerows(zip(*found, strict=True))


def _cells(values: pd.Series[Any], column: Column, timezone: str) -> list[Any]:
    text = inert_number if column.unit == "E.164" else inert
    found = cells(values, text, lambda instants: _iso(instants, timezone))
    if column.unit == "true or false":
        return [None if flag is None else str(flag).lower() for flag in found]
    return found


def _iso(instants: pd.Series[Any], timezone: str) -> list[str | None]:
    """Return instants to the millisecond, the offset behind: `2026-03-02T09:00:00.000-06:00`."""
    wall = instants.dt.tz_convert(zone(timezone)).dt.tz_localize(None).to_numpy("datetime64[ms]")
    offsets = (wall - instants.dt.tz_localize(None).to_numpy("datetime64[ms]")).astype("timedelta64[m]")
    known, which = np.unique(offsets, return_inverse=True)
    written = np.array([_offset(each) for each in known.astype(np.int64).tolist()], dtype=object)
    texts: NDArray[Any] = np.datetime_as_string(wall, unit="ms").astype(object) + written[which]
    texts[np.isnat(wall)] = None
    found: list[str | None] = texts.tolist()
    return found


def _offset(minutes: int) -> str:
    return f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"
