"""Where marks are drawn: a lane for each customer or team, in it a row of contacts, one of replies, and the tickets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from autoreply_sim.analytics.figures.story_marks import Mark

_ROWS = {"call": 0, "message": 0, "reply": 1}
"""In its lane; what customers do is above what they get, and both above their tickets."""
_FIRST_TICKET = 2
_GAP = 0.8
"""Between two lanes, in rows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lane:
    """One customer's or team's part of a timeline: its rows from the top down, and how many they are."""

    name: str
    top: float
    rows: int
    places: tuple[tuple[Mark, float], ...]
    """Each of its marks with where it is drawn."""

    @property
    def bottom(self) -> float:
        """Where its last row is."""
        return self.top + self.rows - 1


def lanes_of(marks: Sequence[Mark], by: str) -> list[Lane]:
    """Return the lanes from the top down, in the order in which something happens on them."""
    lanes: list[Lane] = []
    top = 0.0
    for name in dict.fromkeys(getattr(mark, by) for mark in marks):
        ours = [mark for mark in marks if getattr(mark, by) == name]
        rows = _rows(ours)
        places = tuple((mark, top + row) for mark, row in zip(ours, rows, strict=True))
        lanes.append(Lane(name=name, top=top, rows=max(rows) + 1, places=places))
        top += max(rows) + 1 + _GAP
    return lanes


def _rows(marks: Sequence[Mark]) -> list[int]:
    """Return the row of each mark: a ticket has the first that is free when it is made, an action its ticket's."""
    free_from: list[datetime] = []
    of_ticket: dict[int | None, int] = {}
    for mark in marks:
        if mark.kind == "ticket":
            row = next((row for row, free in enumerate(free_from) if free < mark.begin), len(free_from))
            free_from[row : row + 1] = [mark.end]
            of_ticket[mark.ticket] = _FIRST_TICKET + row
    return [_ROWS[mark.kind] if mark.kind in _ROWS else of_ticket[mark.ticket] for mark in marks]
