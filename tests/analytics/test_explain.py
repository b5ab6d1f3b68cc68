"""Every decision explains itself in a sentence that names the facts, in English and in French."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from autoreply_sim.analytics.replytext import Fields
from autoreply_sim.experiment.run import Run, run
from autoreply_sim.io.scenario_load import load, loads
from autoreply_sim.texts.fields import FIELDS

LIBRARY = sorted((Path(__file__).parents[2] / "data" / "scenarios").glob("*.yaml"))

WORLD = """
version: 1
company: {name: Prairie Equipment}
advisors: {ana: Ana Ruiz, ben: Ben Cole}
customers: {carla: {name: Carla Diaz, phone: "+15155550199"}}
teams:
  service:
    display_name: Prairie Service
    number: "+15155550100"
    schedules:
      - {title: Weekdays, first: 2026-01-05, from: 08:00, to: 17:00, repeats: FREQ=DAILY, advisors: [ana]}
      - title: Nights
        first: 2026-01-05
        from: 20:00
        to: 06:00
        repeats: FREQ=DAILY
        business_hours: false
        advisors: [ben]
    SETTINGS
events:
"""


def told(*events: str, settings: str = "", language: str | None = None) -> Run:
    """Run a few events in that world."""
    text = WORLD.replace("SETTINGS", settings) + "".join(f"  - {{{event}}}\n" for event in events)
    return run(loads(text), language=language)


def sentence(story: Run, reply: str, event: int = 1) -> str:
    """The sentence of one decision."""
    return next(d.sentence for d in story.decisions if (d.event, d.reply) == (event, reply))


CALL = "at: 2026-03-02 {at}, call: {{from: carla, to: service, {rest}}}"


def test_business_hours_name_the_schedule_and_its_end() -> None:
    """The example of the issue's reader: which schedule, until when."""
    story = told(CALL.format(at="10:00", rest="hangs_up: ringing"))
    assert sentence(story, "after_hours_calls") == (
        "Not sent: the Weekdays schedule was active until 17:00, so this was within business hours."
    )


def test_the_same_in_french() -> None:
    """Both languages read as written by a native."""
    story = told(CALL.format(at="10:00", rest="hangs_up: ringing"), language="fr")
    assert sentence(story, "after_hours_calls") == (
        "Non envoyée\u00a0: le planning Weekdays était actif jusqu’à 17:00, donc pendant les heures ouvrables."
    )


@pytest.mark.parametrize(
    ("at", "words"),
    [
        ("18:00", "Sent by SMS: the call came in after hours; no schedule was active."),
        (
            "21:00",
            (
                "Sent by SMS: the call came in after hours; the Nights schedule was active, "
                "which is not marked as business hours."
            ),
        ),
    ],
)
def test_after_hours_says_what_made_it_so(at: str, words: str) -> None:
    """R-SCH-4: no schedule, or one that is not marked."""
    assert sentence(told(CALL.format(at=at, rest="hangs_up: ringing")), "after_hours_calls") == words


@pytest.mark.parametrize("later", ["2026-03-02 10:05", "2026-05-02 10:00"])
def test_until_does_not_depend_on_what_happens_later(later: str) -> None:
    """A sentence of March is not changed by an event of May."""
    story = told(
        CALL.format(at="10:00", rest="hangs_up: ringing"),
        f"at: {later}, text: {{from: carla, to: service, channel: sms, body: hello}}",
    )
    assert "active until 17:00" in sentence(story, "after_hours_calls")


def test_until_is_left_out_where_a_weekday_would_not_say_which_day() -> None:
    """A schedule without an end in sight."""
    always = WORLD.replace("from: 08:00, to: 17:00", "from: 00:00, to: 24:00").replace("SETTINGS", "")
    always = always.replace("business_hours: false", "enabled: false")
    event = CALL.format(at="10:00", rest="hangs_up: ringing")
    story = run(loads(f"{always}  - {{{event}}}\n"))
    assert sentence(story, "after_hours_calls") == (
        "Not sent: the Weekdays schedule was active, so this was within business hours."
    )


def test_a_schedule_that_is_not_marked_says_by_which_policy_it_counts() -> None:
    """R-SCH-4, policy after_hours: no_active_schedule."""
    event = CALL.format(at="21:00", rest="hangs_up: ringing")
    text = WORLD.replace("SETTINGS", "") + f"  - {{{event}}}\npolicies: {{after_hours: no_active_schedule}}\n"
    assert sentence(run(loads(text)), "after_hours_calls") == (
        "Not sent: the Nights schedule was active until Tue 06:00; "
        "here only hours without any schedule count as after hours."
    )


@pytest.mark.parametrize(
    ("target", "words"),
    [
        (
            "advisor: ana",
            "The routing rule “VIP” applied: Ana Ruiz rang first, without a call tree (R-RUL-2).",
        ),
        ("team: service", "The routing rule “VIP” applied: it handed the call to Prairie Service (R-RUL-2)."),
    ],
)
def test_a_routing_rule_that_was_applied_is_named(target: str, words: str) -> None:
    """Why somebody rang first, and why no menu played."""
    rule = f'{{name: VIP, criterion: phone, operator: starts_with, value: "+1", target: {{{target}}}}}'
    story = told(CALL.format(at="10:00", rest=""), settings=f"routing_rules: [{rule}]")
    assert story.calls[0].route_sentence == f"Ring Last Advisor is off for Prairie Service. {words}"
    assert story.calls[0].routing_rule == "VIP"


