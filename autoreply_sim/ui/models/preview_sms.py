"""What a text costs as an SMS: its segments, what makes them more than they need be, and how they vary with names."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from autoreply_sim.texts.sms import SmsSize, sms_size
from autoreply_sim.ui.models.phrase import Phrase, phrase
from autoreply_sim.ui.models.preview_characters import (
    called,
    is_cheap,
    suggestion,
    without_tags,
)

MAX_PLACES = 5
"""Places that are named of one character."""
MAX_OFFENDERS = 12
"""Characters that are listed; a text in Chinese has more of them than anybody reads."""
_NEARLY = 12
"""So few characters too many are worth a word: a line can be cut by as much."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Offender:
    """A character outside GSM-7."""

    character: str
    name: Phrase | str
    """A phrase of the page, or its name in Unicode, which is English."""
    places: tuple[int, ...]
    """Where it stands in the message, counted from 1; at most `MAX_PLACES`."""
    count: int
    instead: str | None
    """What may stand in its place; empty = leave it out, None = nothing comes near."""
    is_written: bool
    """It stands in the text itself, not only in a name that was filled in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What one message costs, and what it would cost otherwise."""

    size: SmsSize
    room: int
    """Units that fit into these segments."""
    offenders: tuple[Offender, ...]
    more_offenders: int
    """How many there are that are not listed."""
    replaced: SmsSize | None
    """With all that is suggested; None where the text itself has nothing to replace."""
    warning: Phrase | None
    fewest: int
    most: int
    """Segments over the names of the company's people."""


def cost(*, source: str, message: str, replaced: str | None, others: Iterable[str]) -> Cost:
    """Return what a text costs: `source` as written, `message` for the sample, `others` for other people.

    `replaced` is the message with all that is suggested; None if there is nothing to replace.
    """
    size = sms_size(message)
    listed = size.offenders[:MAX_OFFENDERS]
    written = without_tags(source)
    segments = [size.segments, *(sms_size(text).segments for text in others)]
    return Cost(
        size=size,
        room=_single(size) if size.segments == 1 else _several(size) * size.segments,
        offenders=tuple(_offender(character, message, written) for character in listed),
        more_offenders=len(size.offenders) - len(listed),
        replaced=None if replaced is None else sms_size(replaced),
        warning=_warning(size, message),
        fewest=min(segments),
        most=max(segments),
    )


@lru_cache(maxsize=64)
def telling(names: tuple[str, ...]) -> tuple[str, ...]:
    """Return the shortest and the longest of some names, of those in GSM-7 and of the others: all that matters."""
    ordered = sorted(dict.fromkeys(names), key=lambda name: sms_size(name).units)
    groups = [[name for name in ordered if is_cheap(name) == cheap] for cheap in (True, False)]
    return tuple(dict.fromkeys(name for group in groups if group for name in (group[0], group[-1])))


def _single(size: SmsSize) -> int:
    return 160 if size.encoding == "GSM-7" else 70


def _several(size: SmsSize) -> int:
    return 153 if size.encoding == "GSM-7" else 67


def _offender(character: str, message: str, written: str) -> Offender:
    places = [place for place, one in enumerate(message, start=1) if one == character]
    return Offender(
        character=character,
        name=called(character),
        places=tuple(places[:MAX_PLACES]),
        count=len(places),
        instead=suggestion(character),
        is_written=character in written,
    )


def _warning(size: SmsSize, message: str) -> Phrase | None:
    """What one should know before saving: a few characters that make it dear, or a few too many."""
    offenders = frozenset(size.offenders)
    cheap = sms_size(
        "".join(_or_one(character) if character in offenders else character for character in message)
    )
    if cheap.segments < size.segments:
        segments = {"number": size.segments, "fewer": cheap.segments}
        if len(offenders) > 1:
            return phrase("preview_dear", count=len(offenders), **segments)
        character = size.offenders[0]
        named = phrase("preview_quoted", character=character, name=called(character))
        return phrase("preview_dear_one", character=named, **segments)
    return _too_long(size)


def _or_one(character: str) -> str:
    instead = suggestion(character)
    return "?" if instead is None else instead


def _too_long(size: SmsSize) -> Phrase | None:
    over = size.units - _single(size) if size.segments == 2 else _several(size) - size.characters_left
    if size.segments == 1 or over > _NEARLY:
        return None
    return phrase("preview_over", count=over, fewer=phrase("preview_segments", count=size.segments - 1))
