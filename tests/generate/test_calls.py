"""What callers would do: patience, talk, endings, keys, and calling again.

Tolerances are four standard errors or more of what is counted; seeds are fixed.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray

from autoreply_sim.codes import NONE, Channel, EventKind, Phase, Upon
from autoreply_sim.domain.settings import TreeChoice
from autoreply_sim.domain.traffic import Customers, Eventually, Family, Incident, Span, Work, fixed
from autoreply_sim.timeline.columns import KEYS, Timeline
from autoreply_sim.units import DAY_MS, HOUR_MS, MINUTE_MS
from tests.generate.towns import (
    OFFICE_HOURS,
    above,
    callers_of_contacts,
    drawn,
    of_team,
    roots,
    team,
    town,
    traffic,
    weekdays,
)

CALLS_AGAIN = Upon.SERVED | Upon.HUNG_UP


@pytest.fixture(name="usual", scope="module")
def _usual() -> Timeline:
    return drawn(traffic(of_team(per_day=2_000.0)))


def again(timeline: Timeline) -> NDArray[np.int64]:
    """Return the rows of calls that may follow first calls."""
    events = timeline.events
    follows = np.flatnonzero((events["kind"] == EventKind.CALL) & (events["upon"] > 0))
    found: NDArray[np.int64] = follows[events["upon"][above(timeline)[follows]] == 0]
    return found


def test_patience_has_the_quantiles_of_its_distribution(usual: Timeline) -> None:
    """Weibull, shape 0.909 and scale 388 s; a bank's callers: S(60) .821, S(180) .610, S(300) .487."""
    patience_s = callers_of_contacts(usual)["patience_ms"] / 1_000
    for after_s, bank in ((60, 0.821), (180, 0.610), (300, 0.487)):
        left = float((patience_s > after_s).mean())
        assert left == pytest.approx(np.exp(-((after_s / 388) ** 0.909)), abs=0.009)
        assert left == pytest.approx(bank, abs=0.035)


def test_endless_patience_is_longer_than_any_call() -> None:
    """It rings until something else ends it."""
    never = Customers(patience=Span(family=Family.NEVER))
    assert (
        callers_of_contacts(drawn(traffic(of_team(customers=never))))["patience_ms"] == 2_000_000_000
    ).all()


def test_talk_is_lognormal_but_for_the_short_calls(usual: Timeline) -> None:
    """6.4 % are over within ten seconds, evenly; the others' logarithms have mean 4.784 and deviation .953."""
    talk_s = callers_of_contacts(usual)["talk_ms"] / 1_000
    work = Work(short_calls=0.0)
    long_s = callers_of_contacts(drawn(traffic(of_team(per_day=2_000.0, work=work))))["talk_ms"] / 1_000
    assert np.log(long_s).mean() == pytest.approx(4.784, abs=0.017)
    assert np.log(long_s).std() == pytest.approx(0.953, abs=0.012)
    short = talk_s != long_s
    assert short.mean() == pytest.approx(0.064, abs=0.0042)
    assert talk_s[short].max() < 10.0
    assert talk_s[short].mean() == pytest.approx(5.0, abs=0.2)


def test_telephones_ring_in_vain_geometrically(usual: Timeline) -> None:
    """92 of 100 that ring are picked up: none in vain with that share, and 0.087 on average."""
    in_vain = callers_of_contacts(usual)["ignores"]
    assert (in_vain == 0).mean() == pytest.approx(0.92, abs=0.0047)
    assert in_vain.mean() == pytest.approx(0.08 / 0.92, abs=0.006)


def test_while_the_phones_are_down_nobody_picks_up() -> None:
    """The timeline says when, and of which team; what callers and advisors would do is drawn as ever."""
    usual = drawn(traffic(of_team(per_day=500.0)))
    start = int(roots(usual)["at_ms"][0])
    outage = Incident(team="service", from_ms=start + DAY_MS, to_ms=start + 2 * DAY_MS, phones_down=True)
    everywhere = replace(outage, team=None)
    down = drawn(traffic(of_team(per_day=500.0), incidents=(outage, everywhere)))
    assert down.outages.tolist() == [(outage.from_ms, outage.to_ms, place) for place in (0, NONE)]
    assert np.array_equal(callers_of_contacts(down), callers_of_contacts(usual))


