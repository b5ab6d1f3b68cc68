"""A world and its events → the machine the loop runs: all judgement that does not need the course of time.

Every saved version of every team becomes a row; schedules become boundaries in UTC, routing rules one look-up per
customer, replies their decision tables.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

import numpy as np

from autoreply_sim.codes import NONE, EventKind, Line
from autoreply_sim.domain.events import Event, Save
from autoreply_sim.domain.openings import compile_openings
from autoreply_sim.domain.routing import newest_match
from autoreply_sim.domain.schedules import RingSchedule
from autoreply_sim.domain.settings import RoutingRule, TeamSettings, TreeChoice, apply
from autoreply_sim.domain.world import COUNTRIES_WITH_PAYMENTS, World
from autoreply_sim.engine import columns
from autoreply_sim.engine.columns import Machine, Settings
from autoreply_sim.engine.replies import HAS_QUIET_PERIOD, NEEDS_PAYMENTS
from autoreply_sim.rules.catalog import CATALOG
from autoreply_sim.rules.compiler import LAYOUT, SUPPRESSED_BY, compile_verdicts
from autoreply_sim.timeline.columns import KEYS, Names, Timeline, timeline_of
from autoreply_sim.units import HOUR_MS

if TYPE_CHECKING:
    from numpy.typing import NDArray

LONG_AGO_MS = -(1 << 60)


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """One saved version of a team's settings: a row of the engine's tables."""

    team: str
    settings: TeamSettings
    saved_by: int | None
    """Event number of the save; None for what was saved before the story."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A world made ready to run, and what each place in the tables stands for."""

    world: World
    names: Names
    versions: tuple[Version, ...]
    schedules: tuple[RingSchedule, ...]
    rules: tuple[RoutingRule, ...]
    lines: tuple[str, ...]
    """VoiceHub numbers."""
    machine: Machine


def build(world: World, events: Sequence[Event]) -> Plan:
    """Return a fresh machine for a story; run it once."""
    names = Names.of(world)
    versions, version_of_save = _versions(world, events)
    timeline = timeline_of(events, names, version_of_save)
    tables = _Tables(world, names)
    for version in versions:
        tables.add(version, _window(timeline))
    lines = tuple(dict.fromkeys(world.voicehub_number(team) for team in world.teams))
    machine = _machine(world, timeline, versions, tables, lines)
    return Plan(
        world=world,
        names=names,
        versions=versions,
        schedules=tuple(tables.ring_schedules),
        rules=tuple(tables.routing_rules),
        lines=lines,
        machine=machine,
    )


def _versions(world: World, events: Sequence[Event]) -> tuple[tuple[Version, ...], Mapping[int, int]]:
    """Return every version in the order of time, those before the story first, and each save's place among them."""
    versions = [Version(team=team.key, settings=team.settings, saved_by=None) for team in world.teams]
    present = {version.team: version.settings for version in versions}
    places: dict[int, int] = {}
    for save in sorted((e for e in events if isinstance(e, Save)), key=lambda e: (e.at_ms, e.number)):
        present[save.team] = apply(present[save.team], save.change)
        places[save.number] = len(versions)
        versions.append(Version(team=save.team, settings=present[save.team], saved_by=save.number))
    return tuple(versions), MappingProxyType(places)


def _window(timeline: Timeline) -> tuple[int, int]:
    """Return the window (UTC ms) for which openings are needed: from the first event to the last."""
    at_ms = timeline.events["at_ms"]
    return (int(at_ms[0]), int(at_ms[-1]) + 1) if len(at_ms) else (0, 1)


