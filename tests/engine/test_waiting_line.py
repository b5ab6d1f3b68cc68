"""Exact stories of the line of callers who wait for the next free advisor (R-SIM-2)."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType
from typing import Any

import pytest

from autoreply_sim.codes import NONE, Action, Outcome, Phase, RingStrategy, Rla, Upon
from autoreply_sim.domain.settings import RoutingRule, TreeChoice
from autoreply_sim.domain.world import World

from .drawing import LONG_S, Drawn, Happened, acts, calls, creates, happen, rests, schedule, world

SERVICE = ("service",)
EVERYBODY = ("service", "parts")
STRATEGIES = tuple(RingStrategy)
AT_ONCE: dict[str, Any] = {"pick_up_s": 0}
"""Answered the moment it rings."""


def wait(*events: Drawn, world: World, waits: tuple[str, ...] = SERVICE) -> Happened:
    """Run a timeline in which service's callers wait."""
    return happen(*events, world=world, waits=waits)


def test_who_waits_rings_as_soon_as_the_advisor_is_free() -> None:
    """R-SIM-2: Ana's call and its after-call work are over at 80 s; the wait counts from the first moment."""
    told = wait(calls(0, talk_s=60, after_call_s=20, **AT_ONCE), calls(10, "dan", talk_s=30), world=world())
    assert told.rang(2) == [(70, "ana")]
    assert told.answered(2) == ("ana", 76)
    assert told.ended_s(2) == 116


def test_without_a_line_the_same_caller_reaches_the_voicemail() -> None:
    """R-CALL-8: whether callers wait is their team's traffic to say."""
    told = happen(calls(0), calls(10, "dan"), world=world())
    assert told.outcome(2) == Outcome.LEFT_VOICEMAIL
    assert told.call(2)["wait_ms"] == 0


def test_nobody_waits_where_nobody_is_busy() -> None:
    """R-SIM-2: Ana did not answer and is free; no call of hers will end."""
    told = wait(calls(0, ignores=9), world=world())
    assert told.outcome(1) == Outcome.LEFT_VOICEMAIL


def test_nobody_waits_for_a_team_that_is_closed() -> None:
    """R-CALL-1, R-SIM-2: no schedule is active before 8:00, though Ana is busy."""
    told = wait(rests(-200, "ana", 600), calls(-100), world=world())
    assert (told.outcome(1), told.rang(1)) == (Outcome.LEFT_VOICEMAIL, [])


@pytest.mark.parametrize("strategy", STRATEGIES)
def test_who_waits_first_is_taken_first(strategy: RingStrategy) -> None:
    """R-SIM-2: in the order in which they began to wait, whatever the strategy."""
    told = wait(
        calls(0, "carla", **AT_ONCE),
        calls(10, "dan", **AT_ONCE),
        calls(20, "eve", **AT_ONCE),
        calls(30, "fred", **AT_ONCE),
        world=world(schedule("ana", strategy=strategy)),
    )
    assert [told.answered(number)[1] for number in (1, 2, 3, 4)] == [0, 50, 100, 150]


def test_who_gives_up_leaves_the_line_to_the_others() -> None:
    """R-SIM-2: the first, one in the middle, and the last hang up before anybody is free."""
    told = wait(
        calls(0, "carla", talk_s=100, **AT_ONCE),
        *(calls(at_s, "dan", patience_s=patience_s, **AT_ONCE) for at_s, patience_s in GIVING_UP),
        world=world(),
    )
    assert [told.outcome(number) for number in range(2, 7)] == [
        Outcome.HUNG_UP_RINGING,
        Outcome.ANSWERED,
        Outcome.HUNG_UP_RINGING,
        Outcome.ANSWERED,
        Outcome.HUNG_UP_RINGING,
    ]
    assert (told.answered(3)[1], told.answered(5)[1]) == (98, 156)


GIVING_UP = ((1, 10), (2, LONG_S), (3, 20), (4, LONG_S), (5, 5))
"""When each begins to wait, and how long they do, in seconds."""


