"""Drafts that are put aside: of accounts that were open before, and of visits that ended before anything was saved.

What a browser kept is whatever anybody may have put there: it is read, never trusted.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from autoreply_sim.ui.models.documents import At, Document, put
from autoreply_sim.ui.models.keyed import NAMES

_DEEPEST: Final = 8
"""Keys of a place in which something is typed, at most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A draft that was not saved."""

    account: str
    patch: str
    """What it changes, as `Cockpit.patch` gives it."""
    typed: str = ""
    """What is half typed in it, as text: places, and what stands there."""
    version: int | None = None
    """The version that it changes, 0 for the file; None if nobody knows."""
    at_ms: int = 0
    """When it last changed, by the clock of the machine; 0 if nobody knows."""
    place: str = ""
    """Where the browser keeps it; empty for one that came from elsewhere."""
    is_own: bool = False
    """Whether this tab kept it, before it was loaded again."""
    is_elsewhere: bool = False
    """Whether it is in another tab that is open."""

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing in it."""
        return not (self.patch or self.typed)

    def is_of(self, linked: Kept) -> bool:
        """Say whether it is the draft of an address, as far as that says so."""
        return self.patch == linked.patch and (linked.version in (None, self.version) or self.version is None)

    @property
    def text(self) -> str:
        """The draft as a browser keeps it, and as it is downloaded."""
        told = {"account": self.account, "draft": self.patch, "version": self.version, "at": self.at_ms}
        return json.dumps(told | ({"typed": self.typed} if self.typed else {}), ensure_ascii=False)

    def half_typed(self) -> dict[At, object]:
        """Return what is half typed, by its place; what is no such thing is left out."""
        try:
            found = json.loads(self.typed or "[]")
        except (ValueError, RecursionError):
            return {}
        typed = dict[At, object]()
        for one in found if isinstance(found, list) else ():
            match one:
                case [[str(), *_] as at, value] if _can_be_typed(tuple(at), value):
                    typed[tuple(at)] = value
        return typed


def with_typed(document: Document, at: At, value: object) -> Document:
    """Return the document with what was typed at a place; of a group, key by key."""
    for key, inner in value.items() if isinstance(value, Mapping) else ():
        document = put(document, (*at, key), inner)
    return document if isinstance(value, Mapping) else put(document, at, value)


def _can_be_typed(at: At, value: object) -> bool:
    """Say whether a field can hold that: a text or a number; of a team, its schedules, trees and rules."""
    if not all(isinstance(key, str) for key in at) or len(at) > _DEEPEST:
        return False
    if not isinstance(value, dict):
        return isinstance(value, str | int | float)
    is_team = len(at) == 2 and value.keys() <= {*NAMES, "call_trees"}
    lists = [value.get(name, []) for name in NAMES]
    trees = value.get("call_trees", {})
    return (
        is_team
        and _is_group(trees, 3)
        and all(isinstance(one, list) and all(_is_group(thing, 1) for thing in one) for one in lists)
    )


def _is_group(thing: object, depth: int) -> bool:
    """Say whether something is a group whose values are plain, or lists of texts, or groups of such, not too deep."""
    return isinstance(thing, dict) and all(
        isinstance(value, str | int | float)
        or (isinstance(value, list) and all(isinstance(one, str) for one in value))
        or (depth > 0 and _is_group(value, depth - 1))
        for value in thing.values()
    )


def read_kept(found: Iterable[Mapping[str, str]]) -> list[Kept]:
    """Return the drafts that a browser kept; what is none is left out."""
    read = (_read(one.get("text", "")) for one in found)
    return [
        replace(
            kept,
            place=one.get("place", ""),
            is_own=one.get("is") == "own",
            is_elsewhere=one.get("is") == "elsewhere",
        )
        for one, kept in zip(found, read, strict=True)
        if kept is not None
    ]


def _read(text: str) -> Kept | None:
    try:
        found: Any = json.loads(text)
    except (ValueError, RecursionError):
        return None
    match found:
        case {"account": str(account), "draft": str(patch)}:
            version, at_ms = found.get("version"), found.get("at")
            return Kept(
                account=account,
                patch=patch,
                typed=typed if isinstance(typed := found.get("typed"), str) else "",
                version=version if type(version) is int and version >= 0 else None,
                at_ms=at_ms if type(at_ms) is int and 0 <= at_ms < _LATEST_MS else 0,
            )
    return None


_LATEST_MS = 253_370_764_800_000
"""The year 9999, in which calendars end."""


class Shelf:
    """The drafts that are put aside."""

    def __init__(self, clock_ms: Callable[[], int]) -> None:
        self._clock_ms = clock_ms
        self.kept: list[Kept] = []
        """Of earlier visits and other tabs."""
        self.gone: list[str] = []
        """Places of which the browser need not know any more."""
        self._left: dict[str, Kept] = {}
        self._stamped: dict[str, Kept] = {}

    @property
    def holds_left(self) -> bool:
        """Whether there is a draft of an account that was open before in this visit."""
        return bool(self._left)

    def leave(self, draft: Kept | None) -> None:
        """Put the draft of the account that was open aside, until that is opened again."""
        if draft is not None:
            self._left[draft.account] = self._dated(draft)

    def come_back(self, account: str) -> Kept | None:
        """Take the draft that was left in this visit."""
        return self._left.pop(account, None)

    def of(self, account: str) -> list[Kept]:
        """Return what is kept of an account: what this tab kept first, then the newest."""
        found = [one for one in self.kept if one.account == account]
        return sorted(found, key=lambda one: (one.is_elsewhere, not one.is_own, -one.at_ms))

    def best(self, linked: Kept) -> Kept | None:
        """Return the draft to go on with: the one that an address has, too, or else the first that is nowhere open."""
        found = [one for one in self.of(linked.account) if not one.is_elsewhere]
        return next((one for one in found if one.is_of(linked)), next(iter(found), None))

    def account(self, known: Collection[str]) -> str:
        """Return the account whose draft was kept last; empty if there is none."""
        closed = [one for one in self.kept if one.account in known and not one.is_elsewhere]
        best = max(closed, key=lambda one: (one.is_own, one.at_ms), default=None)
        return "" if best is None else best.account

    def take(self, kept: Kept) -> None:
        """Take a draft off: from now on it is kept with what is open, or dropped."""
        self.kept = [one for one in self.kept if one is not kept]
        if kept.place:
            self.gone.append(kept.place)

    def texts(self, draft: Kept | None) -> dict[str, str]:
        """Return what the browser is to keep, by account: the draft that is open, and those that were left."""
        now = {} if draft is None else {draft.account: self._dated(draft)}
        return {account: kept.text for account, kept in (self._left | now).items()}

    def _dated(self, draft: Kept) -> Kept:
        """Return a draft with the moment at which it became what it is."""
        before = self._stamped.get(draft.account)
        if before is None or replace(before, at_ms=0) != replace(draft, at_ms=0):
            self._stamped[draft.account] = replace(draft, at_ms=self._clock_ms())
        return self._stamped[draft.account]
