"""PNG files of pages made small: at most 256 colours, more than a page has but at the edges of letters."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from functools import cache
from typing import Any

import numpy as np
from numba import njit
from numpy.typing import NDArray

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_MOST_COLOURS = 256


def packed(png: bytes) -> bytes:
    """Return a picture of Chromium's (RGB, 8 bits) with a palette. Raises ValueError for a PNG of another kind."""
    parts = list(_chunks(png))
    width, height, *kind = struct.unpack(">IIBBBBB", dict(parts)[b"IHDR"])
    if kind != [8, 2, 0, 0, 0]:
        raise ValueError(f"a PNG of 8 bits RGB is needed, found {kind}")
    lines = zlib.decompress(b"".join(body for name, body in parts if name == b"IDAT"))
    pixels = _compiled()(np.frombuffer(lines, np.uint8).reshape(height, 1 + 3 * width))
    palette, places = _few_colours(pixels.reshape(-1, 3))
    rows = np.zeros((height, 1 + width), np.uint8)  # the first byte of each: no filter
    rows[:, 1:] = places.reshape(height, width)
    head = struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)
    data = zlib.compress(rows.tobytes(), 9)
    kept = ((b"IHDR", head), (b"PLTE", palette.tobytes()), (b"IDAT", data), (b"IEND", b""))
    return _SIGNATURE + b"".join(_chunk(name, body) for name, body in kept)


def _chunks(png: bytes) -> Iterator[tuple[bytes, bytes]]:
    place = len(_SIGNATURE)
    while place < len(png):
        length, name = struct.unpack(">I4s", png[place : place + 8])
        yield name, png[place + 8 : place + 8 + length]
        place += 12 + length


def _chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


@cache
def _compiled() -> Any:  # noqa: ANN401  # numba's own type says nothing of arguments
    return njit(_unfiltered)


def _unfiltered(lines: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Return the bytes of lines that say how each byte differs from those beside and above it."""
    height, width = lines.shape
    found = np.zeros((height + 1, width + 2), np.int64)  # above and before the first there are zeros
    for row in range(height):
        for place in range(1, width):
            before, above, corner = found[row + 1, place - 1], found[row, place + 2], found[row, place - 1]
            # PNG's fifth filter: whichever of the three is nearest to before + above - corner.
            far, high, wide = abs(above - corner), abs(before - corner), abs(before + above - 2 * corner)
            nearest = before if far <= high and far <= wide else (above if high <= wide else corner)
            guess = (0, before, above, (before + above) // 2, nearest)[lines[row, 0]]
            found[row + 1, place + 2] = (lines[row, place] + guess) % 256
    return found[1:, 3:].astype(np.uint8)


def _few_colours(pixels: NDArray[np.uint8]) -> tuple[NDArray[np.uint8], NDArray[np.intp]]:
    """Return the colours that are seen most, uint8 [256, 3] at most, and for each pixel the nearest of them."""
    codes = pixels.astype(np.int64) @ np.array([65536, 256, 1])
    seen, which, counts = np.unique(codes, return_inverse=True, return_counts=True)
    colours = np.stack([seen >> 16, seen >> 8 & 255, seen & 255], axis=1)
    palette = colours[np.sort(np.argsort(-counts, kind="stable")[:_MOST_COLOURS])]
    apart = ((colours[:, None, :] - palette[None, :, :]) ** 2).sum(axis=2)
    return palette.astype(np.uint8), apart.argmin(axis=1)[which]
