"""Whole timelines: the same bytes always, what depends on what, and how they are laid out."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from autoreply_sim.codes import NONE, Channel, EventKind, Upon
from autoreply_sim.domain.scenario import Scenario
from autoreply_sim.domain.traffic import Customers, Eventually, Family, Population, Span, Traffic, Work, fixed
from autoreply_sim.generate.block import draw_block
from autoreply_sim.generate.capacity import expected_callers, expected_rows
from autoreply_sim.generate.draw import draw, draw_traffic, populate
from autoreply_sim.generate.people import populated
from autoreply_sim.generate.plan import plan_of
from autoreply_sim.generate.sheet import Sheet
from autoreply_sim.timeline.columns import CALLER, EVENT, Timeline
from tests.generate.towns import above, drawn, of_team, roots, team, town, traffic, weekdays
from tests.pace import effort

MIX = {Channel.CALL: 0.6, Channel.SMS: 0.15, Channel.WHATSAPP: 0.05, Channel.WEB: 0.15, Channel.APP: 0.05}


def mixed(**changes: Any) -> Traffic:
    """Return traffic of two teams by every channel, for two months."""
    teams = {"service": of_team(channels=MIX, busyness=0.2), "parts": of_team(channels=MIX, per_day=60.0)}
    return traffic(**{"days": 56, "teams": teams, **changes})


def digest(timeline: Timeline) -> str:
    """Return the hash of a timeline's bytes."""
    return hashlib.sha256(timeline.events.tobytes() + timeline.callers.tobytes()).hexdigest()


@pytest.fixture(name="timeline", scope="module")
def _timeline() -> Timeline:
    return drawn(mixed())


def test_a_run_is_its_scenario_seed_and_replication(timeline: Timeline) -> None:
    """The same gives the same bytes; another seed or replication gives others."""
    assert digest(drawn(mixed())) == digest(timeline)
    others = [drawn(mixed(seed=2)), drawn(mixed(), replication=1), drawn(mixed(seed=2), replication=1)]
    assert len({digest(timeline), *map(digest, others)}) == 4


@pytest.mark.parametrize("days", [1, 28, 30])
def test_a_longer_period_begins_as_a_shorter_one(timeline: Timeline, days: int) -> None:
    """Days are drawn by blocks of 28: thirty days are a prefix of fifty-six, to the byte."""
    short = drawn(mixed(days=days))
    rows, calls = len(short.events), len(short.callers)
    assert short.until_ms < timeline.until_ms
    cut = timeline.events[:rows].copy()
    mine = short.events.copy()
    # Callers of the block that was cut short stand closer together.
    assert days % 28 or np.array_equal(short.callers, timeline.callers[:calls])
    for each, of in ((cut, timeline), (mine, short)):
        calling = each["kind"] == EventKind.CALL
        told = of.callers[each["other"][calling]]
        each["other"] = NONE
        assert len(told) == calls
    assert np.array_equal(mine, cut)
    assert roots(timeline)["at_ms"][len(roots(short))] >= short.until_ms


def of_service(timeline: Timeline, *without: str) -> NDArray[np.void]:
    """Return the contacts of service, as rows without the columns that other teams' rows move about."""
    events, up = timeline.events, above(timeline)
    top = np.arange(len(events))
    while (up[top] != NONE).any():
        top = np.where(up[top] == NONE, top, up[top])
    ours: NDArray[np.void] = events[events["team"][top] == 0]
    for column in ("follow_from", "again", "other", *without):
        ours[column] = 0
    return ours


def test_another_teams_traffic_changes_nothing_here(timeline: Timeline) -> None:
    """Streams are a team's own."""
    alone = drawn(mixed(teams={"service": mixed().teams["service"]}))
    busier = drawn(mixed(teams={**mixed().teams, "parts": of_team(per_day=200.0)}))
    for other in (alone, busier):
        assert np.array_equal(of_service(other), of_service(timeline))


