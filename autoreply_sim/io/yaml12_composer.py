"""Puts the events of a YAML parser together: what they hold, its lines, and the limits a file must keep.

The loop is not recursive, so that no nesting is too deep for it, and an alias counts as all that it stands for,
so that nothing can grow.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

import yaml

from autoreply_sim.io.yaml12_data import DuplicateKey, Items, Path, Plain, Section, YamlError

MAX_DEPTH = 32
"""How deep groups and lists may be nested, aliases included; a scenario needs 9."""
MAX_VALUES = 200_000
"""How many values a file may hold, each alias counting as all that it stands for."""

_EMPTY = frozenset({"", "~", "null", "Null", "NULL"})
_HALF_CHARACTER = re.compile("[\ud800-\udfff]")


@dataclass(slots=True)
class _Open:
    """A group or a list that is being read."""

    holds: Section | Items
    line: int
    anchor: str | None
    values_before: int
    key: str | None = None
    key_line: int = 0
    height: int = 1

    @property
    def wants_a_key(self) -> bool:
        return self.key is None and isinstance(self.holds, Section)


@dataclass(frozen=True, slots=True)
class _Anchored:
    """What an alias stands for, and how much that is."""

    value: object
    values: int = 1
    height: int = 0


@dataclass(slots=True)
class Composer:
    """What was read so far; `root` is the document once its last event was taken."""

    root: object = None
    documents: int = 0
    values: int = 0
    duplicates: list[DuplicateKey] = field(default_factory=list)
    open: list[_Open] = field(default_factory=list)
    anchors: dict[str, _Anchored] = field(default_factory=dict)

    def take(self, event: yaml.Event) -> None:
        """Take the parser's next event."""
        if isinstance(event, yaml.ScalarEvent):
            self._scalar(event)
        elif isinstance(event, yaml.CollectionStartEvent):
            self._begin(event)
        elif isinstance(event, yaml.CollectionEndEvent):
            self._end()
        elif isinstance(event, yaml.AliasEvent):
            self._alias(event)
        elif isinstance(event, yaml.DocumentStartEvent):
            self._document(event)

    def _document(self, event: yaml.DocumentStartEvent) -> None:
        self.documents += 1
        if self.documents > 1:
            line = _line(event)
            raise YamlError(
                "a second document begins here (---); write each scenario in a file of its own", line
            )

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        line = _line_without_tag(event)
        value: str | None = event.value
        if event.implicit[0]:
            value = None if value in _EMPTY else Plain(event.value)
        elif not event.value.isascii() and _HALF_CHARACTER.search(event.value):
            raise YamlError(
                "a text holds half a character (a \\ud… escape); write the character itself", line
            )
        if event.anchor:
            self.anchors[event.anchor] = _Anchored(value)
        self._add(value, line)

    def _alias(self, event: yaml.AliasEvent) -> None:
        line = _line(event)
        if event.anchor in self.anchors:
            known = self.anchors[event.anchor]
            self._count(known.values - 1, known.height, line)
            self._add(known.value, line, known.height)
        elif any(event.anchor == one.anchor for one in self.open):
            raise YamlError(f"the alias *{event.anchor} stands inside what it repeats; write it out", line)
        else:
            raise YamlError(
                f"no anchor &{event.anchor} stands before the alias *{event.anchor}; write it out", line
            )

    def _begin(self, event: yaml.CollectionStartEvent) -> None:
        line = _line_without_tag(event)
        if self.open and self.open[-1].wants_a_key:
            message = "a key cannot be a group or a list; put a text that begins with { or [ in quotes"
            raise YamlError(message, line)
        holds = Section() if isinstance(event, yaml.MappingStartEvent) else Items()
        self.open.append(_Open(holds, line, event.anchor, self.values))
        if len(self.open) > MAX_DEPTH:
            raise YamlError(
                f"groups and lists are nested more than {MAX_DEPTH} deep; a scenario needs 9", line
            )

    def _end(self) -> None:
        done = self.open.pop()
        if done.anchor:
            values = self.values - done.values_before + 1
            self.anchors[done.anchor] = _Anchored(done.holds, values, done.height)
        self._add(done.holds, done.line, done.height)

    def _add(self, value: object, line: int, height: int = 0) -> None:
        """Put a value where it belongs: on top, into the list, or as a key or its value into the group."""
        self._count(1, 0, line)
        if not self.open:
            self.root = value
            return
        into = self.open[-1]
        if height >= into.height:
            into.height = height + 1
        if isinstance(into.holds, Items):
            into.holds.put(value, line)
        elif into.key is None:
            into.key, into.key_line = _key(value, line), line
        else:
            self._put(into.holds, into.key, value, (into.key_line, line))
            into.key = None

    def _count(self, values: int, height: int, line: int) -> None:
        self.values += values
        if self.values > MAX_VALUES:
            raise YamlError(
                f"the file holds more than {MAX_VALUES:,} values, aliases counted as what they repeat", line
            )
        if len(self.open) + height > MAX_DEPTH:
            raise YamlError(f"aliases nest more than {MAX_DEPTH} deep; write out what they repeat", line)

    def _put(self, holds: Section, key: str, value: object, lines: tuple[int, int]) -> None:
        if key in holds:
            path = (*self._path(), key)
            self.duplicates.append(DuplicateKey(path=path, line=lines[0], first_line=holds.lines[key][0]))
            return
        holds[key] = value
        holds.lines[key] = lines

    def _path(self) -> Path:
        """The path of the innermost group that is open."""
        return tuple(
            len(one.holds) if isinstance(one.holds, Items) else str(one.key) for one in self.open[:-1]
        )


def _line(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 1


def _line_without_tag(event: yaml.ScalarEvent | yaml.CollectionStartEvent) -> int:
    line = _line(event)
    if event.tag is not None:
        raise YamlError(f"the tag {event.tag!r} is refused; write plain values, without !", line)
    return line


def _key(value: object, line: int) -> str:
    if not isinstance(value, str):
        raise YamlError("a key is empty (null counts as empty); write a name, or put it in quotes", line)
    return str(value)
