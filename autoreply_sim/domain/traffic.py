"""Traffic: who calls and writes, how often, and how customers and advisors behave, as distributions.

A scenario has either events, told one by one, or traffic, from which `generate` draws a timeline. Shares are from 0
to 1, durations in milliseconds, days local to the file's zone. Where the defaults come from: docs/reference/traffic.md.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time
from enum import StrEnum
from types import MappingProxyType

from autoreply_sim.codes import Channel
from autoreply_sim.units import DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS

MAX_DAYS = 3_660
"""Ten years, leap days included."""


class Family(StrEnum):
    """The families of distributions of how long something lasts."""

    FIXED = "fixed"
    UNIFORM = "uniform"
    EXPONENTIAL = "exponential"
    LOGNORMAL = "lognormal"
    WEIBULL = "weibull"
    GAMMA = "gamma"
    NEVER = "never"
    """It does not come to pass: infinite patience, tickets that nobody closes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """How long something lasts, as a distribution.

    `scale_ms` and `shape`: fixed (value, –), uniform (least, most in ms), exponential (mean, –), lognormal (median,
    sigma), Weibull (scale, shape), gamma (mean, coefficient of variation), never (–, –).
    """

    family: Family
    scale_ms: float = 0.0
    shape: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Eventually:
    """When something comes to pass, if it does: pairs (ms after what it follows, share by then), both ascending.

    Between two points the share grows with the logarithm of the time; who is left after the last never does it. No
    points: nobody ever does.
    """

    points: tuple[tuple[int, float], ...] = ()


def fixed(value_ms: float) -> Span:
    """Return the span that always lasts as long."""
    return Span(family=Family.FIXED, scale_ms=value_ms)


