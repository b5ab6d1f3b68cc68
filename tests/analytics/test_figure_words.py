"""The words of figures: both languages say as much, and French is set as French is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from string import Formatter

import pytest

from autoreply_sim.analytics import figure_story_words, figure_words
from autoreply_sim.analytics.figure_text import hover, safe, sentences, short

PLAIN_SPACE_BEFORE = re.compile(r"[^\u202f\u00a0](?=[;?!%»])|[^\u202f\u00a0](?=:(?!\d))|«(?![\u202f\u00a0])")


def pairs() -> Iterator[tuple[str, str]]:
    """Yield every pair of both modules, however deep it lies."""
    for module in (figure_words, figure_story_words):
        for name, value in vars(module).items():
            if name.isupper():
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


def test_both_languages_have_the_same_fields() -> None:
    """A pair of which one side forgot a number would say less."""
    found = list(pairs())

    assert len(found) > 100
    for english, french in found:
        assert fields(english) == fields(french)


def test_french_has_its_spaces_apostrophes_and_quotation_marks() -> None:
    """No line begins with a colon, and no apostrophe is a typewriter's."""
    for _, french in pairs():
        text = french.replace("(%)", "")  # a unit in brackets stands alone
        assert not PLAIN_SPACE_BEFORE.search(text), french
        assert not {"'", '"', "“", "”"} & set(french), french


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<b>Bo</b>", "&lt;b&gt;Bo&lt;/b&gt;"),
        ("Deere & Co", "Deere &amp; Co"),
        ("$x$", "&#36;x&#36;"),
        ("abc\u202edef", "abcdef"),
        ("שלום", "\u2068שלום\u2069"),
        ("Zoë’s “tractor”", "Zoë’s “tractor”"),
    ],
)
def test_what_people_wrote_stays_text(text: str, expected: str) -> None:
    """Plotly reads HTML and TeX in every text; and no name turns the direction of what stands beside it."""
    assert safe(text) == expected


def test_a_box_breaks_its_lines_itself() -> None:
    """Plotly would make one line of a whole message; what was written in it stays text."""
    text = hover("<i>" + "word " * 30, "last")

    assert max(map(len, text.split("<br>"))) < 60
    assert text.startswith("&lt;i&gt;word")
    assert text.endswith("<br>last")


def test_long_names_are_cut() -> None:
    """An ellipsis says so."""
    assert short("Maple Ridge Service", 12) == "Maple Ridge…"
    assert short("Maple Ridge", 12) == "Maple Ridge"


def test_sentences_have_one_full_stop_each() -> None:
    """Whether or not they came with it; what is empty says nothing."""
    assert sentences("One", "", "Two.", "Three?") == "One. Two. Three?"
