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

PYTHON = [block for block in _blocks("python") if block.text.startswith("from autoreply_sim import ")]


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


@pytest.mark.parametrize("code", PYTHON, ids=str)
def test_python_in_a_page_runs(code: Block, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who copies lines from a page into a notebook gets what the page says."""
    monkeypatch.chdir(ROOT)

    exec(compile(code.text, str(code), "exec"), {})  # noqa: S102  # our own pages


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.stem)
def test_a_story_of_the_docs_is_shown_in_a_page(story: Path) -> None:
    """The files that the commands name are the ones that the reader sees."""
    assert story.read_text(encoding="utf-8") in [block.text for block in _blocks("yaml")]
