"""Ring schedules as they are written: their zones and the instants of their wall clocks (R-SCH-1, R-SCH-2)."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from zoneinfo import available_timezones

import pytest

from autoreply_sim.domain.schedules import instant_ms, zone, zone_names


@pytest.mark.parametrize(
    "name", ["Mars/Olympus", "", "america/chicago", "../zones", "/etc/localtime", "Europe", "Factory"]
)
def test_a_zone_that_does_not_exist_is_refused(name: str) -> None:
    """R-SCH-1: a schedule has a time zone, by its IANA name; a path is none, nor is tzdata's mark for none set."""
    with pytest.raises(ValueError, match="no time zone is called"):
        zone(name)


def test_zones_are_those_of_the_pinned_package() -> None:
    """The same file means the same instants on any machine; the usual names are all there."""
    assert {"UTC", "America/Nuuk", "US/Central", "America/Argentina/Ushuaia"} <= zone_names()
    assert zone_names() <= available_timezones()


@pytest.mark.parametrize(
    ("timezone", "wall", "utc"),
    [
        ("America/Chicago", "2026-03-02T09:00:00", "2026-03-02T15:00:00"),
        ("America/Chicago", "2026-03-08T02:30:00", "2026-03-08T08:30:00"),
        ("America/Chicago", "2026-11-01T01:30:00", "2026-11-01T06:30:00"),
        ("Australia/Lord_Howe", "2025-04-06T01:45:00", "2025-04-05T14:45:00"),
        ("Asia/Kolkata", "2026-03-02T00:00:00.250", "2026-03-01T18:30:00.250"),
        ("Pacific/Apia", "2011-12-30T09:00:00", "2011-12-30T19:00:00"),
        ("Europe/Paris", "1900-01-01T00:00:00", "1899-12-31T23:50:39"),
        ("Pacific/Kiritimati", "0001-01-01T00:00:00", "0001-01-01T10:29:20"),
    ],
)
def test_a_wall_clock_time_is_one_instant(timezone: str, wall: str, utc: str) -> None:
    """R-SCH-2: twice shown = the first; skipped = the offset before; before time zones, the local mean time."""
    moment = datetime.fromisoformat(wall)
    since_epoch = datetime.fromisoformat(utc).replace(tzinfo=UTC) - datetime(1970, 1, 1, tzinfo=UTC)

    assert instant_ms(timezone, moment.date(), moment.time()) == round(since_epoch.total_seconds() * 1000)


def test_the_first_and_the_last_day_of_the_calendar_have_instants() -> None:
    """No overflow, whichever way the zone lies."""
    for name in ("Pacific/Kiritimati", "Pacific/Pago_Pago"):
        assert instant_ms(name, date.min, time.min) < instant_ms(name, date.max, time.max)
