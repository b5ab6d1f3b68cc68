"""Exact stories of patience, pick-up times and telephones that ring in vain (R-SIM-4, R-SIM-5), to the millisecond."""

from __future__ import annotations

import pytest

from autoreply_sim.codes import NONE, Outcome, Phase, RingStrategy

from .drawing import calls, happen, rests, schedule, world

IN_TURN = (RingStrategy.SEQUENTIAL, RingStrategy.ROUND_ROBIN)


@pytest.mark.parametrize(
    ("patience_s", "outcome", "ended_s"),
    [
        (5.999, Outcome.HUNG_UP_RINGING, 5.999),
        (6, Outcome.ANSWERED, 66),
        (6.001, Outcome.ANSWERED, 66),
    ],
)
def test_a_pick_up_at_the_instant_the_patience_ends_comes_first(
    patience_s: float, outcome: Outcome, ended_s: float
) -> None:
    """R-SIM-4: who would hang up in that very moment is on the line when somebody says hello."""
    told = happen(calls(0, patience_s=patience_s), world=world())
    assert (told.outcome(1), told.ended_s(1)) == (outcome, ended_s)


@pytest.mark.parametrize(("pick_up_s", "outcome"), [(0, Outcome.ANSWERED), (0.001, Outcome.HUNG_UP_RINGING)])
def test_without_any_patience_only_an_instant_answer_is_in_time(pick_up_s: float, outcome: Outcome) -> None:
    """R-SIM-4: patience may be zero; the telephone has rung all the same."""
    told = happen(calls(0, patience_s=0, pick_up_s=pick_up_s), world=world())
    assert told.outcome(1) == outcome
    assert told.call(1)["wait_ms"] == 0
    assert told.rang(1) == [(0, "ana")]


def test_patience_counts_from_the_first_ring_through_all_steps() -> None:
    """R-SIM-4: ana rings for 10 s in vain, Ben from then on; patience of 13 s ends in Ben's step."""
    team = world(schedule("ana", "ben", strategy=RingStrategy.SEQUENTIAL, ring_s=10))
    told = happen(calls(0, ignores=1, patience_s=13), calls(100, ignores=1, patience_s=16), world=team)
    assert (told.outcome(1), told.ended_s(1)) == (Outcome.HUNG_UP_RINGING, 13)
    assert told.answered(2) == ("ben", 16)


def test_patience_that_ends_as_a_step_does_lets_the_next_telephone_ring_once() -> None:
    """R-SIM-4: the caller hangs up while it rings, so the step that begins at that instant ends at it, too."""
    team = world(schedule("ana", "ben", strategy=RingStrategy.SEQUENTIAL, ring_s=10))
    told = happen(
        calls(0, ignores=1, patience_s=10), calls(100, ignores=1, patience_s=10, pick_up_s=0), world=team
    )
    assert (told.outcome(1), told.ended_s(1)) == (Outcome.HUNG_UP_RINGING, 10)
    assert told.rang(1) == [(0, "ana"), (10, "ben")]
    assert told.answered(2) == ("ben", 10)


@pytest.mark.parametrize(
    ("patience_s", "unanswered", "outcome", "ended_s"),
    [
        (29.999, Phase.LEAVES_VOICEMAIL, Outcome.HUNG_UP_RINGING, 29.999),
        (30, Phase.LEAVES_VOICEMAIL, Outcome.LEFT_VOICEMAIL, 58),
        (31, Phase.LEAVES_VOICEMAIL, Outcome.LEFT_VOICEMAIL, 58),
        (30, Phase.VOICEMAIL, Outcome.HUNG_UP_VOICEMAIL, 34),
    ],
)
def test_who_reaches_the_voicemail_in_time_stays_as_drawn(
    patience_s: float, unanswered: Phase, outcome: Outcome, ended_s: float
) -> None:
    """R-SIM-4: nobody answers for 30 s; then the prompt takes 8 s and a message 20 s."""
    told = happen(calls(0, ignores=9, patience_s=patience_s, unanswered=unanswered), world=world())
    assert (told.outcome(1), told.ended_s(1)) == (outcome, ended_s)
    assert told.call(1)["wait_ms"] == min(patience_s, 30) * 1_000


def test_who_would_hang_up_in_a_menu_that_never_plays_has_a_patience() -> None:
    """R-SIM-4: the hang-up halfway through the ringing is for callers in stories, whose patience is no time."""
    told = happen(calls(0, ignores=9, patience_s=20, unanswered=Phase.MENU), world=world())
    assert (told.outcome(1), told.ended_s(1)) == (Outcome.HUNG_UP_RINGING, 20)
    told = happen(calls(0, ignores=9, patience_s=40, unanswered=Phase.MENU), world=world())
    assert told.outcome(1) == Outcome.HUNG_UP_VOICEMAIL


def test_a_slow_pick_up_happens_as_the_step_ends() -> None:
    """R-CALL-9, R-SIM-5: 40 s are drawn, the telephone rings for 30."""
    told = happen(
        calls(0, pick_up_s=40, patience_s=30), calls(200, pick_up_s=40, patience_s=29.999), world=world()
    )
    assert told.answered(1) == ("ana", 30)
    assert told.outcome(2) == Outcome.HUNG_UP_RINGING


@pytest.mark.parametrize(("ignores", "who"), [(0, "ana"), (1, "ben"), (2, "cho")], ids=["none", "one", "two"])
def test_in_a_group_so_many_telephones_ring_in_vain_in_the_listed_order(ignores: int, who: str) -> None:
    """R-SIM-5: all ring at once; the first of those that are answered takes the call after one pick-up time."""
    told = happen(calls(0, ignores=ignores), world=world(schedule("ana", "ben", "cho")))
    assert told.answered(1) == (who, 6)
    assert told.rang(1) == [(0, "ana"), (0, "ben"), (0, "cho")]


