"""What cannot be opened or used is told in a sentence: no traceback, and never a password."""

from __future__ import annotations

import os
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import create_engine
from sqlalchemy.engine import make_url

from autoreply_sim.errors import InputError
from autoreply_sim.io.store import open_store
from autoreply_sim.io.store.migrate import REVISIONS

SECRET = "p4ss-w0rd"  # noqa: S105 (of nobody)


def complaint(asked: str | Path) -> str:
    """Return what is said of a store that cannot be opened."""
    with pytest.raises(InputError) as caught:
        open_store(asked)
    return str(caught.value)


def test_a_store_of_a_newer_version_is_refused(place: str) -> None:
    """It stays as it is, and the sentence says what to do."""
    open_store(place).close()
    engine = create_engine(place)
    with engine.begin() as connection:
        connection.exec_driver_sql("UPDATE settings_revision SET version_num = '0999'")

    assert (
        "a newer version of autoreply-sim has used this store (its tables are at '0999', this version knows up to "
        f"'{REVISIONS[-1]}'); install the newest version, or name another store"
    ) in complaint(place)
    with engine.begin() as connection:
        assert connection.exec_driver_sql("SELECT version_num FROM settings_revision").scalar() == "0999"
    engine.dispose()


def test_what_is_no_store_is_refused_and_stays_as_it_is(tmp_path: Path) -> None:
    """A text file, another program's database, a folder, a place below a file."""
    (tmp_path / "notes.txt").write_text("what I must not forget\n" * 100, encoding="utf-8")
    with closing(sqlite3.connect(tmp_path / "other.sqlite")) as other:
        other.execute("CREATE TABLE recipes (name TEXT)")
    before = {path: path.read_bytes() for path in tmp_path.iterdir()}

    assert complaint(tmp_path / "notes.txt") == (
        f"{tmp_path}/notes.txt: store of settings: this is no SQLite database, and stays as it is; name another file"
    )
    assert "belongs to another program, and stays as it is; name another file" in complaint(
        tmp_path / "other.sqlite"
    )
    assert "this is a folder; name a file in it" in complaint(tmp_path)
    assert "this is a folder" in complaint("")
    assert f"there is no folder {tmp_path}/gone; make it" in complaint(tmp_path / "gone" / "s.sqlite")
    assert "there is no folder" in complaint(tmp_path / "notes.txt" / "s.sqlite")
    assert "the name of a file cannot hold NUL" in complaint(tmp_path / "a\0b")
    assert "cannot be looked at: File name too long" in complaint(tmp_path / ("x" * 300))
    assert {path: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_a_damaged_file_is_told(tmp_path: Path) -> None:
    """A file whose pages are overwritten is not taken for an empty store."""
    path = tmp_path / "settings.sqlite"
    with open_store(path) as store:
        store.save("shop", {"x": "y" * 50_000}, author="Ana", base=None)
    whole = path.read_bytes()
    path.write_bytes(whole[:100] + b"\xff" * (len(whole) - 100))

    assert "this file is damaged; put a backup in its place" in complaint(path)


@pytest.fixture
def open_to_all() -> Iterator[Path]:
    """A folder that is not below one which only its owner may enter, as pytest's are."""
    with tempfile.TemporaryDirectory(dir="/tmp") as name:
        Path(name).chmod(0o755)
        yield Path(name)


def as_nobody(work: Callable[[], str]) -> str:
    """Do something without the rights of root, to whom no folder is read-only."""
    if os.geteuid() != 0:
        return work()
    os.setresuid(65_534, 65_534, 0)
    try:
        return work()
    finally:
        os.setresuid(0, 0, 0)


def test_a_folder_or_a_file_that_may_only_be_read_is_told(open_to_all: Path) -> None:
    """For a new file and for one that is there."""
    path = open_to_all / "settings.sqlite"
    open_store(path).close()
    path.chmod(0o444)
    open_to_all.chmod(0o555)

    told = as_nobody(lambda: complaint(open_to_all / "new.sqlite"))
    assert f"nothing may be written to the folder {open_to_all}; check its permissions" in told
    assert "this file may not be read and written; check its permissions" in as_nobody(
        lambda: complaint(path)
    )
    path.chmod(0o666)
    assert "nothing may be written to the folder" in as_nobody(lambda: complaint(path))
    open_to_all.chmod(0o755)


def test_a_full_disk_is_told_and_nothing_is_lost(tmp_path: Path) -> None:
    """SQLite is given no page more; what was saved before stays, and with room the next save goes on."""
    with open_store(tmp_path / "settings.sqlite") as store:
        first = store.save("shop", {}, author="Ana", base=None)
        with store._rows._engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA max_page_count = 1")
        with pytest.raises(
            InputError, match="the disk is full, and nothing was saved; make room, and save again"
        ):
            store.save("shop", {"x": "y" * 100_000}, author="Ana", base=1)
        assert store.latest("shop") == first
        with store._rows._engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA max_page_count = 1000000")
        assert store.save("shop", {"x": "y" * 100_000}, author="Ana", base=1).number == 2


def test_a_store_that_others_keep_locked_is_told(tmp_path: Path) -> None:
    """After its patience a save gives up, and says that nothing was saved."""
    path = tmp_path / "settings.sqlite"
    with open_store(path) as store, closing(sqlite3.connect(path, isolation_level=None)) as other:
        with store._rows._engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA busy_timeout = 20")
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(InputError, match="other programs kept it locked, and nothing was saved"):
            store.save("shop", {}, author="Ana", base=None)
        assert store.latest("shop") is None
        other.execute("ROLLBACK")
        assert store.save("shop", {}, author="Ana", base=None).number == 1


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("sqlite://", "a store in memory would forget what is saved; name a file"),
        (":memory:", "a store in memory would forget"),
        ("sqlite:///x.sqlite?mode=ro", "has three slashes and then its path, no more"),
        ("sqlite://x.sqlite", "a store in memory would forget"),
        (
            f"mysql://ana:{SECRET}@host/db",
            "'mysql' is no database that settings can be kept in; known: sqlite",
        ),
        (f"postgres://ana:{SECRET}@host/db", "did you mean 'postgresql'?"),
        (f"postgresql+asyncpg://ana:{SECRET}@host/db", "'postgresql+asyncpg' is no database that"),
        (f"postgresql://ana:{SECRET}@h:port/db", "the URL of the store cannot be read; write sqlite:///"),
        (f"postgresql://ana:1@{SECRET}@host/db", "the URL of the store cannot be read"),
        (f"postgresql://ana:1@{SECRET}/2@host/db", "the URL of the store cannot be read"),
        (f"postgresql://ana:{SECRET}@/db", "the URL of the store cannot be read"),
        (f"://{SECRET}", "the URL of the store cannot be read"),
        (f"{SECRET}://x", "the URL of the store cannot be read"),
        (
            f"postgresql://ana:{SECRET}@127.0.0.1:1/db",
            "postgresql://ana@127.0.0.1:1/db: store of settings: no connec",
        ),
        (
            f"postgresql://ana@127.0.0.1:1/db?password={SECRET}",
            "no connection to this server; check that it runs",
        ),
        (f"postgresql://ana:{SECRET}@127.0.0.1:1/db?nonsense=1", "no connection to this server"),
        (f"postgresql://ana:{SECRET}@{'x' * 70}.invalid/db", "the URL of the store cannot be read"),
        (f"postgresql://ana:{SECRET}@127.0.0.1:99999/db", "no connection to this server"),
    ],
)
def test_a_url_that_leads_nowhere_is_told_without_its_password(url: str, message: str) -> None:
    """Whatever is wrong with it, wherever the password stands in it, and however long the chain of causes is."""
    with pytest.raises(InputError) as caught:
        open_store(url)

    assert message in str(caught.value)
    assert SECRET not in str(caught.value)
    assert caught.value.__suppress_context__ or caught.value.__context__ is None


