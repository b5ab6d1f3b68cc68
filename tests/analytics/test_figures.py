"""Figures show the numbers of their tables, say what these come to, and stay small, private and readable."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest

from autoreply_sim.analytics import figures
from autoreply_sim.analytics.figure_look import COLOURS
from autoreply_sim.analytics.figures import Figure
from autoreply_sim.codes import Outcome

BY_HOUR = pd.DataFrame([[0, 1, 8, 1], [0, 0, 5, 0]], index=[0, 6], columns=[7, 8, 9, 10])
ENDS = pd.DataFrame([[30, 10], [45, 5]], index=[1, 2], columns=["answered", "hung_up_menu"])
KEYS = ("after_hours_calls", "customer_hangs_up", "missed_customer_call", "capture_advisor_rating")
REPLIES = pd.DataFrame(
    [[4, 3, 2, 9, 1, 0], [4, 3, 2, 30, 0, 5]],
    index=[4, 5],
    columns=[*KEYS, "share_voicehub", "request_payment"],
)
TICKETS = pd.DataFrame({"saved": [60, 40], "changed": [60, 20]}, index=["answered_call", "web"])
ALL: tuple[tuple[Callable[..., Figure], pd.DataFrame], ...] = (
    (figures.calls_by_hour, BY_HOUR),
    (figures.call_ends_by_month, ENDS),
    (figures.replies_by_month, REPLIES),
    (figures.tickets_by_origin, TICKETS),
)
EVERY = pytest.mark.parametrize(("draw", "table"), ALL, ids=lambda value: getattr(value, "__name__", ""))


def title(figure: Figure) -> str:
    """Return a title as it is read, whatever its lines."""
    return str(figure.layout.title.text).replace("<br>", " ")


def test_the_map_of_the_hours_names_the_busiest_and_where_most_calls_come() -> None:
    """Eight of the fifteen calls come on Monday from nine; thirteen of them from nine to ten, whatever the day."""
    figure = figures.calls_by_hour(BY_HOUR)

    assert title(figure) == "The busiest hour is Monday, 9 to 10 h; 87% of all calls come from 9 to 10 h"
    assert figure.data[0].z == ([0, 1, 8, 1], [0, 0, 5, 0])
    assert figure.data[0].y == ("Monday", "Sunday")


def test_the_ends_of_calls_add_up_to_the_whole_of_each_month() -> None:
    """Shares, not counts, so that a quiet month is read as easily as a busy one."""
    figure = figures.call_ends_by_month(ENDS)

    assert title(figure) == "Of the calls, 90% are answered in the best month (Feb), 75% in the worst (Jan)"
    assert [(bar.name, list(bar.y)) for bar in figure.data] == [
        ("answered", [75, 90]),
        ("hung up at the menu", [25, 10]),
    ]


def test_the_most_frequent_replies_have_lines_and_the_others_one_together() -> None:
    """Four by their frequency, then all the rest; nothing is left out of the sum."""
    figure = figures.replies_by_month(REPLIES)

    assert title(figure) == "62% of all replies are “Advisor rating”; most replies go out in May"
    assert [list(line.y) for line in figure.data] == [[9, 30], [4, 4], [3, 3], [0, 5], [3, 2]]
    assert figure.data[-1].name == "the 2 others"


def test_few_replies_leave_no_others() -> None:
    """As many lines as there are replies."""
    assert len(figures.replies_by_month(REPLIES[list(KEYS)]).data) == len(KEYS)


def test_the_tickets_of_one_year_are_told_by_what_most_of_them_come_from() -> None:
    """One year needs no legend."""
    figure = figures.tickets_by_origin(TICKETS[["saved"]])

    assert title(figure) == "60% of the tickets come from answered calls"
    assert not figure.layout.showlegend


@pytest.mark.parametrize(
    ("columns", "expected"),
    [
        (["saved", "changed"], "20.0% fewer tickets: changed, against saved"),
        (["changed", "saved"], "25.0% more tickets: saved, against changed"),
    ],
)
def test_the_tickets_of_two_years_are_compared(columns: list[str], expected: str) -> None:
    """The last with the first."""
    figure = figures.tickets_by_origin(TICKETS[columns])

    assert title(figure) == expected
    assert [list(bar.x) for bar in figure.data] == [TICKETS[column].to_list() for column in columns]


@EVERY
def test_a_figure_is_kept_as_data_and_a_line(draw: Callable[..., Figure], table: pd.DataFrame) -> None:
    """No script of 4 MB comes with it, and no button that would send it to anybody."""
    figure = draw(table)
    kept: dict[str, Any] = figure._repr_mimebundle_()

    assert list(kept) == ["application/vnd.plotly.v1+json", "text/plain"]
    assert kept["text/plain"] == f"Figure: {title(figure)}"
    assert len(json.dumps(kept)) < 5_000
    config = kept["application/vnd.plotly.v1+json"]["config"]
    assert "sendChartToCloud" in config["modeBarButtonsToRemove"]
    assert "plotlyServerURL" not in config


@EVERY
def test_a_notebook_shows_it_in_no_other_way(draw: Callable[..., Figure], table: pd.DataFrame) -> None:
    """Plotly's own ways of showing a figure would win over ours."""
    assert (draw(table)._repr_html_, draw(table)._ipython_display_) == (None, None)