class _Tables:
    """The growing rows of one world's versions, schedules, trees and rules."""

    def __init__(self, world: World, names: Names) -> None:
        self.world, self.names = world, names
        self.versions: list[tuple[int, ...]] = []
        self.openings: list[tuple[int, int, int]] = []
        self.schedules: list[tuple[int, ...]] = []
        self.ring_schedules: list[RingSchedule] = []
        self.roster: list[int] = []
        self.tree_keys: list[list[int]] = []
        self.choices: list[tuple[int, int, int]] = []
        self.rules: list[tuple[int, int]] = []
        self.routing_rules: list[RoutingRule] = []
        self.matching_rule: list[list[int]] = []
        self.memories: dict[tuple[str, str, int], int] = {}

    def add(self, version: Version, window: tuple[int, int]) -> None:
        """Add one version's row and all that it refers to."""
        settings = version.settings
        first, last = self._openings(version, window)
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

    def _openings(self, version: Version, window: tuple[int, int]) -> tuple[int, int]:
        schedules = version.settings.schedules
        trees = {name: self._tree(options) for name, options in version.settings.call_trees.items()}
        base = len(self.schedules)
        for schedule in schedules:
            self._schedule(version.team, schedule, trees, schedules[: len(self.schedules) - base])
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

    def _schedule(
        self, team: str, schedule: RingSchedule, trees: Mapping[str, int], before: Sequence[RingSchedule]
    ) -> None:
        memory = (team, schedule.title, sum(other.title == schedule.title for other in before))
        first, last = self._list(schedule.advisors)
        self.schedules.append(
            (
                first,
                last,
                schedule.ring_ms,
                NONE if schedule.call_tree is None else trees[schedule.call_tree],
                self.memories.setdefault(memory, len(self.memories)),
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

    def _matching_rules(self, settings: TeamSettings) -> list[int]:
        if not settings.routing_rules:
            return [NONE] * len(self.world.customers)
        base = len(self.rules)
        for rule in settings.routing_rules:
            team = NONE if rule.team is None else self.names.teams[rule.team]
            advisor = NONE if rule.advisor is None else self.names.advisors[rule.advisor]
            self.rules.append((team, advisor))
            self.routing_rules.append(rule)
        matches = (newest_match(settings.routing_rules, customer) for customer in self.world.customers)
        return [NONE if match is None else base + match for match in matches]


def _machine(
    world: World, timeline: Timeline, versions: Sequence[Version], tables: _Tables, lines: Sequence[str]
) -> Machine:
    teams, customers, rows = len(world.teams), len(world.customers), len(timeline.events)
    kinds = np.bincount(timeline.events["kind"], minlength=len(EventKind))
    calls, texts = int(kinds[EventKind.CALL]), int(kinds[EventKind.TEXT])
    others = int(kinds[EventKind.TICKET]) + int(kinds[EventKind.MESSAGE])
    most_rings = 1 + max((last - first for first, last, *_ in tables.schedules), default=0)
    most_rings = max(most_rings, 1 + max((last - first for _, first, last in tables.choices), default=0))
    slots = LAYOUT.slots.tolist()
    return Machine(
        settings=_settings(world),
        events=timeline.events,
        picks=timeline.picks,
        teams=_rows(columns.TEAM, [_team_row(world, place, lines) for place in range(teams)]),
        versions=_rows(columns.VERSION, tables.versions),
        openings=_rows(columns.OPENING, tables.openings),
        schedules=_rows(columns.SCHEDULE, tables.schedules),
        roster=np.array(tables.roster, np.int32),
        on_schedule=_on_schedule(tables, len(world.advisors)),
        tree_keys=np.array(tables.tree_keys, np.int32).reshape(len(tables.tree_keys), len(KEYS)),
        choices=_rows(columns.CHOICE, tables.choices),
        matching_rule=np.array(tables.matching_rule, np.int32).reshape(len(versions), customers),
        rules=_rows(columns.RULE, tables.rules),
        verdicts=compile_verdicts([_enabled(version) for version in versions], world.policies),
        templates=np.array([_templates(version) for version in versions], np.uint8),
        cell_start=LAYOUT.start,
        slots=LAYOUT.slots,
        first_reply=LAYOUT.first_reply,
        traits=TRAITS,
        suppressed_by=SUPPRESSED_BY,
        counts=np.zeros(columns.FAULTS + 1, np.int64),
        heap=np.zeros(calls, columns.WAITING),
        version=np.arange(teams, dtype=np.int32),
        customers=_rows(columns.CUSTOMER, [_customer_row(world, place) for place in range(customers)]),
        newest_open=np.full((customers, len(lines)), NONE, np.int32),
        last_closed=np.full((customers, len(lines)), NONE, np.int32),
        quiet_since_ms=np.full((customers, teams), LONG_AGO_MS, np.int64),
        busy_until_ms=np.full(len(world.advisors), LONG_AGO_MS, np.int64),
        answered_last=np.full(len(tables.memories), NONE, np.int32),
        calls=np.full(calls, np.array([_NEW_CALL], columns.CALL), columns.CALL),
        tickets=np.zeros(calls + texts + int(kinds[EventKind.TICKET]), columns.TICKET),
        items=np.zeros(rows, columns.ITEM),
        decisions=np.zeros(calls * slots[0] + (texts + others) * slots[1] + rows, columns.DECISION),
        rings=np.zeros(calls * most_rings, columns.RANG),
        faults=np.zeros(rows, columns.FAULT),
    )


_INDEXES = ("answered_by", "ticket", "schedule", "rule", "tree", "rla_ticket", "first_choice", "ringing")
_NEW_CALL = tuple(NONE if name in _INDEXES else 0 for name in columns.CALL.names or ())

TRAITS: NDArray[np.uint8] = np.array(
    [
        trigger.needs_payments * NEEDS_PAYMENTS + trigger.has_quiet_period * HAS_QUIET_PERIOD
        for trigger in CATALOG
    ],
    np.uint8,
)
"""uint8 [replies]: bits of what a reply's suppression depends on."""


def _settings(world: World) -> Settings:
    timing, policies = world.timing, world.policies
    return Settings(
        greeting_ms=timing.greeting_ms,
        menu_ms=timing.menu_ms,
        pick_up_ms=timing.pick_up_ms,
        prompt_ms=timing.voicemail_prompt_ms,
        recording_ms=timing.recording_ms,
        window_ms=round(policies.rla_window_hours * HOUR_MS),
        joins_without_rla=policies.missed_call_without_rla == "join_open_ticket",
        reopens=policies.text_after_close == "reopen",
        payments=world.company.country in COUNTRIES_WITH_PAYMENTS,
    )


def _team_row(world: World, place: int, lines: Sequence[str]) -> tuple[int, ...]:
    team = world.teams[place]
    return lines.index(world.voicehub_number(team)), team.number is None, place


def _customer_row(world: World, place: int) -> tuple[int, ...]:
    customer = world.customers[place]
    return customer.phone is None, customer.line == Line.LANDLINE, customer.opted_out, LONG_AGO_MS


def _enabled(version: Version) -> tuple[bool, ...]:
    return tuple(version.settings.replies[trigger.key].enabled for trigger in CATALOG)


def _templates(version: Version) -> list[bool]:
    return [version.settings.replies[trigger.key].whatsapp_template_approved for trigger in CATALOG]


def _on_schedule(tables: _Tables, advisors: int) -> NDArray[np.uint8]:
    """Return uint8 [schedules, advisors]: 1 where an advisor rings on a schedule."""
    members = np.zeros((len(tables.schedules), advisors), np.uint8)
    for place, (first, last, *_) in enumerate(tables.schedules):
        members[place, tables.roster[first:last]] = 1
    return members


def _rows(dtype: np.dtype[np.void], rows: Sequence[tuple[int, ...]]) -> NDArray[np.void]:
    return np.array(rows, dtype)
