"""The words of reports: both languages say as much, and French is set as French is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from string import Formatter

from autoreply_sim.analytics import showing_decisions, showing_scenario
from autoreply_sim.io.reports import settings_words, words

PLAIN_SPACE_BEFORE = re.compile(r" (?=[:;?!%»])|«(?![\u202f\u00a0])")


def pairs() -> Iterator[tuple[str, str]]:
    """Yield every pair of the modules, however deep it lies."""
    for module in (words, settings_words, showing_decisions, showing_scenario):
        for name, value in vars(module).items():
            if name.lstrip("_").isupper():
                yield from flat(value)


def flat(value: object) -> Iterator[tuple[str, str]]:
    """Yield the pairs that a value is, or is made of."""
    match value:
        case (str(english), str(french)):
            yield english, french
        case Mapping():
            for each in value.values():
                yield from flat(each)
        case tuple():
            for each in value:
                yield from flat(each)


def fields(text: str) -> set[str | None]:
    """Return the names of the fields of a text."""
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def test_both_languages_name_the_same_facts() -> None:
    """A translation that drops a fact says less."""
    found = list(pairs())

    assert len(found) > 100
    assert [pair for pair in found if fields(pair[0]) != fields(pair[1])] == []


def test_french_has_its_spaces_apostrophes_and_quotation_marks() -> None:
    """No line begins with a colon, and no apostrophe is a typewriter's."""
    wrong = [
        french for _, french in pairs() if PLAIN_SPACE_BEFORE.search(french) or {"'", '"', "“"} & set(french)
    ]

    assert wrong == []