@EVERY
def test_a_figure_speaks_french_throughout(draw: Callable[..., Figure], table: pd.DataFrame) -> None:
    """Title, axes and numbers: a comma before decimals."""
    english, french = draw(table), draw(table, language="fr")

    assert title(english) != title(french)
    assert english.layout.xaxis.title.text != french.layout.xaxis.title.text
    assert french.layout.separators.startswith(",")


@EVERY
def test_a_figure_has_a_dark_look(draw: Callable[..., Figure], table: pd.DataFrame) -> None:
    """Ink and paper change places; the colours of the lines and bars are the same, safe for the colour-blind."""
    light, dark = draw(table).layout, draw(table, dark=True).layout

    assert light.paper_bgcolor > light.font.color
    assert dark.paper_bgcolor < dark.font.color
    assert tuple(light.colorway) == tuple(dark.colorway) == COLOURS


@EVERY
def test_every_axis_of_numbers_says_what_it_counts(draw: Callable[..., Figure], table: pd.DataFrame) -> None:
    """Words along an axis need no title; numbers do."""
    figure = draw(table)
    has_words = isinstance(figure.data[0].y[0], str)

    assert figure.layout.xaxis.title.text
    assert bool(figure.layout.yaxis.title.text) != has_words


@EVERY
def test_lines_of_a_title_fit_on_a_telephone(draw: Callable[..., Figure], table: pd.DataFrame) -> None:
    """Plotly does not break them by itself."""
    for language in ("en", "fr"):
        assert max(map(len, draw(table, language=language).layout.title.text.split("<br>"))) <= 40


@EVERY
def test_what_cannot_be_drawn_is_refused(draw: Callable[..., Figure], table: pd.DataFrame) -> None:
    """In a sentence, before Plotly sees it."""
    with pytest.raises(ValueError, match="language 'de' is not spoken here; use one of: en, fr"):
        draw(table, language="de")
    with pytest.raises(ValueError, match="the table is empty"):
        draw(table.iloc[:0])


def test_ends_without_answers_are_refused() -> None:
    """The title is about them."""
    with pytest.raises(ValueError, match="no column 'answered'; it has: hung_up_menu"):
        figures.call_ends_by_month(ENDS[["hung_up_menu"]])


def test_a_table_of_no_calls_is_drawn() -> None:
    """A month in which nobody called is no error."""
    quiet = pd.DataFrame([[0] * len(Outcome)], index=[1], columns=[outcome.word for outcome in Outcome])

    assert title(figures.call_ends_by_month(quiet)) == "Nobody called"
    assert title(figures.calls_by_hour(BY_HOUR * 0)) == "Nobody called"


def test_nobody_pays_for_plotly_who_draws_nothing() -> None:
    """Neither importing the package nor simulating imports it."""
    code = "import sys, autoreply_sim; autoreply_sim.simulate; sys.exit('plotly' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
