"""Settings as a document in the words of a scenario file: changed without changing it, and how many things differ."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Final, TypeAlias

Document: TypeAlias = Mapping[str, Any]
"""`{"policies": …, "teams": {key: {"auto_replies": …, "schedules": …, …}}}`, as `io.settings_document` writes it."""

At: TypeAlias = tuple[str, ...]
"""Where something stands in a document, key by key."""


DEEPEST: Final = 64
"""How deep a document may be nested: as deep as the store keeps it."""


def read(document: Document, at: At) -> Any:  # noqa: ANN401 (whatever stands there)
    """Return what stands at a place; None where nothing does."""
    found: Any = document
    for key in at:
        if not isinstance(found, Mapping) or key not in found:
            return None
        found = found[key]
    return found


def put(document: Document, at: At, value: object) -> Document:
    """Return the document with another value at a place; None takes away what stands there."""
    key, *further = at
    if further:
        inner = document.get(key)
        value = put(inner if isinstance(inner, Mapping) else {}, tuple(further), value)
    changed = dict(document)
    if value is None:
        changed.pop(key, None)
    else:
        changed[key] = value
    return changed


def is_same(one: Document, other: Document) -> bool:
    """Say whether two documents say the same, whatever the order of their keys."""
    return json.dumps(one, sort_keys=True) == json.dumps(other, sort_keys=True)


def places_changed(before: Document, after: Document) -> tuple[At, ...]:
    """Return where two documents differ, key by key; a list that differs is one place."""
    return tuple(_changed(before, after, ()))


def as_patch(before: Document, after: Document) -> list[tuple[At, Any]]:
    """Return what turns one document into the other: places and what stands there, None for what is gone."""
    return [(at, read(after, at)) for at in places_changed(before, after)]


def patched(document: Document, patch: object) -> Document:
    """Return the document with a patch that came from anywhere. Raises ValueError for what is none."""
    if not _is_flat(patch, DEEPEST):
        raise ValueError(f"this is nested more than {DEEPEST} deep")
    for step in patch if isinstance(patch, list) else [None]:
        match step:
            case [[str(), *_] as at, value] if len(at) <= DEEPEST and all(isinstance(key, str) for key in at):
                document = put(document, tuple(at), value)
            case _:
                raise ValueError("this is no list of places with what stands there")
    return document


def _is_flat(value: object, most: int) -> bool:
    """Say whether something is nested no deeper than that; however deep it is, this ends."""
    if not isinstance(value, Mapping | list):
        return True
    inner = value.values() if isinstance(value, Mapping) else value
    return most > 0 and all(_is_flat(one, most - 1) for one in inner)


def _changed(before: object, after: object, at: At) -> list[At]:
    if not (isinstance(before, Mapping) and isinstance(after, Mapping)):
        return [] if before == after else [at]
    keys = dict.fromkeys([*before, *after])
    return [place for key in keys for place in _changed(before.get(key), after.get(key), (*at, key))]
