"""A rehearsal: the same customers under other settings, drawn once."""

from __future__ import annotations

import numpy as np
import pytest

import autoreply_sim
from autoreply_sim.analytics.digest import digest
from autoreply_sim.domain.scenario import Scenario
from autoreply_sim.experiment.bounds import with_traffic
from autoreply_sim.experiment.rehearsal import Rehearsal
from autoreply_sim.experiment.simulate import simulate


@pytest.fixture(scope="module")
def shop() -> Scenario:
    """The repair shop of two, for a fortnight."""
    return with_traffic(autoreply_sim.load("data/presets/two_person_shop.yaml"), days=14)


def test_a_rehearsal_comes_to_what_a_simulation_comes_to(shop: Scenario) -> None:
    """Byte by byte, as saved and under other settings."""
    rehearsal = Rehearsal()
    team = shop.world.teams[0].key
    varied = shop.but(teams={team: {"auto_replies": {"customer_hangs_up": {"enabled": False}}}})

    for scenario in (shop, varied, shop):
        alone = simulate(scenario, replications=1)
        assert digest(rehearsal.run(scenario).ledger) == alone.digest


def test_the_same_customers_come_however_often_it_is_asked(shop: Scenario) -> None:
    """More variants than are kept: what is drawn again is drawn alike."""
    rehearsal = Rehearsal()
    first = rehearsal.run(shop).ledger
    for days in (3, 4, 5, 6):
        other = with_traffic(shop, days=days)
        assert len(rehearsal.run(other).ledger.calls) == len(simulate(other, keep=True).runs[0].ledger.calls)

    assert np.array_equal(rehearsal.run(shop).ledger.calls, first.calls)


def test_a_story_cannot_be_rehearsed() -> None:
    """It has no traffic to draw."""
    story = autoreply_sim.load("data/scenarios/call-answered-makes-a-ticket.yaml")

    with pytest.raises(ValueError, match="tells a story"):
        Rehearsal().run(story)