def test_settings_and_staff_change_no_draw(timeline: Timeline) -> None:
    """Ring Last Advisor and toggles change nothing at all; one more advisor only who acts on which ticket."""
    service = town().teams[0]
    saved = replace(service.settings, ring_last_advisor=True, tickets_for_missed_calls=True)
    toggled = town(replace(service, settings=saved), town().teams[1])
    assert digest(drawn(mixed(), toggled)) == digest(timeline)
    more = team("service", weekdays("ana", "ben", "cho", "eli"), number="+15155550100")
    staffed = drawn(mixed(), town(more, town().teams[1]))
    assert np.array_equal(of_service(staffed, "advisor"), of_service(timeline, "advisor"))
    assert np.array_equal(staffed.callers, timeline.callers)


@pytest.mark.parametrize(
    ("changes", "columns"),
    [
        ({"customers": Customers(patience=fixed(1_000))}, {"patience_ms"}),
        ({"customers": Customers(leaves_voicemail=0.9)}, {"unanswered"}),
        ({"customers": Customers(menu={"1": 0.5})}, {"key"}),
        ({"work": Work(answers=0.5)}, {"ignores"}),
        ({"work": Work(pick_up=fixed(3_000))}, {"pick_up_ms"}),
        ({"work": Work(after_call=fixed(0))}, {"after_call_ms"}),
    ],
)
def test_a_purpose_changes_its_own_column_alone(changes: dict[str, Any], columns: set[str]) -> None:
    """Other patience: the same calls at the same times, with the same talk."""
    usual, other = drawn(traffic()), drawn(traffic(of_team(**changes)))
    assert np.array_equal(usual.events, other.events)
    names = CALLER.names or ()
    assert {name for name in names if not np.array_equal(usual.callers[name], other.callers[name])} == columns


def test_first_calls_stay_when_people_call_again_more_often() -> None:
    """And so do second calls that are there in both: each has an address by contact and depth."""
    often = Customers(again_after_service=Eventually(points=((60_000, 0.5),)))
    usual, more = drawn(traffic()), drawn(traffic(of_team(customers=often)))
    for column in ("at_ms", "customer"):
        assert np.array_equal(roots(usual)[column], roots(more)[column])
    firsts = [told.callers[roots(told)["other"]] for told in (usual, more)]
    assert np.array_equal(*firsts)


def test_every_row_follows_one_other_or_none(timeline: Timeline) -> None:
    """What follows stands after what it follows; its neighbours follow the same; who follows none has a moment."""
    up = above(timeline)
    follows = timeline.events["upon"] > 0
    assert np.array_equal(up != NONE, follows)
    assert (up[follows] < np.flatnonzero(follows)).all()
    own = timeline.events[(timeline.events["kind"] != EventKind.CALL) | ~follows]
    calls_again = timeline.events["again"] != NONE
    assert int(own["follows"].sum()) + int(calls_again.sum()) == int(follows.sum())


def test_contacts_stand_in_order_of_arrival(timeline: Timeline) -> None:
    """Roots by time; a contact's rows together before the next contact's."""
    up, first = above(timeline), timeline.events["upon"] == 0
    assert (np.diff(timeline.events["at_ms"][first]) >= 0).all()
    contact = np.maximum.accumulate(np.where(first, np.arange(len(first)), 0))
    assert (contact[up[~first]] == contact[~first]).all()


def test_what_follows_says_upon_what(timeline: Timeline) -> None:
    """Calls end, requests are sent, everything else happens."""
    events, up = timeline.events, above(timeline)
    rows = np.flatnonzero(up != NONE)
    upon, kind, parent = events["upon"][rows], events["kind"][rows], events["kind"][up[rows]]
    assert (upon[parent == EventKind.CALL] & ~np.uint8(Upon.ENDED) == 0).all()
    assert (upon[parent == EventKind.ADVISOR] == Upon.SENT).all()
    assert (kind[parent == EventKind.ADVISOR] == EventKind.RESPOND).all()
    written = (parent == EventKind.TEXT) | (parent == EventKind.TICKET) | (parent == EventKind.MESSAGE)
    assert (upon[written] == Upon.HAPPENED).all()


