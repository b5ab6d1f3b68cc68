"""Exact stories of events that follow others: upon what, how long after, on which ticket, and when not (R-SIM-1)."""

from __future__ import annotations

import pytest

from autoreply_sim.codes import Action, Channel, EventKind, Item, OptWord, Outcome, Phase, Upon

from .drawing import OPENS_MS, Drawn, Happened, acts, adds, calls, creates, happen, responds, world, writes

ALL_UPONS = tuple(Upon(1 << bit) for bit in range(8))
CALL_ENDS = {
    Outcome.ANSWERED: calls(0),
    Outcome.LEFT_VOICEMAIL: calls(0, ignores=9),
    Outcome.HUNG_UP_GREETING: calls(0, unanswered=Phase.GREETING),
    Outcome.HUNG_UP_RINGING: calls(0, patience_s=1),
    Outcome.HUNG_UP_VOICEMAIL: calls(0, ignores=9, unanswered=Phase.VOICEMAIL),
}
"""A call of every outcome but for the menu's, which a tree must play."""


def followed(*events: Drawn, **rest: object) -> Happened:
    """Run a timeline in the usual world."""
    return happen(*events, world=world(), **rest)  # type: ignore[arg-type]


@pytest.mark.parametrize("upon", ALL_UPONS, ids=lambda upon: upon.name)
@pytest.mark.parametrize("outcome", CALL_ENDS, ids=lambda outcome: outcome.word)
def test_what_follows_a_call_asks_how_it_ended(outcome: Outcome, upon: Upon) -> None:
    """R-SIM-1: each outcome is a bit of its own; that something happened, or was sent, is not said of calls."""
    call = CALL_ENDS[outcome]
    told = followed(_with(call, calls(100, again_s=200, upon=upon)))
    assert told.outcome(1) == outcome
    assert (len(told.happened(EventKind.CALL)) == 2) is (upon == Upon(1 << outcome))


@pytest.mark.parametrize("upon", ALL_UPONS, ids=lambda upon: upon.name)
def test_what_follows_a_text_asks_whether_it_happened(upon: Upon) -> None:
    """R-SIM-1: a text is no call and sends nothing by itself."""
    told = followed(writes(0, then=[writes(60, upon=upon)]))
    assert (told.happened() == [0, 60]) is (upon == Upon.HAPPENED)


def test_several_outcomes_at_once_are_any_of_them() -> None:
    """R-SIM-1: upon any end at all, any hang-up, any service."""
    for outcome, call in CALL_ENDS.items():
        for upon in (Upon.ENDED, Upon.HUNG_UP, Upon.SERVED):
            told = followed(_with(call, writes(100, upon=upon)))
            assert (len(told.happened()) == 2) is bool(upon & (1 << outcome))


def test_a_delay_counts_from_the_end_of_a_call() -> None:
    """R-SIM-1: answered after 6 s, talked for 60, closed 100 s later."""
    told = followed(calls(0, then=[acts(100, Action.CLOSE, Upon.ANSWERED)]))
    assert told.items() == [(66, Item.CALL), (166, Item.CLOSE)]
    assert not told.is_open()


@pytest.mark.parametrize(("first", "at_s"), [
    (calls(0), 166),
    (calls(0, ignores=9), 158),
    (calls(0, patience_s=1), 201),
    (calls(0, unanswered=Phase.GREETING), 200),
])  # fmt: skip
def test_who_hung_up_calls_again_after_a_time_of_its_own(first: Drawn, at_s: float) -> None:
    """R-SIM-1: 100 s after having been served, 200 s after a hang-up."""
    told = followed(_with(first, calls(100, again_s=200, upon=Upon.ENDED)))
    assert told.happened(EventKind.CALL) == [0, at_s]


def test_the_time_after_a_hang_up_is_for_calls_alone() -> None:
    """R-SIM-1: what else follows has one delay."""
    told = followed(calls(0, patience_s=1, then=[writes(100, upon=Upon.HUNG_UP)]))
    assert told.happened() == [0, 101]


