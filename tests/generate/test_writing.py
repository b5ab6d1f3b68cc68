"""What customers write, and what advisors do with their tickets.

Tolerances are four standard errors or more of what is counted; seeds are fixed.
"""

from __future__ import annotations

from datetime import time

import numpy as np
import pytest
from numpy.typing import NDArray

from autoreply_sim.codes import NONE, Action, Channel, EventKind, OptWord, Upon
from autoreply_sim.domain.traffic import Customers, Family, Population, Span, Work, fixed
from autoreply_sim.generate.people import populated
from autoreply_sim.timeline.columns import Timeline
from autoreply_sim.units import DAY_MS, HOUR_MS
from tests.generate.towns import above, drawn, of_team, roots, team, town, traffic, weekdays

SMS = {Channel.SMS: 1.0}
WEB = {Channel.WEB: 1.0}
REQUESTS = {
    Action.REQUEST_PHOTO_VIDEO: 0.05,
    Action.REQUEST_APPROVAL: 0.06,
    Action.REQUEST_PAYMENT: 0.04,
    Action.ASK_ISSUE_RESOLVED: 0.15,
    Action.SHARE_VOICEHUB: 0.02,
}


@pytest.fixture(name="texts", scope="module")
def _texts() -> Timeline:
    return drawn(traffic(of_team(per_day=1_000.0, channels=SMS)))


@pytest.fixture(name="tickets", scope="module")
def _tickets() -> Timeline:
    return drawn(traffic(of_team(per_day=1_000.0, channels=WEB)))


def actions(timeline: Timeline, action: Action) -> NDArray[np.int64]:
    """Return the rows by which advisors do something."""
    return np.flatnonzero(timeline.events["action"] == action)


def moments(timeline: Timeline) -> NDArray[np.int64]:
    """Return when each row would happen if all before it did, int64 [rows]: calls take no time here."""
    up, at_ms = above(timeline), timeline.events["at_ms"].copy()
    for row in np.flatnonzero(up != NONE):
        at_ms[row] += at_ms[up[row]]
    return at_ms


@pytest.mark.parametrize(
    ("which", "mean", "kind"), [("texts", 0.6, EventKind.TEXT), ("tickets", 0.4, EventKind.MESSAGE)]
)
def test_later_messages_are_geometric(
    which: str, mean: float, kind: EventKind, request: pytest.FixtureRequest
) -> None:
    """0.6 further texts and 0.4 further messages on average, one after the other, by the same person."""
    timeline: Timeline = request.getfixturevalue(which)
    up, events = above(timeline), timeline.events
    later = np.flatnonzero((events["kind"] == kind) & (up != NONE))
    assert len(later) / len(roots(timeline)) == pytest.approx(mean, rel=0.06)
    for column in ("customer", "team", "channel"):
        assert np.array_equal(events[column][later], events[column][up[later]])
    followed, counts = np.unique(up[later], return_counts=True)
    assert counts.max() == 1
    assert (events["upon"][followed] == 0).mean() == pytest.approx(1 / (1 + mean), abs=0.02)


def test_conversations_may_be_long() -> None:
    """A mean of 200 further messages makes chains of a thousand, one row below the other."""
    customers = Customers(later_messages=200.0)
    timeline = drawn(traffic(of_team(per_day=20.0, channels=WEB, customers=customers)))
    messages = timeline.events["kind"] == EventKind.MESSAGE
    assert messages.sum() / len(roots(timeline)) == pytest.approx(200, rel=0.17)
    assert (above(timeline)[messages] >= 0).all()


def test_gaps_between_texts_have_their_distribution(texts: Timeline) -> None:
    """Lognormal: 25 minutes in the median, deviation 1.5."""
    gaps = texts.events["at_ms"][(texts.events["kind"] == EventKind.TEXT) & (texts.events["upon"] > 0)]
    assert np.median(gaps) == pytest.approx(25 * 60_000, rel=0.06)
    assert np.log(gaps).std() == pytest.approx(1.5, rel=0.03)


