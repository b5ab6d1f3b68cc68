"""A folder of results that is either whole or not there: written beside its place, and moved there in the end."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from autoreply_sim.errors import InputError, Problem

UNFINISHED = ".unfinished-"
"""Part of the name of a folder that is being written; one that stays behind was cut off, and may be deleted."""


def check_free(folder: Path) -> None:
    """Raise InputError if results cannot be written to a folder: it holds something, or is none, or may not be."""
    try:
        problem = _problem(folder)
    except OSError as error:
        problem = f"this folder cannot be looked at: {error.strerror}; name another one"
    if problem:
        raise InputError([Problem(where="--out", message=problem, file=str(folder))])


@contextmanager
def whole_folder(folder: Path) -> Iterator[Path]:
    """Yield a new folder to write to, which becomes `folder` when all went well, and is removed otherwise.

    Raises OSError if it cannot be made, or moved; `folder` may be there by then if it is empty.
    """
    place = folder.resolve()
    missing = _missing_parents(place)
    place.parent.mkdir(parents=True, exist_ok=True)
    unfinished: Path | None = None
    try:
        unfinished = Path(tempfile.mkdtemp(prefix=f"{place.name}{UNFINISHED}", dir=place.parent))
        yield unfinished
        unfinished.chmod(0o777 & ~_umask())
        if place.exists():
            place.rmdir()
        unfinished.rename(place)
    except BaseException:
        if unfinished is not None:
            shutil.rmtree(unfinished, ignore_errors=True)
        for parent in missing:
            _remove_if_empty(parent)
        raise


def _problem(folder: Path) -> str:
    if folder.exists() and not folder.is_dir():
        return "this is no folder; name one that is not there yet"
    if folder.is_dir() and any(folder.iterdir()):
        return "this folder is not empty, and what it holds stays as it is; name another one, or delete it"
    above = next(parent for parent in folder.resolve().parents if parent.exists())
    if not above.is_dir():
        return f"{above} is no folder; name another place"
    if not os.access(above, os.W_OK | os.X_OK):
        return f"nothing may be written to {above}; check its permissions, or name another place"
    return ""


def _missing_parents(place: Path) -> list[Path]:
    """Return the folders above a place that are not there yet, the innermost first."""
    return [parent for parent in place.parents if not parent.exists()]


def _remove_if_empty(folder: Path) -> None:
    try:
        folder.rmdir()
    except OSError:
        return


def _umask() -> int:
    """Return the permissions that new files shall not have; it can only be read by setting it."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
