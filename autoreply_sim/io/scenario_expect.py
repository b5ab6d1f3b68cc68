"""Builds what a scenario expects: each item with the fields it names, times as the JSON output writes them."""

from __future__ import annotations

from datetime import datetime
from types import MappingProxyType

from pydantic import BaseModel

from autoreply_sim.domain.scenario import Expectation, Expected
from autoreply_sim.io.scenario_desk import Desk
from autoreply_sim.io.scenario_event_models import ScenarioFile
from autoreply_sim.io.scenario_expect_models import LISTS
from autoreply_sim.io.scenario_values import shown
from autoreply_sim.io.yaml12_data import Path
from autoreply_sim.rules.rulebook import rules
from autoreply_sim.units import iso_utc

_NAMES = {
    "customer": "customer",
    "team": "team",
    "held_by": "team",
    "advisor": "advisor",
    "answered_by": "advisor",
}
"""Fields that name somebody or something of the world."""


def build_expectation(file: ScenarioFile, desk: Desk) -> Expectation | None:
    """Return what should come out, None if the file does not say."""
    if file.expect is None:
        return None
    named: dict[str, tuple[Expected, ...]] = {
        name: tuple(
            _item(name, item, desk, ("expect", name, position))
            for position, item in enumerate(getattr(file.expect, name))
        )
        for name in LISTS
        if name in file.expect.model_fields_set
    }
    _check_twice(named.get("tickets", ()), desk)
    return Expectation(**named)


def _check_twice(tickets: tuple[Expected, ...], desk: Desk) -> None:
    """Check that no ticket is expected twice; one without a number is meant by its place."""
    seen: set[object] = set()
    for position, item in enumerate(tickets):
        number = item.get("ticket", position + 1)
        if number in seen:
            message = f"ticket {number} is expected twice; put all that is expected of it in one item"
            desk.problem(("expect", "tickets", position), message)
        seen.add(number)


def _item(name: str, item: BaseModel, desk: Desk, path: Path) -> Expected:
    named = {
        field: getattr(item, field) for field in type(item).model_fields if field in item.model_fields_set
    }
    if not named:
        desk.problem(path, f"this item of {name} names no field; write those that matter")
    for field, value in named.items():
        _check(field, value, desk, (*path, field))
    return MappingProxyType({field: _as_printed(field, value, desk, path) for field, value in named.items()})


def _check(field: str, value: object, desk: Desk, path: Path) -> None:
    if field == "event" and isinstance(value, int) and value > desk.events:
        desk.problem(path, f"event {value} does not exist; this file has {desk.events}, numbered from 1")
    if field == "rang" and isinstance(value, list):
        desk.check_advisors(value, path)
    if field == "rule" and isinstance(value, str) and value not in rules():
        desk.problem(path, f"no rule is called {shown(value)}; `autoreply-sim coverage` lists all rules")
    if isinstance(value, str) and field in _NAMES:
        check = {"customer": desk.check_customer, "team": desk.check_team, "advisor": desk.check_advisor}
        check[_NAMES[field]](value, path)


def _as_printed(field: str, value: object, desk: Desk, path: Path) -> object:
    """Return an expected value as a run prints it."""
    if isinstance(value, datetime):
        return iso_utc(desk.instant(value))
    if field == "number" and isinstance(value, str):
        return desk.phone(value, (*path, field))
    return value
