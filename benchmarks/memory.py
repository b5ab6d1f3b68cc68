"""How much memory a process has held at most."""

from __future__ import annotations

from pathlib import Path

_STATUS = Path("/proc/self/status")


def most_mb() -> float:
    """Return the most memory that this process has held at once, in MiB; NaN where the system does not say (no Linux).

    Not what `resource` tells: that begins with what the process held which started this one.
    """
    if not _STATUS.exists():
        return float("nan")
    lines = _STATUS.read_text(encoding="ascii").splitlines()
    return int(next(line for line in lines if line.startswith("VmHWM")).split()[1]) / 1024
