"""When something happens: the hours of the days of the week."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import plotly.graph_objects as go

from autoreply_sim.analytics import figure_words as words
from autoreply_sim.analytics.figure_look import Look, look_of, shade_bar
from autoreply_sim.analytics.figure_text import safe
from autoreply_sim.analytics.figures.columns import Table, counts_of, known_words, whole_numbers
from autoreply_sim.analytics.figures.figure import Figure, Words, draw
from autoreply_sim.analytics.figures.said import ranges
from autoreply_sim.analytics.phrases import Pair
from autoreply_sim.analytics.summary_lines import number_in

if TYPE_CHECKING:
    from numpy.typing import NDArray

_CORE = (0.1, 0.9)
"""Between these shares of the whole lie the hours that a title names."""


def calls_by_hour(
    table: Table, *, language: str = "en", dark: bool = False, theme: str | None = None
) -> Figure:
    """Return a heat map of calls: a row per day of the week (0: Monday), a column per hour of the day."""
    return hours_heat(table, language=language, dark=dark, theme=theme)


def hours_heat(
    table: Table,
    *,
    what: str | Pair = "calls",
    language: str = "en",
    dark: bool = False,
    theme: str | None = None,
) -> Figure:
    """Return a heat map of counts: a row per day of the week (0: Monday), a column per hour of the day.

    `what` is counted: calls, messages, replies, after_hours_replies, left_without_a_word, tickets; or the words for
    anything else in English and French.
    """
    look = look_of(language, dark=dark, theme=theme)
    rows, columns, counts = counts_of(table)
    noun = what if isinstance(what, tuple) else words.COUNTED[known_words([what], words.COUNTED, "count")[0]]
    days = [look.say(words.DAYS[day]) for day in whole_numbers(rows, 0, 6, "day of the week")]
    hours, counts = _without_gaps(whole_numbers(columns, 0, 23, "hour"), counts)
    places = [f"{hour} h" for hour in hours]
    said = Words(
        title=_busiest(noun, days, hours, counts, look),
        x=look.say(words.HOUR),
        reading=ranges(days, places, counts.astype(np.float64), look),
        rows=days,
        columns=[f"{hour} h" for hour in columns],
    )
    figure = draw(look, table, _map(look.say(noun), days, hours, counts, look), said)
    figure.update_yaxes(autorange="reversed", showgrid=False)
    figure.update_xaxes(dtick=3, showgrid=False)
    return figure


def _without_gaps(hours: Sequence[int], counts: NDArray[Any]) -> tuple[list[int], NDArray[Any]]:
    """Return all hours from the first to the last, also those in which there is nothing to count."""
    every = range(min(hours), max(hours) + 1)
    filled = np.zeros((len(counts), len(every)), counts.dtype)
    filled[:, [hour - every.start for hour in hours]] = counts
    return list(every), filled


def _map(
    noun: str, days: Sequence[str], hours: Sequence[int], counts: NDArray[Any], look: Look
) -> go.Heatmap:
    return go.Heatmap(
        x=list(hours),
        y=list(days),
        z=counts.tolist(),
        colorscale=look.shades(),
        colorbar=shade_bar(safe(noun)),
        hovertemplate="%{y}, %{x} h: %{z:,}<extra></extra>",
        xgap=1,
        ygap=1,
    )


def _busiest(noun: Pair, days: Sequence[str], hours: Sequence[int], counts: NDArray[Any], look: Look) -> str:
    if not counts.any():
        empty = words.NO_CALLS if noun == words.CALLS else words.NOTHING_COUNTED
        return look.say(empty, noun=look.say(noun))
    day, hour = np.unravel_index(int(counts.argmax()), counts.shape)
    by_hour = counts.sum(axis=0)
    first, last = np.searchsorted(np.cumsum(by_hour) / by_hour.sum(), _CORE)
    within = 100.0 * by_hour[first : last + 1].sum() / by_hour.sum()
    return look.say(
        words.BUSIEST if noun == words.CALLS else words.PEAK,
        noun=look.say(noun),
        day=days[int(day)],
        hour=hours[int(hour)],
        next_hour=hours[int(hour)] + 1,
        share=number_in(within, look.language, 0),
        first=hours[int(first)],
        last=hours[int(last)] + 1,
    )
