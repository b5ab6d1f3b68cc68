"""What a YAML file holds: groups of keys, lists and scalars, each with its line.

A scalar without quotes stays a `Plain` text: whether `08:00`, `no` or `+15155550199` is a time, a word or a
phone number, the field says that it stands in. Only an empty value (`null`, `~` or nothing) is None from the start.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

Path = tuple[str | int, ...]
"""Keys and list positions (from 0) that lead from the top of a file to a value."""

_TRUE, _FALSE = frozenset({"true", "True", "TRUE"}), frozenset({"false", "False", "FALSE"})
_DECIMAL = re.compile(r"[-+]?[0-9]{1,300}")
_OCTAL_OR_HEXADECIMAL = re.compile(r"0o[0-7]{1,300}|0x[0-9a-fA-F]{1,300}")
_FRACTION = re.compile(
    r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?|[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)"
)


class Plain(str):
    """A scalar written without quotes: the text as written, for its field to interpret."""

    __slots__ = ()


class Section(dict[str, object]):
    """A group of keys; `lines` holds the lines, from 1, of each key and of its value."""

    __slots__ = ("lines",)

    def __init__(self) -> None:
        self.lines: dict[str, tuple[int, int]] = {}


class Items(list[object]):
    """A list; `lines` holds the line, from 1, of each item, and `positions` where it stood in the file, from 0."""

    __slots__ = ("lines", "positions")

    def __init__(self) -> None:
        self.lines: list[int] = []
        self.positions: list[int] = []

    def put(self, item: object, line: int, position: int | None = None) -> None:
        """Add an item; one without a position is the next of the file."""
        self.append(item)
        self.lines.append(line)
        self.positions.append(len(self) - 1 if position is None else position)


class YamlError(ValueError):
    """A text that is no YAML, or YAML that is refused; `line` counts from 1, None where none can be named."""

    def __init__(self, message: str, line: int | None = None) -> None:
        super().__init__(message)
        self.line = line


@dataclass(frozen=True, slots=True, kw_only=True)
class DuplicateKey:
    """A key that stands twice in one group; the first one counts."""

    path: Path
    line: int
    first_line: int


def resolve(value: object) -> object:
    """Return plain Python data: what YAML 1.2's core schema makes of a composed value."""
    if isinstance(value, Section):
        return {key: resolve(item) for key, item in value.items()}
    if isinstance(value, Items):
        return [resolve(item) for item in value]
    return scalar(value) if isinstance(value, Plain) else value


def scalar(text: str) -> bool | int | float | str:
    """Return what a scalar without quotes, and not empty, means under YAML 1.2's core schema."""
    if text in _TRUE or text in _FALSE:
        return text in _TRUE
    if _DECIMAL.fullmatch(text):
        return int(text)
    if _OCTAL_OR_HEXADECIMAL.fullmatch(text):
        return int(text, 0)
    if _FRACTION.fullmatch(text):
        return float(text.lower().replace(".inf", "inf").replace(".nan", "nan"))
    return str(text)


def line_of(root: object, path: Path, *, of_key: bool = False) -> int:
    """Return the line, from 1, of the value at a path (or of its key), or of the nearest thing above it.

    A group or a list is where its key is: its first line below would be somebody else's.
    """
    line, node = 1, root
    for step in path:
        key_line, value_line = _lines_in(node, step)
        node = _inside(node, step)
        if not value_line:
            return line
        line = key_line if of_key or isinstance(node, Section | Items) else value_line
    return line


def _lines_in(node: object, step: str | int) -> tuple[int, int]:
    """The lines of a key and its value, or of an item twice; zeros if there is no such thing."""
    if isinstance(node, Section) and isinstance(step, str):
        return node.lines.get(step, (0, 0))
    if isinstance(node, Items) and isinstance(step, int) and step < len(node):
        return node.lines[step], node.lines[step]
    return 0, 0


def inside(root: object, path: Path) -> object:
    """Return the value at a path, None if there is none."""
    node = root
    for step in path:
        node = _inside(node, step)
    return node


def _inside(node: object, step: str | int) -> object:
    if isinstance(node, Section) and isinstance(step, str):
        return node.get(step)
    if isinstance(node, Items) and isinstance(step, int) and step < len(node):
        return node[step]
    return None
