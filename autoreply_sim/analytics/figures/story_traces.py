"""The marks of a timeline as Plotly draws them: bars for what lasts, symbols for where it begins, ends or happens.

A symbol stands beside every colour; the box that appears above it tells the mark's sentences.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

import plotly.graph_objects as go

from autoreply_sim.analytics import figure_story_words as words
from autoreply_sim.analytics.figure_look import Look
from autoreply_sim.analytics.figure_text import hover
from autoreply_sim.analytics.figures.dates import in_utc
from autoreply_sim.analytics.figures.story_lanes import Lane
from autoreply_sim.analytics.figures.story_marks import Mark
from autoreply_sim.analytics.phrases import Pair
from autoreply_sim.analytics.summary_words import OUTCOMES
from autoreply_sim.codes import Outcome

Placed = Sequence[tuple[Mark, float]]
"""Marks, each with the height at which it is drawn."""

_CALL_PX, _TICKET_PX = 8, 3
_OUTCOME_SYMBOLS = ("circle", "square", "x", "diamond", "triangle-up", "cross")
_STATUS_SYMBOLS = {"open": "triangle-right-open", "closed": "square", "merged": "diamond"}
_POINTS: Mapping[str, tuple[Pair, str]] = {
    "message": (words.MESSAGE, "circle-open"),
    "reply": (words.REPLY, "triangle-down"),
    "action": (words.ACTION, "line-ns-open"),
}
_LATE = 0.75
"""The share of the whole time after which there is no room to the right for a ticket's number."""


def traces_of(lanes: Sequence[Lane], look: Look) -> Iterator[go.Scatter]:
    """Yield the tickets, the calls, and above them whatever takes no time."""
    placed = tuple(chain.from_iterable(lane.places for lane in lanes))
    yield from _tickets(_of(placed, "ticket"), look)
    yield from _calls(_of(placed, "call"), look)
    for kind, (pair, symbol) in _POINTS.items():
        yield from _points(_of(placed, kind), look.say(pair), symbol, look.colours.ink)


def _of(placed: Placed, kind: str, word: str | None = None) -> Placed:
    return [each for each in placed if each[0].kind == kind and word in {None, each[0].word}]


def _tickets(placed: Placed, look: Look) -> Iterator[go.Scatter]:
    if placed:
        yield _bars(placed, _TICKET_PX, look.colour(6))
        yield _numbers(placed, look)
    for status, pair in words.TICKETS.items():
        ours, symbol = _of(placed, "ticket", status), _STATUS_SYMBOLS[status]
        yield from _points(ours, look.say(pair), symbol, look.colours.ink, at_end=True)


def _calls(placed: Placed, look: Look) -> Iterator[go.Scatter]:
    for outcome in Outcome:
        if ours := _of(placed, "call", outcome.word):
            colour, name = look.colour(outcome), look.say(words.CALL, outcome=look.say(OUTCOMES[outcome]))
            yield _bars(ours, _CALL_PX, colour)
            yield from _points(ours, name, _OUTCOME_SYMBOLS[outcome], colour)


def _bars(placed: Placed, width_px: int, colour: str) -> go.Scatter:
    """Return a bar for each mark, from its begin to its end, with gaps between them."""
    return go.Scatter(
        x=list(chain.from_iterable((in_utc(mark.begin), in_utc(mark.end), None) for mark, _ in placed)),
        y=list(chain.from_iterable((place, place, None) for _, place in placed)),
        mode="lines",
        line={"width": width_px, "color": colour},
        showlegend=False,
        hoverinfo="skip",
    )


def _numbers(placed: Placed, look: Look) -> go.Scatter:
    """Return the number of each ticket, above where its bar begins, on the side on which there is room."""
    last = max(mark.end for mark, _ in placed)
    late = last - (last - min(mark.begin for mark, _ in placed)) * (1 - _LATE)
    return go.Scatter(
        x=[in_utc(mark.begin) for mark, _ in placed],
        y=[place for _, place in placed],
        mode="text",
        text=[look.say(words.TICKET_ROW, ticket=mark.ticket) for mark, _ in placed],
        textposition=["top left" if mark.begin > late else "top right" for mark, _ in placed],
        textfont={"size": 11},
        cliponaxis=False,
        showlegend=False,
        hoverinfo="skip",
    )


def _points(
    placed: Placed, name: str, symbol: str, colour: str, *, at_end: bool = False
) -> Iterator[go.Scatter]:
    """Yield a symbol for each mark, if there is any, with what it says."""
    if not placed:
        return
    yield go.Scatter(
        x=[in_utc(mark.end if at_end else mark.begin) for mark, _ in placed],
        y=[place for _, place in placed],
        name=name,
        mode="markers",
        marker={"symbol": symbol, "size": 11, "color": colour, "line": {"width": 1.5, "color": colour}},
        hoverinfo="text",
        hovertext=[hover(mark.said) for mark, _ in placed],
    )
