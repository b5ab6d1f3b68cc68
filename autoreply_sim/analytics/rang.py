"""Whom calls rang, as lists of keys: of a year's calls most rang the same few, so each list is made once."""

from __future__ import annotations

import numpy as np

from autoreply_sim.analytics.context import Context
from autoreply_sim.analytics.values import KeyLists, in_order, keys_of


def rang(context: Context) -> KeyLists:
    """Return whom each call rang, in the order in which they rang; calls that rang the same share one list."""
    rings, keys = context.ledger.rings, keys_of(context.world.advisors)
    who = rings["advisor"][in_order(rings["call"])]
    count = np.bincount(rings["call"], minlength=len(context.ledger.calls))
    begin = np.cumsum(count) - count
    # Turn by turn: a list is one that was there before, and whoever rang next.
    lists: list[list[str]] = [[]]
    of_call = np.zeros(len(count), np.int64)
    for turn in range(int(count.max(initial=0))):
        still = np.flatnonzero(count > turn)
        longer = of_call[still] * len(keys) + who[begin[still] + turn]
        known, place = np.unique(longer, return_inverse=True)
        of_call[still] = len(lists) + place
        lists += [[*lists[each // len(keys)], keys[each % len(keys)]] for each in known.tolist()]
    return KeyLists([lists[place] for place in of_call.tolist()])