def test_the_line_is_empty_when_the_only_one_in_it_gave_up() -> None:
    """R-SIM-2: the advisor becomes free for nobody, and whoever calls later rings at once."""
    told = wait(
        calls(0, **AT_ONCE), calls(1, "dan", patience_s=5), calls(61, "eve", **AT_ONCE), world=world()
    )
    assert told.outcome(2) == Outcome.HUNG_UP_RINGING
    assert told.answered(3) == ("ana", 0)


@pytest.mark.parametrize(
    ("patience_s", "outcome"), [(50, Outcome.ANSWERED), (49.999, Outcome.HUNG_UP_RINGING)]
)
def test_patience_that_ends_as_an_advisor_becomes_free_is_long_enough_for_an_instant_answer(
    patience_s: float, outcome: Outcome
) -> None:
    """R-SIM-2, R-SIM-4: becoming free comes before anything else, and a pick-up before the hang-up."""
    told = wait(calls(0, **AT_ONCE), calls(10, "dan", patience_s=patience_s, **AT_ONCE), world=world())
    assert told.outcome(2) == outcome
    assert told.ended_s(2) == (120 if outcome == Outcome.ANSWERED else 59.999)


@pytest.mark.parametrize(
    ("patience_s", "outcome"), [(56, Outcome.ANSWERED), (55.999, Outcome.HUNG_UP_RINGING)]
)
def test_who_rings_from_the_line_is_as_patient_as_before(patience_s: float, outcome: Outcome) -> None:
    """R-SIM-4: Ana rings from the 50th second of waiting on, and would pick up at the 56th."""
    told = wait(calls(0, **AT_ONCE), calls(10, "dan", patience_s=patience_s), world=world())
    assert told.outcome(2) == outcome
    assert told.rang(2) == [(50, "ana")]


def test_an_advisor_whose_caller_gives_up_while_it_rings_takes_the_next() -> None:
    """R-SIM-2: she is free again when that telephone stops ringing."""
    told = wait(
        calls(0, **AT_ONCE),
        calls(10, "dan", patience_s=53),
        calls(20, "eve", **AT_ONCE),
        world=world(),
    )
    assert (told.outcome(2), told.ended_s(2)) == (Outcome.HUNG_UP_RINGING, 63)
    assert told.answered(3) == ("ana", 43)


def test_an_advisor_whose_caller_gives_up_the_moment_it_rings_takes_the_next_at_once() -> None:
    """R-SIM-2: the first in the line has no time left for a pick-up; the next rings at the same instant."""
    told = wait(calls(0, **AT_ONCE), calls(10, "dan", patience_s=50), calls(20, "eve"), world=world())
    assert (told.outcome(2), told.ended_s(2)) == (Outcome.HUNG_UP_RINGING, 60)
    assert told.rang(3) == [(40, "ana")]
    assert told.answered(3) == ("ana", 46)


def test_calls_that_take_no_time_are_all_taken_at_one_instant() -> None:
    """R-SIM-2: an advisor who is free again at once rings for the next."""
    short: dict[str, Any] = {"talk_s": 0, "pick_up_s": 0}
    told = wait(calls(0, **AT_ONCE), *(calls(at_s, "dan", **short) for at_s in (10, 20, 30)), world=world())
    assert [told.ended_s(number) for number in (2, 3, 4)] == [60, 60, 60]


def test_an_advisor_who_lets_it_ring_out_rings_again_for_the_same_caller() -> None:
    """R-SIM-2, R-SIM-5: the caller keeps the place; the same telephone counts once more, and is answered."""
    told = wait(calls(0, **AT_ONCE), calls(10, "dan", ignores=2), calls(20, "eve", **AT_ONCE), world=world())
    assert told.rang(2) == [(50, "ana"), (80, "ana"), (110, "ana")]
    assert told.answered(2) == ("ana", 116)
    assert told.answered(3) == ("ana", 166)


def test_telephones_that_rang_before_the_line_count_for_it() -> None:
    """R-SIM-5: Ben's rang in vain for a step; Ana's, when she is free, is the next and is answered."""
    told = wait(
        calls(0, talk_s=100, **AT_ONCE),
        calls(10, "dan", ignores=1, **AT_ONCE),
        world=world(schedule("ana", "ben")),
    )
    assert told.rang(2) == [(0, "ben"), (90, "ana")]
    assert told.answered(2) == ("ana", 90)


