"""Names for keys, and how instants read: what every part of the page needs of a world."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from zoneinfo import ZoneInfo

from babel.dates import format_date

from autoreply_sim.domain.schedules import zone
from autoreply_sim.domain.world import World
from autoreply_sim.ui.words import words
from autoreply_sim.units import local


@dataclass(frozen=True)
class Names:
    """What the keys of one world are called, and its clock, in one language."""

    world: World
    language: str

    @cached_property
    def _zone(self) -> ZoneInfo:
        return zone(self.world.timezone)

    @cached_property
    def _teams(self) -> dict[str, str]:
        return {team.key: team.display_name for team in self.world.teams}

    @cached_property
    def _advisors(self) -> dict[str, str]:
        return {advisor.key: advisor.name for advisor in self.world.advisors}

    @cached_property
    def _customers(self) -> dict[str, str]:
        return {customer.key: customer.name for customer in self.world.customers}

    def team(self, key: str) -> str:
        """Return a team's name as customers see it."""
        return self._teams[key]

    def advisor(self, key: str) -> str:
        """Return an advisor's name."""
        return self._advisors[key]

    def customer(self, key: str) -> str:
        """Return a customer's name, or words for somebody who has none."""
        return self._customers[key] or words(self.language)["somebody"].format(key=key)

    def day(self, at_ms: int) -> str:
        """Return the local date in words, such as "Monday, March 2, 2026"."""
        return _date_in_words(local(at_ms, self._zone).toordinal(), "full", self.language)

    def short(self, at_ms: int) -> str:
        """Return the local date and time, such as "Mar 2, 2026 · 09:00"."""
        at = local(at_ms, self._zone)
        return f"{_date_in_words(at.toordinal(), 'medium', self.language)} · {self.time(at_ms)}"

    def time(self, at_ms: int) -> str:
        """Return the local wall clock to the minute, to the second only if there are any: 09:00, 09:00:30."""
        at = local(at_ms, self._zone)
        return at.strftime("%H:%M:%S" if at.second else "%H:%M")


@lru_cache(maxsize=4096)
def _date_in_words(ordinal: int, style: str, language: str) -> str:
    return str(format_date(date.fromordinal(ordinal), style, locale=language))
