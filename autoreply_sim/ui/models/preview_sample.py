"""Whom a preview is for: a customer, an advisor, a ticket and a moment after hours, made the same way every time.

People come from the company where it has any. The moment is found in the team's schedules, never on a clock.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from functools import lru_cache
from typing import Final, TypeAlias

import numpy as np

from autoreply_sim.analytics.replytext import language_of, opening_words, opens, shown
from autoreply_sim.domain.openings import compile_openings
from autoreply_sim.domain.policies import Policies
from autoreply_sim.domain.schedules import RingSchedule, instant_ms
from autoreply_sim.domain.settings import ReplySettings
from autoreply_sim.domain.world import Team, World
from autoreply_sim.errors import did_you_mean
from autoreply_sim.texts.fields import AFTER_HOURS
from autoreply_sim.texts.render import amount_phrase, link_for
from autoreply_sim.units import DAY_MS, HOUR_MS

Values: TypeAlias = dict[str, str | bool]
"""What fills the fields of a text, by their names."""

_PEOPLE: Final = {"en": ("Carla Diaz", "Ana Ruiz"), "fr": ("Camille Martin", "Julien Moreau")}
"""A customer and an advisor for a company that has none."""
_NIGHT_MS: Final = 6 * HOUR_MS
"""A team that closes for less has a break, not an evening."""
_SEARCHED_MS: Final = 40 * DAY_MS
_NO_SCHEDULES: Final = date(2026, 1, 5)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """The moment that a preview shows."""

    customer: str
    """The customer's name; empty = unknown."""
    advisor: str
    at_ms: int
    """UTC; after hours, where the team closes at all."""
    ticket: int | None = 128
    amount: Decimal = Decimal(125)


def find_team(world: World, key: str) -> Team:
    """Return the team of that key. Raises ValueError, with the nearest right key, if there is none."""
    teams = {team.key: team for team in world.teams}
    if key not in teams:
        raise ValueError(f"no team is called {key!r}; {did_you_mean(key, teams)}")
    return teams[key]


def sample_of(world: World, team: str, customer: str = "") -> Sample:
    """Return the sample for a team, with this customer's name or else that of the company's first customer."""
    known = _PEOPLE[language_of(world.company)]
    schedules = schedules_of(world, find_team(world, team))
    ringing = {key for schedule in schedules for key in schedule.advisors}
    advisors = sorted(world.advisors, key=lambda advisor: advisor.key not in ringing)
    return Sample(
        customer=customer or next((one.name for one in world.customers if one.name), known[0]),
        advisor=next((advisor.name for advisor in advisors), known[1]),
        at_ms=_after_hours_ms(schedules, world.policies, world.timezone),
    )


def schedules_of(world: World, team: Team) -> tuple[RingSchedule, ...]:
    """Return the schedules that a team opens by: its own, or of a sub-team that has none, the one it goes through."""
    parent = next((other for other in world.teams if other.key == team.communication_team), team)
    return team.settings.schedules or parent.settings.schedules


def values_of(world: World, team: Team, reply: str, settings: ReplySettings, sample: Sample) -> Values:
    """Return the value of every field of a reply for a sample, as a customer of the company would read it."""
    language = language_of(world.company)
    company = world.company.name or team.display_name
    values: Values = {
        **shown(reply, settings),
        "sender_name": company if settings.sender == "company" else team.display_name,
        "company_name": company,
        "team_name": team.display_name,
        "customer_name": sample.customer,
        "advisor_name": sample.advisor,
        "ticket_number": "" if sample.ticket is None else str(sample.ticket),
        "voicehub_number": world.voicehub_number(team),
        "link": link_for(reply, sample.ticket or 1),
    }
    if reply in AFTER_HOURS:
        schedules = schedules_of(world, team)
        values["next_opening"] = opening_words(schedules, sample.at_ms, world.policies, language)
    if reply == "request_payment":
        values["amount"] = _amount(world, sample)
    return values


def _amount(world: World, sample: Sample) -> str:
    try:
        return amount_phrase(sample.amount, world.company.country, language_of(world.company))
    except ValueError:  # a country without a currency, where payments are not offered anyway (R-SUP-5)
        return str(sample.amount)


@lru_cache(maxsize=256)
def _after_hours_ms(schedules: tuple[RingSchedule, ...], policies: Policies, timezone: str) -> int:
    """An hour after the team's first evening, or halfway through its first break; some noon if it never closes."""
    is_open = opens(policies)
    in_force = [one for one in schedules if one.is_in_force and is_open(one)]
    day = min((one.first for one in in_force), default=_NO_SCHEDULES)
    from_ms = instant_ms(in_force[0].timezone if in_force else timezone, day, time(12))
    openings = compile_openings(schedules, from_ms, from_ms + _SEARCHED_MS)
    open_ = np.array([is_open(one) for one in schedules] + [False])[openings.effective]
    ends_ms = np.append(openings.starts_ms[1:], from_ms + _SEARCHED_MS)
    closings = [
        (int(openings.starts_ms[place]), int(ends_ms[place]))
        for place in np.flatnonzero(~open_)
        if place and open_[place - 1]
    ]
    evenings = [closing for closing in closings if closing[1] - closing[0] >= _NIGHT_MS]
    for start_ms, end_ms in (evenings or closings)[:1]:
        return start_ms + min(HOUR_MS, (end_ms - start_ms) // 2)
    return from_ms
