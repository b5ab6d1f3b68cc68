"""What happens in a story, as it was written: one record per event, with the number that the file gives it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from autoreply_sim.codes import Action, Channel, Phase
from autoreply_sim.domain.settings import SettingsChange


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """A customer calls a team; what they and the advisors would do is settled before anything is decided."""

    number: int
    at_ms: int
    customer: str
    team: str
    choice: str | None = None
    """The key pressed, where the call reaches a tree."""
    picks_up: tuple[str, ...] = ()
    """Who would answer if they rang; the order means nothing."""
    talk_ms: int = 180_000
    unanswered: Phase = Phase.LEAVES_VOICEMAIL
    """What the caller does if nobody picks up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A customer's SMS or WhatsApp message to a team."""

    number: int
    at_ms: int
    customer: str
    team: str
    channel: Channel
    body: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CreatedTicket:
    """A customer creates a ticket on the web or in the app."""

    number: int
    at_ms: int
    customer: str
    team: str
    channel: Channel
    title: str | None
    body: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """A customer's later message on a web or app ticket."""

    number: int
    at_ms: int
    customer: str
    ticket: int
    body: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AdvisorAction:
    """An advisor acts on a ticket, or shares the VoiceHub number with a customer."""

    number: int
    at_ms: int
    advisor: str
    action: Action
    ticket: int | None = None
    customer: str | None = None
    team: str | None = None
    into: int | None = None
    to_advisor: str | None = None
    to_team: str | None = None
    amount: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Respond:
    """A customer answers a request; it is no item of the ticket and yields nothing (R-TKT-11)."""

    number: int
    at_ms: int
    customer: str
    ticket: int
    answer: str
    """``approves``, ``pays``, ``resolved``, ``rates`` or ``sends_media``."""
    value: bool | int
    comment: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Save:
    """A team presses Save: what it names is in force from this instant on (R-MSG-27)."""

    number: int
    at_ms: int
    team: str
    change: SettingsChange


Event = Call | Text | CreatedTicket | Message | AdvisorAction | Respond | Save
