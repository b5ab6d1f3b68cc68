"""Loads scenario files: a file in, a sound `Scenario` out, or everything that is wrong with the file.

Whether a ticket is there, and open, when an event names it, only a run can say. So loading a file runs it once; who
wants the run, too, takes `load_and_run`. Of a file with mistakes the part runs that they cannot change.
"""

from __future__ import annotations

from dataclasses import replace
from os import PathLike
from pathlib import Path

from autoreply_sim.domain.scenario import Scenario
from autoreply_sim.errors import InputError, Problem
from autoreply_sim.experiment.run import Run, run
from autoreply_sim.io.scenario_doubt import events_beyond_doubt
from autoreply_sim.io.scenario_draft import draft
from autoreply_sim.io.scenario_faults import report_faults
from autoreply_sim.io.scenario_source import SourceError, decode, read_text
from autoreply_sim.io.yaml12_data import YamlError


def load(path: str | PathLike[str]) -> Scenario:
    """Return the scenario of a file. Raises InputError with everything that is wrong with it."""
    return load_and_run(path).scenario


def loads(text: str | bytes, *, origin: str = "<text>") -> Scenario:
    """Return the scenario that a text tells. Raises InputError with everything that is wrong with it."""
    return loads_and_run(text, origin=origin).scenario


def load_and_run(path: str | PathLike[str], *, language: str | None = None) -> Run:
    """Return what came of the scenario of a file; `language` as in `experiment.run.run`.

    Raises InputError with everything that is wrong with the file.
    """
    origin = str(path)
    try:
        text = read_text(Path(path))
    except SourceError as error:
        raise _whole_file(error, error.line, origin) from None
    return _tell(text, origin, Path(path).stem, language)


def loads_and_run(text: str | bytes, *, origin: str = "<text>", language: str | None = None) -> Run:
    """Return what came of the scenario that a text tells. Raises InputError like `load_and_run`."""
    try:
        decoded = decode(text) if isinstance(text, bytes) else text
    except SourceError as error:
        raise _whole_file(error, error.line, origin) from None
    return _tell(decoded, origin, origin, language)


def _tell(text: str, origin: str, title: str, language: str | None) -> Run:
    try:
        scenario, report = draft(text, origin=origin, title=title)
    except YamlError as error:
        raise _whole_file(error, error.line, origin) from None
    events = () if scenario is None else events_beyond_doubt(scenario, report)
    if scenario is None or not (events or report.is_empty):
        raise report.error()
    told = run(replace(scenario, events=events), language=language)
    report_faults(told, report)
    if not report.is_empty:
        raise report.error()
    return told


def _whole_file(error: ValueError, line: int | None, origin: str) -> InputError:
    return InputError([Problem(where="", message=str(error), file=origin, line=line)])