def test_a_chain_goes_on_as_long_as_every_link_happens() -> None:
    """R-SIM-1: each counts from the one before; the third is upon an answer that did not come."""
    fourth = writes(10, upon=Upon.HAPPENED)
    third = calls(10, again_s=10, upon=Upon.ANSWERED, then=[fourth])
    second = calls(10, again_s=10, ignores=9, upon=Upon.ANSWERED, again=third)
    told = followed(calls(0, again=second))
    assert told.happened() == [0, 76]


def test_calls_of_one_contact_share_what_follows_them() -> None:
    """R-SIM-1: the close happens after each of the calls, on that call's ticket."""
    told = followed(
        calls(
            0,
            then=[acts(30, Action.CLOSE, Upon.ENDED)],
            again=calls(100, upon=Upon.ANSWERED, again=calls(100, upon=Upon.ANSWERED)),
        )
    )
    assert told.happened(EventKind.CALL) == [0, 166, 332]
    assert told.happened(EventKind.ADVISOR) == [96, 262, 428]
    assert [told.items(ticket) for ticket in (1, 2, 3)] == [
        [(66, Item.CALL), (96, Item.CLOSE)],
        [(232, Item.CALL), (262, Item.CLOSE)],
        [(398, Item.CALL), (428, Item.CLOSE)],
    ]


def test_a_timeline_in_which_more_is_shared_than_its_layout_allows_is_refused() -> None:
    """What calls share may be followed once more each; nine answers to each request would overflow the records."""
    answers = [responds(number, upon=Upon.HAPPENED) for number in range(1, 10)]
    ask = acts(1, Action.ASK_ISSUE_RESOLVED, Upon.ENDED, then=answers)
    again = calls(100, upon=Upon.ANSWERED, again=calls(100, upon=Upon.ANSWERED))
    with pytest.raises(ValueError, match="more follows from the events of this timeline"):
        followed(calls(0, then=[ask], again=again))


def test_records_of_every_kind_have_room_until_too_much_follows() -> None:
    """Nine texts that a close is followed by, shared by three calls: refused, and nothing is written past an array."""
    texts = [writes(number, upon=Upon.HAPPENED) for number in range(1, 10)]
    close = acts(1, Action.CLOSE, Upon.ENDED, then=texts)
    again = calls(100, upon=Upon.ANSWERED, again=calls(100, upon=Upon.ANSWERED))
    with pytest.raises(ValueError, match="more follows from the events of this timeline"):
        followed(calls(0, then=[close], again=again))


@pytest.mark.parametrize(("until_s", "happened"), [(100, [0]), (100.001, [0, 100])])
def test_nothing_follows_once_the_period_is_over(until_s: float, happened: list[float]) -> None:
    """R-SIM-1: its last instant is the one before its end."""
    assert followed(writes(0, then=[writes(100, upon=Upon.HAPPENED)]), until_s=until_s).happened() == happened


def test_a_call_under_way_at_the_end_of_the_period_runs_to_its_own() -> None:
    """R-SIM-1: and so does its reply, but nothing follows it."""
    told = followed(calls(0, then=[writes(0, upon=Upon.ENDED)]), until_s=10)
    assert told.ended_s(1) == 66
    assert told.sent() == ["after_successful_call"]
    assert told.happened() == [0]


@pytest.mark.parametrize("action", tuple(Action)[:7], ids=lambda action: action.word)
def test_on_a_closed_ticket_an_advisor_does_nothing(action: Action) -> None:
    """R-SIM-1: nothing happens, so there is no fault, no decision and no item either."""
    told = followed(
        creates(
            0,
            then=[acts(10, Action.CLOSE, Upon.HAPPENED), acts(20, action, Upon.HAPPENED, then=[responds(1)])],
        )
    )
    assert told.happened() == [0, 10]
    assert told.items() == [(0, Item.MESSAGE), (10, Item.CLOSE)]
    assert len(told.ledger.faults) == 0
    assert set(told.ledger.decided["row"]) == {0, 1}


