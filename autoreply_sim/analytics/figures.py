"""Figures of a drawn year: one plain function each, from the table that holds its numbers to a Plotly figure.

Importing this module imports Plotly, so nothing that runs or simulates does. A title states what was found, worked
out from the table; what the table leaves out, the figure leaves out.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
import plotly.graph_objects as go

from autoreply_sim.analytics import figure_words as words
from autoreply_sim.analytics.figure_look import CONFIG, bar, look, shades
from autoreply_sim.analytics.phrases import LANGUAGES, say
from autoreply_sim.analytics.summary_lines import count_in, number_in
from autoreply_sim.analytics.summary_words import ORIGINS, OUTCOMES
from autoreply_sim.codes import Outcome
from autoreply_sim.rules.catalog import CATALOG

if TYPE_CHECKING:
    from numpy.typing import NDArray

_MOST_LINES = 5
"""More than that nobody tells apart: the most frequent ones, and all others together."""
_CORE = (0.1, 0.9)
"""Between these shares of the calls lie the hours that a title names."""


class Table(Protocol):
    """Counts with the words of their rows and columns: a pandas DataFrame."""

    @property
    def index(self) -> Iterable[Any]:
        """The words of the rows."""

    @property
    def columns(self) -> Iterable[Any]:
        """The words of the columns."""

    def to_numpy(self) -> NDArray[Any]:
        """Return the counts, [rows, columns]."""


class Figure(go.Figure):  # type: ignore[misc]  # Plotly has no types
    """A Plotly figure that a notebook keeps as data and its title, without a copy of Plotly's script."""

    # Plotly's own show the figure by whatever renderers are set up, or keep 4 MB of script with it.
    _ipython_display_ = None
    _repr_html_ = None

    def _repr_mimebundle_(self, *_: object, **__: object) -> dict[str, object]:
        """Return what a notebook keeps."""
        title = self.layout.title.text.replace("<br>", " ")
        shown = self.to_plotly_json() | {"config": CONFIG}
        return {"application/vnd.plotly.v1+json": shown, "text/plain": f"Figure: {title}"}


def calls_by_hour(table: Table, *, language: str = "en", dark: bool = False) -> Figure:
    """Return a heat map of calls: a row per day of the week (0: Monday), a column per hour of the day.

    Raises ValueError for a language that is not spoken here and for an empty table, as all functions below.
    """
    days, hours, counts = _parts(table, language)
    names = [say(words.DAYS[int(day)], language) for day in days]
    trace = go.Heatmap(
        x=[int(hour) for hour in hours],
        y=names,
        z=counts.tolist(),
        colorscale=shades(dark=dark),
        colorbar=bar(say(words.CALLS, language)),
        hovertemplate="%{y}, %{x} h: %{z:,}<extra></extra>",
        xgap=1,
        ygap=1,
    )
    title = _busiest(names, [int(hour) for hour in hours], counts, language)
    figure = Figure(trace, look(title, say(words.HOUR, language), "", language=language, dark=dark))
    figure.update_yaxes(autorange="reversed", showgrid=False)
    figure.update_xaxes(dtick=3, showgrid=False)
    return figure


def call_ends_by_month(table: Table, *, language: str = "en", dark: bool = False) -> Figure:
    """Return how calls end, as bars of 100 %: a row per month (1 to 12), a column per outcome (its word)."""
    months, outcomes, counts = _parts(table, language)
    names = _months(months, language)
    shares = 100.0 * counts / np.maximum(counts.sum(axis=1, keepdims=True), 1)
    traces = [
        go.Bar(
            x=names,
            y=share.round(2).tolist(),
            name=say(OUTCOMES[Outcome[str(outcome).upper()]], language),
            hovertemplate="%{x}: %{y:.1f} %<extra>%{fullData.name}</extra>",
        )
        for outcome, share in zip(outcomes, shares.T, strict=True)
    ]
    answered = shares[:, _place(outcomes, Outcome.ANSWERED.word)]
    title = _answered(names, answered, language) if counts.any() else say(words.NO_CALLS, language)
    axes = say(words.MONTH, language), say(words.CALL_SHARE, language)
    figure = Figure(traces, look(title, *axes, language=language, dark=dark))
    figure.update_layout(barmode="stack", bargap=0.25, height=480).update_yaxes(range=[0, 100])
    return figure


