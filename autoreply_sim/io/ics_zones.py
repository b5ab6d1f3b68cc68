"""The VTIMEZONE of an IANA zone, for calendar programs that do not know the zone by its name.

Our own, because icalendar 7.3 writes the onsets of daylight time an hour late (RFC 5545, 3.6.5 wants them in
the time before the change).
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

from autoreply_sim.domain.schedules import zone

YEARS_AHEAD = 25
"""Clock changes are listed for so many years; programs that know the zone need none of them."""
_STEP = timedelta(days=7)


def timezone_component(name: str, first_year: int) -> Timezone:
    """The zone's clock changes from the year before `first_year` on, as a VTIMEZONE."""
    begin = datetime(min(max(first_year, 1903), 9900) - 1, 1, 1, tzinfo=UTC)
    component = Timezone()
    component.add("tzid", name)
    component.add_component(_observance(name, begin, begin))
    at, end = begin, begin.replace(year=begin.year + YEARS_AHEAD)
    while at < end:
        if _offset(name, at) != _offset(name, at + _STEP):
            changed = _change(name, at, at + _STEP)
            component.add_component(_observance(name, changed - timedelta(seconds=1), changed))
        at += _STEP
    return component


def _change(name: str, before: datetime, after: datetime) -> datetime:
    """The first second with the offset that holds at `after`."""
    while after - before > timedelta(seconds=1):
        middle = before + timedelta(seconds=(after - before) // timedelta(seconds=2))
        if _offset(name, middle) == _offset(name, before):
            before = middle
        else:
            after = middle
    return after


def _observance(name: str, before: datetime, at: datetime) -> TimezoneDaylight | TimezoneStandard:
    """What the clocks show from `at` on; it begins in the wall-clock time of `before`."""
    local = at.astimezone(zone(name))
    observance = TimezoneDaylight() if local.dst() else TimezoneStandard()
    observance.add("dtstart", (at + _offset(name, before)).replace(tzinfo=None))
    observance.add("tzoffsetfrom", _offset(name, before))
    observance.add("tzoffsetto", _offset(name, at))
    observance.add("tzname", local.tzname() or name)
    return observance


def _offset(name: str, at: datetime) -> timedelta:
    return at.astimezone(zone(name)).utcoffset() or timedelta()
