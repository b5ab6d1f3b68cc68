"""`autoreply-sim check-up`: findings in words and as JSON, and its exit codes."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

Call = Callable[..., Any]
Write = Callable[..., Path]

CLOSED = """\
version: 1
title: Nobody there
customers: {carla: {name: Carla, phone: "+15155550199"}}
teams: {service: {display_name: Service, number: "+15155550100", tickets_for_missed_calls: true}}
events: [{at: 2026-03-02 09:00, call: {from: carla, to: service}}]
"""


def test_findings_are_told_with_their_place_and_what_came_of_them(call: Call, write: Write) -> None:
    """What is wrong, whom it concerned, what to do, and where."""
    said = call("check-up", write("closed.yaml", CLOSED))

    assert said.code == 0
    assert "problem  never_open\n" in said.out
    assert "Calls that it held: 1 of 1." in said.out
    assert "→ teams.service.schedules (R-CALL-1, R-SCH-1)" in said.out
    assert "problems: 1, warnings: 0, hints:" in said.out


def test_strict_fails_for_problems_alone(call: Call, write: Write) -> None:
    """So that a pipeline can stop; a preset without problems passes."""
    assert call("check-up", "--strict", write("closed.yaml", CLOSED)).code == 1
    assert call("check-up", "--strict", "--settings-only", "seed_time").code == 0


def test_json_has_an_object_per_file_with_both_languages(call: Call, write: Write) -> None:
    """Paths are lists, as programs need them."""
    path = write("closed.yaml", CLOSED)
    told = [json.loads(line) for line in call("check-up", "--json", path, path).out.splitlines()]
    finding = told[1]["findings"][0]

    assert len(told) == 2
    assert (finding["key"], finding["severity"], finding["path"]) == (
        *("never_open", "problem"),
        ["teams", "service", "schedules"],
    )
    assert set(finding["sentence"]) == {"en", "fr"}
    assert finding["consequence"]["events"] == [1]


def test_settings_alone_have_no_consequences(call: Call, write: Write) -> None:
    """Nothing is drawn, nothing is run."""
    told = json.loads(call("check-up", "--json", "--settings-only", write("closed.yaml", CLOSED)).out)

    assert {finding["consequence"] for finding in told["findings"]} == {None}


def test_sound_settings_say_so_in_french(call: Call) -> None:
    """The settings of seed time have nothing wrong with them."""
    said = call("check-up", "--settings-only", "--lang", "fr", "seed_time")

    assert "Rien ne semble anormal." in said.out


def test_a_file_that_cannot_be_used_leaves_the_others_alone(call: Call, write: Write) -> None:
    """Its errors go to the error stream, and the exit code is 2."""
    said = call("check-up", write("bad.yaml", "version: 1\n"), write("closed.yaml", CLOSED))

    assert said.code == 2
    assert "never_open" in said.out
    assert "bad.yaml" in said.err


def test_a_preset_is_lived_through_once(call: Call) -> None:
    """Its traffic is drawn, so that the lunch of the shop has its calls."""
    said = call("check-up", "two_person_shop")

    assert said.code == 0
    assert "Calls that came in such gaps:" in said.out
