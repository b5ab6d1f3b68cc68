"""What a change does to many figures at once: each difference with its interval, around zero."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import isnan, nan
from typing import Any

import numpy as np
import plotly.graph_objects as go

from autoreply_sim.analytics import figure_words as words
from autoreply_sim.analytics.figure_look import Look, look_of
from autoreply_sim.analytics.figure_text import hover, safe, short
from autoreply_sim.analytics.figures.columns import Table, cells_of, column, has, place_of
from autoreply_sim.analytics.figures.figure import Figure, Words, draw
from autoreply_sim.analytics.figures.said import entries, percent_sign
from autoreply_sim.analytics.phrases import Pair
from autoreply_sim.analytics.summary_lines import number_in

_MINUS = "−"
_SMALLEST_P = 0.001
_LABEL = 48
"""Characters of a name that a telephone shows whole."""
_ROW_PX, _LEGEND_PX = 68, 64
"""How high a row is, and how far beneath the last one the legend begins."""
_EDGE = 0.12
"""Of what the intervals span, at both ends."""


_KINDS: Mapping[Pair, tuple[str, int, int]] = {
    words.BEYOND_CHANCE: ("circle", 0, 4),
    words.WITHIN_CHANCE: ("circle-open", 6, 2),
    words.NO_INTERVAL: ("x-thin-open", 6, 2),
    words.NONE_SEEN: ("line-ns-open", 6, 2),
}
"""Symbol, place of the colour, pixels of the line: filled on a thick one says what colour alone would not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    """One figure's difference; NaN is what cannot be told."""

    name: str
    value: float
    low: float
    high: float
    p: float

    @property
    def has_interval(self) -> bool:
        return not (isnan(self.value) or isnan(self.low) or isnan(self.high))

    @property
    def is_beyond_chance(self) -> bool:
        return self.has_interval and (self.low > 0 or self.high < 0)

    @property
    def is_none(self) -> bool:
        """Whether no difference was seen at all, of which there is no interval."""
        return self.value == 0 and not self.has_interval

    @property
    def kind(self) -> Pair:
        """What can be told of it, as the legend says it."""
        if not self.has_interval:
            return words.NONE_SEEN if self.is_none else words.NO_INTERVAL
        return words.BEYOND_CHANCE if self.is_beyond_chance else words.WITHIN_CHANCE


def comparison_forest(
    table: Table,
    *,
    unit: str = "%",
    language: str = "en",
    dark: bool = False,
    theme: str | None = None,
) -> Figure:
    """Return differences with their intervals: of a comparison's `table`, or of rows that you made.

    Rows of your own have the figure's name as their index and the columns `value`, `low`, `high` and `p`, which may be
    left out: differences in `unit`, per cent of the base or what the figures are counted in. Without `low` and `high`
    (missing), a row says that there are too few replications. A comparison's table is drawn in per cent of the base;
    with another `unit`, in what its metrics are counted in, which then should all be the same.

    Raises ValueError where a difference is outside its interval.
    """
    look = look_of(language, dark=dark, theme=theme)
    rows = list(_rows(table, is_relative=unit == "%"))
    names = [row.name for row in rows]
    said = Words(
        title=_found(rows, unit, look),
        x=look.say(words.DIFFERENCE, unit=unit),
        reading=entries(names, (_worth(row, unit, look) for row in rows), look),
        rows=names,
    )
    reach = _reach(rows)
    figure = draw(look, table, list(_traces(rows, sum(reach) / 2, unit, look)), said)
    ink, depth = look.colours.ink, _ROW_PX * len(rows)
    figure.update_xaxes(range=reach, zeroline=True, zerolinecolor=ink, zerolinewidth=1.5)
    figure.update_yaxes(range=[len(rows) - 0.5, -0.75], showgrid=False, showticklabels=False)
    figure.update_layout(annotations=[_above(place, name, look) for place, name in enumerate(names)])
    figure.update_layout(height=depth + 210, legend_y=-_LEGEND_PX / depth)
    return figure


def _reach(rows: Sequence[_Row]) -> list[float]:
    """Return from where to where the figure goes: over zero and all intervals, with room at both ends."""
    ends = [end for row in rows for end in (row.value, row.low, row.high) if not isnan(end)]
    low, high = min([0.0, *ends]), max([0.0, *ends])
    edge = (high - low) * _EDGE or 1.0
    return [low - edge, high + edge]


def _above(place: int, name: str, look: Look) -> dict[str, Any]:
    """Return a row's name, above it and to the left, where a telephone has room for it."""
    text = {"text": safe(short(name, _LABEL)), "showarrow": False, "align": "left"}
    return text | {
        "x": 0,
        "xref": "paper",
        "xanchor": "left",
        "y": place,
        "yshift": 32,
        "bgcolor": look.colours.paper,
    }


