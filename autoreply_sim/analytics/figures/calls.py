"""How calls end, month by month."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import plotly.graph_objects as go

from autoreply_sim.analytics import figure_words as words
from autoreply_sim.analytics.figure_look import Look, look_of
from autoreply_sim.analytics.figures.columns import Table, counts_of, known_words, place_of, whole_numbers
from autoreply_sim.analytics.figures.figure import Figure, Words, draw
from autoreply_sim.analytics.figures.said import percent_sign, ranges
from autoreply_sim.analytics.summary_lines import number_in
from autoreply_sim.analytics.summary_words import OUTCOMES
from autoreply_sim.codes import Outcome

if TYPE_CHECKING:
    from numpy.typing import NDArray


def call_ends_by_month(
    table: Table, *, language: str = "en", dark: bool = False, theme: str | None = None
) -> Figure:
    """Return how calls end, as bars of 100 %: a row per month (1 to 12), a column per outcome (its word)."""
    look = look_of(language, dark=dark, theme=theme)
    rows, columns, counts = counts_of(table)
    months = [look.say(words.MONTHS[month - 1]) for month in whole_numbers(rows, 1, 12, "month")]
    outcomes = known_words(columns, (outcome.word for outcome in Outcome), "outcome")
    names = [look.say(OUTCOMES[Outcome[outcome.upper()]]) for outcome in outcomes]
    shares = 100.0 * counts / np.maximum(counts.sum(axis=1, keepdims=True), 1)
    answered = shares[:, place_of(outcomes, Outcome.ANSWERED.word)]
    said = Words(
        title=_answered(months, answered, look) if counts.any() else look.say(words.NO_CALLS),
        x=look.say(words.MONTH),
        y=look.say(words.CALL_SHARE),
        reading=ranges(names, months, shares.T.round(), look, percent_sign(look)),
        rows=months,
        columns=names,
    )
    figure = draw(look, table, _bars(months, names, shares, look), said)
    figure.update_layout(barmode="stack", bargap=0.25, height=480).update_yaxes(range=[0, 100])
    return figure


def _bars(months: Sequence[str], names: Sequence[str], shares: NDArray[Any], look: Look) -> list[go.Bar]:
    return [
        go.Bar(
            x=list(months),
            y=share.round(2).tolist(),
            name=name,
            hovertemplate="%{x}: %{y:.1f} %<extra>%{fullData.name}</extra>",
            **look.fill(place),
        )
        for place, (name, share) in enumerate(zip(names, shares.T, strict=True))
    ]


def _answered(months: Sequence[str], answered: NDArray[Any], look: Look) -> str:
    if len(months) == 1:
        return look.say(words.ANSWERED_ONE, share=number_in(float(answered[0]), look.language, 0))
    best, worst = int(answered.argmax()), int(answered.argmin())
    most, least = (number_in(float(answered[place]), look.language, 0) for place in (best, worst))
    if most == least:
        return look.say(words.ANSWERED_EVEN, share=most)
    return look.say(words.ANSWERED, most=most, best=months[best], least=least, worst=months[worst])