def test_some_who_write_by_sms_say_stop() -> None:
    """A fifth, in the very next text, and write no more; on WhatsApp the word means nothing and is not drawn."""
    customers = Customers(opts_out=0.2)
    timeline = drawn(
        traffic(
            of_team(per_day=500.0, customers=customers, channels={Channel.SMS: 0.5, Channel.WHATSAPP: 0.5})
        )
    )
    events, up = timeline.events, above(timeline)
    stops = np.flatnonzero(events["opt_word"] == OptWord.STOP)
    by_sms = (roots(timeline)["channel"] == Channel.SMS).sum()
    assert len(stops) / by_sms == pytest.approx(0.2, abs=0.02)
    assert (events["channel"][stops] == Channel.SMS).all()
    assert (events["upon"][up[stops]] == 0).all()
    assert not (events["kind"][np.isin(up, stops)] == EventKind.TEXT).any()


def test_landlines_send_no_sms_and_withheld_numbers_only_call() -> None:
    """People write by what they have: 200 of them, half on landlines, some withheld."""
    population = Population(people=200, landline=0.5, withheld=0.2)
    everything = dict.fromkeys(Channel, 0.2)
    wanted = traffic(of_team(per_day=500.0, channels=everything), population=population)
    world = populated(town(), wanted)
    found = roots(drawn(wanted))
    phones = np.array([customer.phone is not None for customer in world.customers])
    mobile = np.array([customer.line == 0 for customer in world.customers])
    whose = found["customer"]
    assert mobile[whose[found["channel"] == Channel.SMS]].all()
    assert not mobile[whose[found["channel"] == Channel.WEB]].all()
    assert phones[whose[found["channel"] != Channel.CALL]].all()
    assert not phones[whose[found["channel"] == Channel.CALL]].all()


def test_every_ticket_is_taken_and_most_are_closed(texts: Timeline, tickets: Timeline) -> None:
    """One take per contact; 97 % of tickets are closed, and so are those that later texts may open."""
    for timeline in (texts, tickets):
        assert len(actions(timeline, Action.TAKE)) == len(roots(timeline))
        parents = timeline.events[above(timeline)[actions(timeline, Action.CLOSE)]]
        assert (parents["upon"] == 0).sum() / len(roots(timeline)) == pytest.approx(0.97, abs=0.0045)
        assert (parents["kind"] != EventKind.MESSAGE).all()
    closed = texts.events[above(texts)[actions(texts, Action.CLOSE)]]
    assert (closed["upon"] > 0).sum() == pytest.approx(0.97 * 0.6 * len(roots(texts)), rel=0.06)


def test_the_close_of_the_first_text_comes_first(texts: Timeline) -> None:
    """All closes of a contact are equally late, in working hours: a later text's never comes before."""
    up, at_ms = above(texts), moments(texts)
    closes = actions(texts, Action.CLOSE)
    close_of = dict(zip(up[closes].tolist(), at_ms[closes].tolist(), strict=True))
    later = [row for row in close_of if texts.events["upon"][row]]
    assert len(later) > 1_000
    assert all(close_of[row] >= close_of[int(up[row])] for row in later)


def test_requests_and_answers_have_their_shares(tickets: Timeline) -> None:
    """Each request for itself; 60 % are answered, but for a number that was shared."""
    contacts = len(roots(tickets))
    responds = np.flatnonzero(tickets.events["kind"] == EventKind.RESPOND)
    asked = above(tickets)[responds]
    for action, share in REQUESTS.items():
        rows = actions(tickets, action)
        assert len(rows) / contacts == pytest.approx(share, abs=4 * (share / contacts) ** 0.5)
        answered = 0.0 if action == Action.SHARE_VOICEHUB else 0.6
        assert np.isin(rows, asked).mean() == pytest.approx(answered, abs=0.06)
    assert np.array_equal(
        tickets.events["customer"][responds], tickets.events["customer"][above(tickets)[asked]]
    )


