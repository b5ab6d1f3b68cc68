"""What customers get for getting in touch: a person, a reply, or no word at all; and after how long.

A contact is a call, or a message that reaches a ticket; words that opt out or in are none. A person attends to it who
answers the call, answers a later call on its ticket, or does anything on that ticket afterwards. Merges move a ticket's
contacts on. All sums add.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from autoreply_sim.analytics.attention import NEVER_MS
from autoreply_sim.analytics.scope import Scope

if TYPE_CHECKING:
    from numpy.typing import NDArray


def contacts(scope: Scope) -> dict[str, int]:
    """Contacts, those with a word and how long it took, those without; replies to them; who they were of.

    `tickets_waiting` are the tickets that no answered call made, `response_ms` how long it took until a person did
    something on those on which one did.
    """
    with_word = heard(scope)
    word_ms = scope.word_ms[with_word] - scope.whole.at_ms[scope.contact_rows[with_word]]
    waiting = scope.tickets["row"]
    waiting = waiting[scope.attention.own_ms[waiting] == NEVER_MS]
    response_ms = scope.attention.after(waiting)
    responded = response_ms != NEVER_MS
    response_ms = response_ms[responded] - scope.done_ms[waiting[responded]]
    return {
        "contacts": len(with_word),
        "contacts_with_word": len(word_ms),
        "left_without_word": len(with_word) - len(word_ms),
        "first_word_ms": int(word_ms.sum()),
        "replies_to_contacts": int(np.bitwise_count(scope.sent[scope.contacts]).sum(dtype=np.int64)),
        "customers": _customers(scope),
        "tickets_waiting": len(waiting),
        "tickets_responded": len(response_ms),
        "response_ms": int(response_ms.sum()),
    }


def heard(scope: Scope) -> NDArray[np.bool_]:
    """Return which contacts got a reply or, until the end, anything from a person: bool [contacts]."""
    found: NDArray[np.bool_] = scope.word_ms != NEVER_MS
    return found


def _customers(scope: Scope) -> int:
    """Return how many customers are behind contacts; an unknown caller is another one every time (R-TKT-12)."""
    machine = scope.whole.plan.machine
    # Side by side first: looking one up for every contact takes longer than moving them all.
    customers = np.ascontiguousarray(machine.events["customer"])
    of = customers[scope.whole.happened["event"][scope.contact_rows]]
    contacts_of = np.bincount(of, minlength=len(machine.customers))
    unknown = machine.customers["unknown"] == 1
    return int(np.count_nonzero(contacts_of[~unknown]) + contacts_of[unknown].sum())
