"""Everything that is wrong with one scenario file, each with its key, its line and what to do about it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from autoreply_sim.codes import Action
from autoreply_sim.errors import InputError, Problem
from autoreply_sim.io.yaml12_data import Items, Path, inside, line_of

MOST_PROBLEMS = 100
"""Problems of one file that are told one by one: more of them help nobody."""

_SIMPLE_KEY = re.compile(r"[\w-]+")
_NEVER_MAKES_TICKETS = frozenset({"title", "expect", "company"})
_REQUESTS = frozenset(action.word for action in Action if action <= Action.SHARE_VOICEHUB)


@dataclass(slots=True)
class Report:
    """What was found so far. Paths are those of the file as it was written, whatever was left out since."""

    tree: object
    origin: str
    problems: dict[Problem, None] = field(default_factory=dict)
    """Each once, in the order in which they were found."""
    doubts: set[Path] = field(default_factory=set)
    """Where something that tickets may depend on is wrong, or was not looked into."""

    def add(
        self,
        path: Path,
        message: str,
        *,
        of_key: bool = False,
        is_harmless: bool = False,
        line: int | None = None,
    ) -> None:
        """Add a problem with what stands at a path, or with its key; `line` where that line is another.

        Harmless ones cannot change which tickets there will be: whoever looks for wrong ticket numbers may go on.
        """
        problem = Problem(
            where=dotted(path),
            message=message,
            file=self.origin,
            line=line or line_of(self.tree, path, of_key=of_key),
        )
        self.problems.setdefault(problem)
        if not is_harmless:
            self.miss(path)

    def miss(self, path: Path) -> None:
        """Note that something at a path was not looked into, because of something else that is wrong."""
        if not self._makes_no_tickets(path):
            self.doubts.add(path)

    @property
    def is_empty(self) -> bool:
        """Whether nothing is wrong."""
        return not self.problems

    @property
    def count(self) -> int:
        """How many problems there are so far."""
        return len(self.problems)

    @property
    def is_full(self) -> bool:
        """Whether there are so many problems that looking for more, or for hints, is wasted time."""
        return len(self.problems) >= MOST_PROBLEMS

    def error(self) -> InputError:
        """Return all problems as one error, in the order of their lines."""
        problems = sorted(self.problems, key=lambda one: one.line or 0)
        more = len(problems) - MOST_PROBLEMS
        if more > 0:
            rest = Problem(
                where="", message=f"and {more:,} more problems; mend these first", file=self.origin
            )
            problems = [*problems[:MOST_PROBLEMS], rest]
        return InputError(problems)

    def _makes_no_tickets(self, path: Path) -> bool:
        """Whether no ticket depends on what stands at a path: replies, their names, answers, requests."""
        if (path[:1] and path[0] in _NEVER_MAKES_TICKETS) or "auto_replies" in path:
            return True
        kind = path[2] if path[:1] == ("events",) and len(path) > 2 else None
        action = inside(self.tree, (*path[:2], "advisor", "action"))
        return kind == "respond" or (kind == "advisor" and isinstance(action, str) and action in _REQUESTS)


def dotted(path: Path) -> str:
    """Return a path as people say it, list positions counted from 1: ``events[3].call.to``."""
    said = ""
    for step in path:
        if isinstance(step, int):
            said += f"[{step + 1}]"
        else:
            said += ("." if said else "") + (step if _SIMPLE_KEY.fullmatch(step) else repr(step))
    return said


def as_written(tree: object, path: Path) -> Path:
    """Return the path in the file as it was written of what stands at a path of a tree with parts left out."""
    written: list[str | int] = []
    node = tree
    for step in path:
        if isinstance(node, Items) and isinstance(step, int) and step < len(node):
            written.append(node.positions[step])
        else:
            written.append(step)
        node = inside(node, (step,))
    return tuple(written)
