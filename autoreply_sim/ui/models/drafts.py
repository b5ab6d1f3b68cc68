"""Drafts that come back: of accounts that were open before, of earlier visits, of links, of files. Each is told."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection
from dataclasses import replace
from difflib import get_close_matches
from typing import TYPE_CHECKING

from autoreply_sim.errors import InputError
from autoreply_sim.io.store import UnknownVersion
from autoreply_sim.ui.models.documents import Document, is_same, patched
from autoreply_sim.ui.models.draft import begin
from autoreply_sim.ui.models.meeting import Meeting
from autoreply_sim.ui.models.notices import Notice
from autoreply_sim.ui.models.shelf import Kept, Shelf, read_kept

if TYPE_CHECKING:
    # The cockpit has one of these.
    from autoreply_sim.ui.models.cockpit import Cockpit


class Drafts:
    """What is put aside of a cockpit's drafts, and what the page has to say about that."""

    def __init__(self, cockpit: Cockpit, clock_ms: Callable[[], int]) -> None:
        self._cockpit = cockpit
        self.shelf = Shelf(clock_ms)
        self.notices: list[Notice] = []

    @property
    def is_unsaved(self) -> bool:
        """Whether there is a draft that is not saved, of this account or of one that was open before."""
        return self.unsaved() is not None or self.shelf.holds_left

    def unsaved(self) -> Kept | None:
        """Return the draft of the account that is open, to be put aside; None if nothing is changed or typed."""
        cockpit = self._cockpit
        patch, typed = cockpit.patch(), [(at, value) for at, (value, _) in cockpit.typed.items()]
        if cockpit.account is None or not (patch or typed):
            return None
        return Kept(
            account=cockpit.account.name,
            patch=patch,
            typed=json.dumps(typed, ensure_ascii=False) if typed else "",
            version=cockpit.number,
        )

    def texts(self) -> dict[str, str]:
        """Return what the browser is to keep, by account."""
        return self.shelf.texts(self.unsaved())

    def leave(self) -> None:
        """Put the draft of the account that is open aside; what is nowhere else is still told."""
        self.shelf.leave(self.unsaved())
        self.notices = [one for one in self.notices if not (one.kept.place or one.kept.is_empty)]
        self.notices = [one for one in self.notices if one.kind in ("unusable", "unknown", "of_file")]

    def come_back(self, linked: Kept) -> None:
        """Go on with the draft of an address, or else with what was left or kept of the account, and say so."""
        account, is_asked = linked.account, bool(linked.patch)
        left, closed = self.shelf.come_back(account), self.shelf.best(linked)
        if left is not None:
            self.recover(left)
        if closed is not None and (closed.is_of(linked) if is_asked else left is None):
            if self._take(closed) and not is_asked:
                self.notices.append(Notice(kind="put_back", kept=closed))
        elif is_asked:
            self.recover(linked)
        told = [notice.kept for notice in self.notices]
        self.notices += [
            Notice(kind="elsewhere" if one.is_elsewhere else "waiting", kept=one)
            for one in self.shelf.of(account)
            if one not in told
        ]

    def tell_unknown(self, linked: Kept) -> None:
        """Say that there is no account of the name that an address has; its draft is applied to no other."""
        self.notices.insert(0, Notice(kind="unknown", kept=linked, near=self._near(linked.account)))

    def tell_unused(self, linked: Kept) -> None:
        """Say that the draft of an address is not used: its account cannot be opened."""
        if linked.patch:
            self.notices.append(Notice(kind="unusable", kept=linked))

    def tell_gone(self, known: Collection[str]) -> None:
        """Say which drafts are of accounts that are not here any more."""
        gone = [one for one in self.shelf.kept if one.account not in known and not one.is_elsewhere]
        self.notices += [Notice(kind="gone", kept=one) for one in gone]

    def tell_saved(self) -> None:
        """Say no more that a draft was put back: it is saved."""
        self.notices = [one for one in self.notices if one.kind != "put_back"]

    def bring(self, text: str) -> None:
        """Go on with a draft that was downloaded, in its account."""
        cockpit, kept = self._cockpit, next(iter(read_kept([{"text": text}])), None)
        if kept is None:
            self.notices.append(Notice(kind="no_draft", kept=Kept(account="", patch="")))
        elif kept.account not in [account.name for account in cockpit.accounts]:
            self.notices.append(Notice(kind="of_file", kept=kept, near=self._near(kept.account)))
        else:
            self._open_with(kept)
        cockpit.show()

    def heed(self, number: int, action: str) -> None:
        """Do what can be done about a notice: `take` or `drop` its draft, `open` an account, or `close` it."""
        if not 0 <= number < len(self.notices) or action not in self.notices[number].actions:
            return
        notice = self.notices.pop(number)
        if action == "take":
            self._take(notice.kept)
        elif action == "open":
            self._open_with(replace(notice.kept, account=notice.near))
        elif action == "drop" and notice.kind == "put_back":
            self._cockpit.give_up()
        elif action == "drop":
            self.shelf.take(notice.kept)
        self._cockpit.show()

    def recover(self, kept: Kept) -> bool:
        """Make a draft that was put aside the next step of the draft, and return whether it can be used.

        If others have saved since, it meets what they saved as if it were saved now.
        """
        cockpit = self._cockpit
        try:
            base = self._base_of(kept)
            mine = cockpit.full(patched(base, json.loads(kept.patch or "[]")))
        except (ValueError, RecursionError) as error:
            problems = error.problems if isinstance(error, InputError) else ()
            told = tuple(str(problem) for problem in problems)
            self.notices.append(Notice(kind="unusable", kept=kept, problems=told))
            return False
        if base is cockpit.draft.saved or is_same(base, mine):
            cockpit.draft = cockpit.draft.edit(mine, cockpit.typed)
        else:
            self._meet(kept, base, mine)
        cockpit.retype(kept.half_typed())
        return True

    def _meet(self, kept: Kept, base: Document, mine: Document) -> None:
        """Let a draft of an older version meet what was saved since."""
        cockpit, number = self._cockpit, kept.version or 0
        since = [one for one in cockpit.store.history(kept.account) if one.number > number]
        before = cockpit.draft if cockpit.draft.changes else begin(base)
        cockpit.draft = before.edit(mine, cockpit.typed).onto(base)
        cockpit.version = cockpit.store.version(kept.account, number) if number else None
        if since:
            cockpit.meet(Meeting(since, cockpit.full))

    def _base_of(self, kept: Kept) -> Document:
        """Return what a draft that was put aside changes: what is saved now, if nobody knows better."""
        cockpit = self._cockpit
        if kept.version is None or kept.version == cockpit.number:
            return cockpit.draft.saved
        try:
            return cockpit.full(cockpit.document_of(kept.version))
        except UnknownVersion:
            return cockpit.draft.saved

    def _take(self, kept: Kept) -> bool:
        """Go on with a kept draft, and return whether it can be used; if not, the browser keeps it."""
        if not self.recover(kept):
            return False
        self.shelf.take(kept)
        return True

    def _open_with(self, kept: Kept) -> None:
        """Go on with a draft in its account; what was not saved there is under undo."""
        cockpit = self._cockpit
        if cockpit.account is None or cockpit.account.name != kept.account:
            cockpit.open(kept.account)
        if cockpit.base is not None and not kept.is_empty:
            self.recover(kept)

    def _near(self, name: str) -> str:
        """Return the account whose name is nearest to one that is unknown; empty if none is near."""
        known = [one.name for one in self._cockpit.accounts]
        return next(iter(get_close_matches(name.lower(), known, n=1)), "")
