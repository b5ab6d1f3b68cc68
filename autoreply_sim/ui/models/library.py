"""The stories to choose from: found by words, by a rule, by a reply.

Reading and running all of them takes half a second. So the list stands at once, by file name; `read_some` fills it bit
by bit, and whoever opens a page calls it between two other things.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

import traitlets

from autoreply_sim.errors import InputError
from autoreply_sim.io.scenario_load import load_and_run

AT_ONCE = 4
"""Stories that are read in one go: some twenty milliseconds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One story. What it shows is empty until it was read; `problems` says why a file cannot be."""

    name: str
    path: Path
    title: str
    is_read: bool = False
    rules: frozenset[str] = frozenset()
    """Cited by the file itself, or by what came of it."""
    sent: frozenset[str] = frozenset()
    not_sent: frozenset[str] = frozenset()
    problems: tuple[str, ...] = ()

    @property
    def group(self) -> str:
        """The first word of the file's name, by which the list is divided."""
        return self.name.partition("-")[0]


def find_stories(start: Path) -> Path | None:
    """Return the folder ``data/scenarios`` in a folder or in the nearest one above that has it, or None."""
    folders = (folder / "data" / "scenarios" for folder in (start, *start.parents))
    return next((folder for folder in folders if folder.is_dir()), None)


def read_entry(path: Path) -> Entry:
    """Return a story with what it shows."""
    try:
        run = load_and_run(path)
    except InputError as error:
        problems = tuple(str(problem) for problem in error.problems)
        return Entry(name=path.stem, path=path, title=path.stem, is_read=True, problems=problems)
    cited = {decision.rule for decision in run.decisions}
    cited |= {item.rule for ticket in run.tickets for item in ticket.activity}
    return Entry(
        name=path.stem,
        path=path,
        title=run.scenario.title,
        is_read=True,
        rules=frozenset({*run.scenario.shows, *cited}),
        sent=frozenset(decision.reply for decision in run.decisions if decision.reason is None),
        not_sent=frozenset(decision.reply for decision in run.decisions if decision.reason is not None),
    )


class Library(traitlets.HasTraits):
    """The stories of a folder, and which of them are looked for."""

    entries = traitlets.Tuple()
    search = traitlets.Unicode()
    rule = traitlets.Unicode(help="A rule id, or empty for any.")
    reply = traitlets.Unicode(help="A reply's key, or empty for any.")
    verdict = traitlets.Enum(("any", "sent", "not_sent"), "any")

    def __init__(self, folder: Path | None) -> None:
        super().__init__()
        paths = sorted(folder.glob("*.yaml")) if folder else []
        self.entries = tuple(Entry(name=path.stem, path=path, title=_from_name(path)) for path in paths)

    def entry(self, name: str) -> Entry | None:
        """Return the story of that file name (without ``.yaml``), or None."""
        return next((entry for entry in self.entries if entry.name == name), None)

    @property
    def unread(self) -> int:
        """How many stories are still to be read."""
        return sum(not entry.is_read for entry in self.entries)

    def read_some(self) -> bool:
        """Read the next few stories; return whether any are left."""
        waiting = [entry for entry in self.entries if not entry.is_read][:AT_ONCE]
        read = {entry.name: read_entry(entry.path) for entry in waiting}
        self.entries = tuple(read.get(entry.name, entry) for entry in self.entries)
        return self.unread > 0

    def rules(self) -> list[tuple[str, int]]:
        """Return every rule that is shown, with the number of its stories, in the order of families and numbers."""
        cited = [rule for entry in self.entries for rule in entry.rules]
        return [(rule, cited.count(rule)) for rule in sorted(set(cited), key=rule_order)]

    def found(self) -> list[Entry]:
        """Return the stories that fit everything that is asked for."""
        tests = list(self._tests())
        return [entry for entry in self.entries if all(test(entry) for test in tests)]

    def groups(self) -> list[tuple[str, list[Entry]]]:
        """Return the stories found, divided by the first word of their names."""
        return [(group, list(found)) for group, found in groupby(self.found(), key=lambda entry: entry.group)]

    def clear(self) -> None:
        """Ask for nothing."""
        self.search = self.rule = self.reply = ""
        self.verdict = "any"

    def _tests(self) -> Iterator[Callable[[Entry], bool]]:
        words = _plain(self.search).split()
        if words:
            yield lambda entry: all(word in _haystack(entry) for word in words)
        if self.rule:
            yield lambda entry: self.rule in entry.rules
        if self.reply:
            yield lambda entry: self.reply in self._replies(entry)

    def _replies(self, entry: Entry) -> frozenset[str]:
        chosen = {"sent": entry.sent, "not_sent": entry.not_sent}
        return chosen.get(self.verdict, entry.sent | entry.not_sent)


def rule_order(rule: str) -> tuple[str, int]:
    """Return what rules are sorted by: R-MSG-9 comes before R-MSG-10."""
    family, _, number = rule.rpartition("-")
    return family, int(number) if number.isdigit() else 0


def _from_name(path: Path) -> str:
    return path.stem.replace("-", " ").capitalize()


def _haystack(entry: Entry) -> str:
    return _plain(" ".join((entry.title, entry.name, entry.name.replace("-", " "), *entry.rules)))


def _plain(text: str) -> str:
    """Return a text as it is compared: without accents, without case."""
    decomposed = unicodedata.normalize("NFD", text.casefold())
    return "".join(character for character in decomposed if not unicodedata.combining(character))
