"""What tickets come from, and what becomes of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import plotly.graph_objects as go

from autoreply_sim.analytics import figure_words as words
from autoreply_sim.analytics.figure_look import Look, look_of
from autoreply_sim.analytics.figure_text import hover, safe
from autoreply_sim.analytics.figures.columns import Table, counts_of, known_words
from autoreply_sim.analytics.figures.figure import Figure, Words, draw
from autoreply_sim.analytics.figures.said import count, entries, percent, share_of
from autoreply_sim.analytics.summary_lines import count_in, number_in
from autoreply_sim.analytics.summary_words import ORIGINS

if TYPE_CHECKING:
    from numpy.typing import NDArray

_STATUS_COLOURS = {"closed": 0, "open": 5, "merged": 6}


def tickets_by_origin(
    table: Table, *, language: str = "en", dark: bool = False, theme: str | None = None
) -> Figure:
    """Return from what tickets come: a row per origin (its word), a column per year, first and last compared."""
    look = look_of(language, dark=dark, theme=theme)
    rows, years, counts = counts_of(table)
    names = [look.say(ORIGINS[origin]) for origin in known_words(rows, ORIGINS, "origin")]
    one = len(years) == 1
    said = Words(
        title=_from_most(names, counts, look) if one else _change(years, counts, look),
        x=look.say(words.TICKETS),
        reading=entries(names, (", ".join(_counted(row, look)) for row in counts), look),
        rows=names,
    )
    figure = draw(look, table, list(_bars(names, years, counts, look)), said)
    figure.update_layout(barmode="group", bargap=0.3, showlegend=not one, margin_r=64)
    figure.update_yaxes(autorange="reversed", showgrid=False)
    return figure


def ticket_flow(
    table: Table, *, language: str = "en", dark: bool = False, theme: str | None = None
) -> Figure:
    """Return what becomes of tickets as streams: a row per origin (its word), a column per status at the end.

    Statuses: closed, open, merged (into another ticket).
    """
    look = look_of(language, dark=dark, theme=theme)
    rows, columns, counts = counts_of(table)
    origins, statuses = known_words(rows, ORIGINS, "origin"), known_words(columns, words.STATUSES, "status")
    names = [look.say(ORIGINS[origin]) for origin in origins]
    ends = [look.say(words.STATUSES[status]) for status in statuses]
    colours = [look.colour(_STATUS_COLOURS[status]) for status in statuses]
    said = Words(
        title=_left_open(names, statuses, counts, look),
        x=look.say(words.TICKET_COUNT),
        reading=entries([*names, *ends], _sums(counts, look), look),
        rows=names,
        columns=ends,
    )
    figure = draw(look, table, _streams(names, ends, counts, colours, look), said)
    figure.update_layout(annotations=[_beneath(said.x)], margin_b=56, height=460)
    return figure


def _bars(
    names: Sequence[str], years: Sequence[object], counts: NDArray[Any], look: Look
) -> Iterator[go.Bar]:
    for place, (year, made) in enumerate(zip(years, counts.T, strict=True)):
        yield go.Bar(
            y=list(names),
            x=made.tolist(),
            name=safe(str(year)),
            orientation="h",
            text=list(_counted(made, look)),
            textposition="outside",
            cliponaxis=False,
            hovertemplate="%{y}: %{x:,}<extra>%{fullData.name}</extra>",
            **look.fill(place),
        )


def _counted(counts: NDArray[Any], look: Look) -> Iterator[str]:
    return (count_in(int(made), look.language) for made in counts)


def _from_most(origins: Sequence[str], counts: NDArray[Any], look: Look) -> str:
    most, whole = int(counts[:, 0].argmax()), int(counts[:, 0].sum())
    if not whole:
        return look.say(words.NO_TICKETS)
    share = number_in(100.0 * counts[most, 0] / whole, look.language, 0)
    return look.say(words.ORIGIN, share=share, origin=origins[most])


def _change(years: Sequence[object], counts: NDArray[Any], look: Look) -> str:
    before, after = int(counts[:, 0].sum()), int(counts[:, -1].sum())
    said = {"year": years[-1], "before": years[0]}
    if not (before or after):
        return look.say(words.NO_TICKETS)
    if before == after:
        return look.say(words.SAME_NUMBER, **said)
    if not before:
        return look.say(words.NONE_BEFORE, count=count_in(after, look.language), **said)
    change = number_in(100.0 * abs(after - before) / before, look.language)
    return look.say(words.FEWER if after < before else words.MORE, change=change, **said)


def _streams(
    names: Sequence[str], ends: Sequence[str], counts: NDArray[Any], colours: Sequence[str], look: Look
) -> go.Sankey:
    sums = zip([*names, *ends], _sums(counts, look), strict=True)
    node = {
        "label": [f"{name} {total}" for name, total in sums],
        "color": [look.colours.ink] * len(names) + list(colours),
        "line": {"width": 0},
        "thickness": 12,
        "pad": 18,
        "hovertemplate": "%{label}<extra></extra>",
    }
    return go.Sankey(arrangement="fixed", node=node, link=_links(names, ends, counts, colours, look))


def _links(
    names: Sequence[str], ends: Sequence[str], counts: NDArray[Any], colours: Sequence[str], look: Look
) -> dict[str, Any]:
    origins, statuses = (places.tolist() for places in np.nonzero(counts))
    flows = counts[origins, statuses].tolist()
    over = [
        hover(f"{names[origin]} → {ends[status]}", count(flow, look))
        for origin, status, flow in zip(origins, statuses, flows, strict=True)
    ]
    return {
        "source": origins,
        "target": [len(names) + status for status in statuses],
        "value": flows,
        "color": [f"{colours[status]}66" for status in statuses],
        "customdata": over,
        "hovertemplate": "%{customdata}<extra></extra>",
    }


def _sums(counts: NDArray[Any], look: Look) -> list[str]:
    """Return how many tickets come from each origin, then how many end in each status, with their shares."""
    whole = counts.sum().item()
    sums = [*counts.sum(axis=1).tolist(), *counts.sum(axis=0).tolist()]
    return [f"{count(one, look)} ({percent(share_of(one, whole), look)})" for one in sums]


def _beneath(text: str) -> dict[str, Any]:
    place = {
        "xref": "paper",
        "yref": "paper",
        "x": 0,
        "y": 0,
        "xanchor": "left",
        "yanchor": "top",
        "yshift": -12,
    }
    return {"text": safe(text), "showarrow": False, **place}


def _left_open(names: Sequence[str], statuses: Sequence[str], counts: NDArray[Any], look: Look) -> str:
    if not counts.any():
        return look.say(words.NO_TICKETS)
    left = counts[:, statuses.index("open")] if "open" in statuses else np.zeros(len(names), np.int64)
    if not left.any():
        return look.say(words.FLOW_NONE_OPEN)
    shares = left / np.maximum(counts.sum(axis=1), 1)
    most = int(shares.argmax())
    closed = counts[:, statuses.index("closed")].sum() if "closed" in statuses else 0
    share = percent(share_of(closed, counts.sum()), look)
    return look.say(words.FLOW, share=share, origin=names[most], open=percent(float(shares[most]), look))
