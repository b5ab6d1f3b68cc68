"""The published JSON Schema is that of the models, and the whole library is valid under it."""

from __future__ import annotations

from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from autoreply_sim.domain.policies import POLICIES
from autoreply_sim.io.scenario_models import PolicyKeys
from autoreply_sim.io.schema import scenario_schema, schema_text
from autoreply_sim.io.yaml12 import compose
from autoreply_sim.io.yaml12_data import resolve

DATA = Path(__file__).parents[2] / "data"
FILES = [*sorted((DATA / "scenarios").glob("*.yaml")), Path(__file__).with_name("story.yaml")]
VALIDATOR = Draft202012Validator(scenario_schema())


def test_the_published_schema_is_that_of_the_models() -> None:
    """`autoreply-sim schema > data/scenario.schema.json` brings it up to date."""
    assert (DATA / "scenario.schema.json").read_text(encoding="utf-8") == schema_text()
    Draft202012Validator.check_schema(scenario_schema())


@pytest.mark.parametrize("path", FILES, ids=[path.stem for path in FILES])
def test_every_scenario_is_valid_under_the_schema(path: Path) -> None:
    """Editors that know the schema find nothing to complain of."""
    data = resolve(compose(path.read_text(encoding="utf-8"))[0])

    assert [error.message for error in VALIDATOR.iter_errors(data)] == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("version: 1", "version: 2"),
        ("strategy: group", "strategy: random"),
        ("after_hours_texts:", "after_hour_texts:"),
        ("channel: sms", "channel: fax"),
        ("call: {from: carla", "call: {form: carla"),
        ("opted_out: false", "opted_out: no"),
        (", communication_team: service}", "}"),
        ('"1": {team: parts}', '"A": {team: parts}'),
        ("amount: 120.50", "amount: 0"),
    ],
)
def test_the_schema_refuses_what_the_loader_refuses(old: str, new: str, story: str) -> None:
    """Unknown keys, words outside of a vocabulary, wrong types, and keys that exclude each other."""
    assert old in story
    assert not VALIDATOR.is_valid(resolve(compose(story.replace(old, new))[0]))


def test_the_schema_knows_every_policy() -> None:
    """A policy that is added to the rulebook must be added to the file format."""
    assert list(PolicyKeys.model_fields) == [spec.name for spec in POLICIES]
