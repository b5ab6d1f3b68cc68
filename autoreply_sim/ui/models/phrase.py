"""A sentence of the page before it has a language: the key of its words and what fills them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TypeAlias

Filling: TypeAlias = "str | int | Phrase | Both | tuple[str, ...]"
"""A name, a number, a phrase within the phrase, words in both languages, or several names."""


def phrase(key: str, /, **fields: Filling) -> Phrase:
    """Return the phrase of that key in words/, filled with these fields."""
    return Phrase(key, MappingProxyType(fields))


def tally(key: str, count: int, shown: int) -> Phrase:
    """Return how many there are, and how many of them are listed where those are not all."""
    return phrase(key, count=count, shown=shown) if shown < count else phrase(f"{key}_all", count=count)


@dataclass(frozen=True, slots=True, kw_only=True)
class Both:
    """Plain words that are made elsewhere, in either language."""

    en: str
    fr: str


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words by their key, and the values of their fields. `count` chooses between one and several."""

    key: str
    fields: Mapping[str, Filling] = field(default_factory=lambda: MappingProxyType({}))
