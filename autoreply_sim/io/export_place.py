"""Where an export goes: a file, or files in a folder, that are whole or not there, and what is there stays as it is.

They are written into a folder beside their place, and moved when all went well (results_folder.py does so for results).
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from autoreply_sim.errors import InputError, Problem
from autoreply_sim.io.results_folder import UNFINISHED, whole_folder


@contextmanager
def whole_file(path: Path, *, overwrite: bool) -> Iterator[Path]:
    """Yield where to write a file, in a folder of its own, which becomes `path` when all went well.

    Raises InputError if `path` is a folder, or a file that shall not be overwritten; OSError if it cannot be written.
    """
    check_free(path, overwrite=overwrite)
    with _named(path), _beside(path) as unfinished:
        yield unfinished / path.name
        # Somebody else may have been quicker.
        check_free(path, overwrite=overwrite)
        (unfinished / path.name).replace(path.resolve())


@contextmanager
def whole_files(folder: Path, names: Sequence[str], *, overwrite: bool) -> Iterator[Path]:
    """Yield a folder to write these files to, which becomes `folder` when all went well.

    If `folder` holds something already and `overwrite` is said, the files are moved into it one by one, and the others
    stay. Raises InputError if it holds something else, or is no folder; OSError if it cannot be written.
    """
    if folder.exists() and not folder.is_dir():
        raise _taken(folder, "this is no folder; name another one")
    with _named(folder), _written_to(folder, names, overwrite=overwrite) as unfinished:
        yield unfinished


@contextmanager
def _written_to(folder: Path, names: Sequence[str], *, overwrite: bool) -> Iterator[Path]:
    if not (folder.is_dir() and any(folder.iterdir())):
        with whole_folder(folder) as unfinished:
            yield unfinished
        return
    if not overwrite:
        message = "this folder is not empty, and what it holds stays as it is; name another one, or say overwrite=True"
        raise _taken(folder, message)
    for name in names:
        check_free(folder / name, overwrite=True)
    with _beside(folder) as unfinished:
        yield unfinished
        for name in names:
            (unfinished / name).replace((folder / name).resolve())


def check_free(path: Path, *, overwrite: bool) -> None:
    """Raise InputError if a file cannot be written to a place: it is a folder, or a file that shall stay."""
    if path.is_dir():
        raise _taken(path, "this is a folder, where a file is to be written; name another place")
    if path.exists() and not overwrite:
        raise _taken(
            path, "this file is there already, and stays as it is; name another one, or say overwrite=True"
        )


@contextmanager
def _named(path: Path) -> Iterator[None]:
    """Let what the disk refuses name the place that somebody asked for, which it does not where the disk is full."""
    try:
        yield
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(path)) from error


@contextmanager
def _beside(path: Path) -> Iterator[Path]:
    """Yield a folder beside a place that is gone afterwards; so are the parents of the place that had to be made."""
    place = path.resolve()
    missing = [parent for parent in place.parents if not parent.exists()]
    place.parent.mkdir(parents=True, exist_ok=True)
    try:
        with tempfile.TemporaryDirectory(prefix=f"{place.name}{UNFINISHED}", dir=place.parent) as unfinished:
            yield Path(unfinished)
    except BaseException:
        for parent in missing:
            with suppress(OSError):
                parent.rmdir()
        raise


def _taken(path: Path, message: str) -> InputError:
    return InputError([Problem(where="", message=message, file=str(path))])
