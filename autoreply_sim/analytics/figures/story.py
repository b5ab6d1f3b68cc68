"""A story from its first call to its last ticket: who called and wrote, what they got, and what came of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from autoreply_sim.analytics import figure_story_words as words
from autoreply_sim.analytics.figure_look import Look, look_of
from autoreply_sim.analytics.figure_text import safe, short
from autoreply_sim.analytics.figures.columns import Table, known_words
from autoreply_sim.analytics.figures.dates import clock
from autoreply_sim.analytics.figures.figure import Figure, Words, draw
from autoreply_sim.analytics.figures.story_lanes import Lane, lanes_of
from autoreply_sim.analytics.figures.story_marks import Mark, Teller, Told
from autoreply_sim.analytics.figures.story_traces import traces_of
from autoreply_sim.analytics.phrases import Pair, is_singular
from autoreply_sim.analytics.summary_lines import count_in
from autoreply_sim.codes import Outcome

_ROW_PX = 24
_LABEL = 16
"""Characters of a name that a telephone shows beside its lane."""
_MARGIN = 0.04
"""Of the time between first and last, before and after."""


def story_timeline(
    run: Told,
    *,
    by: str = "customer",
    language: str | None = None,
    dark: bool = False,
    theme: str | None = None,
) -> Figure:
    """Return a timeline of a run: a lane for each `customer`, or for each `team`; calls, messages, replies, tickets.

    The language is the run's, if none is named. Its `table` is made here: a row for each mark, columns `begin`, `end`,
    `customer`, `team`, `ticket`, `kind`, `word` and `said`. Raises ValueError for a run of which nothing can be
    drawn, or too much to be told apart.
    """
    if not hasattr(run, "context"):
        raise ValueError(
            f"a timeline is of a run, such as run(load('story.yaml')); {type(run).__name__} is none"
        )
    look = look_of(language or run.context.language, dark=dark, theme=theme)
    known_words([by], ("customer", "team"), "lane")
    teller = Teller(run, look)
    marks = teller.marks()
    if not marks:
        raise ValueError("nothing happened in this run; a timeline needs a call, a message or a ticket")
    lanes = lanes_of(marks, by)
    x = look.say(words.TIME, zone=str(teller.zone))
    said = Words(title=_found(marks, look), x=x, reading=tuple(mark.said for mark in marks[:6]))
    figure = draw(look, _table(run, marks), list(traces_of(lanes, look)), said)
    first, last = marks[0].begin, max(mark.end for mark in marks)
    edge = max((last - first) * _MARGIN, timedelta(seconds=2))
    figure.update_xaxes(clock(first - edge, last + edge, teller.zone, look))
    return _shape(figure, lanes, look)


def _table(run: Told, marks: Sequence[Mark]) -> Table:
    """Return the marks as a table of the kind that the run's own tables are of."""
    names = ("begin", "end", "customer", "team", "ticket", "kind", "word", "said")
    rows = [tuple(getattr(mark, name) for name in names) for mark in marks]
    return type(run.frames.calls).from_records(rows, columns=list(names))


def _shape(figure: Figure, lanes: Sequence[Lane], look: Look) -> Figure:
    """Return the figure with the names of its lanes, lines between them, and room for them all."""
    depth = lanes[-1].bottom + 1.6
    names = [safe(short(lane.name, _LABEL)) for lane in lanes]
    figure.update_yaxes(
        range=[depth - 0.8, -0.8], tickvals=[lane.top for lane in lanes], ticktext=names, showgrid=False
    )
    line = {"color": look.colours.grid, "width": 1}
    between = [
        {"type": "line", "xref": "paper", "x0": 0, "x1": 1, "y0": y, "y1": y, "line": line, "layer": "below"}
        for y in (lane.top - 0.9 for lane in lanes[1:])
    ]
    height = _ROW_PX * depth
    figure.update_layout(
        shapes=between, height=round(height + 300), legend_y=-84 / height, hovermode="closest"
    )
    return figure


def _found(marks: Sequence[Mark], look: Look) -> str:
    calls = [mark for mark in marks if mark.kind == "call"]
    answered = sum(mark.word == Outcome.ANSWERED.word for mark in calls)
    kinds: dict[str, Any] = {kind: sum(mark.kind == kind for mark in marks) for kind in ("reply", "ticket")}
    return look.say(
        words.FOUND,
        calls=_counted(words.CALLS, len(calls), look),
        answered=_counted(words.ANSWERED, answered, look),
        replies=_counted(words.REPLIES, kinds["reply"], look),
        tickets=_counted(words.TICKET_COUNTS, kinds["ticket"], look),
    )


def _counted(pairs: tuple[Pair, Pair], number: int, look: Look) -> str:
    """Return a count with its noun."""
    pair = pairs[0 if is_singular(number, look.language) else 1]
    return look.say(pair, count=count_in(number, look.language))
