"""Tables for spreadsheets: what comes back is what was there, nothing in them acts, a file is whole or not there."""

from __future__ import annotations

import csv
import re
import subprocess
import sys
import zipfile
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pandas as pd
import pytest

from autoreply_sim.analytics.frame_columns import COLUMNS, columns_of
from autoreply_sim.codes import Channel
from autoreply_sim.domain.events import Text
from autoreply_sim.errors import InputError
from autoreply_sim.experiment.run import Run, run
from autoreply_sim.experiment.simulate import simulate
from autoreply_sim.io import export_cells, export_xlsx
from autoreply_sim.io.export import export
from autoreply_sim.io.export_cells import inert, inert_number, is_formula, writable
from autoreply_sim.io.scenario_load import load, loads

ROOT = Path(__file__).parents[2]
STORY = ROOT / "data" / "scenarios" / "day-bridge-monday-in-france.yaml"
SHOP = ROOT / "data" / "presets" / "two_person_shop.yaml"
QUIET = """
version: 1
title: Nothing happens
customers: {carla: {name: Carla Diaz, phone: "+15155550199"}}
teams: {service: {display_name: Service, number: "+15155550100"}}
"""
FORMULAS = [
    "=1+1",
    "-1+1",
    "+1+1",
    "@SUM(1)",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    '=IMPORTXML("https://example.invalid","//a")',
    "=cmd|' /C calc'!A0",
    '=HYPERLINK("https://example.invalid","Click")',
    "'=1+1",
    " =1+1",
    '"=1+1"',
    "“=1+1”",
    "\n \t\"'=1+1",
    "＝1+1",
    "－1+1",
    "＋1+1",
    "＠SUM(1)",
    "﹦1+1",
    "−1+1",
    "\u00a0=1+1",
    "\u3000=1+1",
    "\u200b=1+1",
    "\ufeff=1+1",
    "\u202e=1+1",
    "\x00=1+1",
    "\x1b=1+1",
    "+1",
    "-5",
    "+",
    "@john",
    "=)",
    "+33612345678",
    "\tindented",
    "Hello\n=cmd|' /C calc'!A0\nBye",
    "Hello;=1+1",
    'Hello;"=1+1"',
    "Hello\t=1+1",
]
"""What some spreadsheet takes for a formula, somewhere."""
HARMLESS = [
    "Hello",
    "1 + 1 = 2",
    "a,=1+1",
    "%0A-1+1",
    "x=1",
    "Déjà vu, œuf – « oui » …",
    'He said "no"',
    "two\nlines",
    "trailing\r",
    " blanks around ",
    "_x0041_",
    "<b>&amp;</b>",
    "https://example.invalid/?a=1",
    "1e5",
    "007",
    "TRUE",
    "🚜",
]
UNWRITABLE = {"lone \ud800": "lone \ufffd", "none \uffff": "none \ufffd"}


@pytest.fixture(scope="module")
def told() -> Run:
    """A day in France: calls, texts, tickets, two teams."""
    return run(load(STORY))


@pytest.fixture(scope="module")
def quiet() -> Run:
    """A story in which nothing happens."""
    return run(loads(QUIET))


@pytest.fixture(scope="module")
def hostile() -> Run:
    """A story in which somebody writes all of the texts above, one after the other."""
    story = loads(QUIET)
    texts = [*FORMULAS, *HARMLESS, *UNWRITABLE]
    events = tuple(
        Text(
            number=place,
            at_ms=1_772_463_600_000 + place * 60_000,
            customer="carla",
            team="service",
            channel=Channel.WHATSAPP,
            body=body,
        )
        for place, body in enumerate(texts, start=1)
    )
    return run(replace(story, events=events))