def test_a_ticket_that_has_an_advisor_is_not_taken() -> None:
    """R-SIM-1: who answered keeps it, and so does who took it first; what follows the take does not happen."""
    late = acts(20, Action.TAKE, Upon.ENDED, by="ben", then=[acts(1, Action.CLOSE, Upon.HAPPENED)])
    answered = followed(calls(0, then=[late]))
    assert answered.happened() == [0]
    assert answered.ledger.tickets["advisor"].tolist() == [0]
    first = acts(10, Action.TAKE, Upon.ENDED, by="cho")
    missed = followed(calls(0, ignores=9, then=[late, first]))
    assert missed.happened() == [0, 68]
    assert missed.ledger.tickets["advisor"].tolist() == [2]


def test_a_message_on_a_closed_ticket_is_not_written_nor_the_next() -> None:
    """R-SIM-1: a customer finds no open ticket to write on."""
    told = followed(
        creates(0, then=[acts(15, Action.CLOSE, Upon.HAPPENED), adds(10, then=[adds(10, then=[adds(10)])])])
    )
    assert told.happened() == [0, 10, 15]
    assert told.items() == [(0, Item.MESSAGE), (10, Item.MESSAGE), (15, Item.CLOSE)]


def test_a_message_at_the_instant_of_the_close_goes_by_the_number_of_the_event() -> None:
    """R-CALL-13: of two events of one moment the one that stands first in the timeline is first."""
    close, message = acts(10, Action.CLOSE, Upon.HAPPENED), adds(10)
    assert len(followed(creates(0, then=[message, close])).happened()) == 3
    assert len(followed(creates(0, then=[close, message])).happened()) == 2


def test_a_text_follows_whether_its_ticket_is_closed_or_not() -> None:
    """R-TKT-7: it opens one of its own then."""
    told = followed(writes(0, then=[acts(10, Action.CLOSE, Upon.HAPPENED), writes(20, upon=Upon.HAPPENED)]))
    assert [told.items(ticket) for ticket in (1, 2)] == [
        [(0, Item.MESSAGE), (10, Item.CLOSE)],
        [(20, Item.MESSAGE)],
    ]


def test_an_answer_follows_a_request_that_was_sent() -> None:
    """R-SIM-1, R-TKT-11: also one on a ticket that has been closed meanwhile; the answer is no item."""
    asks = acts(10, Action.REQUEST_APPROVAL, Upon.HAPPENED, then=[responds(20)])
    told = followed(creates(0, then=[asks, acts(15, Action.CLOSE, Upon.HAPPENED)]))
    assert told.happened(EventKind.RESPOND) == [30]
    assert [item for _, item in told.items()] == [Item.MESSAGE, Item.REQUEST_APPROVAL, Item.CLOSE]


def test_nobody_answers_a_request_that_was_not_sent() -> None:
    """R-SUP-7: Carla has opted out of texts; the request is decided, and that is all."""
    asks = acts(10, Action.REQUEST_APPROVAL, Upon.HAPPENED, then=[responds(20)])
    told = followed(writes(0, opt_word=OptWord.STOP), writes(1, then=[asks]))
    assert told.happened() == [0, 1, 11]
    assert [item for _, item in told.items()] == [Item.MESSAGE]


def test_a_request_that_was_not_sent_has_happened() -> None:
    """R-SIM-1: what is upon it having happened follows all the same."""
    asks = acts(10, Action.REQUEST_APPROVAL, Upon.HAPPENED, then=[acts(5, Action.CLOSE, Upon.HAPPENED)])
    told = followed(writes(0, opt_word=OptWord.STOP), writes(1, then=[asks]))
    assert told.happened() == [0, 1, 11, 16]


