"""Edits of a team's ring schedules, as the settings document of a scenario file writes them.

Each edit is a pure function: it returns the next document and leaves the one before as it was. What was typed is kept,
wrong or not, and `schedule_problems` says what is wrong with it. An index that is not there changes nothing: two
clicks may cross on the way.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any, Final, TypeAlias

from autoreply_sim.domain.recurrence_rules import WEEKDAYS
from autoreply_sim.domain.world import MAX_SCHEDULES
from autoreply_sim.ui.models.weekly_rule import WeeklyRule, read_weekly, write_weekly

Document: TypeAlias = Mapping[str, Any]
"""A part of a settings document: what YAML or JSON holds, in the words of the scenario file."""

Value: TypeAlias = "str | bool"
"""What a field of the page holds."""

_Edit = Callable[[Document, Value], dict[str, Any]]
_BETWEEN = re.compile(r"[,;\s]+")
_FLAGS = {"true": True, "false": False}


def schedules_of(team: Document) -> list[Document]:
    """Return a team's schedules in the order of the list, a list of its own."""
    return list(team.get("schedules") or ())


def edit_schedule(team: Document, index: int, key: str, value: Value) -> dict[str, Any]:
    """Return the team with one field of a schedule changed. Raises ValueError for a key that no field has.

    Keys are the format's (`title`, `from`, `except`, …), `strategy` and `ring_seconds` of its ring, the weekly picker's
    `kind`, `weekday/MO`, `interval` and `until`, and `advisor/KEY` and `advisor_up/KEY`.
    """
    name, _, of = key.partition("/")
    edit = _edit(name, of)
    return _changed(team, lambda all_: [*all_[:index], edit(all_[index], value), *all_[index + 1 :]], index)


def add_schedule(
    team: Document, *, title: str, first: date, created: str | None = None, timezone: str | None = None
) -> dict[str, Any]:
    """Return the team with one more schedule at the end, on weekdays from 8 to 17; unchanged if it has 25.

    With `created`, such as 2026-03-02T09:00:00Z, it is newer than all before it, and so covers them (R-SCH-3).
    """
    made: dict[str, Any] = {
        "title": title,
        "first": first.isoformat(),
        "from": "08:00",
        "to": "17:00",
        "repeats": write_weekly(WeeklyRule(days=WEEKDAYS[:5])),
        "advisors": [],
    }
    made |= {key: text for key, text in (("timezone", timezone), ("created", created)) if text}
    return insert_schedules(team, [made])


def insert_schedules(team: Document, more: list[dict[str, Any]]) -> dict[str, Any]:
    """Return the team with more schedules at the end of its list, as many as there is room for (R-SCH-1)."""
    return {**team, "schedules": (schedules_of(team) + more)[: max(MAX_SCHEDULES, len(schedules_of(team)))]}


def duplicate_schedule(
    team: Document, index: int, *, title: str, created: str | None = None
) -> dict[str, Any]:
    """Return the team with a copy of a schedule after it, as a draft, so that two do not ring at once."""
    own = {"title": title, "draft": True} | ({"created": created} if created else {})
    if len(schedules_of(team)) >= MAX_SCHEDULES:
        return dict(team)
    return _changed(
        team, lambda all_: [*all_[: index + 1], {**all_[index], **own}, *all_[index + 1 :]], index
    )


def delete_schedule(team: Document, index: int) -> dict[str, Any]:
    """Return the team without one of its schedules."""
    return _changed(team, lambda all_: all_[:index] + all_[index + 1 :], index)


def move_schedule(team: Document, index: int, by: int) -> dict[str, Any]:
    """Return the team with a schedule moved up (-1) or down (1); of equally old ones the later wins (R-SCH-3)."""
    return _changed(team, lambda all_: _moved(all_, index, index + by), index, index + by)


def _changed(
    team: Document, change: Callable[[list[Document]], list[Document]], *places: int
) -> dict[str, Any]:
    schedules = schedules_of(team)
    if not all(0 <= place < len(schedules) for place in places):
        return dict(team)
    return {**team, "schedules": change(schedules)}


