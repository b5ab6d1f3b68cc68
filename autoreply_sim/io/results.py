"""A simulation's results on disk: Parquet files, and a manifest that says what they are of.

The manifest is written last, into a folder that gets its name last of all: where there is one, everything is there.
"""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from platform import python_version
from typing import Any

from autoreply_sim.errors import InputError, Problem
from autoreply_sim.experiment.run import Run
from autoreply_sim.experiment.simulation import Simulation
from autoreply_sim.io.parquet import File, write_tables

FORMAT = 1
MANIFEST = "manifest.json"
_PACKAGES = ("autoreply-sim", "numpy", "numba", "pyarrow", "faker", "holidays", "tzdata")
"""What the bytes may depend on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What was written of one replication, and how long that took."""

    files: Mapping[str, File]
    """By their paths in the folder of results."""
    write_s: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Writing:
    """Writes each run that it is called with: to be handed to `simulate` as its `visit`."""

    folder: Path
    replications: int

    def __call__(self, number: int, run: Run) -> Written:
        """Write one replication's tables, several replications each to a folder of its own. Raises OSError."""
        begun_s = time.perf_counter()
        place = f"replication={number}/" if self.replications > 1 else ""
        folder = self.folder / place
        folder.mkdir(exist_ok=True)
        files = {f"{place}{name}": file for name, file in write_tables(run.context, folder).items()}
        return Written(files=files, write_s=time.perf_counter() - begun_s)


def write_manifest(folder: Path, done: Simulation, source: Path, options: Mapping[str, object]) -> None:
    """Write what the results in a folder are of: scenario, seed, versions, and the files themselves."""
    manifest = {
        "format": FORMAT,
        "scenario": {"title": done.scenario.title, "file": source.name, "sha256": _sha256(source)},
        **_period(done),
        "options": dict(options),
        "versions": {"python": python_version(), **{name: _version(name) for name in _PACKAGES}},
        "digest": done.digest,
        "digests": [one.digest for one in done.each],
        "files": {
            name: {"rows": file.rows, "sha256": file.sha256}
            for one in done.each
            for name, file in one.visited.files.items()
        },
    }
    text = json.dumps(manifest, ensure_ascii=False, indent=2)
    (folder / MANIFEST).write_text(f"{text}\n", encoding="utf-8")


def read_manifest(folder: Path) -> dict[str, Any]:
    """Return the manifest of a folder of results. Raises InputError if it has none that can be read."""
    path = folder / MANIFEST
    try:
        manifest = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise _unusable(path, "there is no manifest: these are no results, or they were cut off") from None
    except (OSError, ValueError) as error:
        raise _unusable(path, f"this manifest cannot be read: {error}") from None
    if not (isinstance(manifest, dict) and manifest.get("format") == FORMAT and _names_files(manifest)):
        raise _unusable(path, f"this is no manifest of format {FORMAT}; use the version that wrote it")
    return manifest


def verify(folder: Path) -> dict[str, Any]:
    """Return the manifest of a folder whose files are all there, byte by byte. Raises InputError for what is not."""
    manifest = read_manifest(folder)
    problems = [
        Problem(where="", message=message, file=str(folder / name))
        for name, file in manifest["files"].items()
        if (message := _fault(folder / name, file["sha256"]))
    ]
    if problems:
        raise InputError(problems)
    return manifest


def _names_files(manifest: dict[str, Any]) -> bool:
    """Say whether a manifest names files of its own folder, each with its hash."""
    files = manifest.get("files")
    return isinstance(files, dict) and all(
        isinstance(file, dict)
        and isinstance(file.get("sha256"), str)
        and not Path(name).is_absolute()
        and ".." not in Path(name).parts
        for name, file in files.items()
    )


def _period(done: Simulation) -> dict[str, Any]:
    traffic = done.traffic
    return {
        "first_day": traffic.first_day.isoformat(),
        "days": traffic.days,
        "seed": traffic.seed,
        "replications": traffic.replications,
    }


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _version(package: str) -> str | None:
    try:
        return version(package)
    except PackageNotFoundError:
        return None


def _fault(path: Path, sha256: str) -> str:
    try:
        found = _sha256(path)
    except OSError as error:
        return f"this file cannot be read: {error.strerror}; simulate again"
    return "" if found == sha256 else "this file is not as it was written; simulate again"


def _unusable(path: Path, message: str) -> InputError:
    return InputError([Problem(where="", message=message, file=str(path))])
