"""Traffic drawn and decided, with everything at hand that laws are about."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from autoreply_sim.domain.scenario import Scenario
from autoreply_sim.domain.world import World
from autoreply_sim.engine.ledger import Ledger, decide_drawn
from autoreply_sim.generate.draw import draw, populate
from autoreply_sim.io.scenario_load import load
from autoreply_sim.timeline.columns import Timeline

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

PRESETS = sorted((Path(__file__).parents[2] / "data" / "presets").glob("*.yaml"))


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Lived:
    """A scenario's traffic, as it was drawn and decided."""

    scenario: Scenario
    world: World
    timeline: Timeline
    ledger: Ledger

    @property
    def kinds(self) -> NDArray[np.integer]:
        """EventKind of what happened, int8 [rows]."""
        return self.column("kind")

    @property
    def numbers(self) -> NDArray[np.integer]:
        """The events' numbers in the timeline, int32 [rows]: the same in every variant."""
        return self.ledger.happened["event"] + 1

    def column(self, name: str) -> NDArray[np.integer]:
        """A column of EVENT of what happened: one number a row."""
        found: NDArray[np.integer] = self.timeline.events[name][self.ledger.happened["event"]]
        return found

    @property
    def callers(self) -> NDArray[np.void]:
        """CALLER [calls], in the order of the ledger's calls."""
        found: NDArray[np.void] = self.timeline.callers[
            self.timeline.events["other"][self.ledger.calls["event"]]
        ]
        return found


def preset(path: Path, days: int) -> Scenario:
    """Return a preset, shortened."""
    return shorter(load(path), days)


def shorter(scenario: Scenario, days: int) -> Scenario:
    """Return a scenario whose traffic lasts so many days."""
    assert scenario.traffic is not None
    return replace(scenario, traffic=replace(scenario.traffic, days=days))


def live(scenario: Scenario, *, compiled: bool, timeline: Timeline | None = None) -> Lived:
    """Draw a scenario's traffic, unless a timeline is given, and decide it."""
    world = populate(scenario)
    drawn = timeline or draw(scenario, world)
    assert scenario.traffic is not None
    waits = {key for key, team in scenario.traffic.teams.items() if team.work.waits}
    ledger = decide_drawn(world, drawn, waits=waits, compiled=compiled)
    return Lived(scenario=scenario, world=world, timeline=drawn, ledger=ledger)
