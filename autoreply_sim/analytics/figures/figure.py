"""What every figure is: Plotly's data with its title, the table behind it, and words for those who cannot see it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

import plotly.graph_objects as go

from autoreply_sim.analytics.figure_look import CONFIG, Look
from autoreply_sim.analytics.figure_text import sentences
from autoreply_sim.analytics.figures.columns import Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The words of one figure, as plain text."""

    title: str
    """What was found, without a full stop."""
    x: str = ""
    y: str = ""
    reading: tuple[str, ...] = ()
    """What the table says beside, one sentence each."""
    rows: Sequence[str] | None = None
    """The rows of the table as the figure calls them; None: they speak for themselves."""
    columns: Sequence[str] | None = None
    """The columns, likewise."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _About:
    table: Table
    words: Words
    look: Look


class Figure(go.Figure):  # type: ignore[misc]  # Plotly has no types
    """A Plotly figure that a notebook keeps as data and its title, without a copy of Plotly's script."""

    # Plotly's own show the figure by whatever renderers are set up, or keep 4 MB of script with it.
    _ipython_display_ = None
    _repr_html_ = None

    _about: _About

    @property
    def table(self) -> Table:
        """The table that it was drawn from."""
        return self._about.table

    @property
    def finding(self) -> str:
        """Its title as plain text in one line."""
        return self._about.words.title

    @property
    def description(self) -> str:
        """Its title and a short reading of its table: what a screen reader says in its place."""
        return sentences(self.finding, *self._about.words.reading)

    @property
    def words(self) -> Words:
        """Everything it says, as plain text."""
        return self._about.words

    @property
    def look(self) -> Look:
        """Its language and theme."""
        return self._about.look

    def save(self, path: str | Path, *, overwrite: bool = False) -> Path:
        """Write it to a file of the kind that its name ends with, and return where it is.

        `.html`: a page with the numbers behind it, which asks nobody for anything; `.json`: Plotly's; `.png`, `.svg`
        and `.pdf` by a Chromium or Chrome. What is there already is replaced only with `overwrite`.
        Raises ValueError for another ending, and for an image where there is none; InputError if the place is
        taken; OSError if the file cannot be written.
        """
        # By name, as nothing here imports a layer above.
        write = import_module("autoreply_sim.io.figure_files").save_figure
        written: Path = write(self, path, overwrite=overwrite)
        return written

    def __reduce__(self) -> tuple[Any, ...]:
        """Return what copies and pickles are made of: Plotly's own part, and ours."""
        return (*super().__reduce__(), {"_about": self._about})

    def _repr_mimebundle_(self, *_: object, **__: object) -> dict[str, object]:
        """Return what a notebook keeps."""
        shown = self.to_plotly_json() | {"config": CONFIG}
        return {"application/vnd.plotly.v1+json": shown, "text/plain": f"Figure: {self.finding}"}


def draw(look: Look, table: Table, traces: Any, words: Words) -> Figure:  # noqa: ANN401 (Plotly has no types)
    """Return a figure of traces in one look, with its words and the table behind it."""
    figure = Figure(traces, look.layout(words.title, words.x, words.y))
    figure._about = _About(table=table, words=words, look=look)  # noqa: SLF001 (Plotly's constructor takes nothing of ours)
    return figure
