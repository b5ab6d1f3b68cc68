"""Tells events that name a ticket which they cannot, as a run found them, where they stand in the file (R-TKT-10)."""

from __future__ import annotations

from autoreply_sim.analytics.phrases import FAULTS
from autoreply_sim.codes import Action, Fault
from autoreply_sim.domain.events import AdvisorAction, Event
from autoreply_sim.experiment.run import Run
from autoreply_sim.io.scenario_report import Report
from autoreply_sim.io.yaml12_data import Section, inside


def report_faults(run: Run, report: Report) -> None:
    """Report the faults of a run."""
    events = {event.number: event for event in run.scenario.events}
    for number, fault in run.faults:
        event = events[number]
        kind = next(key for key in _keys_of_event(report, number) if key != "at")
        key = _key_at_fault(event, fault, run)
        report.add(("events", number - 1, kind, key), FAULTS[fault].format(ticket=getattr(event, key)))


def _keys_of_event(report: Report, number: int) -> list[str]:
    found = inside(report.tree, ("events", number - 1))
    return list(found) if isinstance(found, Section) else []


def _key_at_fault(event: Event, fault: Fault, run: Run) -> str:
    """Return which of a merge's two tickets is at fault; of other events there is but one."""
    if not isinstance(event, AdvisorAction) or event.action is not Action.MERGE:
        return "ticket"
    ticket, into = event.ticket or 0, event.into or 0
    if fault is Fault.UNKNOWN_TICKET:
        return "ticket" if ticket > into else "into"
    closed_ms = run.ledger.tickets["closed_ms"][ticket - 1]
    return "ticket" if fault is Fault.CLOSED_TICKET and 0 <= closed_ms <= event.at_ms else "into"
