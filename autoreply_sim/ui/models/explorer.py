"""The explorer: which story is open, what was chosen, and the page that follows from it.

Every action ends by setting `page`, once: whoever draws observes that trait, and the language.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import traitlets

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
        self.draft: Draft | None = None
        self.saved: Run | None = None
        self.changed: Run | None = None
        self.page = empty_page("", has_stories=bool(library.entries))

    def open(self, name: str, shared: str = "") -> None:
        """Open a story, as saved or with the choices that an address carries; what no team has is left out."""
        self.name, self.team, self.editing, self.customer = name, "", "", ""
        self.choices, self.draft, self.saved, self.changed = AS_SAVED, None, None, None
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
        """Show a story that is no file of the library, with the choices made so far."""
        is_same_story = self.name == OWN_STORY
        if not is_same_story:
            self.name, self.team, self.editing, self.customer = OWN_STORY, "", "", ""
            self.choices, self.draft, self.changed = AS_SAVED, None, None
        self.saved = replace(told, language=self.language)
        teams = [team.key for team in told.scenario.world.teams]
        self.team = self.team if self.team in teams else teams[0]
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
        self.draft = None
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
        fits = bool(self.choices) and len(shared) <= MAX_SHARED
        return {"scenario": self.name, "what": shared if fits else ""}

    def result(self) -> dict[str, Any]:
        """Return what `autoreply-sim run --json` prints, of the story with the choices."""
        return (self.changed or self._story()).as_json()

    def _story(self) -> Run:
        if self.saved is None:
            raise ValueError("no story is open")
        return self.saved

    def _take(self, choices: Choices) -> None:
        self.choices = choices
        scenario = self._story().scenario
        self.changed = run(vary(scenario, choices), language=self.language) if choices else None
        self._draw()

    def _draw(self) -> None:
        saved = self._story()
        self.page = story_page(
            saved,
            self.changed,
            name=self.name,
            choices=self.choices,
            team=self.team,
            editing=self.editing,
            customer=self.customer,
            draft=self.draft,
        )


def _parse(shared: str, saved: Run) -> Choices:
    """Return the choices of an address, team by team; what somebody mistyped there is no reason to show nothing."""
    try:
        teams = json.loads(shared) if shared else {}
    except ValueError:
        return AS_SAVED
    choices: dict[Setting, Value] = {}
    for team, settings in teams.items() if isinstance(teams, Mapping) else ():
        try:
            choices |= read_saves(saved.scenario.world, {team: settings})
        except ValueError:
            continue
    return choices
