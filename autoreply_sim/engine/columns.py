"""The records the engine keeps and leaves behind, each declared once: names, widths, meaning.

The kernels read and write these records by name; numba turns each name into a fixed offset. Index columns hold NONE
where there is nothing.
"""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

HAPPENED = np.dtype([("at_ms", "i8"), ("event", "i4"), ("ticket", "i4")], align=True)
"""Something that happened: when (UTC ms), its place in the timeline, and the ticket that it named or ended up on.

In the order of happening. All other records name it by its place here, their `row`.
"""

_OF_A_CALL: list[tuple[str, str]] = [
    ("came_ms", "i8"),  # when it came in
    ("ended_ms", "i8"),
    ("row", "i4"),  # of what happened
    ("event", "i4"),  # of the timeline
    ("ticket", "i4"),
    ("wait_ms", "i4"),  # how long it rang and waited until it was answered, given up or sent on; NONE
    ("schedule", "i4"),  # whose advisors ring: the holding team's effective one; NONE if nobody can
    ("rule", "i4"),  # routing rule that was applied
    ("rla_ticket", "i4"),
    ("rang", "i2"),  # telephones that have rung
    ("answered_by", "i2"),
    ("held_by", "i2"),  # team
    ("first_choice", "i2"),  # advisor who rings alone first
    ("outcome", "i1"),  # Outcome
    ("rla", "i1"),  # Rla
    ("after_hours", "i1"),
]

CALL = np.dtype(
    [
        *_OF_A_CALL,
        ("until_ready_ms", "i4"),  # how long after it came in it began to ring, or to wait for an advisor
    ],
    align=True,
)

UNDER_WAY = np.dtype(
    [
        *_OF_A_CALL,
        ("due_ms", "i8"),  # when its next moment is
        ("ready_ms", "i8"),  # when it began to ring, or to wait for somebody who is free
        ("step_ms", "i8"),  # when the step of ringing under way began
        ("place", "i4"),  # in `calls`
        ("opening", "i4"),  # of the dialled team as the call came in
        ("tree", "i4"),  # call tree that was reached
        ("list_from", "i4"),  # slice of `roster`: who rings, after the first choice if there is one
        ("list_to", "i4"),
        ("list_start", "i4"),  # where in the slice turns begin (round robin)
        ("turn", "i4"),  # turns of the list that have begun
        ("step_from", "i4"),  # slice of `rings`: who rings in the step under way
        ("step_to", "i4"),
        ("behind", "i4"),  # the call that waits behind this one; of a seat that is free, the next such seat
        ("ahead", "i4"),  # the call that waits ahead of it
        ("due", "i1"),  # Due: what happens next
        ("first_is_over", "i1"),  # the first choice has had their turn, if there is one
        ("in_vain", "i1"),  # the phones were down as it came in: nobody picks up
        ("in_line", "i1"),  # it waits for somebody who is free
    ],
    align=True,
)
"""A call that is not over. It sits in a seat of `under_way`, which it leaves to another: years need few seats."""

TICKET = np.dtype(
    [
        ("created_ms", "i8"),
        ("closed_ms", "i8"),  # -1 while open
        ("row", "i4"),  # the event that made it
        ("customer", "i4"),
        ("merged_into", "i4"),
        ("older_open", "i4"),  # next in the customer's chain of open tickets on this line, newest first
        ("older_closed", "i4"),  # next in the chain of closed ones, last closed first
        ("team", "i2"),
        ("line", "i2"),  # VoiceHub number
        ("advisor", "i2"),
        ("channel", "i1"),  # Channel it came by
        ("title", "i1"),  # Title
        ("status", "i1"),  # Status
        ("rated", "i1"),  # a rating was asked for (R-MSG-4)
        ("joinable", "i1"),  # 0: made by a call from an unknown number (R-TKT-12)
    ],
    align=True,
)

ITEM = np.dtype(
    [
        ("row", "i4"),
        ("item", "i1"),  # Item
        ("rule", "i1"),  # TicketRule that put it there
    ],
    align=True,
)
"""One item of a ticket's activity: of the ticket, and at the moment, of the row (of a call: of its end)."""

DECIDED = np.dtype(
    [
        ("row", "i4"),
        ("version", "i4"),  # of the settings that decided
        ("opening", "i4"),  # by which after hours was judged; NONE where it plays no part
        ("advisor", "i2"),  # of the ticket at that moment
        ("team", "i2"),  # whose settings decided
        ("facts", "i2"),  # packed facts of the moment
        ("channel", "i1"),  # Channel by which the reply goes
        ("moment", "i1"),  # Moment, or an action's
    ],
    align=True,
)
"""One moment at which replies were decided; `reasons` holds the Reason of each, in the order of the catalogue.

The ticket is that of the row, and the moment, too; of a call that of its end.
"""

RANG = np.dtype([("call", "i4"), ("after_ms", "i4"), ("advisor", "i2")], align=True)
"""A telephone that rang, so long after the call came in."""

FAULT = np.dtype([("row", "i4"), ("fault", "i1")], align=True)

