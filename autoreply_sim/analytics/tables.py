"""A run's tables as columns of codes with their words: what pandas frames and Parquet files are both made of.

Nothing is done row by row but what must be: sentences and texts, which a drawn run of a million rows leaves out. Rows
come in the order of the ledger's records, or of those that a part of it holds.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

from autoreply_sim.analytics.context import Context, Row, rows
from autoreply_sim.analytics.explain import deciding_rule, explain_decision, explain_route, explain_rule
from autoreply_sim.analytics.phrases import say
from autoreply_sim.analytics.replytext import reply_text
from autoreply_sim.analytics.summary import ORIGINS
from autoreply_sim.analytics.tally import origins
from autoreply_sim.analytics.values import (
    Coded,
    Counts,
    Flags,
    Instants,
    Table,
    Texts,
    Whole,
    keys_of,
    numbered,
    words_of,
)
from autoreply_sim.analytics.waiting import waited
from autoreply_sim.codes import NONE, Channel, Item, Outcome, Reason, Rla, Status, TicketRule, Title
from autoreply_sim.domain.events import CreatedTicket
from autoreply_sim.rules.catalog import CATALOG, REPLY_KEYS
from autoreply_sim.texts.sms import sms_size

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Records = NDArray[np.void]


class _Columns(Protocol):
    """Records, or some of their columns by name."""

    def __getitem__(self, name: str, /) -> NDArray[Any]: ...


_ENCODINGS = ("GSM-7", "UCS-2")
_TITLES = {Title.VOICEMAIL: "Voicemail", Title.MISSED_CALL: "Missed Call"}


def replies(context: Context, *, sentences: bool) -> Table:
    """Return the replies that were sent, in the order of sending; `sentences`: with their texts."""
    made = context.ledger.decisions
    sent = np.flatnonzero(made["reason"] == Reason.SENT)
    sent = sent[np.lexsort((context.numbers[made["row"][sent]], made["at_ms"][sent]))]
    # Column by column: to take whole records out of a million takes three times as long.
    columns = {name: made[name][sent] for name in ("row", "at_ms", "reply", "team", "customer", "ticket")}
    table = _common(context, columns) | {"channel": Coded(made["channel"][sent], words_of(Channel))}
    return table | _texts(context, made[sent]) if sentences else table


def decisions(context: Context, *, sentences: bool) -> Table:
    """Return every reply that an event could concern; `sentences`: with why."""
    made = context.ledger.decisions
    table = _common(context, made) | {
        "verdict": Coded((made["reason"] != Reason.SENT).astype(np.int8), ("sent", "not_sent")),
        "reason": Coded(made["reason"] - 1, words_of(Reason)[1:]),
        "rule": _rules(made),
        "channel": Coded(made["channel"], words_of(Channel)),
    }
    return table | _whys(context, explain_decision, made) if sentences else table


def calls(context: Context, *, sentences: bool) -> Table:
    """Return the calls; `sentences`: with why who rang first."""
    made, world, machine = context.ledger.calls, context.world, context.ledger.plan.machine
    answered = made["outcome"] == Outcome.ANSWERED
    table: Table = {
        "event": Whole(context.numbers[made["row"]]),
        "team": Coded(machine.events["team"][made["event"]], keys_of(world.teams)),
        "customer": Coded(machine.events["customer"][made["event"]], keys_of(world.customers)),
        "outcome": Coded(made["outcome"], words_of(Outcome)),
        "answered_by": Coded(made["answered_by"], keys_of(world.advisors)),
        "held_by": Coded(made["held_by"], keys_of(world.teams)),
        "ticket": numbered(made["ticket"]),
        "after_hours": Flags(made["after_hours"].astype(bool)),
        "started_at": Instants(made["came_ms"]),
        "ended_at": Instants(made["ended_ms"]),
        "rla": Coded(made["rla"], words_of(Rla)),
        "rang_count": Whole(made["rang"]),
        "wait_ms": Counts(made["wait_ms"], ~waited(made)),
        "talk_ms": Counts(machine.callers["talk_ms"][machine.events["other"][made["event"]]], ~answered),
    }
    return table | _whys(context, explain_route, made) if sentences else table


def tickets(context: Context) -> Table:
    """Return the tickets as they stand at the end, but for what is logged on them."""
    made, world = context.ledger.tickets, context.world
    return {
        "team": Coded(made["team"], keys_of(world.teams)),
        "number": Coded(made["line"], context.ledger.plan.lines),
        "customer": Coded(made["customer"], keys_of(world.customers)),
        "channel": Coded(made["channel"], words_of(Channel)),
        "origin": Coded(origins(made), tuple(ORIGINS)),
        "title": Texts(_titles(context)),
        "advisor": Coded(made["advisor"], keys_of(world.advisors)),
        "status": Coded(made["status"], words_of(Status)),
        "created_at": Instants(made["created_ms"]),
        "closed_at": Instants(made["closed_ms"]),
        "merged_into": numbered(made["merged_into"]),
    }


def activity(context: Context, logged: _Columns, *, sentences: bool) -> Table:
    """Return items of tickets' activity (LOGGED), without the ticket; `sentences`: with why they are on it."""
    rule = logged["rule"]
    table: Table = {
        "at": Instants(logged["at_ms"]),
        "kind": Coded(logged["item"], words_of(Item)),
        "event": Whole(context.numbers[logged["row"]]),
        "rule": Coded(_places(rule), tuple(each.rule for each in TicketRule)),
    }
    if sentences:
        whys = np.array([explain_rule(context, each) for each in TicketRule], dtype=object)
        table["sentence"] = Texts(whys[_places(rule)].tolist())
    return table


