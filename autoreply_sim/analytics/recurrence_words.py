"""How often a schedule repeats, in words: its recurrence rule (RFC 5545) as pages and reports say it.

A rule that counts from the end further than the last but one, or days and weeks of the year so, is better read as it
is written.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from itertools import pairwise

from babel.dates import format_date, get_day_names, get_month_names
from babel.lists import format_list

from autoreply_sim.analytics.phrases import Pair, say
from autoreply_sim.domain.recurrence import with_first_date
from autoreply_sim.domain.recurrence_rules import Rule, canonical_rule, read_rule

_EVERY: Mapping[str, tuple[Pair, Pair]] = {
    "DAILY": (("every day", "tous les jours"), ("every {count} days", "tous les {count} jours")),
    "WEEKLY": (("every week", "chaque semaine"), ("every {count} weeks", "toutes les {count} semaines")),
    "MONTHLY": (("every month", "chaque mois"), ("every {count} months", "tous les {count} mois")),
    "YEARLY": (("every year", "chaque année"), ("every {count} years", "tous les {count} ans")),
}
"""Every one, and every so many."""
_WEEKLY_ON: Pair = ("every {days}", "chaque {days}")
_IN_MONTHS: Pair = ("{every} in {months}", "{every} en {months}")
_IN_WEEK: Pair = ("in week {weeks} of the year", "la semaine {weeks} de l’année")
_IN_WEEKS: Pair = ("in weeks {weeks} of the year", "les semaines {weeks} de l’année")
_ON: Pair = ("on {days}", "{days}")
_ONLY_ON: Pair = ("only on {days}", "seulement {days}")
_OF_YEAR: Pair = ("on {days} of the year", "{days} de l’année")
_FROM_TO: Pair = ("{first} to {last}", "du {first} au {last}")
_DAY: Pair = ("day", "jour")
_POSITIONS: Mapping[str, Pair] = {
    "WEEKLY": ("only {which} of them in the week", "seulement {which} d’entre eux dans la semaine"),
    "MONTHLY": ("only {which} of them in the month", "seulement {which} d’entre eux dans le mois"),
    "YEARLY": ("only {which} of them in the year", "seulement {which} d’entre eux dans l’année"),
}
_LAST: Mapping[int, Pair] = {-1: ("last", "dernier"), -2: ("last but one", "avant-dernier")}
_BY_RULE: Pair = ("by the rule {rule}", "selon la règle {rule}")
_TIMES: Pair = ("{count} times", "{count} fois")
_UNTIL: Pair = ("until {last}", "jusqu’au {last}")


def often_in_words(repeats: str, language: str, first: date | None = None) -> str:
    """Return how often a rule repeats, without its end; a first date says what the rule leaves to it.

    Raises ValueError for a rule that is none.
    """
    rule = read_rule(repeats)
    if _is_odd(rule):
        return say(_BY_RULE, language, rule=canonical_rule(repeats))
    if first is not None:
        rule = with_first_date(rule, first)
    if rule.frequency == "WEEKLY" and rule.interval == 1 and rule.weekdays and not rule.months:
        names = get_day_names("wide", locale=language)
        days = names_in([names[day] for _, day in rule.weekdays], language)
        return ", ".join([say(_WEEKLY_ON, language, days=days), *_only(rule, language)])
    return ", ".join([_every(rule, language), *_which(rule, language), *_only(rule, language)])


def end_in_words(repeats: str, language: str) -> Iterator[str]:
    """Yield when a rule ends, if it does."""
    rule = read_rule(repeats)
    if rule.count is not None:
        yield say(_TIMES, language, count=rule.count)
    if rule.until is not None:
        last = rule.until.date() if isinstance(rule.until, datetime) else rule.until
        yield say(_UNTIL, language, last=day_in(last, language))


def day_in(day: date, language: str) -> str:
    """Return a date as people write it: 2 March 2026."""
    written = format_date(day, "d MMMM y", locale=language)
    return f"1er{written[1:]}" if language == "fr" and day.day == 1 else written


def names_in(names: list[str], language: str) -> str:
    """Return names one after the other: Ana, Ben and Carla."""
    return format_list(names, locale=language)


def _is_odd(rule: Rule) -> bool:
    numbers = (*rule.month_days, *rule.positions, *(which for which, _ in rule.weekdays))
    return min((*rule.year_days, *rule.weeks), default=1) < 0 or min(numbers, default=1) < min(_LAST)


def _every(rule: Rule, language: str) -> str:
    one, several = _EVERY[rule.frequency]
    every = say(one if rule.interval == 1 else several, language, count=rule.interval)
    if not rule.months:
        return every
    names = get_month_names("wide", locale=language)
    return say(
        _IN_MONTHS, language, every=every, months=names_in([names[one] for one in rule.months], language)
    )


def _which(rule: Rule, language: str) -> Iterator[str]:
    """Yield which days of the period are meant: each narrows down what is before it."""
    if rule.weeks:
        pair = _IN_WEEKS if len(rule.weeks) > 1 else _IN_WEEK
        yield say(pair, language, weeks=names_in(list(map(str, rule.weeks)), language))
    if rule.year_days:
        days = [f"{_nth(day, language)} {say(_DAY, language)}" for day in rule.year_days]
        yield say(_OF_YEAR, language, days=_the(days, language))
    if rule.month_days:
        days = [_date(day, language) for day in sorted(rule.month_days, key=_from_the_end)]
        yield say(_ON, language, days=_the(days, language))
    if any(which for which, _ in rule.weekdays):
        pair = _OF_YEAR if rule.frequency == "YEARLY" and not rule.months else _ON
        yield say(pair, language, days=_the(_numbered(rule, language), language))
    elif rule.weekdays:
        yield _weekdays(rule, language)


def _weekdays(rule: Rule, language: str) -> str:
    days, names = [day for _, day in rule.weekdays], get_day_names("wide", locale=language)
    if len(days) > 2 and all(after - before == 1 for before, after in pairwise(days)):
        return say(_FROM_TO, language, first=names[days[0]], last=names[days[-1]])
    pair = _ONLY_ON if rule.month_days or rule.year_days else _ON
    named = [names[day] for day in days]
    return say(pair, language, days=names_in(named, language) if language == "en" else _the(named, language))


def _numbered(rule: Rule, language: str) -> Iterator[str]:
    names = get_day_names("wide", locale=language)
    for which, day in sorted(rule.weekdays, key=lambda one: _from_the_end(one[0])):
        yield f"{_nth(which, language)} {names[day]}" if which else names[day]


def _only(rule: Rule, language: str) -> Iterator[str]:
    if rule.positions:
        which = [_nth(one, language) for one in sorted(rule.positions, key=_from_the_end)]
        yield say(_POSITIONS[rule.frequency], language, which=_the(which, language))


def _from_the_end(number: int) -> tuple[bool, int]:
    """Sort what is counted from the end behind what is counted from the beginning."""
    return number < 0, number


def _the(names: Iterable[str], language: str) -> str:
    """Return names one after the other, each with its article."""
    if language == "en":
        return names_in([f"the {name}" for name in names], language)
    return names_in([f"l’{name}" if name.startswith("a") else f"le {name}" for name in names], language)


def _date(day: int, language: str) -> str:
    """Return a day of the month: 15th, 15; last day, dernier jour."""
    if day < 0:
        return f"{_nth(day, language)} {say(_DAY, language)}"
    return str(day) if language == "fr" and day > 1 else _nth(day, language)


def _nth(number: int, language: str) -> str:
    if number in _LAST:
        return say(_LAST[number], language)
    if language == "fr":
        return "1er" if number == 1 else f"{number}e"
    suffix = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{suffix}"
