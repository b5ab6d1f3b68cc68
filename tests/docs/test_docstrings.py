"""The examples in the docstrings of public functions are run, and give what they say."""

from __future__ import annotations

import doctest
import inspect

import pytest

import autoreply_sim

CLASSES = {"Comparison", "InputError", "Run", "Scenario", "Simulation"}
"""What the functions return or raise; they show themselves in their examples."""


@pytest.mark.parametrize("name", sorted(set(autoreply_sim.__all__) - CLASSES))
def test_every_public_function_has_an_example_that_is_true(name: str) -> None:
    """As somebody would type it in the project's folder."""
    public = getattr(autoreply_sim, name)
    found = doctest.DocTestFinder(recurse=False).find(public, name, globs={})
    examples = [example for one in found for example in one.examples]
    runner, said = doctest.DocTestRunner(), list[str]()
    for one in found:
        runner.run(one, out=said.append)

    assert examples, f"{name} in {inspect.getsourcefile(public)} has no example"
    assert "".join(said) == ""
