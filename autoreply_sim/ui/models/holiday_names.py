"""The public holidays of a country by name, to be marked in a week. They close nothing: only schedules do."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from types import MappingProxyType

_NAMES = {"en": ("en_US", "en_GB", "en"), "fr": ("fr", "fr_CA", "fr_FR")}


@lru_cache(maxsize=64)
def holiday_names(country: str, year: int, language: str) -> Mapping[date, str]:
    """Return a year's public holidays (ISO 3166-1 alpha-2) by date, in the language if its names are known in it."""
    import holidays  # noqa: PLC0415  # 0.1 s that a page without a week need not wait for

    if country not in holidays.list_supported_countries():
        return MappingProxyType({})
    known = holidays.list_localized_countries().get(country, [])
    spoken = next((name for name in _NAMES[language] if name in known), None)
    found = holidays.country_holidays(country, years=[year - 1, year, year + 1], language=spoken)
    return MappingProxyType(dict(found))
