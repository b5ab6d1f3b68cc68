"""A run's tables for people who work in spreadsheets: an Excel workbook, or CSV files.

They hold what `run.frames` has; customers go by their keys. Nothing in them acts: whatever a customer or a file wrote
stays text and is never calculated. What is written is whole or not there: it is made beside its place first.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from autoreply_sim.analytics.frame_columns import COLUMNS
from autoreply_sim.analytics.phrases import check_language
from autoreply_sim.arguments import check_kind, check_names
from autoreply_sim.errors import did_you_mean
from autoreply_sim.experiment.run import Run
from autoreply_sim.io.export_csv import write_csv
from autoreply_sim.io.export_place import whole_file, whole_files

_FILE, _OTHERS = re.compile(r"\.[a-z]{2,5}"), (".parquet", ".feather")
"""Endings that ask for a kind of file which is not written here: no folder is meant, unless it is there."""

_REMEDY = "of simulate(…, keep=True) take .runs[0]; other tables have to_csv and to_excel, a figure has save"


def export(
    run: Run,
    path: str | Path,
    *,
    tables: Iterable[str] | None = None,
    language: str | None = None,
    overwrite: bool = False,
) -> tuple[Path, ...]:
    """Write tables of a run, all of them by default, and return the paths of the files.

    `path` ends in `.xlsx`: a workbook with a sheet for each table, and one that says what the columns mean. In `.csv`:
    that file, of a single table. Else it is a folder, which gets a CSV file for each. Instants are by the wall clock of
    the world's time zone; labels and sentences are in `language` (``en``, ``fr``; None: the run's).

    What is there already is replaced only with `overwrite`; of a folder only the files of these tables. Raises
    ValueError for a table, a language or an ending that is not known; InputError if the place is taken, or if a table
    does not fit into a sheet; OSError if the disk does not take it. Then nothing is left behind.

    Example:
        >>> import tempfile
        >>> from autoreply_sim import export, load, run
        >>> told = run(load("data/scenarios/call-hang-up-in-every-phase.yaml"))
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     [path.name for path in export(told, folder + "/calls.csv", tables="calls")]
        ['calls.csv']

    """
    check_kind("export", run, (Run,), [_REMEDY])
    place, names = Path(path), _chosen(tables)
    told = _in_language(run, language)
    match place.suffix.lower():
        case ".xlsx":
            # Who writes CSV files does not pay for the library.
            from autoreply_sim.io.export_xlsx import write_workbook  # noqa: PLC0415

            with whole_file(place, overwrite=overwrite) as unfinished:
                write_workbook(told, names, unfinished)
            return (place,)
        case ".csv":
            if len(names) > 1:
                raise ValueError(
                    f"a .csv file takes one table: name it (tables={names[0]!r}), or name a folder"
                )
            with whole_file(place, overwrite=overwrite) as unfinished:
                write_csv(told, names[0], unfinished)
            return (place,)
        case ending if ending in _OTHERS or (_FILE.fullmatch(ending) and not place.is_dir()):
            raise ValueError(
                f"no {ending} files are written: end the path in .xlsx or .csv, or name a folder"
            )
    files = [f"{name}.csv" for name in names]
    with whole_files(place, files, overwrite=overwrite) as unfinished:
        for name, file in zip(names, files, strict=True):
            write_csv(told, name, unfinished / file)
    return tuple(place / file for file in files)


def _chosen(tables: Iterable[str] | None) -> list[str]:
    """Return the tables that are asked for, each once; one alone may be named without a list."""
    if tables is None:
        return list(COLUMNS)
    check_names("tables", tables)
    asked = list(dict.fromkeys([tables] if isinstance(tables, str) else tables))
    unknown = next((name for name in asked if name not in COLUMNS), None)
    if unknown is not None:
        raise ValueError(f"there is no table {unknown!r}; {did_you_mean(unknown, COLUMNS)}")
    if not asked:
        raise ValueError(f"no table is named; known: {', '.join(COLUMNS)}")
    return asked


def _in_language(run: Run, language: str | None) -> Run:
    if language is not None:
        check_language(language)
    return run if language in {None, run.language} else replace(run, language=language)
