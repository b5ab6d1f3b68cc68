"""What goes to another process and comes back from it, as bytes.

Scenarios hold read-only mappings, which pickle does not know. They are packed here rather than by the executor, so that
any `concurrent.futures.Executor` can carry them, on this machine or on another.
"""

from __future__ import annotations

import copyreg
import io
import pickle
from types import MappingProxyType
from typing import Any


class _Pickler(pickle.Pickler):
    dispatch_table = copyreg.dispatch_table.copy()
    dispatch_table[MappingProxyType] = lambda mapping: (_read_only, (dict(mapping),))


def packed(thing: object) -> bytes:
    """Return something as bytes, read-only mappings in it included."""
    parcel = io.BytesIO()
    _Pickler(parcel, protocol=pickle.HIGHEST_PROTOCOL).dump(thing)
    return parcel.getvalue()


def unpacked(parcel: bytes) -> Any:  # noqa: ANN401 (whatever was packed)
    """Return what `packed` was given."""
    return pickle.loads(parcel)  # noqa: S301 (our own bytes, from a process that we started)


def _read_only(mapping: dict[Any, Any]) -> MappingProxyType[Any, Any]:
    return MappingProxyType(mapping)
