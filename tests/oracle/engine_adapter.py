"""The package under test, asked the same question as the oracle and answering in the same words."""

from __future__ import annotations

import json
import re
from typing import Any

from hypothesis import reject

from autoreply_sim.codes import Fault, Outcome, Phase
from autoreply_sim.experiment.run import Run, run
from autoreply_sim.io.scenario_draft import draft
from autoreply_sim.io.scenario_report import Report

_EVENT = re.compile(r"events\[(\d+)\]\.\w+\.(?:ticket|into)$")
_CODES = {fault: fault.word for fault in Fault} | {
    Fault.UNKNOWN_INTO: "unknown_ticket",
    Fault.CLOSED_INTO: "closed_ticket",
}
_PHASES = {
    Outcome.HUNG_UP_GREETING: Phase.GREETING,
    Outcome.HUNG_UP_MENU: Phase.MENU,
    Outcome.HUNG_UP_RINGING: Phase.RINGING,
    Outcome.HUNG_UP_VOICEMAIL: Phase.VOICEMAIL,
}


def engine_decide(scenario: dict[str, Any], *, compiled: bool = False) -> dict[str, Any]:
    """What the engine makes of a scenario, given as the data of its file (JSON is YAML)."""
    read, report = draft(json.dumps(scenario), origin="world", title="world")
    assert read is not None, report.error()
    told = run(read, compiled=compiled)
    return told.as_json() | {
        "errors": sorted(_never_there(report) + [(number, _CODES[fault]) for number, fault in told.faults]),
        "notes": _moved(told),
    }


def _never_there(report: Report) -> list[tuple[int, str]]:
    """Events that were left out because they name a ticket which the file could never make."""
    found = []
    for problem in () if report.is_empty else report.error().problems:
        if "never occurs" in problem.message:
            reject()  # a drawn UNTIL before the first occurrence: no file of ours (R-SCH-7)
        place = _EVENT.match(problem.where)
        assert place, problem
        assert "does not exist: the events of this file make" in problem.message, problem
        found.append((int(place[1]), "unknown_ticket"))
    return sorted(set(found))


def _moved(told: Run) -> list[tuple[int, str, str]]:
    """Hang-ups in another phase than asked, as codes rather than sentences."""
    asked = {event.number: getattr(event, "unanswered", None) for event in told.scenario.events}
    moved = []
    for call in told.calls:
        found = _PHASES.get(Outcome[call.outcome.upper()])
        wanted = asked[call.event]
        if found is not None and wanted is not None and wanted != found:
            moved.append((call.event, wanted.word, found.word))
    return moved
