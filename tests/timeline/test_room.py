"""Room for records: zeros that can be written to, small or large, and an error where there is none."""

from __future__ import annotations

import mmap

import numpy as np
import pytest

from autoreply_sim.timeline.columns import EVENT
from autoreply_sim.timeline.room import room_for


@pytest.mark.parametrize("shape", [0, 3, 200_000, (3, 5), (200_000, 5)])
def test_room_is_zeros_that_can_be_written_to(shape: int | tuple[int, int]) -> None:
    """Of the shape and the dtype that were asked for, whether it shares pages or has its own."""
    room = room_for(shape, np.int32)
    same = np.zeros(shape, np.int32)

    assert (room.shape, room.dtype, room.flags.c_contiguous) == (same.shape, same.dtype, True)
    assert not room.any()
    room[...] = 7
    assert (room == 7).all()


def test_records_have_room(monkeypatch: pytest.MonkeyPatch) -> None:
    """By their columns; also where the system knows no huge pages."""
    monkeypatch.delattr(mmap, "MADV_NOHUGEPAGE", raising=False)
    room = room_for(100_000, EVENT)

    room["at_ms"][-1] = 5
    assert (room.dtype, room["at_ms"].sum()) == (EVENT, 5)


def test_too_much_is_too_much() -> None:
    """What no machine has is refused as numpy refuses it."""
    for too_much in (1 << 58, 1 << 62):
        with pytest.raises(MemoryError):
            room_for(too_much, np.int8)
