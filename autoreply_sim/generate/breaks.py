"""The breaks of the advisors: one a day of each kind, at a random time of its window, while they are on a schedule."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import time
from typing import TYPE_CHECKING

import numpy as np

from autoreply_sim.codes import EventKind
from autoreply_sim.domain.openings import occurrences
from autoreply_sim.domain.schedules import RingSchedule
from autoreply_sim.domain.traffic import Break, Traffic
from autoreply_sim.domain.world import World
from autoreply_sim.generate.calendar import Days
from autoreply_sim.generate.layout import rows
from autoreply_sim.generate.streams import uniforms
from autoreply_sim.units import HOUR_MS, MINUTE_MS, SECOND_MS

if TYPE_CHECKING:
    from numpy.typing import NDArray


def break_rows(world: World, traffic: Traffic, days: Days, replication: int) -> NDArray[np.void]:
    """Return all breaks of these days: EVENT [breaks], by time."""
    found = [np.empty((3, 0), np.int64)]
    for place, advisor in enumerate(world.advisors):
        for kind, schedules in _breaks_of(advisor.key, world, traffic):
            window = kind.earliest.isoformat(), kind.latest.isoformat(), kind.length_ms
            address = "breaks", advisor.key, *window, traffic.seed, replication
            at_ms = _begins_ms(kind, days, address)
            at_ms = at_ms[_on_any(schedules, at_ms, days)]
            found.append(np.stack([at_ms, np.full_like(at_ms, place), np.full_like(at_ms, kind.length_ms)]))
    together = np.concatenate(found, axis=1)
    at_ms, advisors, lengths_ms = together[:, np.argsort(together[0], kind="stable")]
    return rows(len(at_ms), at_ms=at_ms, kind=EventKind.BREAK, advisor=advisors, other=lengths_ms)


def _breaks_of(
    advisor: str, world: World, traffic: Traffic
) -> Iterator[tuple[Break, Sequence[RingSchedule]]]:
    """Yield each break that somebody has, and the schedules during which they have it."""
    found: dict[Break, list[RingSchedule]] = {}
    for team in world.teams:
        if team.key in traffic.teams:
            theirs = [
                each for each in team.settings.schedules if each.is_in_force and advisor in each.advisors
            ]
            for kind in traffic.teams[team.key].work.breaks:
                found.setdefault(kind, []).extend(theirs)
    yield from found.items()


def _begins_ms(kind: Break, days: Days, address: tuple[object, ...]) -> NDArray[np.int64]:
    count = len(days.midnights_ms) - 1
    earliest, latest = _of_day_ms(kind.earliest), _of_day_ms(kind.latest)
    time_of_day = earliest + uniforms(address, count) * (latest - earliest)
    return days.at(np.arange(count), time_of_day.astype(np.int64))


def _of_day_ms(wall: time) -> int:
    return wall.hour * HOUR_MS + wall.minute * MINUTE_MS + wall.second * SECOND_MS


def _on_any(schedules: Sequence[RingSchedule], at_ms: NDArray[np.int64], days: Days) -> NDArray[np.bool_]:
    """Return whether any of the schedules is active at each instant: bool [n]."""
    window = int(days.midnights_ms[0]), int(days.midnights_ms[-1])
    on = np.zeros(len(at_ms), np.bool_)
    for schedule in schedules:
        spans = np.array(occurrences(schedule, *window), np.int64).reshape(-1, 2)
        begun = np.searchsorted(spans[:, 0], at_ms, side="right")
        ended = np.searchsorted(spans[:, 1], at_ms, side="right")
        on |= begun > ended
    return on
