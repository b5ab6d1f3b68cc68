"""What stands above every page of the cockpit: where one is, whose settings these are, and what is not saved yet."""

from __future__ import annotations

from dataclasses import dataclass

from autoreply_sim.ui.models.cockpit import PAGES, Cockpit
from autoreply_sim.ui.models.history import moment
from autoreply_sim.ui.models.notices import Said, in_words
from autoreply_sim.ui.models.phrase import Phrase, phrase


@dataclass(frozen=True, slots=True, kw_only=True)
class Top:
    """The head of the cockpit."""

    pages: tuple[tuple[str, Phrase, bool], ...]
    """Key, words, and whether it is the one that is shown."""
    accounts: tuple[tuple[str, str, bool], ...]
    teams: tuple[tuple[str, str, bool], ...]
    saved: Phrase
    """Which version is saved, by whom and when."""
    changes: int
    unsaved: Phrase
    can_undo: bool
    can_redo: bool
    has_problems: bool
    problems: tuple[str, ...]
    """Why the account cannot be opened at all."""
    notices: tuple[Said, ...]
    notes: tuple[Phrase, ...]
    """What the link asked for that is not here."""


def top(cockpit: Cockpit) -> Top:
    """Return the head of the cockpit as it stands."""
    draft, base, chosen = cockpit.draft, cockpit.base, cockpit.account
    changes = len(draft.changes)
    return Top(
        pages=tuple((page, phrase(f"page_{page}"), page == cockpit.page) for page in PAGES),
        accounts=tuple((one.name, one.title, one == chosen) for one in cockpit.accounts),
        teams=()
        if base is None
        else tuple((one.key, one.display_name, one.key == cockpit.team) for one in base.world.teams),
        saved=_saved(cockpit),
        changes=changes,
        unsaved=phrase("unsaved", count=changes),
        can_undo=draft.can_undo,
        can_redo=draft.can_redo,
        has_problems=bool(cockpit.typed),
        problems=cockpit.problems,
        notices=tuple(
            in_words(notice, number, moment(cockpit, notice.kept.at_ms) if notice.kept.at_ms else "")
            for number, notice in enumerate(cockpit.drafts.notices)
        ),
        notes=cockpit.notes,
    )


def _saved(cockpit: Cockpit) -> Phrase:
    version = cockpit.version
    if version is None:
        return phrase("saved_never")
    at = moment(cockpit, version.saved_at_ms)
    return phrase("saved_version", number=version.number, author=version.author or "–", at=at)
