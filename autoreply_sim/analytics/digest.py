"""The fingerprint of a ledger: equal runs have equal ones, and whatever differs anywhere gives another."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

from autoreply_sim.engine.ledger import Ledger

if TYPE_CHECKING:
    from numpy.typing import NDArray

RECORDS = ("happened", "calls", "tickets", "logged", "decided", "reasons", "rings", "faults")
"""The records of a ledger, in the order in which they enter the digest."""

_CHUNK_BYTES = 1 << 18


class _Hash(Protocol):
    def update(self, data: memoryview | bytes, /) -> None: ...


def digest(ledger: Ledger) -> str:
    """Return the SHA-256 of every column of every record, with names and types, as 64 hexadecimal digits."""
    running = hashlib.sha256()
    for name in RECORDS:
        records = getattr(ledger, name)
        running.update(f"{name} {records.shape} {_columns(records.dtype)}\n".encode())
        _add(running, records)
    return running.hexdigest()


def digest_of(digests: Sequence[str]) -> str:
    """Return the digest of several ledgers together: of one its own, else the SHA-256 of theirs in order."""
    if len(digests) == 1:
        return digests[0]
    return hashlib.sha256("\n".join(digests).encode()).hexdigest()


def _columns(dtype: np.dtype[Any]) -> str:
    names = dtype.names or ()
    return " ".join(f"{name}:{dtype[name].str}" for name in names) or dtype.str


def _add(running: _Hash, records: NDArray[np.generic]) -> None:
    """Hash records as they lie in memory, a chunk at a time; what lies between columns is made zero."""
    size = records.dtype.itemsize
    raw = np.ascontiguousarray(records).view(np.uint8).reshape(-1, size)
    gaps = np.flatnonzero(_is_gap(records.dtype))
    step = max(_CHUNK_BYTES // size, 1)
    for start in range(0, len(raw), step):
        chunk = raw[start : start + step]
        if len(gaps):
            chunk = chunk.copy()
            chunk[:, gaps] = 0
        running.update(chunk.data)


def _is_gap(dtype: np.dtype[Any]) -> NDArray[np.bool_]:
    """Return which bytes of a record belong to no column: bool [bytes]."""
    gap = np.ones(dtype.itemsize, np.bool_)
    for column, offset in (value[:2] for value in (dtype.fields or {"": (dtype, 0)}).values()):
        gap[offset : offset + column.itemsize] = False
    return gap
