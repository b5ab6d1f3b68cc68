"""Tables as figures take them: rows, columns and numbers of anything that is shaped like a pandas DataFrame."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

from autoreply_sim.errors import did_you_mean

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]


class Table(Protocol):
    """Numbers with the words of their rows and columns: a pandas DataFrame."""

    @property
    def index(self) -> Iterable[Any]:
        """The words of the rows."""

    @property
    def columns(self) -> Iterable[Any]:
        """The words of the columns."""

    def to_numpy(self) -> NDArray[Any]:
        """Return the numbers, [rows, columns]."""


def counts_of(table: Table) -> tuple[Sequence[Any], Sequence[Any], NDArray[Any]]:
    """Return rows, columns and counts [rows, columns]. Raises ValueError if any is missing, or negative."""
    rows, columns, counts = cells_of(table)
    numbers = np.array([[number(value) for value in row] for row in counts])
    if not (numbers >= 0).all():
        row, column = np.argwhere(~(numbers >= 0))[0]
        raise ValueError(
            f"row {rows[row]!r}, column {columns[column]!r}: {counts[row, column]} is no count; "
            "counts are 0 or more, and no cell is empty"
        )
    return rows, columns, counts


def cells_of(table: Table) -> tuple[Sequence[Any], Sequence[Any], NDArray[Any]]:
    """Return rows, columns and whatever is in the cells [rows, columns]. Raises ValueError if there is no cell."""
    check_table(table)
    cells = np.asarray(table.to_numpy())
    if not cells.size:
        raise ValueError("the table is empty; a figure needs a row and a column at least")
    return list(table.index), list(table.columns), cells


def check_table(table: object) -> None:
    """Raise ValueError for what is no table; of a comparison and of a run it says where theirs are."""
    if not hasattr(table, "to_numpy"):
        kind, remedy = type(table).__name__, ""
        if hasattr(table, "table"):
            remedy = "; take its table(), of few metrics"
        elif hasattr(table, "frames"):
            remedy = "; take one of its frames"
        raise ValueError(f"a figure is drawn from a table, a pandas DataFrame; {kind} is none{remedy}")


def column(table: Table, name: str) -> Floats:
    """Return a column of numbers, float64 [rows], NaN where there is none. Raises ValueError if it is not there."""
    _, columns, cells = cells_of(table)
    return np.array([number(value) for value in cells[:, place_of(columns, name)]], np.float64)


def has(table: Table, name: str) -> bool:
    """Say whether a table has a column. Raises ValueError for what is no table."""
    check_table(table)
    return name in map(str, table.columns)


def place_of(names: Sequence[object], name: str) -> int:
    """Return where a column stands. Raises ValueError if it is not there."""
    known = [str(each) for each in names]
    if name not in known:
        raise ValueError(f"the table has no column {name!r}; it has: {', '.join(known)}")
    return known.index(name)


def known_words(words: Iterable[object], known: Iterable[str], what: str) -> list[str]:
    """Return rows or columns as words. Raises ValueError for one that is not among those that are known."""
    said, vocabulary = [str(word) for word in words], list(known)
    for word in said:
        if word not in vocabulary:
            raise ValueError(f"there is no {what} {word!r}; {did_you_mean(word, vocabulary)}")
    return said


def whole_numbers(words: Iterable[object], first: int, last: int, what: str) -> list[int]:
    """Return rows or columns as whole numbers. Raises ValueError for one that is none, or out of its bounds."""
    found = []
    for word in words:
        value = number(word)
        if not (first <= value <= last and value == int(value)):
            raise ValueError(f"{word!r} is no {what}; these are whole numbers from {first} to {last}")
        found.append(int(value))
    return found


def number(value: object) -> float:
    """Return a number; NaN for what is missing. Raises ValueError for what is neither."""
    if value is None or str(value) == "<NA>":
        return math.nan
    try:
        found = float(str(value))
    except ValueError:
        raise ValueError(f"{value!r} is no number; this column holds numbers only") from None
    if math.isinf(found):
        raise ValueError(f"{found:g} cannot be drawn; leave out what has no end, or set it to missing")
    return found
