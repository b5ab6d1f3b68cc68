"""Writing a story by clicking: the steps so far, the form that is open, and what is wrong in it.

Every change goes through the reader of scenario files. What it accepts is the story from then on, and has run; what it
refuses stays in the form with its reasons beside it, and the story stays as it was.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import traitlets

from autoreply_sim.domain.scenario import Scenario
from autoreply_sim.errors import InputError, Problem
from autoreply_sim.io.scenario_load import loads_and_run
from autoreply_sim.ui.models.complaints import Complaint, complaints, of_file
from autoreply_sim.ui.models.customer_form import NEW, said_by
from autoreply_sim.ui.models.documents import Document, is_same
from autoreply_sim.ui.models.draft import Draft, begin
from autoreply_sim.ui.models.event_beginnings import new_event
from autoreply_sim.ui.models.event_form import KINDS, Field
from autoreply_sim.ui.models.explorer import OWN_STORY, Explorer
from autoreply_sim.ui.models.names import Names
from autoreply_sim.ui.models.open_form import CUSTOMER, Form, elsewhere, fields_of, filled
from autoreply_sim.ui.models.phrase import Phrase, phrase
from autoreply_sim.ui.models.story import Moment
from autoreply_sim.ui.models.story_document import (
    document_of,
    events_of,
    text_of,
    with_customer,
    with_event,
    without_event,
)

_NOT_POSSIBLE = phrase("not_possible")


class Writer(traitlets.HasTraits):
    """What one visitor writes; the explorer shows it like any other story."""

    drawn = traitlets.Int(help="Counts up whenever something may look different.")

    def __init__(self, explorer: Explorer) -> None:
        super().__init__()
        self.explorer = explorer
        self.draft: Draft | None = None
        self.form: Form | None = None
        self.problems: tuple[Complaint, ...] = ()
        self.refusal = _NOT_POSSIBLE
        self.is_dropped = False
        """Whether the story was discarded: then the browser does not keep it, but it can still be shown again."""
        self._before = ""
        explorer.observe(self._draw, ["page"])

    @property
    def is_open(self) -> bool:
        """Whether the story that is shown is the one being written."""
        return self.draft is not None and self.explorer.name == OWN_STORY

    @property
    def is_unsaved(self) -> bool:
        """Whether something was written since the file was taken home."""
        if self.draft is None or self.is_dropped:
            return False
        return not is_same(self.draft.saved, self.draft.document)

    @property
    def text(self) -> str:
        """The story as a text that `take` reads; empty if none is being written."""
        return text_of(self.draft.document) if self.draft and not self.is_dropped else ""

    def copy(self, title: str, *, with_events: bool) -> None:
        """Begin with the story that is open, or with its people and settings alone."""
        if self.explorer.saved is not None:
            scenario = self.explorer.saved.scenario
            self._begin(document_of(scenario, title=title, with_events=with_events))

    def begin(self, scenario: Scenario, title: str) -> None:
        """Begin with the people and the settings of a scenario that is nobody's story yet."""
        self._begin(document_of(scenario, title=title, with_events=False))

    def take(self, text: str | bytes, *, is_saved: bool) -> None:
        """Begin with a file of the visitor's own; if it cannot be used, say why and leave all as it was."""
        try:
            scenario = loads_and_run(text, origin="file").scenario
        except InputError as error:
            self.refuse(*error.problems)
            return
        self._begin(document_of(scenario, title=scenario.title))
        if self.draft and not is_saved:
            self.draft = self.draft.onto({})
            self._draw()

    def refuse(self, *problems: Problem, language: str = "en") -> None:
        """Say why there is nothing to begin with; `language` is that of the messages."""
        self.problems = of_file(problems, language)
        self._draw()

    def resume(self) -> None:
        """Show the story that is being written again."""
        if self.draft is not None:
            self._show(self.draft)

    def discard(self) -> None:
        """Keep what was written no longer, and show the library's story that was open before."""
        self.form, self.problems, self.is_dropped = None, (), True
        self.explorer.open(self._before)
        self._draw()

    def mark_saved(self) -> None:
        """Take note that the visitor has the file."""
        if self.draft is not None:
            self.draft = self.draft.onto(self.draft.document)
            self._draw()

    def undo(self) -> None:
        """Go one step back."""
        self._go(self.draft and self.draft.undo())

    def redo(self) -> None:
        """Go one step on."""
        self._go(self.draft and self.draft.redo())

    def rename(self, title: str) -> None:
        """Give the story another title."""
        if self.draft is not None:
            self._accept({**self.draft.document, "title": title})

    def add(self, kind: str) -> None:
        """Open the form of a new event, or of a new customer."""
        run = self.explorer.saved
        if run is None or kind not in (*KINDS, CUSTOMER):
            return
        names = Names(run.scenario.world, self.explorer.language)
        keys = dict(NEW) if kind == CUSTOMER else new_event(run, names, kind)
        self._open(Form(kind=kind, keys=keys))

    def edit(self, number: int) -> None:
        """Open the form of an event."""
        event = events_of(self.draft.document)[number - 1] if self.draft else {}
        kind = next((kind for kind in KINDS if kind in event), None)
        if kind is not None:
            self._open(Form(kind=kind, keys=event, number=number))

    def delete(self, number: int) -> None:
        """Take an event away; not if a later one could not be without it."""
        if self.draft is not None:
            self.form = None
            self._accept(without_event(self.draft.document, number), phrase("not_deleted", event=number))

    def change(self, name: str, value: str | bool) -> None:  # noqa: FBT001  # what a field holds
        """Fill in a field; of an event that is in the story already, the story follows at once."""
        if self.form is None:
            return
        self.form = filled(self.form, name, value)
        if self.form.number is None:
            self._draw()
        else:
            self._put()

    def finish(self) -> None:
        """Add what the form holds; or close it, if that is in the story already."""
        if self.form is None:
            return
        if self.form.number is not None:
            self.form = None
            self._draw()
        elif self.form.kind == CUSTOMER:
            self._add_customer()
        else:
            self._put()

    def close(self) -> None:
        """Close the form without adding anything."""
        self._open(None)

    def fields(self) -> tuple[Field, ...]:
        """Return the fields of the form that is open, each with what is wrong in it."""
        run = self.explorer.saved
        return fields_of(self.form, run, self.explorer.language) if self.form and run else ()

    def other_problems(self) -> tuple[Complaint, ...]:
        """Return what is wrong and stands in no field of the form."""
        unplaced = elsewhere(self.form, self.fields()) if self.form else ()
        return (*self.problems, *(Complaint(message=message) for message in unplaced))

    def came(self) -> Moment | None:
        """Return what came of the event of the form, if it is in the story."""
        told, number = self.explorer.page.told, self.form.number if self.form and self.is_open else None
        moments = [moment for day in told.days for moment in day.moments] if told else []
        return next((moment for moment in moments if moment.number == number), None)

    def _open(self, form: Form | None) -> None:
        self.form, self.problems, self.refusal = form, (), _NOT_POSSIBLE
        self._draw()

    def _begin(self, document: Document) -> None:
        """Begin with a document; what was written and not taken home is a step before it, so nothing is lost."""
        self._show(self.draft.edit(document) if self.draft and self.is_unsaved else begin(document))

    def _go(self, draft: Draft | None) -> None:
        if draft is not None:
            self._show(draft)

    def _show(self, draft: Draft) -> None:
        if self.explorer.name != OWN_STORY:
            self._before = self.explorer.name
        self.draft, self.form, self.is_dropped = draft, None, False
        self._try(draft.document)

    def _put(self) -> None:
        """Put the event of the form into the story."""
        if self.form is None or self.draft is None:
            return
        event = dict(self.form.keys)
        document, number = with_event(self.draft.document, event, self.form.number)
        problems = self._try(document)
        if problems:
            self._blame(problems, f"events[{number}].", document)
        else:
            self.draft = self.draft.edit(document)
            self.form = replace(self.form, number=number, problems=())
        self._draw()

    def _add_customer(self) -> None:
        if self.form is None or self.draft is None:
            return
        document, key = with_customer(self.draft.document, said_by(self.form.keys))
        problems = self._try(document)
        if problems:
            self._blame(problems, f"customers.{key}.", document)
        else:
            self.draft, self.form = self.draft.edit(document), None
        self._draw()

    def _blame(self, problems: tuple[Problem, ...], place: str, document: Document) -> None:
        """Put problems beside the fields of the form, and those of other events above it."""
        if self.form is not None:
            ours = tuple(problem for problem in problems if problem.where.startswith(place))
            self.form = replace(self.form, problems=ours)
            self._complain((one for one in problems if one not in ours), document)

    def _complain(self, problems: Iterable[Problem], refused: Document) -> None:
        self.problems = complaints(problems, refused, self.draft.document if self.draft else {})

    def _accept(self, document: Document, refusal: Phrase = _NOT_POSSIBLE) -> None:
        problems = self._try(document)
        if problems:
            self._complain(problems, document)
            self.refusal = refusal
        elif self.draft is not None:
            self.draft = self.draft.edit(document)
        self._draw()

    def _try(self, document: Document) -> tuple[Problem, ...]:
        """Run a document and show it; return what is wrong with it instead, if something is."""
        self.problems, self.refusal = (), _NOT_POSSIBLE
        try:
            run = loads_and_run(text_of(document), origin="my-story.yaml", language=self.explorer.language)
        except InputError as error:
            return error.problems
        self.explorer.tell(run)
        return ()

    def _draw(self, _: object = None) -> None:
        self.drawn += 1
