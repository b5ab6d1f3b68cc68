"""How figures look, light, dark and printed: colours, fonts and margins as plain values, without Plotly.

The colours are those of Okabe and Ito (2008), which people with any of the common colour deficiencies tell apart; in
the order in which neighbours differ most in brightness. On paper they are darker, and what differs in colour differs
in dashes, symbols or hatching as well, so that a grey copy says the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from textwrap import wrap
from typing import Any

from autoreply_sim.analytics.figure_text import safe
from autoreply_sim.analytics.phrases import Pair, check_language, say
from autoreply_sim.errors import did_you_mean

COLOURS = ("#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9", "#D55E00", "#999999")
PRINTED = ("#00558a", "#b36b00", "#00694d", "#9c3f75", "#2b7fb3", "#9e3f00", "#5c5c5c")
DASHES = ("solid", "dash", "dot", "dashdot", "longdash", "longdashdot", "12px,3px,2px,3px,2px,3px")
SYMBOLS = ("circle", "square", "diamond", "triangle-up", "x", "cross", "star")
HATCHES = ("", "/", ".", "x", "\\", "-", "+")

CONFIG = {
    "displaylogo": False,
    "responsive": True,
    "modeBarButtonsToRemove": ["sendChartToCloud", "select2d", "lasso2d", "autoScale2d"],
}
"""What Plotly is told beside the figure; nothing of it can leave the machine."""

WHOLE_NUMBERS = {"exponentformat": "none", "separatethousands": True}
"""How an axis writes 20,000: whole, not 20k, with the thousands set apart as the language does it."""

_FONT = "system-ui, -apple-system, 'Segoe UI', 'Noto Sans', 'DejaVu Sans', sans-serif"
_TITLE_WIDTH = 40
"""Characters of a line of a title that a telephone shows whole."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """The colours of one look: of what is written, beneath it, between it, and from nothing to the most."""

    ink: str
    paper: str
    grid: str
    shades: tuple[str, ...]
    colours: tuple[str, ...] = COLOURS


THEMES: Mapping[str, Theme] = {
    "light": Theme(
        ink="#1d2420",
        paper="#ffffff",
        grid="#e3e6e3",
        shades=("#f5f8fa", "#9ecbe6", "#0072B2", "#003a5c"),
    ),
    "dark": Theme(
        ink="#e6ebe6",
        paper="#121613",
        grid="#303832",
        shades=("#171c18", "#0b4a70", "#2f94cf", "#cfe9fa"),
    ),
    "print": Theme(
        ink="#000000",
        paper="#ffffff",
        grid="#c8c8c8",
        shades=("#ffffff", "#bdbdbd", "#636363", "#000000"),
        colours=PRINTED,
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How one figure looks and which language it speaks."""

    language: str
    theme: str

    @property
    def colours(self) -> Theme:
        """The colours of its theme."""
        return THEMES[self.theme]

    @property
    def is_printed(self) -> bool:
        """Whether colour alone says too little."""
        return self.theme == "print"

    def say(self, pair: Pair, **facts: object) -> str:
        """Return one side of a pair of words, the one in the figure's language."""
        return say(pair, self.language, **facts)

    def colour(self, place: int) -> str:
        """Return the colour of the line, bar or marker in some place; after the last one the first comes again."""
        return self.colours.colours[place % len(COLOURS)]

    def line(self, place: int) -> dict[str, Any]:
        """Return what sets a line apart beside its colour: nothing on a screen, dashes and symbols on paper."""
        if not self.is_printed:
            return {}
        dash, symbol = DASHES[place % len(DASHES)], SYMBOLS[place % len(SYMBOLS)]
        return {"line": {"dash": dash}, "marker": {"symbol": symbol, "size": 8}}

    def fill(self, place: int) -> dict[str, Any]:
        """Return what sets a bar apart beside its colour: nothing on a screen, hatching on paper."""
        if not self.is_printed:
            return {}
        shape = {
            "shape": HATCHES[place % len(HATCHES)],
            "fillmode": "overlay",
            "fgcolor": self.colours.paper,
            "solidity": 0.4,
        }
        return {"marker": {"pattern": shape, "line": {"color": self.colours.ink, "width": 1}}}

    def layout(self, title: str, x: str, y: str) -> dict[str, Any]:
        """Return the layout of a figure with a title and the words of its axes.

        All three are taken as plain text. Plotly's own template has no part in it.
        """
        lines, theme = wrap(title, _TITLE_WIDTH), self.colours
        axis = WHOLE_NUMBERS | {
            "automargin": True,
            "gridcolor": theme.grid,
            "zeroline": False,
            "fixedrange": True,
        }
        return {
            "template": "none",
            "title": {
                "text": heading(lines),
                "x": 0,
                "xref": "container",
                "pad": {"l": 12},
                "font": {"size": 16},
            },
            "colorway": list(theme.colours),
            "font": {"family": _FONT, "size": 13, "color": theme.ink},
            "paper_bgcolor": theme.paper,
            "plot_bgcolor": theme.paper,
            "margin": {"l": 12, "r": 12, "t": 32 + 22 * len(lines), "b": 12},
            "legend": {"orientation": "h", "yanchor": "top", "y": -0.34, "x": 0, "traceorder": "normal"},
            "separators": ",\u202f" if self.language == "fr" else ".,",
            "xaxis": axis | {"title": {"text": safe(x), "font": {"size": 13}}},
            "yaxis": axis | {"title": {"text": safe(y), "font": {"size": 13}}},
            "height": 420,
        }

    def shades(self) -> list[list[object]]:
        """Return the colours from nothing to the most, as Plotly writes a scale."""
        steps = self.colours.shades
        return [[place / (len(steps) - 1), colour] for place, colour in enumerate(steps)]


def heading(lines: Iterable[str]) -> str:
    """Return the lines of a title as Plotly writes them; they are taken as plain text."""
    return "<br>".join(map(safe, lines))


def look_of(language: str, *, dark: bool, theme: str | None) -> Look:
    """Return the look of a figure: the theme if there is one, else dark or light.

    Raises ValueError for a language that is not spoken here and for a theme that is not there.
    """
    check_language(language)
    if theme is not None and theme not in THEMES:
        raise ValueError(f"there is no theme {theme!r}; {did_you_mean(theme, THEMES)}")
    return Look(language=language, theme=theme or ("dark" if dark else "light"))


def shade_bar(title: str) -> dict[str, Any]:
    """Return the bar that says what the shades mean: beneath, where a telephone has room for it."""
    return {
        "title": {"text": title, "side": "bottom"},
        "orientation": "h",
        "y": -0.3,
        "yanchor": "top",
        "thickness": 10,
        "outlinewidth": 0,
    } | WHOLE_NUMBERS
