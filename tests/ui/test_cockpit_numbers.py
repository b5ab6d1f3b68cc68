"""Numbers on the pages are set apart as the reader's language does it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from autoreply_sim.io.store import Store
from autoreply_sim.ui.components.checkup import checkup_html
from autoreply_sim.ui.components.drawing import in_words, plain
from autoreply_sim.ui.components.year import behind_html, year_html
from autoreply_sim.ui.models.certainty import Certainty
from autoreply_sim.ui.models.change_words import changes
from autoreply_sim.ui.models.checkup_page import CheckupView
from autoreply_sim.ui.models.phrase import phrase, tally
from autoreply_sim.ui.models.year_view import YearView
from tests.ui.cockpit_desk import DEALER, cockpit_of, store_in

BARE = re.compile(r"(?<![\w,.\u202f-])\d{4,}(?![\w-])")
YEAR_NUMBERS = {"2026", "2027"}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A store of its own."""
    folder: Path = tmp_path_factory.mktemp("numbers")
    with store_in(folder) as opened:
        yield opened


@pytest.fixture(scope="module")
def year(store: Store) -> YearView:
    """The year of a dealer with many customers."""
    return YearView(cockpit_of(store, DEALER))


def seen(html: str) -> str:
    """What a reader sees or hears of a piece: its texts and titles."""
    titles = " ".join(re.findall(r'(?:title|aria-label)="([^"]*)"', html))
    return re.sub(r"<[^>]+>", " ", html) + titles


@pytest.mark.parametrize(("language", "said"), [("en", "2,649 events"), ("fr", "2\u202f649 événements")])
def test_counts_of_a_sentence_are_set_apart(language: str, said: str) -> None:
    """As figures are; a number that is a name is not."""
    said_so = phrase("events_tally", count=2649, shown=100)

    assert plain(said_so, language).startswith(said)
    assert "1234" in in_words(phrase("lost_ticket", event=1234), language)


def test_a_list_says_how_many_are_listed_only_where_some_are_not() -> None:
    """“17 contacts; the first 17 are listed” says one thing twice."""
    said = [plain(tally("events_tally", count, 100), "en") for count in (0, 1, 17, 100, 101)]

    assert said == [
        "0 events.",
        "1 event.",
        "17 events.",
        "100 events.",
        "101 events; the first 100 are listed.",
    ]


@pytest.mark.parametrize("language", ["en", "fr"])
def test_no_page_shows_a_bare_number_of_four_digits(year: YearView, language: str) -> None:
    """Figures, the table of hours, events and the check-up of a year of 182,000 calls; years of dates are none."""
    year.cockpit.speak(language)
    year.heat("offered")
    year.behind(["offered", None, False])
    drawn = [
        year_html(year, Certainty(year.cockpit, lambda do: do())),
        behind_html(year),
        checkup_html(CheckupView(year)),
    ]

    assert [
        number for html in drawn for number in BARE.findall(seen(html)) if number not in YEAR_NUMBERS
    ] == []


def test_a_list_says_whose_events_they_are(year: YearView) -> None:
    """Without a draft they are those of what is saved."""
    year.cockpit.speak("en")
    year.behind(["missed", None, False])
    as_saved = behind_html(year)
    year.cockpit.set(year.cockpit.at("ring_last_advisor"), value=False)
    with_draft = behind_html(year)
    year.cockpit.undo()

    assert "As saved: 32,7" in seen(as_saved)
    assert "With the draft: 3" in seen(with_draft)


def test_a_change_of_an_hour_has_its_sign(year: YearView) -> None:
    """A minus, no hyphen, as everywhere else."""
    cockpit = year.cockpit
    cockpit.speak("en")
    cockpit.set(cockpit.at("auto_replies", "customer_hangs_up", "enabled"), value=False)
    year.heat("replies_sent")
    titles = re.findall(
        r'id="heat-[^>]* title="([^"]+)"', year_html(year, Certainty(year.cockpit, lambda do: do()))
    )
    cockpit.undo()

    assert titles
    assert all(re.fullmatch(r"[+\u2212][\d,]+", title) for title in titles)


@pytest.mark.parametrize(
    ("language", "minutes", "said"),
    [("en", 1440, "1,440"), ("fr", 1440, "1\u202f440"), ("fr", 0.5, "0,5"), ("en", 2.25, "2.25")],
)
def test_numbers_among_the_changes_are_written_as_the_reader_writes_them(
    year: YearView, language: str, minutes: float, said: str
) -> None:
    """With their thousands, and as many decimals as they have."""
    cockpit = year.cockpit
    cockpit.speak(language)
    cockpit.set(cockpit.at("auto_replies", "after_hours_texts", "quiet_period"), minutes)
    found = changes(cockpit, cockpit.draft.saved, cockpit.draft.document)
    cockpit.undo()

    assert [change.after for change in found] == [said]
