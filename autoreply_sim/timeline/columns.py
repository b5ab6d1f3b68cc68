"""The columns of a timeline, their widths, and how a story's events are written into them.

Events at moments of their own stand in the order in which they are processed: by time, equal times by event number
(R-CALL-13). Those that follow others, in drawn timelines, stand contact by contact after what they follow.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from autoreply_sim.codes import NONE, Action, Channel, EventKind, OptWord
from autoreply_sim.domain.events import (
    AdvisorAction,
    Call,
    CreatedTicket,
    Event,
    Message,
    Respond,
    Save,
    Text,
)
from autoreply_sim.domain.world import World
from autoreply_sim.timeline.consent import opt_word

if TYPE_CHECKING:
    from numpy.typing import NDArray

FOR_EVER_MS = 1 << 60

EVENT = np.dtype(
    [
        ("at_ms", "i8"),  # UTC; of an event that follows another: how long after it
        ("customer", "i4"),
        ("ticket", "i4"),  # named by the event, counted from 0; NONE
        # call: its row in `callers`; merge: the ticket that stays; save: the settings from now on; break: how long (ms)
        ("other", "i4"),
        ("follow_from", "i4"),  # where the events that may follow this one begin, if there are any
        ("again", "i4"),  # call: the call that may follow it; NONE
        ("advisor", "i2"),  # who acts; NONE
        ("to_advisor", "i2"),
        ("team", "i2"),  # called, written to, saved for, shared with; reassign: the team it goes to
        ("kind", "i1"),  # EventKind
        ("channel", "i1"),  # Channel
        ("action", "i1"),  # Action; NONE
        ("opt_word", "i1"),  # OptWord
        ("upon", "u1"),  # Upon: what must have come of the event that this one follows; 0: it follows none
        ("follows", "u1"),  # how many events may follow this one
    ],
    align=True,
)
"""One row per event that happens, or may. Every index column is NONE where the event has nothing of the kind.

An event that follows another (`upon` is not 0) is one of the `follows` rows from `follow_from` on of that row, or its
`again`. It happens if that one did and came out as `upon` says. It names no ticket, but means the one on which that
event ended up; if that ticket does not permit it any more, it does not happen (R-SIM-1). The calls of one contact share
the rows that follow them, each of which then happens once per call: such rows are followed by others only once more.
"""

CALLER = np.dtype(
    [
        ("talk_ms", "i4"),
        ("patience_ms", "i4"),  # how long it may ring before the caller hangs up; NONE: as `unanswered` says
        (
            "pick_up_ms",
            "i4",
        ),  # how long it rings until whoever picks up does; NONE: as the world's timing says
        ("after_call_ms", "i4"),  # after-call work of whoever answers
        ("again_ms", "i4"),  # how long after a call that hung up this one follows; NONE: it does not
        ("picks_from", "i4"),  # slice of `picks`: who would answer if they rang
        ("picks_to", "i4"),
        ("ignores", "i1"),  # how many telephones ring in vain before one is answered; NONE: as `picks` says
        ("key", "i1"),  # pressed in the tree, an index of KEYS; NONE
        ("unanswered", "i1"),  # Phase
    ],
    align=True,
)
"""What a caller, and the advisors whom the call rings, would do: settled before anything is decided."""

OUTAGE = np.dtype([("from_ms", "i8"), ("to_ms", "i8"), ("team", "i2")], align=True)
"""From one instant to another (UTC ms) nobody picks up a call to a team, NONE for all of them: the phones are down."""

KEYS = "1234567890*#"
"""The keys of a telephone, in the order of the `key` column's codes."""

