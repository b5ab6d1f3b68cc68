"""A population as the engine's records: worked out once, however often it is run."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from autoreply_sim.codes import NONE, Line
from autoreply_sim.domain.routing import newest_match
from autoreply_sim.domain.same import Same
from autoreply_sim.domain.settings import RoutingRule
from autoreply_sim.domain.world import Customer
from autoreply_sim.engine.columns import CUSTOMER

if TYPE_CHECKING:
    from numpy.typing import NDArray

LONG_AGO_MS = -(1 << 60)


@lru_cache(maxsize=64)
def matching_rules(
    rules: tuple[RoutingRule, ...], customers: Same[tuple[Customer, ...]]
) -> NDArray[np.int32]:
    """Return the newest rule that each customer matches, int32 [customers]: its place, NONE (R-RUL-1)."""
    found = (newest_match(rules, customer) for customer in customers.thing)
    places = np.array([NONE if match is None else match for match in found], np.int32)
    places.flags.writeable = False
    return places


@lru_cache(maxsize=8)
def customer_records(customers: Same[tuple[Customer, ...]]) -> NDArray[np.void]:
    """Return CUSTOMER [customers] before anything has happened, read-only."""
    made = np.array([_customer_row(customer) for customer in customers.thing], CUSTOMER)
    made.flags.writeable = False
    return made


def _customer_row(customer: Customer) -> tuple[int, ...]:
    return customer.phone is None, customer.line == Line.LANDLINE, customer.opted_out, LONG_AGO_MS
