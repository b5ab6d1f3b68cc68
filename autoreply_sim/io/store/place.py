"""Where a store is: a file, or a database on a server; and how to name it without its password."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from autoreply_sim.errors import did_you_mean
from autoreply_sim.io.store.opening import VARIABLE
from autoreply_sim.io.store.refusal import StoreError

FILE = Path("data") / "settings.sqlite"
_KNOWN = ("sqlite", "postgresql")
_DRIVERS = {"sqlite": "sqlite+pysqlite", "postgresql": "postgresql+psycopg"}
_SHAPE = (
    "write sqlite:///folder/file.sqlite or postgresql://user:password@host/database, with : / @ ? # % and spaces "
    "of a password as %3A %2F %40 %3F %23 %25 %20"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a store is."""

    url: URL = field(repr=False)
    label: str
    """What errors call it: the file, or the server without password and options."""
    path: Path | None
    """The file; None for a server."""


def find_place(asked: str | Path | None, environment: Mapping[str, str] = os.environ) -> Place:
    """Return the place that is asked for, else the environment's, else the project's. Raises InputError."""
    named = asked if asked is not None else environment.get(VARIABLE) or None
    if named is None:
        return _of_file(_project(Path.cwd()) / FILE, make_folder=True)
    if named == ":memory:":
        return _of_url("sqlite://")
    if isinstance(named, str) and "://" in named:
        return _of_url(named)
    return _of_file(Path(named))


def _project(start: Path) -> Path:
    """Return the nearest folder that holds a library of scenarios: pages and notebooks run in folders below it."""
    folders = (start, *start.parents)
    return next((folder for folder in folders if (folder / "data" / "scenarios").is_dir()), start)


def _of_file(named: Path, *, make_folder: bool = False) -> Place:
    try:
        path = named.expanduser().absolute()
        if make_folder:
            path.parent.mkdir(exist_ok=True)
        problem = _problem_of_file(path)
    except (OSError, RuntimeError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        message = f"this file cannot be looked at: {reason}; name another one"
        raise _refused(str(named), message, "place") from None
    if problem:
        raise _refused(str(named), *problem)
    return Place(url=URL.create(_DRIVERS["sqlite"], database=str(path)), label=str(named), path=path)


def _problem_of_file(path: Path) -> tuple[str, str] | None:
    """Return what is wrong with a file, and the reason; None if nothing is."""
    if "\0" in str(path):
        return "the name of a file cannot hold NUL; name another one", "place"
    if path.is_dir():
        return "this is a folder; name a file in it, such as settings.sqlite", "place"
    if not path.parent.is_dir():
        return f"there is no folder {path.parent}; make it, or name another file", "place"
    if path.exists() and not os.access(path, os.R_OK | os.W_OK):
        return "this file may not be read and written; check its permissions", "rights"
    if not os.access(path.parent, os.W_OK | os.X_OK):
        message = (
            f"nothing may be written to the folder {path.parent}; check its permissions, or name another file"
        )
        return message, "rights"
    return None


def _of_url(text: str) -> Place:
    """Return the place of a URL. What cannot be read is not repeated: it may hold a password in the wrong place."""
    try:
        url = make_url(text)
    except (ArgumentError, ValueError):
        raise _refused(_scheme_of(text), f"the URL of the store cannot be read; {_SHAPE}", "url") from None
    backend = url.get_backend_name()
    if url.drivername not in {*_KNOWN, *_DRIVERS.values()}:
        known = did_you_mean(backend, _KNOWN) if backend not in _KNOWN else f"write {backend}://…"
        message = f"{url.drivername!r} is no database that settings can be kept in; {known}"
        told = message if re.fullmatch(r"[\w+]+", url.drivername) else _SHAPE
        raise _refused(_scheme_of(text), told, "url")
    return _of_sqlite(url) if backend == "sqlite" else _of_server(url)


def _of_sqlite(url: URL) -> Place:
    if url.database in {None, "", ":memory:"}:
        raise _refused(str(url), "a store in memory would forget what is saved; name a file", "url")
    if url.query or url.host:
        message = "the URL of a file has three slashes and then its path, no more; or name the path alone"
        raise _refused("sqlite://…", message, "url")
    return _of_file(Path(str(url.database)))


def _of_server(url: URL) -> Place:
    # What is left of a password that was not written as it should be would stand in the host or the database.
    is_torn = any("@" in (part or "") for part in (url.host, url.database))
    if is_torn or not (url.query.get("host") or _can_be_host(url.host or "")):
        raise _refused("postgresql://…", f"the URL of the store cannot be read; {_SHAPE}", "url")
    label = URL.create("postgresql", url.username, None, url.host, url.port, url.database)
    return Place(url=url.set(drivername=_DRIVERS["postgresql"]), label=str(label), path=None)


def _can_be_host(name: str) -> bool:
    try:
        return bool(name.encode("idna"))
    except UnicodeError:
        return False


def _scheme_of(text: str) -> str:
    """Return what may be shown of a URL that cannot be read: what it begins with."""
    scheme = text.partition("://")[0]
    return f"{scheme}://…" if re.fullmatch(r"[a-z]\w*(\+\w+)?", scheme, re.ASCII) else ""


def _refused(label: str, message: str, reason: str) -> StoreError:
    return StoreError(message, label=label, reason=reason)
