"""Lays plain data out as YAML that people like to read: what is short stands in one line, what is long below.

A list of groups is always one item a line or more, as is a group at the top that holds others: that is where people
look for the parts of a file.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from autoreply_sim.io.yaml12_data import Plain
from autoreply_sim.io.yaml_text import text_to_yaml

WIDTH = 110
_LONGEST_KEY = 1_000
"""Characters of a key as written, quotes and escapes included; YAML wants a longer one after a ``?``."""


def layout(tree: Mapping[str, object]) -> str:
    """Return groups, lists, texts, numbers, switches and None as YAML; `Plain` texts are written as they are."""
    lines: list[str] = []
    for key, value in tree.items():
        lines += _entry(key, value, WIDTH, is_flat=_holds_no_other(value))
    return "".join(f"{line}\n" for line in lines)


def _group(group: Mapping[str, object], width: int) -> Iterator[str]:
    for key, value in group.items():
        yield from _entry(key, value, width, is_flat=True)


def _entry(key: str, value: object, width: int, *, is_flat: bool) -> Iterator[str]:
    """Yield the lines of a key and its value: one, if it fits and `is_flat` allows it."""
    head = f"{_text_of_key(key)}:"
    if len(head) > _LONGEST_KEY:
        yield f"? {head[:-1]}"
        head = ":"
    is_scalar = not _holds(value)
    line = f"{head} {_scalar(value, in_line=False)}" if is_scalar else ""
    if not is_scalar and is_flat and not _lists_groups(value):
        line = f"{head} {_in_line(value)}"
    if is_scalar or (line and len(line) <= width):
        yield line
        return
    yield head
    below = _list(value, width - 2) if isinstance(value, list) else _group(_as_group(value), width - 2)
    yield from (f"  {each}" for each in below)


def _list(items: Sequence[object], width: int) -> Iterator[str]:
    for item in items:
        line = "" if _lists_groups(item) else _in_line(item)
        is_short = len(line) <= width - 2 or not _holds(item)
        first, *others = [line] if line and is_short else _group(_as_group(item), width - 2)
        yield f"- {first}"
        yield from (f"  {other}" for other in others)


def _in_line(value: object) -> str:
    if not _holds(value):
        return _scalar(value, in_line=True)
    if isinstance(value, Mapping):
        return (
            "{" + ", ".join(f"{_key_in_line(key)}: {_in_line(inner)}" for key, inner in value.items()) + "}"
        )
    return "[" + ", ".join(map(_in_line, value)) + "]" if isinstance(value, list) else ""


def _scalar(value: object, *, in_line: bool) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Plain | int):
        return str(value)
    if isinstance(value, Mapping):
        return "{}"
    return text_to_yaml(value, in_line=in_line) if isinstance(value, str) else "[]"


def _text_of_key(key: str) -> str:
    return str(key) if isinstance(key, Plain) else text_to_yaml(key)


def _key_in_line(key: str) -> str:
    written = _text_of_key(key)
    return written if len(written) <= _LONGEST_KEY else f"? {written} "


def _holds(value: object) -> bool:
    """Return whether a value is a group or a list with something in it."""
    return isinstance(value, Mapping | list) and bool(value)


def _holds_no_other(value: object) -> bool:
    inner = value.values() if isinstance(value, Mapping) else value if isinstance(value, list) else ()
    return not any(isinstance(each, Mapping | list) for each in inner)


def _lists_groups(value: object) -> bool:
    """Return whether a list of groups is in a value, at whatever depth."""
    if isinstance(value, list):
        return any(isinstance(item, Mapping) for item in value)
    return isinstance(value, Mapping) and any(map(_lists_groups, value.values()))


def _as_group(value: object) -> Mapping[str, object]:
    if not isinstance(value, Mapping):
        raise TypeError(f"a list of lists has no layout: {value!r}")
    return value
