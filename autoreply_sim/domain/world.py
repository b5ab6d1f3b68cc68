"""The world a story happens in: one company, its teams and advisors, and the customers who reach them."""

from __future__ import annotations

from dataclasses import dataclass, field

from autoreply_sim.codes import Line
from autoreply_sim.domain.policies import Policies
from autoreply_sim.domain.settings import TeamSettings
from autoreply_sim.units import SECOND_MS

COUNTRIES_WITH_PAYMENTS = ("US", "CA")
"""Where payment requests are offered (R-MSG-12, R-SUP-5)."""

MAX_SCHEDULES = 25
"""How many ring schedules a team may have (R-SCH-1)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Company:
    """The dealer: the name customers know, the country, and the language its default texts are in."""

    name: str | None = None
    country: str = "US"
    language: str = "en"


@dataclass(frozen=True, slots=True, kw_only=True)
class Advisor:
    """Somebody who answers customers; may ring for several teams."""

    key: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Customer:
    """Somebody who calls and writes. Without a `phone` (E.164) the number is withheld or unknown."""

    key: str
    name: str
    phone: str | None = None
    line: Line = Line.MOBILE
    opted_out: bool = False
    segments: tuple[str, ...] = ()
    organization: str | None = None
    account: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Team:
    """A team with a VoiceHub number of its own, or a sub-team that goes through its communication team's."""

    key: str
    display_name: str
    number: str | None = None
    communication_team: str | None = None
    settings: TeamSettings


@dataclass(frozen=True, slots=True, kw_only=True)
class Timing:
    """How long the parts of a call last, in milliseconds (scenarios.md, Events)."""

    greeting_ms: int = 5 * SECOND_MS
    menu_ms: int = 10 * SECOND_MS
    pick_up_ms: int = 6 * SECOND_MS
    voicemail_prompt_ms: int = 8 * SECOND_MS
    recording_ms: int = 20 * SECOND_MS


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """Everything that is there before the first event."""

    company: Company
    teams: tuple[Team, ...]
    advisors: tuple[Advisor, ...] = ()
    customers: tuple[Customer, ...] = ()
    policies: Policies = field(default_factory=Policies)
    timing: Timing = field(default_factory=Timing)
    timezone: str = "UTC"

    def voicehub_number(self, team: Team) -> str:
        """Return the number a team is reached by: its own, or its communication team's (a sub-team)."""
        if team.number is not None:
            return team.number
        parents = {other.key: other for other in self.teams}
        return parents[team.communication_team or ""].number or ""
