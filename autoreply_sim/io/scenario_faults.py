"""Tells events that name a ticket which they cannot, as a run found them, where they stand in the file (R-TKT-10)."""

from __future__ import annotations

from autoreply_sim.analytics.phrases import FAULTS
from autoreply_sim.codes import Fault
from autoreply_sim.experiment.run import Run
from autoreply_sim.io.scenario_report import Report
from autoreply_sim.io.yaml12_data import Section, inside

_OF_INTO = {Fault.MERGE_INTO_ITSELF, Fault.UNKNOWN_INTO, Fault.CLOSED_INTO}
"""Faults of the ticket that was to stay after a merge."""


def report_faults(run: Run, report: Report) -> None:
    """Report the faults of a run."""
    events = {event.number: event for event in run.scenario.events}
    for number, fault in run.faults:
        event = events[number]
        kind = next(key for key in _keys_of_event(report, number) if key != "at")
        key = "into" if fault in _OF_INTO else "ticket"
        report.add(("events", number - 1, kind, key), FAULTS[fault].format(ticket=getattr(event, key)))


def _keys_of_event(report: Report, number: int) -> list[str]:
    found = inside(report.tree, ("events", number - 1))
    return list(found) if isinstance(found, Section) else []
