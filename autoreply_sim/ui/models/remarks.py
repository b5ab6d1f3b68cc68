"""What is wrong with a field of an editor: a sentence in the reader's language, to stand beside it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from autoreply_sim.ui.models.phrase import Phrase, phrase


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """One problem; `detail` is what the checks of scenario files say, in English."""

    said: Phrase
    detail: str = ""


def as_text(value: object) -> str:
    """Return a scalar of a document as it stands in a field and as the readers of scenario files want it."""
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)


def check(read: Callable[[object], object], value: object, key: str) -> Remark | None:
    """Return a remark of that key if the reader of a scenario file refuses the value."""
    try:
        read(as_text(value))
    except ValueError:
        return Remark(said=phrase(key, found=as_text(value)[:60]))
    return None
