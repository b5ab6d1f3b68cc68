"""From the command line's paths to scenarios that have run, one by one; bad files are reported on the way."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from autoreply_sim.cli.terminal import Progress, on_one_line
from autoreply_sim.errors import InputError, Problem
from autoreply_sim.experiment.run import Run
from autoreply_sim.io.scenario_load import load_and_run


class Stories:
    """The scenarios of some paths. Each file stands alone: one that cannot be used is reported and left out."""

    def __init__(self, paths: Sequence[Path], *, language: str | None = None) -> None:
        self._paths = paths
        self._language = language
        self.bad = 0
        """How many files could not be used so far."""

    def __iter__(self) -> Iterator[Run]:
        files = [file for path in self._paths for file in self._files(path)]
        progress = Progress(len(files))
        for file in files:
            try:
                run = load_and_run(file, language=self._language)
            except InputError as error:
                progress.clear()
                self._report(error)
            else:
                progress.clear()
                yield run
            progress.step()
        progress.clear()

    def _files(self, path: Path) -> list[Path]:
        """Return a path, or the files of a directory by name."""
        try:
            if not path.is_dir():
                return [path]
            found = sorted(file for file in path.iterdir() if file.suffix == ".yaml")
        except OSError as error:
            self._report(_problem(path, f"this directory cannot be read: {error.strerror}"))
            return []
        if not found:
            self._report(_problem(path, "there is no .yaml file in this directory; name scenario files"))
        return found

    def _report(self, error: InputError) -> None:
        self.bad += 1
        sys.stdout.flush()
        for problem in error.problems:
            print(on_one_line(str(problem)), file=sys.stderr)


def _problem(path: Path, message: str) -> InputError:
    return InputError([Problem(where="", message=message, file=str(path))])
