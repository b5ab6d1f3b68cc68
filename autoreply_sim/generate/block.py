"""One block of days: every team's contacts and the breaks, drawn and written in the order in which they begin."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from autoreply_sim.domain.traffic import Incident
from autoreply_sim.domain.world import Team
from autoreply_sim.generate.arrivals import arrivals_ms, busyness, expectation
from autoreply_sim.generate.calls import call_branches
from autoreply_sim.generate.crowd import Crowd
from autoreply_sim.generate.layout import Branch, lay_out, rows_per_contact
from autoreply_sim.generate.plan import AHEAD_DAYS, BLOCK_DAYS, Plan
from autoreply_sim.generate.sheet import Sheet
from autoreply_sim.generate.streams import Draws
from autoreply_sim.generate.whose import customers_of
from autoreply_sim.generate.writing import text_branches, ticket_branches

if TYPE_CHECKING:
    from numpy.typing import NDArray

_Part = tuple["NDArray[np.int64]", list[list[Branch]]]
"""When contacts begin (int64 [contacts], UTC ms), and their rows, those of calls apart from those of texts."""


def draw_block(plan: Plan, block: int, events: Sheet, callers: Sheet) -> None:
    """Draw one block, counted from 0, and add its rows."""
    crowds = [
        _crowd(plan, place, team, block)
        for place, team in enumerate(plan.world.teams)
        if team.key in plan.traffic.teams
    ]
    parts = [
        (crowd.at_ms, [call_branches(crowd, callers), text_branches(crowd), ticket_branches(crowd)])
        for crowd in crowds
    ]
    parts.append(_breaks(plan, block))
    _write(parts, events)


def _crowd(plan: Plan, place: int, team: Team, block: int) -> Crowd:
    incidents = [each for each in plan.traffic.incidents if each.team in {None, team.key}]
    at_ms, draws = _arrivals(plan, team.key, block, incidents)
    contacts = np.arange(len(at_ms))
    channels = _channels(plan, team.key, draws.of("channel", contacts))
    days = plan.days.cut(block * BLOCK_DAYS, (block + 1) * BLOCK_DAYS + AHEAD_DAYS)
    desk = plan.desks[team.key]
    return Crowd(
        team=place,
        traffic=plan.traffic.teams[team.key],
        draws=draws,
        at_ms=at_ms,
        channels=channels,
        customers=customers_of(plan.choice, channels, draws.of("customer", contacts)),
        days=days,
        advisors=desk.whose(draws.of("advisor", contacts)),
        hours=desk.hours(int(days.midnights_ms[0]), int(days.midnights_ms[-1])),
        has_tree=any(each.call_tree is not None for each in team.settings.schedules if each.is_in_force),
    )


def _arrivals(
    plan: Plan, team: str, block: int, incidents: Sequence[Incident]
) -> tuple[NDArray[np.int64], Draws]:
    """Return when contacts arrive, int64 [contacts] in UTC ms, and their uniforms.

    The whole block is drawn, however early the period ends: so a shorter one has the contacts of a longer one.
    """
    days = plan.days.cut(block * BLOCK_DAYS, (block + 1) * BLOCK_DAYS)
    demand, seed, replication = plan.traffic.teams[team].demand, plan.traffic.seed, plan.replication
    which = team, seed, replication, block
    busy = busyness(demand.busyness, ("busyness", *which), BLOCK_DAYS)
    expected = expectation(demand, days, plan.traffic.holidays, incidents, busy)
    at_ms = arrivals_ms(expected, ("arrivals", *which))
    draws = Draws(team=team, seed=seed, replication=replication, block=block, drawn=len(at_ms))
    return at_ms[: np.searchsorted(at_ms, plan.until_ms)], draws


def _channels(plan: Plan, team: str, values: NDArray[np.float64]) -> NDArray[np.int8]:
    mix = sorted(plan.traffic.teams[team].demand.channels.items())
    until = np.cumsum([share for _, share in mix])
    codes = np.array([channel for channel, _ in mix], np.int8)
    return codes[np.searchsorted(until[:-1] / until[-1], values, side="right")]


def _breaks(plan: Plan, block: int) -> _Part:
    edges_ms = plan.days.midnights_ms[[block * BLOCK_DAYS, (block + 1) * BLOCK_DAYS]]
    first, last = np.searchsorted(plan.breaks["at_ms"], edges_ms)
    ours = plan.breaks[first:last]
    places = np.arange(len(ours))
    return ours["at_ms"], [[Branch(level=0, of=None, parents=places, contacts=places, rows=ours)]]


def _write(parts: Sequence[_Part], events: Sheet) -> None:
    """Write the contacts of all teams, and the breaks, in the order in which they begin."""
    sizes = np.concatenate(
        [sum(rows_per_contact(branches, len(at_ms)) for branches in kinds) for at_ms, kinds in parts]
    )
    order = np.argsort(np.concatenate([at_ms for at_ms, _ in parts]), kind="stable")
    begin = events.take(int(sizes.sum()))
    starts = np.empty_like(sizes)
    starts[order] = begin + np.cumsum(sizes[order]) - sizes[order]
    done = 0
    for at_ms, kinds in parts:
        for branches in kinds:
            lay_out(branches, starts[done : done + len(at_ms)], events.records)
        done += len(at_ms)
