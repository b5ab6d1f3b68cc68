"""A draft that meets what others have saved since it was begun: both are put together, or one is chosen."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from autoreply_sim.errors import InputError
from autoreply_sim.io.store import Version
from autoreply_sim.ui.models.documents import At, Document, read
from autoreply_sim.ui.models.draft import Draft
from autoreply_sim.ui.models.merge import MINE, THEIRS, Merged, merge
from autoreply_sim.ui.models.shelf import with_typed


class Meeting:
    """What was saved meanwhile, newest first, and what is chosen where it overlaps with the draft."""

    def __init__(self, since: Sequence[Version], full: Callable[[Document], Document]) -> None:
        self.since = tuple(since)
        self.unfit: tuple[str, ...] = ()
        """Why what was put together cannot be used."""
        self._full = full
        self._chosen: dict[At, str] = {}
        self._is_whole = False

    @property
    def version(self) -> Version:
        """What is saved now."""
        return self.since[0]

    def theirs(self) -> Document:
        """Return what is saved now. Raises InputError if that cannot be used."""
        return self._full(self.version.document)

    def choose(self, at: At, whose: str) -> None:
        """Of a place that both have otherwise, take `theirs` or `mine`."""
        if whose in (THEIRS, MINE):
            self._chosen[at] = whose

    def merged(self, draft: Draft) -> Merged:
        """Return what both come to together, by what is chosen so far."""
        return self._merge(draft, draft.document)

    def together(self, draft: Draft) -> Document | None:
        """Return the same as a document that can be used, once everything is chosen.

        What does not fit together has to be chosen again, the parts that refer to one another as a whole.
        """
        merged = self.merged(draft)
        if not merged.is_settled:
            return None
        try:
            return self._full(merged.document)
        except InputError as error:
            self._is_whole, self._chosen = True, {}
            self.unfit = tuple(problem.message for problem in error.problems)
            return None

    def typed(self, draft: Draft) -> dict[At, Any]:
        """Return what is half typed, with what others saved in it where it is a whole list."""
        found: dict[At, Any] = {}
        for at, (value, _) in draft.typed.items():
            merged = self._merge(draft, with_typed(draft.document, at, value)).document
            if isinstance(value, Mapping):
                found[at] = {key: read(merged, (*at, key)) for key in value}
            else:
                found[at] = value
        return found

    def _merge(self, draft: Draft, mine: Document) -> Merged:
        try:
            theirs = self.theirs()
        except InputError:
            theirs = self.version.document
        return merge(draft.saved, theirs, mine, self._chosen, whole=self._is_whole)
