"""`autoreply-sim run`: a story for people, JSON for machines, and errors for the files that cannot be used."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Call = Callable[..., Any]
Write = Callable[..., Path]

LISTS = {
    "replies": [
        "event",
        "at",
        "reply",
        "team",
        "customer",
        "channel",
        "ticket",
        "text",
        "encoding",
        "segments",
    ],
    "calls": [
        *("event", "outcome", "rang", "answered_by", "held_by", "ticket"),
        *("after_hours", "started_at", "ended_at", "rla"),
    ],
    "decisions": ["event", "reply", "verdict", "reason", "rule", "sentence"],
    "tickets": [
        *("ticket", "team", "number", "customer", "channel", "title", "advisor", "status"),
        *("created_at", "closed_at", "merged_into", "activity"),
    ],
}


def test_json_is_one_object_a_line_with_the_keys_of_the_contract(call: Call, write: Write) -> None:
    """The keys are a public contract, and so is their order."""
    said = call("run", "--json", write("b.yaml"), write("a.yaml"))
    told = [json.loads(line) for line in said.out.splitlines()]

    assert said.code == 0
    assert said.err == ""
    assert [one["scenario"] for one in told] == ["A small world"] * 2
    assert list(told[0]) == ["scenario", "notes", "replies", "tickets", "calls", "decisions"]
    for name, keys in LISTS.items():
        assert list(told[0][name][0]) == keys
    assert list(told[0]["tickets"][0]["activity"][0]) == ["at", "kind", "event"]


def test_a_directory_stands_for_its_yaml_files_by_name(call: Call, write: Write, tmp_path: Path) -> None:
    """Only `.yaml`, in the order of names; files keep the order of the arguments."""
    for name in ("b", "a", "c"):
        write(
            f"{name}.yaml",
            f"version: 1\ntitle: {name}\nteams: {{t: {{number: '+15155550100'}}}}\ncustomers: {{x: {{}}}}\n",
        )
    write("d.yml", "not: read")
    (tmp_path / "below.d").mkdir()
    said = call("run", "--json", tmp_path, tmp_path / "b.yaml")

    assert [json.loads(line)["scenario"] for line in said.out.splitlines()] == ["a", "b", "c", "b"]


def test_each_file_stands_alone(call: Call, write: Write) -> None:
    """Good ones are printed, bad ones reported; the exit code is the highest."""
    bad = write("bad.yaml", "version: 1\nteems: {}\n")
    said = call("run", "--json", bad, write("good.yaml"))

    assert said.code == 2
    assert len(said.out.splitlines()) == 1
    assert said.err.startswith(f"{bad}:1: teams: the key 'teams' is missing")
    assert f"{bad}:2: teems: unknown key 'teems'; did you mean 'teams'?" in said.err


def test_nothing_is_printed_of_a_bad_file_but_its_errors(call: Call, tmp_path: Path) -> None:
    """A missing file and a directory without scenarios are errors of the input."""
    said = call("run", tmp_path / "missing.yaml", tmp_path)

    assert said.code == 2
    assert said.out == ""
    assert said.err.splitlines() == [
        f"{tmp_path}: there is no .yaml file in this directory; name scenario files",
        f"{tmp_path / 'missing.yaml'}: there is no such file; check the path",
    ]


def test_the_story_says_who_did_what_what_was_sent_or_not_and_why(call: Call, write: Write) -> None:
    """Times in the file's zone, names instead of keys, texts in quotation marks, the rule that decided."""
    said = call("run", write())

    assert said.code == 0
    for part in (
        "A small world",
        "times in America/Chicago · shows R-TKT-4, R-RLA-1",
        "Mon 2026-03-02",
        "  09:00   1  Carla Diaz calls Prairie Service, to press 2 at the menu.",
        "Rang: Ana Ruiz. Ana Ruiz answered",
        "→ Ticket 1: An answered call makes a new ticket, for whoever answered. (R-TKT-2)",
        "✉ After a successful phone call with ticket, to Carla Diaz, 09:04:21. Sent by SMS:",
        "(R-MSG-3)\n                “Hi, this is",
        "“Hi, this is Prairie Equipment. Thanks for speaking with Ana Ruiz.",
        "· Customer hangs up. Not sent: Ana Ruiz answered the call;",
        "Carla Diaz writes to Prairie Service by SMS: “Hello”",
        "Carla Diaz creates a ticket for Prairie Parts on the web: “A belt”",
        "Carla Diaz adds to ticket 2: “A long one”",
        "Ana Ruiz asks for a payment on ticket 1.",
        "Carla Diaz answers a request on ticket 1: pays.",
        "Ben Cole shares the VoiceHub number with Carla Diaz.",
        "Prairie Service saves: ring_last_advisor: false.",
        "An unknown caller (anon) calls Prairie Service.",
        "Tickets at the end",
        "    1 Prairie Service · Carla Diaz · by phone · closed · Ana Ruiz",
        "“Missed Call” · open · unassigned · 1 item",
    ):
        assert part in said.out, part


def test_a_story_can_be_told_in_french(call: Call, write: Write) -> None:
    """By `--lang`, or because the company speaks it; the replies stay in the company's language."""
    asked = call("run", "--lang", "fr", write())
    spoken = call(
        "run", write("fr.yaml", write().read_text(encoding="utf-8").replace("language: en", "language: fr"))
    )

    assert "Carla Diaz appelle Prairie Service et tapera 2 au menu." in asked.out
    assert "“Hi, this is" not in asked.out
    assert "«\u00a0Hi, this is Prairie Equipment." in asked.out
    assert "«\u00a0Bonjour" in spoken.out
    assert "Les tickets à la fin" in spoken.out


