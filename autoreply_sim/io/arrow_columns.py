"""Columns as Arrow arrays, made of their own memory.

Arrow's `array` would do, but looks for pandas first, whose import takes longer than writing a year.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa

from autoreply_sim.analytics.values import (
    Coded,
    Counts,
    Flags,
    Instants,
    KeyLists,
    Table,
    Texts,
    Values,
    Whole,
)
from autoreply_sim.codes import NONE

if TYPE_CHECKING:
    from numpy.typing import NDArray

Array = Any
"""An Arrow array: pyarrow ships no types."""


def arrow_table(columns: Table) -> Any:  # noqa: ANN401 (see Array)
    """Return columns as an Arrow table of the same order."""
    return pa.Table.from_arrays([_array(values) for values in columns.values()], names=list(columns))


def _array(values: Values) -> Array:  # noqa: PLR0911 (a way for each kind of column)
    match values:
        case Coded():
            codes = _numbers(values.codes.astype(np.int32), pa.int32(), values.codes == NONE)
            return pa.DictionaryArray.from_arrays(codes, _dictionary(tuple(values.words)))
        case Instants():
            return _numbers(values.at_ms, pa.timestamp("ms", tz="UTC"), values.at_ms == NONE)
        case Whole():
            return _numbers(values.numbers.astype(np.int64), pa.int64())
        case Counts():
            return _numbers(values.numbers.astype(np.int64), pa.int64(), values.missing)
        case Flags():
            present = None if values.missing is None else _bits(~values.missing)
            return pa.Array.from_buffers(pa.bool_(), len(values.flags), [present, _bits(values.flags)])
        case Texts():
            return _strings(values.texts)
        case KeyLists():
            flat = [key for keys in values.lists for key in keys]
            offsets = _numbers(_offsets([len(keys) for keys in values.lists]), pa.int32())
            return pa.ListArray.from_arrays(offsets, _strings(flat))


def _numbers(values: NDArray[Any], type_: Any, missing: NDArray[np.bool_] | None = None) -> Array:  # noqa: ANN401
    present = None if missing is None or not missing.any() else _bits(~missing)
    data = pa.py_buffer(np.ascontiguousarray(values))
    return pa.Array.from_buffers(type_, len(values), [present, data])


@lru_cache(maxsize=64)
def _dictionary(words: tuple[str, ...]) -> Array:
    return _strings(words)


def _strings(texts: Sequence[str | None]) -> Array:
    encoded = [b"" if text is None else text.encode() for text in texts]
    present = _bits(np.array([text is not None for text in texts], np.bool_))
    buffers = [
        present,
        pa.py_buffer(_offsets([len(text) for text in encoded])),
        pa.py_buffer(b"".join(encoded)),
    ]
    return pa.Array.from_buffers(pa.string(), len(texts), buffers)


def _offsets(lengths: Sequence[int]) -> NDArray[np.int32]:
    """Return where things of these lengths begin, and where the last one ends: int32 [n + 1]."""
    return np.concatenate(([0], np.cumsum(lengths))).astype(np.int32)


def _bits(flags: NDArray[np.bool_]) -> Any:  # noqa: ANN401 (a buffer of pyarrow's)
    return pa.py_buffer(np.packbits(flags, bitorder="little"))
