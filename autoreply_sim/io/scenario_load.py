"""Loads scenario files: a file in, a sound `Scenario` out, or everything that is wrong with the file.

Whether a ticket is there, and open, when an event names it, only a run can say. So loading a story runs it once; who
wants the run, too, takes `load_and_run`. Of a file with mistakes the part runs that they cannot change. A file with
traffic names no tickets: it is checked without a run.
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
from autoreply_sim.io.scenario_report import Report
from autoreply_sim.io.scenario_source import SourceError, decode, read_text
from autoreply_sim.io.yaml12_data import Section, YamlError


def load(path: str | PathLike[str]) -> Scenario:
    """Return the scenario of a file. Raises InputError with everything that is wrong with it.

    Example:
        >>> from autoreply_sim import load
        >>> load("data/scenarios/call-hang-up-in-every-phase.yaml")
        Scenario('Where the caller hangs up decides which message goes out': 1 teams, 5 events)

    """
    return _sound(*_draft_of_file(path))


def loads(text: str | bytes, *, origin: str = "<text>") -> Scenario:
    r"""Return the scenario that a text tells. Raises InputError with everything that is wrong with it.

    Example:
        >>> from autoreply_sim import loads
        >>> loads("version: 1\ntitle: Nothing yet\nteams: {desk: {number: '+15155550100'}}\nevents: []")
        Scenario('Nothing yet': 1 teams, 0 events)

    """
    return _sound(*_draft_of_text(text, origin))


def load_and_run(path: str | PathLike[str], *, language: str | None = None) -> Run:
    """Return what came of the scenario of a file; `language` as in `experiment.run.run`.

    Raises InputError with everything that is wrong with the file, and for one whose events are drawn.
    """
    return _tell(*_draft_of_file(path), language)


def loads_and_run(text: str | bytes, *, origin: str = "<text>", language: str | None = None) -> Run:
    """Return what came of the scenario that a text tells. Raises InputError like `load_and_run`."""
    return _tell(*_draft_of_text(text, origin), language)


def _draft_of_file(path: str | PathLike[str]) -> tuple[Scenario | None, Report]:
    origin = str(path)
    try:
        text = read_text(Path(path))
    except SourceError as error:
        raise _whole_file(error, error.line, origin) from None
    return _draft(text, origin, Path(path).stem)


def _draft_of_text(text: str | bytes, origin: str) -> tuple[Scenario | None, Report]:
    try:
        decoded = decode(text) if isinstance(text, bytes) else text
    except SourceError as error:
        raise _whole_file(error, error.line, origin) from None
    return _draft(decoded, origin, origin)


def _draft(text: str, origin: str, title: str) -> tuple[Scenario | None, Report]:
    try:
        return draft(text, origin=origin, title=title)
    except YamlError as error:
        raise _whole_file(error, error.line, origin) from None


def _sound(scenario: Scenario | None, report: Report) -> Scenario:
    if scenario is None or _draws(report):
        if scenario is None or not report.is_empty:
            raise report.error()
        return scenario
    return _tell(scenario, report, None).scenario


def _draws(report: Report) -> bool:
    """Whether a file draws its events, or was meant to."""
    return isinstance(report.tree, Section) and "traffic" in report.tree


def _tell(scenario: Scenario | None, report: Report, language: str | None) -> Run:
    if _draws(report):
        report.add(
            ("traffic",),
            f"this file draws its events; use: autoreply-sim simulate {report.origin}",
            of_key=True,
        )
        raise report.error()
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
