"""Laws between two runs: what one change does to the same customers, and what it leaves alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import time
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from autoreply_sim.analytics.digest import digest
from autoreply_sim.codes import NONE, EventKind, Reason, Rla
from autoreply_sim.domain.scenario import Scenario
from autoreply_sim.domain.traffic import Eventually
from autoreply_sim.domain.world import World
from autoreply_sim.experiment.simulate import simulate
from autoreply_sim.generate.draw import draw, populate
from autoreply_sim.io.variant import but
from autoreply_sim.rules.catalog import CATALOG

from .queues import Caller, fates
from .years import PRESETS, Lived, live, preset

SHOP = next(path for path in PRESETS if path.stem == "two_person_shop")
CENTRE = next(path for path in PRESETS if path.stem == "contact_centre")
DAYS = 6
REPLIES = tuple(trigger.key for trigger in CATALOG)
Decisions = Counter[tuple[int, ...]]


@pytest.fixture(scope="module", name="on")
def _on() -> Lived:
    return live(_with_all_replies(CENTRE), compiled=True)


@pytest.mark.compiled
@pytest.mark.parametrize("off", REPLIES)
def test_a_reply_that_is_switched_off_is_never_sent_and_leaves_the_rest_alone(on: Lived, off: str) -> None:
    """Decisions of moments that do not concern it stay; so do tickets, and activity but for requests not logged.

    Where the reply is off, it may make room for one that it superseded, at the same moment and nowhere else.
    """
    without = live(_with_all_replies(CENTRE, but_for=off), compiled=True, timeline=on.timeline)
    place = REPLIES.index(off)
    assert _sent(on, place) > 0, "nothing is shown where it is never sent"
    assert _sent(without, place) == 0
    assert columns_of_tickets(on) == columns_of_tickets(without)
    assert _others(on, place) == _others(without, place)
    lost = _activity(on) - _activity(without)
    assert _activity(without) <= _activity(on)
    requests = {item for *_, item in lost}
    assert requests <= {int(action) for action in range(5) if CATALOG[place].key == _key_of_action(action)}
    assert lost.total() == (_sent(on, place) if requests else 0)


@pytest.mark.parametrize("path", PRESETS, ids=lambda path: path.stem)
def test_the_same_customers_do_the_same_whatever_is_switched(path: Path) -> None:
    """Common random numbers: no toggle moves a byte of what is drawn."""
    scenario = preset(path, 3)
    drawn = draw(scenario, populate(scenario))
    for variant in (_with_all_replies(path, days=3), _with_all_replies(path, on=False, days=3)):
        teams = {
            team.key: {
                "ring_last_advisor": not team.settings.ring_last_advisor,
                "tickets_for_missed_calls": not team.settings.tickets_for_missed_calls,
            }
            for team in scenario.world.teams
        }
        again = but(variant, teams=teams)
        other = draw(again, populate(again))
        assert drawn.events.tobytes() == other.events.tobytes()
        assert drawn.callers.tobytes() == other.callers.tobytes()


@pytest.mark.compiled
@pytest.mark.parametrize("path", PRESETS, ids=lambda path: path.stem)
def test_machine_code_and_plain_python_leave_the_same_bytes(path: Path) -> None:
    """Two days of every preset, every column of every record."""
    scenario = preset(path, 2)
    plain = live(scenario, compiled=False)
    fast = live(scenario, compiled=True, timeline=plain.timeline)
    assert digest(fast.ledger) == digest(plain.ledger)


def test_a_run_is_the_same_whatever_the_number_of_workers() -> None:
    """The digest of all replications, and of each."""
    scenario = preset(SHOP, 2)
    alone = simulate(scenario, replications=4, compiled=False)
    shared = simulate(scenario, replications=4, workers=2, compiled=False)
    assert [one.digest for one in alone.each] == [one.digest for one in shared.each]
    assert alone.digest == shared.digest
    assert len({one.digest for one in alone.each}) == 4


PATIENT = st.builds(
    Caller,
    at_s=st.integers(0, 30),
    talk_s=st.integers(0, 12),
    after_call_s=st.integers(0, 3),
)


@settings(max_examples=200, derandomize=True, database=None, deadline=None)
@given(callers=st.lists(PATIENT, min_size=1, max_size=16), agents=st.integers(1, 4))
def test_with_one_more_advisor_no_patient_caller_waits_longer(callers: list[Caller], agents: int) -> None:
    """First come, first served: on the same draws the work before each caller can only shrink (Kiefer, Wolfowitz)."""
    callers.sort(key=lambda caller: caller.at_s)
    fewer, more = fates(callers, [range(agents)]), fates(callers, [range(agents + 1)])
    assert all(after.wait_s <= before.wait_s for before, after in zip(fewer, more, strict=True))


def test_with_one_more_advisor_a_caller_may_wait_longer_where_others_hang_up() -> None:
    """The law needs patience without end: who would have hung up is served, and talks while others wait.

    What does hold then is in the long run: the Erlang A tables, whose share of hang-ups falls with each advisor.
    """
    callers = [
        Caller(at_s=0, talk_s=10),
        Caller(at_s=1, talk_s=11, patience_s=20),
        Caller(at_s=2, talk_s=100, patience_s=9),
        Caller(at_s=3, talk_s=100, patience_s=10),
        Caller(at_s=15, talk_s=1),
    ]
    alone, both = fates(callers, [[0]]), fates(callers, [[0, 1]])
    assert [fate.gave_up for fate in alone] == [False, False, True, True, False]
    assert not any(fate.gave_up for fate in both)
    assert (alone[-1].wait_s, both[-1].wait_s) == (6, 95)


@pytest.mark.compiled
def test_longer_business_hours_never_yield_more_after_hours_replies() -> None:
    """On the same timeline, for hours that hide no others, after hours is less; so are the replies to calls and texts.

    The law is about the same moments: so nobody calls again (who is answered more calls less, or later), and the two
    run on one timeline, because what advisors do, and when, is drawn within the schedules.
    """
    scenario = _nobody_calls_again(_with_all_replies(SHOP, days=60))
    longer = _with_hours(scenario, "Afternoons", time(13), time(20))
    before = live(scenario, compiled=True)
    after = live(longer, compiled=True, timeline=before.timeline)
    counts = []
    for reply in ("after_hours_calls", "after_hours_texts", "after_hours_ticket"):
        place = REPLIES.index(reply)
        assert _sent(after, place) <= _sent(before, place)
        counts.append(_sent(before, place) - _sent(after, place))
    assert counts[0] > 0
    assert counts[1] > 0
    assert (after.ledger.calls["after_hours"] <= before.ledger.calls["after_hours"]).all()


@pytest.mark.compiled
def test_ring_last_advisor_changes_who_is_rung_and_never_who_calls() -> None:
    """R-RLA-1, R-TKT-1: first calls are the same; where it applies, the ticket's advisor rings first and logs there."""
    scenario = preset(CENTRE, DAYS)
    off = live(_with_rla(scenario, on=False), compiled=True)
    on = live(_with_rla(scenario, on=True), compiled=True, timeline=off.timeline)
    applied = on.ledger.calls["rla"] == Rla.APPLIED
    assert applied.sum() > 20
    assert not (off.ledger.calls["rla"] == Rla.APPLIED).any()
    assert _first_calls(on) == _first_calls(off)
    calls, first = np.unique(on.ledger.rings["call"], return_index=True)
    first_rung = np.full(len(on.ledger.calls), NONE)
    first_rung[calls] = on.ledger.rings["advisor"][first]
    choice = on.ledger.calls["first_choice"]
    alone = np.flatnonzero(applied & (first_rung == choice))
    assert len(alone) > 10
    joined = on.ledger.calls[applied & (on.ledger.calls["answered_by"] == choice)]
    closed_ms = on.ledger.tickets["closed_ms"][joined["rla_ticket"]]
    closed_meanwhile = (joined["came_ms"] <= closed_ms) & (closed_ms <= joined["ended_ms"])
    assert ((joined["ticket"] == joined["rla_ticket"]) | closed_meanwhile).all()
    assert _answered_by(on) != _answered_by(off)


