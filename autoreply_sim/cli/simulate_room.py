"""Whether memory suffices for a simulation: asked before anything is drawn, because a machine that swaps is lost."""

from __future__ import annotations

from autoreply_sim.domain.scenario import Scenario
from autoreply_sim.domain.world import World
from autoreply_sim.errors import InputError, Problem
from autoreply_sim.experiment.replication import traffic_of
from autoreply_sim.generate.capacity import expected_callers, expected_rows

_BYTES_OF_PROCESS = 260 << 20
_BYTES_PER_ROW = 64
_BYTES_PER_CALL = 310
_BYTES_PER_CUSTOMER = 2_000
"""Measured on the presets: what everything that is imported takes, and what is drawn, decided and written at once."""
_GIGABYTE = 1 << 30


def needed_bytes(scenario: Scenario, world: World, workers: int) -> int:
    """Return how much memory a simulation takes at its peak, by estimate, in all of its processes."""
    traffic = traffic_of(scenario)
    customers = traffic.population.people + len(world.customers)
    of_rows = expected_rows(traffic, world) * _BYTES_PER_ROW
    of_calls = expected_callers(traffic, world) * _BYTES_PER_CALL
    each = _BYTES_OF_PROCESS + of_rows + of_calls + customers * _BYTES_PER_CUSTOMER
    return each * min(workers, traffic.replications)


def check_room(scenario: Scenario, workers: int, available_bytes: int) -> None:
    """Raise InputError if a simulation takes more memory than there is, with how many days would do."""
    needed = needed_bytes(scenario, scenario.world, workers)
    if needed <= available_bytes:
        return
    traffic = traffic_of(scenario)
    days = int(traffic.days * available_bytes / needed * 0.9)
    remedy = f"ask for fewer --days ({days:,} would do)" if days else "lower per_day, or use a larger machine"
    if min(workers, traffic.replications) > 1:
        remedy += ", or fewer --workers"
    message = (
        f"{traffic.days:,} days would take about {needed / _GIGABYTE:,.1f} GB of memory,"
        f" and {available_bytes / _GIGABYTE:,.1f} GB are free; {remedy}"
    )
    raise InputError([Problem(where="--days", message=message)])
