"""How a report speaks: its language, names in place of phone numbers, and how far the work has come."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from autoreply_sim.analytics.phrases import Pair, say
from autoreply_sim.domain.world import World
from autoreply_sim.io.reports import words
from autoreply_sim.texts.phone_numbers import replace_numbers

Progress = Callable[[float], None]

_TOLD_APART_BY = 9
"""The last digits of a number: the same with a country's code in front and with a zero."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """What every part of a report needs to say anything."""

    language: str
    progress: Progress
    teams_numbers: frozenset[str]
    """The last digits of numbers that customers know anyway."""
    _hidden: dict[str, int] = field(default_factory=dict)

    def say(self, pair: Pair, **facts: object) -> str:
        """Return one side of a pair of words."""
        return say(pair, self.language, **facts)

    def yes_no(self, *, is_on: bool) -> str:
        """Return whether something is on."""
        return self.say(words.ON if is_on else words.OFF)

    def hide(self, text: str) -> str:
        """Return a text with a name for each phone number but the teams': the same number, the same name."""
        return replace_numbers(text, self._name)

    def _name(self, number: str) -> str:
        key = _digits(number)
        if key in self.teams_numbers:
            return number
        return self.say(words.NUMBER, place=self._hidden.setdefault(key, len(self._hidden) + 1))


def telling(worlds: Iterable[World], language: str, progress: Progress) -> Telling:
    """Return how a report on these worlds speaks."""
    numbers = (team.number for world in worlds for team in world.teams)
    known = frozenset(_digits(number) for number in numbers if number)
    return Telling(language=language, progress=progress, teams_numbers=known)


def _digits(number: str) -> str:
    return re.sub(r"\D", "", number)[-_TOLD_APART_BY:]
