"""The stories to choose from: search, filters, and files that cannot be read."""

from __future__ import annotations

from pathlib import Path

import pytest

from autoreply_sim.ui.models.library import Library, find_stories, read_entry, rule_order
from tests.ui.explorer_stories import LIBRARY, STORY, explorer_of

VOICEMAIL = STORY.replace("hangs_up: ringing", "leaves_voicemail: true").replace(
    "A call and a text", "Été et messagerie"
)


@pytest.fixture
def library(tmp_path: Path) -> Library:
    """Two stories and a broken one."""
    stories = {"call-missed": STORY, "call-voicemail": VOICEMAIL, "text-broken": "version: 1\ntitel: x\n"}
    return explorer_of(tmp_path, **stories).library


def names(library: Library) -> list[str]:
    """The names of the stories that are found."""
    return [entry.name for entry in library.found()]


def test_the_list_stands_before_any_file_was_read(tmp_path: Path) -> None:
    """Reading takes half a second for all; the first paint does not wait for it."""
    (tmp_path / "call-missed.yaml").write_text(STORY)
    library = Library(tmp_path)

    assert [(entry.title, entry.is_read) for entry in library.entries] == [("Call missed", False)]
    assert library.read_some() is False
    assert [(entry.title, entry.is_read) for entry in library.entries] == [("A call and a text", True)]


def test_all_words_of_a_search_must_be_found(library: Library) -> None:
    """In the title, the file's name or the rules; case and accents do not matter."""
    library.search = "ete MESSAGERIE"
    assert names(library) == ["call-voicemail"]
    library.search = "call messagerie missing"
    assert names(library) == []


def test_a_rule_is_found_where_the_file_or_its_run_cites_it(library: Library) -> None:
    """R-TKT-4 is cited by the head comment, R-TKT-3 only by what came of the voicemail."""
    library.rule = "R-TKT-4"
    assert names(library) == ["call-missed", "call-voicemail"]
    library.rule = "R-TKT-3"
    assert names(library) == ["call-voicemail"]


def test_a_reply_is_found_by_its_verdict(library: Library) -> None:
    """Both stories are about it; it goes out in one."""
    library.reply = "customer_hangs_up"
    assert names(library) == ["call-missed", "call-voicemail"]
    library.verdict = "sent"
    assert names(library) == ["call-missed"]
    library.verdict = "not_sent"
    assert names(library) == ["call-voicemail"]


def test_clearing_asks_for_nothing(library: Library) -> None:
    """The way out of an empty list."""
    library.search, library.rule, library.reply, library.verdict = "x", "R-TKT-3", "customer_hangs_up", "sent"
    library.clear()

    assert len(library.found()) == 3


def test_a_file_that_cannot_be_used_stays_in_the_list(library: Library) -> None:
    """With what is wrong, so that somebody can mend it."""
    broken = library.entry("text-broken")

    assert broken is not None
    assert any("titel" in problem for problem in broken.problems)


def test_the_list_is_divided_by_the_first_word_of_the_names(library: Library) -> None:
    """Calls with calls, texts with texts."""
    assert [(group, len(entries)) for group, entries in library.groups()] == [("call", 2), ("text", 1)]


def test_rules_are_offered_in_the_order_of_their_numbers(library: Library) -> None:
    """R-MSG-9 comes before R-MSG-10; each with the number of its stories."""
    rules = [rule for rule, _ in library.rules()]

    assert rules == sorted(rules, key=rule_order)
    assert dict(library.rules())["R-TKT-3"] == 1
    assert rule_order("R-MSG-9") < rule_order("R-MSG-10")


def test_the_stories_of_the_project_are_found_from_its_dashboards() -> None:
    """A notebook's kernel runs in the folder of the notebook."""
    assert find_stories(LIBRARY.parents[1] / "dashboards") == LIBRARY
    assert find_stories(Path("/nowhere/at/all")) is None


def test_no_story_of_the_project_is_broken() -> None:
    """The first of each group, so that the list of the page is right."""
    firsts = {path.stem.partition("-")[0]: path for path in LIBRARY.glob("*.yaml")}

    assert [entry.problems for entry in map(read_entry, firsts.values()) if entry.problems] == []
