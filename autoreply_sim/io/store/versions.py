"""What the store keeps, and what it says when a version is not there or not the latest any more."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

from autoreply_sim.errors import InputError, Problem
from autoreply_sim.units import iso_utc


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """A document as somebody saved it; it never changes."""

    account: str
    number: int
    """Counted from 1, without gaps."""
    text: str = field(repr=False)
    """The document as canonical JSON: keys sorted, no spaces. Equal documents have equal texts."""
    author: str
    saved_at_ms: int
    """UTC, by the clock of the machine that saved; the order of versions is that of their numbers."""
    note: str = ""
    restored_from: int | None = None
    """The version whose document this one brought back."""
    parent: int | None = None
    """The version that its author had before them; None for the first."""

    @property
    def document(self) -> dict[str, Any]:
        """The document, read anew each time: whoever asks may change what they get."""
        read: dict[str, Any] = json.loads(self.text)
        return read


class Conflict(Exception):  # noqa: N818 (that others were quicker is no error of anybody's)
    """Somebody saved since the version that a save is based on; nothing was changed.

    `since` holds what was saved meanwhile, newest first: at most as many versions as a history shows by default.
    """

    def __init__(self, account: str, base: int | None, since: tuple[Version, ...]) -> None:
        super().__init__(account, base, since)
        self.account, self.base, self.since = account, base, since

    def __str__(self) -> str:
        newest = self.since[0]
        based = "when there was no version yet" if self.base is None else f"with version {self.base}"
        return (
            f"account {self.account!r}: these changes began {based}, and since then {newest.author!r} saved version "
            f"{newest.number} ({iso_utc(newest.saved_at_ms)}); look at what was changed, then save with that as base"
        )


class UnknownVersion(InputError, KeyError):  # noqa: N818 (named for what it tells, as KeyError is)
    """An account has no version of a number."""

    def __init__(self, account: str, number: int, latest: int | None) -> None:
        has = "nothing is saved yet" if latest is None else f"its versions are 1 to {latest}"
        super().__init__(
            [Problem(where=f"account {account!r}", message=f"there is no version {number}; {has}")]
        )
        self.account, self.number, self.latest = account, number, latest

    def __str__(self) -> str:
        # KeyError would put quotation marks around the sentence.
        return "\n".join(str(problem) for problem in self.problems)

    def __reduce__(self) -> tuple[type[UnknownVersion], tuple[str, int, int | None]]:
        return UnknownVersion, (self.account, self.number, self.latest)
