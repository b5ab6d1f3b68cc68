"""What happened in a run, and to whom, as tables: the events, what customers wrote, and the customers themselves.

No name and no phone number is in them: customers go by their keys.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from autoreply_sim.analytics.context import Context
from autoreply_sim.analytics.values import (
    Coded,
    Flags,
    Instants,
    KeyLists,
    Table,
    Texts,
    Whole,
    keys_of,
    numbered,
    words_of,
)
from autoreply_sim.codes import NONE, Action, Channel, EventKind, Line, OptWord, Reason
from autoreply_sim.domain.world import World
from autoreply_sim.rules.moments import FACTS, Moment

if TYPE_CHECKING:
    from numpy.typing import NDArray

_BY_CHANNEL = np.array(
    [kind in {EventKind.CALL, EventKind.TEXT, EventKind.TICKET} for kind in EventKind], np.bool_
)
"""Which kinds of events come by a channel of their own."""

_OPT_WORDS = ("stop", "start")


def happenings(context: Context, rows: slice) -> Table:
    """Return some rows of what happened."""
    ledger, world = context.ledger, context.world
    happened = ledger.happened[rows]
    events = ledger.plan.machine.events[happened["event"]]
    by_channel = _BY_CHANNEL[events["kind"]]
    return {
        "event": Whole(context.numbers[rows]),
        "at": Instants(happened["at_ms"]),
        "kind": Coded(events["kind"], words_of(EventKind)),
        "channel": Coded(np.where(by_channel, events["channel"], NONE), words_of(Channel)),
        "action": Coded(events["action"], words_of(Action)),
        "team": Coded(events["team"], keys_of(world.teams)),
        "customer": Coded(events["customer"], keys_of(world.customers)),
        "advisor": Coded(events["advisor"], keys_of(world.advisors)),
        "ticket": numbered(happened["ticket"]),
    }


def contacts(world: World) -> Table:
    """Return the customers of a world in its order: what is known of them but who they are."""
    customers = world.customers
    lines = np.array([customer.line for customer in customers], np.int8)
    return {
        "customer": Texts([customer.key for customer in customers]),
        "line": Coded(lines, words_of(Line)),
        "withheld": Flags(np.array([customer.phone is None for customer in customers], np.bool_)),
        "opted_out": Flags(np.array([customer.opted_out for customer in customers], np.bool_)),
        "segments": KeyLists([list(customer.segments) for customer in customers]),
        "organization": Texts([customer.organization for customer in customers]),
        "account": Texts([customer.account for customer in customers]),
    }


def messages(context: Context, *, sentences: bool) -> Table:
    """Return what customers wrote, by the numbers of the events; `sentences`: with what it says."""
    ledger, world, machine = context.ledger, context.world, context.ledger.plan.machine
    rows = _written(context)
    rows = rows[np.argsort(context.numbers[rows], kind="stable")]
    place = ledger.happened["event"][rows]
    judged, answered = _judged(context, rows)
    # All messages get decisions, unless they opt out or in and say nothing else; only an SMS can (R-SUP-7).
    _, after_hours, first = np.unravel_index(
        judged["facts"], [fact.size for fact in FACTS[Moment.MESSAGE_CAME]]
    )
    is_later = machine.events["kind"][place] == EventKind.MESSAGE
    stops = machine.events["opt_word"][place] == OptWord.STOP
    table: Table = {
        "event": Whole(context.numbers[rows]),
        "at": Instants(ledger.happened["at_ms"][rows]),
        "channel": Coded(np.where(answered, judged["channel"], Channel.SMS), words_of(Channel)),
        "team": Coded(
            np.where(is_later, judged["team"], machine.events["team"][place]), keys_of(world.teams)
        ),
        "customer": Coded(machine.events["customer"][place], keys_of(world.customers)),
        "ticket": numbered(np.where(answered, ledger.happened["ticket"][rows], NONE)),
        "first": Flags(first.astype(bool) & answered),
        "after_hours": Flags(after_hours.astype(bool), ~answered),
        "opt_word": Coded(np.where(answered, NONE, np.where(stops, 0, 1)), _OPT_WORDS),
    }
    return table | {"body": Texts([_body(context, row) for row in rows.tolist()])} if sentences else table


def histories(context: Context) -> Table:
    """Return how much came of each customer of the world, in its order: calls, messages, tickets, replies."""
    ledger, events = context.ledger, context.ledger.plan.machine.events
    stays = ledger.tickets["merged_into"] == NONE
    sent = ledger.decisions["reason"] == Reason.SENT
    whose = {
        "calls": events["customer"][ledger.calls["event"]],
        "messages": events["customer"][ledger.happened["event"][_written(context)]],
        "tickets": ledger.tickets["customer"][stays],
        "replies": ledger.decisions["customer"][sent],
    }
    customers = len(context.world.customers)
    return {name: Whole(np.bincount(who, minlength=customers)) for name, who in whose.items()}


def _written(context: Context) -> NDArray[np.int64]:
    """Return the rows in which customers wrote, int64 [n]; what named a ticket that it could not did nothing."""
    kinds = context.ledger.column("kind")
    wrote = np.isin(kinds, (EventKind.TEXT, EventKind.TICKET, EventKind.MESSAGE))
    wrote[context.ledger.faults["row"]] = False
    return np.flatnonzero(wrote)


def _judged(context: Context, rows: NDArray[np.int64]) -> tuple[NDArray[np.void], NDArray[np.bool_]]:
    """Return what was known as each message came (DECIDED [n]), and whether replies to it were decided at all."""
    decided = context.ledger.decided
    came = np.flatnonzero(decided["moment"] == Moment.MESSAGE_CAME)
    place = np.full(len(context.ledger.happened), NONE, np.int64)
    place[decided["row"][came]] = came
    answered = place[rows] != NONE
    judged = np.zeros(len(rows), decided.dtype)
    judged[answered] = decided[place[rows[answered]]]
    return judged, answered


def _body(context: Context, row: int) -> str | None:
    event: Any = context.event(row)
    return None if event is None else event.body
