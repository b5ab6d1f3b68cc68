"""What differs between a story as saved and the same story with other choices.

Replies are paired by the event and the reply, tickets by the event that made them: a ticket that is no longer made
shifts the numbers of all later ones, and that should not make them strangers.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from autoreply_sim.analytics.records import CallRecord, Reply, Ticket
from autoreply_sim.experiment.run import Run

Mark = Literal["", "new", "gone", "changed"]
Marks = Mapping[tuple[int, str], Mark]
"""By event number and reply."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketPair:
    """A ticket on both sides; None on the side where it is not made."""

    saved: Ticket | None
    changed: Ticket | None

    @property
    def differs(self) -> bool:
        """Whether anything of it differs, its number included."""
        return self.saved != self.changed


@dataclass(frozen=True, slots=True, kw_only=True)
class Differences:
    """How many replies, tickets and calls differ, and in which events."""

    replies: int
    tickets: int
    calls: int
    events: tuple[int, ...]

    @property
    def is_none(self) -> bool:
        """Whether both sides are the same."""
        return not (self.replies or self.tickets or self.calls)


def reply_marks(saved: Run, changed: Run) -> tuple[Marks, Marks]:
    """Return the marks of the replies that differ: of those that are sent as saved, and of those sent instead."""
    before, after = _by_key(saved), _by_key(changed)
    gone = {key: _mark(reply, after.get(key), "gone") for key, reply in before.items()}
    new = {key: _mark(reply, before.get(key), "new") for key, reply in after.items()}
    return gone, new


def ticket_pairs(saved: Run, changed: Run) -> tuple[TicketPair, ...]:
    """Return the tickets of both sides in the order of the events that made them."""
    before, after = tickets_by_maker(saved), tickets_by_maker(changed)
    return tuple(
        TicketPair(saved=before.get(event), changed=after.get(event)) for event in sorted({*before, *after})
    )


def tickets_by_maker(run: Run) -> dict[int, Ticket]:
    """Return the tickets by the number of the event that made them."""
    makers = run.ledger.events["number"][run.ledger.tickets["row"]].tolist()
    return dict(zip(makers, run.tickets, strict=True))


def differences(saved: Run, changed: Run) -> Differences:
    """Return what differs, counted."""
    sides = reply_marks(saved, changed)
    replies = {key for marks in sides for key, mark in marks.items() if mark}
    tickets = [pair for pair in ticket_pairs(saved, changed) if pair.differs]
    calls = [
        one.event for one, other in zip(saved.calls, changed.calls, strict=True) if _way(one) != _way(other)
    ]
    return Differences(
        replies=len(replies),
        tickets=len(tickets),
        calls=len(calls),
        events=tuple(sorted({event for event, _ in replies} | set(calls) | _events_of(tickets))),
    )


def _way(call: CallRecord) -> dict[str, object]:
    """Return how a call went, without why Ring Last Advisor did not apply."""
    return call.as_json() | {"rla": call.rla == "applied"}


def _by_key(run: Run) -> dict[tuple[int, str], Reply]:
    return {(reply.event, reply.reply): reply for reply in run.replies}


def _mark(reply: Reply, other: Reply | None, alone: Mark) -> Mark:
    if other is None:
        return alone
    return "" if reply == other else "changed"


def _events_of(pairs: list[TicketPair]) -> set[int]:
    """Return the events whose item stands on one side of a ticket only."""
    found: set[int] = set()
    for pair in pairs:
        sides = [set() if ticket is None else set(ticket.activity) for ticket in (pair.saved, pair.changed)]
        found |= {item.event for item in sides[0] ^ sides[1]}
    return found
