"""The kinds of columns that tables have, apart from any library that shows or stores them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import IntEnum
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

import numpy as np

from autoreply_sim.codes import NONE

if TYPE_CHECKING:
    from numpy.typing import NDArray


class Coded(NamedTuple):
    """Words from a list: `codes` are places in `words`, NONE where there is none."""

    codes: NDArray[Any]
    words: Sequence[str]


class Instants(NamedTuple):
    """Instants in UTC ms, NONE where there is none."""

    at_ms: NDArray[np.int64]


class Whole(NamedTuple):
    """Whole numbers, none of them missing."""

    numbers: NDArray[Any]


class Counts(NamedTuple):
    """Whole numbers, some of them `missing`: bool [n]."""

    numbers: NDArray[Any]
    missing: NDArray[np.bool_]


class Flags(NamedTuple):
    """True or false: bool [n]; with `missing`, bool [n], where it is not known."""

    flags: NDArray[np.bool_]
    missing: NDArray[np.bool_] | None = None


class Texts(NamedTuple):
    """Texts; None where there is none."""

    texts: list[str | None] | list[str]


class KeyLists(NamedTuple):
    """A list of keys per row; rows whose lists are equal may share one."""

    lists: list[list[str]]


Values = Coded | Instants | Whole | Counts | Flags | Texts | KeyLists

Table = dict[str, Values]
"""Columns of equal length, by name."""


class _Keyed(Protocol):
    @property
    def key(self) -> str: ...


def numbered(places: NDArray[Any]) -> Counts:
    """Return places counted from 0 as numbers counted from 1, missing where there is none."""
    return Counts(places.astype(np.int64) + 1, places == NONE)


def in_order(numbers: NDArray[Any]) -> NDArray[np.int64]:
    """Return the places of whole numbers, none negative, from the lowest to the highest: int64 [n].

    Equal ones keep their order. Sorting numbers that hold their own places takes a tenth of a stable argsort's time.
    """
    bits = len(numbers).bit_length()
    packed = np.sort(numbers.astype(np.int64) << bits | np.arange(len(numbers)))
    found: NDArray[np.int64] = packed & ((1 << bits) - 1)
    return found


def words_of(codes: type[IntEnum]) -> tuple[str, ...]:
    """Return the words of an enumeration of codes, in their order."""
    return tuple(code.name.lower() for code in codes)


def keys_of(things: Iterable[_Keyed]) -> tuple[str, ...]:
    """Return the keys of teams, advisors or customers, in their order."""
    return tuple(thing.key for thing in things)
