"""What may stand in one field of `traffic:` and nowhere else: shares, and lengths of time beyond a day.

A share is a number from 0 to 1 or a percentage: `0.35` and `35%` mean the same, and a bare `35` is refused, because
nobody can say which of the two was meant.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from autoreply_sim.io.scenario_values import Reads, shown, word
from autoreply_sim.units import DAY_MS, parse_duration_ms

LONGEST_MS = 366 * DAY_MS
"""How long a caller's patience, a ticket or any other span may be at most, or be on average."""

LARGEST_FACTOR = 1_000

DURATION_SCHEMA = {"type": ["string", "number"]}

_PORTION = re.compile(r"(-?\d{1,6}(?:\.\d{1,6})?)\s*(%?)", re.ASCII)
_BARE = re.compile(r"\d{1,9}(\.\d{1,3})?", re.ASCII)
_WRITTEN = r"^\d{1,6}(\.\d{1,6})?\s*%?$"


def portion_of(value: object, most: float) -> float:
    """Return a portion of a whole, `0.35` or `35%`. Raises ValueError if it is below 0 or above `most`."""
    found = _PORTION.fullmatch(word(value).strip())
    remedy = f"write a number from 0 to {most:,g}, or a percentage such as 35%"
    if not found:
        raise ValueError(f"{shown(value)} is no share; {remedy}")
    # In decimals, so that 20.8% and 0.208 are the same to the last bit.
    portion = float(Decimal(found[1]) / (100 if found[2] else 1))
    if portion < 0:
        raise ValueError(f"{shown(value)} is less than nothing; {remedy}")
    if portion > most:
        if not found[2] and portion <= 100 * most and most <= 10:
            remedy = f"did you mean {found[1]}%?"
        bound = f"{most:,.0%}" if most <= 1 else f"{most:,g}"
        raise ValueError(f"{shown(value)} is more than {bound}; {remedy}")
    return portion


def share_of(value: object) -> float:
    """Return a share of a whole."""
    return portion_of(value, 1)


def factor_of(value: object) -> float:
    """Return how many times as much something is."""
    return portion_of(value, LARGEST_FACTOR)


def long_duration_ms(value: object) -> int:
    """Return a length of time of at most a leap year in milliseconds; a bare number is seconds."""
    found = word(value).strip()
    try:
        length_ms = parse_duration_ms(f"{found}s" if _BARE.fullmatch(found) else found)
    except ValueError:
        raise ValueError(f"{shown(value)} is no duration; write one such as 30s, 4m, 1h30m or 7d") from None
    if length_ms > LONGEST_MS:
        raise ValueError(f"{shown(value)} is longer than 366 days, the longest that is possible; write less")
    return length_ms


def some_time_ms(value: object) -> int:
    """Return a length of time that is not nothing, in milliseconds."""
    length_ms = long_duration_ms(value)
    if length_ms == 0:
        raise ValueError(f"{shown(value)} is no time at all; write more than 0")
    return length_ms


def _portion_schema(most: float) -> dict[str, Any]:
    number = {"type": "number", "minimum": 0, "maximum": most}
    return {"anyOf": [number, {"type": "string", "pattern": _WRITTEN}]}


SHARE = Reads(share_of, _portion_schema(1))
FACTOR = Reads(factor_of, _portion_schema(LARGEST_FACTOR))
LONG_DURATION = Reads(long_duration_ms, DURATION_SCHEMA)
SOME_TIME = Reads(some_time_ms, DURATION_SCHEMA)
