"""How many rows a traffic takes, before any of them is drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from autoreply_sim.codes import Channel
from autoreply_sim.domain.traffic import Family, Span, TeamTraffic, Traffic
from autoreply_sim.domain.world import World
from autoreply_sim.generate.arrivals import expectation
from autoreply_sim.generate.calendar import days_from
from autoreply_sim.generate.quantiles import share_at_all

if TYPE_CHECKING:
    from autoreply_sim.generate.calendar import Days


def expected_rows(traffic: Traffic, world: World) -> int:
    """Return how many rows of EVENT a timeline of this traffic takes on average, if everybody worked every day."""
    days = days_from(traffic.first_day, traffic.days, world.timezone)
    of_teams = (
        _contacts(key, team, traffic, days) * (_calls(team) + _rows_of_others(team))
        for key, team in traffic.teams.items()
    )
    return int(sum(of_teams)) + _breaks_a_day(traffic, world) * traffic.days + 1


def expected_callers(traffic: Traffic, world: World) -> int:
    """Return how many calls a timeline of this traffic has, on average and rounded up: one row of CALLER each."""
    days = days_from(traffic.first_day, traffic.days, world.timezone)
    calls = (
        _contacts(key, team, traffic, days) * _share(team, Channel.CALL) * _chain(team)
        for key, team in traffic.teams.items()
    )
    return int(sum(calls)) + 1


def _contacts(key: str, team: TeamTraffic, traffic: Traffic, days: Days) -> float:
    incidents = [each for each in traffic.incidents if each.team in {None, key}]
    even = np.ones(traffic.days)
    return float(expectation(team.demand, days, traffic.holidays, incidents, even)[1][-1])


def _breaks_a_day(traffic: Traffic, world: World) -> int:
    found = 0
    for team in world.teams:
        if team.key in traffic.teams:
            advisors = {key for schedule in team.settings.schedules for key in schedule.advisors}
            found += len(advisors) * len(traffic.teams[team.key].work.breaks)
    return found


def _share(team: TeamTraffic, *channels: Channel) -> float:
    return sum(team.demand.channels.get(channel, 0.0) for channel in channels)


def _chain(team: TeamTraffic) -> float:
    """Return how many calls are drawn for a contact that begins with one."""
    customers = team.customers
    again = max(share_at_all(customers.again_after_hang_up), share_at_all(customers.again_after_service))
    return sum(again**depth for depth in range(customers.most_calls))


def _at_all(span: Span, share: float = 1.0) -> float:
    return 0.0 if span.family == Family.NEVER else share


def _work(team: TeamTraffic) -> float:
    """Return how many rows of work a contact brings: a take, a close, requests and their answers."""
    work, customers = team.work, team.customers
    answered = (
        work.request_photo_video + work.request_approval + work.request_payment + work.ask_issue_resolved
    )
    answers = _at_all(customers.answer_delay, customers.answers_requests)
    requests = _at_all(work.request_delay, answered * (1.0 + answers) + work.share_voicehub)
    return _at_all(work.takes) + _closes(team) + requests


def _closes(team: TeamTraffic) -> float:
    return _at_all(team.work.closes, team.work.closes_at_all)


def _calls(team: TeamTraffic) -> float:
    return _share(team, Channel.CALL) * (_chain(team) + _work(team))


def _rows_of_others(team: TeamTraffic) -> float:
    first = 1.0 + _work(team)
    later = (team.customers.later_texts + team.customers.opts_out) * (1.0 + _closes(team))
    texts = _share(team, Channel.SMS, Channel.WHATSAPP) * (first + later)
    return texts + _share(team, Channel.WEB, Channel.APP) * (first + team.customers.later_messages)
