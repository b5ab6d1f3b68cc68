"""Every file of the library comes out as it says it does: its `expect` was worked out by hand from the rulebook."""

from __future__ import annotations

from pathlib import Path

import pytest

from autoreply_sim.experiment.check import differences
from autoreply_sim.io.scenario_load import load_and_run

LIBRARY = sorted((Path(__file__).parents[2] / "data" / "scenarios").glob("*.yaml"))


def test_the_library_is_there() -> None:
    """At least eighty stories, each about one thing."""
    assert len(LIBRARY) >= 80


@pytest.mark.parametrize("path", LIBRARY, ids=lambda path: path.stem)
def test_a_story_of_the_library_comes_out_as_it_says(path: Path) -> None:
    """Replies exactly, in order; tickets exactly, by number; calls and decisions at least."""
    run = load_and_run(path)
    assert run.scenario.expect is not None
    assert differences(run, run.scenario.expect) == []