def read(path: Path) -> list[dict[str, str]]:
    """Return a CSV file as any program reads it."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


NS = {"m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}


def sheets(path: Path) -> dict[str, ET.Element]:
    """Return the sheets of a workbook by name."""
    with zipfile.ZipFile(path) as book:
        listed = ET.fromstring(book.read("xl/workbook.xml")).iterfind("m:sheets/m:sheet", NS)  # noqa: S314 (ours)
        return {
            sheet.attrib["name"]: ET.fromstring(book.read(f"xl/worksheets/sheet{place}.xml"))  # noqa: S314 (ours)
            for place, sheet in enumerate(listed, start=1)
        }


def rows(sheet: ET.Element) -> list[dict[str, Any]]:
    """Return the rows of a sheet, each value by the name of its column, None where there is none."""
    found = [
        {re.sub(r"\d", "", cell.attrib["r"]): value_of(cell) for cell in row.iterfind("m:c", NS)}
        for row in sheet.iterfind("m:sheetData/m:row", NS)
    ]
    heads = found[0]
    return [{head: row.get(letter) for letter, head in heads.items()} for row in found[1:]]


def value_of(cell: ET.Element) -> Any:
    """Return a cell's value: a text, a number, true or false."""
    if cell.attrib.get("t") == "inlineStr":
        text = cell.findtext("m:is/m:t", "", NS)
        return re.sub(r"_x([0-9A-Fa-f]{4})_", lambda found: chr(int(found[1], 16)), text)
    value = cell.findtext("m:v", "", NS)
    return value == "1" if cell.attrib.get("t") == "b" else float(value)


def moment(days: float) -> datetime:
    """Return what Excel shows for a number of days, to the millisecond."""
    return datetime(1899, 12, 30) + timedelta(milliseconds=round(days * 86_400_000))  # noqa: DTZ001 (it has none)


def walls(told: Run, table: str) -> pd.DataFrame:
    """Return a frame with its instants by the wall clock of the world, and None for what is missing."""
    frame: pd.DataFrame = getattr(told.frames, table).copy()
    for name in frame.select_dtypes("datetimetz").columns:
        frame[name] = frame[name].dt.tz_convert(told.context.world.timezone)
    return frame.astype(object).where(frame.notna(), None)


@pytest.mark.parametrize("table", COLUMNS)
def test_a_csv_file_holds_what_the_frame_holds(told: Run, tmp_path: Path, table: str) -> None:
    """Every column by its name, every row in its order; instants with their offset, what is missing empty."""
    (path,) = export(told, tmp_path / "one.csv", tables=table)

    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    for found, row in zip(read(path), walls(told, table).to_dict("records"), strict=True):
        assert list(found) == list(row)
        for name, value in row.items():
            assert as_csv(value) == found[str(name)].removeprefix("'")


def as_csv(value: Any) -> str:
    """Return what stands in a CSV file for a value."""
    match value:
        case None:
            return ""
        case bool():
            return str(value).lower()
        case list():
            return ", ".join(value)
        case pd.Timestamp():
            return value.isoformat(timespec="milliseconds")
    return str(value)


@pytest.mark.parametrize("table", COLUMNS)
def test_a_sheet_holds_what_the_frame_holds(told: Run, tmp_path: Path, table: str) -> None:
    """Instants are Excel's own, by the wall clock of the world; texts, numbers, true and false are what they are."""
    (path,) = export(told, tmp_path / "book.xlsx")

    for found, row in zip(rows(sheets(path)[table]), walls(told, table).to_dict("records"), strict=True):
        assert list(found) == list(row)
        for name, value in row.items():
            assert found[str(name)] == as_excel(value, found[str(name)])


def as_excel(value: Any, found: Any) -> Any:
    """Return what a cell holds for a value; an instant as the cell's own number, if that says the same."""
    if isinstance(value, pd.Timestamp):
        return found if moment(found) == value.tz_localize(None).to_pydatetime() else value
    return ", ".join(value) or None if isinstance(value, list) else value


