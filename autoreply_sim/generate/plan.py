"""What all blocks of a timeline have in common: the days, who works when, who may call, the breaks.

Blocks have 28 days and draw from streams of their own, so that a longer period only adds to a shorter one.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from autoreply_sim.domain.same import Same
from autoreply_sim.domain.traffic import Traffic
from autoreply_sim.domain.world import World
from autoreply_sim.generate.breaks import break_rows
from autoreply_sim.generate.calendar import Days, days_from
from autoreply_sim.generate.layout import rows
from autoreply_sim.generate.whose import Choice, choice_of
from autoreply_sim.generate.working_hours import Desk, desk_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

BLOCK_DAYS = 28
AHEAD_DAYS = 366
"""How far beyond its block working hours are known; the very little that happens later still ignores them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What all blocks have in common. `days`: those of all blocks, and of a year more."""

    world: World
    traffic: Traffic
    replication: int
    until_ms: int
    days: Days
    desks: dict[str, Desk]
    choice: Choice
    breaks: NDArray[np.void]


def plan_of(world: World, traffic: Traffic, replication: int) -> Plan:
    """Return what the blocks of one replication have in common. Raises ValueError as `choice_of` does."""
    first = _first_plan(Same(world), Same(traffic))
    breaks = break_rows(world, traffic, first.days.cut(0, traffic.days), replication)
    return replace(first, replication=replication, breaks=breaks)


@lru_cache(maxsize=4)
def _first_plan(same_world: Same[World], same_traffic: Same[Traffic]) -> Plan:
    """Return what all replications have in common, without breaks."""
    world, traffic = same_world.thing, same_traffic.thing
    whole_blocks = -(-traffic.days // BLOCK_DAYS) * BLOCK_DAYS
    days = days_from(traffic.first_day, whole_blocks + AHEAD_DAYS, world.timezone)
    from_ms, to_ms = int(days.midnights_ms[0]), int(days.midnights_ms[-1])
    teams = [team for team in world.teams if team.key in traffic.teams]
    return Plan(
        world=world,
        traffic=traffic,
        replication=0,
        until_ms=int(days.midnights_ms[traffic.days]),
        days=days,
        desks={team.key: desk_of(team, world, from_ms, to_ms) for team in teams},
        choice=choice_of(world, traffic),
        breaks=rows(0),
    )
