"""What may be saved: names, authors and notes that every database, page and terminal can show."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from typing import Any

from autoreply_sim.errors import InputError, Problem
from autoreply_sim.io.store.documents import canonical, is_text

MAX_NAME = 200
"""Characters of an account's name, and of an author's."""
MAX_NOTE = 2_000
_SPACING = "\n\t"
"""The only control characters that a note may hold."""


def checked_account(account: str) -> None:
    """Raise InputError if an account cannot have this name."""
    _refuse(list(_problems_of_name(account, "account")))


def checked_save(account: str, document: Mapping[str, Any], author: str, note: str) -> str:
    """Return a document's canonical JSON text. Raises InputError with all that is wrong with what shall be saved."""
    text, problems = canonical(document)
    _refuse([*_problems_of_label(account, author, note), *problems])
    return text


def checked_label(account: str, author: str, note: str = "") -> None:
    """Raise InputError with all that is wrong with what stands beside a document."""
    _refuse(list(_problems_of_label(account, author, note)))


def _refuse(problems: list[Problem]) -> None:
    if problems:
        raise InputError(problems)


def _problems_of_label(account: str, author: str, note: str) -> Iterator[Problem]:
    yield from _problems_of_name(account, "account")
    yield from _problems_of_name(author, "author")
    yield from _problems_of_text(note, "note", MAX_NOTE, _SPACING)


def _problems_of_name(name: str, where: str) -> Iterator[Problem]:
    found = list(_problems_of_text(name, where, MAX_NAME))
    yield from found
    if not found and not name.strip():
        yield Problem(where=where, message="a name is needed, found an empty one")
    elif not found and name != name.strip():
        yield Problem(where=where, message=f"{name!r} begins or ends with a space; leave it out")


def _problems_of_text(text: object, where: str, most: int, allowed: str = "") -> Iterator[Problem]:
    if not isinstance(text, str):
        yield Problem(where=where, message=f"a text is needed, found {type(text).__name__}")
    elif len(text) > most:
        yield Problem(
            where=where, message=f"{len(text):,} characters; at most {most:,} are possible: shorten it"
        )
    elif not is_text(text):
        yield Problem(where=where, message=f"{ascii(text)[:40]} is no valid text; correct it")
    elif controls := sorted({sign for sign in text if unicodedata.category(sign) == "Cc"} - set(allowed)):
        shown = ", ".join(f"U+{ord(sign):04X}" for sign in controls)
        yield Problem(
            where=where, message=f"control characters cannot be saved, found {shown}; leave them out"
        )
