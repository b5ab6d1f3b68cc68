"""The decision tables: what they say, and what the compiler refuses."""

from __future__ import annotations

import importlib.util
import sys
from dataclasses import replace
from types import ModuleType
from typing import Any

import numpy as np
import pytest

from autoreply_sim.codes import Channel, Outcome, Reason
from autoreply_sim.domain.policies import Policies
from autoreply_sim.rules import catalog, compiler, suppressions
from autoreply_sim.rules.catalog import BY_KEY, CATALOG, REPLY_KEYS
from autoreply_sim.rules.compiler import (
    LAYOUT,
    SUPPRESSED_BY,
    CatalogError,
    check_catalog,
    compile_verdicts,
    layout_of,
)
from autoreply_sim.rules.moments import AFTER_HOURS, HAS_ADVISOR, Moment, situations
from autoreply_sim.rules.suppressions import SUPPRESSIONS
from autoreply_sim.rules.trigger import Need


@pytest.fixture(autouse=True)
def _nothing_remembered() -> None:
    """Rows of the table are kept once made; here they are made anew."""
    compiler._verdict_row.cache_clear()


ALL_ON = (True,) * 14


def verdicts(
    moment: Moment, facts: dict[str, int], *, off: tuple[str, ...] = (), policies: Policies | None = None
) -> dict[str, str]:
    """What the compiled table says of every reply of a moment."""
    enabled = tuple(key not in off for key in REPLY_KEYS)
    table = compile_verdicts([enabled], policies or Policies())
    index = list(situations(moment)).index(facts)
    slots = int(LAYOUT.slots[moment])
    cell = int(LAYOUT.start[moment]) + index * slots
    first = int(LAYOUT.first_reply[moment])
    return {REPLY_KEYS[first + slot]: Reason(int(table[0, cell + slot])).word for slot in range(slots)}


def call(outcome: Outcome, *, after_hours: bool) -> dict[str, int]:
    """The facts of a call."""
    return {"outcome": int(outcome), "after_hours": int(after_hours)}


def message(channel: Channel, *, after_hours: bool, first: bool) -> dict[str, int]:
    """The facts of a message."""
    return {"channel": int(channel), "after_hours": int(after_hours), "first_message": int(first)}


@pytest.mark.parametrize(
    ("outcome", "winner"),
    [
        (Outcome.ANSWERED, "after_successful_call"),
        (Outcome.LEFT_VOICEMAIL, "customer_leaves_voicemail"),
        (Outcome.HUNG_UP_RINGING, "customer_hangs_up"),
        (Outcome.HUNG_UP_MENU, "missed_customer_call"),
        (Outcome.HUNG_UP_VOICEMAIL, "missed_customer_call"),
        (Outcome.HUNG_UP_GREETING, None),
    ],
)
def test_within_business_hours_the_way_a_call_ended_chooses_the_reply(
    outcome: Outcome, winner: str | None
) -> None:
    """R-MSG-1, R-MSG-2, R-MSG-3, R-MSG-10; a hang-up in the greeting gets none (R-MSG-21)."""
    found = verdicts(Moment.CALL_ENDED, call(outcome, after_hours=False))
    assert [key for key, verdict in found.items() if verdict == "sent"] == ([winner] if winner else [])


@pytest.mark.parametrize("outcome", [outcome for outcome in Outcome if outcome != Outcome.ANSWERED])
def test_after_hours_an_unanswered_call_gets_the_after_hours_reply_alone(outcome: Outcome) -> None:
    """R-MSG-9, R-MSG-20, R-MSG-21."""
    found = verdicts(Moment.CALL_ENDED, call(outcome, after_hours=True))
    assert [key for key, verdict in found.items() if verdict == "sent"] == ["after_hours_calls"]


def test_with_after_hours_calls_off_the_way_the_call_ended_decides() -> None:
    """R-MSG-20."""
    found = verdicts(
        Moment.CALL_ENDED, call(Outcome.LEFT_VOICEMAIL, after_hours=True), off=("after_hours_calls",)
    )
    assert found["after_hours_calls"] == "disabled"
    assert found["customer_leaves_voicemail"] == "sent"


def test_a_policy_lets_an_answered_call_have_the_after_hours_reply() -> None:
    """R-MSG-9, policy after_hours_answered."""
    facts = call(Outcome.ANSWERED, after_hours=True)
    reply = Policies(after_hours_answered="reply")
    assert verdicts(Moment.CALL_ENDED, facts)["after_hours_calls"] == "outcome_differs"
    found = verdicts(Moment.CALL_ENDED, facts, policies=reply)
    assert (found["after_hours_calls"], found["after_successful_call"]) == ("sent", "superseded")


def test_a_policy_lets_every_reply_that_fits_a_call_go_out() -> None:
    """R-MSG-20, policy call_replies."""
    facts = call(Outcome.HUNG_UP_RINGING, after_hours=True)
    found = verdicts(Moment.CALL_ENDED, facts, policies=Policies(call_replies="all_matches"))
    assert [key for key, verdict in found.items() if verdict == "sent"] == [
        "after_hours_calls",
        "customer_hangs_up",
    ]