def _common(context: Context, made: _Columns) -> dict[str, Any]:
    """Return the columns that replies and decisions share."""
    labels = tuple(say(trigger.label, context.language) for trigger in CATALOG)
    return {
        "event": Whole(context.numbers[made["row"]]),
        "at": Instants(made["at_ms"]),
        "reply": Coded(made["reply"], REPLY_KEYS),
        "label": Coded(made["reply"], labels),
        "team": Coded(made["team"], keys_of(context.world.teams)),
        "customer": Coded(made["customer"], keys_of(context.world.customers)),
        "ticket": numbered(made["ticket"]),
    }


def _texts(context: Context, sent: Records) -> dict[str, Any]:
    texts = [reply_text(context, row) for row in rows(sent)]
    sizes = [sms_size(text) for text in texts]
    no_sms = sent["channel"] != Channel.SMS
    encodings = np.array([_ENCODINGS.index(size.encoding) for size in sizes], dtype="int32")
    segments = np.array([size.segments for size in sizes], dtype="int64")
    return {
        "text": Texts(texts),
        "encoding": Coded(np.where(no_sms, NONE, encodings), _ENCODINGS),
        "segments": Counts(segments, no_sms),
    }


def _whys(context: Context, explain: Callable[[Context, Row], str], made: Records) -> dict[str, Any]:
    return {"sentence": Texts([explain(context, row) for row in rows(made)])}


def _rules(made: Records) -> Coded:
    """Return the rule of each decision, looked up once per reply, reason and facts."""
    facts = int(made["facts"].max(initial=0)) + 1
    kind = (made["reply"].astype(np.int64) * len(Reason) + made["reason"]) * facts + made["facts"]
    example = np.full(len(CATALOG) * len(Reason) * facts, NONE, np.int64)
    example[kind] = np.arange(len(kind))
    found = np.flatnonzero(example != NONE)
    rules = [deciding_rule(row) for row in rows(made[example[found]])]
    known = tuple(sorted(set(rules)))
    place = np.zeros(len(example), np.int32)
    place[found] = [known.index(rule) for rule in rules]
    return Coded(place[kind], known)


def _places(rule: NDArray[Any]) -> NDArray[np.int64]:
    """Return where rules stand among the ticket rules: int64 [n]."""
    place = np.zeros(max(TicketRule) + 1, np.int64)
    place[list(TicketRule)] = np.arange(len(TicketRule))
    found: NDArray[np.int64] = place[rule]
    return found


def _titles(context: Context) -> list[str | None]:
    """Return the title of each ticket: the platform's, or that of whoever made it."""
    made = context.ledger.tickets
    words = np.array([_TITLES.get(title) for title in Title], dtype=object)
    titles: list[str | None] = words[made["title"]].tolist()
    if context.events is not None:
        for place, row in enumerate(made["row"].tolist()):
            event = context.event(row)
            if isinstance(event, CreatedTicket):
                titles[place] = event.title
    return titles
