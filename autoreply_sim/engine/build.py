"""A world and its events → the machine the loop runs: all judgement that does not need the course of time.

Every saved version of every team becomes a row; schedules become boundaries in UTC, routing rules one look-up per
customer, replies their decision tables.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import numpy as np

from autoreply_sim.codes import NONE, EventKind, Line
from autoreply_sim.domain.events import Event, Save
from autoreply_sim.domain.schedules import RingSchedule
from autoreply_sim.domain.settings import RoutingRule, TeamSettings, apply
from autoreply_sim.domain.world import COUNTRIES_WITH_PAYMENTS, Customer, World
from autoreply_sim.engine import columns
from autoreply_sim.engine.columns import Machine, Settings
from autoreply_sim.engine.replies import HAS_QUIET_PERIOD, NEEDS_PAYMENTS
from autoreply_sim.engine.tables import Tables, records
from autoreply_sim.rules.catalog import CATALOG
from autoreply_sim.rules.compiler import LAYOUT, SUPPRESSED_BY, compile_verdicts
from autoreply_sim.timeline.columns import Names, Timeline, timeline_of
from autoreply_sim.units import HOUR_MS

if TYPE_CHECKING:
    from numpy.typing import NDArray

LONG_AGO_MS = -(1 << 60)


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """One saved version of a team's settings: a row of the engine's tables."""

    team: str
    settings: TeamSettings


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A world made ready to run, and what each place in the tables stands for."""

    world: World
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
    tables = Tables(world, names)
    for version in versions:
        tables.add(version.team, version.settings, _window(timeline))
    lines = tuple(dict.fromkeys(world.voicehub_number(team) for team in world.teams))
    machine = _machine(world, timeline, versions, tables, lines)
    return Plan(
        world=world,
        versions=versions,
        schedules=tuple(tables.ring_schedules),
        rules=tuple(tables.routing_rules),
        lines=lines,
        machine=machine,
    )


def _versions(world: World, events: Sequence[Event]) -> tuple[tuple[Version, ...], Mapping[int, int]]:
    """Return every version in the order of time, those before the story first, and each save's place among them."""
    versions = [Version(team=team.key, settings=team.settings) for team in world.teams]
    present = {version.team: version.settings for version in versions}
    places: dict[int, int] = {}
    for save in sorted((e for e in events if isinstance(e, Save)), key=lambda e: (e.at_ms, e.number)):
        present[save.team] = apply(present[save.team], save.change)
        places[save.number] = len(versions)
        versions.append(Version(team=save.team, settings=present[save.team]))
    return tuple(versions), MappingProxyType(places)


def _window(timeline: Timeline) -> tuple[int, int]:
    """Return the window (UTC ms) for which openings are needed: from the first event to the last."""
    at_ms = timeline.events["at_ms"]
    return (int(at_ms[0]), int(at_ms[-1]) + 1) if len(at_ms) else (0, 1)


def _machine(
    world: World, timeline: Timeline, versions: Sequence[Version], tables: Tables, lines: Sequence[str]
) -> Machine:
    return Machine(
        settings=_settings(world),
        events=timeline.events,
        picks=timeline.picks,
        **_given(world, versions, tables, lines),
        **_changing(world, tables, len(lines)),
        **_left_behind(timeline, tables.most_rings()),
    )


def _given(
    world: World, versions: Sequence[Version], tables: Tables, lines: Sequence[str]
) -> dict[str, NDArray[Any]]:
    return {
        "teams": records(columns.TEAM, [_team_row(world, place, lines) for place in range(len(world.teams))]),
        **tables.arrays(),
        "verdicts": compile_verdicts([_enabled(version) for version in versions], world.policies),
        "templates": np.array([_templates(version) for version in versions], np.uint8),
        "cell_start": LAYOUT.start,
        "slots": LAYOUT.slots,
        "first_reply": LAYOUT.first_reply,
        "traits": TRAITS,
        "suppressed_by": SUPPRESSED_BY,
    }


def _changing(world: World, tables: Tables, lines: int) -> dict[str, NDArray[Any]]:
    teams, customers = len(world.teams), len(world.customers)
    return {
        "counts": np.zeros(columns.FAULTS + 1, np.int64),
        "version": np.arange(teams, dtype=np.int32),
        "customers": records(columns.CUSTOMER, [_customer_row(customer) for customer in world.customers]),
        "newest_open": np.full((customers, lines), NONE, np.int32),
        "last_closed": np.full((customers, lines), NONE, np.int32),
        "quiet_since_ms": np.full((customers, teams), LONG_AGO_MS, np.int64),
        "busy_until_ms": np.full(len(world.advisors), LONG_AGO_MS, np.int64),
        "answered_last": np.full(len(tables.memories), NONE, np.int32),
    }


def _left_behind(timeline: Timeline, most_rings: int) -> dict[str, NDArray[Any]]:
    """Return empty records, enough for what the events of the timeline can leave behind."""
    rows = len(timeline.events)
    kinds = np.bincount(timeline.events["kind"], minlength=len(EventKind))
    calls, texts, created, messages = (
        int(kinds[kind]) for kind in (EventKind.CALL, EventKind.TEXT, EventKind.TICKET, EventKind.MESSAGE)
    )
    of_call, of_message = LAYOUT.slots[:2].tolist()
    decisions = calls * of_call + (texts + created + messages) * of_message + int(kinds[EventKind.ADVISOR])
    return {
        "heap": np.zeros(calls, columns.WAITING),
        "calls": np.full(calls, np.array([_NEW_CALL], columns.CALL), columns.CALL),
        "tickets": np.zeros(calls + texts + created, columns.TICKET),
        "items": np.zeros(rows, columns.ITEM),
        "decisions": np.zeros(decisions, columns.DECISION),
        "rings": np.zeros(calls * most_rings, columns.RANG),
        "faults": np.zeros(rows, columns.FAULT),
    }


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
    return lines.index(world.voicehub_number(team)), team.number is None


def _customer_row(customer: Customer) -> tuple[int, ...]:
    return customer.phone is None, customer.line == Line.LANDLINE, customer.opted_out, LONG_AGO_MS


def _enabled(version: Version) -> tuple[bool, ...]:
    return tuple(version.settings.replies[trigger.key].enabled for trigger in CATALOG)


def _templates(version: Version) -> list[bool]:
    return [version.settings.replies[trigger.key].whatsapp_template_approved for trigger in CATALOG]
