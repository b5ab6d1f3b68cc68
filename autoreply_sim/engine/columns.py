"""The records the engine keeps and leaves behind, each declared once: names, widths, meaning.

The kernels read and write these records by name; numba turns each name into a fixed offset. Index columns hold NONE
where there is nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

CALL = np.dtype(
    [
        ("row", "i4"),  # of the timeline
        ("ended_ms", "i8"),
        ("answered_by", "i4"),
        ("held_by", "i4"),  # team
        ("ticket", "i4"),
        ("opening", "i4"),  # of the dialled team as the call came in
        ("schedule", "i4"),  # whose advisors ring: the holding team's effective one; NONE if nobody can
        ("rule", "i4"),  # routing rule that was applied
        ("tree", "i4"),  # call tree that was reached
        ("rla_ticket", "i4"),
        ("outcome", "i1"),  # Outcome
        ("rla", "i1"),  # Rla
        ("after_hours", "i1"),
        # how far ringing has come
        ("due", "i1"),  # Due: what happens next
        ("first_is_over", "i1"),  # the first choice has had their turn, if there is one
        ("rang", "i1"),  # 1 once somebody's telephone rang
        ("first_choice", "i4"),  # advisor who rings alone first
        ("list_from", "i4"),  # slice of `roster`: who rings then
        ("list_to", "i4"),
        ("list_start", "i4"),  # where in the slice turns begin (round robin)
        ("turn", "i4"),  # turns of the list that have begun
        ("ringing", "i4"),  # the advisor whose turn it is; NONE in a group ring
        ("step_ms", "i8"),  # when this step began
    ],
    align=True,
)

TICKET = np.dtype(
    [
        ("row", "i4"),  # the event that made it
        ("created_ms", "i8"),
        ("closed_ms", "i8"),  # -1 while open
        ("team", "i4"),
        ("line", "i4"),  # VoiceHub number
        ("customer", "i4"),
        ("advisor", "i4"),
        ("merged_into", "i4"),
        ("channel", "i1"),  # Channel it came by
        ("title", "i1"),  # Title
        ("status", "i1"),  # Status
        ("rated", "i1"),  # a rating was asked for (R-MSG-4)
        ("joinable", "i1"),  # 0: made by a call from an unknown number (R-TKT-12)
        ("older_open", "i4"),  # next in the customer's chain of open tickets on this line, newest first
        ("older_closed", "i4"),  # next in the chain of closed ones, last closed first
    ],
    align=True,
)

ITEM = np.dtype(
    [
        ("at_ms", "i8"),
        ("row", "i4"),
        ("ticket", "i4"),  # where it was logged; a merge moves it on
        ("item", "i1"),  # Item
        ("rule", "i1"),  # TicketRule that put it there
    ],
    align=True,
)

DECISION = np.dtype(
    [
        ("at_ms", "i8"),  # when it was made, and the reply sent
        ("row", "i4"),
        ("ticket", "i4"),
        ("customer", "i4"),
        ("advisor", "i4"),  # of the ticket at that moment
        ("team", "i4"),  # whose settings decided
        ("version", "i4"),  # of those settings
        ("opening", "i4"),  # by which after hours was judged; NONE where it plays no part
        ("facts", "i2"),  # packed facts of the moment
        ("reply", "i1"),  # place in the catalogue
        ("reason", "i1"),  # Reason; SENT
        ("channel", "i1"),  # Channel by which it goes
    ],
    align=True,
)

RANG = np.dtype([("at_ms", "i8"), ("call", "i4"), ("advisor", "i4")], align=True)

FAULT = np.dtype([("row", "i4"), ("fault", "i1")], align=True)

WAITING = np.dtype([("at_ms", "i8"), ("number", "i4"), ("call", "i4")], align=True)
"""One call whose next moment is due: the heap's entry, ordered by (`at_ms`, event `number`)."""

TEAM = np.dtype([("line", "i4"), ("sub_team", "i1")], align=True)

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

NEXT_ROW, HEAP, CALLS, TICKETS, ITEMS, DECISIONS, RINGS, FAULTS = range(8)
"""Places in `counts`: how far the run has come in each array."""


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


class Machine(NamedTuple):
    """Everything the loop reads and writes: what is given, what changes, what is left behind."""

    settings: Settings
    # given
    events: NDArray[np.void]
    picks: NDArray[np.int32]
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
    version: NDArray[np.int32]
    customers: NDArray[np.void]
    newest_open: NDArray[np.int32]
    last_closed: NDArray[np.int32]
    quiet_since_ms: NDArray[np.int64]
    busy_until_ms: NDArray[np.int64]
    answered_last: NDArray[np.int32]
    # left behind
    calls: NDArray[np.void]
    tickets: NDArray[np.void]
    items: NDArray[np.void]
    decisions: NDArray[np.void]
    rings: NDArray[np.void]
    faults: NDArray[np.void]
