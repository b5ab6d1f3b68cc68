"""The editor of a team's ring schedules: the list, and the form of the one that is open, from a settings document."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from autoreply_sim.analytics.phrases import LANGUAGES
from autoreply_sim.analytics.recurrence_words import end_in_words, often_in_words
from autoreply_sim.codes import RingStrategy
from autoreply_sim.domain.recurrence_rules import WEEKDAYS, canonical_rule
from autoreply_sim.domain.world import MAX_SCHEDULES, World
from autoreply_sim.io.scenario_times import day
from autoreply_sim.ui.models.phrase import Both, Phrase, phrase
from autoreply_sim.ui.models.remarks import Remark, as_text
from autoreply_sim.ui.models.schedule_edits import Document, schedules_of
from autoreply_sim.ui.models.schedule_problems import LONGEST_RING_S, schedule_problems
from autoreply_sim.ui.models.tree_edits import trees_of
from autoreply_sim.ui.models.week import LOOKS
from autoreply_sim.ui.models.weekly_rule import WeeklyRule, read_weekly

_MOST_TYPED = 80
STRATEGIES = tuple(strategy.word for strategy in RingStrategy)


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """An advisor whom a form offers; `place` counts those who ring from 1, 0 = does not ring."""

    key: str
    name: str
    place: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ScheduleForm:
    """The fields of one schedule, each as it was typed."""

    index: int
    values: Mapping[str, str]
    """By key: `title`, `timezone`, `first`, `from`, `to`, `repeats`, `except`, `business_hours`, …"""
    enabled: bool
    draft: bool
    kind: str
    """How it repeats: ``once``, ``weekly``, or ``rule`` for what the weekly picker cannot say."""
    in_words: Phrase | None
    """What the rule says, where the weekly picker cannot show it."""
    weekly: WeeklyRule
    members: tuple[Member, ...]
    """Those who ring, in their order, then the others."""
    trees: tuple[str, ...]
    zones: tuple[str, ...]
    problems: Mapping[str, Remark]
    default_zone: str
    weekdays: tuple[str, ...] = WEEKDAYS
    strategies: tuple[str, ...] = STRATEGIES
    longest_ring_s: int = LONGEST_RING_S


@dataclass(frozen=True, slots=True, kw_only=True)
class ScheduleRow:
    """One schedule in the list."""

    index: int
    number: int
    look: int
    title: str
    kind: str
    """``business`` or ``after_hours_box``."""
    state: str
    """``in_force``, ``draft`` or ``off``."""
    summary: Phrase
    problems: int
    is_open: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ScheduleEditor:
    """The whole editor; `form` is that of the open schedule."""

    rows: tuple[ScheduleRow, ...]
    form: ScheduleForm | None
    can_add: bool
    limit: int = MAX_SCHEDULES


def schedule_editor(team: Document, world: World, open_index: int | None) -> ScheduleEditor:
    """Return the editor of a team's schedules, with one of them open or none."""
    schedules = schedules_of(team)
    trees = tuple(trees_of(team))
    problems = [schedule_problems(schedule, world, trees) for schedule in schedules]
    is_open = open_index is not None and 0 <= open_index < len(schedules)
    return ScheduleEditor(
        rows=tuple(
            _row(place, schedule, len(problems[place]), is_open=place == open_index)
            for place, schedule in enumerate(schedules)
        ),
        form=_form(team, world, open_index, problems[open_index])
        if is_open and open_index is not None
        else None,
        can_add=len(schedules) < MAX_SCHEDULES,
    )


def _row(index: int, schedule: Document, problems: int, *, is_open: bool) -> ScheduleRow:
    is_draft, is_on = as_text(schedule.get("draft")) == "true", as_text(schedule.get("enabled")) != "false"
    return ScheduleRow(
        index=index,
        number=index + 1,
        look=index % LOOKS,
        title=as_text(schedule.get("title")),
        kind="after_hours_box" if as_text(schedule.get("business_hours")) == "false" else "business",
        state="draft" if is_draft else "in_force" if is_on else "off",
        summary=schedule_summary(schedule),
        problems=problems,
        is_open=is_open,
    )