def test_endings_have_their_shares(usual: Timeline) -> None:
    """1 % hang up in the greeting; of the others 35 % would leave a voicemail; without a tree nobody is in a menu."""
    shares = np.bincount(callers_of_contacts(usual)["unanswered"], minlength=5) / len(roots(usual))
    assert shares[Phase.GREETING] == pytest.approx(0.01, abs=0.002)
    assert shares[Phase.LEAVES_VOICEMAIL] == pytest.approx(0.99 * 0.35, abs=0.009)
    assert shares[Phase.VOICEMAIL] == pytest.approx(0.99 * 0.65, abs=0.009)
    assert shares[[Phase.MENU, Phase.RINGING]].tolist() == [0.0, 0.0]


def test_where_a_tree_plays_some_hang_up_in_it(usual: Timeline) -> None:
    """6 % do; everybody else stays who they are."""
    trees = {"main": {"1": TreeChoice(advisors=("ana",))}}
    service = team("service", weekdays("ana", call_tree="main"), number="+15155550100", call_trees=trees)
    told = callers_of_contacts(drawn(traffic(of_team(per_day=2_000.0)), town(service)))["unanswered"]
    menu = told == Phase.MENU
    assert menu.mean() == pytest.approx(0.06, abs=0.0045)
    assert np.array_equal(told[~menu], callers_of_contacts(usual)["unanswered"][~menu])


def test_keys_are_pressed_by_their_shares() -> None:
    """As the file says; the rest press none."""
    customers = Customers(menu={"2": 0.5, "1": 0.2, "#": 0.1})
    keys = callers_of_contacts(drawn(traffic(of_team(per_day=2_000.0, customers=customers))))["key"]
    for key, share in (("1", 0.2), ("2", 0.5), ("#", 0.1)):
        assert (keys == KEYS.index(key)).mean() == pytest.approx(share, abs=0.009)
    assert (keys == NONE).mean() == pytest.approx(0.2, abs=0.0075)


def test_without_a_menu_nobody_presses_a_key(usual: Timeline) -> None:
    """NONE for every caller."""
    assert (usual.callers["key"] == NONE).all()


def test_callers_call_again_by_their_shares() -> None:
    """After a hang-up 20 % within 2 min, 48.1 % within the hour, 75 % at all; after service 6 % and 20.8 %."""
    timeline = drawn(traffic(of_team(per_day=2_000.0)))
    rows = again(timeline)
    calls, upon = len(roots(timeline)), timeline.events["upon"][rows]
    late_ms = timeline.callers["again_ms"][timeline.events["other"][rows]]
    hung_up, served = (
        late_ms[(upon & Upon.HUNG_UP) > 0],
        timeline.events["at_ms"][rows][(upon & Upon.SERVED) > 0],
    )
    for found, within_ms, share, error in (
        (hung_up, 2 * MINUTE_MS, 0.2, 0.007),
        (hung_up, HOUR_MS, 0.481, 0.0085),
        (hung_up, 30 * DAY_MS, 0.75, 0.0075),
        (served, 5 * MINUTE_MS, 0.03, 0.003),
        (served, HOUR_MS, 0.06, 0.004),
        (served, 30 * DAY_MS, 0.208, 0.007),
    ):
        assert (found <= within_ms).sum() / calls == pytest.approx(share, abs=error)
    assert (hung_up <= DAY_MS).sum() / calls == pytest.approx(0.667, abs=0.03)