def replies_by_month(table: Table, *, language: str = "en", dark: bool = False) -> Figure:
    """Return the most frequent replies as lines: a row per month (1 to 12), a column per reply (its key)."""
    months, replies, counts = _parts(table, language)
    names, totals = _months(months, language), counts.sum(axis=0)
    labels = {trigger.key: say(trigger.label, language).partition(" (")[0] for trigger in CATALOG}
    order = np.argsort(-totals, kind="stable")
    lines = [(labels[str(replies[place])], counts[:, place]) for place in order[: _MOST_LINES - 1]]
    share = number_in(100.0 * totals[order[0]] / max(int(totals.sum()), 1), language, 0)
    most = names[int(counts.sum(axis=1).argmax())]
    title = say(words.MOST_SENT, language, share=share, reply=lines[0][0], month=most)
    if others := len(order) - len(lines):
        rest = counts[:, order[_MOST_LINES - 1 :]].sum(axis=1)
        lines.append((say(words.OTHERS, language, count=others), rest))
    hover = "%{x}: %{y:,}<extra>%{fullData.name}</extra>"
    traces = [go.Scatter(x=names, y=line.tolist(), name=name, hovertemplate=hover) for name, line in lines]
    axes = say(words.MONTH, language), say(words.REPLIES, language)
    figure = Figure(traces, look(title, *axes, language=language, dark=dark))
    figure.update_traces(mode="lines+markers").update_yaxes(rangemode="tozero")
    return figure


def tickets_by_origin(table: Table, *, language: str = "en", dark: bool = False) -> Figure:
    """Return from what tickets come: a row per origin (its word), a column per year, first and last compared."""
    origins, years, counts = _parts(table, language)
    names = [say(ORIGINS[str(origin)], language) for origin in origins]
    traces = [
        go.Bar(
            y=names,
            x=made.tolist(),
            name=str(year),
            orientation="h",
            text=[count_in(int(count), language) for count in made],
            textposition="outside",
            cliponaxis=False,
            hovertemplate="%{y}: %{x:,}<extra>%{fullData.name}</extra>",
        )
        for year, made in zip(years, counts.T, strict=True)
    ]
    title = _from_most(names, counts, language) if len(years) == 1 else _change(years, counts, language)
    figure = Figure(traces, look(title, say(words.TICKETS, language), "", language=language, dark=dark))
    figure.update_layout(barmode="group", bargap=0.3, showlegend=len(years) > 1, margin_r=64)
    figure.update_yaxes(autorange="reversed", showgrid=False)
    return figure


def _parts(table: Table, language: str) -> tuple[Sequence[Any], Sequence[Any], NDArray[Any]]:
    if language not in LANGUAGES:
        raise ValueError(f"language {language!r} is not spoken here; use one of: {', '.join(LANGUAGES)}")
    counts = np.asarray(table.to_numpy())
    if not counts.size:
        raise ValueError("the table is empty; a figure needs a row and a column at least")
    return list(table.index), list(table.columns), counts


def _months(months: Iterable[object], language: str) -> list[str]:
    return [say(words.MONTHS[int(str(month)) - 1], language) for month in months]


def _place(all_of_them: Sequence[object], word: str) -> int:
    names = [str(each) for each in all_of_them]
    if word not in names:
        raise ValueError(f"the table has no column {word!r}; it has: {', '.join(names)}")
    return names.index(word)


def _busiest(days: Sequence[str], hours: Sequence[int], counts: NDArray[Any], language: str) -> str:
    day, hour = np.unravel_index(int(counts.argmax()), counts.shape)
    by_hour = counts.sum(axis=0)
    if not by_hour.any():
        return say(words.NO_CALLS, language)
    first, last = np.searchsorted(np.cumsum(by_hour) / by_hour.sum(), _CORE)
    within = 100.0 * by_hour[first : last + 1].sum() / by_hour.sum()
    return say(
        words.BUSIEST,
        language,
        day=days[int(day)],
        hour=hours[int(hour)],
        next_hour=hours[int(hour)] + 1,
        share=number_in(within, language, 0),
        first=hours[int(first)],
        last=hours[int(last)] + 1,
    )


def _answered(months: Sequence[str], answered: NDArray[Any], language: str) -> str:
    best, worst = int(answered.argmax()), int(answered.argmin())
    most, least = (number_in(float(answered[place]), language, 0) for place in (best, worst))
    return say(words.ANSWERED, language, most=most, best=months[best], least=least, worst=months[worst])


def _from_most(origins: Sequence[str], counts: NDArray[Any], language: str) -> str:
    most, whole = int(counts[:, 0].argmax()), max(int(counts[:, 0].sum()), 1)
    share = number_in(100.0 * counts[most, 0] / whole, language, 0)
    return say(words.ORIGIN, language, share=share, origin=origins[most])


def _change(years: Sequence[object], counts: NDArray[Any], language: str) -> str:
    before, after = int(counts[:, 0].sum()), int(counts[:, -1].sum())
    change = number_in(100.0 * abs(after - before) / max(before, 1), language)
    pair = words.FEWER if after < before else words.MORE
    return say(pair, language, year=years[-1], change=change, before=years[0])
