"""Figures as files: pages that need no network, the same bytes each time, and no code of others in them."""

from __future__ import annotations

import json
import re
import sys
from html.parser import HTMLParser
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pandas as pd
import pytest

from autoreply_sim.analytics import figures
from autoreply_sim.errors import InputError
from autoreply_sim.experiment.run import run
from autoreply_sim.io.figure_files import figure_page, save_figure
from autoreply_sim.io.scenario_load import load

HOSTILE = "</script><script>alert(1)</script><b>"
TABLE = pd.DataFrame({"saved": [1_234, 0], HOSTILE: [1_200, 7]}, index=["web", "sms"])
FIGURE = figures.tickets_by_origin(TABLE, language="fr")


class Page(HTMLParser):
    """What a browser would make of a page: its tags, and the text of some of them."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str]] = []
        self.text: dict[str, list[str]] = {}
        self.inside: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep a tag and its attributes."""
        self.tags.append(tag)
        self.attributes += [(f"{tag}.{name}", value or "") for name, value in attrs]
        self.inside = [tag]

    def handle_data(self, data: str) -> None:
        """Keep the text of the tag that was opened last."""
        self.text.setdefault(self.inside[-1] if self.inside else "", []).append(data.strip())


def test_a_page_names_what_it_shows_and_reads_it_aloud() -> None:
    """Its title is the finding, its language the figure's, and the figure an image with a description."""
    page = Page(figure_page(FIGURE))

    assert ("html.lang", "fr") in page.attributes
    assert "".join(page.text["title"]) == FIGURE.finding
    assert ("div.role", "img") in page.attributes
    assert ("div.aria-label", FIGURE.description) in page.attributes


def test_a_page_has_the_numbers_beneath() -> None:
    """Folded, named as the figure names them, written as its language writes numbers."""
    page = Page(figure_page(FIGURE))
    cells = [text for text in page.text["td"] if text]

    assert {"details", "summary", "table", "caption"} <= set(page.tags)
    assert [text for text in page.text["th"] if text] == ["saved", HOSTILE, "sur le web", "par SMS"]
    assert cells == ["1\u202f234", "1\u202f200", "0", "7"]


def test_a_page_asks_nobody_for_anything() -> None:
    """Plotly's script is in it, and its policy lets nothing else in."""
    html = figure_page(FIGURE)
    page = Page(html)

    assert "plotly.js v" in html
    assert not [name for name, _ in page.attributes if name in {"script.src", "link.href", "img.src"}]
    policy = next(value for name, value in page.attributes if name == "meta.content" and "default" in value)
    assert policy.startswith("default-src 'none'")


def test_what_people_wrote_stays_text_in_a_page() -> None:
    """Neither in the title nor in the data of the figure does it begin a script."""
    html = figure_page(FIGURE)

    assert "<script>alert" not in html
    assert "b" not in Page(html).tags


def test_missing_numbers_and_broken_ones_are_told_apart() -> None:
    """A dash is nothing; digits enough to tell a number from its neighbours."""
    table = pd.DataFrame({"offered": [3.0, 12_345.0], "wait_s": [0.00123, None]}, index=[8, 9])
    cells = [text for text in Page(figure_page(figures.load_by_hour(table))).text["td"] if text]

    assert cells == ["3", "0.00123", "12,345", "–"]


def test_a_storys_page_lists_what_happened() -> None:
    """Times by the clock of the story, sentences as text."""
    told = run(load(Path("data/scenarios/call-answered-makes-a-ticket.yaml")))
    html = figure_page(figures.story_timeline(told))

    assert re.search(r'<td class="text">2026-\d\d-\d\d \d\d:\d\d:\d\d</td>', html)
    assert "<bdi>call</bdi>" in html


def test_a_figure_saves_itself_and_replaces_nothing_unasked(tmp_path: Path) -> None:
    """Whole or not there, like every file that is written."""
    place = FIGURE.save(tmp_path / "sub" / "tickets.html")

    assert place.read_text(encoding="utf-8") == figure_page(FIGURE)
    with pytest.raises(InputError, match="this file is there already, and stays as it is"):
        FIGURE.save(place)
    assert FIGURE.save(place, overwrite=True) == place
    assert [each.name for each in place.parent.iterdir()] == ["tickets.html"]


@pytest.mark.parametrize("kind", ["html", "json"])
def test_the_same_figure_is_the_same_bytes(tmp_path: Path, kind: str) -> None:
    """So that a report can be made again and compared."""
    first = save_figure(FIGURE, tmp_path / f"first.{kind}")
    second = save_figure(
        figures.tickets_by_origin(TABLE.copy(), language="fr"), str(tmp_path / f"second.{kind}")
    )

    assert first.read_bytes() == second.read_bytes()


def test_json_is_what_plotly_reads(tmp_path: Path) -> None:
    """Data and layout, nothing else."""
    kept = json.loads(save_figure(FIGURE, tmp_path / "tickets.JSON").read_text(encoding="utf-8"))

    assert set(kept) == {"data", "layout"}
    assert kept["data"][0]["x"] == [1_234, 0]


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("figure.htm", "'figure.htm' says no kind of file that a figure can be: did you mean 'html'?"),
        ("figure", "'figure' says no kind of file that a figure can be: it has no ending"),
    ],
)
def test_another_ending_is_refused(tmp_path: Path, name: str, message: str) -> None:
    """With those that there are, and nothing is written."""
    with pytest.raises(ValueError, match=re.escape(message)):
        save_figure(FIGURE, tmp_path / name)
    assert not list(tmp_path.iterdir())


def kaleido(drawn: bytes, asked: list[Any]) -> SimpleNamespace:
    """Return what stands in for kaleido: it keeps what it was asked for, and returns something."""

    def calc_fig_sync(figure: Any, **options: Any) -> bytes:
        asked.append((figure, options))
        return drawn

    return SimpleNamespace(calc_fig_sync=calc_fig_sync, PageGenerator=lambda **options: options)


@pytest.mark.parametrize(("kind", "scale"), [("png", 2), ("svg", 1), ("pdf", 1)])
def test_images_are_kaleidos(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str, scale: int) -> None:
    """As high as the figure is, with a title as wide, and without anything from another host."""
    asked: list[Any] = []
    monkeypatch.setitem(sys.modules, "kaleido", kaleido(b"drawn", asked))

    assert save_figure(FIGURE, tmp_path / f"tickets.{kind}").read_bytes() == b"drawn"
    ((figure, options),) = asked
    assert figure["data"] == json.loads(FIGURE.to_json())["data"]
    assert figure["layout"]["title"]["text"] == FIGURE.layout.title.text.replace("<br>", " ")
    assert options["opts"] == {"format": kind, "width": 900, "height": 420, "scale": scale}
    assert options["kopts"] == {"page_generator": {"mathjax": False}}


@pytest.mark.parametrize("browser", ["not/there", "does_not_start"])
def test_without_a_browser_an_image_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, browser: str
) -> None:
    """Install or name one, or save a page."""
    (tmp_path / "does_not_start").symlink_to("/bin/false")
    monkeypatch.setenv("BROWSER_PATH", str(tmp_path / browser))

    with pytest.raises(
        ValueError, match="in a browser, and none could be started: install Chromium or Chrome"
    ):
        save_figure(FIGURE, tmp_path / "tickets.svg")
    assert not (tmp_path / "tickets.svg").exists()