def test_while_one_telephone_rings_in_vain_another_advisor_takes_the_next_caller() -> None:
    """R-SIM-2: the first in the line who rings nobody else."""
    told = wait(
        calls(0, "carla", talk_s=60, **AT_ONCE),  # Ana
        calls(1, "carla", talk_s=69, **AT_ONCE),  # Ben, free at 70 s
        calls(10, "dan", ignores=1, **AT_ONCE),  # Ana's rings in vain from 60 s to 90 s
        calls(20, "eve", talk_s=10, **AT_ONCE),
        world=world(schedule("ana", "ben")),
    )
    assert told.answered(4) == ("ben", 50)
    assert told.rang(3) == [(50, "ana"), (80, "ana")]  # Ben is free at 80 s, ten too early
    assert told.answered(3) == ("ana", 80)


def test_an_advisor_who_rings_in_vain_does_not_ring_for_anybody_else_meanwhile() -> None:
    """R-SIM-2: a telephone rings for one caller of the line at a time, and for nobody who calls then."""
    told = wait(calls(0, **AT_ONCE), calls(10, "dan", ignores=1), calls(70, "eve", **AT_ONCE), world=world())
    assert told.answered(2) == ("ana", 86)
    assert told.rang(3) == [(86, "ana")]


def test_a_caller_of_the_same_instant_does_not_overtake_the_line() -> None:
    """R-SIM-2: Ana is free at 60 s; who has waited is taken before who calls at 60 s."""
    told = wait(calls(0, **AT_ONCE), calls(10, "dan", **AT_ONCE), calls(60, "eve", **AT_ONCE), world=world())
    assert (told.answered(2)[1], told.answered(3)[1]) == (50, 60)


def test_of_two_who_become_free_at_one_instant_the_first_in_the_list_of_advisors_rings() -> None:
    """R-SIM-2: a total order, whatever happened before; Ben, who answered first, is not awaited first."""
    told = wait(
        rests(-1, "ana", 3),  # so that Ben answers first
        calls(0, talk_s=60, **AT_ONCE),
        calls(10, talk_s=50, **AT_ONCE),
        calls(20, "dan", **AT_ONCE),
        calls(21, "eve", **AT_ONCE),
        world=world(schedule("ben", "ana")),
    )
    assert [told.answered(number)[0] for number in (1, 2, 3, 4)] == ["ben", "ana", "ana", "ben"]


def test_a_break_while_somebody_waits_is_waited_for() -> None:
    """R-SIM-2, R-SIM-3: it begins after the call, and the caller rings when it is over."""
    told = wait(calls(0, **AT_ONCE), calls(10, "dan", **AT_ONCE), rests(30, "ana", 300), world=world())
    assert told.answered(2) == ("ana", 350)


def test_a_break_is_waited_for_where_nobody_is_on_a_call() -> None:
    """R-SIM-3: as if they were on another call."""
    told = wait(rests(0, "ana", 300), calls(10, **AT_ONCE), world=world())
    assert told.answered(1) == ("ana", 290)


def test_who_comes_back_from_a_break_rings_for_whoever_waits() -> None:
    """R-SIM-2: Ben let it ring out and was not awaited; but after his break he becomes free like anybody."""
    told = wait(
        calls(0, talk_s=1_000, **AT_ONCE),
        calls(10, "dan", ignores=1, **AT_ONCE),
        rests(50, "ben", 60),
        world=world(schedule("ana", "ben")),
    )
    assert told.rang(2) == [(0, "ben"), (100, "ben")]
    assert told.answered(2) == ("ben", 100)


def test_an_advisor_who_was_not_awaited_is_so_once_they_answer_somebody_else() -> None:
    """R-SIM-2: Ben let it ring out, then takes a call of parts; when that is over he rings for the line."""
    told = wait(
        calls(0, talk_s=1_000, **AT_ONCE),
        calls(10, "dan", ignores=1, **AT_ONCE),
        calls(50, "eve", to="parts", talk_s=60, **AT_ONCE),
        world=world(schedule("ana", "ben")),
    )
    assert told.answered(2) == ("ben", 100)