def columns_of_tickets(lived: Lived) -> list[tuple[int, ...]]:
    """Every ticket: the event that made it, and everything that does not name a row of what happened."""
    tickets = lived.ledger.tickets
    names = ("created_ms", "closed_ms", "customer", "team", "line", "advisor", "channel", "title", "status")
    made_by = lived.numbers[tickets["row"]]
    return list(zip(made_by.tolist(), *(tickets[name].tolist() for name in names), strict=True))


def _sent(lived: Lived, reply: int) -> int:
    made = lived.ledger.decisions
    return int(((made["reply"] == reply) & (made["reason"] == Reason.SENT)).sum())


def _others(lived: Lived, reply: int) -> Decisions:
    """The decisions of all moments that do not concern a reply, those of rows that both runs share."""
    made = lived.ledger.decisions
    key = np.stack([made["row"], made["moment"]])
    concerned = {tuple(pair) for pair in key[:, made["reply"] == reply].T.tolist()}
    numbers = lived.numbers[made["row"]]
    names = ("at_ms", "ticket", "customer", "team", "advisor", "channel", "moment", "reply", "reason")
    rows = zip(key.T.tolist(), numbers.tolist(), *(made[name].tolist() for name in names), strict=True)
    return Counter(tuple(row) for pair, *row in rows if tuple(pair) not in concerned)


