"""One replication decided again and again under other settings: the same customers, so what differs is the settings.

Drawing takes three times as long as deciding. So what was drawn is kept, and drawn anew only for a world that draws
otherwise: other schedules, other trees.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from autoreply_sim.domain.scenario import Scenario
from autoreply_sim.domain.traffic import Traffic
from autoreply_sim.domain.world import World
from autoreply_sim.engine.compiled import is_awaited
from autoreply_sim.engine.ledger import decide_drawn, pays_if_kept
from autoreply_sim.engine.warm_up import warm_up
from autoreply_sim.experiment.bounds import is_worth_compiling
from autoreply_sim.experiment.desk import as_drawn
from autoreply_sim.experiment.replication import traffic_of, waiting_teams
from autoreply_sim.experiment.run import Run
from autoreply_sim.generate.capacity import expected_rows
from autoreply_sim.generate.draw import draw, populate
from autoreply_sim.timeline.columns import Timeline

_KEPT = 3
"""Draws that are kept: as saved, as it is tried now, and as it was just before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Drawn:
    by: tuple[World, Traffic]
    """What it was drawn by: the world without what nothing is drawn by, and the traffic."""
    people: World
    timeline: Timeline


class Rehearsal:
    """Runs variants of one scenario with the same traffic, the first replication of each."""

    def __init__(self) -> None:
        self._drawn: list[_Drawn] = []

    @staticmethod
    def awaits_compiler(scenario: Scenario) -> bool:
        """Say whether `run` would wait for the engine to be compiled, or be slow for want of that."""
        rows = expected_rows(traffic_of(scenario), scenario.world)
        return pays_if_kept(rows) and is_awaited()

    def run(self, scenario: Scenario, language: str = "en") -> Run:
        """Return what comes of the scenario's first replication. Raises ValueError for one that tells a story."""
        compiled = is_worth_compiling(scenario)
        if compiled:
            warm_up()
        people, timeline = self._drawn_for(scenario)
        world = replace(scenario.world, customers=people.customers)
        ledger = decide_drawn(world, timeline, waits=waiting_teams(scenario), compiled=compiled)
        return Run(replace(scenario, world=world), ledger, language)

    def _drawn_for(self, scenario: Scenario) -> tuple[World, Timeline]:
        """Return the world with its people and what they do: as it was drawn before, or drawn now."""
        by = as_drawn(scenario.world), traffic_of(scenario)
        place = next((place for place, drawn in enumerate(self._drawn) if drawn.by == by), None)
        found = _draw(scenario, by) if place is None else self._drawn.pop(place)
        self._drawn.append(found)
        del self._drawn[:-_KEPT]
        return found.people, found.timeline


def _draw(scenario: Scenario, by: tuple[World, Traffic]) -> _Drawn:
    people = populate(scenario)
    return _Drawn(by=by, people=people, timeline=draw(scenario, people, replication=0))
