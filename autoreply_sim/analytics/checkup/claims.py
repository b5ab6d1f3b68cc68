"""What a text claims about opening hours: times, weekdays and “24/7”, in English and in French.

Only what is plainly about hours is read: a time counts if the text speaks of opening, closing or a stretch from … to …;
“we call you back before 10 am” is no opening hour.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import time
from itertools import pairwise

_TIME = (
    r"(?<![\d:.,/])(?P<hour>[01]?\d|2[0-4])"
    r"(?:\s?(?::|h|H)\s?(?P<minute>[0-5]\d)(?!\d)\s?(?P<half>[ap]\.?m\b\.?)?"
    r"|\s?(?P<half_alone>[ap]\.?m\b\.?)"
    r"|\s?(?:h|heures?)\b(?!\s?/))"
)
_TIMES = re.compile(_TIME, re.IGNORECASE)
_ABOUT_HOURS = re.compile(
    r"\b(open|opens|opening|hours|closed|close|closes|back at|from \d+|until \d+"
    r"|ouvert\w*|ouvr\w*|horaires|ferm\w*|de retour|de \d+|dès \d+|à partir de \d+|jusqu['’]à \d+)\b",
    re.IGNORECASE,
)
_NO_HOUR = re.compile(
    r"\b(before|by|within|in|avant|d['’]ici|dans|sous|pendant|under|than|moins de)(?: the| les)?(?: next)?\s*$",
    re.IGNORECASE,
)
_ALWAYS = re.compile(
    r"24\s?/\s?7|24 hours a day|around the clock|7\s?j(?:ours)?\s?/\s?7|24\s?h\s?/\s?24|24 heures sur 24",
    re.IGNORECASE,
)
_SHORT = ("mon", "tue", "wed", "thu", "fri", "sat", "sun", "lun", "mar", "mer", "jeu", "ven", "sam", "dim")
_DAY = re.compile(
    r"\b(?:(?P<whole>(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:lun|mar|mercre|jeu|vendre|same)di|dimanche)s?"
    rf"|(?P<short>{'|'.join(_SHORT)}|tues|thurs?)\.?)(?!\w)",
    re.IGNORECASE,
)
_TO = re.compile(r"\s*(?:-|–|—|to|through|thru|till|au|à)\s*(?:the\s+)?", re.IGNORECASE)
_OPEN_OR_CLOSED = re.compile(
    r"\b(?:(?P<closed>closed|not open|except|ferm\w*|sauf)|open|opens|back|ouvert\w*|ouvr\w*|de retour)\b",
    re.IGNORECASE,
)
_A_SEASON = re.compile(
    r"\b(?:january|february|march|april|june|july|august|september|october|november|december|(?-i:May)"
    r"|janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre"
    r"|in (?:the )?(?:summer|winter|spring|autumn|fall)|(?:summer|winter|seasonal) hours|(?:off|in|high) season"
    r"|(?:en |l['’]|d['’])(?:été|hiver|automne)|au printemps|saison\w*)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Claims:
    """What a text says of a team's hours; empty where it says nothing."""

    always: bool
    """It says that the team never closes."""
    times: tuple[tuple[str, time], ...]
    """Times at which it opens or closes, as written and as meant; 24:00 is midnight."""
    open_days: tuple[int, ...]
    """Weekdays on which it is open, Monday is 0."""
    closed_days: tuple[int, ...]
    """Weekdays on which it is closed."""
    is_of_a_season: bool
    """It names months or a season: what it says may be meant for these alone."""


def claims_of(text: str) -> Claims:
    """Return what a text, its fields left out, claims."""
    always = bool(_ALWAYS.search(text))
    plain = _ALWAYS.sub(" ", text)
    opened, closed = _days(plain)
    return Claims(
        always=always,
        times=tuple(_times(plain)),
        open_days=opened,
        closed_days=closed,
        is_of_a_season=bool(_A_SEASON.search(plain)),
    )


def _times(text: str) -> Iterator[tuple[str, time]]:
    if not _ABOUT_HOURS.search(text):
        return
    for found in _TIMES.finditer(text):
        if not _NO_HOUR.search(text[: found.start()]):
            yield found[0].strip(), _meant(found)


def _meant(found: re.Match[str]) -> time:
    hour, half = int(found["hour"]), (found["half"] or found["half_alone"] or "").lower()
    if half:
        hour = hour % 12 + 12 * half.startswith("p")
    return time(hour % 24, int(found["minute"] or 0))


def _days(text: str) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Return the weekdays that are said to be open, and closed; a range means all from one to the other."""
    if not _ABOUT_HOURS.search(text):
        return (), ()
    opened: set[int] = set()
    closed: set[int] = set()
    matches = list(_DAY.finditer(text))
    reaches = [bool(_TO.fullmatch(text[one.end() : next_.start()])) for one, next_ in pairwise(matches)]
    for place, found in enumerate(matches):
        ends_range, begins_range = place > 0 and reaches[place - 1], place < len(reaches) and reaches[place]
        # Alone, "sat" and "mar" are words of other meanings.
        if _NO_HOUR.search(text[: found.start()]) or not (found["whole"] or ends_range or begins_range):
            continue
        days = _from_to(matches[place - 1 if ends_range else place], found)
        said_before = re.split(r"[.!?;(]", text[: found.start()])[-1]
        last = list(_OPEN_OR_CLOSED.finditer(said_before))[-1:]
        (closed if last and last[0]["closed"] else opened).update(days)
    return tuple(sorted(opened)), tuple(sorted(closed - opened))


def _from_to(first: re.Match[str], last: re.Match[str]) -> set[int]:
    from_day, to_day = (_SHORT.index(one[0][:3].lower()) % 7 for one in (first, last))
    return {(from_day + step) % 7 for step in range((to_day - from_day) % 7 + 1)}
