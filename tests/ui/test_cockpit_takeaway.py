"""What is taken away from the pages of the cockpit: tables, reports, links and lines in Python."""

from __future__ import annotations

import io
import re
import xml.etree.ElementTree as ET
import zipfile
from pathlib import Path

import pandas as pd
import pytest

from autoreply_sim.domain.scenario import Scenario
from autoreply_sim.io.settings_document import settings_document
from autoreply_sim.io.small_tables import Cell, as_csv, as_workbook
from autoreply_sim.ui.components.live import SentFile
from autoreply_sim.ui.components.parts import live_part
from autoreply_sim.ui.components.reports import hand_over_when_written
from autoreply_sim.ui.components.takeaway import Takeaway, takeaway_part
from autoreply_sim.ui.guard import Guard
from autoreply_sim.ui.models.checkup_page import CheckupView
from autoreply_sim.ui.models.cockpit import LISTED, PAGES, Cockpit
from autoreply_sim.ui.models.cockpit_lines import cockpit_lines
from autoreply_sim.ui.models.compare_page import CompareView
from autoreply_sim.ui.models.costs_page import CostsView
from autoreply_sim.ui.models.work import Work
from autoreply_sim.ui.models.year_view import YearView
from autoreply_sim.ui.words import words
from tests.ui.cockpit_desk import (
    HANGS_UP,
    at_once,
    flip,
)


def takeaway_of(cockpit: Cockpit) -> tuple[Takeaway, list[tuple[str, bytes]]]:
    """What there is to take away, and the files that were offered."""
    year, offered = YearView(cockpit), list[tuple[str, bytes]]()

    def offer(name: str, content: str | bytes, _: str) -> None:
        offered.append((name, content if isinstance(content, bytes) else content.encode()))

    comparison = CompareView(cockpit, at_once)
    work = Work(at_once)
    return (
        Takeaway(
            year=year,
            costs=CostsView(year),
            checkup=CheckupView(year),
            comparison=comparison,
            offer=offer,
            work=work,
        ),
        offered,
    )


def sheet_rows(content: bytes) -> list[list[str]]:
    """The cells of a workbook's sheet, row by row; a formula would be none of them."""
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        shared, sheet = (
            ET.fromstring(book.read(f"xl/{name}.xml"))  # noqa: S314 (ours)
            for name in ("sharedStrings", "worksheets/sheet1")
        )
    strings = ["".join(one.itertext()) for one in shared]
    found = []
    for row in sheet.iterfind(".//{*}row"):
        cells = [(cell.get("t"), cell.findtext("{*}v", "")) for cell in row.iterfind("{*}c")]
        found.append([strings[int(value)] if kind == "s" else value for kind, value in cells])
    assert not list(sheet.iterfind(".//{*}f"))
    return found


def table_of(cockpit: Cockpit, page: str, kind: str = "csv") -> bytes:
    """The table of a page as it is taken away."""
    take, offered = takeaway_of(cockpit)
    cockpit.go(page=page)
    live_part(cockpit, Guard(), takeaway_part(take)).do("table", kind)
    return offered[0][1]


def test_every_page_gives_its_table_as_csv_and_excel(cockpit: Cockpit) -> None:
    """The files open and say what the page says; a comparison has none before it was made."""
    flip(cockpit)
    take, offered = takeaway_of(cockpit)
    live = live_part(cockpit, Guard(), takeaway_part(take))
    for page in ("settings", "year", "check_up"):
        cockpit.go(page=page)
        live.do("table", "csv")
        live.do("table", "excel")
    cockpit.go(page="compare")
    live.do("table", "csv")
    tables = {name: pd.read_csv(io.BytesIO(content)) for name, content in offered if name.endswith(".csv")}
    books = [sheet_rows(content) for name, content in offered if name.endswith(".xlsx")]

    assert list(tables) == [f"two_person_shop-{page}.csv" for page in ("settings", "year", "check_up")]
    assert [len(table) + 1 for table in tables.values()] == [len(book) for book in books]
    year = tables["two_person_shop-year.csv"]
    row = year[year.Figure == "Customer hangs up"]
    assert row.Saved.astype(int).tolist() == [take.year.sides()[0].sums[f"sent:{HANGS_UP}"]]
    assert row.Draft.astype(int).tolist() == [0]


