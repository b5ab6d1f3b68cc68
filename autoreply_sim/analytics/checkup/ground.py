"""What the checks look at: each team with its hours over a year, who rings there, and the simulated period.

The settings are those that the file gives, before any save of a story. Hours are looked at over the period of the
traffic, or from the first event of a story on, and for a year at least: a Sunday's story says little about Mondays.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import time
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from autoreply_sim.analytics.checkup.year import Year
from autoreply_sim.codes import NONE, Channel
from autoreply_sim.domain.openings import Openings, compile_openings
from autoreply_sim.domain.scenario import Scenario
from autoreply_sim.domain.schedules import RingSchedule, instant_ms, zone
from autoreply_sim.domain.settings import ReplySettings, TeamSettings
from autoreply_sim.domain.world import Team, World
from autoreply_sim.units import DAY_MS, local

if TYPE_CHECKING:
    from numpy.typing import NDArray

YEAR_DAYS = 366
_MIDNIGHT = time()
DIALLED = frozenset({Channel.CALL, Channel.SMS, Channel.WHATSAPP})
"""Channels for which a team needs a number of its own."""


@dataclass(frozen=True)
class TeamView:
    """A team and what follows from its settings over the span that is looked at."""

    place: int
    team: Team
    ground: Ground

    @property
    def key(self) -> str:
        """The team's key."""
        return self.team.key

    @property
    def name(self) -> str:
        """The team's name as customers see it."""
        return self.team.display_name

    @property
    def settings(self) -> TeamSettings:
        """What the team has saved."""
        return self.team.settings

    @property
    def schedules(self) -> tuple[RingSchedule, ...]:
        """Its ring schedules."""
        return self.settings.schedules

    @property
    def replies(self) -> Mapping[str, ReplySettings]:
        """Its replies by key."""
        return self.settings.replies

    @cached_property
    def openings(self) -> Openings:
        """Which schedule is effective when, over the span."""
        return compile_openings(self.schedules, self.ground.from_ms, self.ground.to_ms)

    @cached_property
    def effective(self) -> frozenset[int]:
        """The schedules that are effective at some time of the span."""
        return frozenset(self.openings.effective.tolist()) - {NONE}

    @property
    def clock(self) -> str:
        """The zone of the first schedule that is ever effective; only of a team that opens."""
        return self.schedules[min(self.effective)].timezone

    @cached_property
    def on_duty(self) -> frozenset[str]:
        """The advisors of these schedules."""
        return frozenset(key for place in self.effective for key in self.schedules[place].advisors)

    def counts_as_open(self, schedule: RingSchedule) -> bool:
        """Say whether hours under a schedule are business hours (R-SCH-4)."""
        return self.ground.any_schedule_opens or schedule.counts_as_business_hours

    @cached_property
    def is_open(self) -> NDArray[np.bool_]:
        """Whether each piece of `openings` lies within business hours, bool [pieces]."""
        opens = [*map(self.counts_as_open, self.schedules), False]
        found: NDArray[np.bool_] = np.array(opens)[self.openings.effective]
        return found

    def knows(self, *, after_hours: bool) -> bool:
        """Say whether the span has any moment after hours, or within business hours."""
        return bool((self.is_open != after_hours).any())

    @cached_property
    def channels(self) -> frozenset[Channel]:
        """The channels by which customers reach the team; of drawn traffic those that are drawn."""
        possible = frozenset(Channel) if self.team.number is not None else frozenset(Channel) - DIALLED
        if self.key in self.ground.handed_calls:
            possible |= {Channel.CALL}
        return possible & self._drawn if self.ground.scenario.traffic else possible

    @property
    def _drawn(self) -> frozenset[Channel]:
        traffic = self.ground.scenario.traffic
        mine = traffic.teams.get(self.key) if traffic else None
        drawn = mine.demand.channels if mine and mine.demand.per_day > 0 else {}
        handed = {Channel.CALL} if self.key in self.ground.handed_calls else set()
        return frozenset(channel for channel, share in drawn.items() if share > 0) | handed

    def path(self, *rest: str | int) -> tuple[str | int, ...]:
        """Return the path of one of its settings."""
        return ("teams", self.key, *rest)


@dataclass(frozen=True)
class Ground:
    """A scenario, and the simulated period if there is one."""

    scenario: Scenario
    year: Year | None

    @property
    def world(self) -> World:
        """The world; with its population if a period was simulated."""
        return self.scenario.world if self.year is None else self.year.world

    @cached_property
    def teams(self) -> tuple[TeamView, ...]:
        """The teams in their order."""
        return tuple(TeamView(place, team, self) for place, team in enumerate(self.scenario.world.teams))

    @cached_property
    def by_key(self) -> Mapping[str, TeamView]:
        """The teams by their keys."""
        return {team.key: team for team in self.teams}

    @property
    def any_schedule_opens(self) -> bool:
        """Whether hours of any schedule are business hours (R-SCH-4)."""
        return self.scenario.world.policies.after_hours == "no_active_schedule"

    @cached_property
    def from_ms(self) -> int:
        """When the span that is looked at begins (UTC ms): of a story a day before it, so that nights are whole."""
        traffic = self.scenario.traffic
        if traffic is not None:
            return instant_ms(self.scenario.world.timezone, traffic.first_day, _MIDNIGHT)
        first_ms = min((event.at_ms for event in self.scenario.events), default=self._first_schedule_ms)
        timezone = self.scenario.world.timezone
        return instant_ms(timezone, local(first_ms, zone(timezone)).date(), _MIDNIGHT) - DAY_MS

    @cached_property
    def ends_ms(self) -> int:
        """When the traffic or the story ends (UTC ms); where it was lived through, the last of what happened."""
        if self.year is not None and len(self.year.ledger.at_ms):
            return int(self.year.ledger.at_ms.max())
        traffic = self.scenario.traffic
        if traffic is not None:
            return self.from_ms + traffic.days * DAY_MS
        return max((event.at_ms for event in self.scenario.events), default=self.from_ms)

    @property
    def to_ms(self) -> int:
        """When the span ends (UTC ms): with the traffic or the story, after a year at the earliest."""
        return max(self.ends_ms, self.from_ms + YEAR_DAYS * DAY_MS)

    @property
    def _first_schedule_ms(self) -> int:
        firsts = (
            instant_ms(schedule.timezone, schedule.first, _MIDNIGHT)
            for team in self.scenario.world.teams
            for schedule in team.settings.schedules
        )
        # By then those that run through the night do, too.
        return min(firsts, default=0) + 2 * DAY_MS

    @cached_property
    def handed_calls(self) -> frozenset[str]:
        """The teams to which call trees and routing rules hand calls."""
        every = [team.settings for team in self.scenario.world.teams if team.number is not None]
        chosen = {
            choice.team for each in every for tree in each.call_trees.values() for choice in tree.values()
        }
        routed = {rule.team for each in every for rule in each.routing_rules}
        return frozenset(key for key in chosen | routed if key is not None)
