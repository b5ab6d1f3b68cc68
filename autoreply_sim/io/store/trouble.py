"""What databases complain of, as sentences: by the codes of SQLite and PostgreSQL, never by their words.

The words of a database may be in any language, and hold more than should be shown.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from autoreply_sim.io.store.refusal import StoreError

_SQLITE = {
    "SQLITE_FULL": ("disk", "the disk is full, and nothing was saved; make room, and save again"),
    "SQLITE_BUSY": ("busy", "other programs kept it locked, and nothing was saved; close them, or try again"),
    "SQLITE_NOTADB": ("foreign", "this is no SQLite database, and stays as it is; name another file"),
    "SQLITE_CANTOPEN": (
        "rights",
        "this file cannot be opened; check its permissions and those of its folder, or name another one",
    ),
    "SQLITE_READONLY": (
        "rights",
        "this file may only be read; check its permissions and those of its folder",
    ),
    "SQLITE_CORRUPT": ("damaged", "this file is damaged; put a backup in its place"),
    "SQLITE_IOERR": (
        "disk",
        "the disk cannot be read or written; check it and its free space, and try again",
    ),
    "SQLITE_PERM": ("rights", "this file may not be opened; check its permissions"),
}
_POSTGRESQL = {
    "25006": ("rights", "this database may only be read; name the server that takes what is saved"),
    "28": ("server", "the server does not let this user in; check user and password"),
    "3D": (
        "server",
        "the server has no database of this name; make it (CREATE DATABASE), or name another one",
    ),
    "42501": (
        "rights",
        "this user may not do that; it must own its tables, and may make them (GRANT CREATE ON SCHEMA …)",
    ),
    "53100": ("disk", "the server's disk is full, and nothing was saved; make room, and save again"),
    "53300": (
        "server",
        "the server has no connection left; try again later, or let it have more (max_connections)",
    ),
    "57": ("server", "the server was stopped; try again when it runs"),
    "22P05": ("other", "this database does not hold all characters; make one with the encoding UTF8"),
}
_UNREACHABLE = (
    "no connection to this server; check that it runs and can be reached, and the names of host, database and user "
    "and the password"
)


@contextmanager
def told(label: str) -> Iterator[None]:
    """Turn what a database complains of into errors that name the store."""
    try:
        yield
    except SQLAlchemyError as error:
        reason, message = _told(error)
        raise StoreError(message, label=label, reason=reason) from None


def _told(error: SQLAlchemyError) -> tuple[str, str]:
    """Return the reason and the sentence."""
    complaint = error.orig if isinstance(error, DBAPIError) else None
    name = getattr(complaint, "sqlite_errorname", "")
    state = getattr(complaint, "sqlstate", None) or ""
    known = next((words for code, words in _SQLITE.items() if name.startswith(code)), None) or next(
        (words for code, words in _POSTGRESQL.items() if state.startswith(code)), None
    )
    if known:
        return known
    if complaint is not None and not name and not state:
        return "server", _UNREACHABLE
    code = name or state or type(error).__name__
    return "other", f"the database refused ({code}), and nothing was saved; please report this with the code"
