"""Variants that meet the same customers: a replication is drawn once for all of them that draw alike."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from types import MappingProxyType

from autoreply_sim.domain.policies import Policies
from autoreply_sim.domain.scenario import Scenario
from autoreply_sim.domain.settings import ReplySettings
from autoreply_sim.domain.world import World
from autoreply_sim.engine.ledger import Ledger, decide_drawn
from autoreply_sim.engine.warm_up import warm_up
from autoreply_sim.experiment.bounds import is_worth_compiling
from autoreply_sim.experiment.replication import waiting_teams
from autoreply_sim.generate.draw import draw, populate
from autoreply_sim.timeline.columns import Timeline

_NO_REPLIES: Mapping[str, ReplySettings] = MappingProxyType({})


@dataclass(frozen=True, kw_only=True)
class Desk:
    """Scenarios with the same traffic, and how each replication of them is drawn and decided."""

    scenarios: Sequence[Scenario]
    compiled: bool | None = None
    """Machine code or plain Python; None takes what is quicker."""

    @cached_property
    def worlds(self) -> tuple[World, ...]:
        """The world of each with its population, which is made once for those that draw alike."""
        made: dict[int, World] = {}
        found: list[World] = []
        for place, scenario in enumerate(self.scenarios):
            first = self._drawn_as[place]
            if first not in made:
                made[first] = populate(scenario)
            found.append(replace(scenario.world, customers=made[first].customers))
        return tuple(found)

    @cached_property
    def _drawn_as(self) -> tuple[int, ...]:
        """For each scenario the first that is drawn alike, by place."""
        bare = [as_drawn(scenario.world) for scenario in self.scenarios]
        return tuple(bare.index(world) for world in bare)

    @cached_property
    def _is_compiled(self) -> bool:
        if self.compiled is None and not is_worth_compiling(self.scenarios[0]):
            return False
        if self.compiled is not False:
            warm_up()
        return self.compiled is not False

    def decide(self, replication: int) -> list[Ledger]:
        """Return what came of one replication under every scenario, in their order."""
        drawn: dict[int, Timeline] = {}
        ledgers: list[Ledger] = []
        for place, world in enumerate(self.worlds):
            first = self._drawn_as[place]
            if first not in drawn:
                drawn[first] = draw(self.scenarios[first], self.worlds[first], replication=replication)
            waits = waiting_teams(self.scenarios[place])
            ledgers.append(decide_drawn(world, drawn[first], waits=waits, compiled=self._is_compiled))
        return ledgers


def as_drawn(world: World) -> World:
    """Return a world without what nothing is drawn by: replies, Ring Last Advisor, options, rules, policies."""
    teams = tuple(
        replace(
            team,
            settings=replace(
                team.settings,
                replies=_NO_REPLIES,
                ring_last_advisor=False,
                tickets_for_missed_calls=False,
                routing_rules=(),
            ),
        )
        for team in world.teams
    )
    return replace(world, teams=teams, policies=Policies())