def test_that_policy_is_about_calls_alone() -> None:
    """R-MSG-22 holds under every policy."""
    facts = message(Channel.SMS, after_hours=True, first=True)
    found = verdicts(Moment.MESSAGE_CAME, facts, policies=Policies(call_replies="all_matches"))
    assert found["customer_sends_first_chat"] == "superseded"


@pytest.mark.parametrize(
    ("channel", "after_hours_reply"),
    [
        (Channel.SMS, "after_hours_texts"),
        (Channel.WHATSAPP, "after_hours_texts"),
        (Channel.WEB, "after_hours_ticket"),
        (Channel.APP, "after_hours_ticket"),
    ],
)
def test_a_first_message_after_hours_gets_the_reply_of_its_channel(
    channel: Channel, after_hours_reply: str
) -> None:
    """R-MSG-13, R-MSG-14, R-MSG-22; with that reply off, the first chat's goes out."""
    facts = message(channel, after_hours=True, first=True)
    found = verdicts(Moment.MESSAGE_CAME, facts)
    assert (found[after_hours_reply], found["customer_sends_first_chat"]) == ("sent", "superseded")
    assert sorted(found.values()) == ["sent", "superseded", "wrong_channel"]
    without = verdicts(Moment.MESSAGE_CAME, facts, off=(after_hours_reply,))
    assert (without[after_hours_reply], without["customer_sends_first_chat"]) == ("disabled", "sent")


def test_a_later_message_after_hours_is_answered_by_text_only() -> None:
    """R-MSG-13: every text; R-MSG-14: on creation only."""
    text = verdicts(Moment.MESSAGE_CAME, message(Channel.SMS, after_hours=True, first=False))
    assert (text["after_hours_texts"], text["customer_sends_first_chat"]) == ("sent", "not_first_message")
    web = verdicts(Moment.MESSAGE_CAME, message(Channel.WEB, after_hours=True, first=False))
    assert web["after_hours_ticket"] == "not_first_message"


def test_of_several_reasons_the_order_of_fires_when_comes_first() -> None:
    """Channel, then hours, then first message; then disabled (end of section 5)."""
    facts = message(Channel.WEB, after_hours=False, first=False)
    found = verdicts(Moment.MESSAGE_CAME, facts, off=("after_hours_texts", "after_hours_ticket"))
    assert (found["after_hours_texts"], found["after_hours_ticket"]) == (
        "wrong_channel",
        "within_business_hours",
    )


def test_disabled_is_said_before_superseded() -> None:
    """End of section 5."""
    facts = call(Outcome.HUNG_UP_RINGING, after_hours=True)
    assert verdicts(Moment.CALL_ENDED, facts, off=("customer_hangs_up",))["customer_hangs_up"] == "disabled"


@pytest.mark.parametrize(
    ("has_advisor", "already_sent", "verdict"),
    [(1, 0, "sent"), (0, 0, "no_advisor"), (1, 1, "already_sent"), (0, 1, "no_advisor")],
)
def test_a_rating_is_asked_once_of_a_ticket_with_an_advisor(
    has_advisor: int, already_sent: int, verdict: str
) -> None:
    """R-MSG-4."""
    facts = {"has_advisor": has_advisor, "already_sent": already_sent}
    assert verdicts(Moment.TICKET_CLOSED, facts) == {"capture_advisor_rating": verdict}


def test_the_first_suppression_that_holds_is_the_reason() -> None:
    """R-SUP-1 to R-SUP-6 in this order, for every combination."""
    order = [
        Reason.WITHHELD_NUMBER,
        Reason.LANDLINE,
        Reason.OPTED_OUT,
        Reason.WHATSAPP_WINDOW_CLOSED,
        Reason.PAYMENTS_UNAVAILABLE,
        Reason.QUIET_PERIOD,
    ]
    for bits in range(64):
        holding = [reason for place, reason in enumerate(order) if bits >> place & 1]
        assert SUPPRESSED_BY[bits] == (holding[0] if holding else Reason.SENT)


def test_the_tables_are_read_only() -> None:
    """Nobody changes a verdict after compiling."""
    table = compile_verdicts([ALL_ON], Policies())
    for array in (table, SUPPRESSED_BY, LAYOUT.start):
        with pytest.raises(ValueError, match="read-only"):
            array[0] = 1


def test_no_versions_make_an_empty_table() -> None:
    """A world without teams compiles."""
    assert compile_verdicts([], Policies()).shape == (0, LAYOUT.cells)


def test_there_is_a_row_per_version_and_a_cell_per_situation_and_reply() -> None:
    """The width of a row is the sum over the moments of situations × replies."""
    table = compile_verdicts([ALL_ON, (False,) * 14], Policies())
    width = sum(len(list(situations(t.on))) for t in CATALOG)
    assert table.shape == (2, width)
    assert table.dtype == np.uint8
    assert Reason.SENT not in table[1]


