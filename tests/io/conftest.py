"""A sound scenario file, and what is wrong with one that is not."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from autoreply_sim.errors import InputError, Problem
from autoreply_sim.io.scenario_load import loads

STORY = Path(__file__).with_name("story.yaml")


@pytest.fixture(scope="session")
def story() -> str:
    """The text of a sound file in which every part of the format stands once."""
    return STORY.read_text(encoding="utf-8")


@pytest.fixture
def spoil(story: str) -> Callable[..., str]:
    """The sound file with something else in the place of one of its parts."""

    def spoiled(old: str, new: str) -> str:
        assert story.count(old) >= 1, f"the story does not hold {old!r}"
        return story.replace(old, new, 1)

    return spoiled


@pytest.fixture
def problems_of() -> Callable[[str | bytes], tuple[Problem, ...]]:
    """Everything that is wrong with a text; the test fails if nothing is."""

    def problems(text: str | bytes) -> tuple[Problem, ...]:
        with pytest.raises(InputError) as caught:
            loads(text, origin="story.yaml")
        return caught.value.problems

    return problems
