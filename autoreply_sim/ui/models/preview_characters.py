"""The characters that make an SMS dear: what they are called, and what may stand in their place.

One character outside the GSM 03.38 alphabet more than halves what fits into a segment. Most of them have a near one
inside it: a straight apostrophe for a curly one, e for ê. What is replaced never makes or breaks a tag of a text.
"""

from __future__ import annotations

import re
import unicodedata
from types import MappingProxyType
from typing import Final

from autoreply_sim.texts.sms import sms_size
from autoreply_sim.ui.models.phrase import Phrase, phrase

_BY_HAND: Final = MappingProxyType(
    dict.fromkeys("’‘‚‛′ʼ`´‹›", "'")
    | dict.fromkeys("“”„‟″«»", '"')
    | dict.fromkeys("‐‑‒–—―−•·", "-")
    | dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff\u200e\u200f\ufe0e\ufe0f", "")
    | {"…": "...", "\t": " ", "œ": "oe", "Œ": "OE", "×": "x", "⁄": "/", "№": "No", "©": "(c)", "®": "(R)"}
    | {"ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ı": "i", "°": "o"}
)
_TAG: Final = re.compile(r"(\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\})", re.DOTALL)
_BEGUN: Final = re.compile(r"\{[{%#]")
"""Where a tag begins, if it ends or not."""

_FRENCH_QUOTE: Final = re.compile("«[ \u00a0\u202f]?|[ \u00a0\u202f]?»")
_OF_TAGS: Final = frozenset("{}%#")
"""Characters of which tags are made: a replacement never brings one in."""

_CALLED: Final = MappingProxyType(
    {
        "’": "curly_apostrophe",
        "‘": "curly_apostrophe",
        "“": "curly_quote",
        "”": "curly_quote",
        "«": "french_quote",
        "»": "french_quote",
        "\u00a0": "no_break_space",
        "\u202f": "narrow_no_break_space",
        "–": "dash",
        "—": "dash",
        "…": "ellipsis",
        "œ": "ligature_oe",
        "Œ": "ligature_oe",
        "•": "bullet",
        "\t": "tab",
        "\u200b": "zero_width_space",
    }
)
_ACCENTS: Final = MappingProxyType(
    {
        "\u0300": "grave",
        "\u0301": "acute",
        "\u0302": "circumflex",
        "\u0303": "tilde",
        "\u0308": "diaeresis",
        "\u030a": "ring",
        "\u030c": "caron",
        "\u0327": "cedilla",
    }
)


def is_cheap(text: str) -> bool:
    """Whether all of this text is in the GSM 03.38 alphabet and its extension."""
    return sms_size(text).encoding == "GSM-7"


def suggestion(character: str) -> str | None:
    """What may stand for a character and is in GSM-7; empty = leave it out, None = nothing comes near."""
    if is_cheap(character):
        return character
    alike = unicodedata.normalize("NFKC", character)
    letters = [one for one in unicodedata.normalize("NFKD", character) if not unicodedata.combining(one)]
    for found in (_BY_HAND.get(character), alike, "".join(_BY_HAND.get(one, one) for one in letters)):
        if found is not None and is_cheap(found) and _OF_TAGS.isdisjoint(found):
            return found
    return None


def with_replacements(text: str) -> str:
    """Return a text with everything replaced for which there is a suggestion, its tags left as they are."""
    pieces = _TAG.split(text)
    replaced = "".join(piece if place % 2 else _replace(piece) for place, piece in enumerate(pieces))
    # Leaving out what cannot be seen may bring two braces together; then all stays as somebody wrote it.
    is_alike = _TAG.findall(replaced) == pieces[1::2] and _BEGUN.findall(replaced) == _BEGUN.findall(text)
    return replaced if is_alike else text


def without_tags(text: str) -> str:
    """Return what a text says by itself, without its tags."""
    return "".join(_TAG.split(text)[::2])


def _replace(words: str) -> str:
    composed = _FRENCH_QUOTE.sub('"', unicodedata.normalize("NFC", words))
    found = ((character, suggestion(character)) for character in composed)
    return "".join(character if instead is None else instead for character, instead in found)


def called(character: str) -> Phrase | str:
    """Return what a character is called: in the words of the page, or else by its name in Unicode (English)."""
    if character in _CALLED:
        return phrase(f"preview_char_{_CALLED[character]}")
    apart = unicodedata.normalize("NFD", character)
    letter, mark = apart[:1], apart[1:]
    if mark in _ACCENTS:
        return phrase(f"preview_accent_{_ACCENTS[mark]}", letter=letter)
    return unicodedata.name(character, f"U+{ord(character):04X}").lower()
