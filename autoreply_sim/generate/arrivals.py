"""When new contacts reach a team: a Poisson process whose rate follows the clock, the calendar and incidents.

Contacts come one unit of expectation apart on average, exponentially; the calendar only says how fast expectation
passes. So nothing is sorted, and more demand brings the same contacts closer together.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from autoreply_sim.domain.traffic import Demand, Incident
from autoreply_sim.generate.calendar import Days
from autoreply_sim.generate.gamma import gamma_quantiles
from autoreply_sim.generate.streams import uniforms

if TYPE_CHECKING:
    from numpy.typing import NDArray

Expectation = tuple["NDArray[np.int64]", "NDArray[np.float64]"]
"""Instants (UTC ms) and how many contacts are expected until each of them; linear in between."""


def expectation(
    demand: Demand,
    days: Days,
    holidays: Sequence[date],
    incidents: Iterable[Incident],
    busy: NDArray[np.float64],
) -> Expectation:
    """Return how many contacts are expected until when; `busy`: each day's busyness, float64 [days]."""
    starts_ms, day, name = days.hours()
    bounds_ms = np.append(starts_ms, days.midnights_ms[-1])
    dates = days.dates()
    weekday = np.array([demand.weekdays[each.weekday()] for each in dates])
    month = np.array([demand.months[each.month - 1] for each in dates])
    holiday = np.where(days.holidays(holidays), demand.on_holidays, 1.0)
    per_day = demand.per_day * weekday * month * holiday * busy
    per_hour = per_day[day] * np.array(demand.hours)[name]
    pieces_ms, factor = _pieces(bounds_ms, incidents)
    within = np.searchsorted(bounds_ms, pieces_ms[:-1], side="right") - 1
    lengths_h = np.diff(pieces_ms) / 3_600_000.0
    return pieces_ms, np.append(0.0, np.cumsum(per_hour[within] * lengths_h * factor))


def arrivals_ms(expected: Expectation, address: tuple[object, ...]) -> NDArray[np.int64]:
    """Return when contacts arrive, int64 [n] in UTC ms, ascending; their stream bears that address."""
    bounds_ms, until = expected
    total = float(until[-1])
    enough = math.ceil(total + 8.0 * math.sqrt(total) + 30.0)
    at = np.cumsum(-np.log1p(-uniforms(address, enough)))
    at = at[: np.searchsorted(at, total)]
    found: NDArray[np.int64] = np.interp(at, until, bounds_ms.astype(np.float64)).astype(np.int64)
    return found


def busyness(variation: float, address: tuple[object, ...], days: int) -> NDArray[np.float64]:
    """Return how busy each day is, float64 [days], 1 on average: Gamma-distributed, from the stream of that address."""
    return gamma_quantiles(variation, uniforms(address, days))


def _pieces(
    bounds_ms: NDArray[np.int64], incidents: Iterable[Incident]
) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """Return the hours, cut where incidents begin and end, and each piece's factor."""
    ours = [each for each in incidents if each.to_ms > bounds_ms[0] and each.from_ms < bounds_ms[-1]]
    cuts = np.array([edge for each in ours for edge in (each.from_ms, each.to_ms)], np.int64)
    cuts = cuts[(cuts > bounds_ms[0]) & (cuts < bounds_ms[-1])]
    pieces_ms = np.sort(np.concatenate([bounds_ms, cuts]))
    factor = np.ones(len(pieces_ms) - 1)
    for each in ours:
        factor[(pieces_ms[:-1] >= each.from_ms) & (pieces_ms[1:] <= each.to_ms)] *= each.factor
    return pieces_ms, factor