def test_the_table_of_the_year_holds_costs_and_hours_as_numbers(cockpit: Cockpit) -> None:
    """Each with its unit and the difference; in Excel, too, nothing that can be calculated is a text."""
    flip(cockpit)
    year = pd.read_csv(io.BytesIO(table_of(cockpit, "year")))
    book = sheet_rows(table_of(cockpit, "year", "excel"))
    numbers = year[["Saved", "Draft", "Difference"]]
    hours = year[year.Kind == "When"]
    saved, tried = YearView(cockpit).sides()
    sent = year[(year.Figure == "Replies sent") & year.Hour.notna()]

    assert all(pd.api.types.is_numeric_dtype(numbers[name]) for name in numbers)
    assert set(year.Unit.dropna()) >= {"%", "s", "h", "USD"}
    assert len(hours) == 5 * 7 * 24
    assert sent.Saved.sum() == saved.by_hour("replies_sent").sum()
    assert sent.Draft.sum() == tried.by_hour("replies_sent").sum()
    assert "What the replies cost" in set(year.Kind)
    assert any("segments" in label for label in year[year.Kind == "What the replies cost"].Figure)
    assert [row[-3:] for row in book[1:] if row[0] == "When"] == [
        [str(int(number)) for number in row] for row in numbers[year.Kind == "When"].to_numpy().tolist()
    ]


def test_the_table_of_a_comparison_holds_numbers_and_the_ends_of_intervals(cockpit: Cockpit) -> None:
    """A signed number is no formula; where there is no interval, the table says why."""
    flip(cockpit)
    take, offered = takeaway_of(cockpit)
    take.comparison.set_days(7)
    take.comparison.set_replications(5)
    take.comparison.start()
    take.comparison.work.wait()
    cockpit.go(page="compare")
    live_part(cockpit, Guard(), takeaway_part(take)).do("table", "csv")
    text = offered[0][1].decode("utf-8-sig")
    table = pd.read_csv(io.StringIO(text))

    assert "'" not in text.replace("’", "")
    numbers = ["What is saved now", "Its value", "Difference", "Interval from", "to"]
    assert all(pd.api.types.is_numeric_dtype(table[name]) for name in numbers)
    assert (table["Difference"] < 0).any()
    assert table[table["Interval from"].isna()]["Why there is no interval"].notna().all()


@pytest.mark.parametrize("language", ["en", "fr"])
def test_without_a_draft_the_table_of_the_settings_holds_what_is_saved(
    cockpit: Cockpit, language: str
) -> None:
    """With one, what it changes."""
    cockpit.speak(language)
    saved = pd.read_csv(io.BytesIO(table_of(cockpit, "settings")))
    flip(cockpit)
    draft = pd.read_csv(io.BytesIO(table_of(cockpit, "settings")))

    assert list(saved) == [words(language)["setting"], words(language)["saved"]]
    assert len(saved) > len(LISTED)
    assert len(draft) == 1
    assert list(draft)[-1] == words(language)["draft"]


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_link_that_leaves_the_draft_out_says_so(cockpit: Cockpit, language: str) -> None:
    """And what to do instead: save, or send the file, which opens the draft again."""
    cockpit.speak(language)
    take, offered = takeaway_of(cockpit)
    live = live_part(cockpit, Guard(), takeaway_part(take))
    assert "copy-note" not in live.html
    assert "take-draft" not in live.html
    flip(cockpit)
    assert "copy-note" not in live.html
    cockpit.set(cockpit.at("auto_replies", HANGS_UP, "text"), "x" * 1_600)
    assert 'id="copy-note"' in live.html
    assert words(language)["copied_without"] in live.html
    live.do("take-draft")
    patch = cockpit.patch()
    cockpit.revert()
    name, content = offered[0]
    live.receive("bring-draft", "", SentFile(name=name, data=content, is_too_large=False))

    assert name == "two_person_shop-draft.json"
    assert cockpit.patch() == patch
    live.receive("bring-draft", "", SentFile(name=name, data=b"", is_too_large=True))
    assert [notice.kind for notice in cockpit.drafts.notices] == ["no_draft"]


