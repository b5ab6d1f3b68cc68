"""Documents as canonical JSON text; what JSON cannot hold is refused, with the place where it stands."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping
from typing import Any

from autoreply_sim.errors import Problem

MAX_BYTES = 4 * 1_048_576
"""Four times what a scenario file may have."""
MAX_DEPTH = 64
_MAX_WHOLE = 2**63
"""Beyond this, other readers of JSON lose digits or give up."""


def canonical(document: Mapping[str, Any]) -> tuple[str, list[Problem]]:
    """Return a document's canonical JSON text, and all that is wrong with it; with problems, the text is empty."""
    problems = list(_problems_of_document(document))
    if problems:
        return "", problems
    text = json.dumps(
        document, ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":"), default=dict
    )
    size = len(text.encode())
    if size > MAX_BYTES:
        message = f"the document has {size:,} bytes; at most {MAX_BYTES:,} can be saved: split it"
        return "", [Problem(where="document", message=message)]
    return text, []


def is_text(value: str) -> bool:
    """Return whether a text can be written as UTF-8: half of a surrogate pair cannot."""
    try:
        value.encode()
    except UnicodeEncodeError:
        return False
    return True


def _problems_of_document(document: object) -> Iterator[Problem]:
    if isinstance(document, Mapping):
        yield from _problems(document, "document", 0)
    else:
        yield Problem(where="document", message=f"a mapping is needed, found {_kind(document)}")


def _problems(value: object, where: str, depth: int) -> Iterator[Problem]:
    if depth > MAX_DEPTH:
        yield Problem(where=where, message=f"this is nested more than {MAX_DEPTH} deep; make it flatter")
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _problems_of_key(key, where)
            shown = str(key).encode(errors="backslashreplace").decode()
            yield from _problems(inner, f"{where}.{shown}", depth + 1)
    elif isinstance(value, list | tuple):
        for index, inner in enumerate(value):
            yield from _problems(inner, f"{where}[{index}]", depth + 1)
    elif message := _problem_of_leaf(value):
        yield Problem(where=where, message=message)


def _problems_of_key(key: object, where: str) -> Iterator[Problem]:
    if not isinstance(key, str):
        yield Problem(where=where, message=f"keys are texts, found {key!r}; write {str(key)!r}")
    elif not is_text(key):
        yield Problem(where=where, message=f"the key {key!a} is no valid text; correct it")


def _problem_of_leaf(value: object) -> str:
    match value:
        case None | bool():
            return ""
        case str():
            return "" if is_text(value) else f"{ascii(value)[:40]} is no valid text; correct it"
        case int():
            return "" if abs(value) < _MAX_WHOLE else "this number has more than 63 bits; save it as text"
        case float():
            return (
                ""
                if math.isfinite(value)
                else f"{value} is no number that JSON knows; leave it out, or save null"
            )
    return f"JSON has no {_kind(value)}; save it as text, a number, a list or a mapping"


def _kind(value: object) -> str:
    return type(value).__name__
