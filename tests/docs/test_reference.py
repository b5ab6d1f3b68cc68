"""The reference names everything there is: keys, words, fields, switches, output."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from autoreply_sim.codes import Action, Channel, Item, Outcome, Phase, RingStrategy, Rla
from autoreply_sim.domain.world import Timing
from autoreply_sim.experiment.run import run
from autoreply_sim.io.scenario_load import loads
from autoreply_sim.io.schema import scenario_schema
from autoreply_sim.rules.catalog import REPLY_KEYS
from autoreply_sim.texts.fields import FIELDS, SWITCHES

REFERENCE = Path(__file__).parents[2] / "docs" / "reference"

STORY = """
version: 1
customers: {carla: {name: Carla, phone: "+15155550199"}}
teams: {service: {display_name: Service, number: "+15155550100"}}
events: [{at: 2026-03-02 09:00, call: {from: carla, to: service}}]
"""


def _page(name: str) -> str:
    return (REFERENCE / name).read_text(encoding="utf-8")


def _keys(schema: dict[str, Any]) -> Iterator[str]:
    for part in (schema, *schema["$defs"].values()):
        yield from part.get("properties", {})


@pytest.mark.parametrize("key", sorted(set(_keys(scenario_schema()))))
def test_every_key_of_a_scenario_file_is_in_the_reference(key: str) -> None:
    """The page on the format leaves no key out, the items of `expect` included."""
    assert f"`{key}`" in _page("scenario-format.md") + _page("json-output.md") + _page("traffic.md")


@pytest.mark.parametrize("codes", [Action, Channel, Phase, RingStrategy], ids=lambda codes: codes.__name__)
def test_every_word_that_a_file_may_use_is_in_the_reference(codes: Any) -> None:
    """So are the words that stand for an action, a channel, a phase of a call, a ring strategy."""
    missing = [code.word for code in codes if f"`{code.word}`" not in _page("scenario-format.md")]

    assert missing in ([], ["leaves_voicemail"])


@pytest.mark.parametrize("codes", [Outcome, Rla, Item], ids=lambda codes: codes.__name__)
def test_every_word_that_a_run_prints_is_in_the_reference(codes: Any) -> None:
    """The page on the output explains every outcome, every word on Ring Last Advisor and every kind of item."""
    assert [code.word for code in codes if f"`{code.word}`" not in _page("json-output.md")] == []


def test_every_key_of_the_output_is_in_the_reference() -> None:
    """Whoever reads `run --json` finds each key explained."""
    output = run(loads(STORY)).as_json()
    parts = [output, *(output[name][0] for name in ("replies", "tickets", "calls", "decisions"))]
    parts.append(output["tickets"][0]["activity"][0])

    assert [key for part in parts for key in part if f"`{key}`" not in _page("json-output.md")] == []


@pytest.mark.parametrize("reply", REPLY_KEYS)
def test_the_page_on_texts_says_what_each_reply_knows(reply: str) -> None:
    """A row per reply: its own fields, and its optional elements with those that are on by default in bold."""
    fields = [f"`{field.key}`" for field in FIELDS if reply in field.replies and field.replies != REPLY_KEYS]
    switches = [
        f"**`{switch.key}`**" if switch.default(reply) else f"`{switch.key}`"
        for switch in SWITCHES
        if reply in switch.replies
    ]

    assert f"| `{reply}` | {', '.join(fields)} | {', '.join(switches)} |" in _page("texts.md")


def test_the_page_on_texts_has_every_field() -> None:
    """A field is listed with what it holds."""
    assert [field.key for field in FIELDS if f"| `{field.key}` | {field.en}" not in _page("texts.md")] == []


def test_the_reference_has_the_durations_that_a_call_takes_by_default() -> None:
    """The page on the format gives each duration as a file would write it."""
    written = {
        name: f"{getattr(Timing(), f'{name}_ms') // 1000}s" for name in ("greeting", "menu", "pick_up")
    }
    written |= {
        name: f"{getattr(Timing(), f'{name}_ms') // 1000}s" for name in ("voicemail_prompt", "recording")
    }

    missing = [
        name
        for name, value in written.items()
        if f"| `{name}` | `{value}` |" not in _page("scenario-format.md")
    ]

    assert missing == []
