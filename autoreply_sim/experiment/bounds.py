"""What may be asked of a simulation: its bounds, a scenario with other days or seeds, and whether to compile for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from autoreply_sim.analytics.prices import Prices
from autoreply_sim.arguments import check_kind, check_whole
from autoreply_sim.domain.scenario import Scenario
from autoreply_sim.domain.traffic import MAX_DAYS
from autoreply_sim.engine.ledger import pays
from autoreply_sim.experiment.replication import traffic_of
from autoreply_sim.generate.capacity import expected_rows

BOUNDS: Mapping[str, tuple[int, int]] = MappingProxyType(
    {
        "days": (1, MAX_DAYS),
        "seed": (0, 999_999_999),
        "replications": (1, 10_000),
        "workers": (1, 256),
    }
)
"""Least and most of what `simulate` takes."""

LOADED = "load a file first: load('desk.yaml')"
"""What to do about a path, or anything else, in place of a scenario."""

MOST_UNTIL = 1_000
"""How many replications there are at most with `until`, unless somebody asks for others."""


def with_traffic(
    scenario: Scenario,
    *,
    days: int | None = None,
    seed: int | None = None,
    replications: int | None = None,
) -> Scenario:
    """Return the scenario with other days, another seed, more replications. Raises ValueError as `simulate` does."""
    asked = {"days": days, "seed": seed, "replications": replications}
    changes: dict[str, Any] = {name: value for name, value in asked.items() if value is not None}
    for name, value in changes.items():
        check(name, value)
    return replace(scenario, traffic=replace(traffic_of(scenario), **changes))


def is_worth_compiling(scenario: Scenario) -> bool:
    """Say whether machine code pays for its start: all replications count, because it is loaded once."""
    traffic = traffic_of(scenario)
    return pays(expected_rows(traffic, scenario.world) * traffic.replications)


def check_prices(function: str, prices: object) -> None:
    """Raise TypeError with a sentence if prices are given that are no price list."""
    if prices is not None:
        check_kind(
            f"{function}(prices=…)", prices, (Prices,), ["take load_prices(), or load_prices('mine.yaml')"]
        )


def check(name: str, value: object) -> None:
    """Raise ValueError with a sentence if what `simulate` takes is no whole number, or out of its bounds."""
    least, most = BOUNDS[name]
    check_whole(name, value, least, most)