@pytest.mark.parametrize("text", FORMULAS)
def test_no_text_that_looks_like_a_formula_begins_a_cell_of_a_csv_file(text: str) -> None:
    """An apostrophe stands before it, wherever a program may begin a cell; it can be taken away again."""
    safe = inert(text)

    assert is_formula(text)
    assert safe != text
    assert not re.search(r"(^|[\t\r\n;])\s*[=+@＝＋－＠-]", safe)
    assert re.sub(r"(^|(?<=[\t\r\n;]))'", "", safe) == text


@pytest.mark.parametrize("text", HARMLESS)
def test_other_texts_stay_as_they_are(text: str) -> None:
    """Signs within a line of a text are no formula."""
    assert inert(text) == text


def test_different_texts_stay_different() -> None:
    """Who takes the apostrophes away gets each text back: one that had its own gets another."""
    assert len({inert(text) for text in FORMULAS + HARMLESS}) == len(FORMULAS + HARMLESS)
    assert inert("'=1+1") == "''=1+1"


def test_a_text_of_a_million_separators_takes_no_time() -> None:
    """The work grows with the length, whatever the text holds: this would else take hours."""
    for piece in ("\n", ";", " ", "'", "; ", "\u200b;"):
        assert inert(piece * 1_000_000 + "x")


def test_hostile_texts_come_back_from_csv(hostile: Run, tmp_path: Path) -> None:
    """The file is parsed as it was written: no text breaks out of its cell."""
    (path,) = export(hostile, tmp_path / "messages.csv", tables=["messages"])

    bodies = [row["body"] for row in read(path)]
    assert bodies == [inert(text) for text in [*FORMULAS, *HARMLESS, *UNWRITABLE]]
    assert bodies[-2:] == list(UNWRITABLE.values())


def test_hostile_texts_are_texts_in_excel(hostile: Run, tmp_path: Path) -> None:
    """No formula, no link, no number: the cell holds the text itself, marked so that editing it changes nothing."""
    (path,) = export(hostile, tmp_path / "book.xlsx")
    found = sheets(path)

    bodies = [row["body"] for row in rows(found["messages"])]
    assert bodies == [writable(text) for text in [*FORMULAS, *HARMLESS, *UNWRITABLE]]
    for sheet in found.values():
        assert not list(sheet.iterfind(".//m:f", NS))
        assert not list(sheet.iterfind(".//m:hyperlink", NS))
    with zipfile.ZipFile(path) as book:
        assert not [name for name in book.namelist() if "external" in name.lower() or "calcChain" in name]
        assert b'quotePrefix="1"' in book.read("xl/styles.xml")


def test_a_phone_number_of_a_team_stays_readable(told: Run, tmp_path: Path) -> None:
    """Its plus begins no formula, as long as the rest is a number (E.164)."""
    (path,) = export(told, tmp_path / "tickets.csv", tables="tickets")

    numbers = {team.number for team in told.ledger.plan.world.teams if team.number}
    assert {row["number"] for row in read(path)} <= numbers
    assert inert_number("+15155550100") == "+15155550100"
    assert inert_number("+1515555+1") == "'+1515555+1"


def test_no_name_and_no_number_of_a_customer_is_exported(tmp_path: Path) -> None:
    """Whoever gets the files of a drawn run can count customers, and cannot call them."""
    drawn = simulate(load(SHOP), days=7, keep=True).runs[0]
    files = [*export(drawn, tmp_path / "csv"), *export(drawn, tmp_path / "book.xlsx")]

    texts = [path.read_text(encoding="utf-8") for path in files if path.suffix == ".csv"]
    texts += [
        ET.tostring(sheet, encoding="unicode") for path in files[-1:] for sheet in sheets(path).values()
    ]
    secrets = [
        secret for each in drawn.ledger.plan.world.customers for secret in (each.name, each.phone) if secret
    ]
    assert len(secrets) > 500
    assert not [secret for secret in secrets for text in texts if secret in text]
    assert len(rows(sheets(files[-1])["calls"])) == len(drawn.frames.calls)