def _activity(lived: Lived) -> Decisions:
    items = lived.ledger.items
    numbers = lived.numbers[items["row"]]
    names = ("at_ms", "ticket", "item")
    return Counter(zip(numbers.tolist(), *(items[name].tolist() for name in names), strict=True))


def _key_of_action(action: int) -> str:
    return next(t.key for t in CATALOG if t.key == REPLIES[REPLIES.index("request_photo_video") + action])


def _with_all_replies(path: Path, *, on: bool = True, but_for: str = "", days: int = DAYS) -> Scenario:
    """A preset whose teams have switched all replies on, or all off."""
    scenario = preset(path, days)
    wanted = {key: {"enabled": on and key != but_for} for key in REPLIES}
    return but(scenario, teams={team.key: {"auto_replies": wanted} for team in scenario.world.teams})


def _with_rla(scenario: Scenario, *, on: bool) -> Scenario:
    return but(scenario, teams={team.key: {"ring_last_advisor": on} for team in scenario.world.teams})


def _nobody_calls_again(scenario: Scenario) -> Scenario:
    assert scenario.traffic is not None
    never = Eventually()
    teams = {
        key: replace(
            team, customers=replace(team.customers, again_after_hang_up=never, again_after_service=never)
        )
        for key, team in scenario.traffic.teams.items()
    }
    return replace(scenario, traffic=replace(scenario.traffic, teams=teams))


def _with_hours(scenario: Scenario, title: str, start: time, end: time) -> Scenario:
    """A scenario in whose first team a schedule of that title has other hours."""
    first, *others = scenario.world.teams
    schedules = tuple(
        replace(one, start=start, end=end) if one.title == title else one for one in first.settings.schedules
    )
    changed = replace(first, settings=replace(first.settings, schedules=schedules))
    world: World = replace(scenario.world, teams=(changed, *others))
    return replace(scenario, world=world)


def _first_calls(lived: Lived) -> Sequence[tuple[int, int, int]]:
    calls = lived.ledger.calls
    first = lived.timeline.events["upon"][calls["event"]] == 0
    columns = (calls["event"][first], calls["came_ms"][first], calls["after_hours"][first])
    return sorted(zip(*(column.tolist() for column in columns), strict=True))


def _answered_by(lived: Lived) -> dict[int, int]:
    calls = lived.ledger.calls
    assert (lived.kinds[calls["row"]] == EventKind.CALL).all()
    return dict(zip(calls["event"].tolist(), calls["answered_by"].tolist(), strict=True))
