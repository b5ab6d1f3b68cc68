"""Draw a timeline from a scenario's traffic: the public door of this package.

The same scenario and seed give the same bytes, whoever draws them and however the work is cut. A team's contacts
depend on that team's traffic, on the population and on nothing else; what advisors do also on its schedules.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np

from autoreply_sim.codes import NONE
from autoreply_sim.domain.scenario import Scenario
from autoreply_sim.domain.traffic import Traffic
from autoreply_sim.domain.world import World
from autoreply_sim.generate.block import draw_block
from autoreply_sim.generate.capacity import expected_callers, expected_rows
from autoreply_sim.generate.people import populated
from autoreply_sim.generate.plan import BLOCK_DAYS, plan_of
from autoreply_sim.generate.sheet import Sheet
from autoreply_sim.timeline.columns import CALLER, EVENT, OUTAGE, Timeline

if TYPE_CHECKING:
    from numpy.typing import NDArray

_GENEROUS = 1.25
"""Room for more rows than are expected; what is not written to takes no memory."""
_SPARE = 10_000


def populate(scenario: Scenario) -> World:
    """Return the scenario's world, its customers followed by the population: the same in every replication.

    Raises ValueError if the scenario has no traffic.
    """
    return populated(scenario.world, _traffic(scenario))


def draw(
    scenario: Scenario,
    world: World,
    *,
    replication: int = 0,
    progress: Callable[[float], None] | None = None,
) -> Timeline:
    """Return the timeline of a scenario's traffic in the world that `populate` made of it, or in a variant of that.

    `progress` hears the share that is done, from 0 to 1. Raises ValueError if the scenario has no traffic, or contacts
    come by a channel that nobody can use.
    """
    return draw_traffic(world, _traffic(scenario), replication=replication, progress=progress)


def draw_traffic(
    world: World,
    traffic: Traffic,
    *,
    replication: int = 0,
    progress: Callable[[float], None] | None = None,
) -> Timeline:
    """Return the timeline of a traffic in a populated world, as `draw` does."""
    plan = plan_of(world, traffic, replication)
    events = Sheet(EVENT, int(expected_rows(traffic, world) * _GENEROUS) + _SPARE)
    callers = Sheet(CALLER, int(expected_callers(traffic, world) * _GENEROUS) + _SPARE)
    blocks = -(-traffic.days // BLOCK_DAYS)
    for block in range(blocks):
        draw_block(plan, block, events, callers)
        if progress is not None:
            progress((block + 1) / blocks)
    return Timeline(
        events=events.cut(),
        callers=callers.cut(),
        picks=np.empty(0, np.int32),
        outages=_outages(world, traffic),
        until_ms=plan.until_ms,
    )


def _outages(world: World, traffic: Traffic) -> NDArray[np.void]:
    """Return OUTAGE [outages]: when the phones of which team are down."""
    places = {team.key: place for place, team in enumerate(world.teams)}
    down = [
        (each.from_ms, each.to_ms, NONE if each.team is None else places[each.team])
        for each in traffic.incidents
        if each.phones_down
    ]
    return np.array(down, OUTAGE)


def _traffic(scenario: Scenario) -> Traffic:
    if scenario.traffic is None:
        raise ValueError(f"{scenario.title!r} tells a story and has no traffic; run it instead")
    return scenario.traffic