def test_two_teams_that_share_an_advisor_share_the_line() -> None:
    """R-SIM-2: one line for all teams, but each caller is taken by advisors of their own team alone."""
    told = wait(
        calls(0, "carla", talk_s=60, **AT_ONCE),  # service: Ana
        calls(1, "carla", to="parts", talk_s=99, **AT_ONCE),  # parts: Ben
        calls(10, "dan", to="parts", **AT_ONCE),
        calls(20, "eve", **AT_ONCE),
        world=world(schedule("ana"), parts=schedule("ben", "ana")),
        waits=EVERYBODY,
    )
    assert told.answered(3) == ("ana", 50)
    assert told.answered(4) == ("ana", 100)


def test_an_advisor_passes_over_callers_whom_they_may_not_take() -> None:
    """R-SIM-2: Ben is free first, and the first in the line is service's, for whom he does not work."""
    told = wait(
        calls(0, "carla", talk_s=100, **AT_ONCE),
        calls(1, "carla", to="parts", talk_s=49, **AT_ONCE),
        calls(10, "dan", **AT_ONCE),
        calls(20, "eve", to="parts", **AT_ONCE),
        world=world(),
        waits=EVERYBODY,
    )
    assert told.answered(4) == ("ben", 30)
    assert told.answered(3) == ("ana", 90)


@pytest.mark.parametrize(("waits", "outcome"), [
    (("parts",), Outcome.ANSWERED),
    (("service",), Outcome.LEFT_VOICEMAIL),
])  # fmt: skip
@pytest.mark.parametrize("by", ["rule", "key"])
def test_after_a_hand_over_the_team_that_holds_the_call_says_whether_its_caller_waits(
    waits: tuple[str, ...], outcome: Outcome, by: str
) -> None:
    """R-SIM-2, R-RUL-2, R-CALL-6: as its schedule and its advisors are that team's, too."""
    told = wait(
        calls(0, "carla", to="parts", **AT_ONCE),
        calls(10, "dan", key="1", **AT_ONCE),
        world=_handing_over(by),
        waits=waits,
    )
    assert told.outcome(2) == outcome


def _handing_over(by: str) -> World:
    """A world in which Dan's call to service goes to parts, by a routing rule or by the key that he presses."""
    if by == "rule":
        rule = RoutingRule(
            name="dan", criterion="phone", operator="equals", value="+15155550101", team="parts"
        )
        return world(routing_rules=(rule,))
    tree = MappingProxyType({"main": MappingProxyType({"1": TreeChoice(team="parts")})})
    return world(replace(schedule("ana"), call_tree="main"), call_trees=tree)


def _loyal(*service: str) -> World:
    return world(schedule(*service), ring_last_advisor=True)


OWN_TICKET = creates(0, "dan", then=[acts(1, Action.TAKE, Upon.HAPPENED, by="ben")])
"""Ben takes Dan's ticket."""


def test_a_first_choice_who_is_busy_is_passed_over_where_others_are_free() -> None:
    """R-CALL-3, R-SIM-2: nobody waits for a particular advisor while somebody else can answer."""
    told = wait(
        OWN_TICKET,
        calls(10, "carla", ignores=1, **AT_ONCE),  # Ben
        calls(20, "dan", **AT_ONCE),
        world=_loyal("ana", "ben"),
    )
    assert told.call(2)["rla"] == Rla.APPLIED
    assert told.answered(2) == ("ana", 0)


def test_in_the_line_the_first_choice_is_taken_like_any_other() -> None:
    """R-SIM-2: whoever is free first, here Ana; the call then gets a ticket of its own (R-TKT-2)."""
    told = wait(
        OWN_TICKET,
        calls(10, "carla", talk_s=90, ignores=1, **AT_ONCE),  # Ben until 100 s
        calls(11, "carla", talk_s=49, **AT_ONCE),  # Ana until 60 s
        calls(20, "dan", **AT_ONCE),
        world=_loyal("ana", "ben"),
    )
    assert told.answered(3) == ("ana", 40)
    assert told.call(3)["ticket"] != told.call(3)["rla_ticket"]


def test_a_first_choice_who_is_the_only_one_is_waited_for_and_logs_on_the_ticket() -> None:
    """R-SIM-2, R-TKT-1: the advisor of the ticket answered, if late."""
    told = wait(
        OWN_TICKET,
        calls(10, "carla", talk_s=90, **AT_ONCE),
        calls(20, "dan", **AT_ONCE),
        world=_loyal("ben"),
    )
    assert told.answered(2) == ("ben", 80)
    assert told.call(2)["ticket"] == told.call(2)["rla_ticket"] == 0


