"""What is wrong with what somebody gave us, said so that they can mend it.

Every check collects `Problem`s; only the border turns them into one `InputError`, with all problems of a file at once.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing that is wrong in one place of a file, and what to do about it."""

    where: str
    """The key, as a path: ``teams.parts.auto_replies.after_hour_calls``; empty for the file as a whole."""
    message: str
    """What is wrong, what was found and what to do, as a sentence."""
    file: str = ""
    line: int | None = None
    """Counted from 1; None where no line can be named (a file that cannot be read)."""

    def __str__(self) -> str:
        place = ":".join(part for part in (self.file, str(self.line or "")) if part)
        return ": ".join(part for part in (place, self.where, self.message) if part)


class InputError(ValueError):
    """A file that cannot be used; `problems` holds everything that is wrong with it, in the order of its lines."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = tuple(problems)


def did_you_mean(word: object, known: Iterable[str]) -> str:
    """Return ``did you mean 'x'?`` for the known word nearest to an unknown one, else the list of known words."""
    choices = list(known)
    near = difflib.get_close_matches(str(word).lower(), choices, n=1, cutoff=0.6)
    if near:
        return f"did you mean {near[0]!r}?"
    return f"known: {', '.join(choices)}" if choices else "there are none"