def test_superseded_names_the_reply_that_takes_its_place() -> None:
    """R-MSG-20."""
    story = told(CALL.format(at="18:00", rest="leaves_voicemail: true"))
    assert sentence(story, "customer_leaves_voicemail") == (
        "Not sent: the reply “After-hours customer calls (calls only)” takes its place."
    )


def test_a_superseded_first_chat_names_the_reply_of_its_channel() -> None:
    """R-MSG-22: of two that could, the one that fires."""
    settings = "auto_replies: {after_hours_texts: {enabled: true}, after_hours_ticket: {enabled: true}}"
    ticket = "at: 2026-03-02 18:00, ticket: {from: carla, to: service, channel: app, body: hello}"
    story = told(ticket, settings=settings)
    assert "“Ticket created after hours (web and app only)”" in sentence(story, "customer_sends_first_chat")


def test_an_answered_call_names_who_answered() -> None:
    """Facts, not codes."""
    story = told(CALL.format(at="10:00", rest="picks_up: [ana]"))
    assert sentence(story, "customer_hangs_up").startswith("Not sent: Ana Ruiz answered the call; ")


def test_a_moved_hang_up_is_noted_in_a_sentence() -> None:
    """scenarios.md: the result says so in notes."""
    story = told(CALL.format(at="18:00", rest="hangs_up: menu"))
    assert story.notes == [
        (
            "Event 1: the caller was to hang up in the menu, but this call did not reach that point; "
            "they hung up at the voicemail message."
        )
    ]


def test_the_last_opening_of_the_story_still_says_until_when() -> None:
    """The compiled openings reach beyond the last event."""
    story = told(CALL.format(at="16:59", rest="hangs_up: ringing"))
    assert "until 17:00" in sentence(story, "after_hours_calls")


def test_every_field_of_a_text_has_a_value_at_run_time() -> None:
    """texts/fields.py and analytics/replytext.py know the same names."""
    names = {name for name in vars(Fields) if not name.startswith("_")} - {"context", "decision"}
    assert names - {"key", "language", "saved"} == {field.key for field in FIELDS}


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_sentence_of_the_library_is_a_whole_one(language: str) -> None:
    """No field left open, no double blank, and an end."""
    spoken: list[Any] = []
    for path in LIBRARY:
        story = run(load(path), language=language)
        spoken += (
            [d.sentence for d in story.decisions] + [c.route_sentence for c in story.calls] + story.notes
        )
        spoken += [item.sentence for ticket in story.tickets for item in ticket.activity]
    assert len(spoken) > 2_000
    for words in set(spoken):
        assert words.endswith((".", ".)")), words
        assert not {"{", "}"} & set(words), words
        assert "  " not in words, words
        assert ": ;" not in words, words


BUSY = """
version: 1
title: Ben is on the telephone
timezone: America/Chicago
company: {name: Prairie Equipment}
advisors: {ana: Ana Ruiz, ben: Ben Cole}
customers:
  carla: {name: Carla Diaz, phone: "+15155550199"}
  dora: {name: Dora Lee, phone: "+15155550198"}
teams:
  service:
    display_name: Prairie Service
    number: "+15155550100"
    ring_last_advisor: true
    schedules:
      - {title: Always, first: 2026-01-05, from: "00:00", to: "24:00", repeats: "FREQ=DAILY", advisors: [ana, ben]}
events:
  - {at: 2026-03-02 09:00, call: {from: carla, to: service, picks_up: [ben], talk: 5m}}
  - {at: 2026-03-02 10:00, call: {from: dora, to: service, picks_up: [ben], talk: 20m}}
"""


@pytest.mark.parametrize(
    ("call", "rang", "english", "french"),
    [
        ("at: 2026-03-02 09:30, call: {picks_up: [ben]", ["ben"], ", rang first.", "Premier poste appelé"),
        (
            "at: 2026-03-02 10:05, call: {picks_up: [ana]",
            ["ana"],
            ", was to ring first, but was not free.",
            "devait sonner en premier, mais n’était pas disponible.",
        ),
        (
            "at: 2026-03-02 09:30, call: {hangs_up: greeting",
            [],
            ", was to ring first, but the caller had hung up by then.",
            "devait sonner en premier, mais l’appelant avait déjà raccroché.",
        ),
    ],
)
def test_nobody_is_said_to_have_rung_first_who_did_not(
    call: str, rang: list[str], english: str, french: str
) -> None:
    """Ring Last Advisor may apply, and its advisor be on the telephone; or the caller be gone (R-RLA-1)."""
    story = loads(BUSY + f"  - {{{call}, from: carla, to: service}}}}\n")
    for language, words in [("en", english), ("fr", french)]:
        told_so = [each for each in run(story, language=language).calls if each.rla == "applied"]
        assert [each.rang for each in told_so] == [tuple(rang)]
        assert words in (told_so[0].route_sentence or "")
        assert "Ben Cole" in (told_so[0].route_sentence or "")


def test_an_advisor_whom_a_rule_names_may_not_be_free_either() -> None:
    """R-RUL-2: the rule applied; the sentence says what became of it."""
    rule = '{name: VIP, criterion: phone, operator: equals, value: "+15155550199", target: {advisor: ben}}'
    settings = BUSY.replace("    ring_last_advisor: true\n", f"    routing_rules: [{rule}]\n")
    story = loads(
        settings + "  - {at: 2026-03-02 10:05, call: {from: carla, to: service, picks_up: [ana]}}\n"
    )

    assert (run(story).calls[-1].route_sentence or "").endswith(
        "The routing rule “VIP” applied: Ben Cole was to ring first, but was not free (R-RUL-2)."
    )
