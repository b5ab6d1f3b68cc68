"""The story as a list of days and events, each with what came of it: once, or twice where the sides differ."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby

from autoreply_sim.domain.events import Event
from autoreply_sim.experiment.run import Run
from autoreply_sim.ui.models.compare import reply_marks
from autoreply_sim.ui.models.happenings import Happening, happening
from autoreply_sim.ui.models.names import Names
from autoreply_sim.ui.models.results import Result, results


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """One event of the story. `changed` is what comes of it with the choices, None where nothing differs."""

    number: int
    at: str
    what: Happening
    saved: Result
    changed: Result | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """The events of one local date."""

    date: str
    moments: tuple[Moment, ...]


def days(saved: Run, changed: Run | None, names: Names) -> tuple[Day, ...]:
    """Return the story in the order of time, day by day."""
    before, after = ({}, {}) if changed is None else reply_marks(saved, changed)
    left = results(saved, names, before)
    right = left if changed is None else results(changed, names, after)
    events = sorted(saved.scenario.events, key=lambda event: (event.at_ms, event.number))
    return tuple(
        Day(date=date, moments=tuple(_moment(event, left, right, names) for event in same_day))
        for date, same_day in groupby(events, key=lambda event: names.day(event.at_ms))
    )


def _moment(event: Event, left: Mapping[int, Result], right: Mapping[int, Result], names: Names) -> Moment:
    saved, changed = left[event.number], right[event.number]
    return Moment(
        number=event.number,
        at=names.time(event.at_ms),
        what=happening(event, names),
        saved=saved,
        changed=None if changed == saved else changed,
    )
