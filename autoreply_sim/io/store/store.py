"""A store that is open: what an account's settings were, are, and shall be from now on.

A save says which version it is based on. If that is not the latest any more, nothing is saved, and the answer is what
was saved meanwhile: nobody overwrites what they have not seen.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from autoreply_sim.errors import InputError, Problem
from autoreply_sim.io.store.checks import checked_account, checked_label, checked_save
from autoreply_sim.io.store.versions import Conflict, UnknownVersion, Version

if TYPE_CHECKING:
    # SQLAlchemy comes with it; whoever opens a store imports it.
    from autoreply_sim.io.store.rows import Rows

MOST = 50
"""How many versions a history shows if nothing is said, and a conflict always."""


class Store:
    """Versions of documents by account; any number of threads, processes and machines may use it at once.

    Whatever it does may raise InputError: if a name cannot be one, or if the database cannot be reached, read or
    written.
    """

    def __init__(self, rows: Rows, clock_ms: Callable[[], int]) -> None:
        self._rows, self._clock_ms = rows, clock_ms

    def latest(self, account: str) -> Version | None:
        """Return the latest version of an account, or None if nothing is saved yet."""
        return next(iter(self.history(account, most=1)), None)

    def version(self, account: str, number: int) -> Version:
        """Return the version of a number. Raises UnknownVersion, which is a KeyError and an InputError."""
        checked_account(account)
        found = self._rows.one(account, number)
        if found is None:
            raise self._unknown(account, number)
        return found

    def history(self, account: str, most: int = MOST) -> tuple[Version, ...]:
        """Return an account's versions, newest first, `most` at most; none if nothing is saved yet."""
        checked_account(account)
        return self._rows.newest(account, most=most)

    def save(
        self, account: str, document: Mapping[str, Any], *, author: str, base: int | None, note: str = ""
    ) -> Version:
        """Save a document as the next version, and return that.

        `base` is the version that the author began with, None if there was none. Raises Conflict if it is not the
        latest any more, UnknownVersion if it never was there, and InputError with all that is wrong with the document
        or what stands beside it; then nothing is saved.
        """
        text = checked_save(account, document, author, note)
        return self._append(account, text, author=author, base=base, note=note)

    def restore(self, account: str, number: int, *, author: str, base: int | None) -> Version:
        """Save the document of an earlier version as the next one, and return that; raises as `save` does."""
        checked_label(account, author)
        text = self.version(account, number).text
        return self._append(account, text, author=author, base=base, restored_from=number)

    def copy_to(self, target: Store) -> int:
        """Copy every version as it is, times and authors included, and return how many there were.

        Raises InputError if the other store holds versions: histories are not mixed.
        """
        copied = self._rows.copy_to(target._rows)
        if copied is None:
            message = "it holds versions already, and histories are not mixed; name a store that is empty"
            raise InputError([Problem(where="store to copy to", message=message)])
        return copied

    def close(self) -> None:
        """Give up what the store holds; it cannot be used any more."""
        self._rows.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _append(self, account: str, text: str, *, base: int | None, **beside: Any) -> Version:
        version = Version(
            account=account,
            number=(base or 0) + 1,
            text=text,
            saved_at_ms=self._clock_ms(),
            parent=base,
            **beside,
        )
        if self._rows.append(version):
            return version
        since = self._rows.newest(account, above=base or 0, most=MOST)
        raise Conflict(account, base, since) if since else self._unknown(account, base or 0)

    def _unknown(self, account: str, number: int) -> UnknownVersion:
        latest = self.latest(account)
        return UnknownVersion(account, number, latest.number if latest else None)
