"""While the phones are down, calls ring and nobody picks them up (R-SIM-6)."""

from __future__ import annotations

import pytest

from autoreply_sim.codes import Outcome, Upon

from .drawing import calls, happen, world


@pytest.mark.parametrize(
    ("outage", "outcome"),
    [
        ((0, 60, "service"), Outcome.LEFT_VOICEMAIL),
        ((0, 60, None), Outcome.LEFT_VOICEMAIL),
        ((10, 10.001, "service"), Outcome.LEFT_VOICEMAIL),
        ((0, 10, "service"), Outcome.ANSWERED),
        ((10.001, 60, "service"), Outcome.ANSWERED),
        ((0, 60, "parts"), Outcome.ANSWERED),
    ],
)
def test_the_moment_when_a_call_comes_in_decides(
    outage: tuple[float, float, str | None], outcome: Outcome
) -> None:
    """Of the dialled team, its first instant included and its end not; the telephone rings all the same."""
    told = happen(calls(10), world=world(), outages=[outage])
    assert told.outcome(1) == outcome
    assert len(told.ledger.rings) == 1


def test_a_call_again_is_judged_by_its_own_moment() -> None:
    """The first is answered before the outage begins, the second comes during it, the third after it."""
    third = calls(100, again_s=100, upon=Upon.ENDED)
    second = calls(100, again_s=100, upon=Upon.ENDED, again=third)
    told = happen(calls(0, again=second), world=world(), outages=[(100, 200, None)])
    assert [told.outcome(number) for number in (1, 2, 3)] == [
        Outcome.ANSWERED,
        Outcome.LEFT_VOICEMAIL,
        Outcome.ANSWERED,
    ]


def test_nobody_who_becomes_free_rings_for_a_call_in_the_line() -> None:
    """Ana is free again at 66 s; the caller of the outage waits until their patience is over, the next one is taken."""
    told = happen(
        calls(0),
        calls(10, "dan", patience_s=120),
        calls(30, "eve"),
        world=world(),
        waits=("service",),
        outages=[(10, 20, None)],
    )
    assert [told.outcome(number) for number in (1, 2, 3)] == [
        Outcome.ANSWERED,
        Outcome.HUNG_UP_RINGING,
        Outcome.ANSWERED,
    ]