@pytest.mark.parametrize("strategy", IN_TURN)
@pytest.mark.parametrize(("ignores", "who", "wait_s"), [(0, "ana", 6), (1, "ben", 36), (2, "cho", 66)])
def test_in_turn_each_telephone_rings_in_vain_for_a_step(
    strategy: RingStrategy, ignores: int, who: str, wait_s: float
) -> None:
    """R-SIM-5: the count goes on from step to step."""
    told = happen(calls(0, ignores=ignores), world=world(schedule("ana", "ben", "cho", strategy=strategy)))
    assert told.answered(1) == (who, wait_s)


def test_telephones_are_counted_as_they_ring_and_round_robin_moves_on() -> None:
    """R-SIM-5, R-CALL-12: Ana answered last, so Ben's rings in vain and Cho's is answered."""
    told = happen(
        calls(0, talk_s=1),
        calls(100, ignores=1),
        world=world(schedule("ana", "ben", "cho", strategy=RingStrategy.ROUND_ROBIN)),
    )
    assert told.answered(2) == ("cho", 36)


def test_a_telephone_that_is_busy_does_not_count_as_ringing_in_vain() -> None:
    """R-SIM-5: Ana talks; Ben's is the first that rings, Cho's the first that is answered."""
    told = happen(calls(0), calls(10, "dan", ignores=1), world=world(schedule("ana", "ben", "cho")))
    assert told.answered(2) == ("cho", 6)
    assert told.rang(2) == [(0, "ben"), (0, "cho")]


def test_who_would_have_answered_and_is_taken_away_leaves_the_others_ringing_in_vain() -> None:
    """R-CALL-9, R-SIM-5: the count is of telephones; that Ben is gone does not make Ana answer."""
    told = happen(
        calls(0, "carla", ignores=1, pick_up_s=10, patience_s=20),
        calls(1, "dan", ignores=1, pick_up_s=5),
        world=world(schedule("ana", "ben")),
    )
    assert told.answered(2) == ("ben", 5)
    assert (told.outcome(1), told.ended_s(1)) == (Outcome.HUNG_UP_RINGING, 20)


def test_an_answer_that_comes_to_nothing_as_the_patience_ends_is_a_hang_up() -> None:
    """R-SIM-4: pick-up and patience fall together, but Ana has just taken another call."""
    told = happen(calls(0, "carla", pick_up_s=10, patience_s=10), calls(1, "dan", pick_up_s=5), world=world())
    assert told.answered(2) == ("ana", 5)
    assert (told.outcome(1), told.ended_s(1)) == (Outcome.HUNG_UP_RINGING, 10)


def test_an_advisor_is_not_rung_during_after_call_work() -> None:
    """R-SIM-3: from the end of the call on; free at the instant it is over."""
    events = calls(0, talk_s=60, after_call_s=20)  # picked up at 6 s, over at 66 s, free at 86 s
    for at_s, outcome in ((85.999, Outcome.LEFT_VOICEMAIL), (86, Outcome.ANSWERED)):
        told = happen(events, calls(at_s, "dan"), world=world())
        assert told.outcome(2) == outcome
        assert told.ended_s(1) == 66


@pytest.mark.parametrize(("at_s", "free_at_s"), [(-100, 200), (30, 386), (70, 386), (86, 386), (90, 390)])
def test_a_break_begins_when_the_call_and_its_work_are_over(at_s: float, free_at_s: float) -> None:
    """R-SIM-3: five minutes, due before a call, while it lasts, in its after-call work, as that ends, and later."""
    first = calls(0, talk_s=60, after_call_s=20)
    for later_s, is_free in ((free_at_s - 0.001, False), (free_at_s, True)):
        told = happen(rests(at_s, "ana", 300), first, calls(later_s, "dan"), world=world())
        assert (told.rang(2) == [(0, "ana")]) is is_free


def test_who_goes_on_a_break_while_it_rings_does_not_answer() -> None:
    """R-SIM-3, R-CALL-9: as if they had taken another call."""
    told = happen(
        calls(0, pick_up_s=6), rests(5, "ana", 1), calls(100, "dan"), rests(106, "ana", 1), world=world()
    )
    assert told.outcome(1) == Outcome.LEFT_VOICEMAIL
    assert told.answered(2) == ("ana", 6)  # the pick-up is an earlier event's, and so comes first


def test_a_break_of_somebody_who_does_not_ring_changes_nothing() -> None:
    """R-SIM-3."""
    told = happen(rests(0, "cho", 600), calls(1), world=world())
    assert told.answered(1) == ("ana", 6)


@pytest.mark.parametrize(("phase", "outcome"), [
    (Phase.GREETING, Outcome.HUNG_UP_GREETING),
    (Phase.LEAVES_VOICEMAIL, Outcome.LEFT_VOICEMAIL),
])  # fmt: skip
def test_who_never_rings_has_not_waited_for_anybody(phase: Phase, outcome: Outcome) -> None:
    """A hang-up in the greeting waits for nobody; a caller for whom nobody is there reaches the voicemail at once."""
    told = happen(rests(0, "ana", 60), calls(1, unanswered=phase), world=world())
    assert told.outcome(1) == outcome
    assert told.call(1)["wait_ms"] == (NONE if phase == Phase.GREETING else 0)