def test_everything_is_within_the_world(timeline: Timeline) -> None:
    """Moments within the period, customers and advisors that are there, durations that are not negative."""
    events = timeline.events
    assert roots(timeline)["at_ms"].max() < timeline.until_ms
    assert events["at_ms"].min() >= 0
    assert events["customer"].max() < 201
    acting = events["kind"] == EventKind.ADVISOR
    assert set(events["advisor"][acting].tolist()) == {0, 1, 2, 3}
    assert (events["advisor"][~acting] == NONE).all()
    assert (events["ticket"] == NONE).all()
    for column in ("talk_ms", "patience_ms", "pick_up_ms", "after_call_ms", "ignores"):
        assert timeline.callers[column].min() >= 0


def test_timelines_are_read_only(timeline: Timeline) -> None:
    """A variant decides the same timeline as another, after it."""
    assert not timeline.events.flags.writeable
    assert not timeline.callers.flags.writeable


def test_progress_is_told_block_by_block() -> None:
    """Shares that end at 1."""
    told: list[float] = []
    wanted = traffic(days=57)
    draw_traffic(populated(town(), wanted), wanted, progress=told.append)
    assert told == [1 / 3, 2 / 3, 1.0]


def test_a_scenario_is_populated_and_drawn() -> None:
    """The public door takes a scenario; its customers come before the population."""
    scenario = Scenario(title="A month", world=town(), traffic=mixed())
    world = populate(scenario)
    assert [customer.key for customer in world.customers[:2]] == ["carla", "p000001"]
    assert digest(draw(scenario, world)) == digest(drawn(mixed()))


def test_a_story_has_nothing_to_draw() -> None:
    """A scenario of events is refused."""
    story = Scenario(title="A story", world=town())
    with pytest.raises(ValueError, match="'A story' tells a story and has no traffic"):
        populate(story)


def test_nobody_who_can_write_is_an_error() -> None:
    """Texts of people who all withhold their numbers."""
    nobody = Population(people=50, withheld=1.0)
    wanted = traffic(of_team(channels={Channel.SMS: 1.0}), population=nobody)
    world = town(customers=())
    with pytest.raises(ValueError, match="contacts come by sms, but nobody of the population"):
        drawn(wanted, world)


def test_rows_are_foretold() -> None:
    """Within four per cent of a year's, so that one can ask before memory is full."""
    wanted = mixed(days=365)
    found = drawn(wanted)
    assert expected_rows(wanted, town()) == pytest.approx(len(found.events), rel=0.04)
    assert expected_callers(wanted, town()) == pytest.approx(len(found.callers), rel=0.04)


def test_rows_that_never_come_are_not_foretold() -> None:
    """Neither takes, closes nor requests where they never happen: there are calls alone."""
    never = Span(family=Family.NEVER)
    wanted = traffic(of_team(work=Work(takes=never, closes=never, request_delay=never)), days=84)
    found = drawn(wanted)
    assert (found.events["kind"] == EventKind.CALL).all()
    assert expected_rows(wanted, town()) == pytest.approx(len(found.events), rel=0.04)


def test_an_array_that_was_too_small_grows() -> None:
    """An estimate that is too low costs time, and changes nothing."""
    wanted = mixed()
    plan = plan_of(populated(town(), wanted), wanted, 0)
    events, callers = Sheet(EVENT, 1), Sheet(CALLER, 1)
    for block in range(2):
        draw_block(plan, block, events, callers)
    grown = Timeline(events=events.cut(), callers=callers.cut(), picks=np.empty(0, np.int32))
    assert digest(grown) == digest(drawn(wanted))


def test_ten_times_the_days_take_ten_times_the_work() -> None:
    """Linear in time; 1.5 leaves room for what else the machine does."""
    year, decade = (traffic(of_team(per_day=60.0), days=days) for days in (336, 3_360))
    world = populated(town(), year)
    draw_traffic(world, decade)
    once = min(effort(lambda: draw_traffic(world, year)) for _ in range(3))
    assert effort(lambda: draw_traffic(world, decade)) < 15 * once
