"""Recurrence rules as RFC 5545, 3.3.10 writes them: read, checked, and refused in words (R-SCH-7).

A schedule repeats by days; its hours come from its wall clock. So a rule finer than DAILY is refused, and so
is every part that says something about hours. Upper and lower case mean the same, `RRULE:` may come first.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from difflib import get_close_matches
from functools import lru_cache

FREQUENCIES = ("YEARLY", "MONTHLY", "WEEKLY", "DAILY")
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
LONGEST_RULE = 4_000
"""Characters; a rule that lists every day of the year has about 1,500."""

_TOO_FINE = ("HOURLY", "MINUTELY", "SECONDLY")
_HOUR_PARTS = ("BYHOUR", "BYMINUTE", "BYSECOND")
_LARGEST = {"BYMONTH": 12, "BYMONTHDAY": 31, "BYYEARDAY": 366, "BYWEEKNO": 53, "BYSETPOS": 366}
_KNOWN = ("FREQ", "INTERVAL", "COUNT", "UNTIL", "BYDAY", "WKST", *_LARGEST)
_OTHER_LINES = ("DTSTART", "DTEND", "RDATE", "EXDATE", "EXRULE")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One recurrence rule, read and known to be well formed.

    `weekdays` are pairs (which one of the period, 0 = every one; weekday, Monday = 0). `until` is a date, a
    wall-clock time (naive) or an instant (UTC), as the rule was written.
    """

    frequency: str
    interval: int = 1
    count: int | None = None
    until: date | datetime | None = None
    weekdays: tuple[tuple[int, int], ...] = ()
    months: tuple[int, ...] = ()
    month_days: tuple[int, ...] = ()
    year_days: tuple[int, ...] = ()
    weeks: tuple[int, ...] = ()
    positions: tuple[int, ...] = ()
    week_start: int = 0


@lru_cache(maxsize=4096)
def read_rule(text: str) -> Rule:
    """The rule that the text says. Raises ValueError with a sentence for people (R-SCH-7)."""
    parts = _parts(text)
    frequency = _frequency(parts)
    _refuse_contradictions(frequency, parts)
    return Rule(
        frequency=frequency,
        interval=_positive("INTERVAL", parts.get("INTERVAL", "1")),
        count=_positive("COUNT", parts["COUNT"]) if "COUNT" in parts else None,
        until=_until(parts["UNTIL"]) if "UNTIL" in parts else None,
        weekdays=_weekdays(frequency, parts),
        months=_numbers("BYMONTH", parts),
        month_days=_numbers("BYMONTHDAY", parts),
        year_days=_numbers("BYYEARDAY", parts),
        weeks=_numbers("BYWEEKNO", parts),
        positions=_positions(frequency, parts),
        week_start=WEEKDAYS.index(_one_of("WKST", parts.get("WKST", "MO"), WEEKDAYS)),
    )


def rule_problem(rule: str) -> str | None:
    """What is wrong with a recurrence rule and what to do; None if it can be read (R-SCH-7)."""
    try:
        read_rule(rule)
    except ValueError as problem:
        return str(problem)
    return None


def canonical_rule(rule: str) -> str:
    """The rule in capitals, without `RRULE:`: as calendar files want it."""
    return rule.strip().upper().removeprefix("RRULE:")


def _parts(text: str) -> dict[str, str]:
    if len(text) > LONGEST_RULE:
        raise ValueError(f"the rule has {len(text)} characters; write one of at most {LONGEST_RULE}")
    canonical = canonical_rule(text)
    if not text.isascii() or not canonical.isprintable():
        raise ValueError(
            f"{_shown(text)} is not one line of plain characters; write one RFC 5545 rule and nothing else"
        )
    if not canonical:
        raise ValueError(
            "the rule is empty; write one such as FREQ=WEEKLY;BYDAY=MO,TU, or leave `repeats` out"
        )
    parts: dict[str, str] = {}
    for part in canonical.split(";"):
        name, equals, value = part.partition("=")
        _check_part(name, equals, value, parts)
        parts[name] = value
    return parts


def _check_part(name: str, equals: str, value: str, before: dict[str, str]) -> None:
    if not equals or not value:
        raise ValueError(
            f"{_shown(name + equals)} is not a part of a rule; write NAME=VALUE, parts separated by ';'"
        )
    if name in before:
        raise ValueError(f"{name} is given twice; give each part once")
    if name in _HOUR_PARTS:
        raise ValueError(f"{name} is about hours, which `from` and `to` give; leave it out (R-SCH-7)")
    if name in _KNOWN:
        return
    if name.startswith(_OTHER_LINES):
        raise ValueError(
            f"{_shown(name)} is a line of its own in a calendar file and no part of a rule; leave it out"
        )
    close = get_close_matches(name, _KNOWN, n=1)
    remedy = f"did you mean {close[0]}?" if close else "leave it out"
    raise ValueError(f"a rule has no part called {_shown(name)}; {remedy}")


