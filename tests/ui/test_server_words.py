"""The small parts of the server that need no server: languages, words, scrubbing, the kept-out import."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from autoreply_sim.ui.models.cockpit import PAGES
from autoreply_sim.ui.server.catalog import list_dashboards
from autoreply_sim.ui.server.languages import LANGUAGES, choose_language
from autoreply_sim.ui.server.logs import scrub
from autoreply_sim.ui.server.words import WORDS
from autoreply_sim.ui.words import all_words
from tests.ui.conftest import ROOT, environment, write_notebook


@pytest.mark.parametrize(
    ("asked", "accepted", "spoken"),
    [
        (None, "", "en"),
        (None, "fr-CA,fr;q=0.9,en;q=0.8", "fr"),
        (None, "de, fr;q=0.5, en;q=0.7", "en"),
        (None, "fr;q=0", "en"),
        (None, "fr;q=nonsense, en;q=0.1", "en"),
        ("fr", "en", "fr"),
        ("FR_ca", "en", "fr"),
        ("klingon", "fr", "fr"),
    ],
)
def test_the_address_decides_the_language_then_the_browser(
    asked: str | None, accepted: str, spoken: str
) -> None:
    """`lang` first, then the browser's wishes by weight, then English."""
    assert choose_language(asked, accepted) == spoken


def test_both_languages_say_the_same_things() -> None:
    """A text that only one language has would be an error on the other's page."""
    assert WORDS["en"].keys() == WORDS["fr"].keys()
    assert [key for key, text in WORDS["fr"].items() if any(f" {mark}" in text for mark in ":;?!»")] == []


@pytest.mark.parametrize(
    "number",
    [
        "+15155550199",
        "515-555-0199",
        "(515) 555-0199",
        "15155550199",
        "06 12 34 56 78",
        "06.12.34.56.78",
        "+33\u00a06\u00a012\u00a034\u00a056\u00a078",
        "06\u202f12\u202f34\u202f56\u202f78",
        "%2B15155550199",
        "%2B1%20515%20555%200199",
        "+1/515/555/0199",
        "+1 (515) 555-0199",
    ],
)
def test_a_phone_number_never_reaches_the_log_however_it_is_written(number: str) -> None:
    """With or without its country, grouped as people group it, or as an address writes it."""
    assert scrub(f"no reply to {number}, it failed") == "no reply to [phone number], it failed"


@pytest.mark.parametrize(
    "line",
    [
        "2026-11-23 02:53:23,123 ERROR autoreply_sim: 503 after 12.34 ms",
        "[D 2026-11-23 02:53:23.123 Voila] kernel 35046701-4489-4123-9000-030588233012 started on port 50123",
        "200 GET /voila/render/a.ipynb (192.168.100.200) 1.23ms",
        "listening on http://127.0.0.1:8866/, pid 4194304",
        "  at 0x7012345678, session 030588233012030588233012030588ab",
    ],
)
def test_times_addresses_ports_and_ids_stay_in_the_log(line: str) -> None:
    """Whoever looks for a fault needs them, and they are nobody's phone number."""
    assert scrub(line) == line


@pytest.mark.parametrize(
    ("logged", "written"),
    [
        ("GET /voila/render/a.ipynb?token=s3cret&lang=fr done", "GET /voila/render/a.ipynb?… done"),
        ("Authorization: token s3cret", "Authorization: …"),
        ("a call from +1 (515) 555-0199 failed", "a call from [phone number] failed"),
        ("{'phone': '+15155550199'}", "{'phone': '[phone number]'}"),
        ("took 3 + 4 ms; was it slow? Perhaps.", "took 3 + 4 ms; was it slow? Perhaps."),
        ("no such number: 06 12 34 56 78.", "no such number: [phone number]."),
        ("GET /customers/+1/515/555/0199 404", "GET /customers/[phone number]"),
        ("GET /phone=%2B15155550199 (127.0.0.1) 1.23ms", "GET /phone=[phone number] (127.0.0.1) 1.23ms"),
        ("ValueError('to:\\n515-555-0199')", "ValueError('to:\\n[phone number]')"),
    ],
)
def test_logs_hold_no_query_token_or_phone_number(logged: str, written: str) -> None:
    """Whatever is logged, these three never reach the log."""
    assert scrub(logged) == written


def test_the_slow_import_is_kept_out() -> None:
    """The validator jsonschema works without rfc3987_syntax; with it every start takes seconds longer."""
    code = (
        "from autoreply_sim.ui.server.imports import skip_slow_imports; skip_slow_imports()\n"
        "import jsonschema, sys; print(sys.modules['rfc3987_syntax'], 'lark' in sys.modules)"
    )
    said = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env=environment()
    )

    assert said.stdout.split() == ["None", "False"]


def test_a_directory_lists_what_can_be_opened(tmp_path: Path) -> None:
    """Dashboards by name, in both languages; what is no notebook is left out."""
    write_notebook(tmp_path, "b_second", "1")
    write_notebook(tmp_path, "a_first", "1")
    (tmp_path / "torn.ipynb").write_text('{"cells": [')
    (tmp_path / "plain.ipynb").write_text('{"metadata": {}, "cells": []}')
    (tmp_path / ".hidden.ipynb").write_text('{"metadata": {}, "cells": []}')

    found = [(dashboard.file, dashboard.title["fr"]) for dashboard in list_dashboards(tmp_path)]

    assert found == [
        ("a_first.ipynb", "Le a_first"),
        ("b_second.ipynb", "Le b_second"),
        ("plain.ipynb", "Plain"),
    ]


def test_every_page_of_a_dashboard_is_listed_with_its_address(tmp_path: Path) -> None:
    """A dashboard that lists no pages is one itself; odd names and queries are quoted."""
    write_notebook(tmp_path, "one & only", "1")
    about = {"pages": [{"query": "page=year&team=a b", "title": {"en": "Year"}}, {"title": {"en": "Start"}}]}
    (tmp_path / "z.ipynb").write_text(json.dumps({"metadata": {"autoreply_sim": about}}))

    pages = [page for dashboard in list_dashboards(tmp_path) for page in dashboard.pages]

    assert [(page.title["en"], page.href["fr"]) for page in pages] == [
        ("The one & only", "one%20%26%20only.ipynb?lang=fr"),
        ("Year", "z.ipynb?page=year&team=a+b&lang=fr"),
        ("Start", "z.ipynb?lang=fr"),
    ]


def test_the_landing_page_has_a_card_for_every_page_of_ours() -> None:
    """All pages that the cockpit knows, and the explorer; everything in English and French."""
    dashboards = {one.file: one.pages for one in list_dashboards(ROOT / "dashboards")}
    pages = [page for found in dashboards.values() for page in found]

    assert [page.href["en"] for page in dashboards["team_cockpit.ipynb"]] == [
        f"team_cockpit.ipynb?page={page}&lang=en" for page in PAGES
    ]
    assert list(dashboards) == ["team_cockpit.ipynb", "scenario_explorer.ipynb"]
    assert all(said["en"] != said["fr"] for page in pages for said in (page.title, page.description))


def test_a_page_is_called_the_same_on_the_landing_page_and_in_the_cockpit() -> None:
    """Whoever follows a card finds its name again."""
    found = next(one for one in list_dashboards(ROOT / "dashboards") if one.file == "team_cockpit.ipynb")

    for place, language in enumerate(LANGUAGES):
        names = [all_words()[f"page_{page}"][place] for page in PAGES]
        assert [page.title[language] for page in found.pages] == names
