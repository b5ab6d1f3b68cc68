"""The holidays of a file: a country's public ones, as the `holidays` package knows them, with additions and exceptions.

They are resolved beyond the period, too, up to the longest one that is possible: whoever asks for more days of the
same file gets their holidays with them.
"""

from __future__ import annotations

from datetime import date, timedelta

from autoreply_sim.domain.traffic import MAX_DAYS
from autoreply_sim.errors import did_you_mean
from autoreply_sim.io.scenario_desk import Desk
from autoreply_sim.io.scenario_times import LAST_YEAR
from autoreply_sim.io.scenario_values import shown
from autoreply_sim.io.traffic_models import HolidayKeys
from autoreply_sim.io.yaml12_data import Path, inside


def build_holidays(keys: HolidayKeys, first_day: date, desk: Desk, path: Path) -> tuple[date, ...]:
    """Return the holidays from the first day on, in order; what is wrong with them is on the desk's report."""
    last_day = min(first_day + timedelta(days=MAX_DAYS), date(LAST_YEAR, 12, 31))
    public = _public_holidays(keys, first_day, last_day, desk, path)
    if public is not None:
        _check_removed(keys, public, (first_day, last_day), desk, path)
    days = (public or set()) - set(keys.remove) | set(keys.add)
    return tuple(sorted(day for day in days if first_day <= day <= last_day))


def _public_holidays(
    keys: HolidayKeys, first_day: date, last_day: date, desk: Desk, path: Path
) -> set[date] | None:
    """Return a country's public holidays, those the file adds left aside; None if they cannot be known."""
    if keys.country is None:
        return _nobodys_holidays(keys, desk, path)
    import holidays  # noqa: PLC0415  # 0.1 s that a file without public holidays need not wait for

    countries = holidays.list_supported_countries()
    if keys.country not in countries:
        message = (
            f"no public holidays are known of {keys.country}; leave country out and list the days under add"
        )
        desk.problem((*path, "country"), message)
        return None
    if keys.subdivision is not None and keys.subdivision not in countries[keys.country]:
        known = did_you_mean(keys.subdivision, countries[keys.country])
        message = (
            f"{keys.country} has no subdivision {shown(keys.subdivision)} with holidays of its own; {known}"
        )
        desk.problem((*path, "subdivision"), message)
        return None
    years = range(first_day.year, last_day.year + 1)
    return set(holidays.country_holidays(keys.country, subdiv=keys.subdivision, years=years))


def _nobodys_holidays(keys: HolidayKeys, desk: Desk, path: Path) -> set[date] | None:
    """Return the public holidays of no country; None if one was meant."""
    if inside(desk.report.tree, (*path, "country")) is not None:
        return None
    if keys.subdivision is not None:
        message = (
            f"the subdivision {shown(keys.subdivision)} needs its country; add country: US, for instance"
        )
        desk.problem((*path, "subdivision"), message)
        return None
    return set()


def _check_removed(
    keys: HolidayKeys, public: set[date], within: tuple[date, date], desk: Desk, path: Path
) -> None:
    for position, day in enumerate(keys.remove):
        if day not in public and within[0] <= day <= within[1]:
            message = f"{day} is no public holiday here, so it cannot be removed; leave it out"
            desk.problem((*path, "remove", position), message)