def test_the_rating_that_a_close_asks_for_may_be_answered() -> None:
    """R-MSG-4: a close sends a request like others, if the ticket has an advisor."""
    for taken, answers in ((True, [13]), (False, [])):
        take = [acts(1, Action.TAKE, Upon.HAPPENED)] if taken else []
        close = acts(3, Action.CLOSE, Upon.HAPPENED, then=[responds(10)])
        assert followed(creates(0, then=[*take, close])).happened(EventKind.RESPOND) == answers


@pytest.mark.parametrize(
    "kind", [EventKind.ADVISOR, EventKind.MESSAGE, EventKind.RESPOND], ids=lambda kind: kind.word
)
def test_without_a_ticket_only_calls_and_texts_follow(kind: EventKind) -> None:
    """R-SIM-1: a hang-up of a caller whose team wants no tickets for missed calls leaves nothing to act upon."""
    follower = {
        EventKind.ADVISOR: acts(1, Action.SHARE_VOICEHUB, Upon.HUNG_UP),
        EventKind.MESSAGE: writes(1, kind=EventKind.MESSAGE, channel=Channel.WEB, upon=Upon.HUNG_UP),
        EventKind.RESPOND: responds(1, upon=Upon.HUNG_UP),
    }[kind]
    call = calls(0, patience_s=1, then=[follower, writes(30, upon=Upon.HUNG_UP)])
    told = happen(
        _with(call, calls(9, again_s=60, upon=Upon.HUNG_UP)), world=world(tickets_for_missed_calls=False)
    )
    assert told.happened() == [0, 31, 61]
    assert told.call(1)["ticket"] == -1


def test_what_follows_a_word_that_opts_out_has_no_ticket() -> None:
    """R-SUP-7: it is no message and ends up on no ticket, not even that of the text before."""
    stop = writes(10, opt_word=OptWord.STOP, upon=Upon.HAPPENED, then=[acts(10, Action.CLOSE, Upon.HAPPENED)])
    told = followed(writes(0, then=[stop]))
    assert told.happened() == [0, 10]
    assert told.ledger.ticket_of.tolist() == [0, -1]


def test_what_follows_is_about_the_ticket_that_a_missed_call_joined() -> None:
    """R-TKT-4, R-SIM-1: not about one of its own."""
    told = followed(
        creates(0),
        calls(10, patience_s=1, then=[acts(10, Action.TAKE, Upon.HUNG_UP)]),
    )
    assert told.items() == [(0, Item.MESSAGE), (11, Item.MISSED_CALL), (21, Item.TAKE)]


def test_of_two_closes_of_one_ticket_the_second_does_not_happen() -> None:
    """R-SIM-1: every call may have opened the ticket, so each brings a close; the first to come ends it."""
    told = followed(
        creates(0, then=[acts(30, Action.CLOSE, Upon.HAPPENED)]),
        calls(10, patience_s=1, then=[acts(10, Action.CLOSE, Upon.ENDED)]),
    )
    assert told.happened(EventKind.ADVISOR) == [21]


def test_what_follows_stands_among_what_happens_by_itself() -> None:
    """R-CALL-13: by time, and at one instant by the number in the timeline."""
    told = followed(
        writes(0, then=[writes(60, upon=Upon.HAPPENED)]), writes(60, "dan"), writes(59.999, "eve")
    )
    assert [int(row) for row in told.ledger.column("customer")] == [0, 2, 0, 1]
    assert told.happened() == [0, 59.999, 60, 60]
    assert int(told.ledger.at_ms[0]) == OPENS_MS


def _with(call: Drawn, *followers: Drawn) -> Drawn:
    """A call that these follow, beside those that do already; another call is its next."""
    own = {name: getattr(call, name) for name in ("at_s", "columns", "caller")}
    texts = [one for one in followers if one.caller is None]
    again = next((one for one in followers if one.caller is not None), None)
    return Drawn(**own, then=(*call.then, *texts), again=again)