def test_the_catalogue_itself_is_sound() -> None:
    """It is checked whenever the package is imported; here for the record."""
    check_catalog(CATALOG)


def test_two_replies_of_one_key_are_refused() -> None:
    """A key names one reply."""
    with pytest.raises(CatalogError, match="same key"):
        check_catalog((*CATALOG, CATALOG[0]))


def with_trigger(key: str, **changes: object) -> tuple[object, ...]:
    """The catalogue with one reply changed."""
    return tuple(replace(t, **changes) if t.key == key else t for t in CATALOG)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"superseded_by": ("after_hour_calls",)}, "after_hour_calls"),
        ({"superseded_by": ("after_hours_texts",)}, "after_hours_texts"),
        ({"when": (Need(fact=HAS_ADVISOR, among=(1,), otherwise=Reason.NO_ADVISOR),)}, "has_advisor"),
    ],
)
def test_a_reply_that_names_what_its_moment_does_not_have_is_misspelt(
    changes: dict[str, object], words: str
) -> None:
    """A name from another moment is a mistake, too."""
    with pytest.raises(CatalogError, match=f"customer_hangs_up: CALL_ENDED does not know {words}"):
        check_catalog(with_trigger("customer_hangs_up", **changes))  # type: ignore[arg-type]


def test_a_reply_that_can_never_fire_is_dead() -> None:
    """A reply nobody could ever get is a mistake of the catalogue."""
    never = (Need(fact=AFTER_HOURS, among=(), otherwise=Reason.WITHIN_BUSINESS_HOURS),)
    with pytest.raises(CatalogError, match="request_approval: APPROVAL_ASKED does not know after_hours"):
        check_catalog(with_trigger("request_approval", when=never))  # type: ignore[arg-type]
    with pytest.raises(CatalogError, match="customer_hangs_up: no facts of CALL_ENDED make it fire"):
        check_catalog(with_trigger("customer_hangs_up", when=never))  # type: ignore[arg-type]


def test_two_replies_that_fire_together_without_an_order_are_ambiguous() -> None:
    """Ambiguity is an error, not a coin."""
    with pytest.raises(CatalogError, match="after_hours_calls and customer_hangs_up fire together"):
        check_catalog(with_trigger("customer_hangs_up", superseded_by=()))  # type: ignore[arg-type]


def test_two_replies_that_both_stand_back_are_ambiguous() -> None:
    """Neither would go out."""
    both = with_trigger("after_hours_calls", superseded_by=("customer_hangs_up",))
    with pytest.raises(CatalogError, match="fire together"):
        check_catalog(both)  # type: ignore[arg-type]


def test_the_replies_of_a_moment_stand_together() -> None:
    """The table finds them by the first one's place."""
    apart = (*CATALOG[1:], BY_KEY["after_hours_calls"])
    with pytest.raises(CatalogError, match="CALL_ENDED must be at least one and stand together"):
        layout_of(apart)
    with pytest.raises(CatalogError, match="TICKET_CLOSED must be at least one"):
        layout_of(CATALOG[:-1])


def test_the_tables_come_out_the_same_when_they_are_made_anew() -> None:
    """What is made as the package is imported is made from the catalogue and nothing else."""
    fresh_catalog = made_anew(catalog)
    fresh = made_anew(compiler)
    assert repr(fresh_catalog.CATALOG) == repr(CATALOG)
    assert repr(made_anew(suppressions).SUPPRESSIONS) == repr(SUPPRESSIONS)
    assert fresh_catalog.REPLY_KEYS == REPLY_KEYS
    assert fresh.SUPPRESSED_BY.tolist() == [
        min((9 + place for place in range(6) if bits >> place & 1), default=0) for bits in range(64)
    ]
    assert fresh.LAYOUT.start.tolist() == [0, 60, 120, 121, 122, 123, 124, 125]
    assert fresh.LAYOUT.slots.tolist() == [5, 3, 1, 1, 1, 1, 1, 1]
    assert fresh.LAYOUT.first_reply.tolist() == [0, 5, 8, 9, 10, 11, 12, 13]
    assert fresh.LAYOUT.cells == 129
    for array in (fresh.SUPPRESSED_BY, fresh.LAYOUT.start, fresh.LAYOUT.slots, fresh.LAYOUT.first_reply):
        assert not array.flags.writeable
    assert (fresh.SUPPRESSED_BY.dtype, fresh.LAYOUT.start.dtype) == (np.uint8, np.int32)


def made_anew(module: ModuleType) -> Any:
    """A second copy of a module, from its file."""
    spec = importlib.util.spec_from_file_location(module.__name__, str(module.__file__))
    assert spec is not None
    assert spec.loader is not None
    copy = importlib.util.module_from_spec(spec)
    # A dataclass looks its module up by name while it is made.
    present = sys.modules[module.__name__]
    sys.modules[module.__name__] = copy
    try:
        spec.loader.exec_module(copy)
    finally:
        sys.modules[module.__name__] = present
    return copy
