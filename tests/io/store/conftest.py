"""Stores to test with: files, and databases of a PostgreSQL server that the tests start for themselves."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import create_engine
from sqlalchemy.exc import OperationalError

from autoreply_sim.io.store import Store, open_store

PASSWORD = "s3cret word"  # noqa: S105 (of a server that lives as long as the tests)
_START_S = 60.0


@pytest.fixture(scope="session")
def server() -> Iterator[Path]:
    """The folder of a PostgreSQL server's socket; it is started once, and gone with the tests."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    if not found:
        pytest.skip("no PostgreSQL in /usr/lib/postgresql: install Debian's package postgresql")
    # The path of a socket may have a hundred characters, which pytest's own folders can exceed.
    folder = Path(tempfile.mkdtemp(prefix="store-", dir="/tmp"))
    try:
        with _running(found[-1].parent, folder):
            yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def new_database(server: Path) -> Iterator[Callable[..., str]]:
    """Makes databases of its own for a test, and returns their URLs."""
    admin = create_engine(_url(server, "postgres"), isolation_level="AUTOCOMMIT")
    made: list[str] = []

    def new(encoding: str = "") -> str:
        with admin.connect() as connection:
            name = f"store_{next(_NUMBERS)}"
            connection.exec_driver_sql(f"CREATE DATABASE {name} {encoding}")
        made.append(name)
        return _url(server, name)

    yield new
    with admin.connect() as connection:
        for name in made:
            connection.exec_driver_sql(f"DROP DATABASE {name} WITH (FORCE)")
    admin.dispose()


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of a store that is not there yet, in either database."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/settings.sqlite"
    new: Callable[..., str] = request.getfixturevalue("new_database")
    return new()


@pytest.fixture
def store(place: str) -> Iterator[Store]:
    """An empty store whose clock advances by a second whenever it is read."""
    ticks = count(1_772_442_000_000, 1_000)
    with open_store(place, clock_ms=lambda: next(ticks)) as opened:
        yield opened


_NUMBERS = count(1)


def _url(folder: Path, database: str) -> str:
    return f"postgresql://tester:{PASSWORD.replace(' ', '%20')}@/{database}?host={folder}"


@contextmanager
def _running(binaries: Path, folder: Path) -> Iterator[None]:
    """Run a server in a folder, as somebody who is not root: PostgreSQL insists."""
    (folder / "password").write_text(PASSWORD, encoding="utf-8")
    command: list[str | Path] = [
        "setpriv",
        "--pdeathsig",
        "INT",
    ]  # nothing stays behind if the tests are killed
    if os.geteuid() == 0:
        user = _somebody()
        command += [f"--reuid={user.pw_uid}", f"--regid={user.pw_gid}", "--clear-groups"]
        for path in (folder, folder / "password"):
            os.chown(path, user.pw_uid, user.pw_gid)
    data = folder / "data"
    login = ["--username=tester", "--auth=scram-sha-256", f"--pwfile={folder / 'password'}"]
    initdb = [*command, binaries / "initdb", "--no-sync", "--locale=C", "--encoding=UTF8", *login, data]
    subprocess.run(initdb, check=True, capture_output=True, cwd="/")
    settings = ["listen_addresses=", f"unix_socket_directories={folder}", "fsync=off", "max_connections=60"]
    options = [word for setting in settings for word in ("-c", setting)]
    with (folder / "log").open("wb") as log:
        running = subprocess.Popen(
            [*command, binaries / "postgres", "-D", data, *options], stdout=log, stderr=log, cwd="/"
        )
    try:
        _wait_for(running, folder)
        yield
    finally:
        running.send_signal(signal.SIGINT)
        running.wait(timeout=_START_S)


def _somebody() -> pwd.struct_passwd:
    try:
        return pwd.getpwnam("postgres")
    except KeyError:
        return pwd.getpwnam("nobody")


def _wait_for(running: subprocess.Popen[bytes], folder: Path) -> None:
    engine = create_engine(_url(folder, "postgres"))
    until_s = time.monotonic() + _START_S
    while True:
        try:
            engine.connect().close()
        except OperationalError:
            if running.poll() is not None or time.monotonic() > until_s:
                raise
            time.sleep(0.05)
        else:
            engine.dispose()
            return
