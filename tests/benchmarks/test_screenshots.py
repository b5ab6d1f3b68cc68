"""The pictures of the docs: every page has them, in both languages and sizes, and each is small."""

from __future__ import annotations

import re
import struct
import zlib
from pathlib import Path

import numpy as np
import pytest

from autoreply_sim.ui.models.cockpit import PAGES
from autoreply_sim.ui.server.catalog import list_dashboards
from autoreply_sim.ui.words import LANGUAGES
from benchmarks.png import packed
from benchmarks.screenshots import IMAGES, MOST_BYTES, SHOTS, SIZES, picture

ROOT = Path(__file__).parents[2]
ALL = [picture(shot.name, language, width) for shot in SHOTS for language in LANGUAGES for width in SIZES]


def test_every_page_has_its_picture() -> None:
    """Whoever adds a page to the cockpit, or a dashboard, adds a picture."""
    names = {shot.name for shot in SHOTS}

    assert {*PAGES, "landing", "explorer"} <= names
    assert len(list_dashboards(ROOT / "dashboards")) == 2, "a new dashboard needs a picture, too"


@pytest.mark.parametrize("path", ALL, ids=lambda path: path.name)
def test_a_picture_is_there_and_small(path: Path) -> None:
    """As `make screenshots` leaves it."""
    assert path.is_file()
    assert path.stat().st_size <= MOST_BYTES


def test_the_docs_show_no_picture_that_nobody_remakes() -> None:
    """Every PNG of the docs is one that the command makes, and the other way round."""
    assert set(IMAGES.glob("*.png")) == set(ALL)


def test_the_page_on_the_cockpit_shows_every_page_of_it() -> None:
    """A reader sees what each page looks like."""
    shown = set(
        re.findall(r"images/(\w+)-en-\d+\.png", (ROOT / "docs/reference/cockpit.md").read_text("utf-8"))
    )

    assert {shot.name for shot in SHOTS} - shown == {"explorer", "writing"}


def chunk(name: bytes, body: bytes) -> bytes:
    """A chunk of a PNG."""
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def png_of(lines: list[list[int]]) -> bytes:
    """An RGB PNG of filtered lines, two pixels wide."""
    head = struct.pack(">IIBBBBB", 2, len(lines), 8, 2, 0, 0, 0)
    data = zlib.compress(b"".join(map(bytes, lines)))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


def test_a_packed_picture_shows_the_same() -> None:
    """Every filter of PNG is undone; with few colours, no pixel changes. By hand from the PNG specification."""
    lines = [
        [0, 10, 20, 30, 12, 22, 32],
        [1, 10, 20, 30, 2, 2, 2],
        [2, 0, 0, 0, 0, 0, 0],
        [3, 5, 10, 15, 1, 1, 1],
        [4, 0, 0, 0, 0, 0, 0],
    ]
    small = packed(png_of(lines))
    palette_at = small.index(b"PLTE")
    length = struct.unpack(">I", small[palette_at - 4 : palette_at])[0]
    palette = np.frombuffer(small[palette_at + 4 : palette_at + 4 + length], np.uint8).reshape(-1, 3)
    data_at = small.index(b"IDAT")
    size = struct.unpack(">I", small[data_at - 4 : data_at])[0]
    rows = np.frombuffer(zlib.decompress(small[data_at + 4 : data_at + 4 + size]), np.uint8).reshape(5, 3)

    first, second = [10, 20, 30], [12, 22, 32]
    assert palette[rows[:, 1:]].tolist() == [[first, second]] * 3 + [[first, [12, 22, 32]]] * 2


def test_a_picture_of_another_kind_is_refused() -> None:
    """Grey pictures and pictures with transparency are not what Chromium makes of a page."""
    grey = (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
        + chunk(b"IEND", b"")
    )

    with pytest.raises(ValueError, match="8 bits RGB"):
        packed(grey)
