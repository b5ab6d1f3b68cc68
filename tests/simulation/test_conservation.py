"""Laws that hold on every run, on a week of every preset: nothing is lost, nothing appears, nobody is in two places."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest

from autoreply_sim.codes import NONE, Action, EventKind, Item, OptWord, Outcome, Reason, Rla, Status
from autoreply_sim.rules.compiler import LAYOUT
from autoreply_sim.rules.moments import FIRST_ACTION_MOMENT, Moment

from .years import PRESETS, Lived, live, preset

if TYPE_CHECKING:
    from numpy.typing import NDArray

DAYS = 7
Law = Callable[[Lived], None]
LAWS: list[Law] = []


def law(check: Law) -> Law:
    """Have a law checked on every preset."""
    LAWS.append(check)
    return check


@pytest.mark.compiled
@pytest.mark.parametrize("path", PRESETS, ids=lambda path: path.stem)
def test_the_laws_hold_on_every_preset(path: Path) -> None:
    """Each law is a function of this module, whose docstring says it."""
    lived = live(preset(path, DAYS), compiled=True)
    assert len(lived.ledger.calls) > 50, "too little to show anything"
    for check in LAWS:
        check(lived)


@law
def every_offered_call_has_one_end(lived: Lived) -> None:
    """Offered is answered, plus voicemail, plus each kind of hang-up; and each call ended, at its own time."""
    ledger = lived.ledger
    offered = np.flatnonzero(lived.kinds == EventKind.CALL)
    assert (np.sort(ledger.calls["row"]) == offered).all()
    assert np.bincount(ledger.calls["outcome"], minlength=len(Outcome)).sum() == len(offered)
    assert (ledger.calls["ended_ms"] >= ledger.calls["came_ms"]).all()
    answered = ledger.calls["outcome"] == Outcome.ANSWERED
    assert ((ledger.calls["answered_by"] != NONE) == answered).all()
    talked_ms = ledger.calls["ended_ms"] - answered_ms(lived)
    assert (talked_ms[answered] == lived.callers["talk_ms"][answered]).all()


@law
def every_moment_has_its_full_set_of_decisions(lived: Lived) -> None:
    """One moment for each call, each message that is heard and each request; a sent reply is one decision of it."""
    ledger = lived.ledger
    decides = np.isin(lived.kinds, [EventKind.CALL, EventKind.TEXT, EventKind.TICKET, EventKind.MESSAGE])
    decides &= (lived.column("opt_word") == OptWord.NONE) | (ledger.ticket_of != NONE)
    asks = (lived.kinds == EventKind.ADVISOR) & (lived.column("action") <= Action.CLOSE)
    assert (np.sort(ledger.decided["row"]) == np.flatnonzero(decides | asks)).all()
    assert len(ledger.decisions) == LAYOUT.slots[ledger.decided["moment"]].sum()
    keys = np.stack([ledger.decisions["row"].astype(np.int64), ledger.decisions["reply"]])
    assert np.unique(keys, axis=1).shape == keys.shape
    sent = ledger.decisions[ledger.decisions["reason"] == Reason.SENT]
    of_calls = sent[sent["moment"] == Moment.CALL_ENDED]
    if lived.world.policies.call_replies == "first_match":
        assert np.unique(of_calls["row"]).size == of_calls.size


@law
def every_ticket_has_one_event_that_made_it(lived: Lived) -> None:
    """It is the first item of its activity, and no other ticket's."""
    ledger = lived.ledger
    assert np.unique(ledger.tickets["row"]).size == len(ledger.tickets)
    tickets, first = np.unique(ledger.items["ticket"], return_index=True)
    assert (tickets == np.arange(len(ledger.tickets))).all()
    assert (ledger.items["row"][first] == ledger.tickets["row"]).all()
    assert (ledger.items["at_ms"][first] == ledger.tickets["created_ms"]).all()


@law
def a_closed_ticket_ends_with_its_close(lived: Lived) -> None:
    """Unless it was reopened, which makes it open, or merged away, which no drawn event does."""
    ledger = lived.ledger
    assert (ledger.tickets["merged_into"] == NONE).all()
    last = len(ledger.items) - 1 - np.unique(ledger.items["ticket"][::-1], return_index=True)[1]
    is_closed = ledger.tickets["status"] == Status.CLOSED
    assert ((ledger.items["item"][last] == Item.CLOSE) == is_closed).all()
    assert (ledger.items["at_ms"][last][is_closed] == ledger.tickets["closed_ms"][is_closed]).all()
    assert (ledger.tickets["closed_ms"][~is_closed] == NONE).all()


@law
def items_are_as_many_as_what_they_tell_of(lived: Lived) -> None:
    """A call each that was answered, a voicemail each, a request each that was sent, a close and a take each."""
    ledger = lived.ledger
    items = np.bincount(ledger.items["item"], minlength=len(Item))
    outcomes = np.bincount(ledger.calls["outcome"], minlength=len(Outcome))
    assert items[Item.CALL] == outcomes[Outcome.ANSWERED]
    assert items[Item.VOICEMAIL] == outcomes[Outcome.LEFT_VOICEMAIL]
    assert (
        items[Item.MISSED_CALL]
        == (ledger.calls["ticket"] != NONE).sum() - items[Item.CALL] - items[Item.VOICEMAIL]
    )
    actions = np.bincount(lived.column("action")[lived.kinds == EventKind.ADVISOR], minlength=len(Action))
    assert [items[Item.CLOSE], items[Item.TAKE]] == [actions[Action.CLOSE], actions[Action.TAKE]]
    sent = ledger.decisions["moment"][ledger.decisions["reason"] == Reason.SENT]
    for action in range(Action.CLOSE):
        assert items[action] == (sent == FIRST_ACTION_MOMENT + action).sum()
    messages = np.isin(lived.kinds, [EventKind.TEXT, EventKind.TICKET, EventKind.MESSAGE])
    assert items[Item.MESSAGE] == (messages & (ledger.ticket_of != NONE)).sum()


