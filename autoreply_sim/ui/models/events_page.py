"""The events behind a figure: a list, and of each why which replies went out, as saved and with the draft."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from autoreply_sim.analytics.behind import rows_behind, weekly_hours
from autoreply_sim.analytics.records import Decision
from autoreply_sim.codes import NONE, Channel, EventKind, Outcome
from autoreply_sim.domain.schedules import zone
from autoreply_sim.ui.models.names import Names
from autoreply_sim.ui.models.phrase import Phrase, phrase
from autoreply_sim.ui.models.year import Lived

if TYPE_CHECKING:
    from numpy.typing import NDArray

MOST = 100
"""Events that are listed at first, and that come with every wish for more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Which events are asked for: a figure's, perhaps of one hour of the week only, as saved or with the draft."""

    key: str
    hour: int | None = None
    """24 × the day of the week (Monday 0) + the hour."""
    of_saved: bool = False
    finding: str = ""
    """The name of the finding whose events they are, where no figure counts them; `key` is empty then."""
    numbers: tuple[int, ...] = ()
    """The events of the finding, by number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Happened:
    """One event."""

    number: int
    at: str
    who: str
    what: Phrase


@dataclass(frozen=True, slots=True, kw_only=True)
class Why:
    """What one reply came to after an event."""

    reply: str
    is_sent: bool
    sentence: str
    rule: str
    other: str
    """The sentence on the other side, if it differs; empty if it does not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Events:
    """The list, and the event that is looked at."""

    asked: Asked
    total: int
    shown: tuple[Happened, ...]
    open: Happened | None
    whys: tuple[Why, ...]


def events(lived: Lived, other: Lived, asked: Asked, number: int, language: str, most: int = MOST) -> Events:
    """Return the events behind a figure of `lived`; `number` is the one looked at, 0 for none.

    The first `most` are listed; as many as it takes to reach the one that is looked at, if that is more.
    """
    rows, names = _rows(lived, asked), Names(lived.run.scenario.world, language)
    place = int(np.searchsorted(rows, number - 1))
    is_there = place < len(rows) and int(rows[place]) == number - 1
    listed = max(most, place + 1) if is_there else most
    shown = tuple(_happened(lived, int(row), names) for row in rows[:listed])
    return Events(
        asked=asked,
        total=len(rows),
        shown=shown,
        open=shown[place] if is_there else None,
        whys=_whys(lived, other, number, language) if is_there else (),
    )


def all_events(lived: Lived, asked: Asked, language: str) -> Iterator[Happened]:
    """Yield every event behind a figure of `lived`, however many there are."""
    names = Names(lived.run.scenario.world, language)
    return (_happened(lived, int(row), names) for row in _rows(lived, asked))


def _rows(lived: Lived, asked: Asked) -> NDArray[np.int64]:
    """Return the rows of the events that are asked for, in the order of time."""
    rows = rows_behind(lived.scope, asked.key) if asked.key else np.array(asked.numbers, np.int64) - 1
    if asked.hour is not None:
        clock = zone(lived.run.scenario.world.timezone)
        rows = rows[weekly_hours(lived.run.ledger.at_ms[rows], clock) == asked.hour]
    return np.unique(rows)


def _happened(lived: Lived, row: int, names: Names) -> Happened:
    context = lived.run.context
    what = context.what(row)
    return Happened(
        number=context.number(row),
        at=names.short(context.at_ms(row)),
        who="" if what.customer == NONE else context.customer_name(what.customer),
        what=_what(lived, row, what.kind, what.channel),
    )


def _what(lived: Lived, row: int, kind: int, channel: int) -> Phrase:
    if kind != EventKind.CALL:
        return phrase(f"happened_{EventKind(kind).word}", channel=phrase(f"by_{Channel(channel).word}"))
    place = lived.call_at.get(row)
    if place is None:
        return phrase("happened_call")
    call = lived.run.ledger.calls[place]
    outcome = Outcome(int(call["outcome"]))
    advisor = lived.run.context.advisor_name(int(call["answered_by"]))
    return phrase(f"outcome_{outcome.word}", advisor=advisor)


def _whys(lived: Lived, other: Lived, number: int, language: str) -> tuple[Why, ...]:
    ours = replace(lived.run, language=language).explain(number)
    theirs = {one.reply: one.sentence for one in _elsewhere(lived, other, number, language)}
    return tuple(
        Why(
            reply=one.reply,
            is_sent=one.verdict == "sent",
            sentence=one.sentence,
            rule=one.rule,
            other="" if theirs.get(one.reply, one.sentence) == one.sentence else theirs[one.reply],
        )
        for one in ours
    )


def _elsewhere(lived: Lived, other: Lived, number: int, language: str) -> list[Decision]:
    """Return the decisions of the same event on the other side, where it may have another number, or not happen."""
    if other is lived:
        return []
    event = lived.run.ledger.happened["event"][number - 1]
    found = np.flatnonzero(other.run.ledger.happened["event"] == event)
    return replace(other.run, language=language).explain(int(found[0]) + 1) if len(found) else []
