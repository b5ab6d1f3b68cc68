"""How long callers are patient: who is still there after how long, as stairs with their band."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import plotly.graph_objects as go

from autoreply_sim.analytics import figure_words as words
from autoreply_sim.analytics.figure_look import Look, look_of
from autoreply_sim.analytics.figure_text import safe
from autoreply_sim.analytics.figures.columns import Table, cells_of, column, has, place_of
from autoreply_sim.analytics.figures.figure import Figure, Words, draw
from autoreply_sim.analytics.figures.said import percent
from autoreply_sim.analytics.summary_lines import number_in

if TYPE_CHECKING:
    from autoreply_sim.analytics.figures.columns import Floats

_STEPS = 400
"""As many as a figure is pixels high."""
_ROUNDING = 1e-12
"""Of a product of shares: three quarters of two thirds is a half."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Curve:
    """The shares that are still there, with their band: float64 [times], from the moment at which all are."""

    name: str
    seconds: Floats
    share: Floats
    low: Floats
    high: Floats

    @property
    def median_s(self) -> float | None:
        """By when half of them have gone; None if more than half were there to the last."""
        gone = self.share <= 0.5 + _ROUNDING
        return float(self.seconds[gone.argmax()]) if gone.any() else None


def patience_survival(
    table: Table, *, language: str = "en", dark: bool = False, theme: str | None = None
) -> Figure:
    """Return how many are still there after some time: a row per time, columns `seconds`, `share`, `low`, `high`.

    `share`, and where its band begins and ends, from 0 to 1; the band may be missing. A column `curve` names whose
    times they are, if there are several. Raises ValueError for times of a curve that do not ascend.
    """
    look = look_of(language, dark=dark, theme=theme)
    curves = list(_curves(table))
    said = Words(
        title=_half(curves, look),
        x=look.say(words.WAITED),
        y=look.say(words.STILL_THERE),
        reading=tuple(_at_the_end(curve, look) for curve in curves),
    )
    traces = [trace for place, curve in enumerate(curves) for trace in _stairs(curve, place, look)]
    figure = draw(look, table, [*traces, *_medians(curves, look)], said)
    figure.update_layout(height=480).update_yaxes(range=[0, 103]).update_xaxes(rangemode="tozero")
    return figure


def _curves(table: Table) -> Iterator[_Curve]:
    _, names, cells = cells_of(table)
    numbers = [column(table, name) for name in ("seconds", "share", "low", "high")]
    whose = (
        [str(name) for name in cells[:, place_of(names, "curve")]]
        if has(table, "curve")
        else [""] * len(cells)
    )
    for name in dict.fromkeys(whose):
        ours = np.array([one == name for one in whose])
        seconds, share, low, high = (values[ours] for values in numbers)
        if not (np.diff(seconds) > 0).all() or not (share >= 0).all() or (share > 1).any():
            raise ValueError(f"curve {name!r}: seconds must ascend, and shares lie from 0 to 1")
        begin = int(seconds[0] > 0)
        seconds, share, low, high = (
            np.append([first] * begin, values)
            for first, values in ((0.0, seconds), (1.0, share), (1.0, low), (1.0, high))
        )
        yield _Curve(name=name, seconds=seconds, share=share, low=low, high=high)


def _stairs(curve: _Curve, place: int, look: Look) -> Iterator[go.Scatter]:
    """Yield the upper end of the band, the band down to its lower end, and the curve."""
    curve = _thinned(curve)
    known = ~(np.isnan(curve.low) | np.isnan(curve.high))
    band = {"x": curve.seconds[known].tolist(), "line": {"width": 0, "shape": "hv"}, "mode": "lines"}
    colour = look.colour(place)
    yield go.Scatter(y=_percents(curve.high[known]), hoverinfo="skip", showlegend=False, **band)
    yield go.Scatter(
        y=_percents(curve.low[known]),
        fill="tonexty",
        fillcolor=f"{colour}33",
        name=look.say(words.BAND),
        showlegend=place == 0,
        hoverinfo="skip",
        **band,
    )
    dash = look.line(place).get("line", {})
    yield go.Scatter(
        x=curve.seconds.tolist(),
        y=_percents(curve.share),
        name=safe(curve.name) or look.say(words.STILL_THERE),
        mode="lines",
        line={"shape": "hv", "color": colour, "width": 2} | dash,
        hovertemplate="%{x:,.0f} s: %{y:.1f} %<extra></extra>",
    )


def _thinned(curve: _Curve) -> _Curve:
    """Return a curve without the steps that are too small to be seen."""
    steps = np.round(curve.share * _STEPS)
    kept = np.append(True, np.diff(steps) != 0)
    kept[-1] = True
    seconds, share, low, high = (
        values[kept] for values in (curve.seconds, curve.share, curve.low, curve.high)
    )
    return _Curve(name=curve.name, seconds=seconds, share=share, low=low, high=high)


def _medians(curves: list[_Curve], look: Look) -> Iterator[go.Scatter]:
    found = [curve.median_s for curve in curves if curve.median_s is not None]
    pair = words.HALF if len(curves) == 1 else words.SECONDS
    for median in found:
        yield go.Scatter(
            x=[median],
            y=[50],
            mode="markers+text",
            text=[look.say(pair, seconds=number_in(median, look.language, 0))],
            textposition="top right",
            marker={"size": 10, "symbol": "circle-open", "color": look.colours.ink, "line": {"width": 2}},
            showlegend=False,
            hoverinfo="skip",
        )


def _percents(shares: Floats) -> list[Any]:
    return [None if math.isnan(share) else round(100.0 * share, 2) for share in shares.tolist()]


def _half(curves: list[_Curve], look: Look) -> str:
    if len(curves) == 1:
        median, pair = curves[0].median_s, words.PATIENCE
        if median is None:
            median, pair = float(curves[0].seconds[-1]), words.PATIENCE_LONGER
        return look.say(pair, seconds=number_in(median, look.language, 0))
    return look.say(words.PATIENCE_EACH, each=", ".join(_half_of(curve, look) for curve in curves))


def _half_of(curve: _Curve, look: Look) -> str:
    median = curve.median_s
    pair = words.BEYOND if median is None else words.WITHIN
    seconds = float(curve.seconds[-1]) if median is None else median
    return look.say(pair, name=curve.name, seconds=number_in(seconds, look.language, 0))


def _at_the_end(curve: _Curve, look: Look) -> str:
    value = percent(float(curve.share[-1]), look)
    seconds = number_in(float(curve.seconds[-1]), look.language, 0)
    where = f"{curve.name}, {seconds} s" if curve.name else f"{seconds} s"
    return look.say(words.ENTRY, name=where, value=value)
