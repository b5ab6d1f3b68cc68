"""The package under test, asked the same question as the oracle and answering in the same words."""

from __future__ import annotations

import json
from typing import Any

from autoreply_sim.codes import Outcome, Phase
from autoreply_sim.experiment.run import Run, run
from autoreply_sim.io.scenario_draft import draft

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
    assert report.is_empty, report.error()
    told = run(read, compiled=compiled)
    return told.as_json() | {
        "errors": sorted((number, fault.word) for number, fault in told.faults),
        "notes": _moved(told),
    }


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
