"""When the advisors of a team are at work: what they would do while it is closed, they do as it opens again.

A closed stretch is squeezed into the first hour after it, before what falls due in that hour: order is kept, and not
everything happens as the doors open.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from autoreply_sim.codes import NONE
from autoreply_sim.domain.openings import compile_openings
from autoreply_sim.domain.schedules import RingSchedule
from autoreply_sim.domain.world import Team, World
from autoreply_sim.units import HOUR_MS

if TYPE_CHECKING:
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """Who works for a team, and when.

    `advisors`: int16 [n], places in the world, ascending. `open_ms`: int64 [k, 2], UTC ms, when it is open.
    """

    advisors: NDArray[np.int16]
    open_ms: NDArray[np.int64]

    def whose(self, values: NDArray[np.float64]) -> NDArray[np.int16]:
        """Return who works on each contact, int16 [n], from a uniform each; NONE where nobody works."""
        if not len(self.advisors):
            return np.full(len(values), NONE, np.int16)
        return self.advisors[(values * len(self.advisors)).astype(np.int64)]

    def hours(self, from_ms: int, to_ms: int) -> Hours | None:
        """Return the working hours of a window (UTC ms); None if nobody ever works in it."""
        ours = self.open_ms[(self.open_ms[:, 1] > from_ms) & (self.open_ms[:, 0] < to_ms)]
        if not len(self.advisors) or not len(ours):
            return None
        opens_ms, closes_ms = np.maximum(ours[:, 0], from_ms), np.minimum(ours[:, 1], to_ms)
        caught_up_ms = np.minimum(opens_ms + HOUR_MS, closes_ms - 1)
        closed_ms = np.append(from_ms - 1, closes_ms[:-1])
        moments = np.stack([closed_ms, caught_up_ms, closes_ms - 1], axis=1).ravel()
        meant = np.stack([opens_ms, caught_up_ms, closes_ms - 1], axis=1).ravel()
        last = closes_ms[-1]
        moments, meant = np.append(moments, [last, to_ms]), np.append(meant, [to_ms, to_ms])
        return Hours(until_ms=to_ms, moments_ms=moments.astype(np.float64), meant_ms=meant.astype(np.float64))


@dataclass(frozen=True, slots=True, kw_only=True)
class Hours:
    """A moment and the working moment that it means, float64 [n] each, in UTC ms; linear in between."""

    until_ms: int
    moments_ms: NDArray[np.float64]
    meant_ms: NDArray[np.float64]

    def within(self, moments_ms: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return the working moment for each moment, int64 [n] in UTC ms; after the window moments stay."""
        found = np.rint(np.interp(moments_ms, self.moments_ms, self.meant_ms)).astype(np.int64)
        return np.where(moments_ms < self.until_ms, found, moments_ms)


def desk_of(team: Team, world: World, from_ms: int, to_ms: int) -> Desk:
    """Return who works for a team in a window (UTC ms); for a sub-team without schedules, its communication team."""
    schedules = _in_force(team)
    if not schedules and team.communication_team is not None:
        schedules = _in_force(next(other for other in world.teams if other.key == team.communication_team))
    on_them = {key for schedule in schedules for key in schedule.advisors}
    places = [place for place, advisor in enumerate(world.advisors) if advisor.key in on_them]
    return Desk(advisors=np.array(places, np.int16), open_ms=_open_ms(schedules, from_ms, to_ms))


def _in_force(team: Team) -> list[RingSchedule]:
    return [schedule for schedule in team.settings.schedules if schedule.is_in_force]


def _open_ms(schedules: Sequence[RingSchedule], from_ms: int, to_ms: int) -> NDArray[np.int64]:
    openings = compile_openings(schedules, from_ms, to_ms)
    is_open = np.concatenate([[False], openings.effective != NONE, [False]])
    edges_ms = np.append(openings.starts_ms, to_ms)
    opens = is_open[1:] & ~is_open[:-1]
    closes = is_open[:-1] & ~is_open[1:]
    return np.stack([edges_ms[opens], edges_ms[closes]], axis=1)
