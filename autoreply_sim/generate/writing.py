"""What customers write: texts, and tickets on the web and in the app, each with the messages that come after it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from autoreply_sim.codes import Channel, EventKind, OptWord, Upon
from autoreply_sim.generate.advisors import closed, requested, taken
from autoreply_sim.generate.crowd import Crowd
from autoreply_sim.generate.layout import Branch, follow, root
from autoreply_sim.generate.quantiles import failures, spans_ms, whole

if TYPE_CHECKING:
    from numpy.typing import NDArray

_MOST_LATER = 1_000
"""Where a conversation ends, however talkative people are."""


def text_branches(crowd: Crowd) -> list[Branch]:
    """Return the rows of all contacts that begin with a text; a later one may open a ticket, too, and be closed."""
    contacts = np.flatnonzero((crowd.channels == Channel.SMS) | (crowd.channels == Channel.WHATSAPP))
    later = _later(crowd, contacts, crowd.traffic.customers.later_texts)
    stops = crowd.channels[contacts] == Channel.SMS
    stops &= crowd.draws.of("opts out", contacts) < crowd.traffic.customers.opts_out
    later[stops] = 1
    first = root(contacts, at_ms=crowd.at_ms[contacts], kind=EventKind.TEXT, **_from(crowd, contacts))
    branches = [first, *_work(crowd, first)]
    for branch, at_ms in _chain(crowd, first, later, EventKind.TEXT):
        if branch.of is first:
            branch.rows["opt_word"][stops[branch.parents]] = OptWord.STOP
        branches += [branch, *closed(crowd, branch, at_ms, Upon.HAPPENED)]
    return branches


def ticket_branches(crowd: Crowd) -> list[Branch]:
    """Return the rows of all contacts that begin with a ticket made on the web or in the app."""
    contacts = np.flatnonzero((crowd.channels == Channel.WEB) | (crowd.channels == Channel.APP))
    later = _later(crowd, contacts, crowd.traffic.customers.later_messages)
    first = root(contacts, at_ms=crowd.at_ms[contacts], kind=EventKind.TICKET, **_from(crowd, contacts))
    messages = _chain(crowd, first, later, EventKind.MESSAGE)
    return [first, *_work(crowd, first), *(branch for branch, _ in messages)]


def _later(crowd: Crowd, contacts: NDArray[np.int64], mean: float) -> NDArray[np.int64]:
    return failures(1.0 / (1.0 + mean), crowd.draws.of("later", contacts), _MOST_LATER)


def _from(crowd: Crowd, contacts: NDArray[np.int64]) -> dict[str, NDArray[np.int32] | NDArray[np.int8] | int]:
    return {
        "customer": crowd.customers[contacts],
        "team": crowd.team,
        "channel": crowd.channels[contacts],
    }


def _work(crowd: Crowd, first: Branch) -> list[Branch]:
    at_ms = first.rows["at_ms"]
    return [
        *taken(crowd, first, at_ms, Upon.HAPPENED),
        *closed(crowd, first, at_ms, Upon.HAPPENED),
        *requested(crowd, first, at_ms, Upon.HAPPENED),
    ]


def _chain(
    crowd: Crowd, first: Branch, later: NDArray[np.int64], kind: EventKind
) -> list[tuple[Branch, NDArray[np.int64]]]:
    """Return the messages that come one after the other, and when they do (int64 [n], UTC ms)."""
    found: list[tuple[Branch, NDArray[np.int64]]] = []
    above, at_ms, left = first, first.rows["at_ms"], later
    while (left > 0).any():
        chosen = np.flatnonzero(left > 0)
        contacts = above.contacts[chosen]
        values = crowd.draws.of("gap", contacts, len(found))
        gap_ms = whole(spans_ms(crowd.traffic.customers.text_gap, values))
        above = follow(above, chosen, at_ms=gap_ms, kind=kind, upon=Upon.HAPPENED, **_from(crowd, contacts))
        at_ms, left = at_ms[chosen] + gap_ms, left[chosen] - 1
        found.append((above, at_ms))
    return found
