"""The scenario file format, version 1: the keys of events, and of the file as a whole."""

from __future__ import annotations

from typing import Annotated

from pydantic import ConfigDict, Field

from autoreply_sim.codes import Action, Phase
from autoreply_sim.io.scenario_expect_models import ExpectKeys
from autoreply_sim.io.scenario_models import (
    CompanyKeys,
    CustomerKeys,
    Keys,
    PolicyKeys,
    SettingsKeys,
    TeamKeys,
    TimingKeys,
    exactly_one_of,
)
from autoreply_sim.io.scenario_times import Duration, Moment, Zone
from autoreply_sim.io.scenario_values import (
    Always,
    Amount,
    Digits,
    Flag,
    Line,
    Text,
    TicketNumber,
    Version,
    one_of,
    whole,
)
from autoreply_sim.io.traffic_models import TrafficKeys

MAX_EVENTS = 10_000
"""How many events one file may tell; more are traffic, and traffic is not written by hand."""

EVENT_KEYS = ("call", "text", "ticket", "message", "advisor", "respond", "save")
ANSWERS = ("approves", "pays", "resolved", "rates", "sends_media")

_PHASES = tuple(phase.word for phase in Phase if phase is not Phase.LEAVES_VOICEMAIL)


class CallKeys(Keys):
    """A customer calls a team."""

    from_: Line = Field(alias="from")
    to: Line
    choice: Digits | None = Field(default=None, description="the key pressed, where the call reaches a tree")
    picks_up: list[Line] = Field(default=[], description="the advisors who would answer if they rang")
    talk: Duration = 180_000
    hangs_up: Annotated[str, one_of(_PHASES)] | None = None
    leaves_voicemail: Flag | None = None


class TextKeys(Keys):
    """A customer's SMS or WhatsApp message to a team."""

    from_: Line = Field(alias="from")
    to: Line
    channel: Annotated[str, one_of(("sms", "whatsapp"))]
    body: Text = ""


class TicketKeys(Keys):
    """A customer creates a ticket on the web or in the app."""

    from_: Line = Field(alias="from")
    to: Line
    channel: Annotated[str, one_of(("web", "app"))]
    title: Line | None = None
    body: Text = ""


class MessageKeys(Keys):
    """A customer's later message on a web or app ticket."""

    from_: Line = Field(alias="from")
    ticket: TicketNumber
    body: Text = ""


class AdvisorKeys(Keys):
    """An advisor acts."""

    by: Line
    action: Annotated[str, one_of(action.word for action in Action)]
    ticket: TicketNumber | None = None
    customer: Line | None = Field(default=None, description="share_voicehub without a ticket: with whom")
    team: Line | None = Field(default=None, description="share_voicehub without a ticket: whose number")
    amount: Amount | None = Field(default=None, description="request_payment: what is to be paid")
    to_advisor: Line | None = None
    to_team: Line | None = None
    into: TicketNumber | None = Field(default=None, description="merge: the ticket that stays")


class RespondKeys(Keys):
    """A customer answers a request."""

    model_config = ConfigDict(json_schema_extra=exactly_one_of(*ANSWERS))

    from_: Line = Field(alias="from")
    ticket: TicketNumber
    approves: Flag | None = None
    pays: Flag | None = None
    resolved: Flag | None = None
    rates: Annotated[int, whole(1, 5)] | None = None
    sends_media: Always | None = None
    comment: Text | None = None


class SaveKeys(SettingsKeys):
    """A team presses Save."""

    team: Line


class EventKeys(Keys):
    """Something that happens at a moment."""

    model_config = ConfigDict(json_schema_extra=exactly_one_of(*EVENT_KEYS))

    at: Moment
    call: CallKeys | None = None
    text: TextKeys | None = None
    ticket: TicketKeys | None = None
    message: MessageKeys | None = None
    advisor: AdvisorKeys | None = None
    respond: RespondKeys | None = None
    save: SaveKeys | None = None


class ScenarioFile(Keys):
    """A small world, what happens in it, and what should come out; or the traffic from which that is drawn."""

    model_config = ConfigDict(
        title="Scenario file, version 1",
        json_schema_extra={
            "dependentSchemas": {"traffic": {"properties": {"events": False, "expect": False}}}
        },
    )

    version: Version
    title: Line | None = Field(default=None, description="absent = the file's name")
    timezone: Zone = Field(default="UTC", description="how times without an offset are read")
    company: CompanyKeys = CompanyKeys()
    advisors: dict[Line, Line] = Field(default_factory=dict, description="names by key")
    customers: dict[Line, CustomerKeys] = Field(default_factory=dict)
    teams: dict[Line, TeamKeys] = Field(min_length=1)
    policies: PolicyKeys = PolicyKeys()
    timing: TimingKeys = TimingKeys()
    events: list[EventKeys] = Field(default_factory=list, max_length=MAX_EVENTS)
    expect: ExpectKeys | None = None
    traffic: TrafficKeys | None = Field(
        default=None, description="what is drawn, in place of events and expect"
    )
