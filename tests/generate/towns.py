"""A small dealership with traffic, whose parts a test changes one by one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time
from typing import Any

import numpy as np
from numpy.typing import NDArray

from autoreply_sim.codes import NONE, EventKind
from autoreply_sim.domain.schedules import RingSchedule
from autoreply_sim.domain.settings import TeamSettings
from autoreply_sim.domain.traffic import Customers, Demand, Population, TeamTraffic, Traffic, Work
from autoreply_sim.domain.world import Advisor, Company, Customer, Team, World
from autoreply_sim.generate.draw import draw_traffic
from autoreply_sim.generate.people import populated
from autoreply_sim.rules.catalog import default_replies
from autoreply_sim.timeline.columns import Timeline

EVEN_HOURS = (1 / 24,) * 24
OFFICE_HOURS = (0.0,) * 8 + (0.15, 0.2, 0.15, 0.1, 0.05, 0.1, 0.15, 0.1) + (0.0,) * 8
FIRST = date(2026, 3, 2)
"""A Monday, six days before the clocks of Chicago go forward."""


def weekdays(*advisors: str, **changes: Any) -> RingSchedule:
    """Return a schedule from Monday to Friday, 8 to 17 h in Chicago."""
    usual = RingSchedule(
        title="Weekdays",
        timezone="America/Chicago",
        first=date(2026, 1, 5),
        start=time(8),
        end=time(17),
        repeats="FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR",
        advisors=advisors,
    )
    return replace(usual, **changes)


def team(key: str, *schedules: RingSchedule, number: str | None = None, **settings: Any) -> Team:
    """Return a team with a number of its own; without one, a sub-team of service."""
    saved = TeamSettings(replies=default_replies(), schedules=schedules, **settings)
    above = None if number else "service"
    return Team(key=key, display_name=key.title(), number=number, communication_team=above, settings=saved)


def town(*teams: Team, **changes: Any) -> World:
    """Return a world of these teams (or service and parts) and six advisors, with one customer whom it names."""
    usual = (
        team("service", weekdays("ana", "ben", "cho"), number="+15155550100"),
        team("parts", weekdays("dev"), number="+15155550101"),
    )
    world = World(
        company=Company(name="Prairie Equipment"),
        teams=teams or usual,
        advisors=tuple(
            Advisor(key=key, name=key.title()) for key in ("ana", "ben", "cho", "dev", "eli", "fay")
        ),
        customers=(Customer(key="carla", name="Carla Diaz", phone="+15155550142"),),
        timezone="America/Chicago",
    )
    return replace(world, **changes)


def of_team(*, customers: Customers | None = None, work: Work | None = None, **demand: Any) -> TeamTraffic:
    """Return a team's traffic: even hours and 100 calls a day unless it says otherwise."""
    wanted = Demand(**{"per_day": 100.0, "hours": EVEN_HOURS, **demand})
    return TeamTraffic(demand=wanted, customers=customers or Customers(), work=work or Work())


def traffic(service: TeamTraffic | None = None, *, days: int = 28, **changes: Any) -> Traffic:
    """Return the traffic of service alone, from FIRST on, among 200 people."""
    usual = Traffic(
        first_day=FIRST,
        days=days,
        teams={"service": service or of_team()},
        population=Population(people=200),
    )
    return replace(usual, **changes)


def drawn(wanted: Traffic, world: World | None = None, replication: int = 0) -> Timeline:
    """Return the timeline of a traffic in a town that it populates."""
    return draw_traffic(populated(world or town(), wanted), wanted, replication=replication)


def roots(timeline: Timeline, kind: EventKind | None = None) -> NDArray[np.void]:
    """Return the events that follow no other, of one kind."""
    events: NDArray[np.void] = timeline.events[timeline.events["upon"] == 0]
    return events if kind is None else events[events["kind"] == kind]


def above(timeline: Timeline) -> NDArray[np.int64]:
    """Return the row that each row follows, int64 [rows]; NONE for those that follow none.

    What the calls of a contact share counts as following the first of them.
    """
    events = timeline.events
    found = np.full(len(events), NONE, np.int64)
    calls_again = (events["kind"] == EventKind.CALL) & (events["upon"] > 0)
    for row in np.flatnonzero((events["follows"] > 0) & ~calls_again):
        first = int(events["follow_from"][row])
        last = first + int(events["follows"][row])
        assert (found[first:last] == NONE).all()
        found[first:last] = row
    calling = np.flatnonzero(events["again"] != NONE)
    assert (found[events["again"][calling]] == NONE).all()
    found[events["again"][calling]] = calling
    return found


def callers_of_contacts(timeline: Timeline) -> NDArray[np.void]:
    """Return what the callers of first calls would do."""
    callers: NDArray[np.void] = timeline.callers[roots(timeline, EventKind.CALL)["other"]]
    return callers
