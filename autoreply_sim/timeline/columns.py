"""The columns of a timeline, their widths, and how a story's events are written into them.

Rows are in the order in which they are processed: by time, equal times by event number (R-CALL-13).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
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

EVENT = np.dtype(
    [
        ("at_ms", "i8"),  # UTC
        ("number", "i4"),  # of the event, from 1; ties of time go by it
        ("customer", "i4"),
        ("ticket", "i4"),  # named by the event, counted from 0; NONE
        ("into", "i4"),  # merge: the ticket that stays
        ("advisor", "i4"),  # who acts; NONE
        ("to_advisor", "i4"),
        ("team", "i4"),  # called, written to, saved for, shared with; reassign: the team it goes to
        ("version", "i4"),  # save: the settings that are in force from now on
        ("talk_ms", "i4"),
        ("picks_from", "i4"),  # slice of `picks`: who would answer if they rang
        ("picks_to", "i4"),
        ("kind", "i1"),  # EventKind
        ("channel", "i1"),  # Channel
        ("action", "i1"),  # Action; NONE
        ("key", "i1"),  # pressed in the tree, an index of KEYS; NONE
        ("unanswered", "i1"),  # Phase
        ("opt_word", "i1"),  # OptWord
    ],
    align=True,
)
"""One row per event. Every index column is NONE where the event has nothing of the kind."""

KEYS = "1234567890*#"
"""The keys of a telephone, in the order of the `key` column's codes."""

_EMPTY = tuple(
    NONE
    if name in {"customer", "ticket", "into", "advisor", "to_advisor", "team", "version", "action", "key"}
    else 0
    for name in EVENT.names or ()
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """Events in the order of processing, and who would pick up which call."""

    events: NDArray[np.void]
    """EVENT [events], by (`at_ms`, `number`)."""
    picks: NDArray[np.int32]
    """int32: advisors, in slices named by `picks_from` and `picks_to`."""


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
    rows = np.full(len(in_order), np.array([_EMPTY], EVENT), EVENT)
    picks: list[int] = []
    for row, event in zip(rows, in_order, strict=True):
        for column, value in _columns(event, names, version_of_save).items():
            row[column] = value
        if isinstance(event, Call):
            row["picks_from"] = len(picks)
            picks += sorted(names.advisors[key] for key in set(event.picks_up))
            row["picks_to"] = len(picks)
    rows.flags.writeable = False
    return Timeline(events=rows, picks=np.array(picks, np.int32))


def _columns(event: Event, names: Names, version_of_save: Mapping[int, int]) -> dict[str, int]:
    own = _own_columns(event, names)
    own |= {"at_ms": event.at_ms, "number": event.number}
    customer = getattr(event, "customer", None)
    team = getattr(event, "team", None)
    if customer is not None:
        own["customer"] = names.customers[customer]
    if team is not None:
        own["team"] = names.teams[team]
    if isinstance(event, Save):
        own["version"] = version_of_save[event.number]
    return own


def _own_columns(event: Event, names: Names) -> dict[str, int]:
    match event:
        case Call():
            return _call_columns(event)
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


def _call_columns(event: Call) -> dict[str, int]:
    return {
        "kind": EventKind.CALL,
        "channel": Channel.CALL,
        "key": NONE if event.choice is None else KEYS.index(event.choice),
        "talk_ms": event.talk_ms,
        "unanswered": event.unanswered,
    }


def _action_columns(event: AdvisorAction, names: Names) -> dict[str, int]:
    columns = {"kind": EventKind.ADVISOR, "action": event.action, "advisor": names.advisors[event.advisor]}
    if event.ticket is not None:
        columns["ticket"] = event.ticket - 1
    if event.action == Action.MERGE:
        columns["into"] = (event.into or 0) - 1
    if event.to_advisor is not None:
        columns["to_advisor"] = names.advisors[event.to_advisor]
    if event.to_team is not None:
        columns["team"] = names.teams[event.to_team]
    return columns


def _opt_word(event: Text) -> OptWord:
    return opt_word(event.body) if event.channel == Channel.SMS else OptWord.NONE