@dataclass(frozen=True, slots=True, kw_only=True)
class Population:
    """The people who call and write, beside the customers that the file names.

    Their share of the contacts is skewed: weights are lognormal with `skew` as sigma (0: all alike).
    """

    people: int = 2_000
    skew: float = 1.0
    french: float = 0.0
    """Share of French names; the others are English."""
    landline: float = 0.15
    withheld: float = 0.03
    opted_out: float = 0.01
    segments: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({}))
    """Share of the people in each segment; a person may be in several."""
    organizations: int = 0
    """How many organizations there are."""
    in_organizations: float = 0.0
    """Share of the people who belong to one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Demand:
    """How many new contacts reach a team, and when; those who call or write again come on top."""

    per_day: float
    """Contacts on an average day: weekday and month factors have a mean of 1, holidays and incidents come on top."""
    hours: tuple[float, ...]
    """24 shares of a day by the hour of the local clock; they sum to 1."""
    weekdays: tuple[float, ...] = (1.0,) * 7
    """Factors from Monday to Sunday, mean 1."""
    months: tuple[float, ...] = (1.0,) * 12
    """Factors from January to December, mean 1."""
    on_holidays: float = 1.0
    """Factor on a holiday."""
    busyness: float = 0.0
    """Coefficient of variation of a day's busyness, which is Gamma-distributed with mean 1; 0: pure Poisson."""
    channels: Mapping[Channel, float] = field(default_factory=lambda: MappingProxyType({Channel.CALL: 1.0}))
    """Share of the contacts that begin by each channel; they sum to 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Customers:
    """How customers behave."""

    patience: Span = field(default_factory=lambda: Span(family=Family.WEIBULL, scale_ms=388_000, shape=0.909))
    """How long a caller lets it ring, or waits, before hanging up; counted from the moment it begins to."""
    hangs_up_in_greeting: float = 0.01
    hangs_up_in_menu: float = 0.06
    leaves_voicemail: float = 0.35
    """Share who speak when they reach the voicemail; the others hang up at its prompt."""
    menu: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({}))
    """Share of callers who press each key; the rest press none."""
    again_after_hang_up: Eventually = field(
        default_factory=lambda: Eventually(
            points=((2 * MINUTE_MS, 0.20), (HOUR_MS, 0.481), (DAY_MS, 0.667), (7 * DAY_MS, 0.75))
        )
    )
    """When a caller who hung up calls again."""
    again_after_service: Eventually = field(
        default_factory=lambda: Eventually(
            points=((5 * MINUTE_MS, 0.03), (HOUR_MS, 0.06), (DAY_MS, 0.138), (7 * DAY_MS, 0.208))
        )
    )
    """When a caller who was answered, or left a voicemail, calls again."""
    most_calls: int = 6
    """How many calls one contact makes at most."""
    later_texts: float = 0.6
    """Mean number of further texts of somebody who wrote one; geometric."""
    later_messages: float = 0.4
    """Mean number of further messages on a ticket made on the web or in the app; geometric."""
    text_gap: Span = field(
        default_factory=lambda: Span(family=Family.LOGNORMAL, scale_ms=25 * MINUTE_MS, shape=1.5)
    )
    """From one text or message to the next."""
    opts_out: float = 0.002
    """Share of those who write by SMS whose next text is STOP."""
    answers_requests: float = 0.6
    answer_delay: Span = field(
        default_factory=lambda: Span(family=Family.LOGNORMAL, scale_ms=40 * MINUTE_MS, shape=1.4)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Break:
    """A break of every advisor on every day the team works: it begins at a random time of a window (local)."""

    earliest: time
    latest: time
    length_ms: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """How the advisors of a team work."""

    answers: float = 0.92
    """Share of the telephones that ring which their advisors pick up."""
    pick_up: Span = field(default_factory=lambda: fixed(6 * SECOND_MS))
    """How long a telephone rings before it is picked up."""
    talk: Span = field(default_factory=lambda: Span(family=Family.LOGNORMAL, scale_ms=119_600.0, shape=0.953))
    """How long they talk; e to the 4.784 is 119.6 s."""
    short_calls: float = 0.064
    """Share of the calls that are over within ten seconds (uniform), whatever `talk` says."""
    after_call: Span = field(default_factory=lambda: fixed(20 * SECOND_MS))
    """After-call work, during which the advisor does not ring."""
    waits: bool = False
    """Whether callers wait for the next free advisor where all are busy; otherwise they reach the voicemail."""
    breaks: tuple[Break, ...] = ()
    takes: Span = field(
        default_factory=lambda: Span(family=Family.LOGNORMAL, scale_ms=2.1 * HOUR_MS, shape=1.2)
    )
    """From the contact until an advisor takes its ticket, if it has none; in working hours."""
    closes: Span = field(
        default_factory=lambda: Span(family=Family.LOGNORMAL, scale_ms=94 * HOUR_MS, shape=1.309)
    )
    """From the contact until an advisor closes its ticket; in working hours."""
    closes_at_all: float = 0.97
    """Share of the tickets that are ever closed."""
    request_photo_video: float = 0.05
    """Share of the contacts on whose ticket an advisor asks for it; so for the next four."""
    request_approval: float = 0.06
    request_payment: float = 0.04
    ask_issue_resolved: float = 0.15
    share_voicehub: float = 0.02
    request_delay: Span = field(
        default_factory=lambda: Span(family=Family.LOGNORMAL, scale_ms=3 * HOUR_MS, shape=1.0)
    )
    """From the contact until the advisor asks; in working hours."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamTraffic:
    """The traffic of one team. Sub-teams have no number: only web and app contacts reach them directly."""

    demand: Demand
    customers: Customers = field(default_factory=Customers)
    work: Work = field(default_factory=Work)


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    """Something out of the ordinary between two instants (UTC ms): a burst of contacts, or an outage of the phones."""

    team: str | None
    """Which team; None: all of them."""
    from_ms: int
    to_ms: int
    factor: float = 1.0
    """How many times as many contacts."""
    phones_down: bool = False
    """Whether no advisor can be reached by phone meanwhile: it rings, and nobody picks up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Traffic:
    """What is drawn: a period, and what happens in it."""

    first_day: date
    days: int
    seed: int = 1
    replications: int = 1
    teams: Mapping[str, TeamTraffic]
    """The teams that are contacted, by key."""
    population: Population = field(default_factory=Population)
    holidays: tuple[date, ...] = ()
    """In order; also those after the period, so that a longer one can be asked for."""
    incidents: tuple[Incident, ...] = ()

    def __str__(self) -> str:
        per_day = sum(team.demand.per_day for team in self.teams.values())
        return f"{self.days} days from {self.first_day}, {per_day:,.10g} contacts a day"
