"""Tickets that were made while the customer had an open one on the same number."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from autoreply_sim.codes import NONE

if TYPE_CHECKING:
    from numpy.typing import NDArray


def beside_open(tickets: NDArray[np.void]) -> NDArray[np.bool_]:
    """Return which tickets, all of a run, were made beside an open one: bool [tickets].

    Those of unknown callers never are (R-TKT-12). Open until when is as it stands at the end: a ticket that was closed
    and opened again counts as open in between.
    """
    found = np.zeros(len(tickets), np.bool_)
    places = np.flatnonzero(tickets["joinable"] == 1)
    if len(places):
        whose, places = _by_customer(tickets, places)
        found[places] = _before_the_last_end(
            whose, tickets["created_ms"][places], tickets["closed_ms"][places]
        )
    return found


def _by_customer(
    tickets: NDArray[np.void], places: NDArray[np.intp]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return a number for customer and line of each ticket, ascending, and its place: int64 [n] each."""
    whose = tickets["customer"][places].astype(np.int64)
    whose *= int(tickets["line"].max()) + 1
    whose += tickets["line"][places]
    # Packed into one number each: numbers are sorted several times as fast as places by their numbers.
    bits = len(tickets).bit_length()
    packed = np.sort(whose << bits | places)
    return packed >> bits, packed & ((1 << bits) - 1)


def _before_the_last_end(
    whose: NDArray[np.int64], begin_ms: NDArray[np.int64], end_ms: NDArray[np.int64]
) -> NDArray[np.bool_]:
    """Return what begins before something earlier of the same group has ended: bool [n]; NONE: it never ends.

    One running maximum serves all groups, because each is lifted above the one before it. Ten years of a million
    groups take 60 bits.
    """
    first_ms, span_ms = begin_ms.min(), int(np.ptp(begin_ms)) + 2
    lift = np.cumsum(np.diff(whose, prepend=whose[0]) != 0) * span_ms
    ends = np.where(end_ms == NONE, span_ms - 1, np.minimum(end_ms - first_ms, span_ms - 1)) + lift
    before = np.maximum.accumulate(ends)[:-1]
    return np.append(np.False_, before > (begin_ms - first_ms + lift)[1:])
