"""Figures as a report holds them: drawn in every look, without a title of their own, with the numbers behind them."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
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

_BREAK = "\N{THIN SPACE}"
"""In place of a new line: something that may stand within a number, and that nobody types."""

Draw = Callable[..., Figure]
"""A figure's function with its table: what is left to say is `language` and `theme`."""


def chart(key: str, draw: Draw, tell: Telling) -> Chart:
    """Return a figure as a chart of a report; nothing that people wrote may be in it."""
    drawn = {theme: draw(language=tell.language, theme=theme) for theme in THEMES}
    figure = drawn["light"]
    return Chart(
        key=key,
        finding=figure.finding,
        description=figure.description,
        looks={theme: _json(each, theme) for theme, each in drawn.items()},
        height_px=int(figure.layout.height),
        numbers=_numbers(figure, tell),
    )


def hidden(chart: Chart, tell: Telling) -> Chart:
    """Return a chart of what people wrote without anybody's number."""
    rows = tuple(tuple(map(tell.hide, row)) for row in chart.numbers.rows)
    return replace(
        chart,
        finding=tell.hide(chart.finding),
        description=tell.hide(chart.description),
        looks={theme: json.dumps(_hidden(json.loads(look), tell)) for theme, look in chart.looks.items()},
        numbers=replace(chart.numbers, rows=rows),
    )


def _hidden(part: Any, tell: Telling) -> Any:  # noqa: ANN401 (JSON, as deep as it goes)
    """Return a part of what Plotly draws with its texts hidden; instants are none, nor are packed numbers."""
    match part:
        case dict():
            return {key: part[key] if key == "bdata" else _hidden(part[key], tell) for key in part}
        case list():
            return [_hidden(each, tell) for each in part]
        case str():
            # A number may go on in the next line.
            return tell.hide(part.replace("<br>", _BREAK)).replace(_BREAK, "<br>")
    return part


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
        rows=tuple((name, *cells) for name, cells in rows),
        figures=frozenset(place for place, is_number in enumerate(kinds, start=1) if is_number),
    )
