"""What was saved before: every version, who saved it and when, and what it changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from autoreply_sim.domain.schedules import zone
from autoreply_sim.errors import InputError
from autoreply_sim.io.settings_document import settings_document
from autoreply_sim.io.store import Version
from autoreply_sim.ui.models.change_words import Change, Said, changes
from autoreply_sim.ui.models.cockpit import Cockpit
from autoreply_sim.ui.models.documents import Document, read
from autoreply_sim.ui.models.moments import moment_phrase
from autoreply_sim.ui.models.phrase import Phrase, phrase

MOST_CHANGES: Final = 4
"""Changes of a version that are listed."""
_LONGEST: Final = 60
"""Characters of a text that are shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """A version that was saved; number 0 is the file's own settings."""

    number: int
    author: str = ""
    at: str = ""
    note: str = ""
    restored_from: int | None = None
    is_current: bool
    changes: tuple[Change, ...] = ()
    """What differs from the version before, long texts cut short; the first few."""
    more: Phrase | None = None
    """How many others there are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """The versions of an account, newest first, as far as they are shown."""

    versions: tuple[Past, ...] = ()
    older: Phrase | None = None
    """How many of how many are shown; None if there are no others."""


def history(cockpit: Cockpit) -> History:
    """Return the versions of the account that is open."""
    if cockpit.account is None or cockpit.base is None:
        return History()
    most = cockpit.listed
    found = cockpit.store.history(cockpit.account.name, most=most + 1)
    current = 0 if cockpit.version is None else cockpit.version.number
    documents = [whole(cockpit, one.document) for one in found]
    if len(found) <= most:
        documents.append(settings_document(cockpit.base.world))
    shown = [
        _past(cockpit, one, documents[place : place + 2], is_current=one.number == current)
        for place, one in enumerate(found[:most])
    ]
    if len(found) > most:
        return History(
            versions=tuple(shown), older=phrase("history_shown", shown=most, total=found[0].number)
        )
    return History(versions=(*shown, Past(number=0, is_current=current == 0)))


def _past(cockpit: Cockpit, version: Version, documents: Sequence[Document], *, is_current: bool) -> Past:
    after, before = documents
    found = changes(cockpit, before, after)
    more = len(found) - MOST_CHANGES
    return Past(
        number=version.number,
        author=version.author,
        at=moment(cockpit, version.saved_at_ms),
        note=version.note,
        restored_from=version.restored_from,
        is_current=is_current,
        changes=tuple(_brief(cockpit, one) for one in found[:MOST_CHANGES]),
        more=phrase("more_changes", count=more) if more > 0 else None,
    )


def moment(cockpit: Cockpit, at_ms: int) -> str:
    """Return when something was, by the clock of the account; empty while none is open."""
    if cockpit.base is None:
        return ""
    return moment_phrase(at_ms, zone(cockpit.base.world.timezone), cockpit.language)


def whole(cockpit: Cockpit, document: Document) -> Document:
    """Return a document with what it leaves out; as it is if it has everything, or fits the file no more."""
    now = cockpit.draft.saved
    places = [(), *(("teams", team) for team in now["teams"])]
    places += [(*at, "auto_replies") for at in places[1:]]
    if all(_has_all(read(document, at) if at else document, read(now, at) if at else now) for at in places):
        return document
    try:
        return cockpit.full(document)
    except InputError:
        return document


def _has_all(found: object, keys: Document) -> bool:
    return isinstance(found, dict) and keys.keys() <= found.keys()


def _brief(cockpit: Cockpit, change: Change) -> Change:
    """Return a change in few words: whose it is goes without saying where there is one team."""
    has_one = cockpit.base is not None and len(cockpit.base.world.teams) == 1
    where = change.where[1:] if has_one and len(change.where) > 1 else change.where
    return replace(change, where=where, before=_short(change.before), after=_short(change.after))


def _short(text: Said) -> Said:
    if isinstance(text, Phrase) or len(text) <= _LONGEST:
        return text
    return text[: _LONGEST - 1].rstrip() + "…"
