"""Times and durations: milliseconds since 1970 in UTC inside, what people write outside.

Inside the package an instant is a whole number of milliseconds (`_ms`), so that half a second compares exactly.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, tzinfo
from decimal import Decimal

SECOND_MS = 1_000
MINUTE_MS = 60 * SECOND_MS
HOUR_MS = 60 * MINUTE_MS
DAY_MS = 24 * HOUR_MS

_UNIT_MS = {"ms": 1, "s": SECOND_MS, "m": MINUTE_MS, "min": MINUTE_MS, "h": HOUR_MS, "d": DAY_MS}
_PART = re.compile(r"(\d{1,9}(?:\.\d{1,3})?)\s*(ms|s|min|m|h|d)")
_WHOLE = re.compile(rf"(?:{_PART.pattern}\s*)+")


def parse_duration_ms(text: str) -> int:
    """Return the milliseconds of a duration such as ``4m``, ``90s``, ``1h 30m``, ``2.5s`` or ``7d``.

    Raises ValueError if the text is none, with a sentence that says how to write one.
    """
    stripped = text.strip()
    if not _WHOLE.fullmatch(stripped):
        raise ValueError("write a duration such as 30s, 4m or 1h30m")
    return int(sum(Decimal(number) * _UNIT_MS[unit] for number, unit in _PART.findall(stripped)))


def utc_ms(moment: datetime) -> int:
    """Return the instant of a zoned datetime in UTC milliseconds.

    A wall-clock time that a clock change repeats is the first one; one that it skips is read with the offset before
    the change: this is what `fold=0` means (R-SCH-2, RFC 5545 3.3.5).
    """
    delta = moment.astimezone(UTC) - _EPOCH
    return (delta.days * 86_400 + delta.seconds) * SECOND_MS + delta.microseconds // 1_000


def local(at_ms: int, zone: tzinfo) -> datetime:
    """Return the wall clock of an instant (UTC milliseconds) in a zone."""
    seconds, millis = divmod(at_ms, SECOND_MS)
    return datetime.fromtimestamp(seconds, zone).replace(microsecond=millis * 1_000)


def iso_utc(at_ms: int) -> str:
    """Return an instant (UTC milliseconds) as ISO 8601 with ``Z``; milliseconds only when there are any."""
    seconds, millis = divmod(at_ms, SECOND_MS)
    text = datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%S")
    return f"{text}.{millis:03d}Z" if millis else f"{text}Z"


_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
