"""The tables of a store, brought to what this version of the package needs, by Alembic, as the store is opened.

Several processes may open a store at once: one of them migrates while the others wait, and then find it done.
"""

from __future__ import annotations

import threading
from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, select, text

from autoreply_sim.io.store.connection import for_writing
from autoreply_sim.io.store.place import Place
from autoreply_sim.io.store.refusal import StoreError
from autoreply_sim.io.store.tables import REVISION

REVISIONS = ("0001",)
"""The migrations that this version knows, oldest first."""
_FOLDER = Path(__file__).with_name("migrations")
_POSTGRESQL_LOCK = 0x6175746F7265706C
"""The number of the lock that those who migrate agree upon: ``autorepl``."""
_ALEMBIC = threading.Lock()
"""Alembic keeps what it works on in a module, for one migration at a time."""


def migrate(engine: Engine, place: Place) -> None:
    """Bring a store to the newest tables. Raises InputError if it is a newer version's, or no store at all."""
    with engine.connect() as connection:
        if _revision(connection, place) == REVISIONS[-1]:
            return
    with _ALEMBIC, for_writing(engine).begin() as connection:
        if engine.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _POSTGRESQL_LOCK})
        if _revision(connection, place) != REVISIONS[-1]:
            _upgrade(connection)


def _revision(connection: Connection, place: Place) -> str | None:
    """Return the migration that a store is at; None for a new one."""
    tables = inspect(connection).get_table_names()
    if REVISION.name not in tables:
        if tables and place.path is not None:
            message = "this database belongs to another program, and stays as it is; name another file"
            raise StoreError(message, label=place.label, reason="foreign")
        return None
    found: str | None = connection.scalar(select(REVISION.c.version_num))
    if found is not None and found not in REVISIONS:
        raise StoreError(
            f"a newer version of autoreply-sim has used this store (its tables are at {found!r}, this version knows "
            f"up to {REVISIONS[-1]!r}); install the newest version, or name another store",
            label=place.label,
            reason="newer",
        )
    return found


def _upgrade(connection: Connection) -> None:
    # Only a store that is new or old pays for it.
    from alembic.command import upgrade  # noqa: PLC0415
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(_FOLDER).replace("%", "%%"))
    config.attributes["connection"] = connection
    upgrade(config, "head")
