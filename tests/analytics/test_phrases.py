"""The words of explanations: complete, in both languages, with the same facts in both."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from string import Formatter

import pytest

from autoreply_sim.analytics import phrases
from autoreply_sim.analytics.phrases import Pair, moment, say
from autoreply_sim.codes import Channel, Fault, Outcome, Reason, Rla, TicketRule


def pairs() -> list[tuple[str, Pair]]:
    """Every pair of the module, with a name for the report."""
    found: list[tuple[str, Pair]] = []
    for name, value in vars(phrases).items():
        if name.isupper() and isinstance(value, tuple) and name != "LANGUAGES":
            found.append((name, value))
        elif name.isupper() and isinstance(value, dict) and name != "FAULTS":
            found += [
                (f"{name}.{key.word if hasattr(key, 'word') else key}", pair) for key, pair in value.items()
            ]
    return found


def fields(text: str) -> set[str]:
    """The facts a sentence names."""
    return {name for _, name, _, _ in Formatter().parse(text) if name}


@pytest.mark.parametrize(("name", "pair"), pairs(), ids=[name for name, _ in pairs()])
def test_both_languages_name_the_same_facts(name: str, pair: Pair) -> None:
    """A translation that drops a fact explains less."""
    english, french = pair
    assert english.strip(), name
    assert french.strip(), name
    assert fields(english) == fields(french)


def test_french_is_set_as_french_is() -> None:
    """No-break spaces before : ; ? ! and within « », so that none of them begins a line; curly apostrophes."""
    assert [name for name, (_, french) in pairs() if re.search(r" [:;?!»]|« |\w'\w", french)] == []


def test_every_code_has_its_words() -> None:
    """A code without words would end in a KeyError in front of a team lead."""
    assert set(phrases.BECAUSE) == set(Reason) - {Reason.SENT}
    assert set(phrases.OUTCOMES) == set(Outcome)
    assert set(phrases.CHANNELS) == set(Channel)
    assert set(phrases.RLA) == set(Rla)
    assert set(phrases.TICKET_MOVES) == set(TicketRule)
    assert set(phrases.FAULTS) == set(Fault)


def test_a_pair_without_facts_may_hold_braces() -> None:
    """Only a sentence that names facts is a template."""
    assert say(("{a}", "{b}"), "fr") == "{b}"
    assert say(("{a}", "{a}"), "en", a=1) == "1"


@pytest.mark.parametrize(
    ("day", "language", "words"), [(2, "en", "17:00"), (6, "en", "Fri 17:00"), (6, "fr", "ven. 17:00")]
)
def test_a_time_on_another_day_names_the_day(day: int, language: str, words: str) -> None:
    """The 2nd of March 2026 is a Monday."""
    beside = datetime(2026, 3, 2, 9, tzinfo=UTC)
    assert moment(datetime(2026, 3, day, 17, tzinfo=UTC), beside, language) == words