ADVISORS = """
  - {at: 2026-03-03 08:59, text: {from: carla, to: service, channel: whatsapp}}
  - {at: 2026-03-03 09:00, ticket: {from: carla, to: parts, channel: app, title: T, body: B}}
  - {at: 2026-03-03 09:01, ticket: {from: carla, to: parts, channel: app, body: Only a body}}
  - {at: 2026-03-03 09:02, advisor: {by: ana, action: request_photo_video, ticket: 2}}
  - {at: 2026-03-03 09:03, advisor: {by: ana, action: request_approval, ticket: 2}}
  - {at: 2026-03-03 09:04, advisor: {by: ana, action: ask_issue_resolved, ticket: 2}}
  - {at: 2026-03-03 09:05, advisor: {by: ana, action: share_voicehub, ticket: 2}}
  - {at: 2026-03-03 09:06, advisor: {by: ana, action: take, ticket: 2}}
  - {at: 2026-03-03 09:07, advisor: {by: ana, action: reassign, ticket: 2, to_advisor: ben}}
  - {at: 2026-03-03 09:08, advisor: {by: ana, action: reassign, ticket: 2, to_team: service}}
  - {at: 2026-03-03 09:09, advisor: {by: ana, action: merge, ticket: 2, into: 4}}
  - {at: 2026-03-03 09:10, respond: {from: carla, ticket: 2, approves: false, comment: Too dear}}
  - {at: 2026-03-03 09:11, respond: {from: carla, ticket: 2, rates: 4}}
  - {at: 2026-03-03 09:12, save: {team: service, auto_replies: {customer_hangs_up: {enabled: false}}, schedules: []}}
  - {at: 2026-03-03 09:13, call: {from: carla, to: service, hangs_up: ringing}}
  - {at: 2026-03-04 09:00, call: {from: carla, to: workshop, choice: 1}}
expect:
"""
WORKSHOP = """\
  workshop:
    number: "+15155550101"
    schedules: [{title: Open, first: 2026-03-04, from: 08:00, to: 17:00, advisors: [ana], call_tree: main}]
    call_trees: {main: {options: {1: {team: parts}}}}
policies:"""


@pytest.mark.parametrize(
    ("language", "parts"),
    [
        (
            "en",
            [
                "creates a ticket for Prairie Parts in the app: “T” “B”",
                "in the app: “Only a body”",
                "Ana Ruiz asks for a photo or a video on ticket 2.",
                "Ana Ruiz asks for an approval on ticket 2.",
                "whether the issue is resolved",
                "shares the VoiceHub number with the customer of ticket 2",
                "Ana Ruiz takes ticket 2.",
                "Ana Ruiz hands ticket 2 to Ben Cole.",
                "Ana Ruiz hands ticket 2 to Prairie Service.",
                "Ana Ruiz merges ticket 2 into ticket 4.",
                "on ticket 2: denies “Too dear”.",
                "rates the advisor 4 of 5",
                "saves: auto_replies.customer_hangs_up, schedules.",
                "merged into 4",
                "Nobody rang.",
                "Prairie Parts held the call.",
                "After hours.",
                "Notes",
                "Event 25: the caller was to hang up while it rang",
            ],
        ),
        (
            "fr",
            [
                "crée un ticket pour Prairie Parts dans l’application\u00a0: «\u00a0T\u00a0» «\u00a0B\u00a0»",
                "confie le ticket 2 à Ben Cole",
                "fusionne le ticket 2 avec le ticket 4",
                "refuse «\u00a0Too dear\u00a0»",
                "enregistre\u00a0: auto_replies.customer_hangs_up, schedules.",
                "Événement 25",
            ],
        ),
    ],
)
def test_every_action_and_answer_has_its_words(
    language: str, parts: list[str], call: Call, write: Write
) -> None:
    """In both languages."""
    text = write().read_text(encoding="utf-8").replace("\nexpect:\n", ADVISORS).replace("policies:", WORKSHOP)
    said = call("run", "--lang", language, write("more.yaml", text))

    assert said.code == 0, said.err
    for part in parts:
        assert part in said.out.replace("\n             ", " "), part


def test_a_story_in_which_nothing_happens_says_so(call: Call, write: Write) -> None:
    """A world without events is a story, too."""
    path = write("still.yaml", "version: 1\nteams: {t: {number: '+15155550100'}}\ncustomers: {x: {}}\n")

    assert "Nothing happens in this story." in call("run", path).out
    assert "No ticket was made." in call("run", path).out


def test_what_customers_write_cannot_steer_the_terminal(call: Call, write: Write) -> None:
    """Escapes, line feeds and marks that reverse the reading order are shown, not obeyed."""
    body = r'body: "\e[2J\x07first\nsecond \u202egnp"'
    said = call("run", write("evil.yaml", write().read_text(encoding="utf-8").replace("body: Hello", body)))

    assert "“\\x1b[2J\\x07first second \\u202egnp”" in said.out
    assert "\x1b" not in said.out


def test_what_a_bad_file_is_called_cannot_steer_the_terminal(call: Call, tmp_path: Path) -> None:
    """Errors are printed as harmlessly as stories."""
    said = call("run", tmp_path / "a\x1b[2J.yaml")

    assert "\x1b" not in said.err
    assert "a\\x1b[2J.yaml: there is no such file" in said.err
