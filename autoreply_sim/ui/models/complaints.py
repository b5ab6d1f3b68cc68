"""What is wrong with a story and stands in no field of a form."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from autoreply_sim.errors import Problem
from autoreply_sim.ui.models.documents import Document
from autoreply_sim.ui.models.story_document import events_of

_EVENT = re.compile(r"events\[(\d+)\]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Complaint:
    """One problem, with the event that it is about as the page numbers it, or else its place in the file."""

    message: str
    event: int | None = None
    where: str = ""
    language: str = "en"


def complaints(problems: Iterable[Problem], refused: Document, shown: Document) -> tuple[Complaint, ...]:
    """Return the problems of a document that was refused, with the numbers that events have in the one shown."""
    return tuple(_complaint(problem, refused, shown) for problem in problems)


def of_file(problems: Iterable[Problem], language: str = "en") -> tuple[Complaint, ...]:
    """Return the problems of a file, with their places in it; `language` is that of their messages."""
    return tuple(
        Complaint(message=problem.message, where=problem.where, language=language) for problem in problems
    )


def _complaint(problem: Problem, refused: Document, shown: Document) -> Complaint:
    found = _EVENT.match(problem.where)
    event = _number(int(found[1]), refused, shown) if found else None
    return Complaint(message=problem.message, event=event, where="" if event else problem.where)


def _number(number: int, refused: Document, shown: Document) -> int | None:
    """Return the number of the same event among those that are shown; None if it is a new one."""
    event = events_of(refused)[number - 1]
    return next((place for place, one in enumerate(events_of(shown), 1) if one is event), None)
