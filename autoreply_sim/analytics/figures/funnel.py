"""How far calls come: from those that are offered to those that are answered."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np
import plotly.graph_objects as go

from autoreply_sim.analytics import figure_words as words
from autoreply_sim.analytics.figure_look import Look, look_of
from autoreply_sim.analytics.figure_text import hover, safe
from autoreply_sim.analytics.figures.columns import Table, counts_of, known_words
from autoreply_sim.analytics.figures.figure import Figure, Words, draw
from autoreply_sim.analytics.figures.said import count, entries, percent, share_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

_LAST = "left_voicemail"
"""What some do who go no further; no phase that others come through."""


_PHASE_PX, _LEGEND_PX = 52, 64
"""How high a phase is, and how far beneath the bars the legend begins."""


_INKS = {0: "#ffffff", 1: "#000000"}
"""What is read on the bars of the first and the second variant."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Funnel:
    """Calls by phase and variant: how many came to each, [phases, variants]."""

    phases: Sequence[str]
    variants: Sequence[str]
    came: NDArray[Any]

    @property
    def stopped(self) -> NDArray[Any]:
        """How many came to the phase before each phase, but not to it, [phases, variants]."""
        lost = np.vstack([np.zeros_like(self.came[:1]), self.came[:-1] - self.came[1:]])
        return np.where(np.array([[phase == _LAST] for phase in self.phases]), 0, lost)

    @property
    def answered(self) -> list[float]:
        """Which share of its calls each variant answers."""
        pairs = zip(self.came[self.phases.index("answered")], self.came[0], strict=True)
        return [share_of(*pair) for pair in pairs]


def call_funnel(
    table: Table, *, language: str = "en", dark: bool = False, theme: str | None = None
) -> Figure:
    """Return how far calls come, as bars that grow shorter: a row per phase, a column of counts, or two to compare.

    Phases, in this order: offered, past_greeting, past_menu, rang, answered; beneath them left_voicemail. Those
    in between may be left out. Raises ValueError if a phase has more calls than the one before it.
    """
    look = look_of(language, dark=dark, theme=theme)
    funnel = _checked(table)
    names = [look.say(words.PHASES[phase]) for phase in funnel.phases]
    shares = [", ".join(_shares(row, funnel.came[0], look)) for row in funnel.came]
    said = Words(
        title=_reached(funnel, look),
        x=look.say(words.CALLS),
        reading=entries(names, shares, look),
        rows=names,
    )
    figure = draw(look, table, list(_bars(funnel, names, look)), said)
    height = _PHASE_PX * len(names) * (0.5 + 0.5 * len(funnel.variants))
    legend_y = -_LEGEND_PX / height
    figure.update_layout(barmode="group", bargap=0.3, height=round(height + 190), legend_y=legend_y)
    figure.update_yaxes(autorange="reversed", showgrid=False)
    return figure


def _checked(table: Table) -> _Funnel:
    rows, columns, came = counts_of(table)
    phases = known_words(rows, words.PHASES, "phase")
    if phases != [phase for phase in words.PHASES if phase in phases] or not {"offered", "answered"} <= set(
        phases
    ):
        raise ValueError(
            f"the rows are {', '.join(phases)}; they must be, in this order: {', '.join(words.PHASES)}"
        )
    through = [row for phase, row in zip(phases, came, strict=True) if phase != _LAST]
    for place, (before, after) in enumerate(pairwise(through), start=1):
        if (after > before).any():
            raise ValueError(
                f"more calls are {phases[place]} than {phases[place - 1]}, which comes before it"
            )
    return _Funnel(phases=phases, variants=[str(name) for name in columns], came=came)


def _bars(funnel: _Funnel, names: Sequence[str], look: Look) -> Iterator[go.Bar]:
    for place, variant in enumerate(funnel.variants):
        came, lost = funnel.came[:, place], funnel.stopped[:, place]
        texts = list(_shares(came, came[0].repeat(len(came)), look))
        name = variant if len(funnel.variants) > 1 else look.say(words.GOES_ON)
        yield _bar(names, came, texts, look).update(
            name=safe(name),
            offsetgroup=str(place),
            text=texts,
            textposition="auto",
            insidetextfont={"color": _INKS.get(place)},
            marker={"color": look.colour(place)},
        )
        yield _bar(names, lost, [count(one, look) for one in lost.tolist()], look).update(
            name=look.say(words.STOPPED),
            offsetgroup=str(place),
            base=came.tolist(),
            showlegend=place == len(funnel.variants) - 1,
            marker=_hatched(look),
        )


def _bar(names: Sequence[str], counts: NDArray[Any], texts: Sequence[str], look: Look) -> go.Bar:
    over = [
        hover(look.say(words.ENTRY, name=name, value=text)) for name, text in zip(names, texts, strict=True)
    ]
    return go.Bar(x=counts.tolist(), y=list(names), orientation="h", hoverinfo="text", hovertext=over)


def _hatched(look: Look) -> dict[str, Any]:
    grey = look.colour(6)
    pattern = {"shape": "/", "fgcolor": grey, "size": 6, "solidity": 0.3}
    return {"color": look.colours.paper, "pattern": pattern, "line": {"color": grey, "width": 1}}


def _shares(counts: NDArray[Any], whole: NDArray[Any], look: Look) -> Iterator[str]:
    for one, of in zip(counts.tolist(), whole.tolist(), strict=True):
        yield f"{count(one, look)} ({percent(share_of(one, of), look)})"


def _reached(funnel: _Funnel, look: Look) -> str:
    if not funnel.came.any():
        return look.say(words.NO_CALLS)
    if len(funnel.variants) > 1:
        before, after = (percent(funnel.answered[place], look, 1) for place in (0, -1))
        first, last = funnel.variants[0], funnel.variants[-1]
        return look.say(words.FUNNEL_TWO, before=before, first=first, after=after, last=last)
    if funnel.answered[0] == 1:
        return look.say(words.FUNNEL_WHOLE)
    share = percent(funnel.answered[0], look)
    stopped = funnel.stopped[:, 0]
    is_whole = len([phase for phase in funnel.phases if phase != _LAST]) == len(words.PHASES) - 1
    if not is_whole or np.count_nonzero(stopped == stopped.max()) > 1:
        # Where phases are left out, nobody can say in which callers stopped; where two lose as many, none leads.
        return look.say(words.FUNNEL_PLAIN, share=share)
    where = words.STOPS[funnel.phases[int(stopped.argmax())]]
    return look.say(words.FUNNEL, share=share, where=look.say(where))
