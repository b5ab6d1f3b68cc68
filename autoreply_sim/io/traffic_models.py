"""The scenario file format, version 1: the keys of `traffic`.

Everything has a default but the period and each team's `per_day`. A key that a group leaves out keeps the value of
the group above it: a team's `customers` change those of the file, which change our defaults.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from autoreply_sim.codes import Channel
from autoreply_sim.domain.traffic import MAX_DAYS
from autoreply_sim.io.scenario_models import TREE_KEYS, Keys
from autoreply_sim.io.scenario_times import Clock, Day, Moment
from autoreply_sim.io.scenario_values import Country, Line, number, one_of, whole
from autoreply_sim.io.traffic_spans import Again, Lasts, MayLast
from autoreply_sim.io.traffic_values import FACTOR, SHARE, SOME_TIME

MOST_PEOPLE = 1_000_000
MOST_PER_DAY = 100_000
MOST_CALLS = 50
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
WHEN_BUSY = ("voicemail", "wait")

Share = Annotated[float, SHARE]
Factor = Annotated[float, FACTOR]
Weight = Annotated[float, number(0, 1_000_000)]
Hour = Annotated[str, one_of(map(str, range(24)))]
Weekday = Annotated[str, one_of(WEEKDAYS)]
Month = Annotated[str, one_of(map(str, range(1, 13)))]


class OrganizationKeys(Keys):
    """The organizations that some of the people belong to."""

    count: Annotated[int, whole(0, 100_000)] = 0
    share: Share = 0.0


class PeopleKeys(Keys):
    """The people who call and write, beside the customers that the file names."""

    count: Annotated[int, whole(0, MOST_PEOPLE)] | None = None
    skew: Annotated[float, number(0, 5)] | None = None
    french: Share | None = None
    landline: Share | None = None
    withheld: Share | None = None
    opted_out: Share | None = None
    segments: dict[Line, Share] | None = None
    organizations: OrganizationKeys | None = None


class HolidayKeys(Keys):
    """The days on which there is less to do, or more."""

    country: Country | None = Field(
        default=None, description="whose public holidays count; absent = nobody's"
    )
    subdivision: Line | None = Field(default=None, description="a state, a province, an overseas department")
    add: list[Day] = Field(default_factory=list)
    remove: list[Day] = Field(default_factory=list)


class HangUpKeys(Keys):
    """Where callers hang up before anybody rings."""

    greeting: Share | None = None
    menu: Share | None = None


class CallAgainKeys(Keys):
    """When callers call again."""

    after_hang_up: Again | None = None
    after_service: Again | None = None
    most_calls: Annotated[int, whole(1, MOST_CALLS)] | None = Field(
        default=None, description="how many calls one contact makes at most"
    )


class HabitKeys(Keys):
    """How customers behave."""

    patience: MayLast | None = None
    hangs_up: HangUpKeys = Field(default_factory=HangUpKeys)
    leaves_voicemail: Share | None = None
    presses: dict[Annotated[str, one_of(TREE_KEYS)], Share] | None = None
    calls_again: CallAgainKeys = Field(default_factory=CallAgainKeys)
    later_texts: Annotated[float, number(0, 20)] | None = None
    later_messages: Annotated[float, number(0, 20)] | None = None
    text_gap: Lasts | None = None
    opts_out: Share | None = None
    answers_requests: Share | None = None
    answer_delay: Lasts | None = None


class BreakKeys(Keys):
    """A break of every advisor on every day the team works; it begins between `from` and `to`."""

    from_: Clock = Field(alias="from")
    to: Clock
    length: Annotated[int, SOME_TIME]


class RequestKeys(Keys):
    """The share of contacts on whose ticket an advisor asks for something."""

    request_photo_video: Share | None = None
    request_approval: Share | None = None
    request_payment: Share | None = None
    ask_issue_resolved: Share | None = None
    share_voicehub: Share | None = None


class WorkKeys(Keys):
    """How the advisors of a team work."""

    answers: Share | None = None
    pick_up: Lasts | None = None
    talk: Lasts | None = None
    short_calls: Share | None = None
    after_call: Lasts | None = None
    when_all_are_busy: Annotated[str, one_of(WHEN_BUSY)] | None = None
    breaks: list[BreakKeys] | None = None
    takes: MayLast | None = None
    closes: MayLast | None = None
    closes_at_all: Share | None = None
    requests: RequestKeys = Field(default_factory=RequestKeys)
    request_delay: Lasts | None = None


class TeamTrafficKeys(Keys):
    """How many contacts a team has, and when."""

    per_day: Annotated[float, number(0, MOST_PER_DAY)] = Field(description="new contacts on an average day")
    hours: dict[Hour, Weight] | None = Field(default=None, description="weights; hours left out have none")
    weekdays: dict[Weekday, Weight] = Field(default_factory=dict, description="factors; days left out have 1")
    months: dict[Month, Weight] = Field(default_factory=dict, description="factors; months left out have 1")
    on_holidays: Factor = 1.0
    busyness: Share = Field(default=0.0, description="coefficient of variation from day to day")
    channels: dict[Annotated[str, one_of(channel.word for channel in Channel)], Weight] | None = None
    customers: HabitKeys = Field(default_factory=HabitKeys)
    advisors: WorkKeys = Field(default_factory=WorkKeys)


class IncidentKeys(Keys):
    """Something out of the ordinary."""

    team: Line | None = Field(default=None, description="absent = all teams")
    from_: Moment = Field(alias="from")
    to: Moment
    factor: Factor | None = None
    phones: Annotated[str, one_of(("down",))] | None = None


class TrafficKeys(Keys):
    """What is drawn in place of events: a period, and what happens in it."""

    from_: Day = Field(alias="from")
    days: Annotated[int, whole(1, MAX_DAYS)]
    seed: Annotated[int, whole(0, 999_999_999)] = 1
    replications: Annotated[int, whole(1, 10_000)] = 1
    people: PeopleKeys = Field(default_factory=PeopleKeys)
    holidays: HolidayKeys = Field(default_factory=HolidayKeys)
    customers: HabitKeys = Field(default_factory=HabitKeys)
    advisors: WorkKeys = Field(default_factory=WorkKeys)
    teams: dict[Line, TeamTrafficKeys] = Field(json_schema_extra={"minProperties": 1})
    incidents: list[IncidentKeys] = Field(default_factory=list)
