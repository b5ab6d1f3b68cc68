"""Room for records of which nobody knows how many there will be: memory that costs nothing before it is written to.

It is taken from the system in small pages. numpy asks for huge ones, which the system clears two megabytes at a time
when the first byte is written: how long that takes depends on what else the machine has been doing, and is worst in a
new process.
"""

from __future__ import annotations

import mmap
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import DTypeLike, NDArray

_WORTH_IT = 1 << 16
"""From how many bytes on. What is smaller shares pages that the process has anyway."""


def room_for(shape: int | tuple[int, int], dtype: DTypeLike) -> NDArray[Any]:
    """Return an array of zeros of this shape and dtype, which can be written to. Raises MemoryError."""
    length = int(np.prod(shape, dtype=np.int64)) * np.dtype(dtype).itemsize
    if length < _WORTH_IT:
        return np.zeros(shape, dtype)
    try:
        memory = mmap.mmap(-1, length, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS)
    except (OSError, OverflowError) as error:
        raise MemoryError(f"there is no room for {length:,} bytes") from error
    if hasattr(mmap, "MADV_NOHUGEPAGE"):  # Linux
        memory.madvise(mmap.MADV_NOHUGEPAGE)
    return np.frombuffer(memory, dtype=dtype).reshape(shape)
