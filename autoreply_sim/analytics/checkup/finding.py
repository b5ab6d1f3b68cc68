"""What a check-up finds, and how a check is declared: one finding each, with its words and what came of it.

A `Check` is a declaration: its words in English and French side by side, the rules it rests on, and the function that
finds. What that function yields, `Found`, names the place and the facts; `told` makes the finding of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from autoreply_sim.analytics.checkup.ground import Ground
from autoreply_sim.analytics.checkup.year import Rows
from autoreply_sim.analytics.phrases import LANGUAGES, Pair, say
from autoreply_sim.analytics.summary_lines import count_in

MOST_EVENTS = 200
"""How many events a consequence names at most."""

SettingPath = tuple[str | int, ...]
"""Where a setting stands, in the words of the settings document; places in lists are counted from 0."""

Fact = str | int | Pair
"""A fact of a sentence: a word of the file, a number, or words in both languages."""


class Severity(StrEnum):
    """How much it matters, the worst first."""

    PROBLEM = "problem"
    """Customers or advisors are let down, and nobody can have meant it."""
    WARNING = "warning"
    """It does something else than most would expect."""
    HINT = "hint"
    """Fine if it is meant."""


class Page(StrEnum):
    """Which page of a team's settings mends it."""

    COMPANY = "company"
    HOURS = "hours"
    REPLIES = "replies"
    ROUTING = "routing"
    TICKETS = "tickets"
    PEOPLE = "people"


@dataclass(frozen=True, slots=True, kw_only=True)
class Consequence:
    """How much of the simulated period a finding concerns, and which of it."""

    count: int
    whole: int
    """Of how many."""
    events: tuple[int, ...]
    """Numbers of the first events that are meant, at most `MOST_EVENTS`; none where it is about no events."""
    sentence: Pair


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that looks wrong in the settings."""

    key: str
    severity: Severity
    team: str | None
    """The team's key; None: it concerns the company."""
    page: Page
    path: SettingPath
    sentence: Pair
    help: Pair
    """What it means, and what to do."""
    facts: Mapping[str, Fact]
    consequence: Consequence | None
    """None where no period was simulated, or it cannot be counted."""
    rules: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Found:
    """What a check found in one place."""

    path: SettingPath
    team: str | None = None
    facts: Mapping[str, Fact] = field(default_factory=lambda: MappingProxyType({}))
    severity: Severity | None = None
    """None: the check's own."""
    count: int | None = None
    """How much of the simulated period is concerned; None: as many as there are `rows`."""
    whole: int = 0
    rows: Rows | None = None
    """The ledger's rows that are concerned, ascending; None if nothing was counted, or it is about no events."""


Find = Callable[[Ground], Iterator[Found]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One thing that is looked for. Fields of `sentence` and `so` are the finding's facts, `count` and `whole`."""

    key: str
    severity: Severity
    page: Page
    sentence: Pair
    help: Pair
    so: Pair
    """What came of it in the simulated period; empty where that is not counted."""
    rules: tuple[str, ...]
    find: Find


def told(check: Check, found: Found, ground: Ground) -> Finding:
    """Return a finding: what a check found, in words."""
    return Finding(
        key=check.key,
        severity=found.severity or check.severity,
        team=found.team,
        page=check.page,
        path=found.path,
        sentence=said(check.sentence, found.facts),
        help=check.help,
        facts=found.facts,
        consequence=_consequence(check, found, ground),
        rules=check.rules,
    )


def _consequence(check: Check, found: Found, ground: Ground) -> Consequence | None:
    if found.rows is None and found.count is None:
        return None
    rows = found.rows
    count = len(rows) if found.count is None and rows is not None else found.count or 0
    year = ground.year
    events = () if rows is None or year is None else tuple(year.numbers[rows[:MOST_EVENTS]].tolist())
    facts: dict[str, Fact] = {**found.facts, "count": count, "whole": found.whole}
    return Consequence(count=count, whole=found.whole, events=events, sentence=said(check.so, facts))


def said(pair: Pair, facts: Mapping[str, Fact]) -> Pair:
    """Return words in both languages with facts in their fields."""
    english, french = (
        say(pair, language, **{name: _word(fact, language) for name, fact in facts.items()}).strip()
        for language in LANGUAGES
    )
    return english, french


def _word(fact: Fact, language: str) -> str:
    if isinstance(fact, int):
        return count_in(fact, language)
    return fact if isinstance(fact, str) else say(fact, language)