def _rows(table: Table, *, is_relative: bool) -> Iterator[_Row]:
    is_compared = has(table, "difference")
    names = _compared_names(table) if is_compared else [str(name) for name in cells_of(table)[0]]
    value_name, p_name = ("difference", "p_adjusted") if is_compared else ("value", "p")
    p = column(table, p_name) if has(table, p_name) else np.full(len(names), nan)
    ends = [column(table, name) for name in (value_name, "low", "high")]
    if is_compared and is_relative:
        base = np.abs(column(table, "base"))
        ends = [100 * end / np.where(base == 0, nan, base) for end in ends]
    for name, value, low, high, p_value in zip(names, *(each.tolist() for each in (*ends, p)), strict=True):
        if value < low or value > high:
            raise ValueError(
                f"row {name!r}: {value:g} is not between low ({low:g}) and high ({high:g}); "
                "value is the difference, and they are the ends of its interval"
            )
        yield _Row(name=name, value=value, low=low, high=high, p=p_value)


def _compared_names(table: Table) -> list[str]:
    """Return what the rows of a comparison's table are called: the metric, and the variant where there are several."""
    _, columns, cells = cells_of(table)
    labels, variants = (cells[:, place_of(columns, name)].tolist() for name in ("label", "variant"))
    several = len(set(variants)) > 1
    return [
        f"{label} ({variant})" if several else str(label)
        for label, variant in zip(labels, variants, strict=True)
    ]


def _traces(rows: Sequence[_Row], middle: float, unit: str, look: Look) -> Iterator[go.Scatter]:
    """Yield a trace for each kind of row that there is."""
    for name, (symbol, colour, width_px) in _KINDS.items():
        if ours := [(place, row) for place, row in enumerate(rows) if row.kind == name]:
            ink, sizes = look.colour(colour), [0 if isnan(row.value) else 11 for _, row in ours]
            marker = {"symbol": symbol, "size": sizes, "opacity": 1, "color": ink}
            marker["line"] = {"width": 2, "color": ink}
            drawn = _intervals(ours, middle, unit, look)
            yield drawn.update(name=look.say(name), marker=marker, error_x_thickness=width_px)


def _intervals(ours: Sequence[tuple[int, _Row]], middle: float, unit: str, look: Look) -> go.Scatter:
    rows = [row for _, row in ours]
    return go.Scatter(
        x=[0 if isnan(row.value) else row.value for row in rows],
        y=[place for place, _ in ours],
        error_x={
            "array": [row.high - row.value if row.has_interval else 0 for row in rows],
            "arrayminus": [row.value - row.low if row.has_interval else 0 for row in rows],
            "width": 0,
        },
        mode="markers+text",
        text=[safe(_short_worth(row, unit, look)) for row in rows],
        textposition=["top right" if _goes_right(row, middle) else "top left" for row in rows],
        textfont={"size": 12, "color": look.colours.ink},
        cliponaxis=False,
        hoverinfo="text",
        hovertext=[hover(row.name, _worth(row, unit, look)) for row in rows],
    )


def _goes_right(row: _Row, middle: float) -> bool:
    """Say whether what is written above a row goes to the right: away from zero, but long words to where room is."""
    return row.value >= 0 if row.has_interval else isnan(row.value) or row.value <= middle


def _found(rows: Sequence[_Row], unit: str, look: Look) -> str:
    if all(row.is_none for row in rows):
        return look.say(words.FOREST_SAME)
    if not any(row.has_interval for row in rows):
        return look.say(words.FOREST_UNKNOWN)
    beyond = [row for row in rows if row.is_beyond_chance]
    if not beyond:
        return look.say(words.FOREST_NONE, all=len(rows))
    most = max(beyond, key=lambda row: abs(row.value))
    change = _signed(most.value, unit, look)
    alone = words.FOREST_ALONE if len(rows) == 1 else words.FOREST_ONE
    said = alone if len(beyond) == 1 else words.FOREST
    return look.say(said, count=len(beyond), all=len(rows), metric=most.name, change=change)


def _worth(row: _Row, unit: str, look: Look) -> str:
    if isnan(row.value):
        return look.say(words.NOT_MEASURED)
    if row.is_none:
        return look.say(words.NONE_SEEN)
    if not row.has_interval:
        return f"{_signed(row.value, unit, look)}, {look.say(words.NO_INTERVAL)}"
    value, low, high = (_signed(number, unit, look) for number in (row.value, row.low, row.high))
    said = look.say(words.INTERVAL, value=value, low=low, high=high)
    return said if isnan(row.p) else f"{said}, {_p_value(row.p, look)}"


def _short_worth(row: _Row, unit: str, look: Look) -> str:
    if isnan(row.value):
        return look.say(words.NOT_MEASURED)
    if row.is_none:
        return look.say(words.NONE_SEEN)
    value = _signed(row.value, unit, look)
    return value if row.has_interval else look.say(words.NO_INTERVAL_HERE, value=value)


def _p_value(p: float, look: Look) -> str:
    pair = words.P_SMALL if p < _SMALLEST_P else words.P_VALUE
    return look.say(pair, p=number_in(max(p, _SMALLEST_P), look.language, 3))


def _signed(number: float, unit: str, look: Look) -> str:
    """Return a difference with its sign and unit: +3.2%, −3,2 %."""
    sign = _MINUS if round(number, 1) < 0 else "+" if round(number, 1) > 0 else ""
    after = percent_sign(look) if unit == "%" else f"\u202f{unit}"
    return f"{sign}{number_in(abs(number), look.language)}{after}"
