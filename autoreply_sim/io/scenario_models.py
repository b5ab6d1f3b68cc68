"""The scenario file format, version 1: the world's keys and what may stand in them.

These models are the published JSON Schema and the first check of every file. They know one field at a time;
what holds between fields (names, numbers, versions of settings) is checked where the domain's objects are built.
"""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, model_validator

from autoreply_sim import codes
from autoreply_sim.domain.policies import POLICIES
from autoreply_sim.io.scenario_times import Clock, Day, Duration, EndClock, Since, Zone
from autoreply_sim.io.scenario_values import Country, Digits, Flag, Line, Text, number, one_of, whole
from autoreply_sim.rules.catalog import REPLY_KEYS

CRITERIA = ("phone", "segment", "organization", "account")
OPERATORS = ("equals", "starts_with")
LANGUAGES = ("en", "fr")
SENDERS = ("company", "team")
TREE_KEYS = "0123456789*#"
LONGEST_QUIET_PERIOD_MIN = 525_600
LONGEST_WINDOW_H = 87_600

_POLICY_VALUES = {spec.name: tuple(spec.values) for spec in POLICIES}


def exactly_one_of(*keys: str) -> dict[str, Any]:
    """Return the JSON Schema of a group that must hold one of some keys, and only one."""
    return {"oneOf": [{"required": [key]} for key in keys]}


class Keys(BaseModel):
    """A group of keys: unknown ones are refused, and a key without a value counts as left out."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    @model_validator(mode="before")
    @classmethod
    def _without_empty_values(cls, data: object) -> object:
        if isinstance(data, dict):
            return {key: value for key, value in data.items() if value is not None}
        return data


class CompanyKeys(Keys):
    """The dealer."""

    name: Line | None = None
    country: Country = "US"
    language: Annotated[str, one_of(LANGUAGES)] = "en"


class CustomerKeys(Keys):
    """Somebody who calls and writes."""

    name: Line = ""
    phone: Digits | None = Field(default=None, description="E.164, national, or withheld; absent = withheld")
    line: Annotated[str, one_of(line.word for line in codes.Line)] = "mobile"
    opted_out: Flag = False
    segments: list[Line] = []
    organization: Line | None = None
    account: Digits | None = None


class RingKeys(Keys):
    """In which order the advisors of a schedule ring, and for how long."""

    strategy: Annotated[str, one_of(strategy.word for strategy in codes.RingStrategy)] = "group"
    ring_seconds: Annotated[int, whole(1, 3_600)] = 30


class ScheduleKeys(Keys):
    """One ring schedule."""

    title: Line
    timezone: Zone | None = Field(default=None, description="absent = the file's")
    business_hours: Flag | None = Field(default=None, description="absent = unset, assumed business hours")
    first: Day = Field(description="local date of the first occurrence")
    from_: Clock = Field(alias="from")
    to: EndClock
    repeats: Text | None = Field(default=None, description="RFC 5545 rule; absent = once")
    except_: list[Day] = Field(default=[], alias="except")
    created: Since | None = Field(default=None, description="absent = older than those with one")
    enabled: Flag = True
    draft: Flag = False
    advisors: list[Line] = []
    ring: RingKeys = RingKeys()
    call_tree: Line | None = Field(default=None, description="names one of the team's call trees")


class ChoiceKeys(Keys):
    """Where a key of a call tree leads."""

    model_config = ConfigDict(json_schema_extra=exactly_one_of("team", "advisors"))

    team: Line | None = None
    advisors: list[Line] | None = None


class TreeKeys(Keys):
    """A call tree."""

    options: dict[Annotated[str, one_of(TREE_KEYS)], ChoiceKeys]


class TargetKeys(Keys):
    """Where a routing rule leads."""

    model_config = ConfigDict(json_schema_extra=exactly_one_of("team", "advisor"))

    team: Line | None = None
    advisor: Line | None = None


class RoutingRuleKeys(Keys):
    """One routing rule."""

    name: Line
    criterion: Annotated[str, one_of(CRITERIA)]
    operator: Annotated[str, one_of(OPERATORS)]
    value: Digits
    target: TargetKeys
    created: Since | None = None


class ReplyKeys(Keys):
    """The settings of one automated reply."""

    enabled: Flag | None = None
    sender: Annotated[str, one_of(SENDERS)] | None = None
    text: Text | None = None
    quiet_period: Annotated[float, number(0, LONGEST_QUIET_PERIOD_MIN)] | None = Field(
        default=None, description="minutes; after_hours_texts only"
    )
    whatsapp_template_approved: Flag | None = None
    show: dict[str, Flag] | None = None


class SettingsKeys(Keys):
    """What a team can save."""

    ring_last_advisor: Flag | None = None
    tickets_for_missed_calls: Flag | None = None
    schedules: list[ScheduleKeys] | None = None
    call_trees: dict[Line, TreeKeys] | None = None
    routing_rules: list[RoutingRuleKeys] | None = None
    auto_replies: dict[Annotated[str, one_of(REPLY_KEYS)], ReplyKeys] | None = None


class TeamKeys(SettingsKeys):
    """A team, with the settings it has saved before the first event."""

    model_config = ConfigDict(json_schema_extra=exactly_one_of("number", "communication_team"))

    display_name: Line | None = None
    number: Digits | None = None
    communication_team: Line | None = Field(default=None, description="makes this a sub-team of that one")


class PolicyKeys(Keys):
    """The policies that differ from their defaults."""

    after_hours: Annotated[str, one_of(_POLICY_VALUES["after_hours"])] | None = None
    rla_window_hours: Annotated[float, number(0, LONGEST_WINDOW_H)] | None = None
    missed_call_without_rla: Annotated[str, one_of(_POLICY_VALUES["missed_call_without_rla"])] | None = None
    text_after_close: Annotated[str, one_of(_POLICY_VALUES["text_after_close"])] | None = None
    after_hours_answered: Annotated[str, one_of(_POLICY_VALUES["after_hours_answered"])] | None = None
    call_replies: Annotated[str, one_of(_POLICY_VALUES["call_replies"])] | None = None


class TimingKeys(Keys):
    """How long the parts of a call last."""

    greeting: Duration | None = None
    menu: Duration | None = None
    pick_up: Duration | None = None
    voicemail_prompt: Duration | None = None
    recording: Duration | None = None
