"""Reports that a page writes beside its own work, and hands over as soon as they are there."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from autoreply_sim.experiment.comparison import Comparison
from autoreply_sim.experiment.run import Run
from autoreply_sim.io.report import report
from autoreply_sim.ui.components.sheets import Offer
from autoreply_sim.ui.guard import Guard
from autoreply_sim.ui.models.work import Work

_FILE = "report.html"
"""What it is called as long as nobody has it: the name that it is offered by may be anything."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What a report is on."""

    of: Run | Comparison
    against: Run | None = None
    """The same run as it is saved, where `of` has changes that are not."""


def write_report(work: Work, name: str, subject: Subject, language: str) -> None:
    """Write a report, and have `work` end with its name, its content and its kind."""

    def write(tell: Callable[[float], None]) -> tuple[str, bytes, str]:
        with tempfile.TemporaryDirectory() as folder:
            place = Path(folder) / _FILE
            report(subject.of, place, language=language, against=subject.against, progress=tell)
            return f"{name}.html", place.read_bytes(), "text/html"

    work.start(write)


def hand_over_when_written(work: Work, offer: Offer, guard: Guard) -> None:
    """Hand every file over that `work` ends with, as soon as it is written."""

    def hand_over(change: Mapping[str, object]) -> None:
        if change["new"] == "done":
            offer(*work.result)

    work.observe(guard.beside(hand_over), "state")
