"""A pool of names of people and organizations, made once by Faker; who bears which is drawn elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

_LOCALES = {
    "en": {"AU": "en_AU", "CA": "en_CA", "GB": "en_GB", "IE": "en_IE", "NZ": "en_NZ", "US": "en_US"},
    "fr": {"BE": "fr_BE", "CA": "fr_CA", "CH": "fr_CH", "FR": "fr_FR"},
}
_USUAL = {"en": "en_US", "fr": "fr_FR"}
_NAMES = 300
_POOL_SEED = 0
"""The pool is the same for all scenarios; their seeds decide who is called what."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """First and last names of one language and country."""

    first: tuple[str, ...]
    last: tuple[str, ...]


@lru_cache(maxsize=16)
def names_of(language: str, country: str) -> Names:
    """Return the pool of names of a language (``en``, ``fr``) as spoken in a country."""
    from faker import Faker  # noqa: PLC0415 (only who draws a population pays for it)

    fake = Faker(_LOCALES[language].get(country, _USUAL[language]))
    fake.seed_instance(_POOL_SEED)
    return Names(
        first=tuple(fake.first_name() for _ in range(_NAMES)),
        last=tuple(fake.last_name() for _ in range(_NAMES)),
    )


def organizations(count: int, language: str, country: str) -> list[str]:
    """Return that many different names of organizations; a name that comes again bears a number."""
    from faker import Faker  # noqa: PLC0415 (only who draws a population pays for it)

    fake = Faker(_LOCALES[language].get(country, _USUAL[language]))
    fake.seed_instance(_POOL_SEED)
    found: dict[str, None] = {}
    for number in range(1, count + 1):
        name = fake.company()
        found[name if name not in found else f"{name} {number}"] = None
    return list(found)
