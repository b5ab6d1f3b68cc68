"""The engine is compiled beside the server, once on every machine: stories need none of that, a simulated year does."""

from __future__ import annotations

import subprocess
import sys

from autoreply_sim.engine.compiled import is_awaited


def compile_ahead() -> subprocess.Popen[bytes] | None:
    """Have another process compile the engine, behind everything else; None if it is compiled, or cannot be."""
    if not is_awaited():
        return None
    return subprocess.Popen(
        ["nice", "-n", "5", sys.executable, "-m", "autoreply_sim.engine.warm_up"],  # noqa: S607 (the system's own)
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
