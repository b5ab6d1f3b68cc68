"""A scenario: a small world, what happens in it, or from what that is drawn, and what should come out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module

from autoreply_sim.domain.events import Event
from autoreply_sim.domain.traffic import Traffic
from autoreply_sim.domain.world import World

Expected = Mapping[str, object]
"""One expected item: the fields it names, and the values they should have."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Expectation:
    """What a scenario says should come out; None where it says nothing.

    `replies` are exactly these in order, `tickets` exactly these by number; of `calls` and `decisions` at least these.
    """

    replies: tuple[Expected, ...] | None = None
    tickets: tuple[Expected, ...] | None = None
    calls: tuple[Expected, ...] | None = None
    decisions: tuple[Expected, ...] | None = None


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Scenario:
    """A world and the events of a story in the order of their numbers, which need not be the order of time.

    A scenario with `traffic` has no events of its own: they are drawn.
    """

    title: str
    world: World
    events: tuple[Event, ...] = ()
    expect: Expectation | None = None
    traffic: Traffic | None = None
    shows: tuple[str, ...] = ()
    """Rule ids that the file's first comment cites (``# Shows: R-TKT-4, R-RLA-1``)."""
    origin: str = ""
    """The file it came from."""

    def but(
        self,
        *,
        teams: Mapping[str, object] | None = None,
        policies: Mapping[str, object] | None = None,
    ) -> Scenario:
        """Return the scenario with other settings saved before it begins: only what changes is said.

        `scenario.but(teams={"service": {"ring_last_advisor": True}})`; the words are those of the `save` of a scenario
        file. Raises ValueError for what no team has, no reply knows, no text may hold, and no policy permits.
        """
        # A call upwards, so that it reads from left to right: by name, as nothing here imports a layer above.
        but = import_module("autoreply_sim.io.variant").but
        varied: Scenario = but(self, teams=teams, policies=policies)
        return varied

    def _repr_html_(self) -> str:
        """Return the scenario as a notebook shows it."""
        shown: str = import_module("autoreply_sim.analytics.showing_scenario").scenario_html(self)
        return shown

    def __repr__(self) -> str:
        happens = f"{len(self.events)} events" if self.traffic is None else str(self.traffic)
        return f"Scenario({self.title!r}: {len(self.world.teams)} teams, {happens})"
