"""The tables of a world's saved settings: versions, openings, schedules, trees and routing rules, as rows of codes.

Every saved version of every team becomes a row; what it refers to is laid beside it in slices.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from autoreply_sim.codes import NONE
from autoreply_sim.domain.openings import compile_openings
from autoreply_sim.domain.same import Same
from autoreply_sim.domain.schedules import RingSchedule
from autoreply_sim.domain.settings import RoutingRule, TeamSettings, TreeChoice
from autoreply_sim.domain.world import World
from autoreply_sim.engine import columns
from autoreply_sim.engine.population import matching_rules
from autoreply_sim.timeline.columns import KEYS, Names

if TYPE_CHECKING:
    from numpy.typing import NDArray

Row = tuple[int, ...]


def records(dtype: np.dtype[np.void], rows: Sequence[Row]) -> NDArray[np.void]:
    """Return rows as an array of records."""
    return np.array(rows, dtype)


class Tables:
    """The growing rows of one world's versions, schedules, trees and rules."""

    def __init__(self, world: World, names: Names) -> None:
        self.world, self.names = world, names
        self.versions: list[Row] = []
        self.openings: list[Row] = []
        self.schedules: list[Row] = []
        self.ring_schedules: list[RingSchedule] = []
        self.roster: list[int] = []
        self.tree_keys: list[list[int]] = []
        self.choices: list[Row] = []
        self.rules: list[Row] = []
        self.routing_rules: list[RoutingRule] = []
        self.matching_rule: list[NDArray[np.int32]] = []
        self.memories: dict[tuple[str, str], int] = {}

    def add(self, team: str, settings: TeamSettings, window: tuple[int, int]) -> None:
        """Add one version's row and all that it refers to; `window` is in UTC ms."""
        first, last = self._openings(team, settings, window)
        self.versions.append(
            (
                first,
                last,
                settings.replies["after_hours_texts"].quiet_period_ms,
                settings.ring_last_advisor,
                settings.tickets_for_missed_calls,
                bool(settings.schedules),
            )
        )
        self.matching_rule.append(self._matching_rules(settings))

    def _openings(self, team: str, settings: TeamSettings, window: tuple[int, int]) -> tuple[int, int]:
        schedules = settings.schedules
        trees = {name: self._tree(options) for name, options in settings.call_trees.items()}
        base = len(self.schedules)
        for schedule in schedules:
            self._schedule(team, schedule, trees)
        first = len(self.openings)
        openings = compile_openings(schedules, *window)
        for start_ms, effective in zip(openings.starts_ms.tolist(), openings.effective.tolist(), strict=True):
            schedule_place = NONE if effective == NONE else base + effective
            self.openings.append((start_ms, schedule_place, self._is_after_hours(schedules, effective)))
        return first, len(self.openings)

    def _is_after_hours(self, schedules: Sequence[RingSchedule], effective: int) -> bool:
        """Say whether an instant under this effective schedule is after hours (R-SCH-4)."""
        if effective == NONE or self.world.policies.after_hours == "no_active_schedule":
            return effective == NONE
        return not schedules[effective].counts_as_business_hours

    def _schedule(self, team: str, schedule: RingSchedule, trees: Mapping[str, int]) -> None:
        first, last = self._list(schedule.advisors)
        self.schedules.append(
            (
                first,
                last,
                schedule.ring_ms,
                NONE if schedule.call_tree is None else trees[schedule.call_tree],
                self.memories.setdefault((team, schedule.title), len(self.memories)),
                schedule.strategy,
            )
        )
        self.ring_schedules.append(schedule)

    def _tree(self, options: Mapping[str, TreeChoice]) -> int:
        keys = [NONE] * len(KEYS)
        for key, choice in options.items():
            keys[KEYS.index(key)] = len(self.choices)
            team = NONE if choice.team is None else self.names.teams[choice.team]
            self.choices.append((team, *self._list(choice.advisors)))
        self.tree_keys.append(keys)
        return len(self.tree_keys) - 1

    def _list(self, advisors: Sequence[str]) -> tuple[int, int]:
        first = len(self.roster)
        self.roster += [self.names.advisors[key] for key in advisors]
        return first, len(self.roster)

    def _matching_rules(self, settings: TeamSettings) -> NDArray[np.int32]:
        base = len(self.rules)
        for rule in settings.routing_rules:
            team = NONE if rule.team is None else self.names.teams[rule.team]
            advisor = NONE if rule.advisor is None else self.names.advisors[rule.advisor]
            self.rules.append((team, advisor))
            self.routing_rules.append(rule)
        places = matching_rules(settings.routing_rules, Same(self.world.customers))
        return np.where(places == NONE, NONE, base + places)

    def arrays(self) -> dict[str, NDArray[Any]]:
        """Return the tables as the machine's arrays, by their names there."""
        return {
            "versions": records(columns.VERSION, self.versions),
            "openings": records(columns.OPENING, self.openings),
            "schedules": records(columns.SCHEDULE, self.schedules),
            "roster": np.array(self.roster, np.int32),
            "on_schedule": self._on_schedule(),
            "tree_keys": np.array(self.tree_keys, np.int32).reshape(len(self.tree_keys), len(KEYS)),
            "choices": records(columns.CHOICE, self.choices),
            "matching_rule": np.array(self.matching_rule, np.int32).reshape(
                len(self.versions), len(self.world.customers)
            ),
            "rules": records(columns.RULE, self.rules),
        }

    def most_rings(self) -> int:
        """Return how many telephones a call can ring at most: a whole list, and a first choice."""
        lists = [(first, last) for first, last, *_ in self.schedules]
        lists += [(first, last) for _, first, last in self.choices]
        return 1 + max((last - first for first, last in lists), default=0)

    def _on_schedule(self) -> NDArray[np.uint8]:
        """Return uint8 [schedules, advisors]: 1 where an advisor rings on a schedule."""
        members = np.zeros((len(self.schedules), len(self.world.advisors)), np.uint8)
        for place, (first, last, *_) in enumerate(self.schedules):
            members[place, self.roster[first:last]] = 1
        return members
