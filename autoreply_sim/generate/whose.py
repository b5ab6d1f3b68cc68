"""Who calls or writes: everybody has a weight of their own, and some have far more than others.

A weight belongs to the person, whatever the replication: a regular customer is one in all of them.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import numpy as np

from autoreply_sim.codes import Channel, Line
from autoreply_sim.domain.traffic import Traffic
from autoreply_sim.domain.world import Customer, World
from autoreply_sim.generate.normal import normal_quantiles
from autoreply_sim.generate.streams import uniforms

if TYPE_CHECKING:
    from numpy.typing import NDArray

Choice = dict[Channel, "NDArray[np.float64]"]
"""For each channel that is used, float64 [customers]: the weights of all customers up to each, 1 at the end."""


def choice_of(world: World, traffic: Traffic) -> Choice:
    """Return who may use which channel, and how often they do.

    Raises ValueError if nobody can use a channel that contacts come by.
    """
    people = traffic.population.people
    named = max(len(world.customers) - people, 0)
    skew, seed = traffic.population.skew, traffic.seed
    values = np.concatenate(
        [uniforms(("weight", "named", seed), named), uniforms(("weight", "people", seed), people)]
    )
    weights = np.exp(skew * normal_quantiles(values[: len(world.customers)]))
    return {channel: _running(channel, weights, world.customers) for channel in _used(traffic)}


def customers_of(
    choice: Choice, channels: NDArray[np.int8], values: NDArray[np.float64]
) -> NDArray[np.int32]:
    """Return whose contact each is, int32 [n], from its channel and a uniform."""
    found = np.empty(len(values), np.int32)
    for channel, running in choice.items():
        ours = channels == channel
        found[ours] = np.searchsorted(running, values[ours], side="right")
    return found


def _used(traffic: Traffic) -> list[Channel]:
    mixes = [team.demand.channels for team in traffic.teams.values()]
    return [channel for channel in Channel if any(mix.get(channel, 0.0) > 0.0 for mix in mixes)]


def _running(
    channel: Channel, weights: NDArray[np.float64], customers: Iterable[Customer]
) -> NDArray[np.float64]:
    able = np.array([_can_use(customer, channel) for customer in customers], np.bool_)
    running = np.cumsum(np.where(able, weights, 0.0))
    if not able.any():
        raise ValueError(
            f"contacts come by {channel.word}, but nobody of the population has a number for that; "
            "add people, or lower the shares of withheld numbers and landlines"
        )
    running /= running[-1]
    # The last who may use the channel ends at 1 exactly, so that no uniform falls beyond.
    running[np.flatnonzero(able)[-1] :] = 1.0
    return running


def _can_use(customer: Customer, channel: Channel) -> bool:
    """Say whether somebody may use a channel: a withheld number only calls, a landline gets and sends no SMS."""
    if customer.phone is None:
        return channel == Channel.CALL
    return channel != Channel.SMS or customer.line != Line.LANDLINE
