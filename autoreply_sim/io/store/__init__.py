"""The store of saved settings: versions of documents that several people save and nobody loses.

    from autoreply_sim.io.store import open_store

    with open_store() as store:
        latest = store.latest("seed_time")

SQLAlchemy takes the better part of a second to import; that is paid by `open_store`, and not by whoever imports this.
"""

from __future__ import annotations

from autoreply_sim.io.store.opening import open_store
from autoreply_sim.io.store.refusal import StoreError
from autoreply_sim.io.store.store import Store
from autoreply_sim.io.store.versions import Conflict, UnknownVersion, Version

__all__ = ["Conflict", "Store", "StoreError", "UnknownVersion", "Version", "open_store"]
