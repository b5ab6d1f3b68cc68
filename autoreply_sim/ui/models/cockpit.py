"""The cockpit: whose settings are open, how they are changed, and what is saved. Nothing acts until it is saved.

Every action ends by counting `drawn` up, once: whoever draws observes it, and the language.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

import traitlets

from autoreply_sim.analytics.prices import Prices
from autoreply_sim.analytics.replytext import language_of, source_of
from autoreply_sim.domain.scenario import Scenario
from autoreply_sim.domain.world import Team
from autoreply_sim.errors import InputError, Problem
from autoreply_sim.io.scenario_load import load
from autoreply_sim.io.settings_document import settings_document, with_document
from autoreply_sim.io.store import Conflict, Store, Version
from autoreply_sim.io.store.opening import now_ms
from autoreply_sim.rules.catalog import BY_KEY, REPLY_KEYS
from autoreply_sim.ui.models.accounts import Account
from autoreply_sim.ui.models.documents import At, Document, as_patch, put, read
from autoreply_sim.ui.models.draft import Draft, Typed, begin
from autoreply_sim.ui.models.drafts import Drafts
from autoreply_sim.ui.models.meeting import Meeting
from autoreply_sim.ui.models.phrase import Phrase
from autoreply_sim.ui.models.preview_characters import with_replacements
from autoreply_sim.ui.models.shelf import Kept, with_typed
from autoreply_sim.ui.words import LANGUAGES

LISTED = tuple(sorted(REPLY_KEYS, key=lambda key: int(BY_KEY[key].rule.rpartition("-")[2])))
"""The fourteen replies in the order in which the platform lists them, which is that of their rules."""

_LATELY = 4
"""Documents that need not be read again: every piece of a page asks for the same two."""

PAGES = ("settings", "year", "check_up", "compare")

MOST_VERSIONS = 50
"""Versions that the history lists at first, and that come with every wish for more."""

MAX_SHARED = 1_500
"""Characters of a draft that an address may carry: longer ones are cut off by mail programs and chats."""


class Cockpit(traitlets.HasTraits):
    """One visitor's view of the accounts, and the draft of one of them."""

    drawn = traitlets.Int(help="Counts up whenever something else is to be shown.")
    language = traitlets.Unicode("en")

    def __init__(
        self,
        accounts: tuple[Account, ...],
        store: Store,
        author: str = "",
        clock_ms: Callable[[], int] = now_ms,
    ) -> None:
        super().__init__()
        self.accounts, self.store, self.author = accounts, store, author
        self.page, self.section, self.channel, self.team = PAGES[0], "", "", ""
        self.account: Account | None = None
        self.base: Scenario | None = None
        self.version: Version | None = None
        self.draft = begin({})
        self.conflict: Meeting | None = None
        self.dialog, self.note = "", ""
        self.problems: tuple[str, ...] = ()
        self.notes: tuple[Phrase, ...] = ()
        self.listed = MOST_VERSIONS
        self.own_prices: Prices | None = None
        self.clock_ms = clock_ms
        self.drafts = Drafts(self, clock_ms)
        self._lately: list[tuple[Document, Scenario, Scenario]] = []

    def open(self, name: str, patch: str = "", version: int | None = None) -> None:
        """Open an account as it was last saved; the first one if there is none of this name.

        `patch`: a draft as `patch` gives it, from an address, which changes a `version` (0 is the file; None if nobody
        knows); it is applied to no other account. Without one, the draft that was left or kept of the account is there
        again. `drafts.notices` says what is not as it was asked for.
        """
        self.drafts.leave()
        known = {account.name: account for account in self.accounts}
        is_known = name in known or not name
        self.account = None
        self.base, self.version, self.draft = None, None, begin({})
        self.conflict, self.dialog, self.problems, self.notes = None, "", (), ()
        # Where nobody asked for one, one that cannot be read does not stand before those that can.
        asked = [known[name]] if name in known else list(known.values())
        for account in (*asked, *(asked[:1] if len(asked) > 1 else ())):
            self.account, self.problems = account, ()
            linked = Kept(account=account.name, patch=patch if is_known else "", version=version)
            self._begin(account, linked)
            if not self.problems:
                break
        if not is_known:
            self.drafts.tell_unknown(Kept(account=name, patch=patch, version=version))
        self.drafts.tell_gone(known)
        self.show()

    def speak(self, language: str) -> None:
        """Show everything in this language from now on; texts to customers stay in the company's."""
        self.language = language if language in LANGUAGES else "en"

    def go(
        self, *, page: str = "", section: str | None = None, team: str = "", channel: str | None = None
    ) -> None:
        """Show another page, another section of the settings, another team, another channel of the preview."""
        self.notes = ()
        self.page = page if page in PAGES else self.page
        self.section = self.section if section is None else section
        if self.base is not None and team in [one.key for one in self.base.world.teams]:
            self.team = team
        self.channel = self.channel if channel is None else channel
        self.show()

    def dismiss(self) -> None:
        """Take the notes on the link away: they have been read."""
        self.notes = ()
        self.show()

    def show(self) -> None:
        """Have everything drawn again."""
        self.drawn += 1

    # What is chosen

    @property
    def saved(self) -> Scenario:
        """The scenario as it is saved. Raises ValueError while no account is open."""
        return self._scenario(self.draft.saved)

    @property
    def tried(self) -> Scenario:
        """The scenario as it would be with the draft. Raises ValueError while no account is open."""
        return self._scenario(self.draft.document)

    def scenario_of(self, number: int) -> Scenario:
        """Return the scenario as it was saved in a version; number 0 is the file. Raises InputError for none."""
        return self._scenario(self.document_of(number))

    @property
    def number(self) -> int:
        """The version that the draft changes; 0 is the file."""
        return 0 if self.version is None else self.version.number

    def document_of(self, number: int) -> Document:
        """Return what was saved in a version; number 0 is the file. Raises InputError for none."""
        if number == 0 or self.account is None:
            return settings_document(self._open().world)
        return self.store.version(self.account.name, number).document

    def full(self, document: Document) -> Document:
        """Return a document with everything that it leaves out. Raises InputError if it cannot be read."""
        return settings_document(self._scenario(document).world)

    def team_of(self, scenario: Scenario) -> Team:
        """Return the team that is shown, of a scenario."""
        return next(team for team in scenario.world.teams if team.key == self.team)

    @property
    def reply(self) -> str:
        """The reply that is open: the first one if none is."""
        return self.section if self.section in REPLY_KEYS else LISTED[0]

    def at(self, *keys: str) -> At:
        """Return where something of the shown team stands in the document."""
        return ("teams", self.team, *keys)

    def value(self, at: At) -> Any:  # noqa: ANN401 (whatever stands there)
        """Return what the draft says at a place."""
        return read(self.draft.document, at)

    @property
    def typed(self) -> Typed:
        """What is typed and cannot be used, by its place, with its problems."""
        return self.draft.typed

    def patch(self) -> str:
        """Return what the draft changes, as text; empty if it changes nothing."""
        found = as_patch(self.draft.saved, self.draft.document)
        return json.dumps(found, ensure_ascii=False, separators=(",", ":")) if found else ""

    @property
    def is_too_long(self) -> bool:
        """Whether the draft does not fit into an address."""
        return len(self.patch()) > MAX_SHARED

    def address(self) -> dict[str, str]:
        """Return the query that reopens this view; a draft that is too long for an address is left out."""
        patch = self.patch() if not self.is_too_long else ""
        return {
            "account": self.account.name if self.account else "",
            "page": self.page,
            "section": self.section,
            "team": self.team,
            "draft": patch,
            "version": str(self.number) if patch else "",
        }

    # What is changed

    def set(self, at: At, value: object) -> None:
        """Change one thing of the draft; what cannot be stays typed, with its problems, and the draft as it was."""
        self.take(at, put(self.draft.document, at, value), value)

    def take(self, at: At, document: Document, typed: object = None) -> None:
        """Take a document as the draft's next step, if it can be read; `at` is where it was changed."""
        self._step_to(at, document, typed)
        self.show()

    def _step_to(self, at: At, document: Document, value: object) -> None:
        # What is put back to its default takes with it what was typed beneath.
        stays = {
            place: found
            for place, found in self.typed.items()
            if place != at and not (value is None and place[: len(at)] == at)
        }
        try:
            self.draft = self.draft.edit(self.full(document), stays)
        except InputError as error:
            found = (value, tuple(problem.message for problem in error.problems))
            self.draft = self.draft.edit(self.draft.document, stays | {at: found})

    def retype(self, typed: Mapping[At, object]) -> None:
        """Type again what was half typed: what can be used by now is a step of the draft."""
        for at, value in typed.items():
            self._step_to(at, with_typed(self.draft.document, at, value), value)

    def replace_characters(self, at: At) -> None:
        """Write the text of a reply, which stands at a place, with characters that cost less where there are any."""
        _, team, _, reply, _ = at
        world = self.tried.world
        settings = next(one for one in world.teams if one.key == team).settings.replies[reply]
        typed, _ = self.typed.get(at, (source_of(reply, settings, language_of(world.company)), ()))
        self.set(at, with_replacements(str(typed)))

    def reset(self, reply: str) -> None:
        """Put one reply back to what it is where nobody has saved anything."""
        if reply in REPLY_KEYS:
            self.set(self.at("auto_replies", reply), None)

    def undo(self) -> None:
        """Go one step back."""
        self._step(self.draft.undo())

    def redo(self) -> None:
        """Go one step on again."""
        self._step(self.draft.redo())

    def revert(self) -> None:
        """Go back to what is saved, which can be undone like everything else."""
        self._step(self.draft.edit(self.draft.saved))

    # What is saved

    def save(self, note: str | None = None) -> None:
        """Save the draft as a new version; if somebody else has saved meanwhile, ask what to do.

        `note`: by default what was written into the dialog, which a conflict keeps.
        """
        if self.account is None or not self.draft.changes:
            return
        try:
            self.version = self.store.save(
                self.account.name,
                self.draft.document,
                author=self.author,
                base=self.number or None,
                note=self.note if note is None else note,
            )
        except Conflict as conflict:
            self.meet(Meeting(conflict.since, self.full))
        else:
            self.draft, self.dialog, self.conflict = self.draft.onto(self.draft.document), "", None
            self.note = ""
            self.drafts.tell_saved()
        self.show()

    def restore(self, number: int) -> None:
        """Make an older version the draft: it is looked at, compared and saved like any other change."""
        if self.account is not None:
            self.dialog = ""
            self._step(self.draft.edit(self.document_of(number)))

    def meet(self, meeting: Meeting) -> None:
        """Ask what to do with a draft that meets what others saved."""
        self.conflict, self.dialog = meeting, "conflict"

    def choose(self, at: At, whose: str) -> None:
        """Of a place that the draft and what was saved meanwhile have otherwise, take `theirs` or `mine`."""
        if self.conflict is not None:
            self.conflict.choose(at, whose)
        self.show()

    def settle(self, *, keep_mine: bool) -> None:
        """After a conflict, go on from what was saved by others: with both put together, or without the draft."""
        meeting = self.conflict
        if meeting is None:
            return
        theirs = meeting.theirs()
        document = meeting.together(self.draft) if keep_mine else theirs
        if document is not None:
            typed = meeting.typed(self.draft) if keep_mine else {}
            self.version, self.conflict = meeting.version, None
            self.draft = self.draft.onto(theirs).edit(document)
            self.retype(typed)
            self.dialog = "save" if self.draft.changes else ""
        self.show()

    def give_up(self) -> None:
        """Take what is saved now, instead of the draft; that can be undone like everything else."""
        if self.conflict is None:
            self.revert()
        else:
            self.settle(keep_mine=False)

    def ask(self, dialog: str) -> None:
        """Open a dialog (`save`, `history`), or close it (empty)."""
        self.dialog, self.note, self.listed = dialog, "", MOST_VERSIONS
        self.show()

    def list_more(self) -> None:
        """List more versions of the history."""
        self.listed += MOST_VERSIONS
        self.show()

    def _begin(self, account: Account, linked: Kept) -> None:
        try:
            self._read(account)
        except InputError as error:
            self.problems = tuple(str(problem) for problem in error.problems)
            self.drafts.tell_unused(linked)
        else:
            self.drafts.come_back(linked)

    def _read(self, account: Account) -> None:
        base = load(account.path)
        if base.traffic is None:
            message = f"{account.path.name} tells a story; an account needs traffic"
            raise InputError([Problem(where="traffic", message=message, file=str(account.path))])
        version = self.store.latest(account.name)
        saved = base if version is None else with_document(base, version.document)
        # Only what could be read is open: pages ask for the base, and a save would put the rest to its defaults.
        self.base, self.version = base, version
        self.draft = begin(settings_document(saved.world))
        if self.team not in [team.key for team in base.world.teams]:
            self.team = base.world.teams[0].key

    def _step(self, draft: Draft) -> None:
        self.draft = draft
        self.show()

    def _open(self) -> Scenario:
        if self.base is None:
            raise ValueError("no account is open")
        return self.base

    def _scenario(self, document: Document) -> Scenario:
        """Return the account with the settings of a document; those that were read lately are the same again."""
        base = self._open()
        for lately, of, scenario in self._lately:
            if lately is document and of is base:
                return scenario
        scenario = with_document(base, document)
        self._lately = [(document, base, scenario), *self._lately[: _LATELY - 1]]
        return scenario
