"""The events behind a number: as many rows as the number says, in the hours in which they happened."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import numpy as np
import pytest

import autoreply_sim
from autoreply_sim.analytics.behind import by_hour, rows_behind, weekly_hours
from autoreply_sim.analytics.measure import measure
from autoreply_sim.analytics.scope import Scope
from autoreply_sim.codes import EventKind
from autoreply_sim.experiment.replication import begins_ms
from autoreply_sim.experiment.simulate import simulate
from autoreply_sim.units import DAY_MS, HOUR_MS, MINUTE_MS, local

COUNTED = (
    "offered",
    "answered",
    "left_voicemail",
    "hung_up_ringing",
    "missed",
    "contacts",
    "contacts_with_word",
    "left_without_word",
    "replies_sent",
    "tickets_made",
    "tickets_beside_open",
    "missed_joined",
    "reopened",
)


@pytest.fixture(scope="module", params=["two_person_shop", "french_group"])
def scope(request: pytest.FixtureRequest) -> Scope:
    """Four weeks of a preset, without the first."""
    desk = autoreply_sim.load(f"data/presets/{request.param}.yaml")
    run = simulate(desk, days=28, replications=1, keep=True).runs[0]
    return Scope(whole=run.ledger, from_ms=begins_ms(desk) + 7 * DAY_MS)


def test_there_are_as_many_events_as_the_number_says(scope: Scope) -> None:
    """Of every count, every reply, every reason and every origin."""
    sums = measure(scope.whole, scope.from_ms)
    keys = [*COUNTED, *(key for key in sums if key.partition(":")[0] in ("sent", "held", "tickets"))]
    found = {key: len(rows_behind(scope, key)) for key in keys}

    assert found == {key: sums[key] for key in keys}
    assert sum(found.values()) > 1_000


def test_events_come_in_the_order_of_time_and_within_the_period(scope: Scope) -> None:
    """Nothing of the warm-up is shown."""
    for key in COUNTED:
        at_ms = scope.whole.at_ms[rows_behind(scope, key)]

        assert (np.diff(at_ms) >= 0).all()
        assert (at_ms >= scope.from_ms).all()


def test_calls_are_behind_calls(scope: Scope) -> None:
    """The rows lead to events of that kind."""
    kinds = scope.whole.column("kind")[rows_behind(scope, "offered")]

    assert set(kinds.tolist()) == {EventKind.CALL}


@pytest.mark.parametrize("key", ["wait_ms", "sent:nothing", "held:sent", "tickets:moon", ""])
def test_what_counts_no_events_is_refused(scope: Scope, key: str) -> None:
    """A sum of times has no events behind it."""
    with pytest.raises(ValueError, match="counts no events"):
        rows_behind(scope, key)


@pytest.mark.parametrize("zone", ["America/Chicago", "Europe/Paris", "Australia/Lord_Howe", "Asia/Kolkata"])
def test_hours_are_those_of_the_wall_clock(zone: str) -> None:
    """Also on the days on which the clock changes, by half an hour too."""
    clock = ZoneInfo(zone)
    at_ms = np.arange(1_767_225_600_000, 1_767_225_600_000 + 300 * DAY_MS, 7 * HOUR_MS + 11 * MINUTE_MS)
    walls = [local(int(moment), clock) for moment in at_ms]

    assert weekly_hours(at_ms, clock).tolist() == [wall.weekday() * 24 + wall.hour for wall in walls]
    assert by_hour(at_ms, clock).sum() == len(at_ms)
    assert by_hour(at_ms[:0], clock).sum() == 0
