"""The events behind a number: which rows of a run a figure counts, so that whoever reads it can look at them.

A key is that of a sum (measure.py): as many rows as it counts, a test says so. Sums of times have none.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import numpy as np

from autoreply_sim.analytics.measure_contacts import heard
from autoreply_sim.analytics.scope import Scope
from autoreply_sim.analytics.summary import ORIGINS
from autoreply_sim.analytics.tally import origins
from autoreply_sim.codes import Item, Outcome, Reason, TicketRule
from autoreply_sim.errors import did_you_mean
from autoreply_sim.rules.catalog import CATALOG, REPLY_KEYS
from autoreply_sim.rules.compiler import LAYOUT
from autoreply_sim.units import DAY_MS, HOUR_MS, local

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Rows = NDArray[np.int64]

_MISSED = (Outcome.HUNG_UP_GREETING, Outcome.HUNG_UP_MENU, Outcome.HUNG_UP_RINGING, Outcome.HUNG_UP_VOICEMAIL)


def rows_behind(scope: Scope, key: str) -> Rows:
    """Return the rows that a sum counts: int64, ascending; a row stands as often as it is counted.

    Raises ValueError for a key that counts no events.
    """
    kind, _, name = key.partition(":")
    if key in _BEHIND:
        return _BEHIND[key](scope)
    if kind == "sent" and name in REPLY_KEYS:
        return _sent(scope, REPLY_KEYS.index(name))
    if kind == "held" and name in _REASONS:
        return _decided(scope, _REASONS[name])
    if kind == "tickets" and name in ORIGINS:
        return _tickets(scope, origins(scope.tickets) == list(ORIGINS).index(name))
    raise ValueError(
        f"{key!r} counts no events; {did_you_mean(key, [*_BEHIND, 'sent:…', 'held:…', 'tickets:…'])}"
    )


def weekly_hours(at_ms: NDArray[np.int64], zone: ZoneInfo) -> NDArray[np.int64]:
    """Return the hour of the week of moments (UTC ms) in a zone: int64, 0 to 167, from Monday midnight on."""
    wall_ms = at_ms + _offsets_ms(at_ms, zone)
    found: NDArray[np.int64] = (
        wall_ms // DAY_MS + 3
    ) % 7 * 24 + wall_ms // HOUR_MS % 24  # 1970 began on a Thursday
    return found


def local_days(at_ms: NDArray[np.int64], zone: ZoneInfo) -> NDArray[np.int64]:
    """Return the days of moments (UTC ms) by the wall clock of a zone: int64, counted from 1970-01-01."""
    found: NDArray[np.int64] = (at_ms + _offsets_ms(at_ms, zone)) // DAY_MS
    return found


def by_hour(at_ms: NDArray[np.int64], zone: ZoneInfo) -> NDArray[np.int64]:
    """Return how many moments (UTC ms) lie in each hour of the days of the week in a zone: int64 [7, 24]."""
    return np.bincount(weekly_hours(at_ms, zone), minlength=7 * 24).reshape(7, 24)


def _offsets_ms(at_ms: NDArray[np.int64], zone: ZoneInfo) -> NDArray[np.int64]:
    """Return by how much a zone is ahead of UTC at each moment, in ms; once a day, except on days of a change."""
    days, which = np.unique(at_ms // DAY_MS, return_inverse=True)
    starts = np.array([_offset_ms(int(day) * DAY_MS, zone) for day in [*days, *(days + 1)]], np.int64)
    begin, end = starts[: len(days)], starts[len(days) :]
    found: NDArray[np.int64] = begin[which]
    for place in np.flatnonzero((begin != end)[which]):
        found[place] = _offset_ms(int(at_ms[place]), zone)
    return found


def _offset_ms(at_ms: int, zone: ZoneInfo) -> int:
    offset = local(at_ms, zone).utcoffset()
    return 0 if offset is None else round(offset.total_seconds() * 1_000)


_REASONS = {reason.word: reason for reason in Reason if reason != Reason.SENT}


def _calls(*outcomes: Outcome) -> Callable[[Scope], Rows]:
    def rows(scope: Scope) -> Rows:
        came = scope.ledger.calls
        return _sorted(came["row"][np.isin(came["outcome"], outcomes)])

    return rows


def _contacts(*, with_word: bool | None) -> Callable[[Scope], Rows]:
    def rows(scope: Scope) -> Rows:
        found = scope.contact_rows
        return _sorted(found if with_word is None else found[heard(scope) == with_word])

    return rows


def _sent(scope: Scope, place: int) -> Rows:
    """Return the rows for which a reply, by its place in the catalogue, was sent."""
    ours, moment = scope.ledger, int(CATALOG[place].on)
    slot = place - int(LAYOUT.first_reply[moment])
    chosen = (ours.decided["moment"] == moment) & (ours.reasons[:, slot] == Reason.SENT)
    return _sorted(ours.decided["row"][chosen])


def _decided(scope: Scope, reason: Reason) -> Rows:
    """Return the rows whose decisions have a reason, once for each of these."""
    ours = scope.ledger
    slots, counts = LAYOUT.slots[ours.decided["moment"]], np.zeros(len(ours.decided), np.int8)
    for slot in range(ours.reasons.shape[1]):
        counts += (ours.reasons[:, slot] == reason) & (slots > slot)
    return _sorted(np.repeat(ours.decided["row"], counts))


def _tickets(scope: Scope, chosen: NDArray[np.bool_]) -> Rows:
    return _sorted(scope.tickets["row"][chosen])


def _logged(item: Item | None, rule: TicketRule) -> Callable[[Scope], Rows]:
    def rows(scope: Scope) -> Rows:
        logged = scope.ledger.logged
        found = logged["rule"] == rule
        return _sorted(logged["row"][found if item is None else found & (logged["item"] == item)])

    return rows


def _beside_open(scope: Scope) -> Rows:
    return _tickets(scope, scope.beside_open)


def _all_tickets(scope: Scope) -> Rows:
    return _sorted(scope.tickets["row"])


def _sorted(rows: NDArray[np.integer]) -> Rows:
    return np.sort(rows).astype(np.int64)


_BEHIND: Mapping[str, Callable[[Scope], Rows]] = MappingProxyType(
    {
        "offered": _calls(*Outcome),
        **{outcome.word: _calls(outcome) for outcome in Outcome},
        "missed": _calls(*_MISSED),
        "contacts": _contacts(with_word=None),
        "contacts_with_word": _contacts(with_word=True),
        "left_without_word": _contacts(with_word=False),
        "replies_sent": lambda scope: _decided(scope, Reason.SENT),
        "tickets_made": _all_tickets,
        "tickets_beside_open": _beside_open,
        "missed_joined": _logged(Item.MISSED_CALL, TicketRule.TKT_4),
        "reopened": _logged(None, TicketRule.TKT_9),
    }
)
