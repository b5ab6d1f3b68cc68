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
    """How many replies, tickets and calls differ, and how many replies stay unsent for another reason."""

    replies: int
    tickets: int
    calls: int
    reasons: int

    @property
    def is_none(self) -> bool:
        """Whether both sides are the same."""
        return not (self.replies or self.tickets or self.calls or self.reasons)


def reply_marks(saved: Run, changed: Run) -> tuple[Marks, Marks]:
    """Return the marks of the replies that differ: of those that are sent as saved, and of those sent instead."""
    before, after = _by_key(saved), _by_key(changed)
    gone = {key: _mark(reply, after.get(key), "gone") for key, reply in before.items()}
    new = {key: _mark(reply, before.get(key), "new") for key, reply in after.items()}
    return gone, new


def ticket_pairs(saved: Run, changed: Run) -> tuple[TicketPair, ...]:
    """Return the tickets of both sides in the order of the events that made them."""
    before, after = _by_maker(saved), _by_maker(changed)
    return tuple(
        TicketPair(saved=before.get(event), changed=after.get(event)) for event in sorted({*before, *after})
    )


def differences(saved: Run, changed: Run) -> Differences:
    """Return what differs, counted."""
    sides = reply_marks(saved, changed)
    replies = {key for marks in sides for key, mark in marks.items() if mark}
    other = _unsent(changed)
    ways = zip(map(_way, saved.calls), map(_way, changed.calls), strict=True)
    return Differences(
        replies=len(replies),
        tickets=sum(pair.differs for pair in ticket_pairs(saved, changed)),
        calls=sum(one != other for one, other in ways),
        reasons=sum(why != other.get(key, why) for key, why in _unsent(saved).items()),
    )


def _by_key(run: Run) -> dict[tuple[int, str], Reply]:
    return {(reply.event, reply.reply): reply for reply in run.replies}


def _by_maker(run: Run) -> dict[int, Ticket]:
    """Return the tickets by the number of the event that made them."""
    makers = run.context.numbers[run.ledger.tickets["row"]].tolist()
    return dict(zip(makers, run.tickets, strict=True))


def _mark(reply: Reply, other: Reply | None, alone: Mark) -> Mark:
    if other is None:
        return alone
    return "" if reply == other else "changed"


def _way(call: CallRecord) -> dict[str, object]:
    """Return how a call went. Its ticket is counted with the tickets, and Ring Last Advisor is a reason, no course."""
    return call.as_json() | {"rla": None, "ticket": None}


def _unsent(run: Run) -> dict[tuple[int, str], str | None]:
    """Return why each reply was not sent."""
    found = (decision for decision in run.decisions if decision.reason is not None)
    return {(decision.event, decision.reply): decision.reason for decision in found}
