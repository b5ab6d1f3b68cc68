"""The recurrence rules that a weekly picker can say: every n weeks, on some weekdays, until a day.

What somebody typed stays as typed, wrong or not: whether a rule can be used is asked of the whole rule.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from autoreply_sim.domain.recurrence_rules import WEEKDAYS, canonical_rule

_SAID = frozenset({"FREQ", "INTERVAL", "BYDAY", "UNTIL", "WKST"})
_DAY = re.compile(r"(\d{4})-?(\d{2})-?(\d{2})", re.ASCII)
_MOMENT = re.compile(r"\d{8}T\d{6}Z?", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class WeeklyRule:
    """A weekly rule as the picker shows it; without `days` the first date says the weekday."""

    days: tuple[str, ...] = ()
    """Of MO to SU, in the order of the week."""
    interval: str = "1"
    until: str = ""
    """A date such as 2026-12-31, included; empty = without end."""


def read_weekly(rule: str) -> WeeklyRule | None:
    """Return what the picker shows of a rule, None if it cannot say everything that the rule says."""
    pairs = [part.split("=", 1) for part in canonical_rule(rule).split(";")]
    parts = {pair[0]: pair[1] for pair in pairs if len(pair) == 2}
    days = [day for day in parts.get("BYDAY", "").split(",") if day]
    is_weekly = len(parts) == len(pairs) and parts.keys() <= _SAID and parts.get("FREQ") == "WEEKLY"
    # The first day of the week and the hour of an end can be neither seen nor kept here.
    is_plain = parts.get("WKST", "MO") == "MO" and not _MOMENT.fullmatch(parts.get("UNTIL", ""))
    if not is_weekly or not is_plain or not set(days) <= set(WEEKDAYS):
        return None
    until = parts.get("UNTIL", "")
    found = _DAY.fullmatch(until)
    return WeeklyRule(
        days=tuple(day for day in WEEKDAYS if day in days),
        interval=parts.get("INTERVAL", "1"),
        until="-".join(found.groups()) if found else until,
    )


def write_weekly(weekly: WeeklyRule) -> str:
    """Return the rule (RFC 5545) that says what the picker shows."""
    interval, until = (text.strip().replace(";", ",") for text in (weekly.interval, weekly.until))
    found = _DAY.fullmatch(until)
    parts = ["FREQ=WEEKLY"]
    parts += [f"INTERVAL={interval}"] if interval not in {"", "1"} else []
    parts += [f"BYDAY={','.join(weekly.days)}"] if weekly.days else []
    parts += [f"UNTIL={''.join(found.groups()) if found else until}"] if until else []
    return ";".join(parts)
