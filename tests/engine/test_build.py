"""The machine that a world is made into: its arrays have the widths that are declared, whatever the world."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from autoreply_sim.engine import columns
from autoreply_sim.engine.build import build, build_drawn
from autoreply_sim.engine.columns import Machine
from autoreply_sim.engine.ledger import decide_all
from autoreply_sim.io.scenario_load import load, loads
from autoreply_sim.timeline.columns import CALLER, EVENT, OUTAGE, Names, timeline_of

LIBRARY = sorted((Path(__file__).parents[2] / "data" / "scenarios").glob("*.yaml"))
WIDTHS: dict[str, Any] = {
    "events": EVENT,
    "numbers": np.int32,
    "own_moments": np.int32,
    "callers": CALLER,
    "picks": np.int32,
    "outages": OUTAGE,
    "teams": columns.TEAM,
    "versions": columns.VERSION,
    "openings": columns.OPENING,
    "schedules": columns.SCHEDULE,
    "roster": np.int32,
    "on_schedule": np.uint8,
    "tree_keys": np.int32,
    "choices": columns.CHOICE,
    "matching_rule": np.int32,
    "rules": columns.RULE,
    "verdicts": np.uint8,
    "templates": np.uint8,
    "cell_start": np.int32,
    "slots": np.int32,
    "first_reply": np.int32,
    "traits": np.uint8,
    "suppressed_by": np.uint8,
    "counts": np.int64,
    "heap": columns.WAITING,
    "later": columns.PUT_OFF,
    "buckets": np.int32,
    "under_way": columns.UNDER_WAY,
    "version": np.int32,
    "customers": columns.CUSTOMER,
    "newest_open": np.int32,
    "last_closed": np.int32,
    "quiet_since_ms": np.int64,
    "busy_until_ms": np.int64,
    "is_awaited": np.uint8,
    "answered_last": np.int32,
    "happened": columns.HAPPENED,
    "calls": columns.CALL,
    "tickets": columns.TICKET,
    "items": columns.ITEM,
    "decisions": columns.DECIDED,
    "reasons": np.int8,
    "rings": columns.RANG,
    "faults": columns.FAULT,
}
DIMENSIONS = {
    "on_schedule",
    "tree_keys",
    "matching_rule",
    "verdicts",
    "templates",
    "newest_open",
    "last_closed",
    "quiet_since_ms",
    "reasons",
}


def widths(machine: Machine) -> dict[str, np.dtype[np.generic]]:
    """The width of every array of a machine."""
    return {name: getattr(machine, name).dtype for name in Machine._fields if name != "settings"}


@pytest.mark.parametrize("path", LIBRARY[::8], ids=lambda path: path.stem)
def test_every_array_has_the_width_that_is_declared(path: Path) -> None:
    """One signature, hence one compilation, for every world."""
    scenario = load(path)
    machine = build(scenario.world, scenario.events).machine
    assert widths(machine) == {name: np.dtype(width) for name, width in WIDTHS.items()}
    for name in Machine._fields[1:]:
        assert getattr(machine, name).ndim == (2 if name in DIMENSIONS else 1), name


def test_what_is_given_cannot_be_written_to_whoever_gives_it() -> None:
    """An array that can be written to is another type to the compiler, which would compile everything again."""
    scenario = load(LIBRARY[0])
    names = Names.of(scenario.world)
    writable = timeline_of(scenario.events, names, {})
    callers, events = writable.callers.copy(), writable.events.copy()
    machine = build_drawn(scenario.world, replace(writable, callers=callers, events=events)).machine
    for name in ("events", "numbers", "callers", "picks"):
        assert not getattr(machine, name).flags.writeable, name
        assert not getattr(build(scenario.world, scenario.events).machine, name).flags.writeable, name


def test_an_empty_world_has_them_too() -> None:
    """No customers, no advisors, no events: nothing to decide, and nothing to stumble over."""
    scenario = loads('version: 1\nteams: {service: {number: "+15155550100"}}\n')
    machine = build(scenario.world, scenario.events).machine
    assert widths(machine) == {name: np.dtype(width) for name, width in WIDTHS.items()}
    assert machine.newest_open.shape == (0, 1)
    assert machine.matching_rule.shape == (1, 0)


def test_a_ledger_is_read_only() -> None:
    """What was decided stays."""
    scenario = load(LIBRARY[0])
    ledger = decide_all(scenario.world, scenario.events)
    names = "happened calls tickets logged items decided decisions reasons rings faults events"
    for name in names.split():
        assert not getattr(ledger, name).flags.writeable, name


def test_there_is_a_version_for_every_save() -> None:
    """Those before the story come first, one per team; then the saves in the order of time."""
    scenario = load(next(path for path in LIBRARY if path.stem == "save-of-one-tree-leaves-the-other"))
    plan = build(scenario.world, scenario.events)
    assert [version.team for version in plan.versions] == ["service"] * 3
    assert [len(version.settings.call_trees) for version in plan.versions] == [1, 2, 2]
