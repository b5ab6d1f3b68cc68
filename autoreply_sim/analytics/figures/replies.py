"""Which automated replies go out, and when."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np
import plotly.graph_objects as go

from autoreply_sim.analytics import figure_words as words
from autoreply_sim.analytics.figure_look import Look, look_of
from autoreply_sim.analytics.figures.columns import Table, counts_of, known_words, whole_numbers
from autoreply_sim.analytics.figures.dates import dates_of, day_in, month_in, some_of
from autoreply_sim.analytics.figures.figure import Figure, Words, draw
from autoreply_sim.analytics.figures.said import count, percent, ranges
from autoreply_sim.analytics.phrases import Pair
from autoreply_sim.analytics.summary_lines import number_in
from autoreply_sim.errors import did_you_mean
from autoreply_sim.rules.catalog import CATALOG

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Lines = list[tuple[str, NDArray[Any]]]

_MOST_LINES = 5
"""More than that nobody tells apart: the most frequent ones, and all others together."""
_MOST_MARKERS = 31
"""More than that on a line are a smear."""
_BY: Mapping[str, Pair] = {"day": words.DAILY, "week": words.WEEKLY, "month": words.MONTHLY}


def replies_by_month(
    table: Table, *, language: str = "en", dark: bool = False, theme: str | None = None
) -> Figure:
    """Return the most frequent replies as lines: a row per month (1 to 12), a column per reply (its key)."""
    look = look_of(language, dark=dark, theme=theme)
    rows, columns, counts = counts_of(table)
    months = [look.say(words.MONTHS[month - 1]) for month in whole_numbers(rows, 1, 12, "month")]
    labels, totals = labels_of(columns, look), counts.sum(axis=0)
    lines = _lines(labels, counts, look)
    share = number_in(100.0 * totals.max() / max(int(totals.sum()), 1), look.language, 0)
    most = months[int(counts.sum(axis=1).argmax())]
    found = look.say(words.MOST_SENT, share=share, reply=lines[0][0], month=most)
    said = Words(
        title=found if counts.any() else look.say(words.NO_REPLIES),
        x=look.say(words.MONTH),
        y=look.say(words.REPLIES),
        reading=_reading(lines, months, look),
        rows=months,
        columns=labels,
    )
    figure = draw(look, table, _traces(lines, months, look), said)
    figure.update_traces(mode="lines+markers").update_yaxes(rangemode="tozero")
    return figure


def replies_over_time(
    table: Table,
    *,
    by: str = "day",
    language: str = "en",
    dark: bool = False,
    theme: str | None = None,
) -> Figure:
    """Return the most frequent replies as lines over time: a row per date, a column per reply (its key).

    `by` says what a row counts: a day, a week or a month, which are known by their first day.
    """
    look = look_of(language, dark=dark, theme=theme)
    if by not in _BY:
        raise ValueError(f"replies cannot be counted by {by!r}; {did_you_mean(by, _BY)}")
    rows, columns, counts = counts_of(table)
    days, labels = dates_of(rows), labels_of(columns, look)
    names = [_named(by, look)(day) for day in days]
    lines = _lines(labels, counts, look)
    said = Words(
        title=_peak(lines[0], names, counts, look),
        x=look.say(_BY[by]),
        y=look.say(words.REPLIES),
        reading=_reading(lines, names, look),
        rows=names,
        columns=labels,
    )
    traces = _traces(lines, [day.isoformat() for day in days], look)
    figure = draw(look, table, traces, said)
    figure.update_xaxes(some_of(days, look, months=by == "month"))
    figure.update_traces(text=names, hovertemplate="%{text}: %{y:,}<extra>%{fullData.name}</extra>")
    figure.update_traces(mode="lines+markers" if len(days) <= _MOST_MARKERS else "lines")
    figure.update_yaxes(rangemode="tozero")
    return figure


def labels_of(replies: Sequence[object], look: Look) -> list[str]:
    """Return what replies are called, by their keys, without what their label adds in brackets."""
    labels = {trigger.key: look.say(trigger.label).partition(" (")[0] for trigger in CATALOG}
    return [labels[reply] for reply in known_words(replies, labels, "reply")]


def _named(by: str, look: Look) -> Callable[[date], str]:
    if by == "month":
        return lambda day: month_in(day, look)
    if by == "week":
        return lambda day: look.say(words.WEEK_OF, day=day_in(day, look, year=True))
    return lambda day: day_in(day, look, year=True)


def _lines(labels: Sequence[str], counts: NDArray[Any], look: Look) -> Lines:
    """Return the most frequent replies, the most frequent first, and all others together."""
    order = np.argsort(-counts.sum(axis=0), kind="stable")
    lines = [(labels[place], counts[:, place]) for place in order[: _MOST_LINES - 1]]
    if others := len(order) - len(lines):
        rest = counts[:, order[_MOST_LINES - 1 :]].sum(axis=1)
        lines.append((look.say(words.OTHERS, count=others), rest))
    return lines


def _traces(lines: Lines, places: Sequence[str], look: Look) -> list[go.Scatter]:
    hover = "%{x}: %{y:,}<extra>%{fullData.name}</extra>"
    return [
        go.Scatter(x=list(places), y=line.tolist(), name=name, hovertemplate=hover, **look.line(place))
        for place, (name, line) in enumerate(lines)
    ]


def _reading(lines: Lines, places: Sequence[str], look: Look) -> tuple[str, ...]:
    names, series = zip(*lines, strict=True)
    return ranges(names, places, [line.astype(np.float64) for line in series], look)


def _peak(most: tuple[str, NDArray[Any]], names: Sequence[str], counts: NDArray[Any], look: Look) -> str:
    if not counts.any():
        return look.say(words.NO_REPLIES)
    reply, line = most
    totals = counts.sum(axis=1)
    place = int(totals.argmax())
    share = percent(float(line.sum() / totals.sum()), look)
    peak = count(totals[place].item(), look)
    return look.say(words.MOST_SENT_AT, share=share, reply=reply, date=names[place], count=peak)
