"""How a store is opened: found, connected, and its tables brought up to date."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from autoreply_sim.io.store.store import Store

VARIABLE = "AUTOREPLY_SIM_STORE"
"""The environment variable that names the store."""


def now_ms() -> int:
    """Return the current instant in UTC milliseconds."""
    return time.time_ns() // 1_000_000


def open_store(url: str | Path | None = None, *, clock_ms: Callable[[], int] = now_ms) -> Store:
    """Return the store at a path or SQLAlchemy URL; it is made if it is not there yet.

    Without one, the environment's variable ``AUTOREPLY_SIM_STORE`` says where it is; without that, it is the file
    ``data/settings.sqlite`` of the project. `clock_ms` tells when something is saved. Raises StoreError if it cannot
    be opened, with the reason and what to do about it; a password is never shown.
    """
    # SQLAlchemy takes the better part of a second: whoever opens a store pays for it, nobody else.
    from autoreply_sim.io.store.connection import make_engine, use_wal  # noqa: PLC0415
    from autoreply_sim.io.store.migrate import migrate  # noqa: PLC0415
    from autoreply_sim.io.store.place import find_place  # noqa: PLC0415
    from autoreply_sim.io.store.rows import Rows  # noqa: PLC0415
    from autoreply_sim.io.store.trouble import told  # noqa: PLC0415

    place = find_place(url)
    engine = make_engine(place)
    try:
        with told(place.label):
            migrate(engine, place)
            if place.path is not None:
                use_wal(engine)
    except BaseException:
        engine.dispose()
        raise
    return Store(Rows(engine, place.label), clock_ms)
