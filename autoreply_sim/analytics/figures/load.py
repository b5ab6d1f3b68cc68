"""Load and waits by hour of the day, one panel above the other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
import plotly.graph_objects as go

from autoreply_sim.analytics import figure_words as words
from autoreply_sim.analytics.figure_look import Look, look_of
from autoreply_sim.analytics.figures.columns import Table, cells_of, column, whole_numbers
from autoreply_sim.analytics.figures.figure import Figure, Words, draw
from autoreply_sim.analytics.figures.said import ranges
from autoreply_sim.analytics.summary_lines import number_in

if TYPE_CHECKING:
    from autoreply_sim.analytics.figures.columns import Floats

_FEW = 0.01
"""Of all calls: the mean wait of an hour with fewer says little, and is not called the longest."""
_ABOVE, _BENEATH = [0.52, 1.0], [0.0, 0.44]
"""Of the height: the calls, and the waits."""


def load_by_hour(
    table: Table,
    *,
    a_day: bool = False,
    language: str = "en",
    dark: bool = False,
    theme: str | None = None,
) -> Figure:
    """Return calls and waits by hour in two panels: a row per hour of the day, columns `offered` and `wait_s`.

    `offered`: calls, in all or with `a_day` of a mean day; `wait_s`: how long callers waited on average, in seconds;
    missing where nobody did. Raises ValueError also for calls or waits below 0.
    """
    look = look_of(language, dark=dark, theme=theme)
    hours = whole_numbers(cells_of(table)[0], 0, 23, "hour")
    offered, wait_s = np.nan_to_num(column(table, "offered")), column(table, "wait_s")
    if (offered < 0).any() or (wait_s < 0).any():
        raise ValueError("calls and waits are 0 or more; this table has less in 'offered' or 'wait_s'")
    places = [f"{hour} h" for hour in hours]
    of_calls = look.say(words.OFFERED_A_DAY if a_day else words.OFFERED)
    said = Words(
        title=_load(hours, offered, wait_s, look),
        x=look.say(words.HOUR),
        y=of_calls,
        reading=ranges((of_calls, look.say(words.MEAN_WAIT)), places, (offered, wait_s.round()), look),
        rows=places,
    )
    figure = draw(look, table, [_calls(hours, offered, look), _waits(hours, wait_s, look)], said)
    second = figure.layout.yaxis.to_plotly_json()
    second |= {"domain": _BENEATH, "title": second["title"] | {"text": look.say(words.MEAN_WAIT)}}
    figure.update_layout(yaxis_domain=_ABOVE, yaxis2=second, xaxis_anchor="y2", height=520, showlegend=False)
    figure.update_yaxes(rangemode="tozero").update_xaxes(dtick=3, showgrid=False)
    return figure


def _calls(hours: Sequence[int], offered: Floats, look: Look) -> go.Bar:
    hover = "%{x} h: %{y:,.1~f}<extra></extra>"
    colour = {"color": look.colour(0)}
    return go.Bar(x=list(hours), y=offered.round(2).tolist(), marker=colour, hovertemplate=hover)


def _waits(hours: Sequence[int], wait_s: Floats, look: Look) -> go.Scatter:
    waits = [None if np.isnan(wait) else wait for wait in wait_s.round(1).tolist()]
    drawn = {
        "mode": "lines+markers",
        "line": {"color": look.colour(5)},
        "marker": {"symbol": "square", "size": 7},
    }
    hover = "%{x} h: %{y:,.0f} s<extra></extra>"
    return go.Scatter(x=list(hours), y=waits, yaxis="y2", hovertemplate=hover, **drawn)


def _load(hours: Sequence[int], offered: Floats, wait_s: Floats, look: Look) -> str:
    if not offered.any():
        return look.say(words.NO_CALLS)
    busy = hours[int(offered.argmax())]
    wait_s = np.where(offered >= _FEW * offered.sum(), wait_s, np.nan)
    if not np.nansum(wait_s):
        return look.say(words.LOAD_NO_WAIT, busy=busy, next_busy=busy + 1)
    place = int(np.nanargmax(wait_s))
    slow, seconds = hours[place], number_in(float(wait_s[place]), look.language, 0)
    return look.say(words.LOAD, busy=busy, next_busy=busy + 1, slow=slow, next_slow=slow + 1, seconds=seconds)
