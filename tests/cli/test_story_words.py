"""The words of a story: the same facts in English and in French, and French as it is set."""

from __future__ import annotations

import re
from collections.abc import Iterator
from string import Formatter

from autoreply_sim.cli import story_words
from autoreply_sim.cli.story_words import Pair


def pairs(value: object) -> Iterator[Pair]:
    """Every pair in a value of the module, mappings and pairs of pairs included."""
    match value:
        case (str() as english, str() as french):
            yield english, french
        case tuple():
            for part in value:
                yield from pairs(part)
        case dict():
            for part in value.values():
                yield from pairs(part)


def all_pairs() -> list[Pair]:
    """Every pair of the module."""
    return [pair for name, value in vars(story_words).items() if name.isupper() for pair in pairs(value)]


def fields(text: str) -> set[str]:
    """The facts that a sentence names."""
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def test_both_languages_name_the_same_facts() -> None:
    """A translation that drops a fact tells less."""
    assert len(all_pairs()) > 40
    assert [pair for pair in all_pairs() if fields(pair[0]) != fields(pair[1])] == []


def test_french_is_set_as_french_is() -> None:
    """No-break spaces before : ; ? ! and within « », so that none of them begins a line; curly apostrophes."""
    assert [french for _, french in all_pairs() if re.search(r" [:;?!»]|« |\w'\w", french)] == []
