"""A population as records: worked out once, and never changed by a run."""

from __future__ import annotations

import pytest

from autoreply_sim.codes import NONE
from autoreply_sim.domain.same import Same
from autoreply_sim.domain.world import World
from autoreply_sim.engine.build import build
from autoreply_sim.engine.loop import run
from autoreply_sim.engine.population import customer_records, matching_rules
from autoreply_sim.io.scenario_load import load


@pytest.fixture
def world() -> World:
    """A world with a routing rule that some match and others do not."""
    return load("data/scenarios/routing-newest-matching-rule-wins.yaml").world


def test_what_a_run_changes_is_its_own(world: World) -> None:
    """A customer who opts out in one run has not in the next one."""
    story = load("data/scenarios/suppress-opted-out-holds-everywhere.yaml")
    first = build(story.world, story.events).machine
    before = first.customers.copy()
    run(first)

    assert (first.customers != before).any()
    assert (build(story.world, story.events).machine.customers == before).all()
    with pytest.raises(ValueError, match="read-only"):
        customer_records(Same(world.customers))["opted_out"] = 1


def test_every_customer_has_a_place_among_the_rules(world: World) -> None:
    """NONE where no rule matches; without rules, everywhere."""
    rules = world.teams[0].settings.routing_rules
    found = matching_rules(rules, Same(world.customers))

    assert len(found) == len(world.customers)
    assert (matching_rules((), Same(world.customers)) == NONE).all()
    assert set(found.tolist()) <= {NONE, *range(len(rules))}
    assert (found != NONE).any()
