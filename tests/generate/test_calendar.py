"""Local days: when they begin, and their hours where the clock changes."""

from __future__ import annotations

from datetime import UTC, date, datetime

import numpy as np
import pytest

from autoreply_sim.generate.calendar import days_from
from autoreply_sim.units import HOUR_MS, MINUTE_MS, utc_ms


@pytest.mark.parametrize(
    ("timezone", "day", "names"),
    [
        ("America/Chicago", date(2026, 3, 7), list(range(24))),
        ("America/Chicago", date(2026, 3, 8), [0, 1, *range(3, 24)]),
        ("America/Chicago", date(2026, 11, 1), [0, 1, 1, *range(2, 24)]),
        ("Europe/Paris", date(2026, 3, 29), [0, 1, *range(3, 24)]),
        ("Asia/Kolkata", date(2026, 3, 8), list(range(24))),
    ],
)
def test_hours_bear_the_names_that_the_clock_shows(timezone: str, day: date, names: list[int]) -> None:
    """A day has 23 hours in spring and 25 in autumn."""
    _, place, found = days_from(day, 1, timezone).hours()
    assert found.tolist() == names
    assert not place.any()


def test_days_begin_at_local_midnight() -> None:
    """Midnight in Chicago is six o'clock UTC in winter and five in summer."""
    days = days_from(date(2026, 3, 7), 3, "America/Chicago")
    expected = [datetime(2026, 3, day, hour, tzinfo=UTC) for day, hour in ((7, 6), (8, 6), (9, 5), (10, 5))]
    assert days.midnights_ms.tolist() == [utc_ms(moment) for moment in expected]
    assert days.cut(1, 2).midnights_ms.tolist() == days.midnights_ms[1:3].tolist()
    assert days.cut(1, 2).dates() == [date(2026, 3, 8)]


@pytest.mark.parametrize(("day", "utc_hour"), [(7, 18), (8, 17)])
def test_noon_is_noon_on_the_day_the_clock_changes(day: int, utc_hour: int) -> None:
    """Breaks are at the hour that the clock shows."""
    days = days_from(date(2026, 3, day), 1, "America/Chicago")
    noon = days.at(np.array([0]), np.array([12 * HOUR_MS + 30 * MINUTE_MS]))
    assert noon.tolist() == [utc_ms(datetime(2026, 3, day, utc_hour, 30, tzinfo=UTC))]
    night = days.at(np.array([0]), np.array([HOUR_MS]))
    assert night.tolist() == [days.midnights_ms[0] + HOUR_MS]


def test_holidays_are_known_by_their_date() -> None:
    """The dates that the file lists, and no others."""
    days = days_from(date(2026, 7, 3), 3, "America/Chicago")
    assert days.holidays((date(2026, 7, 4), date(2027, 7, 3))).tolist() == [False, True, False]
