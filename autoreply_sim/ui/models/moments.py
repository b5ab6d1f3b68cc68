"""Moments as people write them, in the zone of the account."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_time

_LOCALES = {"en": "en", "fr": "fr"}


def moment_phrase(at_ms: int, zone: ZoneInfo, language: str) -> str:
    """Return a moment (UTC ms) as day and time in a zone, such as "Nov 28, 2026, 2:05 PM CST"."""
    moment, locale = datetime.fromtimestamp(at_ms / 1000, UTC).astimezone(zone), _LOCALES[language]
    day = format_date(moment, "medium", locale=locale)
    return f"{day}, {format_time(moment, 'short', locale=locale)} {moment.tzname()}"