def test_a_first_choice_from_another_team_is_awaited() -> None:
    """R-RLA-2, R-SIM-2: the ticket is parts', on whose schedule Ben is; service's call awaits him and takes him."""
    told = wait(
        creates(0, "dan", then=[acts(1, Action.REASSIGN, Upon.HAPPENED, to="parts", then=[
            acts(1, Action.TAKE, Upon.HAPPENED, by="ben")])]),
        calls(10, "carla", talk_s=200, **AT_ONCE),  # Ana until 210 s
        calls(11, "carla", to="parts", talk_s=90, **AT_ONCE),  # Ben until 101 s
        calls(20, "dan", **AT_ONCE),
        world=_sharing_tickets(),
    )  # fmt: skip
    assert told.call(3)["rla"] == Rla.APPLIED
    assert told.answered(3) == ("ben", 81)


def _sharing_tickets() -> World:
    """A world in which parts is a sub-team of service and both ring the last advisor."""
    known = _loyal("ana")
    service, parts = known.teams
    below = replace(
        parts,
        number=None,
        communication_team="service",
        settings=replace(parts.settings, ring_last_advisor=True),
    )
    return replace(known, teams=(service, below))


def test_hanging_up_in_the_line_is_hanging_up_while_it_rings() -> None:
    """R-SIM-2: with its reply and its ticket, and nobody's telephone has rung."""
    told = wait(
        calls(0, **AT_ONCE),
        calls(10, "dan", patience_s=20, unanswered=Phase.VOICEMAIL),
        world=world(),
    )
    record = told.call(2)
    assert (record["outcome"], record["wait_ms"]) == (Outcome.HUNG_UP_RINGING, 20_000)
    assert record["answered_by"] == NONE
    assert told.rang(2) == []


def test_without_any_patience_nobody_stands_in_the_line_for_a_moment() -> None:
    """R-SIM-4: who cannot ring at once hangs up at once."""
    told = wait(calls(0, **AT_ONCE), calls(10, "dan", patience_s=0), calls(11, "eve"), world=world())
    assert (told.outcome(2), told.ended_s(2)) == (Outcome.HUNG_UP_RINGING, 10)
    assert told.answered(3) == ("ana", 55)


def test_patience_that_was_spent_on_telephones_is_over_in_the_line() -> None:
    """R-SIM-4: Ben's rang for all of the 30 s that the caller had; reaching the line, they are gone."""
    told = wait(
        calls(0, talk_s=100, **AT_ONCE),
        calls(10, "dan", ignores=1, patience_s=30),
        world=world(schedule("ana", "ben")),
    )
    assert (told.outcome(2), told.ended_s(2)) == (Outcome.HUNG_UP_RINGING, 40)


def test_a_caller_ends_once_where_the_patience_would_have_ended_with_the_talk() -> None:
    """R-SIM-4: patience is over once somebody answers, and its end is nothing any more."""
    told = wait(calls(0, **AT_ONCE), calls(10, "dan", patience_s=110, **AT_ONCE), world=world())
    assert told.answered(2) == ("ana", 50)
    assert told.ended_s(2) == 120
    assert told.sent() == ["after_successful_call"] * 2


def test_who_waits_past_closing_time_is_answered_all_the_same() -> None:
    """R-SCH-6: whom a call rings is settled as it comes in; 17:00 is 32,400 s after 8:00."""
    told = wait(calls(32_300, talk_s=300, **AT_ONCE), calls(32_399, "dan", **AT_ONCE), world=world())
    assert told.answered(2) == ("ana", 201)


@pytest.mark.parametrize("missing", ["patience_ms", "ignores"])
def test_a_caller_of_a_story_cannot_wait(missing: str) -> None:
    """Whoever waits has a patience, and telephones that ring in vain are counted, or nobody knew when it ends."""
    caller = calls(0)
    assert caller.caller is not None
    with pytest.raises(ValueError, match="callers who may wait need"):
        happen(
            replace(caller, caller={**caller.caller, missing: NONE}),
            world=world(),
            waits=EVERYBODY,
        )
