"""A store that cannot be opened: the page says which one, why, and what to do, and never its password."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from autoreply_sim.io.store import StoreError, open_store
from autoreply_sim.io.store.opening import VARIABLE
from autoreply_sim.io.store.refusal import REASONS
from autoreply_sim.ui.bridge import Bridge
from autoreply_sim.ui.cockpit import show
from autoreply_sim.ui.components.live import Live
from autoreply_sim.ui.components.unopened import unopened_html, unopened_page
from autoreply_sim.ui.words import words

SECRET = "s3cret"  # noqa: S105 (of nothing)


def page_of(store: str | Path | None) -> str:
    """What the page of a store shows."""
    _, page = show(store).children
    [live] = page.children
    assert isinstance(live, Live)
    return live.html


def no_database(folder: Path) -> str:
    """A file of something else."""
    (folder / "notes.sqlite").write_text("no database at all " * 100)
    return str(folder / "notes.sqlite")


def newer(folder: Path) -> str:
    """A store as a later version of the package leaves it."""
    path = folder / "settings.sqlite"
    open_store(path).close()
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE settings_revision SET version_num = '9999'")
    return str(path)


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        (no_database, "foreign"),
        (newer, "newer"),
        (str, "place"),
        (lambda folder: str(folder / "nowhere" / "settings.sqlite"), "place"),
    ],
)
def test_a_file_that_cannot_be_opened_is_named_with_a_remedy(
    tmp_path: Path, make: object, reason: str
) -> None:
    """Instead of the cockpit, not of nothing."""
    assert callable(make)
    name = make(tmp_path)
    html = page_of(name)

    assert f"<bdi>{name}</bdi>" in html
    assert words("en")[f"store_{reason}"] in html
    assert VARIABLE not in html


def test_a_file_that_may_not_be_written_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """To whoever is not root, to whom everything is allowed."""
    path = tmp_path / "settings.sqlite"
    path.write_bytes(b"")
    monkeypatch.setattr("os.access", lambda *_: False)

    assert words("en")["store_rights"] in page_of(path)


@pytest.mark.parametrize(
    ("url", "label", "reason"),
    [
        (
            f"postgresql://ana:{SECRET}@127.0.0.1:1/settings",
            "postgresql://ana@127.0.0.1:1/settings",
            "server",
        ),
        (f"postgresql://ana:{SECRET}@127.0.0.1:port/settings", "postgresql://…", "url"),
        (f"mysql://ana:{SECRET}@127.0.0.1/settings", "mysql://…", "url"),
        (f"ana:{SECRET}@postgresql://127.0.0.1", "", "url"),
    ],
)
def test_a_bad_address_in_the_environment_is_told_without_its_password(
    monkeypatch: pytest.MonkeyPatch, url: str, label: str, reason: str
) -> None:
    """With the variable that names it."""
    if reason == "server":
        pytest.importorskip("psycopg")
    monkeypatch.setenv(VARIABLE, url)
    html = page_of(None)

    assert SECRET not in html
    assert (f"<bdi>{label}</bdi>" in html) == bool(label)
    assert f"<bdi>{VARIABLE}</bdi>" in html
    assert words("en")[f"store_{reason}"].replace("'", "&#39;") in html


def test_a_session_that_waited_tries_again_when_somebody_comes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was mended meanwhile needs no second reload."""
    bridge = Bridge()
    monkeypatch.setattr("autoreply_sim.ui.cockpit.Bridge", lambda: bridge)
    name = no_database(tmp_path)
    box = show(name)
    assert len(box.children) == 2
    Path(name).unlink()
    bridge.ready = True

    assert len(box.children) == 3
    assert "sheet" in box.children[-1]._dom_classes


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("reason", REASONS)
def test_every_reason_has_words(language: str, reason: str) -> None:
    """In both languages, and escaped."""
    error = StoreError("the <b>disk</b> is away", label="<i>store</i>", reason=reason)
    html = unopened_html(language, error, VARIABLE)

    assert "<i>" not in html
    assert "<b>" not in html
    assert str(words(language)[f"store_{reason}"]).replace("'", "&#39;") in html


def test_the_page_follows_the_language() -> None:
    """Of the link above it."""
    bridge = Bridge()
    page = unopened_page(bridge, StoreError("away", label="x", reason="disk"), "")
    [live] = page.children
    bridge.lang = "fr"

    assert words("fr")["store_disk"] in live.html


def test_every_refusal_of_a_store_has_a_known_reason() -> None:
    """A new one is found here, not by a visitor."""
    folder = Path("autoreply_sim/io/store")
    sources = {path.name: path.read_text(encoding="utf-8") for path in folder.glob("*.py")}
    named = set(re.findall(r'reason="(\w+)"', "".join(sources.values())))
    named |= set(re.findall(r'"(?:SQLITE_\w+|\w{2,5})": \(\s*"(\w+)",', sources["trouble.py"]))

    assert named <= set(REASONS)
    assert len(named) >= 7
