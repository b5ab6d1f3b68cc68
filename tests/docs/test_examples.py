"""Examples in the pages are real: scenarios load, and printed output is what the commands print."""

from __future__ import annotations

import re
import shlex
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from autoreply_sim.cli import main
from autoreply_sim.io.scenario_load import loads
from autoreply_sim.io.store import open_store

ROOT = Path(__file__).parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
STORIES = sorted(ROOT.glob("docs/stories/*.yaml"))

COLUMNS = "92"
"""How wide the terminal is whose output the pages show."""

_FENCE = re.compile(r"^( *)```(\w+)\n(.*?)^ *```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A block of code in a page."""

    page: Path
    kind: str
    text: str

    def __str__(self) -> str:
        return f"{self.page.relative_to(ROOT)}: {self.text.splitlines()[0]}"


def _blocks(kind: str) -> Iterator[Block]:
    for page in PAGES:
        for indent, found, text in _FENCE.findall(page.read_text(encoding="utf-8")):
            if found == kind:
                yield Block(page=page, kind=kind, text=textwrap.dedent(text) if indent else text)


SCENARIOS = [
    block
    for block in _blocks("yaml")
    # One page shows a file full of mistakes, and the errors that it brings.
    if block.text.startswith("version: 1") and "mistakes" not in block.text.splitlines()[1]
]
SESSIONS = [block for block in _blocks("console") if block.text.startswith("$ autoreply-sim ")]

_FRAGMENTS = ("Trigger(", "Live(")
"""How lines begin that are shown to be put into something else."""

PYTHON = {
    page: blocks
    for page in PAGES
    if (
        blocks := [
            each for each in _blocks("python") if each.page == page and not each.text.startswith(_FRAGMENTS)
        ]
    )
}
"""The lines of Python in each page, which build on each other."""


def test_the_pages_have_examples() -> None:
    """The tests below look at something."""
    assert SCENARIOS
    assert SESSIONS
    assert PYTHON


@pytest.mark.parametrize("block", SCENARIOS, ids=str)
def test_a_scenario_in_a_page_loads(block: Block) -> None:
    """Who copies a scenario out of a page gets one that works."""
    assert loads(block.text).title


@pytest.mark.parametrize("session", SESSIONS, ids=str)
def test_a_command_in_a_page_prints_what_the_page_says(
    session: Block, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """The output in a page comes from running the command there, from the root of the repository."""
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("COLUMNS", COLUMNS)
    printed = ""
    for command in (line for line in session.text.splitlines() if line.startswith("$ ")):
        main(shlex.split(command.removeprefix("$ autoreply-sim ")))
        output, errors = capfd.readouterr()
        printed += f"{command}\n{output}{errors}"

    assert printed == session.text


@pytest.fixture
def somewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with what the pages name: the examples, a store, a calendar, and a season that was simulated."""
    (tmp_path / "data").mkdir()
    for name in ("presets", "prices", "scenarios"):
        (tmp_path / "data" / name).symlink_to(ROOT / "data" / name)
    (tmp_path / "docs").symlink_to(ROOT / "docs")
    monkeypatch.setenv("AUTOREPLY_SIM_STORE", str(tmp_path / "server.sqlite"))
    monkeypatch.chdir(tmp_path)
    with open_store("data/settings.sqlite") as store:
        store.save("seed_time", {"ring_last_advisor": False}, author="Ana", base=None)
    main(["calendar", "export", "data/presets/two_person_shop.yaml", "--out", "service.ics"])
    main(["simulate", "data/presets/two_person_shop.yaml", "--days", "7", "--out", "my-season"])
    return tmp_path


@pytest.mark.parametrize("page", PYTHON, ids=lambda page: str(page.relative_to(ROOT)))
@pytest.mark.usefixtures("somewhere")
def test_python_in_a_page_runs(page: Path) -> None:
    """Who copies the lines of a page into a notebook, one block after the other, gets what the page says."""
    names: dict[str, object] = {}
    for code in PYTHON[page]:
        exec(compile(code.text, str(code), "exec"), names)  # noqa: S102  # our own pages


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.stem)
def test_a_story_of_the_docs_is_shown_in_a_page(story: Path) -> None:
    """The files that the commands name are the ones that the reader sees."""
    assert story.read_text(encoding="utf-8") in [block.text for block in _blocks("yaml")]
