"""The report of a result: one method that a run, a simulation and a comparison have in common."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import Path


def report_on(
    self: object,
    path: str | Path,
    *,
    language: str | None = None,
    overwrite: bool = False,
    progress: Callable[[float], None] | None = None,
) -> Path:
    """Write a report on it to an HTML file, and return where it is, as `autoreply_sim.report` does."""
    # By name, as nothing here imports a layer above; so it is with `Scenario.but`.
    write = import_module("autoreply_sim.io.report").report
    written: Path = write(self, path, language=language, overwrite=overwrite, progress=progress)
    return written
