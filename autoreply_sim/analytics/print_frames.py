"""Prints the page on the tables of a run: `python -m autoreply_sim.analytics.print_frames`.

The page is made from the columns' own declarations, and from what the tables say of themselves; a test holds
docs/reference/frames.md to it.
"""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from collections.abc import Iterable, Iterator, Sequence

from autoreply_sim.analytics.frame_columns import COLUMNS, FIGURES, WRITTEN, Column
from autoreply_sim.analytics.frames import Frames

_OPENING = """# The tables of a run

`run(…).frames` and `simulate(…, keep=True).runs[0].frames` have these pandas tables, one row per thing and one column
per fact. Each is made when it is first asked for; `run.frames.describe("calls")` says what its columns mean.

Instants are UTC, to the millisecond; `frames.with_local_times()` puts the wall clock of the story's time zone beside
them. Missing means that there is none.

**Nobody can be called from these tables:** customers go by their keys, and neither their names nor their phone
numbers are columns. What a customer wrote, and what a reply to it says, may name anybody: drawn runs have neither.

Of drawn runs the tables leave out what is written row by row (*stories*), unless `frames.with_sentences()` is asked
for it; they have some figures beside that stories, told minute by minute, lack (*drawn runs*)."""

_TYPES = {
    "number, count, …": "`int64`, or `Int64` where some may be missing",
    "instant": "`datetime64[ms, UTC]`",
    "key, word, rule id, E.164": "`category`; its categories are the whole list, whether they occur or not",
    "text": "`string`",
    "true or false": "`bool`, or `boolean` where some may be missing",
    "keys": "`object`: a list of keys per row; rows whose lists are equal may share one",
}
"""What pandas makes of the units."""


def page() -> str:
    """Return the page on the tables as Markdown."""
    parts = [_OPENING, _table(("unit", "type"), _TYPES.items())]
    for name, columns in COLUMNS.items():
        parts += [f"## `{name}`", getattr(Frames, name).__doc__, _columns(columns, FIGURES.get(name, ()))]
    return "\n\n".join(parts) + "\n"


def _columns(columns: Sequence[Column], figures: Sequence[Column]) -> str:
    return _table(("column", "unit", "meaning"), [*_rows(columns), *_rows(figures, "drawn runs")])


def _rows(columns: Sequence[Column], only_in: str = "") -> Iterator[Sequence[str]]:
    for column in columns:
        where = "stories" if column.name in WRITTEN else only_in
        yield f"`{column.name}`", column.unit, f"{column.meaning} *({where})*" if where else column.meaning


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    return "\n".join(f"| {' | '.join(cells)} |" for cells in [heads, ["---"] * len(heads), *rows])


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the page to the standard output, as UTF-8 whatever the locale."""
    ArgumentParser(
        prog="python -m autoreply_sim.analytics.print_frames", description=main.__doc__
    ).parse_args(arguments)
    sys.stdout.buffer.write(page().encode())


if __name__ == "__main__":  # pragma: no cover  # a test calls main
    main()