WAITING = np.dtype(
    [
        ("at_ms", "i8"),
        ("number", "i4"),
        ("what", "i4"),
        ("ticket", "i4"),  # of an event that follows another: the one on which that ended up
        ("kind", "i1"),  # Waits
    ],
    align=True,
)
"""Something that is due: the heap's entry, ordered by (`at_ms`, event `number`).

By `kind` (Waits) it is a call's next moment, an event that follows another, or an advisor who becomes free.
"""

PUT_OFF = np.dtype([("at_ms", "i8"), ("what", "i4"), ("ticket", "i4"), ("next", "i4")], align=True)
"""An event that follows another and is due in a later stretch of time: as WAITING, and the next one of its stretch."""

TEAM = np.dtype([("line", "i4"), ("sub_team", "i1"), ("waits", "i1")], align=True)
"""`waits`: callers wait for the next advisor who is free where all are on other calls (R-SIM-2)."""

VERSION = np.dtype(
    [
        ("openings_from", "i4"),
        ("openings_to", "i4"),
        ("quiet_ms", "i8"),
        ("rla", "i1"),
        ("missed_tickets", "i1"),
        ("has_schedules", "i1"),
    ],
    align=True,
)

OPENING = np.dtype([("start_ms", "i8"), ("schedule", "i4"), ("after_hours", "i1")], align=True)
"""From `start_ms` on (UTC) this schedule is the effective one, NONE for none; sorted within a version."""

SCHEDULE = np.dtype(
    [
        ("list_from", "i4"),
        ("list_to", "i4"),
        ("ring_ms", "i8"),
        ("tree", "i4"),
        ("memory", "i4"),  # where *answered last* is kept; survives a save
        ("strategy", "i1"),
    ],
    align=True,
)

CHOICE = np.dtype([("team", "i4"), ("list_from", "i4"), ("list_to", "i4")], align=True)

RULE = np.dtype([("team", "i4"), ("advisor", "i4")], align=True)

CUSTOMER = np.dtype(
    [
        ("unknown", "i1"),  # number withheld or unknown
        ("landline", "i1"),
        ("opted_out", "i1"),
        ("last_whatsapp_ms", "i8"),  # -1 before the first
    ],
    align=True,
)

NEXT_EVENT, HEAP, HAPPENINGS, CALLS, TICKETS, ITEMS, DECISIONS, RINGS, FAULTS = range(9)
SEATS, FREE_SEAT, FIRST_IN_LINE, LAST_IN_LINE, LATER, FREE_LATER, BUCKET = range(9, 16)
"""Places in `counts`: how far the run has come in each array; seats of calls, who waits in line, what is put off."""


class Waits(IntEnum):
    """What an entry of the heap is; `what` is its place in the array named here."""

    CALL = 0
    """under_way"""
    EVENT = 1
    """events"""
    ADVISOR = 2
    """busy_until_ms"""


class Settings(NamedTuple):
    """The scalars of a world: lengths of a call's parts, and policies as numbers."""

    greeting_ms: int
    menu_ms: int
    pick_up_ms: int
    prompt_ms: int
    recording_ms: int
    window_ms: int
    joins_without_rla: bool
    reopens: bool
    payments: bool
    first_ms: int
    """When the first event happens, and the first bucket of time begins (UTC ms)."""
    until_ms: int
    """What follows others does not happen from then on (UTC ms)."""


class Machine(NamedTuple):
    """Everything the loop reads and writes: what is given, what changes, what is left behind."""

    settings: Settings
    # given
    events: NDArray[np.void]
    numbers: NDArray[np.int32]
    own_moments: NDArray[np.int32]
    callers: NDArray[np.void]
    picks: NDArray[np.int32]
    outages: NDArray[np.void]
    teams: NDArray[np.void]
    versions: NDArray[np.void]
    openings: NDArray[np.void]
    schedules: NDArray[np.void]
    roster: NDArray[np.int32]
    on_schedule: NDArray[np.uint8]
    tree_keys: NDArray[np.int32]
    choices: NDArray[np.void]
    matching_rule: NDArray[np.int32]
    rules: NDArray[np.void]
    verdicts: NDArray[np.uint8]
    templates: NDArray[np.uint8]
    cell_start: NDArray[np.int32]
    slots: NDArray[np.int32]
    first_reply: NDArray[np.int32]
    traits: NDArray[np.uint8]
    suppressed_by: NDArray[np.uint8]
    # changes
    counts: NDArray[np.int64]
    heap: NDArray[np.void]
    later: NDArray[np.void]
    buckets: NDArray[np.int32]
    under_way: NDArray[np.void]
    version: NDArray[np.int32]
    customers: NDArray[np.void]
    newest_open: NDArray[np.int32]
    last_closed: NDArray[np.int32]
    quiet_since_ms: NDArray[np.int64]
    busy_until_ms: NDArray[np.int64]
    is_awaited: NDArray[np.uint8]
    answered_last: NDArray[np.int32]
    # left behind
    happened: NDArray[np.void]
    calls: NDArray[np.void]
    tickets: NDArray[np.void]
    items: NDArray[np.void]
    decisions: NDArray[np.void]
    reasons: NDArray[np.int8]
    rings: NDArray[np.void]
    faults: NDArray[np.void]
