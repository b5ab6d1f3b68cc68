"""Builds how many contacts a team has, and when: weights become shares, factors get a mean of 1.

So `per_day` always is what it says, a number of contacts on an average day, whatever the weights beside it sum to.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

from autoreply_sim.codes import Channel
from autoreply_sim.domain.traffic import Demand
from autoreply_sim.io.scenario_desk import Desk
from autoreply_sim.io.traffic_models import WEEKDAYS, TeamTrafficKeys
from autoreply_sim.io.yaml12_data import Path

DEFAULT_HOURS: Mapping[str, float] = MappingProxyType(
    {
        str(hour): weight
        for hour, weight in enumerate((31, 59, 99, 105, 101, 96, 92, 90, 86, 76, 57, 44, 35, 29), 7)
    }
)
"""Per mille of a day's calls by the hour in which they come: a large bank in 2003, mean of 164 working days."""


def build_demand(keys: TeamTrafficKeys, *, has_number: bool, desk: Desk, path: Path) -> Demand:
    """Return how many contacts a team has, and when; `has_number`: whether it can be called and texted."""
    channels = keys.channels if keys.channels is not None else {"call" if has_number else "web": 1.0}
    hours = keys.hours if keys.hours is not None else DEFAULT_HOURS
    shares = _scaled((channels.get(channel.word, 0.0) for channel in Channel), 1, desk, (*path, "channels"))
    return Demand(
        per_day=keys.per_day,
        hours=_scaled((hours.get(str(hour), 0.0) for hour in range(24)), 1, desk, (*path, "hours")),
        weekdays=_scaled(_factors(keys.weekdays, WEEKDAYS), 7, desk, (*path, "weekdays")),
        months=_scaled(_factors(keys.months, range(1, 13)), 12, desk, (*path, "months")),
        on_holidays=keys.on_holidays,
        busyness=keys.busyness,
        channels=MappingProxyType(
            {channel: share for channel, share in zip(Channel, shares, strict=True) if share}
        ),
    )


def _factors(given: Mapping[str, float], names: Sequence[object]) -> Iterable[float]:
    return (given.get(str(name), 1.0) for name in names)


def _scaled(weights: Iterable[float], total: float, desk: Desk, path: Path) -> tuple[float, ...]:
    """Return the weights, scaled so that they sum to a total; report those that are all 0."""
    given = tuple(weights)
    found = sum(given)
    if found == 0:
        message = "these weights are all 0; write at least one above 0, or leave the whole group out"
        desk.problem(path, message, of_key=True)
        return given
    return tuple(weight * total / found for weight in given)
