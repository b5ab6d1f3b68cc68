"""What somebody calls a function with, checked so that they are told what to write in place of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from numbers import Real
from operator import index
from typing import SupportsIndex


def check_whole(name: str, value: object, least: int, most: int | None = None) -> None:
    """Raise ValueError with a sentence if an argument is no whole number, or out of its bounds."""
    bounds = f"{least} or more" if most is None else f"from {least} to {most:,}"
    if not isinstance(value, SupportsIndex) or isinstance(value, bool):
        raise ValueError(f"{name}: {value!r} cannot be; choose a whole number, {bounds}")  # noqa: TRY004 (a value like any other)
    if index(value) < least or (most is not None and index(value) > most):
        raise ValueError(f"{name}: {value} cannot be; choose {bounds}")


def check_confidence(value: object) -> None:
    """Raise ValueError with a sentence if a confidence is no share between 0 and 1."""
    if not is_number(value) or not 0 < value < 1:  # type: ignore[operator]  # it is a number by then
        raise ValueError(f"confidence: {value!r} cannot be; choose a share between 0 and 1, such as 0.95")


def is_number(value: object) -> bool:
    """Say whether something is a real number; True and False are none here."""
    return isinstance(value, Real) and not isinstance(value, bool)


def check_names(name: str, value: object) -> None:
    """Raise ValueError with a sentence if an argument is neither a text nor a list of texts."""
    if isinstance(value, str):
        return
    each = list(value) if isinstance(value, Iterable) else [value]
    wrong = next((one for one in each if not isinstance(one, str)), None)
    if wrong is not None or not isinstance(value, Iterable):
        raise ValueError(f"{name}: {wrong!r} is no name; write one as a text, or several as a list of texts")


def check_kind(function: str, value: object, kinds: tuple[type, ...], remedies: Sequence[str] = ()) -> None:
    """Raise TypeError with a sentence if a function is called with something else than it takes.

    `remedies`: what to do about it, one sentence each.
    """
    if isinstance(value, kinds):
        return
    wanted = " or a ".join(kind.__name__ for kind in kinds)
    said = "".join(f"; {remedy}" for remedy in remedies)
    raise TypeError(f"{function} takes a {wanted}, not {_a(type(value).__name__)}{said}")


def _a(word: str) -> str:
    return f"{'an' if word[:1].lower() in 'aeiou' else 'a'} {word}"
