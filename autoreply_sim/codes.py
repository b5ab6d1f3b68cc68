"""The numbers that stand for words inside the engine, and the words they stand for outside.

Every column of a timeline or a ledger holds these codes. A code, once given, never changes: numba's disk cache does
not notice a constant of another module that does.
"""

from __future__ import annotations

from enum import IntEnum, IntFlag

NONE = -1
"""No ticket, no advisor, no schedule, no team: the empty value of every index column."""


class _Word(IntEnum):
    """An integer code with the word that files and pages use for it."""

    @property
    def word(self) -> str:
        """The lower-case word of this code, as scenario files and JSON output spell it."""
        return self.name.lower()


class Channel(_Word):
    """How a contact reaches the team, and how a reply leaves it."""

    CALL = 0
    SMS = 1
    WHATSAPP = 2
    WEB = 3
    APP = 4


class Line(_Word):
    """What kind of line the customer's phone is."""

    MOBILE = 0
    LANDLINE = 1


class RingStrategy(_Word):
    """In which order the advisors of a schedule ring (R-CALL-4)."""

    GROUP = 0
    SEQUENTIAL = 1
    ROUND_ROBIN = 2


class EventKind(_Word):
    """What a row of the timeline is."""

    CALL = 0
    TEXT = 1
    TICKET = 2
    MESSAGE = 3
    ADVISOR = 4
    RESPOND = 5
    SAVE = 6
    BREAK = 7


class Upon(IntFlag):
    """What came of an event, a bit each, so that another can say upon which of them it follows.

    The first six are `1 << Outcome`, for a call; the others are for everything else.
    """

    ANSWERED = 1
    LEFT_VOICEMAIL = 2
    HUNG_UP_GREETING = 4
    HUNG_UP_MENU = 8
    HUNG_UP_RINGING = 16
    HUNG_UP_VOICEMAIL = 32
    HAPPENED = 64
    """It is no call, and happened."""
    SENT = 128
    """The request that an advisor made was sent to the customer."""

    SERVED = ANSWERED | LEFT_VOICEMAIL
    HUNG_UP = HUNG_UP_GREETING | HUNG_UP_MENU | HUNG_UP_RINGING | HUNG_UP_VOICEMAIL
    ENDED = SERVED | HUNG_UP
    """It is a call, and over."""


class Action(_Word):
    """What an advisor does; the first five are requests whose reply bears the same name."""

    REQUEST_PHOTO_VIDEO = 0
    REQUEST_APPROVAL = 1
    REQUEST_PAYMENT = 2
    ASK_ISSUE_RESOLVED = 3
    SHARE_VOICEHUB = 4
    CLOSE = 5
    TAKE = 6
    REASSIGN = 7
    MERGE = 8


class Phase(_Word):
    """How far an unanswered caller stays: hangs up in a phase, or leaves a voicemail."""

    GREETING = 0
    MENU = 1
    RINGING = 2
    VOICEMAIL = 3
    LEAVES_VOICEMAIL = 4


class Outcome(_Word):
    """How a call ended (R-CALL-5)."""

    ANSWERED = 0
    LEFT_VOICEMAIL = 1
    HUNG_UP_GREETING = 2
    HUNG_UP_MENU = 3
    HUNG_UP_RINGING = 4
    HUNG_UP_VOICEMAIL = 5


class Rla(_Word):
    """Whether Ring Last Advisor applied to a call, or the first thing that stood against it (R-RLA-1 to R-RLA-3)."""

    APPLIED = 0
    NO_ACTIVE_SCHEDULE = 1
    OFF = 2
    UNKNOWN_CALLER = 3
    NO_OPEN_TICKET = 4
    OFF_FOR_TICKET_TEAM = 5
    UNASSIGNED = 6
    ADVISOR_NOT_ON_SCHEDULE = 7


class Reason(_Word):
    """Why a reply was not sent; SENT when it was. The order is the precedence of behaviour.md, section 5."""

    SENT = 0
    WRONG_CHANNEL = 1
    OUTCOME_DIFFERS = 2
    WITHIN_BUSINESS_HOURS = 3
    NOT_FIRST_MESSAGE = 4
    NO_ADVISOR = 5
    ALREADY_SENT = 6
    DISABLED = 7
    SUPERSEDED = 8
    WITHHELD_NUMBER = 9
    LANDLINE = 10
    OPTED_OUT = 11
    WHATSAPP_WINDOW_CLOSED = 12
    PAYMENTS_UNAVAILABLE = 13
    QUIET_PERIOD = 14


class Title(_Word):
    """The title the platform gives a ticket; OWN is the customer's, if any."""

    OWN = 0
    VOICEMAIL = 1
    MISSED_CALL = 2


class Status(_Word):
    """Whether a ticket is being worked on."""

    OPEN = 0
    CLOSED = 1


class Item(_Word):
    """What one item of a ticket's activity is (R-TKT-11); those of advisors bear their action's name."""

    REQUEST_PHOTO_VIDEO = 0
    REQUEST_APPROVAL = 1
    REQUEST_PAYMENT = 2
    ASK_ISSUE_RESOLVED = 3
    SHARE_VOICEHUB = 4
    CLOSE = 5
    TAKE = 6
    REASSIGN = 7
    CALL = 8
    VOICEMAIL = 9
    MISSED_CALL = 10
    MESSAGE = 11


class TicketRule(IntEnum):
    """The ticket rule that logged an item, by number: TKT_4 is R-TKT-4."""

    TKT_1 = 1
    TKT_2 = 2
    TKT_3 = 3
    TKT_4 = 4
    TKT_5 = 5
    TKT_7 = 7
    TKT_8 = 8
    TKT_9 = 9
    TKT_10 = 10
    TKT_11 = 11

    @property
    def rule(self) -> str:
        """The rule's id, as the rulebook writes it."""
        return f"R-TKT-{self.value}"


class Fault(_Word):
    """What is wrong with an event that names a ticket; the event then does nothing."""

    UNKNOWN_TICKET = 1
    CLOSED_TICKET = 2
    MERGE_INTO_ITSELF = 3
    NOT_A_WEB_TICKET = 4
    NOT_YOUR_TICKET = 5
    UNKNOWN_INTO = 6
    CLOSED_INTO = 7


class OptWord(IntEnum):
    """What a text message's body does to the customer's consent (R-SUP-7)."""

    NONE = 0
    STOP = 1
    START = 2
    YES = 3
