"""Figures as a report holds them: drawn in every look, without a title of their own, with the numbers behind them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from autoreply_sim.analytics.figures import Figure
from autoreply_sim.io.figure_files import figure_rows
from autoreply_sim.io.reports import words
from autoreply_sim.io.reports.telling import Telling
from autoreply_sim.io.reports.view import Chart, Table

THEMES = ("light", "dark", "print")
_TOP_PX = 20
_PRINTED_PX = 680
"""As wide as a sheet of paper between its margins."""

Draw = Callable[..., Figure]
"""A figure's function with its table: what is left to say is `language` and `theme`."""


def chart(key: str, draw: Draw, tell: Telling) -> Chart:
    """Return a figure as a chart of a report."""
    drawn = {theme: draw(language=tell.language, theme=theme) for theme in THEMES}
    figure = drawn["light"]
    return Chart(
        key=key,
        finding=tell.hide(figure.finding),
        description=tell.hide(figure.description),
        looks={theme: _json(each, theme) for theme, each in drawn.items()},
        height_px=int(figure.layout.height) - int(figure.layout.margin.t) + _TOP_PX,
        numbers=_numbers(figure, tell),
    )


def _json(figure: Figure, theme: str) -> str:
    """Return what Plotly draws: without the title, which the page says itself."""
    top = figure.layout.margin.t
    height = figure.layout.height - top + _TOP_PX
    changes: dict[str, Any] = {"title_text": "", "margin_t": _TOP_PX, "height": height}
    if theme == "print":
        changes["width"] = _PRINTED_PX
    figure.update_layout(changes)
    found: str = figure.to_json()
    return found


def _numbers(figure: Figure, tell: Telling) -> Table:
    heads, rows = figure_rows(figure)
    kinds = [isinstance(value, int | float) for value in figure.table.to_numpy()[:1].flatten().tolist()]
    return Table(
        caption=tell.say(words.NUMBERS),
        heads=("", *heads),
        rows=tuple((name, *map(tell.hide, cells)) for name, cells in rows),
        figures=frozenset(place for place, is_number in enumerate(kinds, start=1) if is_number),
    )
