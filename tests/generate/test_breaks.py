"""The breaks of the advisors: whose, when, and how long."""

from __future__ import annotations

from datetime import date, time

import numpy as np
import pytest
from numpy.typing import NDArray

from autoreply_sim.codes import NONE, EventKind
from autoreply_sim.domain.traffic import Break, Work
from autoreply_sim.domain.world import World
from autoreply_sim.units import DAY_MS, HOUR_MS, MINUTE_MS
from tests.generate.towns import drawn, of_team, roots, team, town, traffic, weekdays

LUNCH = Break(earliest=time(11, 30), latest=time(13), length_ms=45 * MINUTE_MS)


def breaks(world: World, *kinds: Break, of: str = "service") -> NDArray[np.void]:
    """Return the breaks of the first week, at six hours behind UTC, that advisors of a team have."""
    works = of_team(per_day=10.0, work=Work(breaks=kinds))
    return roots(drawn(traffic(days=5, teams={of: works}), world), EventKind.BREAK)


def hours(found: NDArray[np.void]) -> NDArray[np.float64]:
    """Return the time of day of each, in hours."""
    hour: NDArray[np.float64] = (found["at_ms"] - 6 * HOUR_MS) % DAY_MS / HOUR_MS
    return hour


def test_each_advisor_has_a_break_a_day() -> None:
    """Three advisors, five days: within the window, at times of their own, and nothing but a break."""
    found = breaks(town(), LUNCH)
    assert sorted(found["advisor"].tolist()) == sorted([0, 1, 2] * 5)
    assert (found["other"] == 45 * MINUTE_MS).all()
    assert ((hours(found) >= 11.5) & (hours(found) <= 13)).all()
    assert len(set(found["at_ms"].tolist())) == 15
    assert (found["customer"] == NONE).all()
    assert (found["team"] == NONE).all()


def test_who_is_not_on_a_schedule_has_no_break() -> None:
    """Not on a day off, not outside of working hours, not by a draft; not for another team's work."""
    off = date(2026, 3, 4)
    service = team(
        "service", weekdays("ana", excepted=(off,)), weekdays("ben", draft=True), number="+15155550100"
    )
    assert breaks(town(service), LUNCH)["advisor"].tolist() == [0] * 4
    evening = Break(earliest=time(18), latest=time(19), length_ms=MINUTE_MS)
    assert not len(breaks(town(), evening))
    assert breaks(town(), LUNCH, of="parts")["advisor"].tolist() == [3] * 5


def test_breaks_of_two_teams_are_one_if_they_are_alike() -> None:
    """Who works for two teams with the same break takes it once."""
    teams = (
        team("service", weekdays("ana"), number="+15155550100"),
        team("parts", weekdays("ana"), number="+15155550101"),
    )
    works = of_team(per_day=10.0, work=Work(breaks=(LUNCH,)))
    both = drawn(traffic(days=5, teams={"service": works, "parts": works}), town(*teams))
    assert len(roots(both, EventKind.BREAK)) == 5


def test_a_colleague_changes_nobodys_breaks() -> None:
    """Each advisor's are drawn for themselves, each kind for itself."""
    alone = breaks(town(team("service", weekdays("ben"), number="+15155550100")), LUNCH)
    coffee = Break(earliest=time(9), latest=time(10), length_ms=15 * MINUTE_MS)
    together = breaks(town(), LUNCH, coffee)
    theirs = together[(together["advisor"] == 1) & (together["other"] == LUNCH.length_ms)]
    assert theirs["at_ms"].tolist() == alone["at_ms"].tolist()


@pytest.mark.parametrize("days", [5, 33])
def test_breaks_begin_evenly_in_their_window(days: int) -> None:
    """All of it is used, and a fixed time is one."""
    works = of_team(per_day=10.0, work=Work(breaks=(LUNCH,)))
    found = roots(drawn(traffic(days=days, teams={"service": works})), EventKind.BREAK)
    assert hours(found[:15]).std() == pytest.approx(1.5 / 12**0.5, abs=0.12)
    noon = Break(earliest=time(12), latest=time(12), length_ms=MINUTE_MS)
    assert hours(breaks(town(), noon)) == pytest.approx(12.0)
