"""`autoreply-sim report`: a page for a story, a period, or several settings compared."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tests.cli.conftest import Call

ROOT = Path(__file__).parents[2]


def test_a_story_becomes_a_page(call: Call, write: Callable[..., Path], tmp_path: Path) -> None:
    """The command says where it is."""
    said = call("report", write(), "--out", tmp_path / "a.html", "--lang", "fr")

    assert (said.code, said.err) == (0, "")
    assert said.out == f"{tmp_path / 'a.html'}\n"
    assert 'lang="fr"' in (tmp_path / "a.html").read_text(encoding="utf-8")


def test_a_preset_becomes_a_page_and_two_files_are_compared(call: Call, tmp_path: Path) -> None:
    """The names of the files are those of the variants."""
    other = tmp_path / "other.yaml"
    other.write_bytes((ROOT / "data" / "presets" / "two_person_shop.yaml").read_bytes())

    one = call("report", "two_person_shop", "--days", "7", "--out", tmp_path / "one.html")
    two = call(
        "report",
        "two_person_shop",
        other,
        "--days",
        "7",
        "--replications",
        "2",
        "--out",
        tmp_path / "two.html",
    )

    assert (one.code, two.code) == (0, 0)
    assert "“other” changes nothing" in (tmp_path / "two.html").read_text(encoding="utf-8")


def test_what_cannot_be_is_told_and_nothing_is_written(
    call: Call, write: Callable[..., Path], tmp_path: Path
) -> None:
    """Numbers for a story, impossible numbers, a page that is none, and a file that is there."""
    story, place = write(), tmp_path / "a.html"

    assert "leave out --days" in call("report", story, "--days", "3", "--out", place).err
    assert "no whole number" in call("report", "two_person_shop", "--days", "x", "--out", place).err
    assert "tells a story" in call("report", story, write("other.yaml"), "--out", place).err
    assert "end the path in .html" in call("report", story, "--out", tmp_path / "a.pdf").err
    assert not place.exists()
    place.write_text("mine")
    said = call("report", story, "--out", place)
    assert (said.code, place.read_text()) == (2, "mine")
    assert "there already" in said.err
    assert call("report", story, "--out", place, "--overwrite").code == 0
