"""Engines for both databases, set up so that a transaction that writes sees the latest state and waits its turn."""

from __future__ import annotations

import importlib.util
import sqlite3
import time

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import OperationalError

from autoreply_sim.io.store.place import Place
from autoreply_sim.io.store.refusal import StoreError

PATIENCE_S = 30.0
"""How long a save waits for others before it gives up."""
_SESSION = {"connect_timeout": "10", "client_encoding": "utf8"}
"""What a session with a server begins with, unless the URL says otherwise."""
_WRITES = "autoreply_sim_writes"


def make_engine(place: Place) -> Engine:
    """Return an engine for a store; nothing is connected yet. Raises InputError if the driver is not installed."""
    return _for_server(place) if place.path is None else _for_file(place)


def for_writing(engine: Engine) -> Engine:
    """Return the same engine, whose transactions take SQLite's only place for writers as they begin.

    One that read first and then wants to write would be refused if somebody else had written in between.
    """
    return engine.execution_options(**{_WRITES: True})


def use_wal(engine: Engine) -> None:
    """Let readers and a writer of a SQLite file go on side by side; the file remembers that."""
    until_s = time.monotonic() + PATIENCE_S
    with engine.connect() as connection:
        while connection.exec_driver_sql("PRAGMA journal_mode").scalar() != "wal":
            try:
                connection.exec_driver_sql("PRAGMA journal_mode = WAL")
            except OperationalError as error:
                # SQLite does not wait here by itself: whoever opens the new file beside us holds it for a moment.
                is_busy = getattr(error.orig, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_BUSY
                if not is_busy or time.monotonic() > until_s:
                    raise
                time.sleep(0.02)
            else:
                return  # a file system that cannot do it keeps the journal that it has, which is as safe


def _for_file(place: Place) -> Engine:
    engine = create_engine(place.url, hide_parameters=True, connect_args={"timeout": PATIENCE_S})
    event.listen(engine, "connect", _set_up)
    event.listen(engine, "begin", _begin)
    return engine


def _set_up(connection: sqlite3.Connection, _record: object) -> None:
    connection.isolation_level = None  # transactions begin where we say so, not where sqlite3 guesses
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA synchronous = FULL")  # what was saved outlives a power cut


def _begin(connection: Connection) -> None:
    if connection.get_execution_options().get(_WRITES):
        connection.exec_driver_sql("BEGIN IMMEDIATE")


def _for_server(place: Place) -> Engine:
    if importlib.util.find_spec("psycopg") is None:
        message = "PostgreSQL needs the library psycopg; install it: pip install 'autoreply-sim[postgres]'"
        raise StoreError(message, label=place.label, reason="driver")
    return create_engine(
        place.url,
        hide_parameters=True,
        isolation_level="READ COMMITTED",  # whatever the server's default: the unique key is what decides
        pool_pre_ping=True,  # a connection may have ended with a server that was started again
        connect_args={key: value for key, value in _SESSION.items() if key not in place.url.query},
    )
