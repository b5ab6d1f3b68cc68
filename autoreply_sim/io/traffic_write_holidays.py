"""Holidays as a scenario file writes them: as those of a country, with what differs, where that is shorter."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from autoreply_sim.domain.traffic import MAX_DAYS
from autoreply_sim.io.scenario_times import LAST_YEAR
from autoreply_sim.io.yaml12_data import Plain


def holidays_to_yaml(days: tuple[date, ...], first_day: date, country: str) -> dict[str, Any]:
    """Return the holidays from a first day on; `country` is the company's, whose public ones are tried first."""
    if not days:
        return {}
    known = min(_public(set(days), first_day, country), key=_length, default={"add": _dates(days)})
    return min(known, {"add": _dates(days)}, key=_length)


def _public(days: set[date], first_day: date, country: str) -> Iterator[dict[str, Any]]:
    """Yield the days as the country's, and as each of its subdivisions', with what is added and removed."""
    import holidays  # noqa: PLC0415  # 0.1 s that a file without public holidays need not wait for

    last_day = min(first_day + timedelta(days=MAX_DAYS), date(LAST_YEAR, 12, 31))
    years = range(first_day.year, last_day.year + 1)
    subdivisions = holidays.list_supported_countries().get(country)
    for subdivision in () if subdivisions is None else (None, *subdivisions):
        found = holidays.country_holidays(country, subdiv=subdivision, years=years)
        public = {day for day in found if first_day <= day <= last_day}
        named = {"country": country} | ({"subdivision": subdivision} if subdivision else {})
        differing = {"add": _dates(days - public), "remove": _dates(public - days)}
        yield named | {key: dates for key, dates in differing.items() if dates}
        if days == public:
            return


def _dates(days: set[date] | tuple[date, ...]) -> list[Plain]:
    return [Plain(day.isoformat()) for day in sorted(days)]


def _length(keys: dict[str, Any]) -> int:
    return sum(len(value) for value in keys.values())
