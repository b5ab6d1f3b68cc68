"""The year under the draft beside the year under what is saved: the same customers, so what differs is the settings.

Both are kept as long as their settings are: a toggle decides one year anew and counts it, nothing else.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from autoreply_sim.analytics.behind import by_hour, rows_behind
from autoreply_sim.analytics.checkup import Finding, check_up
from autoreply_sim.analytics.measure import sums_of
from autoreply_sim.analytics.scope import Scope
from autoreply_sim.analytics.segments import segments
from autoreply_sim.domain.scenario import Scenario
from autoreply_sim.domain.schedules import zone
from autoreply_sim.experiment.rehearsal import Rehearsal
from autoreply_sim.experiment.replication import begins_ms
from autoreply_sim.experiment.run import Run

if TYPE_CHECKING:
    from numpy.typing import NDArray

_KEPT = 3


@dataclass(frozen=True, kw_only=True)
class Lived:
    """One replication of an account's traffic under some settings, and what it came to."""

    settings: Scenario
    """The scenario without its people: what it is known by."""
    run: Run

    @cached_property
    def scope(self) -> Scope:
        """The whole period of it."""
        return Scope(whole=self.run.ledger, from_ms=begins_ms(self.run.scenario))

    def by_hour(self, key: str) -> NDArray[np.int64]:
        """Return how many of the events behind a sum lie in each hour of the week: int64 [7, 24]."""
        if key not in self._by_hour:
            at_ms = self.run.ledger.at_ms[rows_behind(self.scope, key)]
            self._by_hour[key] = by_hour(at_ms, zone(self.run.scenario.world.timezone))
        return self._by_hour[key]

    @cached_property
    def _by_hour(self) -> dict[str, NDArray[np.int64]]:
        return {}

    @cached_property
    def call_at(self) -> Mapping[int, int]:
        """Where among the ledger's calls the one of a row is."""
        return {row: place for place, row in enumerate(self.run.ledger.calls["row"].tolist())}

    @cached_property
    def segments(self) -> Mapping[str, int]:
        """How many segments the replies by SMS took; a third of a second for a year."""
        return segments(self.scope)

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """What looks wrong with these settings, and what came of it."""
        return check_up(self.settings, self.run.ledger)

    @cached_property
    def sums(self) -> Mapping[str, int]:
        """What metrics are made of."""
        return sums_of(self.scope)


@dataclass(kw_only=True)
class Years:
    """The years that were lived through lately."""

    rehearsal: Rehearsal = field(default_factory=Rehearsal)
    _kept: list[Lived] = field(default_factory=list)

    def live(self, scenario: Scenario) -> Lived:
        """Return the first replication of a scenario: as it was lived through before, or now."""
        found = next((lived for lived in self._kept if lived.settings == scenario), None)
        if found is None:
            found = Lived(settings=scenario, run=self.rehearsal.run(scenario))
        else:
            self._kept.remove(found)
        self._kept.append(found)
        del self._kept[:-_KEPT]
        return found
