"""The scenario file format, version 1: the keys of what should come out.

An item is matched on the fields it names, so an empty value here is a value: `advisor: null` expects nobody.
The defaults of fields are never read.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated

from pydantic import BaseModel, ConfigDict

from autoreply_sim.codes import Channel, Outcome, Reason, Rla, Status
from autoreply_sim.io.scenario_times import Moment
from autoreply_sim.io.scenario_values import (
    Digits,
    EventNumber,
    Flag,
    Line,
    Text,
    TicketNumber,
    one_of,
    whole,
)
from autoreply_sim.rules.catalog import REPLY_KEYS

LISTS = ("replies", "tickets", "calls", "decisions")
VERDICTS = ("sent", "not_sent")
REASONS = tuple(reason.word for reason in Reason if reason is not Reason.SENT)

_NEVER = datetime(1970, 1, 1, tzinfo=UTC)
_Reply = Annotated[str, one_of(REPLY_KEYS)]
_ReplyChannel = Annotated[str, one_of(channel.word for channel in Channel if channel is not Channel.CALL)]
_TicketChannel = Annotated[str, one_of(channel.word for channel in Channel)]
_Count = Annotated[int, whole(0, 999_999)]


class _Item(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class ReplyItem(_Item):
    """A reply that is sent."""

    event: EventNumber = 0
    at: Moment = _NEVER
    reply: _Reply = ""
    team: Line = ""
    customer: Line = ""
    channel: _ReplyChannel = ""
    ticket: TicketNumber | None = None
    text: Text = ""
    encoding: Annotated[str, one_of(("GSM-7", "UCS-2"))] | None = None
    segments: _Count | None = None


class TicketItem(_Item):
    """A ticket as it is in the end."""

    ticket: TicketNumber = 0
    team: Line = ""
    number: Digits = ""
    customer: Line = ""
    channel: _TicketChannel = ""
    title: Line | None = None
    advisor: Line | None = None
    status: Annotated[str, one_of(status.word for status in Status)] = ""
    created_at: Moment = _NEVER
    closed_at: Moment | None = None
    merged_into: TicketNumber | None = None
    activity: _Count = 0


class CallItem(_Item):
    """A call as it went."""

    event: EventNumber = 0
    outcome: Annotated[str, one_of(outcome.word for outcome in Outcome)] = ""
    rang: list[Line] = []
    answered_by: Line | None = None
    held_by: Line = ""
    ticket: TicketNumber | None = None
    after_hours: Flag = False
    started_at: Moment = _NEVER
    ended_at: Moment = _NEVER
    rla: Annotated[str, one_of(word.word for word in Rla)] = ""


class DecisionItem(_Item):
    """Whether a reply was sent, and why not."""

    event: EventNumber = 0
    reply: _Reply = ""
    verdict: Annotated[str, one_of(VERDICTS)] = ""
    reason: Annotated[str, one_of(REASONS)] | None = None
    rule: Line = ""
    sentence: Text = ""


class ExpectKeys(_Item):
    """What should come out: exactly these replies and tickets, at least these calls and decisions."""

    replies: list[ReplyItem] = []
    tickets: list[TicketItem] = []
    calls: list[CallItem] = []
    decisions: list[DecisionItem] = []
