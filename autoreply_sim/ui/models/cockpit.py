"""The cockpit: whose settings are open, how they are changed, and what is saved. Nothing acts until it is saved.

Every action ends by counting `drawn` up, once: whoever draws observes it, and the language.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from difflib import get_close_matches
from typing import Any

import traitlets

from autoreply_sim.analytics.replytext import language_of, source_of
from autoreply_sim.domain.scenario import Scenario
from autoreply_sim.domain.world import Team
from autoreply_sim.errors import InputError, Problem
from autoreply_sim.io.scenario_load import load
from autoreply_sim.io.settings_document import settings_document, with_document
from autoreply_sim.io.store import Conflict, Store, UnknownVersion, Version
from autoreply_sim.io.store.opening import now_ms
from autoreply_sim.rules.catalog import BY_KEY, REPLY_KEYS
from autoreply_sim.ui.models.accounts import Account
from autoreply_sim.ui.models.documents import At, Document, as_patch, is_same, patched, put, read
from autoreply_sim.ui.models.draft import Draft, Typed, begin
from autoreply_sim.ui.models.merge import MINE, THEIRS, Merged, merge
from autoreply_sim.ui.models.notices import Notice
from autoreply_sim.ui.models.preview_characters import with_replacements
from autoreply_sim.ui.models.shelf import Kept, Shelf, read_kept, with_typed
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
        self.conflict: Conflict | None = None
        self.chosen: dict[At, str] = {}
        self.is_whole, self.unfit = False, tuple[str, ...]()
        self.dialog, self.note = "", ""
        self.problems: tuple[str, ...] = ()
        self.listed = MOST_VERSIONS
        self.shelf = Shelf(clock_ms)
        self.notices: list[Notice] = []
        self._lately: list[tuple[Document, Scenario, Scenario]] = []

    def open(self, name: str, patch: str = "") -> None:
        """Open an account as it was last saved; the first one if there is none of this name, and `notices` says so.

        The draft of the account that was open before is there again when that is opened again.
        `patch`: a draft as `patch` gives it, from an address. Without one, what is kept of the account is put back.
        What is put back, what waits and what cannot be used is said in `notices`.
        """
        self.shelf.leave(self.unsaved())
        known = {account.name: account for account in self.accounts}
        of_it = patch if name in known or not name else ""
        self.account = known.get(name) or next(iter(known.values()), None)
        self.base, self.version, self.draft = None, None, begin({})
        self.conflict, self.dialog, self.problems, self.notices = None, "", (), []
        if self.account is not None:
            try:
                self._read(self.account)
            except InputError as error:
                self.problems = tuple(str(problem) for problem in error.problems)
                self._tell_unused(of_it)
            else:
                self._begin(self.account, of_it)
        if name and name not in known:
            kept = Kept(account=name, patch=patch)
            self.notices.insert(0, Notice(kind="unknown", kept=kept, near=self._near(name)))
        gone = [one for one in self.shelf.kept if one.account not in known and not one.is_elsewhere]
        self.notices += [Notice(kind="gone", kept=one) for one in gone]
        self.show()

    def bring(self, text: str) -> None:
        """Go on with a draft that was downloaded, in its account."""
        kept = next(iter(read_kept([{"text": text}])), None)
        if kept is None:
            self.notices.append(Notice(kind="no_draft", kept=Kept(account="", patch="")))
        elif kept.account not in [account.name for account in self.accounts]:
            self.notices.append(Notice(kind="of_file", kept=kept, near=self._near(kept.account)))
        else:
            if self.account is None or self.account.name != kept.account:
                self.open(kept.account)
            if not self.problems:
                self.recover(kept)
        self.show()

    def _near(self, name: str) -> str:
        """Return the account whose name is nearest to one that is unknown; empty if none is near."""
        return next(iter(get_close_matches(name.lower(), [one.name for one in self.accounts], n=1)), "")

    def speak(self, language: str) -> None:
        """Show everything in this language from now on; texts to customers stay in the company's."""
        self.language = language if language in LANGUAGES else "en"

    def go(
        self, *, page: str = "", section: str | None = None, team: str = "", channel: str | None = None
    ) -> None:
        """Show another page, another section of the settings, another team, another channel of the preview."""
        self.page = page if page in PAGES else self.page
        self.section = self.section if section is None else section
        if self.base is not None and team in [one.key for one in self.base.world.teams]:
            self.team = team
        self.channel = self.channel if channel is None else channel
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
        return self._scenario(self._document_of(number))

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
    def is_unsaved(self) -> bool:
        """Whether there is a draft that is not saved, of this account or of one that was open before."""
        return self.unsaved() is not None or self.shelf.holds_left

    def unsaved(self) -> Kept | None:
        """Return the draft of the account that is open, to be put aside; None if nothing is changed or typed."""
        patch = self.patch()
        if self.account is None or not (patch or self.typed):
            return None
        typed = [(at, value) for at, (value, _) in self.typed.items()]
        return Kept(
            account=self.account.name,
            patch=patch,
            typed=json.dumps(typed, ensure_ascii=False) if typed else "",
            version=self._number,
        )

    @property
    def is_too_long(self) -> bool:
        """Whether the draft does not fit into an address."""
        return len(self.patch()) > MAX_SHARED

    def address(self) -> dict[str, str]:
        """Return the query that reopens this view; a draft that is too long for an address is left out."""
        patch = self.patch()
        return {
            "account": self.account.name if self.account else "",
            "page": self.page,
            "section": self.section,
            "team": self.team,
            "draft": patch if len(patch) <= MAX_SHARED else "",
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

    def replace_characters(self) -> None:
        """Write the open reply with characters that cost less, where there are any."""
        at = self.at("auto_replies", self.reply, "text")
        world = self.tried.world
        settings = self.team_of(self.tried).settings.replies[self.reply]
        typed, _ = self.typed.get(at, (source_of(self.reply, settings, language_of(world.company)), ()))
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
                base=self._number or None,
                note=self.note if note is None else note,
            )
        except Conflict as conflict:
            self._meet(conflict)
        else:
            self.draft, self.dialog, self.conflict = self.draft.onto(self.draft.document), "", None
            self.note = ""
            self.notices = [one for one in self.notices if one.kind != "put_back"]
        self.show()

    def restore(self, number: int) -> None:
        """Make an older version the draft: it is looked at, compared and saved like any other change."""
        if self.account is not None:
            self.dialog = ""
            self._step(self.draft.edit(self._document_of(number)))

    @property
    def merged(self) -> Merged:
        """What the draft and what was saved meanwhile come to together, by what is chosen so far."""
        mine, since = self.draft, () if self.conflict is None else self.conflict.since
        theirs = self.full(since[0].document) if since else mine.saved
        return merge(mine.saved, theirs, mine.document, self.chosen, whole=self.is_whole)

    def choose(self, at: At, whose: str) -> None:
        """Of a place that the draft and what was saved meanwhile have otherwise, take `theirs` or `mine`."""
        if whose in (THEIRS, MINE):
            self.chosen[at] = whose
        self.show()

    def settle(self, *, keep_mine: bool) -> None:
        """After a conflict, go on from what was saved by others: with both put together, or without the draft.

        What does not fit together has to be chosen again, the parts that refer to one another as a whole.
        """
        if self.conflict is None:
            return
        theirs, merged = self.full(self.conflict.since[0].document), self.merged
        if keep_mine and merged.is_settled:
            try:
                typed = self._typed_with(theirs)
                self._go_on(theirs, self.full(merged.document))
                self._retype(typed)
            except InputError as error:
                self.is_whole, self.chosen = True, {}
                self.unfit = tuple(problem.message for problem in error.problems)
        elif not keep_mine:
            self._go_on(theirs, theirs)
        self.show()

    def ask(self, dialog: str) -> None:
        """Open a dialog (`save`, `history`), or close it (empty)."""
        self.dialog, self.note, self.listed = dialog, "", MOST_VERSIONS
        self.show()

    def heed(self, number: int, action: str) -> None:
        """Do what can be done about a notice: `take` or `drop` its draft, `open` an account, or `close` it."""
        if not 0 <= number < len(self.notices) or action not in self.notices[number].actions:
            return
        notice = self.notices.pop(number)
        if action == "take":
            self._take(notice.kept)
        elif action == "open":
            self.open(notice.near)
            if not notice.kept.is_empty:
                self.recover(replace(notice.kept, account=notice.near))
        elif action == "drop" and notice.kind == "put_back":
            self._drop()
        elif action == "drop":
            self.shelf.take(notice.kept)
        self.show()

    def _drop(self) -> None:
        if self.conflict is None:
            self.revert()
        else:
            self.settle(keep_mine=False)

    def list_more(self) -> None:
        """List more versions of the history."""
        self.listed += MOST_VERSIONS
        self.show()

    def full(self, document: Document) -> Document:
        """Return a document with everything that it leaves out. Raises InputError if it cannot be read."""
        return settings_document(self._scenario(document).world)

    def _meet(self, conflict: Conflict) -> None:
        self.conflict, self.dialog = conflict, "conflict"
        self.chosen, self.is_whole, self.unfit = {}, False, ()

    def _typed_with(self, theirs: Document) -> dict[At, object]:
        """Return what is half typed, with what others saved in it where it is a whole list."""
        mine, found = self.draft, dict[At, object]()
        for at, (value, _) in mine.typed.items():
            typed = with_typed(mine.document, at, value)
            merged = merge(mine.saved, theirs, typed, self.chosen, whole=self.is_whole).document
            found[at] = (
                {key: read(merged, (*at, key)) for key in value} if isinstance(value, Mapping) else value
            )
        return found

    def _go_on(self, theirs: Document, document: Document) -> None:
        """Take what others saved as what is saved, and a document as the draft."""
        if self.conflict is not None:
            self.version, self.conflict = self.conflict.since[0], None
        self.draft = self.draft.onto(theirs).edit(document)
        self.dialog = "save" if self.draft.changes else ""

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

    @property
    def _number(self) -> int:
        """The version that the draft changes; 0 is the file."""
        return 0 if self.version is None else self.version.number

    def _begin(self, account: Account, patch: str) -> None:
        """Go on with the draft of an address, or else with what was left or kept of the account, and say so."""
        left, closed = self.shelf.come_back(account.name), self.shelf.best(account.name, patch)
        if left is not None:
            self.recover(left)
        if closed is not None and (patch == closed.patch if patch else left is None):
            if self._take(closed) and not patch:
                self.notices.append(Notice(kind="put_back", kept=closed))
        elif patch:
            self.recover(Kept(account=account.name, patch=patch))
        told = [notice.kept for notice in self.notices]
        self.notices += [
            Notice(kind="elsewhere" if one.is_elsewhere else "waiting", kept=one)
            for one in self.shelf.of(account.name)
            if one not in told
        ]

    def _tell_unused(self, patch: str) -> None:
        """Say that the draft of an address is not used: its account cannot be opened."""
        if patch and self.account is not None:
            self.notices.append(Notice(kind="unusable", kept=Kept(account=self.account.name, patch=patch)))

    def _take(self, kept: Kept) -> bool:
        """Go on with a kept draft, and return whether it can be used; if not, the browser keeps it."""
        if not self.recover(kept):
            return False
        self.shelf.take(kept)
        return True

    def recover(self, kept: Kept) -> bool:
        """Make a draft that was put aside the next step of the draft, and return whether it can be used.

        If others have saved since, it meets what they saved as if it were saved now.
        """
        try:
            base = self._base_of(kept)
            mine = self.full(patched(base, json.loads(kept.patch or "[]")))
        except (ValueError, RecursionError) as error:
            problems = error.problems if isinstance(error, InputError) else ()
            told = tuple(str(problem) for problem in problems)
            self.notices.append(Notice(kind="unusable", kept=kept, problems=told))
            return False
        if base is self.draft.saved or is_same(base, mine):
            self.draft = self.draft.edit(mine, self.typed)
        else:
            self._meet_since(kept, base, mine)
        self._retype(kept.half_typed())
        return True

    def _meet_since(self, kept: Kept, base: Document, mine: Document) -> None:
        """Let a draft of an older version meet what was saved since."""
        number = kept.version or 0
        since = [one for one in self.store.history(kept.account) if one.number > number]
        self.draft = (self.draft if self.draft.changes else begin(base)).edit(mine, self.typed).onto(base)
        self.version = self.store.version(kept.account, number) if number else None
        self._meet(Conflict(kept.account, number or None, tuple(since)))

    def _retype(self, typed: Mapping[At, object]) -> None:
        """Type again what was half typed: what can be used by now is a step of the draft."""
        for at, value in typed.items():
            self._step_to(at, with_typed(self.draft.document, at, value), value)

    def _base_of(self, kept: Kept) -> Document:
        """Return what a draft that was put aside changes: what is saved now, if nobody knows better."""
        if kept.version is None or kept.version == self._number:
            return self.draft.saved
        try:
            return self.full(self._document_of(kept.version))
        except UnknownVersion:
            return self.draft.saved

    def _document_of(self, number: int) -> Document:
        if number == 0 or self.account is None:
            return settings_document(self._open().world)
        return self.store.version(self.account.name, number).document

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
