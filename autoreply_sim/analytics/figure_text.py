"""Text as a figure may hold it: what people wrote stays text, sentences are read out, long ones are cut or broken.

Plotly reads a part of HTML in every text and TeX between dollar signs. Everything that is not ours goes through
`safe`, and none of it into a template, where `%{…}` would be read as well.
"""

from __future__ import annotations

import unicodedata
from html import escape
from itertools import chain
from textwrap import wrap

_RIGHT_TO_LEFT = frozenset({"R", "AL"})
_TURNING = frozenset({"RLE", "LRE", "RLO", "LRO", "RLI", "LRI", "FSI", "PDF", "PDI"})
"""Kinds of invisible characters that turn the direction of what comes after them."""
_HOVER_WIDTH = 48


def safe(text: str) -> str:
    """Return a text that cannot be read as HTML or TeX, and that turns the direction of nothing beside it."""
    kinds = [unicodedata.bidirectional(letter) for letter in text]
    kept = "".join(letter for letter, kind in zip(text, kinds, strict=True) if kind not in _TURNING)
    plain = escape(kept, quote=False).replace("$", "&#36;")
    return plain if _RIGHT_TO_LEFT.isdisjoint(kinds) else f"\u2068{plain}\u2069"


def short(text: str, most: int) -> str:
    """Return a text of at most so many characters; what was cut is an ellipsis."""
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


def hover(*paragraphs: str) -> str:
    """Return plain paragraphs as the lines of a box that appears above a mark."""
    broken = chain.from_iterable(
        wrap(paragraph, _HOVER_WIDTH, break_on_hyphens=False) for paragraph in paragraphs
    )
    return "<br>".join(safe(line) for line in broken)


def sentences(*said: str) -> str:
    """Return texts as sentences, one after the other, each with its full stop; empty ones are left out."""
    return " ".join(text if text.endswith((".", "!", "?", "…")) else f"{text}." for text in said if text)
