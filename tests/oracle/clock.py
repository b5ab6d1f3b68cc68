"""Times as the oracle counts them: whole milliseconds since 1970, UTC."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

SECOND = 1_000
MINUTE = 60 * SECOND
HOUR = 60 * MINUTE
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
UNITS = {"ms": 1, "s": SECOND, "m": MINUTE, "h": HOUR, "d": 24 * HOUR}


def from_wall_clock(local: datetime, zone: str) -> int:
    """What a clock on the wall of a zone shows becomes one instant (R-SCH-2).

    `fold=0` is the rule itself: of a repeated time the first one, a skipped time with the offset before.
    """
    there = local.replace(tzinfo=ZoneInfo(zone), fold=0)
    return (there.astimezone(UTC) - EPOCH) // timedelta(milliseconds=1)


def to_instant(written: Any, zone: str) -> int:
    """A time of a file becomes an instant; one with an offset stands for itself (scenarios.md)."""
    moment = datetime.fromisoformat(str(written))
    if moment.tzinfo is None:
        return from_wall_clock(moment, zone)
    return (moment - EPOCH) // timedelta(milliseconds=1)


def to_duration(written: Any) -> int:
    """A length such as `5s`, `3m` or `1h30m` becomes milliseconds (scenarios.md, `timing`)."""
    parts = re.findall(r"(\d+(?:\.\d+)?)\s*(ms|s|m|h|d)", str(written))
    return sum(round(float(amount) * UNITS[unit]) for amount, unit in parts)


def to_text(instant: int) -> str:
    """An instant is printed as ISO 8601 in UTC; milliseconds only if there are any (scenarios.md)."""
    moment = EPOCH + timedelta(milliseconds=instant)
    precision = "milliseconds" if instant % SECOND else "seconds"
    return moment.replace(tzinfo=None).isoformat(timespec=precision) + "Z"
