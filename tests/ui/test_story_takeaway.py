"""What the explorer gives to take away: the story's table, its report, its timeline; nobody's number in any of them."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import ipywidgets
import pandas as pd
import pytest

from autoreply_sim.experiment.variant import Setting
from autoreply_sim.ui.bridge import safe_name
from autoreply_sim.ui.components.live import Live
from autoreply_sim.ui.components.plots import Plot
from autoreply_sim.ui.components.story_takeaway import StoryTakeaway
from autoreply_sim.ui.guard import Guard
from autoreply_sim.ui.models.explorer import Explorer
from autoreply_sim.ui.models.work import Work
from autoreply_sim.ui.models.writer import Writer
from autoreply_sim.ui.words import words
from tests.ui.explorer_stories import HOSTILE, STORY, explorer_of

HANGS_UP = Setting("service", "enabled", "customer_hangs_up")
CALLED = STORY.replace("Are you there?", "Call me on +1 515 555 0199")


class Desk:
    """The piece of an explorer, and the files that it offered."""

    def __init__(self, explorer: Explorer) -> None:
        self.explorer, self.offered = explorer, dict[str, bytes]()
        self.work = Work(lambda do: do())
        page = StoryTakeaway(Writer(explorer), self._take, self.work, Guard()).widget()
        live, plots = page.children
        assert isinstance(live, Live)
        assert isinstance(plots, ipywidgets.Box)
        self.live, self.plots = live, plots

    def _take(self, name: str, content: str | bytes, _: str) -> None:
        self.offered[name] = content if isinstance(content, bytes) else content.encode()

    def table(self) -> pd.DataFrame:
        """The story's table, read back."""
        self.live.do("table", "csv")
        return pd.read_csv(io.BytesIO(self.offered["story.csv"]))

    def report(self) -> str:
        """The story's report."""
        self.live.do("report")
        self.work.wait()
        return self.offered["story.html"].decode()


@pytest.fixture
def desk_of(tmp_path: Path) -> Callable[[str], Desk]:
    """A piece of a story that is open."""
    return lambda story: Desk(explorer_of(tmp_path, story=story))


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_story_is_taken_away_as_a_table_with_both_sides(
    desk_of: Callable[[str], Desk], language: str
) -> None:
    """A row for everything that came of an event, as saved and with the changes where these differ; and why."""
    desk, t = desk_of(CALLED), words(language)
    desk.explorer.speak(language)
    saved = desk.table()
    desk.explorer.flip(HANGS_UP, value=False)
    changed = desk.table()
    desk.live.do("table", "excel")

    assert desk.offered["story.xlsx"].startswith(b"PK")
    assert pd.api.types.is_integer_dtype(saved[t["event"]])
    assert saved[t["side"]].isna().all()
    assert (saved[t["verdict"]] == t["verdict_sent"]).sum() == len(desk.explorer.saved.replies)  # type: ignore[union-attr]
    assert set(changed[t["side"]]) == {t["as_saved"], t["with_changes"], t["both_sides"]}
    assert "555" not in desk.offered["story.csv"].decode().replace("555 0100", "")


def test_a_storys_report_compares_what_is_tried_with_what_is_saved(desk_of: Callable[[str], Desk]) -> None:
    """With the settings that it was made with; without changes there is nothing to compare."""
    desk = desk_of(CALLED)
    alone = desk.report()
    desk.explorer.flip(HANGS_UP, value=False)
    tried = desk.report()

    assert "Compared with what is saved" not in alone
    assert "Compared with what is saved" in tried
    assert not any(number in alone + tried for number in ("555 0199", "5550199"))


def test_a_timeline_is_drawn_when_it_is_asked_for_and_follows_what_is_tried(
    desk_of: Callable[[str], Desk],
) -> None:
    """It goes with the story; another one's is not asked for."""
    desk = desk_of(CALLED)
    assert desk.plots.children == ()
    desk.live.do("timeline")
    (first,) = [one for one in desk.plots.children if isinstance(one, Plot)]
    desk.explorer.flip(HANGS_UP, value=False)
    (second,) = [one for one in desk.plots.children if isinstance(one, Plot)]

    assert first.looks != second.looks
    assert "0199" not in str(first.looks) + first.label
    assert "draw-timeline" not in desk.live.html
    desk.explorer.open("no-such-story")
    assert desk.plots.children == ()
    assert desk.live.html.strip() == ""


def test_a_story_in_which_nothing_can_be_drawn_says_so(desk_of: Callable[[str], Desk]) -> None:
    """Rather than show nothing."""
    desk = desk_of(STORY[: STORY.index("events:")] + "events: []\n")
    desk.live.do("timeline")

    assert words("en")["no_timeline"] in desk.live.html


def test_what_people_wrote_is_no_formula_and_no_markup(desk_of: Callable[[str], Desk]) -> None:
    """In the table and in the report."""
    desk = desk_of(HOSTILE.replace("evil<script>", "=1+1<script>"))
    desk.table()

    assert "<script>alert" not in desk.report()
    assert desk.offered["story.csv"]


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("call-hang-up.csv", "call-hang-up.csv"),
        ("../../etc/passwd", "etc-passwd"),
        ("<img src=x onerror=alert(1)>.csv", "img src-x onerror-alert-1-.csv"),
        ("report\u202elmth.exe", "report-lmth.exe"),
        ("été.html", "été.html"),
        ("...", "download"),
        ("x" * 500 + ".csv", "x" * 116 + ".csv"),
    ],
)
def test_a_files_name_hides_nothing_and_leads_nowhere(name: str, safe: str) -> None:
    """Whatever a story or an account is called; letters of any language stay."""
    assert safe_name(name) == safe
