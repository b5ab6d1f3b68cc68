"""Settings as somebody is changing them: nothing acts until they are saved, everything can be undone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import TypeAlias

from autoreply_sim.ui.models.documents import At, Document, is_same
from autoreply_sim.ui.models.keyed import differences

_MOST = 200
"""Steps that can be undone."""


Typed: TypeAlias = Mapping[At, tuple[object, tuple[str, ...]]]
"""What was typed at a place and cannot be used, with its problems."""

_NOTHING: Typed = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """The settings as they would be saved after a step, and what is half typed then."""

    document: Document
    typed: Typed = field(default_factory=lambda: _NOTHING)


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What is saved, and the steps from it; `place` is the step that is shown."""

    saved: Document
    steps: tuple[Step, ...]
    place: int = 0

    @property
    def document(self) -> Document:
        """The settings as they would be saved now."""
        return self.steps[self.place].document

    @property
    def typed(self) -> Typed:
        """What is typed and cannot be used, by its place."""
        return self.steps[self.place].typed

    @property
    def changes(self) -> tuple[At, ...]:
        """Where it differs from what is saved, thing by thing."""
        return differences(self.saved, self.document)

    @property
    def can_undo(self) -> bool:
        """Whether there is a step before."""
        return self.place > 0

    @property
    def can_redo(self) -> bool:
        """Whether there is a step after."""
        return self.place + 1 < len(self.steps)

    def edit(self, document: Document, typed: Typed = _NOTHING) -> Draft:
        """Return the draft with one more step; those that had been undone are gone. The same again is no step."""
        if is_same(document, self.document) and typed == self.typed:
            return self
        steps = (*self.steps[: self.place + 1], Step(document=document, typed=typed))[-_MOST:]
        return replace(self, steps=steps, place=len(steps) - 1)

    def undo(self) -> Draft:
        """Return the draft one step back, if there is one."""
        return replace(self, place=self.place - 1) if self.can_undo else self

    def redo(self) -> Draft:
        """Return the draft one step on, if one was undone."""
        return replace(self, place=self.place + 1) if self.can_redo else self

    def onto(self, saved: Document) -> Draft:
        """Return the same draft, compared with something else that is saved now."""
        return replace(self, saved=saved)


def begin(saved: Document) -> Draft:
    """Return the draft in which nothing is changed yet."""
    return Draft(saved=saved, steps=(Step(document=saved),))
