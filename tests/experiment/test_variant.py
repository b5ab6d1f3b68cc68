"""What if: choices over what a team has saved, without a browser and without a page."""

from __future__ import annotations

import json

import pytest

from autoreply_sim.experiment.run import run
from autoreply_sim.experiment.variant import (
    AS_SAVED,
    Setting,
    as_saves,
    choose,
    chosen_value,
    read_saves,
    saved_value,
    vary,
)
from autoreply_sim.texts.defaults import default_text
from tests.ui.explorer_stories import STORY, story

RLA = Setting("service", "ring_last_advisor")
FIRST_CHAT = Setting("service", "enabled", "customer_sends_first_chat")
TEXT = Setting("service", "text", "customer_hangs_up")
SENDER = Setting("service", "sender", "customer_hangs_up")


def test_a_choice_that_is_what_was_saved_is_none() -> None:
    """Flipping a switch and flipping it back leaves nothing to revert."""
    world = story().world
    flipped = choose(world, AS_SAVED, RLA, value=True)

    assert dict(flipped) == {RLA: True}
    assert not choose(world, flipped, RLA, value=False)


def test_a_text_that_nobody_has_written_is_our_default() -> None:
    """The editor shows what would be sent; writing the same again is no choice."""
    world = story().world
    default = default_text("customer_hangs_up", "en")

    assert saved_value(world, TEXT) == default
    assert not choose(world, AS_SAVED, TEXT, default)
    assert chosen_value(world, choose(world, AS_SAVED, TEXT, "Sorry."), TEXT) == "Sorry."


def test_choices_change_what_was_saved_before_the_story_and_nothing_else() -> None:
    """The reply is not sent, its text and sender are others; the other team keeps its settings."""
    choices = choose(story().world, AS_SAVED, FIRST_CHAT, value=False)
    choices = choose(story().world, choices, TEXT, "{{ sender_name }} is sorry.")
    choices = choose(story().world, choices, SENDER, "team")
    varied = vary(story(), choices)

    sent = run(varied).replies
    assert [reply.text for reply in sent] == ["Prairie Service is sorry."]
    assert varied.world.teams[1] == story().world.teams[1]
    assert varied.events == story().events


def test_a_save_in_the_story_says_what_it_says() -> None:
    """What the team saves on Monday holds from Monday on, whatever it had saved before (R-MSG-27)."""
    settings = "auto_replies: {customer_sends_first_chat: {enabled: true}}"
    saving = story(STORY + f"  - {{at: 2026-03-02 09:30, save: {{team: service, {settings}}}}}\n")
    varied = vary(saving, {FIRST_CHAT: False})

    assert [reply.event for reply in run(varied).replies] == [event.event for event in run(saving).replies]


def test_choices_are_written_as_in_a_scenario_file() -> None:
    """A link carries the words of the file's own `save`, and reads back to the same choices."""
    world = story().world
    choices = choose(world, choose(world, AS_SAVED, RLA, value=True), FIRST_CHAT, value=False)
    saves = as_saves(choices)

    assert saves == {
        "service": {
            "auto_replies": {"customer_sends_first_chat": {"enabled": False}},
            "ring_last_advisor": True,
        }
    }
    assert read_saves(world, json.loads(json.dumps(saves))) == choices


@pytest.mark.parametrize(
    ("teams", "complaint"),
    [
        ({"servce": {}} | {"servce": {"ring_last_advisor": True}}, "did you mean 'service'?"),
        ({"service": {"ring_last_adviser": True}}, "did you mean 'ring_last_advisor'?"),
        ({"service": {"auto_replies": {"customer_hang_up": {"enabled": True}}}}, "'customer_hangs_up'"),
        ({"service": {"auto_replies": {"customer_hangs_up": {"enable": True}}}}, "did you mean 'enabled'?"),
        ({"service": {"auto_replies": {"customer_hangs_up": {"sender": "me"}}}}, "known: company, team"),
        ({"service": {"auto_replies": {"customer_hangs_up": {"text": "{{ amount }}"}}}}, "'amount'"),
        ({"service": {"auto_replies": {"customer_hangs_up": {"text": 7}}}}, "a text is needed"),
        ({"service": {"ring_last_advisor": "yes"}}, "neither true nor false"),
        ({"service": {"auto_replies": {"customer_hangs_up": {"enabled": 1}}}}, "neither true nor false"),
        ({"service": ["ring_last_advisor"]}, "a group of keys belongs"),
        ([], "a group of keys belongs"),
    ],
)
def test_what_no_team_can_save_is_refused(teams: dict[str, object], complaint: str) -> None:
    """The error names what was found and the nearest right word."""
    with pytest.raises(ValueError, match=r"\S") as refused:
        read_saves(story().world, teams)

    assert complaint in str(refused.value)
