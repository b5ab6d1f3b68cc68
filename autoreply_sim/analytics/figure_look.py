"""How figures look, light and dark: colours, fonts and margins as plain values, without Plotly.

The colours are those of Okabe and Ito (2008), which people with any of the common colour deficiencies tell apart; in
the order in which neighbours differ most in brightness.
"""

from __future__ import annotations

from textwrap import wrap
from typing import Any

COLOURS = ("#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9", "#D55E00", "#999999")
_INK = {False: "#1d2420", True: "#e6ebe6"}
_PAPER = {False: "#ffffff", True: "#121613"}
_GRID = {False: "#e3e6e3", True: "#303832"}
_SHADES = {
    False: ("#f5f8fa", "#9ecbe6", "#0072B2", "#003a5c"),
    True: ("#171c18", "#0b4a70", "#2f94cf", "#cfe9fa"),
}
_FONT = "system-ui, -apple-system, 'Segoe UI', 'Noto Sans', 'DejaVu Sans', sans-serif"
_TITLE_WIDTH = 40
"""Characters of a line of a title that a telephone shows whole."""

CONFIG = {
    "displaylogo": False,
    "responsive": True,
    "modeBarButtonsToRemove": ["sendChartToCloud", "select2d", "lasso2d", "autoScale2d"],
}
"""What Plotly is told beside the figure; nothing of it can leave the machine."""


def look(title: str, x: str, y: str, *, language: str, dark: bool) -> dict[str, Any]:
    """Return the layout of a figure with a title and the words of its axes; Plotly's own template has no part in it."""
    lines = wrap(title, _TITLE_WIDTH)
    axis = {"automargin": True, "gridcolor": _GRID[dark], "zeroline": False, "fixedrange": True}
    return {
        "template": "none",
        "title": {
            "text": "<br>".join(lines),
            "x": 0,
            "xref": "container",
            "pad": {"l": 12},
            "font": {"size": 16},
        },
        "colorway": list(COLOURS),
        "font": {"family": _FONT, "size": 13, "color": _INK[dark]},
        "paper_bgcolor": _PAPER[dark],
        "plot_bgcolor": _PAPER[dark],
        "margin": {"l": 12, "r": 12, "t": 32 + 22 * len(lines), "b": 12},
        "legend": {"orientation": "h", "yanchor": "top", "y": -0.34, "x": 0, "traceorder": "normal"},
        "separators": ",\u202f" if language == "fr" else ".,",
        "xaxis": axis | {"title": {"text": x, "font": {"size": 13}}},
        "yaxis": axis | {"title": {"text": y, "font": {"size": 13}}},
        "height": 420,
    }


def shades(*, dark: bool) -> list[list[object]]:
    """Return the colours from nothing to the most, as Plotly writes a scale."""
    steps = _SHADES[dark]
    return [[place / (len(steps) - 1), colour] for place, colour in enumerate(steps)]


def bar(title: str) -> dict[str, Any]:
    """Return the bar that says what the shades mean: beneath, where a telephone has room for it."""
    return {
        "title": {"text": title, "side": "bottom"},
        "orientation": "h",
        "y": -0.3,
        "yanchor": "top",
        "thickness": 10,
        "outlinewidth": 0,
    }
