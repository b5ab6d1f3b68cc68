"""The events behind a figure: a list, and of each why which replies went out, as saved and with the draft."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from autoreply_sim.analytics.behind import rows_behind, weekly_hours
from autoreply_sim.analytics.records import Decision
from autoreply_sim.codes import NONE, Channel, EventKind, Outcome
from autoreply_sim.domain.schedules import zone
from autoreply_sim.ui.models.names import Names
from autoreply_sim.ui.models.phrase import Phrase, phrase
from autoreply_sim.ui.models.year import Lived

MOST = 100
"""Events that are listed."""


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


def events(lived: Lived, other: Lived, asked: Asked, number: int, language: str) -> Events:
    """Return the events behind a figure of `lived`; `number` is the one looked at, 0 for none."""
    rows = rows_behind(lived.scope, asked.key) if asked.key else np.array(asked.numbers, np.int64) - 1
    if asked.hour is not None:
        clock = zone(lived.run.scenario.world.timezone)
        rows = rows[weekly_hours(lived.run.ledger.at_ms[rows], clock) == asked.hour]
    names = Names(lived.run.scenario.world, language)
    rows = np.unique(rows)
    shown = tuple(_happened(lived, int(row), names) for row in rows[:MOST])
    looked_at = next((one for one in shown if one.number == number), None)
    return Events(
        asked=asked,
        total=len(rows),
        shown=shown,
        open=looked_at,
        whys=_whys(lived, other, number, language) if looked_at else (),
    )


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
    calls = lived.run.ledger.calls
    place = np.flatnonzero(calls["row"] == row)
    if not len(place):
        return phrase("happened_call")
    call = calls[place[0]]
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
