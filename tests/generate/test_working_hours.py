"""Working hours: what advisors would do while it is closed, they do as it opens again."""

from __future__ import annotations

from datetime import UTC, datetime, time

import numpy as np
import pytest

from autoreply_sim.codes import NONE
from autoreply_sim.generate.working_hours import Desk, Hours, desk_of
from autoreply_sim.units import utc_ms
from tests.generate.towns import team, town, weekdays

MONDAY_MS = utc_ms(datetime(2026, 3, 2, tzinfo=UTC))
HOUR = 3_600_000


def at(day: int, hour: float) -> int:
    """Return UTC ms, counted from Monday midnight in Chicago."""
    return MONDAY_MS + int((24 * day + hour + 6) * HOUR)


@pytest.fixture(name="desk")
def _desk() -> Desk:
    service = team("service", weekdays("ben", "ana"), number="+15155550100")
    return desk_of(service, town(service), at(0, 0), at(5, 0))


def hours(desk: Desk) -> Hours:
    """Return the desk's hours for the whole window."""
    found = desk.hours(at(0, 0), at(5, 0))
    assert found is not None
    return found


def test_a_desk_knows_its_advisors_and_when_it_is_open(desk: Desk) -> None:
    """Whoever is on a schedule of the team, in the world's order; from 8 to 17 h."""
    assert desk.advisors.tolist() == [0, 1]
    assert desk.open_ms.tolist() == [[at(day, 8), at(day, 17)] for day in range(5)]


@pytest.mark.parametrize("hour", [9, 12, 16.99])
def test_open_hours_stay_as_they_are(desk: Desk, hour: float) -> None:
    """What is due while the team works, and is not catching up, is done when it is due."""
    assert hours(desk).within(np.array([at(1, hour)])).tolist() == [at(1, hour)]


def test_a_closed_stretch_is_squeezed_into_the_hour_after_it(desk: Desk) -> None:
    """In its order, from the moment the doors open: from 17 to 9 h are 16 hours, and one o'clock half of them."""
    due = np.array([at(0, 17), at(0, 19), at(1, 1), at(1, 7.999), at(1, 8), at(1, 8.5), at(1, 9)])
    meant = hours(desk).within(due)
    assert (np.diff(meant) > 0).all()
    assert meant[0] == pytest.approx(at(1, 8), abs=5)
    assert meant[2] == pytest.approx(at(1, 8.5), abs=5)
    assert meant[-1] == at(1, 9)


def test_before_the_first_opening_counts_as_closed(desk: Desk) -> None:
    """A contact in the night before the first day is worked on in the morning."""
    assert at(0, 8) < hours(desk).within(np.array([at(0, 3)]))[0] < at(0, 9)


def test_after_the_last_closing_nothing_is_done_any_more(desk: Desk) -> None:
    """Within the window it waits for its end; beyond the window nothing is known, and moments stay."""
    assert hours(desk).within(np.array([at(4, 18), at(6, 3)])).tolist() == [at(5, 0), at(6, 3)]


def test_a_short_opening_takes_all_that_waited() -> None:
    """A closed night before ten minutes of work goes into these ten minutes, not beyond them."""
    service = team("service", weekdays("ana", end=time(8, 10)), number="+15155550100")
    desk = desk_of(service, town(service), at(0, 0), at(5, 0))
    meant = hours(desk).within(np.array([at(0, 9), at(0, 20), at(1, 7.9)]))
    assert (at(1, 8) <= meant).all()
    assert (meant < at(1, 8) + 600_000).all()


@pytest.mark.parametrize("nobody", [{"enabled": False}, {"draft": True}, {"advisors": ()}])
def test_who_never_works_has_no_hours(nobody: dict[str, object]) -> None:
    """No schedule in force, or nobody on it: advisors do nothing at all."""
    service = team("service", weekdays("ana", **nobody), number="+15155550100")
    desk = desk_of(service, town(service), at(0, 0), at(5, 0))
    assert desk.hours(at(0, 0), at(5, 0)) is None


def test_a_sub_team_without_schedules_is_worked_by_its_communication_team() -> None:
    """Its tickets are taken and closed by those whose number it uses."""
    service = team("service", weekdays("cho"), number="+15155550100")
    warranty = team("warranty")
    desk = desk_of(warranty, town(service, warranty), at(0, 0), at(1, 0))
    assert desk.advisors.tolist() == [2]
    assert len(desk.open_ms) == 1


def test_every_contact_has_an_advisor_by_a_uniform(desk: Desk) -> None:
    """Evenly among those who work there; NONE where nobody does."""
    assert desk.whose(np.array([0.0, 0.49, 0.51, 0.999])).tolist() == [0, 0, 1, 1]
    empty = Desk(advisors=np.empty(0, np.int16), open_ms=desk.open_ms)
    assert empty.whose(np.array([0.5])).tolist() == [NONE]