def test_a_server_that_does_not_let_us_in_is_told_without_the_password(
    new_database: Callable[..., str],
) -> None:
    """A wrong password, a database that is not there."""
    url = make_url(new_database())

    wrong = complaint(url.set(password=SECRET).render_as_string(hide_password=False))
    gone = complaint(url.set(database="gone").render_as_string(hide_password=False))

    assert f"postgresql://tester@/{url.database}: store of settings: no connection to this server" in wrong
    assert "postgresql://tester@/gone: store of settings: no connection" in gone
    assert SECRET not in wrong
    assert str(url.password) not in gone


def test_a_user_who_may_make_no_tables_is_told(new_database: Callable[..., str]) -> None:
    """PostgreSQL 15 lets only the owner do that."""
    url = new_database()
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.exec_driver_sql(f"CREATE ROLE guest LOGIN PASSWORD '{make_url(url).password}'")
        connection.exec_driver_sql("REVOKE CREATE ON SCHEMA public FROM public")
    engine.dispose()

    guest = make_url(url).set(username="guest").render_as_string(hide_password=False)
    assert "this user may not do that; it must own its tables" in complaint(guest)


def test_a_server_that_was_started_again_is_found_again(new_database: Callable[..., str]) -> None:
    """Connections that were cut off are replaced when the next one is needed."""
    url = new_database()
    admin = create_engine(url)
    with open_store(url) as store:
        store.save("shop", {}, author="Ana", base=None)
        with admin.connect() as connection:
            connection.exec_driver_sql(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
        assert store.save("shop", {}, author="Ana", base=1).number == 2
    admin.dispose()


@pytest.mark.parametrize("encoding", ["SQL_ASCII", "LATIN1"])
def test_a_database_of_another_encoding_keeps_what_it_can(
    new_database: Callable[..., str], encoding: str
) -> None:
    """Every character, or a sentence that says how to make a database that keeps them all."""
    with open_store(new_database(f"ENCODING '{encoding}' LOCALE 'C' TEMPLATE template0")) as store:
        assert store.save("été", {"é": "è"}, author="Zoë", base=None) == store.latest("été")
        if encoding == "LATIN1":
            with pytest.raises(
                InputError, match="does not hold all characters; make one with the encoding UTF8"
            ):
                store.save("shop", {"🚜": 1}, author="Ana", base=None)
