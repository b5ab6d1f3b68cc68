"""What the codes of a ledger's row stand for: names, schedules and settings, looked up when somebody asks."""

from __future__ import annotations

from bisect import bisect_right
from collections import namedtuple
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import numpy as np

from autoreply_sim.codes import NONE
from autoreply_sim.domain.events import Event
from autoreply_sim.domain.openings import compile_openings
from autoreply_sim.domain.schedules import RingSchedule, zone
from autoreply_sim.domain.settings import TeamSettings
from autoreply_sim.domain.world import World
from autoreply_sim.engine.ledger import Ledger
from autoreply_sim.units import DAY_MS

if TYPE_CHECKING:
    from numpy.typing import NDArray


LONGEST_SPOKEN_MS = 6 * DAY_MS
"""How far ahead a weekday alone says which day is meant."""

Row = Any
"""One record of a ledger with a Python number per column: `row.at_ms`."""


def rows(records: NDArray[np.void]) -> list[Row]:
    """Return records as tuples with a name per column: ten times as quick to read one by one as numpy's."""
    row = _row_type(records.dtype.names or ())
    return [row._make(values) for values in records.tolist()]


@cache
def _row_type(names: tuple[str, ...]) -> Any:  # noqa: ANN401 (a named tuple made from a dtype)
    return namedtuple("Row", names)  # noqa: PYI024 (its fields are the columns of a dtype)


@dataclass(frozen=True)
class Context:
    """A ledger, the events it came from, and the language in which it is told."""

    ledger: Ledger
    events: Sequence[Event] | None
    """None if they were drawn: then nobody wrote a body, a title or an amount."""
    language: str

    @property
    def world(self) -> World:
        """The world of the run."""
        return self.ledger.plan.world

    @cached_property
    def by_number(self) -> Mapping[int, Event]:
        """The events of a story by their number; none if they were drawn."""
        return {event.number: event for event in self.events or ()}

    def event(self, row: int) -> Event | None:
        """Return the event of a story that happened as a row; None if it was drawn."""
        return self.by_number.get(self.number(row))

    def what(self, row: int) -> Row:
        """Return the columns of what happened as a row, its moment excepted."""
        event = self.ledger.plan.machine.events[self.ledger.happened["event"][row]]
        return _row_type(event.dtype.names)._make(event.item())

    def at_ms(self, row: int) -> int:
        """Return when a row happened (UTC ms)."""
        return int(self.ledger.at_ms[row])

    def number(self, row: int) -> int:
        """Return the number of the event that happened as a row."""
        return int(self.numbers[row])

    @cached_property
    def numbers(self) -> NDArray[Any]:
        """The numbers of what happened, int [rows]: a story's own; of drawn events 1, 2, 3 … in the order of time."""
        if self.events is None:
            return np.arange(1, len(self.ledger.happened) + 1)
        numbers: NDArray[Any] = self.ledger.plan.machine.numbers[self.ledger.happened["event"]]
        return numbers

    @cached_property
    def first_rang(self) -> Mapping[int, int]:
        """The advisor (place) whose telephone rang first, by the row of the call; none where nobody's did."""
        rings = self.ledger.rings
        calls, first = np.unique(rings["call"], return_index=True)
        by_row = self.ledger.calls["row"][calls]
        return dict(zip(by_row.tolist(), rings["advisor"][first].tolist(), strict=True))

    def team(self, place: int) -> str:
        """Return a team's key."""
        return self.world.teams[place].key

    def team_name(self, place: int) -> str:
        """Return the name of a team as customers see it."""
        return self.world.teams[place].display_name

    def customer(self, place: int) -> str:
        """Return a customer's key."""
        return self.world.customers[place].key

    def customer_name(self, place: int) -> str:
        """Return what a customer is called in a sentence: the name, or the key where there is none."""
        return self.world.customers[place].name or self.world.customers[place].key

    def advisor(self, place: int) -> str | None:
        """Return an advisor's key, or None."""
        return None if place == NONE else self.world.advisors[place].key

    def advisor_name(self, place: int) -> str:
        """Return an advisor's name, empty for nobody."""
        return "" if place == NONE else self.world.advisors[place].name

    def settings(self, version: int) -> TeamSettings:
        """Return the settings of a saved version."""
        return self.ledger.plan.versions[version].settings

    def schedule(self, opening: int) -> RingSchedule | None:
        """Return the schedule that an opening makes effective, or None."""
        place = int(self.ledger.plan.machine.openings[opening]["schedule"])
        return None if place == NONE else self.ledger.plan.schedules[place]

    def until_ms(self, opening: int, at_ms: int) -> int | None:
        """Return when the schedule that is effective at an instant (UTC ms) ceases to be; None beyond six days.

        Looked up from that instant on, so that later events of the story change nothing about it.
        """
        schedules = self.settings(self.version_of(opening)).schedules
        openings = compile_openings(schedules, at_ms, at_ms + LONGEST_SPOKEN_MS)
        return int(openings.starts_ms[1]) if len(openings.starts_ms) > 1 else None

    def version_of(self, opening: int) -> int:
        """Return the saved version that an opening belongs to."""
        starts = self.ledger.plan.machine.versions["openings_from"].tolist()
        return bisect_right(starts, opening) - 1

    def zone_of(self, opening: int) -> ZoneInfo:
        """Return the zone in which an opening is spoken of: its schedule's, else the file's."""
        schedule = self.schedule(opening)
        return zone(self.world.timezone if schedule is None else schedule.timezone)

    @cached_property
    def decisions(self) -> list[Row]:
        """The decisions as rows, in the order in which they were made."""
        return rows(self.ledger.decisions)

    @cached_property
    def tickets(self) -> list[Row]:
        """The tickets as rows, by number."""
        return rows(self.ledger.tickets)
