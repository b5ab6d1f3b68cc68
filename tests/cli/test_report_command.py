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


def test_with_a_price_list_a_report_says_what_the_replies_cost(call: Call, tmp_path: Path) -> None:
    """Of a period and of a comparison: the one that comes along, or one of your own."""
    mine = tmp_path / "mine.yaml"
    mine.write_text(
        "date: 2026-11-01\ncurrency: USD\nsms_segment: {default: 100}\nwhatsapp_message: {default: 1}\n"
    )
    shop, few = "two_person_shop", ("--days", "3", "--replications", "2")

    for name, *given in (
        ("plain", shop),
        ("dear", shop, "--prices", mine),
        ("both", shop, shop, "--prices", "example"),
    ):
        assert call("report", *given, *few, "--lang", "en", "--out", tmp_path / f"{name}.html").code == 0
    plain, dear, both = (
        (tmp_path / f"{name}.html").read_text(encoding="utf-8") for name in ("plain", "dear", "both")
    )

    assert "cost of automated replies" not in plain
    assert "cost of automated replies" in dear
    assert "cost of automated replies" in both


def test_files_of_the_same_name_are_told_apart(call: Call, tmp_path: Path) -> None:
    """By where they are; the same file twice by its place on the command line."""
    shop, pages = (ROOT / "data" / "presets" / "two_person_shop.yaml").read_bytes(), []
    for folder in ("today", "tomorrow"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "desk.yaml").write_bytes(shop)
    today, tomorrow = (tmp_path / folder / "desk.yaml" for folder in ("today", "tomorrow"))

    for place, other in enumerate((tomorrow, today)):
        out = tmp_path / f"{place}.html"
        asked = ("--days", "2", "--replications", "2", "--lang", "en")
        assert call("report", today, other, *asked, "--out", out).code == 0
        pages.append(out.read_text(encoding="utf-8"))

    assert f"“{tomorrow}” changes nothing" in pages[0]
    assert "“2. desk” changes nothing" in pages[1]


def test_what_cannot_be_is_told_and_nothing_is_written(
    call: Call, write: Callable[..., Path], tmp_path: Path
) -> None:
    """Numbers for a story, impossible numbers, a page that is none, and a file that is there."""
    story, place = write(), tmp_path / "a.html"

    assert "leave out --days" in call("report", story, "--days", "3", "--out", place).err
    assert "leave out --prices" in call("report", story, "--prices", "example", "--out", place).err
    missing = call("report", "two_person_shop", "--prices", tmp_path / "none.yaml", "--out", place)
    assert (missing.code, "none.yaml: there is no such file" in missing.err) == (2, True)
    assert "no whole number" in call("report", "two_person_shop", "--days", "x", "--out", place).err
    assert "tells a story" in call("report", story, write("other.yaml"), "--out", place).err
    assert "end the path in .html" in call("report", story, "--out", tmp_path / "a.pdf").err
    assert not place.exists()
    place.write_text("mine")
    said = call("report", story, "--out", place)
    assert (said.code, place.read_text()) == (2, "mine")
    assert "there already" in said.err
    assert call("report", story, "--out", place, "--overwrite").code == 0
