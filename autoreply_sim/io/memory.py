"""How much memory this process may still take, and how much it took at most."""

from __future__ import annotations

import os
import sys
from pathlib import Path

_MEGABYTE = 1 << 20
_MEMINFO = Path("/proc/meminfo")
_GROUPS = (
    ("/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/memory.current", "/sys/fs/cgroup/memory.stat"),
    (
        "/sys/fs/cgroup/memory/memory.limit_in_bytes",
        "/sys/fs/cgroup/memory/memory.usage_in_bytes",
        "/sys/fs/cgroup/memory/memory.stat",
    ),
)
"""What a container may use, and does, and of what kinds: of the second version of control groups, and of the first."""
_GIVEN_BACK = ("total_inactive_file", "inactive_file")
"""Copies of files that nobody reads any more: they count as used, and the system gives them back when it is asked."""


def available_bytes() -> int:
    """Return how much memory is left to us: what the machine has free, or less where a container is smaller."""
    left = [_left_in_group(*map(Path, group)) for group in _GROUPS]
    return min(found for found in (_free(), *left) if found is not None)


def peak_mb() -> float:
    """Return the most memory that this process held at once, or one of those it started if that was more: MiB."""
    import resource  # noqa: PLC0415 (Windows has none, and only here is it asked for)

    unit = 1 if sys.platform == "darwin" else 1024
    most = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return most * unit / _MEGABYTE


def _free() -> int:
    try:
        lines = _MEMINFO.read_text(encoding="ascii").splitlines()
        return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("MemAvailable:"))
    except (OSError, StopIteration):
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")


def _left_in_group(limit: Path, usage: Path, kinds: Path) -> int | None:
    """Return what a container has left; None without a container, or where it has no limit."""
    try:
        most, used = (path.read_text(encoding="ascii").strip() for path in (limit, usage))
    except OSError:
        return None
    return max(int(most) - int(used) + _given_back(kinds), 0) if most.isdigit() else None


def _given_back(kinds: Path) -> int:
    try:
        sizes = dict(line.split() for line in kinds.read_text(encoding="ascii").splitlines())
    except OSError:
        return 0
    return next((int(sizes[kind]) for kind in _GIVEN_BACK if kind in sizes), 0)