def test_advisors_act_in_working_hours(tickets: Timeline) -> None:
    """From Monday to Friday, 8 to 17 h: contacts come day and night, and wait for the morning."""
    acting = np.isin(tickets.events["action"], [Action.TAKE, Action.CLOSE, *REQUESTS])
    at_ms = moments(tickets)[acting & (tickets.events["upon"] == Upon.HAPPENED)]
    first_ms = tickets.events["at_ms"][0] // DAY_MS * DAY_MS
    winter = at_ms[at_ms < first_ms + 5 * DAY_MS] - 6 * HOUR_MS
    summer = at_ms[(at_ms > first_ms + 7 * DAY_MS) & (at_ms < first_ms + 28 * DAY_MS)] - 5 * HOUR_MS
    for local_ms in (winter, summer):
        hour, weekday = local_ms % DAY_MS / HOUR_MS, (local_ms // DAY_MS + 3) % 7
        assert len(hour) > 2_000
        assert ((hour >= 8) & (hour < 17)).all()
        assert (weekday < 5).all()


def test_closing_takes_its_time() -> None:
    """94 hours in the median where somebody always works; the deviation of the logarithm is 1.309."""
    night_and_day = weekdays("ana", start=time(0), end=time(0), repeats="FREQ=DAILY")
    world = town(team("service", night_and_day, number="+15155550100"))
    timeline = drawn(traffic(of_team(per_day=1_000.0, channels=WEB)), world)
    late_h = timeline.events["at_ms"][actions(timeline, Action.CLOSE)] / HOUR_MS
    assert np.median(late_h) == pytest.approx(94, rel=0.05)
    assert np.log(late_h).std() == pytest.approx(1.309, rel=0.03)


def test_what_never_happens_is_not_drawn() -> None:
    """Tickets that nobody closes, requests that nobody answers, a team without schedules: no rows for them."""
    never = Span(family=Family.NEVER)
    work, customers = Work(closes=never, takes=never), Customers(answer_delay=never)
    timeline = drawn(traffic(of_team(channels=WEB, work=work, customers=customers)))
    assert not len(actions(timeline, Action.CLOSE))
    assert not len(actions(timeline, Action.TAKE))
    assert not (timeline.events["kind"] == EventKind.RESPOND).any()
    unstaffed = drawn(traffic(of_team(channels=WEB)), town(team("service", number="+15155550100")))
    assert not (unstaffed.events["kind"] == EventKind.ADVISOR).any()


def test_a_call_is_followed_by_what_its_end_allows() -> None:
    """Taken unless it was answered, closed however it ended, asked about after service alone."""
    timeline = drawn(traffic())
    upon = timeline.events["upon"]
    assert set(upon[actions(timeline, Action.TAKE)].tolist()) == {int(Upon.ENDED & ~Upon.ANSWERED)}
    assert set(upon[actions(timeline, Action.CLOSE)].tolist()) == {int(Upon.ENDED)}
    for action in REQUESTS:
        assert set(upon[actions(timeline, action)].tolist()) == {int(Upon.SERVED)}
    assert len(actions(timeline, Action.TAKE)) == len(roots(timeline))


def test_one_advisor_works_on_a_contact(tickets: Timeline) -> None:
    """Who takes a ticket asks for what is missing and closes it; all three have their share."""
    up, events = above(tickets), tickets.events
    acting = events["kind"] == EventKind.ADVISOR
    who = dict(zip(up[acting].tolist(), events["advisor"][acting].tolist(), strict=True))
    assert (events["advisor"][acting] == [who[row] for row in up[acting].tolist()]).all()
    counts = np.bincount(events["advisor"][actions(tickets, Action.TAKE)], minlength=6)
    assert counts[:3] == pytest.approx(len(roots(tickets)) / 3, rel=0.05)


def test_an_answer_comes_after_its_delay() -> None:
    """A fixed one is kept to the millisecond."""
    customers = Customers(answers_requests=1.0, answer_delay=fixed(60_000))
    timeline = drawn(traffic(of_team(channels=WEB, customers=customers)))
    responds = timeline.events[timeline.events["kind"] == EventKind.RESPOND]
    assert (responds["at_ms"] == 60_000).all()
    assert len(responds) == sum(len(actions(timeline, action)) for action in REQUESTS) - len(
        actions(timeline, Action.SHARE_VOICEHUB)
    )
