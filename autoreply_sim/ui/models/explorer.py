"""The explorer: which story is open, what was chosen, and the page that follows from it.

Every action ends by setting `page`, once: whoever draws observes that trait, and the language.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import traitlets

from autoreply_sim.domain.scenario import Scenario
from autoreply_sim.errors import InputError
from autoreply_sim.experiment.run import Run, run
from autoreply_sim.experiment.variant import (
    AS_SAVED,
    Choices,
    Setting,
    Value,
    as_saves,
    choose,
    read_saves,
    vary,
)
from autoreply_sim.io.scenario_load import load_and_run
from autoreply_sim.rules.catalog import REPLY_KEYS
from autoreply_sim.texts.template import check_text
from autoreply_sim.ui.models.library import Library
from autoreply_sim.ui.models.page import Page, empty_page, story_page, unreadable_page
from autoreply_sim.ui.models.panel import Draft
from autoreply_sim.ui.models.tried import Step, Tried, as_text, in_words, read_steps, sorted_out, stepped
from autoreply_sim.ui.words import LANGUAGES

MAX_SHARED = 1_500
"""Characters of choices that an address may carry: longer ones are cut off by mail programs and chats."""

OWN_STORY = "~own"
"""Stands for the story that the visitor writes, where others have the name of their file."""


class Explorer(traitlets.HasTraits):
    """One visitor's view of the stories."""

    page = traitlets.Instance(Page)
    language = traitlets.Unicode("en")

    def __init__(self, library: Library) -> None:
        super().__init__()
        self.library = library
        self.name = self.team = self.editing = self.customer = ""
        self.choices: Choices = AS_SAVED
        self.steps: tuple[Step, ...] = ()
        self.is_tried = False
        """Whether what the cockpit's draft changes beyond the panel's switches acts on the story."""
        self.draft: Draft | None = None
        self.saved: Run | None = None
        self.changed: Run | None = None
        self.page = empty_page("", has_stories=bool(library.entries))

    def open(self, name: str, shared: str = "") -> None:
        """Open a story, as saved or with the choices that an address carries; what no team has is left out."""
        self._leave(name)
        self.saved = None
        entry = self.library.entry(name)
        if entry is None:
            self.page = empty_page(name, has_stories=bool(self.library.entries))
            return
        try:
            self.saved = load_and_run(entry.path, language=self.language)
        except InputError as error:
            self.page = unreadable_page(entry, error)
            return
        self.team = self.saved.scenario.world.teams[0].key
        self._take(_parse(shared, self.saved))

    def tell(self, told: Run) -> None:
        """Show a story that is no file of the library, with the choices made so far for it or for what it copies."""
        is_copy = self.saved is not None and self.saved.scenario.world == told.scenario.world
        if is_copy:
            self.name = OWN_STORY
        elif self.name != OWN_STORY:
            self._leave(OWN_STORY)
        self.saved = replace(told, language=self.language)
        teams = [team.key for team in told.scenario.world.teams]
        self.team = self.team if self.team in teams else teams[0]
        self._take(self.choices)

    def try_out(self, shared: str = "", draft: str = "") -> None:
        """Try on the open story the choices that an address carries, and the draft that the cockpit handed over."""
        world = self._story().scenario.world
        try:
            choices, self.steps = sorted_out(world, read_steps(draft) if draft else ())
        except (ValueError, RecursionError):
            choices, self.steps = AS_SAVED, ()
        self.is_tried = bool(self.steps)
        self._take({**choices, **_parse(shared, self._story())})

    def try_steps(self, *, is_on: bool) -> None:
        """Let what the cockpit's draft changes beyond the panel's switches act, or not."""
        self.is_tried = is_on and bool(self.steps)
        self._take(self.choices)

    def speak(self, language: str) -> None:
        """Explain everything in this language from now on; the texts stay in the company's."""
        with self.hold_trait_notifications():
            self.language = language if language in LANGUAGES else "en"
            if self.saved is not None:
                self.saved = replace(self.saved, language=self.language)
                self.changed = self.changed and replace(self.changed, language=self.language)
                self._draw()

    def flip(self, setting: Setting, value: Value) -> None:
        """Choose a value for a setting; the saved one takes the choice back."""
        self._take(choose(self._story().scenario.world, self.choices, setting, value))

    def write(self, setting: Setting, text: str) -> None:
        """Choose a text; while it has problems they are shown, and the text before stays in force."""
        problems = tuple(check_text(setting.reply, text))
        self.draft = Draft(setting=setting, text=text, problems=problems) if problems else None
        if problems:
            self._draw()
        else:
            self.flip(setting, text)

    def revert(self, *settings: Setting) -> None:
        """Go back to what is saved, for these settings."""
        if self.draft and self.draft.setting in settings:
            self.draft = None
        self._take({setting: value for setting, value in self.choices.items() if setting not in settings})

    def revert_all(self) -> None:
        """Go back to what is saved, for everything."""
        self.draft, self.is_tried = None, False
        self._take(AS_SAVED)

    def look_at(
        self, *, team: str | None = None, customer: str | None = None, editing: str | None = None
    ) -> None:
        """Show another team's settings, another customer's phone, or open a reply's text (empty: close it)."""
        world = self._story().scenario.world
        if team in [known.key for known in world.teams]:
            self.team, self.editing, self.draft = str(team), "", None
        self.customer = self.customer if customer is None else customer
        if editing in ("", *REPLY_KEYS):
            self.editing, self.draft = str(editing), None
        self._draw()

    def address(self) -> dict[str, str]:
        """Return the query that reopens this view; choices that are too long for an address are left out."""
        shared = json.dumps(as_saves(self.choices), separators=(",", ":"), ensure_ascii=False)
        draft = as_text(self.steps) if self.is_tried else ""
        fits = len(shared) + len(draft) <= MAX_SHARED
        return {
            "scenario": self.name,
            "what": shared if self.choices and fits else "",
            "draft": draft if fits else "",
        }

    def result(self) -> dict[str, Any]:
        """Return what `autoreply-sim run --json` prints, of the story with the choices."""
        return (self.changed or self._story()).as_json()

    def _story(self) -> Run:
        if self.saved is None:
            raise ValueError("no story is open")
        return self.saved

    def _leave(self, name: str) -> None:
        """Go to another story, on which nothing is tried yet."""
        self.name, self.team, self.editing, self.customer = name, "", "", ""
        self.choices, self.steps, self.is_tried = AS_SAVED, (), False
        self.draft, self.changed = None, None

    def _take(self, choices: Choices) -> None:
        self.choices = choices
        tried = vary(self._tried(self._story().scenario), choices)
        is_other = bool(choices) or self.is_tried
        self.changed = run(tried, language=self.language) if is_other else None
        self._draw()

    def _tried(self, scenario: Scenario) -> Scenario:
        """Return the story with the steps of the draft; a story that has no place for them is left as it is."""
        try:
            return stepped(scenario, self.steps) if self.is_tried else scenario
        except InputError:
            self.steps, self.is_tried = (), False
            return scenario

    def _draw(self) -> None:
        saved = self._story()
        self.page = story_page(
            saved,
            self.changed,
            name=self.name,
            tried=self._what_is_tried(saved.scenario),
            team=self.team,
            editing=self.editing,
            customer=self.customer,
            draft=self.draft,
        )

    def _what_is_tried(self, scenario: Scenario) -> Tried:
        return Tried(
            choices=self.choices,
            steps=self.steps,
            is_on=self.is_tried,
            changes=in_words(scenario, self.steps, self.language),
        )


def _parse(shared: str, saved: Run) -> Choices:
    """Return the choices of an address, team by team; what somebody mistyped there is no reason to show nothing."""
    try:
        teams = json.loads(shared) if shared else {}
    except (ValueError, RecursionError):
        return AS_SAVED
    choices: dict[Setting, Value] = {}
    for team, settings in teams.items() if isinstance(teams, Mapping) else ():
        try:
            choices |= read_saves(saved.scenario.world, {team: settings})
        except ValueError:
            continue
    return choices
