"""Builds how customers behave and how advisors work: what a group does not name keeps the value of the group above.

A share that stands for one of several ends of a call is checked with the others, the inherited ones included.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from pydantic import BaseModel

from autoreply_sim.domain.traffic import Break, Customers, Work
from autoreply_sim.io.scenario_desk import Desk
from autoreply_sim.io.traffic_models import BreakKeys, HabitKeys, WorkKeys
from autoreply_sim.io.yaml12_data import Path

MOST_BREAKS = 10
_ROUNDING = 1e-9
"""Ten times a tenth is a little more than one."""


def build_customers(keys: HabitKeys, above: Customers, desk: Desk, path: Path) -> Customers:
    """Return how customers behave: as the group says, and as those above do where it says nothing."""
    again = keys.calls_again
    renamed = {
        "hangs_up_in_greeting": keys.hangs_up.greeting,
        "hangs_up_in_menu": keys.hangs_up.menu,
        "menu": None if keys.presses is None else MappingProxyType(keys.presses),
        "again_after_hang_up": again.after_hang_up,
        "again_after_service": again.after_service,
        "most_calls": again.most_calls,
    }
    named = _named(keys, but=("hangs_up", "presses", "calls_again")) | _without_none(renamed)
    customers = replace(above, **named)
    if "hangs_up" in keys.model_fields_set:
        ends = (customers.hangs_up_in_greeting, customers.hangs_up_in_menu)
        _check_sum(ends, "hang up in the greeting or in the menu", desk, (*path, "hangs_up"))
    if keys.presses is not None:
        _check_sum(tuple(keys.presses.values()), "press a key", desk, (*path, "presses"))
    return customers


def build_work(keys: WorkKeys, above: Work, desk: Desk, path: Path) -> Work:
    """Return how advisors work: as the group says, and as those above do where it says nothing."""
    named = _named(keys, but=("when_all_are_busy", "breaks", "requests")) | _named(keys.requests)
    if keys.when_all_are_busy is not None:
        named["waits"] = keys.when_all_are_busy == "wait"
    if keys.breaks is not None:
        named["breaks"] = _breaks(keys.breaks, desk, (*path, "breaks"))
    return replace(above, **named)


def _named(keys: BaseModel, *, but: Collection[str] = ()) -> dict[str, Any]:
    return _without_none({name: value for name, value in keys if name not in but})


def _without_none(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value is not None}


def _check_sum(shares: Sequence[float], what: str, desk: Desk, path: Path) -> None:
    if sum(shares) > 1 + _ROUNDING:
        said = " + ".join(f"{100 * share:.4g}%" for share in shares)
        message = f"{said} of the callers {what}: more than there are; at most 100% are possible in all"
        desk.problem(path, message, of_key=True)


def _breaks(breaks: Sequence[BreakKeys], desk: Desk, path: Path) -> tuple[Break, ...]:
    if len(breaks) > MOST_BREAKS:
        message = f"{len(breaks)} breaks a day are too many; at most {MOST_BREAKS} are possible"
        desk.problem(path, message, of_key=True)
    for position, keys in enumerate(breaks):
        if keys.to < keys.from_:
            message = (
                f"no break can begin between {keys.from_:%H:%M} and {keys.to:%H:%M}, which is earlier; "
                "write a later time of the same day"
            )
            desk.problem((*path, position, "to"), message)
    return tuple(Break(earliest=keys.from_, latest=keys.to, length_ms=keys.length) for keys in breaks)
