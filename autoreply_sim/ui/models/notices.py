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
    "unknown": ("open", "download", "close"),
    "of_file": ("open", "close"),
    "no_draft": ("close",),
}
"""What can be done about a notice of a kind."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """One thing to say: an account is unknown or gone, or a draft was put back, waits, is elsewhere or unusable."""

    kind: str
    kept: Kept
    problems: tuple[str, ...] = ()
    near: str = ""
    """The account that may have been meant instead of one that is unknown."""

    @property
    def actions(self) -> tuple[str, ...]:
        """What can be done about it."""
        idle = {"open": not self.near, "download": self.kept.is_empty}
        return tuple(one for one in ACTIONS[self.kind] if not idle.get(one))


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A notice in words."""

    number: int
    said: Phrase
    problems: tuple[str, ...]
    actions: tuple[tuple[str, Phrase], ...]
    """Each with its words."""
    is_trouble: bool


def in_words(notice: Notice, number: int, at: str) -> Said:
    """Return a notice in words; `at` is when its draft was kept, empty if nobody knows."""
    kept = notice.kept
    kind = notice.kind
    if kind == "unknown" and not kept.is_empty:
        kind = "unknown_draft"
    elif kind == "unusable" and not notice.problems:
        kind = "unreadable"
    return Said(
        number=number,
        said=phrase(f"notice_{kind}", at=at or phrase("kept_sometime"), name=kept.account),
        problems=notice.problems,
        actions=tuple((one, phrase(f"heed_{one}", name=notice.near)) for one in notice.actions),
        is_trouble=notice.kind not in ("put_back", "waiting", "elsewhere"),
    )
