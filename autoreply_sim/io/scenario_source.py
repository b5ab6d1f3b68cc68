"""Reads the text of a scenario file, and refuses what is no such file before much of it is read."""

from __future__ import annotations

import os
import stat
from pathlib import Path

MAX_BYTES = 1_048_576
"""How large a scenario file may be: 1 MiB, some ten thousand events."""

_NO_REGULAR_FILE = "this is no regular file; name a scenario file"
_NO_FILE = {
    FileNotFoundError: "there is no such file; check the path",
    PermissionError: "this file may not be read; check its permissions",
    IsADirectoryError: _NO_REGULAR_FILE,
    NotADirectoryError: "a part of this path is no directory; check the path",
}
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_BOM = b"\xef\xbb\xbf"


class SourceError(ValueError):
    """A file that cannot be read as text; `line` is counted from 1, None where none can be named."""

    def __init__(self, message: str, line: int | None = None) -> None:
        super().__init__(message)
        self.line = line


def read_text(path: Path) -> str:
    """Return the text of a file. Raises SourceError if it is none, is too large, or is not there."""
    try:
        data = _read_bytes(path)
    except OSError as error:
        raise SourceError(_NO_FILE.get(type(error), f"this file cannot be read: {error.strerror}")) from None
    return decode(data)


def decode(data: bytes) -> str:
    """Return UTF-8 as text, with or without a byte order mark. Raises SourceError if it is something else."""
    if data.startswith(_UTF16):
        raise SourceError("the file is UTF-16; save it as UTF-8", 1)
    if b"\0" in data:
        line = data.count(b"\n", 0, data.index(b"\0")) + 1
        raise SourceError("the file is binary (it holds a zero byte); a scenario is a text file", line)
    try:
        return data.removeprefix(_BOM).decode()
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        found = data[error.start]
        raise SourceError(
            f"the file is not UTF-8 (it holds the byte 0x{found:02x}); save it as UTF-8", line
        ) from None


def _read_bytes(path: Path) -> bytes:
    # Without O_NONBLOCK, opening a named pipe waits for a writer, who may never come.
    if "\0" in str(path):
        raise FileNotFoundError
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    with os.fdopen(descriptor, "rb") as file:
        found = os.fstat(descriptor)
        if not stat.S_ISREG(found.st_mode):
            raise SourceError(_NO_REGULAR_FILE)
        data = file.read(MAX_BYTES + 1) if found.st_size <= MAX_BYTES else b""
        if len(data) > MAX_BYTES or found.st_size > MAX_BYTES:
            size = max(found.st_size, len(data))
            raise SourceError(f"the file has {size:,} bytes; at most {MAX_BYTES:,} are possible: split it")
    return data
