"""Columns of a frame as lists of what goes into cells, and the texts among them that a spreadsheet would calculate.

A formula may hide behind blanks, quotes, what nobody sees, and signs of other widths; and where a program cuts lines by
another separator than the comma, as Excel does in much of Europe, in the middle of a text, too.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

import numpy as np
import pandas as pd

SEPARATOR = ", "
"""Between the keys of a list."""

_ROWS = 1 << 16
"""How many rows are made ready at a time."""
_SIGNS = (
    "=+\\-@"
    "\N{FULLWIDTH EQUALS SIGN}\N{FULLWIDTH PLUS SIGN}\N{FULLWIDTH HYPHEN-MINUS}\N{FULLWIDTH COMMERCIAL AT}"
    "\N{SMALL EQUALS SIGN}\N{SMALL PLUS SIGN}\N{SMALL HYPHEN-MINUS}\N{SMALL COMMERCIAL AT}"
    "\N{SUPERSCRIPT EQUALS SIGN}\N{SUPERSCRIPT PLUS SIGN}\N{SUPERSCRIPT MINUS}"
    "\N{SUBSCRIPT EQUALS SIGN}\N{SUBSCRIPT PLUS SIGN}\N{SUBSCRIPT MINUS}\N{MINUS SIGN}"
)
"""What a formula begins with: what Unicode's compatibility forms make an equals, plus, minus or at sign."""
_CUTS = "\t\n\r;"
"""Where a new cell may begin."""
_UNSEEN = (
    r" \u00a0\u1680\u2000-\u200a\u202f\u205f\u2028\u2029\u3000"  # blanks
    r"\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f"
    r"\u202a-\u202e\u2060-\u206f\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e0fff"
    r"\"'`´‘-‟«»‹›＂＇"  # quotes
)
"""What may stand before a formula and is skipped, or taken away, by some program or other."""
_FORMULA = re.compile(
    rf"^(?=[{_UNSEEN}{_CUTS}]*[{_SIGNS}]|[\t\n\r])|(?<=[{_CUTS}])(?=[{_UNSEEN}]*[{_SIGNS}])"
)
_E164 = re.compile(r"\+[1-9][0-9]{1,14}")
_UNWRITABLE = re.compile("[\ud800-\udfff\ufffe\uffff]")
"""Halves of characters and no characters: neither UTF-8 nor XML has a way to write them."""


def parts(frame: pd.DataFrame) -> Iterator[pd.DataFrame]:
    """Yield the rows of a frame some ten thousand at a time: a year's cells, all at once, take gigabytes."""
    for start in range(0, len(frame), _ROWS):
        yield frame.iloc[start : start + _ROWS]


def cells(
    values: pd.Series[Any], text: Callable[[str], str], instants: Callable[[Any], list[Any]]
) -> list[Any]:
    """Return a column of a frame as a list, None for what is missing: instants and texts as these two make them."""
    match values.dtype:
        case pd.DatetimeTZDtype():
            return instants(values)
        case pd.CategoricalDtype():
            words = np.array([*map(text, values.cat.categories), None], dtype=object)
            found: list[Any] = words[values.cat.codes.to_numpy()].tolist()
            return found
        case pd.StringDtype():
            return [None if value is pd.NA else text(value) for value in values]
        case np.dtypes.ObjectDType():
            joined = cache(lambda keys: text(SEPARATOR.join(keys)) or None)
            return [joined(tuple(keys)) for keys in values]
    present: list[Any] = values.astype(object).where(values.notna(), None).tolist()
    return present


def writable(text: str) -> str:
    """Return a text with U+FFFD for what cannot be written to any file."""
    return _UNWRITABLE.sub("\N{REPLACEMENT CHARACTER}", text)


def inert(text: str) -> str:
    """Return a writable text with an apostrophe in front of whatever a spreadsheet might take for a formula."""
    return _FORMULA.sub("'", writable(text))


def inert_number(text: str) -> str:
    """Return a phone number as it is, if it is one (E.164); else as any text: its plus begins no formula."""
    return text if _E164.fullmatch(text) else inert(text)


def is_formula(text: str) -> bool:
    """Say whether a spreadsheet might take a text for a formula."""
    return _FORMULA.search(text) is not None