def test_tables_without_rows_have_their_columns(quiet: Run, tmp_path: Path) -> None:
    """In a workbook as in CSV files, so that whoever reads them finds every column."""
    files = export(quiet, tmp_path / "csv")
    book = sheets(*export(quiet, tmp_path / "book.xlsx"))

    assert [path.name for path in files] == [f"{table}.csv" for table in COLUMNS]
    for path, (table, columns) in zip(files, COLUMNS.items(), strict=True):
        head = path.read_text(encoding="utf-8-sig").splitlines()[0].split(",")
        assert head == [column.name for column in columns]
        cells = book[table].iterfind("m:sheetData/m:row[1]/m:c", NS)
        assert [value_of(cell) for cell in cells] == head


def test_a_workbook_can_be_read_at_once(told: Run, tmp_path: Path) -> None:
    """The names of the columns stay in sight and filter; columns are wide enough; one sheet says what they mean."""
    (path,) = export(told, tmp_path / "book.xlsx")
    found = sheets(path)

    assert list(found) == [*COLUMNS, "columns"]
    for name, sheet in found.items():
        pane = sheet.find("m:sheetViews/m:sheetView/m:pane", NS)
        assert pane is not None
        assert (pane.attrib["ySplit"], pane.attrib["state"]) == ("1", "frozen")
        filtered = sheet.find("m:autoFilter", NS)
        assert filtered is not None
        assert filtered.attrib["ref"].endswith(str(len(rows(sheet)) + 1)), name
        assert all(float(each.attrib["width"]) >= 8 for each in sheet.iterfind("m:cols/m:col", NS))
    about = rows(found["columns"])
    assert [row["column"] for row in about if row["table"] == "calls"] == [
        each.name for each in columns_of("calls", sentences=True, is_drawn=False)
    ]
    assert {row["unit"] for row in about if row["column"] == "at"} == {
        "instant, by the wall clock of Europe/Paris"
    }


def test_labels_and_sentences_are_in_the_language_that_is_asked_for(told: Run, tmp_path: Path) -> None:
    """A run in another language can be exported in French, and the other way round; its own by default."""
    labels = {
        language: read(*export(told, tmp_path / f"{language}.csv", tables="decisions", language=language))[0]
        for language in ("en", "fr")
    }

    assert labels["fr"]["label"].startswith("Appels")
    assert labels["en"]["label"] != labels["fr"]["label"]
    assert labels["en"]["sentence"] != labels["fr"]["sentence"]
    own = read(*export(told, tmp_path / "own.csv", tables="decisions"))[0]
    assert own == labels[told.language]


