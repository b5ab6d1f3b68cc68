"""How many SMS segments a text takes, and which characters make it dear.

A text in the GSM 03.38 alphabet has 160 units in one segment, 153 in each of several; any other text is sent
as UCS-2, with 70 and 67. A character of two units (the GSM extension table, a surrogate pair) is never cut in
two: it moves to the next segment whole. An empty text counts as one segment.

Two public calculators, Twilio's sms-segments-calculator and split-sms, say the same but for one thing, where
we count as split-sms does: Twilio's also keeps together what a reader sees as one character, such as the two
halves of a flag. The standard knows no such thing, and a phone joins the segments before it draws them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Encoding = Literal["GSM-7", "UCS-2"]

_GSM_BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_GSM_EXTENDED = frozenset("\f^{}\\[~]|€")
_GSM = _GSM_BASIC | _GSM_EXTENDED


@dataclass(frozen=True, slots=True, kw_only=True)
class SmsSize:
    """What a text costs to send: its encoding, its segments, and what is left of the last one."""

    encoding: Encoding
    segments: int
    units: int
    """Septets (GSM-7) or 16-bit units (UCS-2); a gap before a moved character adds none."""
    characters_left: int
    """Characters of one unit that still fit into the last segment."""
    offenders: tuple[str, ...]
    """The characters that force UCS-2, each once, in the order in which they first occur."""


def sms_size(text: str) -> SmsSize:
    """The encoding and the segments of this text as an SMS, as it stands (3GPP TS 23.038 and 23.040)."""
    if _GSM.issuperset(text):
        doubled = [character in _GSM_EXTENDED for character in text]
        return _size("GSM-7", doubled, single=160, several=153, offenders=())
    doubled = [character > "\uffff" for character in text]
    offenders = tuple(dict.fromkeys(character for character in text if character not in _GSM))
    return _size("UCS-2", doubled, single=70, several=67, offenders=offenders)


def alphabet_of(text: str) -> str:
    """Return of each character how an SMS writes it: texts that are alike in this take as many segments."""
    return "".join(
        "1"
        if character in _GSM_BASIC
        else "2"
        if character in _GSM_EXTENDED
        else "u"
        if character <= "\uffff"
        else "U"
        for character in text
    )


def _size(
    encoding: Encoding, doubled: list[bool], *, single: int, several: int, offenders: tuple[str, ...]
) -> SmsSize:
    units = len(doubled) + sum(doubled)
    segments, left = (1, single - units) if units <= single else _split(doubled, several)
    return SmsSize(
        encoding=encoding, segments=segments, units=units, characters_left=left, offenders=offenders
    )


def _split(doubled: Iterable[bool], several: int) -> tuple[int, int]:
    segments, left = 1, several
    for double in doubled:
        width = 1 + double
        if width > left:
            segments, left = segments + 1, several
        left -= width
    return segments, left
