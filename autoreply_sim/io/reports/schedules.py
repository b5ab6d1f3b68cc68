"""A ring schedule in a sentence: every Monday to Friday, from when to when, who rings and how."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from autoreply_sim.analytics import recurrence_words
from autoreply_sim.analytics.recurrence_words import end_in_words, often_in_words
from autoreply_sim.domain.schedules import RingSchedule
from autoreply_sim.io.reports import settings_words as words
from autoreply_sim.io.reports.telling import Telling
from autoreply_sim.units import SECOND_MS


def schedule_in_words(schedule: RingSchedule, advisors: Mapping[str, str], tell: Telling) -> str:
    """Return a schedule in words; `advisors`: their names by their keys."""
    return tell.say(words.AND).join(_parts(schedule, advisors, tell))


def day_in(day: date, tell: Telling) -> str:
    """Return a date as people write it: 2 March 2026."""
    return recurrence_words.day_in(day, tell.language)


def names_in(names: list[str], tell: Telling) -> str:
    """Return names one after the other: Ana, Ben and Carla."""
    return recurrence_words.names_in(names, tell.language)


def _parts(schedule: RingSchedule, advisors: Mapping[str, str], tell: Telling) -> Iterator[str]:
    if schedule.draft:
        yield tell.say(words.DRAFT)
    if not schedule.enabled:
        yield tell.say(words.SWITCHED_OFF)
    yield f"{_days(schedule, tell)}, {_hours(schedule, tell)}"
    yield tell.say(words.IN_ZONE, zone=schedule.timezone)
    if schedule.excepted:
        yield tell.say(words.EXCEPT, days=names_in([day_in(day, tell) for day in schedule.excepted], tell))
    if not schedule.counts_as_business_hours:
        yield tell.say(words.AFTER_HOURS)
    yield _rings(schedule, advisors, tell)
    if schedule.call_tree is not None:
        yield tell.say(words.BY_TREE, name=schedule.call_tree)


def _hours(schedule: RingSchedule, tell: Telling) -> str:
    pair = words.CLOCK if schedule.start < schedule.end else words.NEXT_DAY
    return tell.say(pair, start=f"{schedule.start:%H:%M}", end=f"{schedule.end:%H:%M}")


def _days(schedule: RingSchedule, tell: Telling) -> str:
    first = day_in(schedule.first, tell)
    if schedule.repeats is None:
        return tell.say(words.ONCE, first=first)
    often = often_in_words(schedule.repeats, tell.language, schedule.first)
    return ", ".join(
        [often, tell.say(words.FROM, first=first), *end_in_words(schedule.repeats, tell.language)]
    )


def _rings(schedule: RingSchedule, advisors: Mapping[str, str], tell: Telling) -> str:
    if not schedule.advisors:
        return tell.say(words.NOBODY)
    names = names_in([advisors[key] for key in schedule.advisors], tell)
    how = words.RINGS_ALONE if len(schedule.advisors) == 1 else words.RINGS[schedule.strategy]
    return tell.say(how, names=names, seconds=f"{schedule.ring_ms / SECOND_MS:g}")
