"""What customers get for getting in touch: a person, a reply, or no word at all; and after how long.

A contact is a call, or a message that reaches a ticket; words that opt out or in are none. A person attends to it who
answers the call, answers a later call on its ticket, or does anything on that ticket afterwards. Merges move a ticket's
contacts on. All sums add.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from autoreply_sim.analytics.scope import Scope
from autoreply_sim.codes import NONE, EventKind
from autoreply_sim.rules.moments import Moment

if TYPE_CHECKING:
    from numpy.typing import NDArray

_NEVER_MS = np.iinfo(np.int64).max


def contacts(scope: Scope) -> dict[str, int]:
    """Contacts, those with a word and how long it took, those without; replies to them; who they were of.

    `tickets_waiting` are the tickets that no answered call made, `response_ms` how long it took until a person did
    something on those on which one did.
    """
    answered_ms, done_ms = _answered_ms(scope), _done_ms(scope)
    attention = _attention(scope, answered_ms)
    moments = moments_of_contacts(scope)
    rows, sent = scope.ledger.decided["row"][moments], scope.sent[moments]
    word_ms = _word_ms(rows, sent, answered_ms, done_ms, attention)
    with_word = word_ms != _NEVER_MS
    waiting = scope.tickets["row"]
    waiting = waiting[answered_ms[waiting] == _NEVER_MS]
    response_ms = attention.after(waiting)
    responded = response_ms != _NEVER_MS
    return {
        "contacts": len(rows),
        "contacts_with_word": int(with_word.sum()),
        "left_without_word": int((~with_word).sum()),
        "first_word_ms": int((word_ms - scope.whole.at_ms[rows])[with_word].sum()),
        "replies_to_contacts": int(sent.sum()),
        "customers": _customers(scope, rows),
        "tickets_waiting": len(waiting),
        "tickets_responded": int(responded.sum()),
        "response_ms": int((response_ms - done_ms[waiting])[responded].sum()),
    }


def moments_of_contacts(scope: Scope) -> NDArray[np.intp]:
    """Return the places of the contacts among the moments at which replies were decided, int64 [contacts]."""
    return np.flatnonzero(scope.ledger.decided["moment"] <= Moment.MESSAGE_CAME)


def heard(scope: Scope) -> NDArray[np.bool_]:
    """Return which contacts got a reply or, until the end, anything from a person: bool [contacts]."""
    answered_ms, moments = _answered_ms(scope), moments_of_contacts(scope)
    rows, sent = scope.ledger.decided["row"][moments], scope.sent[moments]
    word_ms = _word_ms(rows, sent, answered_ms, _done_ms(scope), _attention(scope, answered_ms))
    found: NDArray[np.bool_] = word_ms != _NEVER_MS
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Attention:
    """When persons attended to tickets: `keys` int64 ascending, by ticket and row; `at_ms` of each (UTC)."""

    ticket_of: NDArray[np.int64]
    """int64 [rows]: the ticket of each row, where it is at the end; NONE."""
    keys: NDArray[np.int64]
    at_ms: NDArray[np.int64]

    def after(self, rows: NDArray[np.integer]) -> NDArray[np.int64]:
        """Return when a person next attended to the tickets of some rows, afterwards (UTC ms; never: very late)."""
        tickets, span = self.ticket_of[rows], len(self.ticket_of)
        place = np.searchsorted(self.keys, tickets * span + rows, side="right")
        found = np.append(self.keys, -1)[place] // span == tickets
        at_ms: NDArray[np.int64] = np.where(
            found & (tickets != NONE), np.append(self.at_ms, _NEVER_MS)[place], _NEVER_MS
        )
        return at_ms


def _word_ms(
    rows: NDArray[np.integer],
    sent: NDArray[np.bool_],
    answered_ms: NDArray[np.int64],
    done_ms: NDArray[np.int64],
    attention: Attention,
) -> NDArray[np.int64]:
    """Return when contacts got their first word (UTC ms; never: very late), of a reply or a person."""
    person_ms = np.minimum(answered_ms[rows], attention.after(rows))
    word_ms: NDArray[np.int64] = np.minimum(person_ms, np.where(sent.any(axis=1), done_ms[rows], _NEVER_MS))
    return word_ms


def _attention(scope: Scope, answered_ms: NDArray[np.int64]) -> Attention:
    whole = scope.whole
    of_row = whole.ticket_of.astype(np.int64)
    on_ticket = of_row != NONE
    of_row[on_ticket] = whole.stays[of_row[on_ticket]]
    acted = whole.column("kind") == EventKind.ADVISOR
    rows = np.flatnonzero((acted | (answered_ms != _NEVER_MS)) & on_ticket)
    keys = of_row[rows] * len(of_row) + rows
    order = np.argsort(keys)
    at_ms = np.where(acted[rows], whole.at_ms[rows], answered_ms[rows])
    return Attention(ticket_of=of_row, keys=keys[order], at_ms=at_ms[order])


def _answered_ms(scope: Scope) -> NDArray[np.int64]:
    """Return when each row was answered (UTC ms), if it is a call that was: int64 [rows], else a large number."""
    calls = scope.whole.calls
    answered = calls[calls["answered_by"] != NONE]
    found = np.full(len(scope.whole.happened), _NEVER_MS)
    found[answered["row"]] = answered["came_ms"] + answered["until_ready_ms"] + answered["wait_ms"]
    return found


def _done_ms(scope: Scope) -> NDArray[np.int64]:
    """Return when each row was over (UTC ms): a call at its end, everything else at once: int64 [rows]."""
    done_ms = scope.whole.at_ms.copy()
    done_ms[scope.whole.calls["row"]] = scope.whole.calls["ended_ms"]
    return done_ms


def _customers(scope: Scope, rows: NDArray[np.integer]) -> int:
    """Return how many customers are behind contacts; an unknown caller is another one every time (R-TKT-12)."""
    of = scope.whole.plan.machine.events["customer"][scope.whole.happened["event"][rows]]
    unknown = scope.whole.plan.machine.customers["unknown"][of] == 1
    return len(np.unique(of[~unknown])) + int(unknown.sum())