def _frequency(parts: dict[str, str]) -> str:
    if "FREQ" not in parts:
        raise ValueError("FREQ is missing; begin the rule with FREQ=DAILY, WEEKLY, MONTHLY or YEARLY")
    if parts["FREQ"] in _TOO_FINE:
        raise ValueError(
            f"FREQ={parts['FREQ']} is finer than a day; use DAILY and the schedule's hours (R-SCH-7)"
        )
    return _one_of("FREQ", parts["FREQ"], FREQUENCIES)


def _refuse_contradictions(frequency: str, parts: dict[str, str]) -> None:
    if "COUNT" in parts and "UNTIL" in parts:
        raise ValueError("COUNT and UNTIL exclude each other; keep one of them")
    only = {"BYWEEKNO": ("YEARLY",), "BYYEARDAY": ("YEARLY",), "BYMONTHDAY": ("YEARLY", "MONTHLY", "DAILY")}
    for name, allowed in only.items():
        if name in parts and frequency not in allowed:
            raise ValueError(
                f"{name} does not go with FREQ={frequency}; use it with FREQ={' or '.join(allowed)}"
            )


def _positive(name: str, value: str) -> int:
    if not re.fullmatch(r"[0-9]{1,9}", value) or int(value) == 0:
        raise ValueError(f"{name}={_shown(value)} is no whole number from 1 to 999999999; write one")
    return int(value)


def _numbers(name: str, parts: dict[str, str]) -> tuple[int, ...]:
    if name not in parts:
        return ()
    return tuple(sorted({_number(name, value) for value in parts[name].split(",")}))


def _number(name: str, value: str) -> int:
    largest, sign = _LARGEST[name], "" if name == "BYMONTH" else "[+-]?"
    if not re.fullmatch(sign + "[0-9]{1,3}", value) or not 1 <= abs(int(value)) <= largest:
        range_ = f"1 to {largest}" + (f" or -{largest} to -1" if sign else "")
        raise ValueError(f"{_shown(value)} in {name} is no whole number from {range_}; correct it")
    return int(value)


def _positions(frequency: str, parts: dict[str, str]) -> tuple[int, ...]:
    positions = _numbers("BYSETPOS", parts)
    if positions and not any(name.startswith("BY") and name != "BYSETPOS" for name in parts):
        raise ValueError("BYSETPOS picks from the days that another BY part names; add one or leave it out")
    if positions and frequency == "DAILY":
        raise ValueError(
            "BYSETPOS has nothing to pick from within one day; use WEEKLY or coarser, or leave it out"
        )
    return positions


def _weekdays(frequency: str, parts: dict[str, str]) -> tuple[tuple[int, int], ...]:
    if "BYDAY" not in parts:
        return ()
    days = tuple(sorted({_weekday(value) for value in parts["BYDAY"].split(",")}))
    highest = max(abs(which) for which, _ in days)
    shown = f"the numbered weekday in BYDAY={_shown(parts['BYDAY'])}"
    if highest and frequency not in ("MONTHLY", "YEARLY"):
        raise ValueError(f"{shown} needs FREQ=MONTHLY or YEARLY; drop the number")
    if highest and "BYWEEKNO" in parts:
        raise ValueError(f"{shown} does not go with BYWEEKNO; drop the number")
    if highest > 5 and (frequency == "MONTHLY" or "BYMONTH" in parts):
        raise ValueError(f"{shown} counts within a month, which has five at most; write 1 to 5 or -5 to -1")
    return days


def _weekday(value: str) -> tuple[int, int]:
    match = re.fullmatch(r"([+-]?[0-9]{1,2})?(MO|TU|WE|TH|FR|SA|SU)", value)
    if match is None or (match[1] and not 1 <= abs(int(match[1])) <= 53):
        raise ValueError(
            f"{_shown(value)} in BYDAY is no weekday; write MO, TU, WE, TH, FR, SA or SU (1MO, -1FR)"
        )
    return int(match[1] or 0), WEEKDAYS.index(match[2])


def _until(value: str) -> date | datetime:
    try:
        if re.fullmatch(r"[0-9]{8}", value):
            return date.fromisoformat(value)
        if re.fullmatch(r"[0-9]{8}T[0-9]{6}Z?", value):
            return datetime.fromisoformat(value)
    except ValueError:
        pass
    raise ValueError(f"UNTIL={_shown(value)} is no date; write 20261231 or 20261231T170000Z")


def _one_of(name: str, value: str, allowed: tuple[str, ...]) -> str:
    if value not in allowed:
        raise ValueError(f"{name}={_shown(value)} is unknown; write one of {', '.join(allowed)}")
    return value


def _shown(text: str) -> str:
    return repr(text if len(text) <= 40 else text[:40] + "…")
