"""The moments at which a reply may go out, and the facts that are known then.

A fact is a small whole number; the facts of a moment are packed into one index, first fact slowest, so that deciding
is a look-up. The sizes are those of the code enumerations.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from itertools import product

from autoreply_sim.codes import Action, Channel, Outcome


class Moment(IntEnum):
    """What has just happened; the advisor's actions follow in the order of `Action`."""

    CALL_ENDED = 0
    MESSAGE_CAME = 1
    PHOTO_VIDEO_ASKED = 2
    APPROVAL_ASKED = 3
    PAYMENT_ASKED = 4
    ISSUE_RESOLVED_ASKED = 5
    VOICEHUB_SHARED = 6
    TICKET_CLOSED = 7


FIRST_ACTION_MOMENT = int(Moment.PHOTO_VIDEO_ASKED) - int(Action.REQUEST_PHOTO_VIDEO)
"""Add an `Action` up to CLOSE to get its moment."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """Something that is known at a moment: its name and how many values it has."""

    name: str
    size: int


OUTCOME = Fact(name="outcome", size=len(Outcome))
AFTER_HOURS = Fact(name="after_hours", size=2)
CHANNEL = Fact(name="channel", size=len(Channel))
FIRST_MESSAGE = Fact(name="first_message", size=2)
HAS_ADVISOR = Fact(name="has_advisor", size=2)
ALREADY_SENT = Fact(name="already_sent", size=2)

FACTS: dict[Moment, tuple[Fact, ...]] = {
    Moment.CALL_ENDED: (OUTCOME, AFTER_HOURS),
    Moment.MESSAGE_CAME: (CHANNEL, AFTER_HOURS, FIRST_MESSAGE),
    Moment.PHOTO_VIDEO_ASKED: (),
    Moment.APPROVAL_ASKED: (),
    Moment.PAYMENT_ASKED: (),
    Moment.ISSUE_RESOLVED_ASKED: (),
    Moment.VOICEHUB_SHARED: (),
    Moment.TICKET_CLOSED: (HAS_ADVISOR, ALREADY_SENT),
}


def situations(moment: Moment) -> Iterator[dict[str, int]]:
    """Yield every combination of a moment's facts, in the order of the packed index."""
    facts = FACTS[moment]
    for values in product(*(range(fact.size) for fact in facts)):
        yield {fact.name: value for fact, value in zip(facts, values, strict=True)}
