"""Whose experience another setting changes: the contacts of one replication that two variants both have, or only one.

A contact is known by its place in the timeline, which both variants share: the same customer does the same at the same
moment. What they are told apart by is what the customer notices, and the kind of ticket it landed on.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from autoreply_sim.analytics.context import Context, rows
from autoreply_sim.analytics.explain import explain_decision, explain_route
from autoreply_sim.analytics.phrases import OUTCOMES, Pair, say
from autoreply_sim.analytics.scope import Scope
from autoreply_sim.codes import NONE, EventKind, Outcome
from autoreply_sim.engine.ledger import Ledger
from autoreply_sim.rules.catalog import CATALOG

if TYPE_CHECKING:
    from numpy.typing import NDArray

NOT_THERE: Pair = ("did not happen", "n’a pas eu lieu")
MESSAGE: Pair = ("wrote a message", "a écrit un message")
ON_OWN: Pair = ("on a ticket of its own", "sur un nouveau ticket")
ON_OTHER: Pair = ("on a ticket that was there", "sur un ticket existant")
ON_NONE: Pair = ("on no ticket", "sans ticket")
SILENT: Pair = ("no reply", "aucune réponse automatique")


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """One contact under two variants: what came of it in each, and why, in the language of the runs."""

    at_ms: int
    customer: str
    kind: EventKind
    was: str
    is_now: str
    why_then: str
    why_now: str


def changed(base: Context, other: Context, most: int) -> tuple[int, list[Changed]]:
    """Return how many contacts differ between two variants, and the first of them in time, `most` at most."""
    ours, theirs = _Lived(base.ledger), _Lived(other.ledger)
    differs = (ours.signature != theirs.signature).any(axis=1)
    places = np.flatnonzero(differs)
    begins_ms = np.minimum(ours.at_ms[places], theirs.at_ms[places])
    first = places[np.argsort(begins_ms, kind="stable")[:most]]
    return len(places), [_changed(base, other, ours, theirs, int(place)) for place in first]


class _Lived:
    """What came of each event of a timeline in one run; `signature` int64 [events, 5], NONE where it did not happen."""

    def __init__(self, ledger: Ledger) -> None:
        events = len(ledger.plan.machine.events)
        scope = Scope(whole=ledger, from_ms=int(ledger.at_ms.min(initial=0)))
        moments, rows_of = scope.contacts, scope.contact_rows
        places = ledger.happened["event"][rows_of]
        self.row = np.full(events, NONE, np.int64)
        self.row[places] = rows_of
        self.moment = np.full(events, NONE, np.int64)
        self.moment[places] = moments
        self.at_ms = np.full(events, np.iinfo(np.int64).max)
        self.at_ms[places] = ledger.at_ms[rows_of]
        self.signature = np.full((events, 5), NONE, np.int64)
        self.signature[places, 0] = ledger.decided["moment"][moments]
        self.signature[places, 1] = scope.sent[moments]
        self.signature[places, 2] = _ticket_kinds(ledger, rows_of)
        called = ledger.calls["event"]
        self.signature[called, 3] = ledger.calls["outcome"]
        self.signature[called, 4] = ledger.calls["answered_by"]


def _ticket_kinds(ledger: Ledger, rows_of: NDArray[np.integer]) -> NDArray[np.int64]:
    """Return whether rows are on no ticket (0), on one that they made (1), or on another (2): int64 [n]."""
    tickets = ledger.ticket_of[rows_of]
    made = np.append(ledger.tickets["row"], NONE)[tickets] == rows_of
    return np.where(tickets == NONE, 0, np.where(made, 1, 2))


def _changed(base: Context, other: Context, ours: _Lived, theirs: _Lived, place: int) -> Changed:
    event = base.ledger.plan.machine.events[place]
    sent = [lived.signature[place, 1] for lived in (ours, theirs)]
    both = ours.row[place] != NONE and theirs.row[place] != NONE
    apart = int(sent[0] ^ sent[1]) if both else int(sent[0] if theirs.row[place] == NONE else sent[1])
    return Changed(
        at_ms=int(min(ours.at_ms[place], theirs.at_ms[place])),
        customer=base.customer(int(event["customer"])),
        kind=EventKind(int(event["kind"])),
        was=_what(base, ours, place),
        is_now=_what(other, theirs, place),
        why_then=_why(base, ours, place, apart),
        why_now=_why(other, theirs, place, apart),
    )


def _what(context: Context, lived: _Lived, place: int) -> str:
    """Return what came of an event, in a few words."""
    language = context.language
    moment, sent, ticket, outcome, advisor = lived.signature[place].tolist()
    if moment == NONE:
        return say(NOT_THERE, language)
    name = context.advisor_name(advisor)
    how = say(MESSAGE if outcome == NONE else OUTCOMES[Outcome(outcome)], language, advisor=name)
    replies = [say(CATALOG[reply].label, language) for reply in _replies(moment, sent)]
    on = say((ON_NONE, ON_OWN, ON_OTHER)[ticket], language)
    return " · ".join((how, on, ", ".join(replies) or say(SILENT, language)))


def _why(context: Context, lived: _Lived, place: int, apart: int) -> str:
    """Return why it rang whom, and the sentences on the replies that tell the variants apart; empty for no event."""
    if lived.row[place] == NONE:
        return ""
    at, ledger = lived.moment[place], context.ledger
    called = ledger.calls[ledger.calls["event"] == place]
    part = replace(ledger, decided=ledger.decided[at : at + 1], reasons=ledger.reasons[at : at + 1])
    one = replace(context, ledger=part)
    wanted = set(_replies(int(ledger.decided["moment"][at]), apart))
    whys = [explain_decision(one, row) for row in rows(one.ledger.decisions) if row.reply in wanted]
    return " ".join([*(explain_route(context, call) for call in rows(called)), *whys])


def _replies(moment: int, bits: int) -> list[int]:
    """Return the places in the catalogue of a moment's replies whose bits are set."""
    first = next(place for place, trigger in enumerate(CATALOG) if trigger.on == moment)
    return [first + slot for slot in range(int(bits).bit_length()) if bits >> slot & 1]
