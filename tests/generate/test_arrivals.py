"""When contacts arrive: rates by the clock and the calendar, Poisson within, busy days and quiet ones.

Tolerances are four standard errors or more of what is counted; seeds are fixed.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from autoreply_sim.codes import Channel
from autoreply_sim.domain.traffic import Demand, Incident
from autoreply_sim.generate.arrivals import arrivals_ms, busyness, expectation
from autoreply_sim.generate.calendar import Days, days_from
from autoreply_sim.units import DAY_MS, HOUR_MS
from tests.generate.towns import EVEN_HOURS, FIRST, OFFICE_HOURS, drawn, of_team, roots, traffic

DAYS = days_from(FIRST, 28, "America/Chicago")


def expected(
    days: Days = DAYS, holidays: tuple[date, ...] = (), incidents: tuple[Incident, ...] = (), **demand: Any
) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """Return when how many are expected, of 240 a day unless `demand` says otherwise."""
    wanted = Demand(**{"per_day": 240.0, "hours": EVEN_HOURS, **demand})
    return expectation(wanted, days, holidays, incidents, np.ones(len(days.dates())))


def between(until: tuple[NDArray[np.int64], NDArray[np.float64]], from_ms: int, to_ms: int) -> float:
    """Return how many contacts are expected between two instants."""
    return float(np.diff(np.interp([from_ms, to_ms], *until))[0])


def test_a_day_of_twenty_three_hours_has_an_hour_less_of_contacts() -> None:
    """The hour that the clock skips brings nobody: 230 instead of 240."""
    until = expected()
    assert between(until, *DAYS.midnights_ms[5:7]) == pytest.approx(240)
    assert between(until, *DAYS.midnights_ms[6:8]) == pytest.approx(230)


def test_factors_multiply() -> None:
    """Day of the week, month and holiday, each on its own days: Easter Sunday of 2026 is in April."""
    days = days_from(date(2026, 4, 1), 7, "UTC")
    factors: dict[str, Any] = {
        "weekdays": (1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 0.5),
        "months": (1.0,) * 3 + (2.0,) + (1.0,) * 8,
    }
    until = expected(days, holidays=(date(2026, 4, 5),), on_holidays=0.1, **factors)
    assert np.diff(np.interp(days.midnights_ms, *until)) == pytest.approx([480] * 4 + [24] + [480] * 2)


def test_an_incident_counts_by_the_instant() -> None:
    """From half past one to two o'clock ten times as many; around it as ever, and two incidents multiply."""
    start = int(DAYS.midnights_ms[0])
    burst = Incident(team=None, from_ms=start + 3 * HOUR_MS // 2, to_ms=start + 2 * HOUR_MS, factor=10.0)
    silence = Incident(team=None, from_ms=start + 2 * HOUR_MS - 1_000, to_ms=start + 5 * HOUR_MS, factor=0.0)
    until = expected(incidents=(burst,))
    assert between(until, burst.from_ms, burst.to_ms) == pytest.approx(50)
    assert between(until, start + HOUR_MS, burst.from_ms) == pytest.approx(5)
    assert between(until, burst.to_ms, start + 3 * HOUR_MS) == pytest.approx(10)
    assert between(expected(incidents=(burst, silence)), silence.from_ms, silence.to_ms) == 0.0


def test_an_incident_is_that_of_its_team() -> None:
    """Another team's burst brings nobody here; one of all teams does."""
    window: dict[str, Any] = {"from_ms": int(DAYS.midnights_ms[0]), "to_ms": int(DAYS.midnights_ms[7])}
    for named, more in (("parts", False), ("service", True), (None, True)):
        burst = Incident(team=named, factor=3.0, **window)
        found = len(roots(drawn(traffic(incidents=(burst,)))))
        assert (found > 1.2 * len(roots(drawn(traffic())))) is more


def test_where_nobody_is_expected_nobody_arrives() -> None:
    """Hours with no share stay empty, and so does a team without demand."""
    office = arrivals_ms(expected(hours=OFFICE_HOURS), ("arrivals",))
    hour = (
        office - DAYS.midnights_ms[np.searchsorted(DAYS.midnights_ms, office, side="right") - 1]
    ) / HOUR_MS
    before = office < DAYS.midnights_ms[6]
    assert hour[before].min() >= 8.0
    assert hour[before].max() < 16.0
    assert not len(arrivals_ms(expected(per_day=0.0), ("arrivals",)))


def test_more_demand_brings_the_same_contacts_closer_together() -> None:
    """Common random numbers reach into the demand itself: twice as many come twice as fast."""
    usual = arrivals_ms(expected(), ("arrivals",))
    double = arrivals_ms(expected(per_day=480.0), ("arrivals",))
    since = DAYS.midnights_ms[0]
    few = np.flatnonzero(usual < DAYS.midnights_ms[6])
    assert np.abs(2 * (double[few] - since) - (usual[few] - since)).max() <= 2


def test_hour_shares_are_those_of_the_demand() -> None:
    """Chi-squared over the eight hours that have any: 24.3 is the 99.9 % point of seven degrees of freedom."""
    days = days_from(FIRST, 5, "America/Chicago")
    until = expectation(Demand(per_day=20_000, hours=OFFICE_HOURS), days, (), (), np.ones(5))
    found = arrivals_ms(until, ("arrivals",))
    hour = (found - days.midnights_ms[0]) // HOUR_MS % 24
    counts = np.bincount(hour, minlength=24)[8:16]
    wanted = np.array(OFFICE_HOURS[8:16]) * 100_000
    assert ((counts - wanted) ** 2 / wanted).sum() < 24.3
    assert len(found) == pytest.approx(100_000, abs=4 * 100_000**0.5)


def test_within_an_hour_arrivals_are_poisson() -> None:
    """Gaps vary as much as they last (call by call a bank's were 1.004); counts of hours as much as their mean."""
    days = days_from(FIRST, 5, "America/Chicago")
    until = expectation(Demand(per_day=24_000, hours=EVEN_HOURS), days, (), (), np.ones(5))
    found = arrivals_ms(until, ("arrivals",))
    gaps = np.diff(found)
    assert gaps.std() / gaps.mean() == pytest.approx(1.0, abs=0.012)
    counts = np.bincount((found - days.midnights_ms[0]) // HOUR_MS)
    assert counts.var() / counts.mean() == pytest.approx(1.0, abs=0.5)
    assert (gaps >= 0).all()


def test_busy_days_spread_the_counts() -> None:
    """Variance over mean is 1 + mean x variation squared: 10 for 900 a day and a variation of 0.1."""
    days = days_from(date(2026, 4, 1), 2_000, "UTC")
    busy = busyness(0.1, ("busyness",), 2_000)
    until = expectation(Demand(per_day=900, hours=EVEN_HOURS), days, (), (), busy)
    counts = np.bincount((arrivals_ms(until, ("arrivals",)) - days.midnights_ms[0]) // DAY_MS)
    assert counts.mean() == pytest.approx(900, rel=0.01)
    assert counts.var() / counts.mean() == pytest.approx(10, rel=0.13)
    assert busyness(0.0, ("busyness",), 3).tolist() == [1.0, 1.0, 1.0]


def test_weekday_shares_are_those_of_the_demand() -> None:
    """A desk that is closed on Sundays, with Mondays half as busy again: each day of the week within four errors."""
    factors = (1.5, 1.1, 1.0, 1.0, 1.2, 1.2, 0.0)
    timeline = drawn(traffic(of_team(per_day=300.0, weekdays=factors), days=364))
    place = (
        np.searchsorted(
            days_from(FIRST, 364, "America/Chicago").midnights_ms, roots(timeline)["at_ms"], "right"
        )
        - 1
    )
    counts = np.bincount(place % 7, minlength=7)
    wanted = 52 * 300 * np.array(factors)
    assert (np.abs(counts - wanted) <= 4 * np.sqrt(wanted) + 52 * 12.5 * (wanted > 0)).all()
    assert FIRST + timedelta(days=6) not in {FIRST + timedelta(days=int(day)) for day in set(place.tolist())}


def test_channels_come_by_their_mix() -> None:
    """Five channels, each within four standard errors of its share."""
    mix = dict(zip(Channel, (0.5, 0.2, 0.1, 0.15, 0.05), strict=True))
    found = roots(drawn(traffic(of_team(per_day=1_000.0, channels=mix))))
    counts = np.bincount(found["channel"], minlength=5)
    shares = np.array(list(mix.values()))
    assert (np.abs(counts - len(found) * shares) < 4 * np.sqrt(len(found) * shares)).all()
