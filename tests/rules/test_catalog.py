"""The catalogue of the fourteen replies: complete, in both languages, and with the defaults of the rulebook."""

from __future__ import annotations

import re

import pytest

from autoreply_sim.codes import Action, Item, Outcome, Reason
from autoreply_sim.domain.policies import POLICIES
from autoreply_sim.rules.catalog import (
    BY_KEY,
    CATALOG,
    REPLY_KEYS,
    default_replies,
    rule_of,
)
from autoreply_sim.rules.moments import FACTS, FIRST_ACTION_MOMENT, Moment, situations
from autoreply_sim.rules.suppressions import SUPPRESSIONS
from autoreply_sim.texts.defaults import default_text


def test_there_are_fourteen_replies_each_with_a_rule_of_its_own() -> None:
    """Behaviour.md, section 5: R-MSG-1 to R-MSG-14, one each."""
    assert len(REPLY_KEYS) == 14
    assert {trigger.rule for trigger in CATALOG} == {f"R-MSG-{number}" for number in range(1, 15)}


def test_every_reply_has_a_text_in_both_languages() -> None:
    """A new reply is one entry of the catalogue, and its text."""
    for key in REPLY_KEYS:
        assert default_text(key, "en") != default_text(key, "fr")


def test_a_reply_speaks_english_and_french() -> None:
    """Label, cause and condition are pairs, and the French is not the English."""
    for trigger in CATALOG:
        for english, french in (trigger.label, trigger.why, trigger.goes_out):
            assert english
            assert french
            assert english != french


def test_french_is_set_as_french_is() -> None:
    """No-break spaces before : ; ? ! and within « », and curly apostrophes; in the policies, too."""
    said = [pair for trigger in CATALOG for pair in (trigger.label, trigger.why, trigger.goes_out)]
    said += [pair for policy in POLICIES for pair in (policy.question, *policy.values.values())]

    assert [french for _, french in said if re.search(r" [:;?!»]|« |\w'\w", french)] == []


def test_only_the_two_after_hours_options_are_off_until_enabled() -> None:
    """R-MSG-24."""
    off = {key for key, reply in default_replies().items() if not reply.enabled}
    assert off == {"after_hours_texts", "after_hours_ticket"}


def test_an_advisors_action_finds_the_moment_of_its_reply() -> None:
    """The actions and their moments stand in the same order."""
    for trigger in CATALOG:
        if trigger.on >= FIRST_ACTION_MOMENT and trigger.on != Moment.TICKET_CLOSED:
            assert list(situations(trigger.on)) == [{}]
    assert BY_KEY["request_photo_video"].on == FIRST_ACTION_MOMENT
    assert BY_KEY["share_voicehub"].on == FIRST_ACTION_MOMENT + 4
    assert BY_KEY["capture_advisor_rating"].on == FIRST_ACTION_MOMENT + 5


def test_the_facts_of_a_moment_are_enumerated_first_fact_slowest() -> None:
    """The packed index is outcome × 2 + after hours for a call."""
    for index, facts in enumerate(situations(Moment.CALL_ENDED)):
        assert facts["outcome"] * 2 + facts["after_hours"] == index
    for index, facts in enumerate(situations(Moment.MESSAGE_CAME)):
        assert (facts["channel"] * 2 + facts["after_hours"]) * 2 + facts["first_message"] == index
    assert [fact.name for fact in FACTS[Moment.TICKET_CLOSED]] == ["has_advisor", "already_sent"]


@pytest.mark.parametrize(
    ("key", "reason", "rule"),
    [
        ("customer_hangs_up", Reason.SENT, "R-MSG-1"),
        ("customer_hangs_up", Reason.DISABLED, "R-MSG-24"),
        ("customer_hangs_up", Reason.SUPERSEDED, "R-MSG-20"),
        ("customer_hangs_up", Reason.LANDLINE, "R-SUP-2"),
        ("after_hours_calls", Reason.WITHIN_BUSINESS_HOURS, "R-SCH-4"),
        ("after_hours_calls", Reason.OUTCOME_DIFFERS, "R-MSG-9"),
    ],
)
def test_a_verdict_on_a_call_cites_its_rule(key: str, reason: Reason, rule: str) -> None:
    """The id beside a sentence is that of the rule that decided."""
    assert rule_of(BY_KEY[key], reason, {"outcome": Outcome.ANSWERED, "after_hours": 0}) == rule


@pytest.mark.parametrize("key", ["customer_hangs_up", "missed_customer_call"])
def test_a_hang_up_in_the_greeting_cites_the_rule_that_no_text_covers_it(key: str) -> None:
    """R-MSG-21."""
    facts = {"outcome": int(Outcome.HUNG_UP_GREETING), "after_hours": 0}
    assert rule_of(BY_KEY[key], Reason.OUTCOME_DIFFERS, facts) == "R-MSG-21"


def test_a_superseded_message_cites_the_rule_of_messages() -> None:
    """R-MSG-22."""
    facts = {"channel": 1, "after_hours": 1, "first_message": 1}
    assert rule_of(BY_KEY["customer_sends_first_chat"], Reason.SUPERSEDED, facts) == "R-MSG-22"


def test_suppressions_stand_in_the_order_of_their_rules() -> None:
    """R-SUP-1 is looked at first; each has a bit of its own."""
    assert [held.rule for held in SUPPRESSIONS] == [f"R-SUP-{number}" for number in range(1, 7)]
    assert [held.bit for held in SUPPRESSIONS] == [0, 1, 2, 3, 4, 5]


def test_an_item_bears_the_number_of_the_action_that_logs_it() -> None:
    """The engine logs an action under its own number, up to the ones that are no item (R-TKT-11)."""
    for action in Action:
        if action != Action.MERGE:
            assert Item(int(action)).word == action.word