def test_who_would_not_call_again_upon_a_hang_up_has_no_time_for_it() -> None:
    """Upon service alone: `again_ms` is NONE; upon a hang-up alone, the event's own time is that of the hang-up."""
    patient = Customers(
        again_after_hang_up=Eventually(), again_after_service=Eventually(points=((60_000, 0.3),))
    )
    timeline = drawn(traffic(of_team(customers=patient)))
    rows = again(timeline)
    assert (timeline.events["upon"][rows] == Upon.SERVED).all()
    assert (timeline.callers["again_ms"] == NONE).all()
    hasty = replace(
        patient, again_after_hang_up=patient.again_after_service, again_after_service=Eventually()
    )
    timeline = drawn(traffic(of_team(customers=hasty)))
    rows = again(timeline)
    assert (timeline.events["upon"][rows] == Upon.HUNG_UP).all()
    caller = timeline.events["other"][rows]
    assert np.array_equal(timeline.callers["again_ms"][caller], timeline.events["at_ms"][rows])


@pytest.mark.parametrize("most", [1, 2, 6])
def test_a_contact_makes_so_many_calls_at_most(most: int) -> None:
    """However hopeless: a chain of calls ends there."""
    customers = Customers(most_calls=most, again_after_hang_up=Eventually(points=((60_000, 1.0),)))
    timeline = drawn(traffic(of_team(customers=customers)))
    calls = (timeline.events["kind"] == EventKind.CALL).sum()
    assert calls == most * len(roots(timeline))
    assert len(timeline.callers) == calls


def test_people_call_again_when_people_call() -> None:
    """A delay of more than an hour ends within the team's hours, and still is more than an hour."""
    customers = Customers(
        again_after_hang_up=Eventually(points=((HOUR_MS, 0.0), (7 * DAY_MS, 1.0))), most_calls=2
    )
    timeline = drawn(traffic(of_team(hours=OFFICE_HOURS, per_day=500.0, customers=customers)))
    rows = again(timeline)
    late_ms = timeline.callers["again_ms"][timeline.events["other"][rows]]
    first_ms = timeline.events["at_ms"][above(timeline)[rows]]
    # The days before the clock goes forward, at six hours behind UTC.
    about_ms = (first_ms + MINUTE_MS + late_ms)[first_ms < first_ms[0] + 3 * DAY_MS]
    hour = (about_ms - 6 * HOUR_MS) % DAY_MS / HOUR_MS
    early = about_ms < first_ms[0] + 5 * DAY_MS
    assert len(rows) == len(roots(timeline))
    assert late_ms.min() >= HOUR_MS
    assert ((hour[early] >= 8) & (hour[early] <= 17.1)).mean() > 0.99


def test_calls_of_a_contact_share_what_follows_them(usual: Timeline) -> None:
    """What advisors do after a call is drawn once, and follows each call of the contact."""
    events, again_from = usual.events, above(usual)
    calls = np.flatnonzero((events["kind"] == EventKind.CALL) & (events["upon"] > 0))
    for column in ("follow_from", "follows"):
        assert np.array_equal(events[column][calls], events[column][again_from[calls]])
    assert (events["follows"][calls] >= 1).all()
    assert (events["kind"][again_from[calls]] == EventKind.CALL).all()


def test_calls_belong_to_the_customer_and_the_team_of_the_first_one(usual: Timeline) -> None:
    """Who calls again is who called, by the same number; a call has a caller of its own."""
    events, rows = usual.events, again(usual)
    for column in ("customer", "team", "channel"):
        assert np.array_equal(events[column][rows], events[column][above(usual)[rows]])
    calls = events[events["kind"] == EventKind.CALL]
    assert (calls["channel"] == Channel.CALL).all()
    assert np.array_equal(np.sort(calls["other"]), np.arange(len(usual.callers)))


def test_durations_fit_their_columns() -> None:
    """A distribution with a tail beyond 24 days is cut there instead of turning negative."""
    endless = fixed(1e15)
    customers, work = Customers(patience=endless), Work(talk=endless, pick_up=endless, after_call=endless)
    callers = drawn(traffic(of_team(customers=customers, work=work))).callers
    for column in ("patience_ms", "pick_up_ms", "after_call_ms"):
        assert (callers[column] == 2_000_000_000).all()
    assert callers["talk_ms"].max() == 2_000_000_000