def test_rows_are_written_in_parts_that_nobody_sees(
    told: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A year is made ready part by part; the files are the same."""
    whole = [
        path.read_bytes() for path in (*export(told, tmp_path / "a"), *export(told, tmp_path / "a.xlsx"))
    ]
    monkeypatch.setattr(export_cells, "_ROWS", 3)
    cut = [path.read_bytes() for path in (*export(told, tmp_path / "b"), *export(told, tmp_path / "b.xlsx"))]

    assert cut == whole


def test_the_same_run_gives_the_same_bytes(told: Run, tmp_path: Path) -> None:
    """No clock is in the files."""
    first, second = (export(told, tmp_path / f"{name}.xlsx")[0].read_bytes() for name in "ab")

    assert first == second


@pytest.mark.parametrize("name", ["book.xlsx", "calls.csv"])
def test_a_file_that_is_there_stays_unless_it_shall_be_replaced(told: Run, tmp_path: Path, name: str) -> None:
    """The error says what to do; nothing else is left in the folder."""
    path = tmp_path / name
    path.write_text("mine")

    with pytest.raises(InputError, match=r"this file is there already, and stays as it is.*overwrite=True"):
        export(told, path, tables="calls")
    assert path.read_text() == "mine"

    export(told, path, tables="calls", overwrite=True)
    assert path.read_bytes()[:4] in {b"PK\x03\x04", b"\xef\xbb\xbfe"}
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_that_holds_something_stays_unless_its_files_shall_be_replaced(
    told: Run, tmp_path: Path
) -> None:
    """Then only the files of these tables are; what else is in it is left alone."""
    folder = tmp_path / "out"
    export(told, folder, tables=["calls", "tickets"])
    (folder / "calls.csv").write_text("old")
    (folder / "notes.txt").write_text("mine")

    with pytest.raises(InputError, match="this folder is not empty, and what it holds stays as it is"):
        export(told, folder, tables=["calls", "messages"])
    assert (folder / "calls.csv").read_text() == "old"

    export(told, folder, tables=["calls", "messages"], overwrite=True)
    assert sorted(path.name for path in folder.iterdir()) == [
        "calls.csv",
        "messages.csv",
        "notes.txt",
        "tickets.csv",
    ]
    assert (folder / "calls.csv").read_text() != "old"
    assert (folder / "notes.txt").read_text() == "mine"
    assert list(tmp_path.iterdir()) == [folder]


def test_a_place_of_another_kind_is_refused(told: Run, tmp_path: Path) -> None:
    """A folder is no file, and a file is no folder, even if they may be overwritten."""
    (tmp_path / "book.xlsx").mkdir()
    (tmp_path / "out").write_text("mine")

    with pytest.raises(InputError, match="this is a folder, where a file is to be written"):
        export(told, tmp_path / "book.xlsx", overwrite=True)
    with pytest.raises(InputError, match="this is no folder"):
        export(told, tmp_path / "out", overwrite=True)


def test_a_folder_may_have_a_dot_in_its_name(told: Run, tmp_path: Path) -> None:
    """With a number behind it; or with an ending, if it is there."""
    (tmp_path / "x.old").mkdir()

    assert export(told, tmp_path / "of.2026", tables="calls") == (tmp_path / "of.2026" / "calls.csv",)
    assert export(told, tmp_path / "x.old", tables="calls") == (tmp_path / "x.old" / "calls.csv",)


@pytest.mark.parametrize(
    ("name", "asked", "sentence"),
    [
        ("x.xlsx", {"tables": ["call"]}, r"there is no table 'call'; did you mean 'calls'\?"),
        ("x.xlsx", {"tables": "ticket"}, r"there is no table 'ticket'; did you mean 'tickets'\?"),
        ("x.xlsx", {"tables": []}, "no table is named; known: replies"),
        ("x.xlsx", {"language": "de"}, "language 'de' is not spoken here; use one of: en, fr"),
        ("x.csv", {"tables": ["calls", "tickets"]}, "a .csv file takes one table: name it"),
        ("x.csv", {}, "a .csv file takes one table: name it"),
        ("x.xls", {}, "no .xls files are written: end the path in .xlsx or .csv"),
        ("x.pdf", {}, "no .pdf files are written"),
        ("x.parquet", {}, "no .parquet files are written"),
        ("x", {"tables": [3]}, "tables: 3 is no name; write one as a text"),
    ],
)
def test_what_cannot_be_is_said_before_anything_is_written(
    told: Run, tmp_path: Path, name: str, asked: dict[str, Any], sentence: str
) -> None:
    """What was found, and what to do."""
    with pytest.raises(ValueError, match=sentence):
        export(told, tmp_path / name, **asked)
    assert list(tmp_path.iterdir()) == []


def test_a_table_that_fits_into_no_sheet_is_refused(
    told: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Excel takes 1,048,576 rows: nothing is cut off silently, and the error names the tables."""
    assert export_xlsx.MOST_ROWS == 1_048_576
    monkeypatch.setattr(export_xlsx, "MOST_ROWS", len(told.frames.tickets) + 1)
    tables = {"tickets": told.frames.tickets, "decisions": told.frames.decisions}

    export(told, tmp_path / "fits.xlsx", tables=["tickets"])
    with pytest.raises(InputError) as refused:
        export(told, tmp_path / "sub" / "book.xlsx", tables=tables)
    assert [problem.where for problem in refused.value.problems] == ["decisions"]
    assert "leave the table out (tables=…), or write CSV files to a folder" in str(refused.value)
    assert [path.name for path in tmp_path.iterdir()] == ["fits.xlsx"]


def test_a_text_that_fits_into_no_cell_is_refused(hostile: Run, tmp_path: Path) -> None:
    """Excel takes 32,767 UTF-16 units; a CSV file takes any text."""
    story = hostile.scenario
    first: Any = story.events[0]
    long = run(replace(story, events=(replace(first, body="🚜" * 16_384),)))

    with pytest.raises(
        InputError, match=r"messages.body: a text of 32,768 characters does not fit into a cell"
    ):
        export(long, tmp_path / "book.xlsx")
    assert list(tmp_path.iterdir()) == []
    assert read(*export(long, tmp_path / "m.csv", tables="messages"))[0]["body"] == "🚜" * 16_384
    fits = run(replace(story, events=(replace(first, body="x" * 32_767),)))
    assert len(rows(sheets(*export(fits, tmp_path / "book.xlsx"))["messages"])[0]["body"]) == 32_767


def test_instants_of_the_hour_that_comes_twice_differ_by_their_offset(hostile: Run, tmp_path: Path) -> None:
    """When the clocks go back, half past one comes twice: the offset says which; Excel shows both alike."""
    story = hostile.scenario
    first: Any = story.events[0]
    twice = (
        replace(first, number=1, at_ms=1_793_514_600_000),
        replace(first, number=2, at_ms=1_793_518_200_000),
    )
    world = replace(story.world, timezone="America/Chicago")
    told = run(replace(story, world=world, events=twice))

    found = read(*export(told, tmp_path / "m.csv", tables="messages"))
    assert [row["at"] for row in found] == ["2026-11-01T01:30:00.000-05:00", "2026-11-01T01:30:00.000-06:00"]
    shown = rows(sheets(*export(told, tmp_path / "book.xlsx"))["messages"])
    assert {moment(row["at"]).isoformat() for row in shown} == {"2026-11-01T01:30:00"}


@pytest.mark.parametrize("name", ["book.xlsx", "calls.csv", "sub/folder"])
def test_a_full_disk_leaves_nothing_behind(tmp_path: Path, name: str) -> None:
    """The system's own error passes, and neither a file nor a part of one is there (here: none above 8 KiB)."""
    script = f"""
from autoreply_sim import load, simulate
from autoreply_sim.io.export import export
run = simulate(load({str(SHOP)!r}), days=20, keep=True).runs[0]
try:
    export(run, {str(tmp_path / name)!r}, tables=["calls"])
except OSError as error:
    print(type(error).__name__, error.strerror, error.filename)
"""
    command = f'ulimit -f 16; exec {sys.executable} -c "$0"'
    done = subprocess.run(
        ["/bin/sh", "-c", command, script], cwd=ROOT, capture_output=True, timeout=120, check=False
    )

    said = f"OSError File too large {tmp_path / name}\n".encode()
    assert (done.stdout, done.stderr) == (said, b"")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["book.xlsx", "calls.csv", "folder"])
def test_what_is_interrupted_leaves_what_was_there(
    told: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """Ctrl-C in the middle of writing over an export: the old one stays, whole."""
    export(told, tmp_path / name, tables="calls")
    before = {path: path.read_bytes() for path in sorted(tmp_path.rglob("*")) if path.is_file()}

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("autoreply_sim.io.export_csv.cells", interrupted)
    monkeypatch.setattr("autoreply_sim.io.export_xlsx.cells", interrupted)
    with pytest.raises(KeyboardInterrupt):
        export(told, tmp_path / name, tables="calls", overwrite=True)

    assert before == {path: path.read_bytes() for path in sorted(tmp_path.rglob("*")) if path.is_file()}