@law
def nobody_is_on_two_calls_at_once(lived: Lived) -> None:
    """Nor on one during the after-call work of another; and no telephone rings of somebody who is at either."""
    ledger = lived.ledger
    answered = ledger.calls["outcome"] == Outcome.ANSWERED
    from_ms, to_ms = answered_ms(lived), ledger.calls["ended_ms"] + lived.callers["after_call_ms"]
    rang_ms = ledger.calls["came_ms"][ledger.rings["call"]] + ledger.rings["after_ms"]
    for advisor in range(len(lived.world.advisors)):
        theirs = np.flatnonzero(answered & (ledger.calls["answered_by"] == advisor))
        theirs = theirs[np.argsort(from_ms[theirs], kind="stable")]
        assert (from_ms[theirs][1:] >= to_ms[theirs][:-1]).all()
        ours = np.sort(rang_ms[ledger.rings["advisor"] == advisor])
        before = np.searchsorted(from_ms[theirs], ours, side="left") - 1
        assert (ours[before >= 0] >= to_ms[theirs][before[before >= 0]]).all()


@law
def nobody_is_rung_during_a_break(lived: Lived) -> None:
    """From the moment when it is due on, its advisor is on it, or on the call that puts it off."""
    ledger = lived.ledger
    rang_ms = ledger.calls["came_ms"][ledger.rings["call"]] + ledger.rings["after_ms"]
    breaks = ledger.events[lived.kinds == EventKind.BREAK]
    for pause in breaks:
        theirs = rang_ms[ledger.rings["advisor"] == pause["advisor"]]
        assert not ((theirs > pause["at_ms"]) & (theirs < pause["at_ms"] + pause["other"])).any()


@law
def who_answers_was_rung_and_is_on_the_schedule(lived: Lived) -> None:
    """On the one that served the call; only a first choice of Ring Last Advisor may be on another (R-RLA-2)."""
    ledger, schedules = lived.ledger, lived.ledger.plan.schedules
    keys = [advisor.key for advisor in lived.world.advisors]
    rang = {(int(ring["call"]), int(ring["advisor"])) for ring in ledger.rings}
    for place in np.flatnonzero(ledger.calls["outcome"] == Outcome.ANSWERED):
        call = ledger.calls[place]
        assert (int(place), int(call["answered_by"])) in rang
        is_ours = keys[call["answered_by"]] in schedules[call["schedule"]].advisors
        assert is_ours or (call["rla"] == Rla.APPLIED and call["answered_by"] == call["first_choice"])


@law
def nobody_waits_longer_than_they_have_patience(lived: Lived) -> None:
    """And whoever hangs up while it rings, or in the line, has waited just as long as that."""
    waits_ms, patience_ms = lived.ledger.calls["wait_ms"], lived.callers["patience_ms"]
    assert (waits_ms <= patience_ms).all()
    gave_up = lived.ledger.calls["outcome"] == Outcome.HUNG_UP_RINGING
    assert (waits_ms[gave_up] == patience_ms[gave_up]).all()
    never_rang = np.isin(lived.ledger.calls["outcome"], [Outcome.HUNG_UP_GREETING, Outcome.HUNG_UP_MENU])
    assert ((waits_ms == NONE) == never_rang).all()


@law
def nobody_picks_up_a_call_that_comes_in_while_the_phones_are_down(lived: Lived) -> None:
    """R-SIM-6: calls again, whose moment depends on the run, as well as first ones."""
    calls = lived.ledger.calls
    teams = lived.column("team")[calls["row"]]
    for outage in lived.timeline.outages:
        ours = (calls["came_ms"] >= outage["from_ms"]) & (calls["came_ms"] < outage["to_ms"])
        ours &= (outage["team"] == NONE) | (teams == outage["team"])
        assert (calls["outcome"][ours] != Outcome.ANSWERED).all()


@law
def what_happens_happens_in_order_and_in_the_period(lived: Lived) -> None:
    """Events, decisions, items and tickets each in the order of time; only calls end after the period."""
    ledger = lived.ledger
    for times in (
        ledger.at_ms,
        ledger.decisions["at_ms"],
        ledger.items["at_ms"],
        ledger.tickets["created_ms"],
    ):
        assert (np.diff(times) >= 0).all()
    assert ledger.at_ms[-1] < lived.timeline.until_ms
    late = ledger.decisions[ledger.decisions["at_ms"] >= lived.timeline.until_ms]
    assert (late["moment"] == Moment.CALL_ENDED).all()


@law
def what_follows_happens_at_most_once_per_call_of_its_contact(lived: Lived) -> None:
    """And what begins a contact exactly once, at the moment that was drawn."""
    happened = np.bincount(lived.ledger.happened["event"], minlength=len(lived.timeline.events))
    events = lived.timeline.events
    assert (happened[events["upon"] == 0] == 1).all()
    assert (happened[events["kind"] == EventKind.CALL] <= 1).all()
    begins = lived.column("upon") == 0
    assert (events["at_ms"][lived.ledger.happened["event"]][begins] == lived.ledger.at_ms[begins]).all()


def answered_ms(lived: Lived) -> NDArray[np.int64]:
    """When each call was answered, if it was, in UTC ms: int64 [calls]."""
    calls = lived.ledger.calls
    found: NDArray[np.int64] = calls["came_ms"] + calls["until_ready_ms"] + calls["wait_ms"]
    return found
