"""What happened in a drawn run, and to whom, as tables: the events in the order of time, and the customers.

No name and no phone number is in them: customers go by their keys.
"""

from __future__ import annotations

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
from autoreply_sim.codes import NONE, Action, Channel, EventKind, Line
from autoreply_sim.domain.world import World

_BY_CHANNEL = np.array(
    [kind in {EventKind.CALL, EventKind.TEXT, EventKind.TICKET} for kind in EventKind], np.bool_
)
"""Which kinds of events come by a channel of their own."""


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
