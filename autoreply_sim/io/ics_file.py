"""Calendar files on disk: read whole if they can be one at all, and refused in words if not."""

from __future__ import annotations

from pathlib import Path

from autoreply_sim.io.ics_read import MOST_BYTES


def read_calendar(path: Path) -> bytes:
    """The bytes of a calendar file. Raises ValueError with a sentence if there is none, or it is too large."""
    try:
        # A pipe or a device is never opened: it might keep us waiting, or never end.
        if not path.is_file():
            raise ValueError(
                "this is no regular file; name a calendar file (.ics)"
                if path.exists()
                else "there is no such file; check the path"
            )
        size = path.stat().st_size
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise ValueError(f"this file cannot be read: {error.strerror}; check the path") from None
    if max(size, len(data)) > MOST_BYTES:
        raise ValueError(
            f"the file has {max(size, len(data)):,} bytes; at most {MOST_BYTES:,} are read: export fewer events"
        )
    return data