def _moved(items: list[Any], start: int, end: int) -> list[Any]:
    left = items[:start] + items[start + 1 :]
    return [*left[:end], items[start], *left[end:]]


def _edit(name: str, of: str) -> _Edit:
    if name in _EDITS and not of:
        return _EDITS[name]
    if name == "weekday" and of in WEEKDAYS:
        return lambda schedule, value: _weekday(schedule, of, is_on=value is True)
    if name == "advisor" and of:
        return lambda schedule, value: {
            **schedule,
            "advisors": with_member(schedule, of, is_on=value is True),
        }
    if name == "advisor_up" and of:
        return lambda schedule, _: {**schedule, "advisors": _member_up(schedule, of)}
    raise ValueError(f"a schedule has no field {name!r}; use a key of the scenario format")


def with_member(group: Document, key: str, *, is_on: bool) -> list[str]:
    """Return the advisors of a group of keys with one more at the end, or without that one."""
    others = [other for other in group.get("advisors") or () if other != key]
    members = list(group.get("advisors") or ())
    return others if not is_on else members if key in members else [*others, key]


def _member_up(schedule: Document, key: str) -> list[str]:
    members = list(schedule.get("advisors") or ())
    place = members.index(key) if key in members else 0
    return _moved(members, place, place - 1) if place else members


def _required(key: str) -> _Edit:
    return lambda schedule, value: {**schedule, key: str(value)}


def _optional(key: str) -> _Edit:
    def edit(schedule: Document, value: Value) -> dict[str, Any]:
        kept = {name: other for name, other in schedule.items() if name != key}
        return (
            {**kept, key: _FLAGS.get(str(value), value) if key == "business_hours" else value}
            if value
            else kept
        )

    return edit


def _flag(key: str) -> _Edit:
    return lambda schedule, value: {**schedule, key: value is True}


def _excepted(schedule: Document, value: Value) -> dict[str, Any]:
    return {**schedule, "except": [day for day in _BETWEEN.split(str(value)) if day]}


def _ring(key: str) -> _Edit:
    def edit(schedule: Document, value: Value) -> dict[str, Any]:
        text = str(value)
        kept = int(text) if key == "ring_seconds" and re.fullmatch(r"\d{1,9}", text, re.ASCII) else text
        return {**schedule, "ring": {**(schedule.get("ring") or {}), key: kept}}

    return edit


def _kind(schedule: Document, value: Value) -> dict[str, Any]:
    """Begin to repeat in another way: once, weekly, or by a rule that the picker cannot say."""
    rules = {
        "once": "",
        "weekly": write_weekly(WeeklyRule(days=WEEKDAYS[:5])),
        "rule": "FREQ=MONTHLY;BYDAY=1MO",
    }
    return _optional("repeats")(schedule, rules.get(str(value), ""))


def _weekly(schedule: Document) -> WeeklyRule:
    return read_weekly(str(schedule.get("repeats") or "")) or WeeklyRule()


def _weekday(schedule: Document, day: str, *, is_on: bool) -> dict[str, Any]:
    weekly = _weekly(schedule)
    days = tuple(one for one in WEEKDAYS if (is_on if one == day else one in weekly.days))
    return {**schedule, "repeats": write_weekly(replace(weekly, days=days))}


def _interval(schedule: Document, value: Value) -> dict[str, Any]:
    return {**schedule, "repeats": write_weekly(replace(_weekly(schedule), interval=str(value)))}


def _until(schedule: Document, value: Value) -> dict[str, Any]:
    return {**schedule, "repeats": write_weekly(replace(_weekly(schedule), until=str(value)))}


_EDITS: Final[Mapping[str, _Edit]] = {
    **{key: _required(key) for key in ("title", "first", "from", "to")},
    **{key: _optional(key) for key in ("timezone", "business_hours", "repeats", "call_tree", "created")},
    **{key: _flag(key) for key in ("enabled", "draft")},
    **{key: _ring(key) for key in ("strategy", "ring_seconds")},
    "except": _excepted,
    "kind": _kind,
    "interval": _interval,
    "until": _until,
}