def schedule_summary(schedule: Document) -> Phrase:
    """Return when a schedule rings, in a few words."""
    rule = as_text(schedule.get("repeats"))
    weekly = read_weekly(rule) if rule else None
    times = {"starts": as_text(schedule.get("from")), "ends": as_text(schedule.get("to"))}
    if not rule:
        return phrase("schedule_once", day=as_text(schedule.get("first")), **times)
    if canonical_rule(rule) == "FREQ=DAILY":
        return phrase("schedule_daily", **times)
    if weekly is None or not weekly.days:
        return phrase("schedule_by_rule", rule=rule_in_words(rule, schedule.get("first")), **times)
    key = "schedule_weekly" if weekly.interval == "1" else "schedule_every"
    return phrase(key, days=days_phrase(weekly.days), interval=weekly.interval, **times)


def rule_in_words(rule: str, first: object = None) -> Both | str:
    """Return how often a rule repeats and until when, in words; one that cannot be read, as it was typed."""
    try:
        since = None if first is None else day(as_text(first))
        told = [
            ", ".join([often_in_words(rule, language, since), *end_in_words(rule, language)])
            for language in LANGUAGES
        ]
    except ValueError:
        return rule[:_MOST_TYPED]
    return Both(en=told[0], fr=told[1])


def days_phrase(days: tuple[str, ...]) -> Phrase:
    """Return weekdays in words, neighbours as a span: Mon–Fri."""
    places = [WEEKDAYS.index(day) for day in days]
    if len(days) > 2 and places[-1] - places[0] == len(days) - 1:
        return phrase("days_span", first=phrase(f"day_{days[0]}"), last=phrase(f"day_{days[-1]}"))
    said = phrase(f"day_{days[-1]}")
    for name in reversed(days[:-1]):
        said = phrase("days_and", first=phrase(f"day_{name}"), rest=said)
    return said


def _form(team: Document, world: World, index: int, problems: Mapping[str, Remark]) -> ScheduleForm:
    schedule = schedules_of(team)[index]
    ring = schedule.get("ring") or {}
    rule = as_text(schedule.get("repeats"))
    weekly = read_weekly(rule) if rule else None
    scalars = (
        "title",
        "timezone",
        "first",
        "from",
        "to",
        "repeats",
        "business_hours",
        "call_tree",
        "created",
    )
    values = {key: as_text(schedule.get(key)) for key in scalars}
    values["except"] = ", ".join(map(as_text, schedule.get("except") or ()))
    values["strategy"] = as_text(ring.get("strategy", "group"))
    values["ring_seconds"] = as_text(ring.get("ring_seconds", 30))
    return ScheduleForm(
        index=index,
        values=values,
        enabled=as_text(schedule.get("enabled")) != "false",
        draft=as_text(schedule.get("draft")) == "true",
        kind="once" if not rule else "rule" if weekly is None else "weekly",
        in_words=_rule_of(rule, schedule) if rule and weekly is None and "repeats" not in problems else None,
        weekly=weekly or WeeklyRule(),
        members=members(schedule.get("advisors") or (), world),
        trees=tuple(trees_of(team)),
        zones=_zones_near(world, team),
        problems=problems,
        default_zone=world.timezone,
    )


def _rule_of(rule: str, schedule: Document) -> Phrase:
    return phrase("schedule_rule_says", rule=rule_in_words(rule, schedule.get("first")))


def members(chosen: Iterable[object], world: World) -> tuple[Member, ...]:
    """Return those who are chosen, in their order, then the company's other advisors."""
    names = {advisor.key: advisor.name for advisor in world.advisors}
    keys = list(dict.fromkeys(map(as_text, chosen)))
    ringing = [Member(key=key, name=names.get(key, key), place=place) for place, key in enumerate(keys, 1)]
    others = [Member(key=key, name=name, place=0) for key, name in names.items() if key not in keys]
    return tuple(ringing + others)


def _zones_near(world: World, team: Document) -> tuple[str, ...]:
    used = {as_text(schedule.get("timezone")) for schedule in schedules_of(team)} - {""}
    return tuple(sorted({world.timezone, *used, *zones_of_country(world.company.country)}))


@lru_cache(maxsize=32)
def zones_of_country(country: str) -> tuple[str, ...]:
    """Return the zones of a country (ISO 3166-1 alpha-2), from the table that comes with the zones."""
    table = files("tzdata").joinpath("zoneinfo", "zone.tab").read_text(encoding="utf-8")
    rows = (row.split("\t") for row in table.splitlines() if row and not row.startswith("#"))
    return tuple(row[2] for row in rows if row[0] == country)
