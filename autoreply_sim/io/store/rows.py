"""The rows of a store, each a version: reading them, and adding the next one if it still is the next."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict

from sqlalchemy import Connection, Engine, func, insert, select
from sqlalchemy.exc import IntegrityError

from autoreply_sim.io.store.connection import for_writing
from autoreply_sim.io.store.tables import VERSIONS
from autoreply_sim.io.store.trouble import told
from autoreply_sim.io.store.versions import Version

_PART = 100
"""How many versions are copied at once: as large as they may be, they fit into memory."""


class Rows:
    """The versions in a database. Whatever it does may raise InputError, ValueError after it was closed."""

    def __init__(self, engine: Engine, label: str) -> None:
        self._engine, self._label, self._is_open = engine, label, True

    def one(self, account: str, number: int) -> Version | None:
        """Return the version of a number, or None."""
        asked = select(VERSIONS).where(VERSIONS.c.account == account, VERSIONS.c.number == number)
        with self._transaction(self._engine) as connection:
            row = connection.execute(asked).mappings().one_or_none()
        return None if row is None else Version(**row)

    def newest(self, account: str, *, most: int, above: int = 0) -> tuple[Version, ...]:
        """Return the newest versions above a number, newest first."""
        asked = (
            select(VERSIONS)
            .where(VERSIONS.c.account == account, VERSIONS.c.number > above)
            .order_by(VERSIONS.c.number.desc())
            .limit(max(most, 0))
        )
        with self._transaction(self._engine) as connection:
            rows = connection.execute(asked).mappings().all()
        return tuple(Version(**row) for row in rows)

    def append(self, version: Version) -> bool:
        """Add a version if its parent is the latest of its account, and return whether it was.

        SQLite lets one transaction after the other in. PostgreSQL may show two of them the same latest version; then
        the key (account, number) lets one of them through.
        """
        latest = select(func.max(VERSIONS.c.number)).where(VERSIONS.c.account == version.account)
        try:
            with self._transaction(for_writing(self._engine)) as connection:
                if connection.scalar(latest) != version.parent:
                    return False
                connection.execute(insert(VERSIONS).values(asdict(version)))
        except _Taken:
            return False
        return True

    def copy_to(self, target: Rows) -> int | None:
        """Add every version to another store that has none, and return how many; None if it has some."""
        every = select(VERSIONS).order_by(VERSIONS.c.account, VERSIONS.c.number)
        with (
            self._transaction(self._engine) as source,
            target._transaction(for_writing(target._engine)) as into,
        ):
            if into.scalar(select(func.max(VERSIONS.c.number))) is not None:
                return None
            copied = 0
            found = source.execution_options(yield_per=_PART).execute(every)
            for part in found.mappings().partitions():
                into.execute(insert(VERSIONS), [dict(row) for row in part])
                copied += len(part)
        return copied

    def close(self) -> None:
        """Close all connections."""
        self._is_open = False
        self._engine.dispose()

    @contextmanager
    def _transaction(self, engine: Engine) -> Iterator[Connection]:
        if not self._is_open:
            raise ValueError("this store is closed; open it again")
        with told(self._label):
            try:
                with engine.begin() as connection:
                    yield connection
            except IntegrityError:
                raise _Taken from None


class _Taken(Exception):  # noqa: N818 (it ends the transaction, and nobody is told)
    """The number of a version is taken by now."""
