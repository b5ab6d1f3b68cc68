"""What stands above every page of the cockpit: where one is, whose settings these are, and what is not saved yet."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from autoreply_sim.ui.models.cockpit import PAGES, Cockpit
from autoreply_sim.ui.models.history import moment
from autoreply_sim.ui.models.notices import Said, in_words
from autoreply_sim.ui.models.phrase import Phrase, phrase

MOST_HANDED_OVER = 30_000
"""Characters of a link that hands a draft to the explorer; servers refuse longer ones than twice that."""


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
    story: str
    """The query with which the explorer opens a story of the account, with the draft beside what is saved."""
    is_handed_over: bool
    """Whether the draft is in that query: one that is too long for a link is not."""
    is_opening: bool
    """Whether no account is open yet, as before the page has told what it asks for."""
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
    handed_over = _story(cockpit, cockpit.patch())
    fits = len(handed_over) <= MOST_HANDED_OVER
    return Top(
        pages=tuple((page, phrase(f"page_{page}"), page == cockpit.page) for page in PAGES),
        accounts=tuple((one.name, one.title, one == chosen) for one in cockpit.accounts),
        teams=()
        if base is None
        else tuple((one.key, one.display_name, one.key == cockpit.team) for one in base.world.teams),
        saved=_saved(cockpit),
        changes=changes,
        unsaved=phrase("unsaved", count=changes),
        story=handed_over if fits else _story(cockpit, ""),
        is_handed_over=fits,
        is_opening=chosen is None and bool(cockpit.accounts),
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


def _story(cockpit: Cockpit, patch: str) -> str:
    asked = {
        "lang": cockpit.language,
        "account": cockpit.account.name if cockpit.account and cockpit.base else "",
        "draft": patch,
    }
    return urlencode({key: value for key, value in asked.items() if value})


def _saved(cockpit: Cockpit) -> Phrase:
    version = cockpit.version
    if version is None:
        return phrase("saved_never")
    at = moment(cockpit, version.saved_at_ms)
    return phrase("saved_version", number=version.number, author=version.author or "–", at=at)