_INDEXES = frozenset({"customer", "ticket", "other", "again", "advisor", "to_advisor", "team", "action"})
EMPTY_EVENT = tuple(NONE if name in _INDEXES else 0 for name in EVENT.names or ())
"""An event of which nothing is known yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """Events in the order of processing, and who would pick up which call."""

    events: NDArray[np.void]
    """EVENT [events]; those that follow no other by (`at_ms`, `number`)."""
    callers: NDArray[np.void]
    """CALLER [calls]."""
    picks: NDArray[np.int32]
    """int32: advisors, in slices named by `picks_from` and `picks_to`."""
    numbers: NDArray[np.int32] = field(default_factory=lambda: np.zeros(0, np.int32))
    """int32 [events]: the number of each event, by which ties of time go; empty: they are counted as they stand."""
    outages: NDArray[np.void] = field(default_factory=lambda: np.zeros(0, OUTAGE))
    """OUTAGE [outages]."""
    until_ms: int = FOR_EVER_MS
    """UTC ms: what would follow then or later does not happen any more. Calls under way run to their end."""


@dataclass(frozen=True, slots=True)
class Names:
    """Where each key of a world stands in its tables."""

    advisors: Mapping[str, int]
    customers: Mapping[str, int]
    teams: Mapping[str, int]

    @classmethod
    def of(cls, world: World) -> Names:
        """Return the places of a world's keys, in the order of its lists."""
        return cls(
            {advisor.key: place for place, advisor in enumerate(world.advisors)},
            {customer.key: place for place, customer in enumerate(world.customers)},
            {team.key: place for place, team in enumerate(world.teams)},
        )


def timeline_of(events: Sequence[Event], names: Names, version_of_save: Mapping[int, int]) -> Timeline:
    """Return a story's events as columns; `version_of_save` maps a save's event number to its settings version."""
    in_order = sorted(events, key=lambda event: (event.at_ms, event.number))
    rows = np.full(len(in_order), np.array([EMPTY_EVENT], EVENT), EVENT)
    callers: list[tuple[int, ...]] = []
    picks: list[int] = []
    for row, event in zip(rows, in_order, strict=True):
        for column, value in _columns(event, names, version_of_save).items():
            row[column] = value
        if isinstance(event, Call):
            row["other"] = len(callers)
            ours = sorted(names.advisors[key] for key in set(event.picks_up))
            callers.append(_caller(event, len(picks), len(picks) + len(ours)))
            picks += ours
    rows.flags.writeable = False
    return Timeline(
        events=rows,
        callers=np.array(callers, CALLER),
        picks=np.array(picks, np.int32),
        numbers=np.array([event.number for event in in_order], np.int32),
    )


def _caller(call: Call, picks_from: int, picks_to: int) -> tuple[int, ...]:
    key = NONE if call.choice is None else KEYS.index(call.choice)
    return call.talk_ms, NONE, NONE, 0, NONE, picks_from, picks_to, NONE, key, call.unanswered


def _columns(event: Event, names: Names, version_of_save: Mapping[int, int]) -> dict[str, int]:
    own = _own_columns(event, names)
    own["at_ms"] = event.at_ms
    customer = getattr(event, "customer", None)
    team = getattr(event, "team", None)
    if customer is not None:
        own["customer"] = names.customers[customer]
    if team is not None:
        own["team"] = names.teams[team]
    if isinstance(event, Save):
        own["other"] = version_of_save[event.number]
    return own


def _own_columns(event: Event, names: Names) -> dict[str, int]:
    match event:
        case Call():
            return {"kind": EventKind.CALL, "channel": Channel.CALL}
        case Text():
            return {"kind": EventKind.TEXT, "channel": event.channel, "opt_word": _opt_word(event)}
        case CreatedTicket():
            return {"kind": EventKind.TICKET, "channel": event.channel}
        case AdvisorAction():
            return _action_columns(event, names)
        case Message() | Respond():
            kind = EventKind.MESSAGE if isinstance(event, Message) else EventKind.RESPOND
            return {"kind": kind, "ticket": event.ticket - 1}
        case Save():
            return {"kind": EventKind.SAVE}


def _action_columns(event: AdvisorAction, names: Names) -> dict[str, int]:
    columns = {"kind": EventKind.ADVISOR, "action": event.action, "advisor": names.advisors[event.advisor]}
    if event.ticket is not None:
        columns["ticket"] = event.ticket - 1
    if event.action == Action.MERGE:
        columns["other"] = (event.into or 0) - 1
    if event.to_advisor is not None:
        columns["to_advisor"] = names.advisors[event.to_advisor]
    if event.to_team is not None:
        columns["team"] = names.teams[event.to_team]
    return columns


def _opt_word(event: Text) -> OptWord:
    return opt_word(event.body) if event.channel == Channel.SMS else OptWord.NONE
