"""The explorer's words: everything is said in both languages, with the same facts."""

from __future__ import annotations

import re
from pathlib import Path
from string import Formatter

import pytest

from autoreply_sim.codes import Action, Channel, Item, Outcome
from autoreply_sim.rules.catalog import REPLY_KEYS
from autoreply_sim.ui.components.drawing import in_words
from autoreply_sim.ui.models.phrase import phrase
from autoreply_sim.ui.words import _written, all_words, words


def fields(text: str) -> set[str | None]:
    """The fields of a sentence."""
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def test_both_languages_name_the_same_facts() -> None:
    """A field that is missing in one language would hide a fact from half of the readers."""
    assert [key for key, (english, french) in all_words().items() if fields(english) != fields(french)] == []


def test_french_keeps_its_punctuation_on_the_line() -> None:
    """Before : ; ? ! and within « » a plain space would let them fall onto the next line; apostrophes are curly."""
    said = {key: french for key, (_, french) in all_words().items()}

    assert [key for key, french in said.items() if re.search(r" [:;?!»]|« |\w'\w", french)] == []


@pytest.mark.parametrize(
    "key",
    [
        *(f"does_{action.word}" for action in Action),
        *(f"by_{channel.word}" for channel in Channel),
        *(f"item_{item.word}" for item in Item),
        *(f"outcome_{outcome.word}" for outcome in Outcome),
        *(f"you_{outcome.word}" for outcome in Outcome),
        *(f"{kind}_{reply}" for kind in ("reply", "when") for reply in REPLY_KEYS),
    ],
)
def test_every_code_has_words(key: str) -> None:
    """Keys are put together from codes: a new code without words is found here, not by a visitor."""
    assert words("en")[key]
    assert words("fr")[key]


def test_each_page_has_words_of_its_own_and_no_two_share_a_key(tmp_path: Path) -> None:
    """Files words*.yaml are read in the order of their names; other files are not; a second meaning is an error."""
    (tmp_path / "words.yaml").write_text("one: [One, Un]\n", encoding="utf-8")
    (tmp_path / "words_b.yaml").write_text('# none yet\n"on": ["on", "activé"]\n', encoding="utf-8")
    (tmp_path / "words_a.yaml").write_text("# none yet\n", encoding="utf-8")
    (tmp_path / "notes.yaml").write_text("one: [1, 1]\n", encoding="utf-8")
    assert _written(tmp_path) == {"one": ("One", "Un"), "on": ("on", "activé")}

    (tmp_path / "words_a.yaml").write_text("\none: [1, 1]\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"words_a\.yaml, line 2: 'one' has words already"):
        _written(tmp_path)


def test_one_is_not_several() -> None:
    """English and French count one thing in the singular."""
    assert in_words(phrase("replies_differ", count=1), "en") == "1 reply differs"
    assert in_words(phrase("replies_differ", count=2), "en") == "2 replies differ"
    assert in_words(phrase("tickets_differ", count=1), "fr") == "1 ticket diffère"


def test_a_name_cannot_turn_the_sentence_around_it() -> None:
    """It is escaped and isolated: an override of the reading order ends with it."""
    said = in_words(phrase("calls", customer="\u202e<b>", team="A & B"), "en")

    assert said == "<bdi>\u202e&lt;b&gt;</bdi> calls <bdi>A &amp; B</bdi>"
