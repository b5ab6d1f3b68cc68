"""A world and its events → the machine the loop runs: all judgement that does not need the course of time.

Every saved version of every team becomes a row; schedules become boundaries in UTC, routing rules one look-up per
customer, replies their decision tables.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np

from autoreply_sim.codes import NONE, EventKind
from autoreply_sim.domain.events import Event, Save
from autoreply_sim.domain.same import Same
from autoreply_sim.domain.schedules import RingSchedule
from autoreply_sim.domain.settings import RoutingRule, TeamSettings, apply
from autoreply_sim.domain.world import COUNTRIES_WITH_PAYMENTS, Team, World
from autoreply_sim.engine import columns
from autoreply_sim.engine.columns import Machine, Settings
from autoreply_sim.engine.later import BUCKET_BITS
from autoreply_sim.engine.population import LONG_AGO_MS, customer_records
from autoreply_sim.engine.replies import HAS_QUIET_PERIOD, NEEDS_PAYMENTS
from autoreply_sim.engine.tables import Tables, records
from autoreply_sim.rules.catalog import CATALOG
from autoreply_sim.rules.compiler import LAYOUT, SUPPRESSED_BY, compile_verdicts
from autoreply_sim.timeline.columns import Names, Timeline, timeline_of
from autoreply_sim.timeline.room import room_for
from autoreply_sim.units import DAY_MS, HOUR_MS

if TYPE_CHECKING:
    from numpy.typing import NDArray

LONGEST_MS = 20 * 366 * DAY_MS
"""For how long what is put off is kept in buckets of its own: twice the longest period that is drawn."""

_Given = TypeVar("_Given", bound="NDArray[Any]")


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
    versions, version_of_save = _versions(world, events)
    return _plan(world, timeline_of(events, Names.of(world), version_of_save), versions, frozenset())


def build_drawn(world: World, timeline: Timeline, waits: Collection[str] = ()) -> Plan:
    """Return a fresh machine for a drawn timeline of a world; run it once.

    `waits` are the keys of the teams whose callers wait for the next advisor who is free (R-SIM-2). Raises ValueError
    if a caller among them has no patience, or nobody counts the telephones that ring in vain for one.
    """
    callers = timeline.callers
    if waits and ((callers["patience_ms"] == NONE) | (callers["ignores"] == NONE)).any():
        raise ValueError("callers who may wait need `patience_ms` and `ignores`")
    versions, _ = _versions(world, ())
    return _plan(world, timeline, versions, waits)


def _plan(world: World, timeline: Timeline, versions: tuple[Version, ...], waits: Collection[str]) -> Plan:
    tables = Tables(world, Names.of(world))
    own_moments = np.flatnonzero(timeline.events["upon"] == 0).astype(np.int32)
    window = _window(timeline, own_moments)
    rows = _most_happenings(timeline.events)
    for version in versions:
        tables.add(version.team, version.settings, window)
    lines = tuple(dict.fromkeys(world.voicehub_number(team) for team in world.teams))
    machine = Machine(
        settings=_settings(world, timeline, window[0]),
        events=_read_only(timeline.events),
        numbers=_read_only(timeline.numbers),
        own_moments=own_moments,
        callers=_read_only(timeline.callers),
        picks=_read_only(timeline.picks),
        outages=_read_only(timeline.outages),
        **_given(world, versions, tables, lines, waits),
        **_changing(world, tables, len(lines)),
        **_left_behind(timeline, rows, tables.most_rings(), len(world.advisors)),
        **_put_off(rows if len(own_moments) < len(timeline.events) else 0, window),
    )
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


def _read_only(given: _Given) -> _Given:
    """Return a view that cannot be written to: machine code is made anew for arrays that can."""
    view = given.view()
    view.flags.writeable = False
    return view


def _window(timeline: Timeline, own_moments: NDArray[np.int32]) -> tuple[int, int]:
    """Return the window (UTC ms) for which openings are needed: from the first event to the last that there can be."""
    if not len(own_moments):
        return 0, 1
    first_ms, last_ms = timeline.events["at_ms"][own_moments[[0, -1]]].tolist()
    follow_each_other = len(own_moments) < len(timeline.events)
    return first_ms, 1 + (timeline.until_ms if follow_each_other else last_ms)


def _given(
    world: World,
    versions: Sequence[Version],
    tables: Tables,
    lines: Sequence[str],
    waits: Collection[str],
) -> dict[str, NDArray[Any]]:
    return {
        "teams": records(columns.TEAM, [_team_row(world, team, lines, waits) for team in world.teams]),
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
        "counts": _counts(),
        "version": np.arange(teams, dtype=np.int32),
        "customers": customer_records(Same(world.customers)).copy(),
        "newest_open": np.full((customers, lines), NONE, np.int32),
        "last_closed": np.full((customers, lines), NONE, np.int32),
        "quiet_since_ms": np.full((customers, teams), LONG_AGO_MS, np.int64),
        "busy_until_ms": np.full(len(world.advisors), LONG_AGO_MS, np.int64),
        "is_awaited": np.zeros(len(world.advisors), np.uint8),
        "answered_last": np.full(len(tables.memories), NONE, np.int32),
    }


def _counts() -> NDArray[np.int64]:
    counts = np.zeros(columns.BUCKET + 1, np.int64)
    counts[[columns.FREE_SEAT, columns.FIRST_IN_LINE, columns.LAST_IN_LINE, columns.FREE_LATER]] = NONE
    return counts


def _left_behind(
    timeline: Timeline, most_happenings: int, most_rings: int, advisors: int
) -> dict[str, NDArray[Any]]:
    """Return empty records, enough for what the events of the timeline can leave behind."""
    rows = most_happenings + 1  # one more, at which the run stops
    calls = len(timeline.callers)
    return {
        "heap": room_for(rows + calls + advisors, columns.WAITING),
        "under_way": room_for(calls, columns.UNDER_WAY),
        "happened": room_for(rows, columns.HAPPENED),
        "calls": room_for(calls, columns.CALL),
        "tickets": room_for(rows, columns.TICKET),
        "items": room_for(rows, columns.ITEM),
        "decisions": room_for(rows, columns.DECIDED),
        "reasons": room_for((rows, int(LAYOUT.slots.max())), np.int8),
        "rings": room_for(calls * most_rings + _rings_from_line(timeline), columns.RANG),
        "faults": room_for(rows, columns.FAULT),
    }


def _put_off(rows: int, window: tuple[int, int]) -> dict[str, NDArray[Any]]:
    """Return empty buckets of time for the window (UTC ms), and room for `rows` in them; one bucket for none."""
    buckets = (min(window[1] - window[0], LONGEST_MS) >> BUCKET_BITS) + 1 if rows else 1
    return {"buckets": np.full(buckets, NONE, np.int32), "later": room_for(rows, columns.PUT_OFF)}


def _most_happenings(events: NDArray[np.void]) -> int:
    """Return how many events can happen at most: what follows calls once per call, and what follows that, once more."""
    of_calls = events["follows"][events["kind"] == EventKind.CALL]
    return len(events) + 2 * int(of_calls.sum(dtype=np.int64))


def _rings_from_line(timeline: Timeline) -> int:
    """Return how many telephones can ring at most for callers in the line: each one after all that ring in vain."""
    return int((timeline.callers["ignores"].astype(np.int64) + 1).sum())


TRAITS: NDArray[np.uint8] = np.array(
    [
        trigger.needs_payments * NEEDS_PAYMENTS + trigger.has_quiet_period * HAS_QUIET_PERIOD
        for trigger in CATALOG
    ],
    np.uint8,
)
"""uint8 [replies]: bits of what a reply's suppression depends on."""


def _settings(world: World, timeline: Timeline, first_ms: int) -> Settings:
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
        first_ms=first_ms,
        until_ms=timeline.until_ms,
    )


def _team_row(world: World, team: Team, lines: Sequence[str], waits: Collection[str]) -> tuple[int, ...]:
    return lines.index(world.voicehub_number(team)), team.number is None, team.key in waits


def _enabled(version: Version) -> tuple[bool, ...]:
    return tuple(version.settings.replies[trigger.key].enabled for trigger in CATALOG)


def _templates(version: Version) -> list[bool]:
    return [version.settings.replies[trigger.key].whatsapp_template_approved for trigger in CATALOG]
