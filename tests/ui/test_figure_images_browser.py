"""A figure as an image, drawn by the machine's own browser with every other host out of reach."""

from __future__ import annotations

import struct
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from autoreply_sim import figures

pytestmark = pytest.mark.browser

TICKETS = pd.DataFrame({"saved": [40, 12], "draft": [31, 12]}, index=["answered_call", "voicemail"])


@pytest.fixture(autouse=True)
def _browser_without_a_network(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, browser_type_launch_args: dict[str, Any]
) -> None:
    """The browser that the pages are tested in; kaleido finds it where BROWSER_PATH says."""
    arguments = " ".join(f'"{argument}"' for argument in browser_type_launch_args["args"])
    offline = tmp_path / "browser"
    offline.write_text(f'#!/bin/sh\nexec "{browser_type_launch_args["executable_path"]}" {arguments} "$@"\n')
    offline.chmod(0o755)
    monkeypatch.setenv("BROWSER_PATH", str(offline))


def test_a_figure_becomes_a_sharp_picture(tmp_path: Path) -> None:
    """Two pixels for each that it asks for."""
    picture = figures.tickets_by_origin(TICKETS).save(tmp_path / "tickets.png").read_bytes()

    assert picture.startswith(b"\x89PNG\r\n")
    assert struct.unpack(">I", picture[16:20]) == (1_800,)
    assert len(picture) > 20_000


def test_a_figure_becomes_a_drawing_with_its_words(tmp_path: Path) -> None:
    """The finding and the names are text in it, in the language that was asked for."""
    figure = figures.tickets_by_origin(TICKETS, language="fr")
    drawing = figure.save(tmp_path / "tickets.svg").read_text(encoding="utf-8")

    assert drawing.startswith("<svg")
    assert "de tickets en moins" in drawing
    assert "à la suite d’appels pris" in drawing


def test_a_figure_becomes_a_page_for_paper(tmp_path: Path) -> None:
    """A PDF, as a document is printed from it."""
    page = figures.tickets_by_origin(TICKETS, theme="print").save(tmp_path / "tickets.pdf").read_bytes()

    assert page.startswith(b"%PDF-")
