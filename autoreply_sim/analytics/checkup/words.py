"""Words that several checks say: labels of replies, names in a row, times and weekdays."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from babel.dates import format_date

from autoreply_sim.analytics.phrases import LANGUAGES, Pair
from autoreply_sim.domain.schedules import RingSchedule, zone
from autoreply_sim.rules.catalog import BY_KEY
from autoreply_sim.units import local

_MOST_NAMES = 6
WEEKDAYS: tuple[Pair, ...] = (
    ("Monday", "lundi"),
    ("Tuesday", "mardi"),
    ("Wednesday", "mercredi"),
    ("Thursday", "jeudi"),
    ("Friday", "vendredi"),
    ("Saturday", "samedi"),
    ("Sunday", "dimanche"),
)


def label(reply: str) -> Pair:
    """Return what a reply is called, without the remark in brackets."""
    english, french = (side.partition(" (")[0] for side in BY_KEY[reply].label)
    return english, french


def in_a_row(names: Iterable[str]) -> str:
    """Return names one after the other, the first few of many."""
    every = list(names)
    return ", ".join(every[:_MOST_NAMES]) + (" …" if len(every) > _MOST_NAMES else "")


def pairs_in_a_row(pairs: Iterable[Pair]) -> Pair:
    """Return words in both languages one after the other, the first few of many."""
    every = list(pairs)
    return in_a_row(pair[0] for pair in every), in_a_row(pair[1] for pair in every)


def wall(at_ms: int, schedule: RingSchedule) -> datetime:
    """Return an instant (UTC ms) on the clock of a schedule."""
    return local(at_ms, zone(schedule.timezone))


def day_and_time(from_at: datetime, to_at: datetime) -> Pair:
    """Return a stretch of a day: “Saturday, January 3, 2026, 12:00–18:00”, « samedi 3 janvier 2026, 12:00–18:00 »."""
    span = f"{from_at:%H:%M}–{to_at:%H:%M}"
    english, french = (format_date(from_at, "full", locale=language) for language in LANGUAGES)
    return f"{english}, {span}", f"{french}, {span}"