def test_formulas_are_texts_in_what_is_taken_away() -> None:
    """Whatever a name begins with, no spreadsheet calculates it."""
    rows: list[list[Cell]] = [["=1+1", 2], ["@SUM(A1)", None], ["-2+3", 1.5]]
    text = as_csv(["=head", "n"], rows).decode("utf-8-sig")
    book = sheet_rows(as_workbook("t", ["=head", "n"], rows))

    assert text.splitlines() == ["'=head,n", "'=1+1,2", "'@SUM(A1),", "'-2+3,1.5"]
    assert book == [["=head", "n"], ["=1+1", "2"], ["@SUM(A1)"], ["-2+3", "1.5"]]


def test_the_year_and_a_comparison_are_taken_away_as_reports(cockpit: Cockpit) -> None:
    """One page with its settings; the file is offered when it is written."""
    flip(cockpit)
    take, offered = takeaway_of(cockpit)
    hand_over_when_written(take.work, take.offer, Guard())
    cockpit.go(page="year")
    live = live_part(cockpit, Guard(), takeaway_part(take))
    live.do("report")
    take.work.wait()
    name, content = offered[0]

    assert name == "two_person_shop-year.html"
    assert content.startswith(b"<!doctype html>")
    assert b"Sagebrush" in content
    assert b"Compared with what is saved" in content
    assert b"changes that are not part of what is saved" in content
    cockpit.go(page="settings")
    live.do("report")
    take.work.wait()
    assert offered[1][0] == "two_person_shop-settings.html"
    assert b"Compared with what is saved" in offered[1][1]
    cockpit.go(page="compare")
    live.do("report")
    assert len(offered) == 2


def test_the_report_on_a_comparison_calls_its_variants_as_the_page_does(cockpit: Cockpit) -> None:
    """In the reader's language, not by the keys of the program."""
    flip(cockpit)
    take, offered = takeaway_of(cockpit)
    hand_over_when_written(take.work, take.offer, Guard())
    cockpit.speak("fr")
    cockpit.go(page="compare")
    take.comparison.set_days(30)
    take.comparison.set_replications(10)
    take.comparison.start()
    take.comparison.work.wait()
    live_part(cockpit, Guard(), takeaway_part(take)).do("report")
    take.work.wait()
    said = re.sub(r"<(script|style).*?</\1>", "", offered[0][1].decode(), flags=re.DOTALL)

    assert "Ce qui est enregistré face à Le brouillon" in said
    assert not re.search(r"\b(saved|draft)\b", re.sub(r"<[^>]*>", " ", said.partition("<body>")[2]))


@pytest.mark.parametrize("page", PAGES)
def test_the_lines_in_python_run_and_give_what_the_page_shows(
    cockpit: Cockpit, page: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """As they stand, with a saved version and a draft that changes texts, toggles and policies."""
    monkeypatch.setenv("AUTOREPLY_SIM_STORE", str(tmp_path / "settings.sqlite"))
    flip(cockpit, "missed_customer_call")
    cockpit.set(cockpit.at("auto_replies", HANGS_UP, "text"), 'It\'s "us": {{ sender_name }}')
    cockpit.save("one")
    flip(cockpit)
    cockpit.set(cockpit.at("auto_replies", HANGS_UP, "text"), None)
    cockpit.set(("policies", "call_replies"), "all_matches")
    cockpit.go(page=page)
    take, _ = takeaway_of(cockpit)
    for key in ("version:0", "policy:call_replies:all_matches"):
        take.comparison.choose(key, wanted=True)
    take.comparison.set_days(7)
    take.comparison.set_replications(5)
    lines = cockpit_lines(cockpit, take.comparison)
    names: dict[str, object] = {}
    exec(lines, names)  # noqa: S102 (that it runs is what is to be shown)

    assert isinstance(names["draft"], Scenario)
    assert settings_document(names["draft"].world) == cockpit.draft.document
    assert isinstance(names["saved"], Scenario)
    assert settings_document(names["saved"].world) == cockpit.draft.saved
    assert ("comparison" in names) == (page == "compare")
