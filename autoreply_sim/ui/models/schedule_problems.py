"""What is wrong with one schedule of a settings document, field by field, as the reader of scenario files has it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from itertools import chain

from autoreply_sim.codes import RingStrategy
from autoreply_sim.domain.recurrence import schedule_problem
from autoreply_sim.domain.recurrence_rules import rule_problem
from autoreply_sim.domain.schedules import RingSchedule
from autoreply_sim.domain.world import World
from autoreply_sim.io.scenario_times import clock, day, end_clock, since, zone_name
from autoreply_sim.io.scenario_values import line, one_of, whole
from autoreply_sim.ui.models.phrase import phrase
from autoreply_sim.ui.models.remarks import Remark, as_text, check
from autoreply_sim.ui.models.schedule_edits import Document

LONGEST_RING_S = 3_600

_Found = Iterator[tuple[str, Remark | None]]
_WHEN: Mapping[str, Callable[[object], object]] = {"first": day, "from": clock, "to": end_clock}
_STRATEGY = one_of(strategy.word for strategy in RingStrategy).read
_RING_SECONDS = whole(1, LONGEST_RING_S).read


def schedule_problems(schedule: Document, world: World, trees: Collection[str]) -> Mapping[str, Remark]:
    """Return the problems of a schedule by the key of its field; an empty mapping if it can be saved."""
    found = chain(_texts(schedule), _times(schedule, world), _ringing(schedule, world, trees))
    return {key: remark for key, remark in found if remark is not None}


def _texts(schedule: Document) -> _Found:
    yield "title", check(line, schedule.get("title"), "wrong_line")
    if schedule.get("timezone") is not None:
        yield "timezone", check(zone_name, schedule["timezone"], "wrong_zone")
    if schedule.get("created") is not None:
        yield "created", check(since, schedule["created"], "wrong_moment")


def _times(schedule: Document, world: World) -> _Found:
    problems = {
        key: check(read, schedule.get(key), "wrong_day" if key == "first" else "wrong_clock")
        for key, read in _WHEN.items()
    }
    yield from problems.items()
    for excepted in schedule.get("except") or ():
        if remark := check(day, excepted, "wrong_day"):
            yield "except", remark
            break
    if schedule.get("repeats") is not None:
        is_whole = not any(problems.values()) and check(zone_name, _zone(schedule, world), "") is None
        problem = _recurrence(schedule, world) if is_whole else rule_problem(as_text(schedule["repeats"]))
        yield "repeats", Remark(said=phrase("wrong_rule"), detail=problem) if problem else None


def _zone(schedule: Document, world: World) -> str:
    return as_text(schedule.get("timezone")) or world.timezone


def _recurrence(schedule: Document, world: World) -> str | None:
    return schedule_problem(
        RingSchedule(
            title="",
            timezone=_zone(schedule, world),
            first=day(as_text(schedule["first"])),
            start=clock(as_text(schedule["from"])),
            end=end_clock(as_text(schedule["to"])),
            repeats=as_text(schedule["repeats"]),
        )
    )


def _ringing(schedule: Document, world: World, trees: Collection[str]) -> _Found:
    ring = schedule.get("ring") or {}
    yield "strategy", check(_STRATEGY, ring.get("strategy", "group"), "wrong_strategy")
    yield "ring_seconds", check(_RING_SECONDS, ring.get("ring_seconds", 30), "wrong_ring_seconds")
    yield "advisors", unknown_advisors(schedule, world)
    tree = schedule.get("call_tree")
    if tree and tree not in trees:
        yield "call_tree", Remark(said=phrase("wrong_tree", found=as_text(tree)))


def unknown_advisors(group: Document, world: World) -> Remark | None:
    """Return a remark if a group names advisors whom the file does not know."""
    known = {advisor.key for advisor in world.advisors}
    unknown = tuple(as_text(key) for key in group.get("advisors") or () if key not in known)
    return Remark(said=phrase("wrong_advisors", found=unknown)) if unknown else None
