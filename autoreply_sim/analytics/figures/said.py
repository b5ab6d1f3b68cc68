"""Numbers and rows as figures say them, in one place for titles, hovering and reading aloud."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from autoreply_sim.analytics import figure_words as words
from autoreply_sim.analytics.figure_look import Look
from autoreply_sim.analytics.summary_lines import count_in, number_in

if TYPE_CHECKING:
    from numpy.typing import NDArray

_NARROW_SPACE = "\u202f"
_MOST_READ = 6
"""More than that nobody listens to."""


def percent(share: float, look: Look, digits: int = 0) -> str:
    """Return a share, from 0 to 1, in percent: 61% or 61 %."""
    return number_in(100.0 * share, look.language, digits) + percent_sign(look)


def percent_sign(look: Look) -> str:
    """Return the sign for percent as it stands after a number."""
    return f"{_NARROW_SPACE}%" if look.language == "fr" else "%"


def share_of(part: float, whole: float) -> float:
    """Return a part as a share of the whole; of nothing it is 0."""
    return float(part / whole) if whole else 0.0


def count(value: float, look: Look) -> str:
    """Return a count with its thousands set apart; one that is not whole has a digit after the point."""
    whole = round(value)
    return count_in(whole, look.language) if whole == value else number_in(value, look.language)


def entries(labels: Iterable[str], values: Iterable[str], look: Look) -> tuple[str, ...]:
    """Return what each label is worth, for reading aloud: the first few."""
    pairs = list(zip(labels, values, strict=True))[:_MOST_READ]
    return tuple(look.say(words.ENTRY, name=name, value=value) for name, value in pairs)


def ranges(
    names: Iterable[str], places: Sequence[str], series: Iterable[NDArray[Any]], look: Look, unit: str = ""
) -> tuple[str, ...]:
    """Return between what and what each series lies, and where, for reading aloud: the first few, NaN left out."""
    pairs = [(name, line) for name, line in zip(names, series, strict=True) if not np.isnan(line).all()]
    return tuple(_range(name, places, line, look, unit) for name, line in pairs[:_MOST_READ])


def _range(name: str, places: Sequence[str], line: NDArray[Any], look: Look, unit: str) -> str:
    least, most = int(np.nanargmin(line)), int(np.nanargmax(line))
    return look.say(
        words.RANGE,
        name=name,
        least=count(float(line[least]), look) + unit,
        where_least=places[least],
        most=count(float(line[most]), look) + unit,
        where_most=places[most],
    )
