"""What the page has to say about drafts and accounts, with what can be done about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from autoreply_sim.ui.models.phrase import Phrase, phrase
from autoreply_sim.ui.models.shelf import Kept

ACTIONS: Final = {
    "put_back": ("drop", "close"),
    "waiting": ("take", "drop"),
    "elsewhere": ("close",),
    "unusable": ("download", "drop"),
    "gone": ("download", "drop"),
}
"""What can be done about a notice of a kind."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """One thing to say: a draft was put back, waits, is in another tab, cannot be used, or its account is gone."""

    kind: str
    kept: Kept
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A notice in words."""

    number: int
    said: Phrase
    problems: tuple[str, ...]
    actions: tuple[str, ...]
    is_trouble: bool


def in_words(notice: Notice, number: int, at: str) -> Said:
    """Return a notice in words; `at` is when its draft was kept, empty if nobody knows."""
    when = at or phrase("kept_sometime")
    return Said(
        number=number,
        said=phrase(f"notice_{notice.kind}", at=when, name=notice.kept.account),
        problems=notice.problems,
        actions=ACTIONS[notice.kind],
        is_trouble=notice.kind in ("unusable", "gone"),
    )
