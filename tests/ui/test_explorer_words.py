"""The explorer's words: everything is said in both languages, with the same facts."""

from __future__ import annotations

import re
from collections import Counter
from importlib.resources import files
from pathlib import Path
from string import Formatter

import pytest

from autoreply_sim.codes import Action, Channel, Item, Outcome
from autoreply_sim.rules.catalog import REPLY_KEYS
from autoreply_sim.ui.components.drawing import in_words, plain
from autoreply_sim.ui.models.phrase import phrase
from autoreply_sim.ui.words import _written, all_words, words


def fields(text: str) -> set[str | None]:
    """The fields of a sentence."""
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def test_both_languages_name_the_same_facts() -> None:
    """A field that is missing in one language would hide a fact from half of the readers."""
    assert [key for key, (english, french) in all_words().items() if fields(english) != fields(french)] == []


def test_a_key_stands_in_one_file_once() -> None:
    """The later of two would be said wherever the earlier one was meant; YAML keeps quiet about it."""
    keys = [
        line.split(":")[0].strip('"')
        for file in files("autoreply_sim.ui").joinpath("words").iterdir()
        for line in file.read_text(encoding="utf-8").splitlines()
        if line and not line.startswith("#")
    ]

    assert [key for key, count in Counter(keys).items() if count > 1] == []
    assert set(keys) <= all_words().keys()


NEVER_NOUGHT = {"other_replies_one", "preview_dear_one", "rule_rank_one"}
"""Said of one thing alone."""


@pytest.mark.parametrize(
    ("count", "english", "french"),
    [
        (0, "0 problems", "0 problème"),
        (1, "1 problem", "1 problème"),
        (2, "2 problems", "2 problèmes"),
        (1000, "1,000 problems", "1\u202f000 problèmes"),
    ],
)
def test_nought_is_singular_in_french(count: int, english: str, french: str) -> None:
    """And plural in English."""
    said = phrase("findings_problem", count=count)
    assert (plain(said, "en"), plain(said, "fr")) == (english, french)


def test_a_singular_shows_its_count() -> None:
    """It may be none: “1” in its words would be wrong."""
    ones = {key: pair for key, pair in all_words().items() if key.endswith("_one")}
    assert {key for key, (_, french) in ones.items() if "count" not in fields(french)} == NEVER_NOUGHT


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
    """Files are read in the order of their names; a second meaning is an error."""
    (tmp_path / "words.yaml").write_text("one: [One, Un]\n", encoding="utf-8")
    (tmp_path / "words_b.yaml").write_text('# none yet\n"on": ["on", "activé"]\n', encoding="utf-8")
    (tmp_path / "words_a.yaml").write_text("# none yet\n", encoding="utf-8")
    (tmp_path / "notes.txt").write_text("one: [1, 1]\n", encoding="utf-8")
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
