"""Finds the events of a file with mistakes whose tickets are beyond doubt, so that theirs can be judged (R-TKT-10).

Nothing depends on what comes later. So a mistake in an event puts what follows it in doubt, and nothing before it;
a mistake in the world, which is there from the start, puts everything in doubt.
"""

from __future__ import annotations

from autoreply_sim.domain.events import Event
from autoreply_sim.domain.scenario import Scenario
from autoreply_sim.io.scenario_report import Report
from autoreply_sim.io.scenario_times import instant, moment
from autoreply_sim.io.yaml12_data import Path, inside


def events_beyond_doubt(scenario: Scenario, report: Report) -> tuple[Event, ...]:
    """Return the sound events before the first mistake that tickets may depend on; all if there is none."""
    if report.is_full:
        return ()
    doubtful = [_since(path, scenario.world.timezone, report) for path in report.doubts]
    if None in doubtful:
        return ()
    first = min((since for since in doubtful if since is not None), default=None)
    return tuple(event for event in scenario.events if first is None or (event.at_ms, event.number) < first)


def _since(path: Path, timezone: str, report: Report) -> tuple[int, int] | None:
    """Return the instant, UTC ms, and the number of the event that a path leads into.

    None stands for the start: the path leads to no event, or to one whose time nobody knows.
    """
    match path:
        case ("events", _, "at", *_):
            return None
        case ("events", int(place), *_):
            return _time_and_number(place, timezone, report)
        case _:
            return None


def _time_and_number(place: int, timezone: str, report: Report) -> tuple[int, int] | None:
    try:
        at = moment(inside(report.tree, ("events", place, "at")))
    except ValueError:
        return None
    return instant(at, timezone), place + 1
