"""Dates and times along an axis, in the language of the figure: Plotly itself only knows English.

Instants are drawn where they are in UTC and marked with the clock on the wall, so that an hour which a clock change
repeats or skips is neither lost nor drawn twice.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta, tzinfo
from itertools import takewhile
from typing import Any

from autoreply_sim.analytics import figure_words as words
from autoreply_sim.analytics.figure_look import Look

_MINUTE_S, _HOUR_S, _DAY_S = 60, 3_600, 86_400
_STEPS_S = (
    *(1, 2, 5, 10, 15, 30),
    *(_MINUTE_S * minutes for minutes in (1, 2, 5, 10, 15, 30)),
    *(_HOUR_S * hours for hours in (1, 2, 3, 6, 12)),
    *(_DAY_S * days for days in (1, 2, 4, 7, 14, 28, 56, 91, 182, 365)),
)
_MOST_TICKS, _MOST_DATES = 6, 5
"""As many times, and dates, as a telephone shows side by side."""


def dates_of(rows: Iterable[object]) -> list[date]:
    """Return rows as dates: dates, instants, ISO texts, or periods, which are known by their first day.

    Raises ValueError for anything else.
    """
    return [_date(row) for row in rows]


def day_in(day: date, look: Look, *, year: bool = False) -> str:
    """Return a date as it is said: 13 May, 13 mai; with its year."""
    month = look.say(words.MONTHS[day.month - 1])
    number = "1er" if look.language == "fr" and day.day == 1 else day.day
    pair = words.DATE_WITH_YEAR if year else words.DATE
    return look.say(pair, day=number, month=month, year=day.year)


def month_in(day: date, look: Look) -> str:
    """Return a month as it is said: May 2026, mai 2026."""
    return look.say(words.MONTH_OF_YEAR, month=look.say(words.MONTHS[day.month - 1]), year=day.year)


def some_of(days: Sequence[date], look: Look, *, months: bool) -> dict[str, Any]:
    """Return an axis that names every so manieth of some dates, or of months, and each year once."""
    shown = days[:: -(-len(days) // _MOST_DATES)]
    names = [look.say(words.MONTHS[day.month - 1]) if months else day_in(day, look) for day in shown]
    begins = [place == 0 or shown[place - 1].year != day.year for place, day in enumerate(shown)]
    return {
        "type": "date",
        "tickmode": "array",
        "tickangle": 0,
        "tickvals": [day.isoformat() for day in shown],
        "ticktext": [
            f"{name}<br>{day.year}" if begin else name
            for name, day, begin in zip(names, shown, begins, strict=True)
        ],
    }


def clock(first: datetime, last: datetime, zone: tzinfo, look: Look) -> dict[str, Any]:
    """Return an axis from one instant to another that shows the clock on the wall of a zone."""
    span_s = max((last - first).total_seconds(), 1.0)
    step_s = next((step for step in _STEPS_S if span_s / step <= _MOST_TICKS), _STEPS_S[-1])
    ticks = list(_ticks(first, last, step_s, zone))
    return {
        "type": "date",
        "range": [in_utc(first), in_utc(last)],
        "tickmode": "array",
        "tickangle": 0,
        "tickvals": [in_utc(tick) for tick in ticks],
        "ticktext": list(_texts(ticks, step_s, zone, look)),
    }


def in_utc(moment: datetime) -> str:
    """Return an instant as Plotly takes it."""
    return moment.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S.%f")[:-3]


def _date(row: object) -> date:
    text = str(row)[:10]
    try:
        return date.fromisoformat(f"{text}-01" if len(text) == len("2026-05") else text)
    except ValueError:
        raise ValueError(f"{row!r} is no date; rows are dates such as 2026-05-13") from None


def _ticks(first: datetime, last: datetime, step_s: int, zone: tzinfo) -> Iterator[datetime]:
    """Yield the round times of a wall clock from one instant to another; those that it skips are left out."""
    day, step = first.astimezone(zone).date(), timedelta(days=max(step_s // _DAY_S, 1))
    while (midnight := datetime(day.year, day.month, day.day, tzinfo=zone)) <= last:
        walls = (midnight + timedelta(seconds=second) for second in range(0, _DAY_S, step_s))
        instants = (wall.astimezone(UTC) for wall in walls if _is_real(wall, zone))
        yield from takewhile(last.__ge__, (instant for instant in instants if instant >= first))
        day += step


def _is_real(wall: datetime, zone: tzinfo) -> bool:
    return wall.astimezone(UTC).astimezone(zone).replace(tzinfo=None) == wall.replace(tzinfo=None)


def _texts(ticks: Iterable[datetime], step_s: int, zone: tzinfo, look: Look) -> Iterator[str]:
    """Yield what stands at each tick: the time, and the date where a new day begins."""
    before = None
    for tick in ticks:
        wall = tick.astimezone(zone)
        day = day_in(wall.date(), look) if wall.date() != before else ""
        before = wall.date()
        if step_s >= _DAY_S:
            yield day
        else:
            yield f"{wall:%H:%M:%S}<br>{day}" if step_s < _MINUTE_S else f"{wall:%H:%M}<br>{day}"
