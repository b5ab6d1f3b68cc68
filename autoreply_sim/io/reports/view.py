"""What a report shows, as plain text: sections of facts, tables and charts, without a word of HTML.

The pages are made from this alone (page.py), so what a report says can be looked at without reading HTML.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One thing and what it is."""

    label: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Rows of text; the first cell of each is its name."""

    caption: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    figures: frozenset[int] = frozenset()
    """Columns that hold numbers, by place."""
    is_folded: bool = False
    """Whether only its caption is seen until somebody unfolds it."""
    note: str = ""
    """What stands beneath."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """A figure: what it says, what Plotly draws for each look, and the numbers behind it."""

    key: str
    finding: str
    description: str
    looks: Mapping[str, str]
    """Plotly's JSON by theme."""
    height_px: int
    numbers: Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """What belongs together beneath a heading of its own."""

    title: str
    facts: tuple[Fact, ...] = ()
    tables: tuple[Table, ...] = ()

    def flat(self) -> Iterator[tuple[tuple[str, str], str]]:
        """Yield each of its values with what it is called: what two groups can be compared by."""
        for fact in self.facts:
            yield (self.title, fact.label), fact.value
        for table in self.tables:
            for name, *cells in table.rows:
                for head, cell in zip(table.heads[1:], cells, strict=True):
                    yield (self.title, f"{name} · {head}"), cell


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One part of a report."""

    key: str
    title: str
    notes: tuple[str, ...] = ()
    """What nobody should miss, in sentences."""
    said: tuple[str, ...] = ()
    facts: tuple[Fact, ...] = ()
    charts: tuple[Chart, ...] = ()
    tables: tuple[Table, ...] = ()
    groups: tuple[Group, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A whole report."""

    language: str
    title: str
    kind: str
    """What it is a report on, in a sentence."""
    sections: tuple[Section, ...]
