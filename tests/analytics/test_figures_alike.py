"""What all figures have in common: their table, both languages, three looks, and nothing that people wrote is code."""

from __future__ import annotations

import copy
import json
import pickle
from collections.abc import Callable
from functools import partial
from typing import Any

import pandas as pd
import pytest

from autoreply_sim.analytics import figures
from autoreply_sim.analytics.figure_look import COLOURS, DASHES, HATCHES, PRINTED, SYMBOLS
from autoreply_sim.analytics.figures import Figure

HOSTILE = "<b>Bo</b> & <a href='https://example.org'>co</a> $x$ %{y}"

HOURS = pd.DataFrame([[0, 1, 8], [0, 0, 5]], index=[0, 6], columns=[8, 9, 10])
ENDS = pd.DataFrame([[30, 10], [45, 5]], index=[1, 2], columns=["answered", "hung_up_menu"])
REPLIES = pd.DataFrame([[4, 9], [3, 30]], index=[4, 5], columns=["request_payment", "capture_advisor_rating"])
DATED = REPLIES.set_axis(pd.to_datetime(["2025-12-31", "2026-01-01"]), axis=0)
ORIGINS = pd.DataFrame({"saved": [60, 40], HOSTILE: [60, 20]}, index=["answered_call", "web"])
FUNNEL = pd.DataFrame(
    {"saved": [100, 90, 60], HOSTILE: [100, 95, 70]}, index=["offered", "past_menu", "answered"]
)
FLOW = pd.DataFrame({"closed": [8, 1], "open": [0, 1], "merged": [2, 0]}, index=["sms", "voicemail"])
PATIENCE = pd.DataFrame(
    {
        "seconds": [10.0, 20.0, 5.0, 30.0],
        "share": [0.8, 0.4, 0.9, 0.6],
        "low": [0.7, 0.3, 0.8, None],
        "high": [0.9, 0.5, 1.0, None],
        "curve": [HOSTILE, HOSTILE, "parts", "parts"],
    }
)
FOREST = pd.DataFrame(
    {"value": [7.0, 0.2, 3.0], "low": [6.0, -1.0, None], "high": [8.0, 1.4, None], "p": [0.0001, 0.6, None]},
    index=[HOSTILE, "occupancy", "tickets"],
)
LOAD = pd.DataFrame({"offered": [3, 9], "wait_s": [12.5, None]}, index=[8, 9])

Draw = Callable[..., Figure]
ALL: dict[str, tuple[Draw, pd.DataFrame]] = {
    "calls_by_hour": (figures.calls_by_hour, HOURS),
    "hours_heat": (partial(figures.hours_heat, what=(HOSTILE, f"{HOSTILE}!")), HOURS),
    "call_ends_by_month": (figures.call_ends_by_month, ENDS),
    "call_funnel": (figures.call_funnel, FUNNEL),
    "load_by_hour": (figures.load_by_hour, LOAD),
    "replies_by_month": (figures.replies_by_month, REPLIES),
    "replies_over_time": (figures.replies_over_time, DATED),
    "tickets_by_origin": (figures.tickets_by_origin, ORIGINS),
    "ticket_flow": (figures.ticket_flow, FLOW),
    "patience_survival": (figures.patience_survival, PATIENCE),
    "comparison_forest": (partial(figures.comparison_forest, unit="<i>s</i>"), FOREST),
}
EVERY = pytest.mark.parametrize(("draw", "table"), ALL.values(), ids=ALL)


@EVERY
def test_a_figure_has_the_table_it_was_drawn_from(draw: Draw, table: pd.DataFrame) -> None:
    """The very same, so that a report or a screen reader can show it; copies have it, too."""
    figure = draw(table)

    assert figure.table is table
    for other in (copy.deepcopy(figure), pickle.loads(pickle.dumps(figure))):  # noqa: S301 (our own bytes)
        assert other.to_plotly_json() == figure.to_plotly_json()
        assert other.description == figure.description
        assert list(other.table.index) == list(table.index)


@EVERY
def test_a_figure_can_be_read_aloud(draw: Draw, table: pd.DataFrame) -> None:
    """First what was found, then what the table says, in sentences; both without markup."""
    for language in ("en", "fr"):
        figure = draw(table, language=language)

        assert figure.description.startswith(figure.finding)
        assert len(figure.description) > len(figure.finding) + 10
        assert figure.description.endswith(".")
        assert "<br>" not in figure.description
        assert "nan" not in figure.description


@EVERY
def test_a_figure_speaks_french_throughout(draw: Draw, table: pd.DataFrame) -> None:
    """Title, axes and numbers."""
    english, french = draw(table), draw(table, language="fr")

    assert english.finding != french.finding
    assert english.words.x != french.words.x
    assert french.layout.separators == ",\u202f"


@EVERY
def test_the_same_table_is_the_same_bytes(draw: Draw, table: pd.DataFrame) -> None:
    """Nothing in a figure depends on when, where or after what it was drawn."""
    assert draw(table).to_json() == draw(table.copy()).to_json()
    assert len(json.dumps(draw(table).to_plotly_json())) < 8_000


@EVERY
def test_what_cannot_be_drawn_is_refused(draw: Draw, table: pd.DataFrame) -> None:
    """In a sentence, before Plotly sees it."""
    with pytest.raises(ValueError, match="language 'de' is not spoken here; use one of: en, fr"):
        draw(table, language="de")
    with pytest.raises(ValueError, match="there is no theme 'drak'; did you mean 'dark'"):
        draw(table, theme="drak")
    with pytest.raises(ValueError, match="the table is empty; a figure needs a row and a column at least"):
        draw(table.iloc[:0])


@EVERY
def test_there_are_three_looks(draw: Draw, table: pd.DataFrame) -> None:
    """Light, dark and printed: white paper and black ink; `dark=True` is the second, unless a theme is named."""
    light, dark, printed = (draw(table, theme=theme) for theme in ("light", "dark", "print"))

    assert draw(table).to_json() == light.to_json()
    assert draw(table, dark=True).to_json() == dark.to_json()
    assert draw(table, dark=True, theme="print").to_json() == printed.to_json()
    assert light.layout.paper_bgcolor > light.layout.font.color
    assert dark.layout.paper_bgcolor < dark.layout.font.color
    assert (printed.layout.paper_bgcolor, printed.layout.font.color) == ("#ffffff", "#000000")
    assert tuple(dark.layout.colorway) == COLOURS
    assert tuple(printed.layout.colorway) == PRINTED


@EVERY
def test_what_people_wrote_is_never_markup(draw: Draw, table: pd.DataFrame) -> None:
    """Names of teams, metrics and variants are shown as they are; what breaks lines is the only tag."""
    for text in texts(draw(table).to_plotly_json()):
        assert not {"<b>", "<a", "<i>", "$x$"} & {
            found for found in ("<b>", "<a", "<i>", "$x$") if found in text
        }


@EVERY
def test_no_template_holds_what_people_wrote(draw: Draw, table: pd.DataFrame) -> None:
    """In a template Plotly would fill in what stands between braces."""
    for trace in draw(table).data:
        assert "Bo" not in (getattr(trace, "hovertemplate", None) or "")


@EVERY
def test_lines_of_a_title_fit_on_a_telephone(draw: Draw, table: pd.DataFrame) -> None:
    """Plotly does not break them by itself; what is escaped counts as it is read."""
    for language in ("en", "fr"):
        title = draw(table, language=language).layout.title.text
        read = title.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&").replace("&#36;", "$")
        assert max(len(line) for line in read.split("<br>")) <= 40


def test_colours_dashes_symbols_and_hatches_tell_as_many_things_apart() -> None:
    """Each of them alone: no two places look the same."""
    for kind in (COLOURS, PRINTED, DASHES, SYMBOLS, HATCHES):
        assert len(set(kind)) == len(kind) == len(COLOURS)


def test_printed_lines_differ_in_more_than_colour() -> None:
    """A grey copy says the same."""
    lines = figures.replies_over_time(DATED, theme="print").data

    assert len({(line.line.dash, line.marker.symbol) for line in lines}) == len(lines)
    assert {line.line.dash for line in figures.replies_over_time(DATED).data} == {None}


def test_printed_bars_differ_in_more_than_colour() -> None:
    """The hatching lies over the colour, so that both are seen."""
    patterns = [bar.marker.pattern for bar in figures.call_ends_by_month(ENDS, theme="print").data]

    assert [pattern.shape for pattern in patterns] == ["", "/"]
    assert {pattern.fillmode for pattern in patterns} == {"overlay"}


def test_printed_shades_are_grey() -> None:
    """From white paper to black ink."""
    for _, colour in figures.calls_by_hour(HOURS, theme="print").data[0].colorscale:
        assert colour[1:3] == colour[3:5] == colour[5:7]


def texts(value: Any) -> list[str]:
    """Return every text in a figure's JSON."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return [text for each in value.values() for text in texts(each)]
    if isinstance(value, list | tuple):
        return [text for each in value for text in texts(each)]
    return []


@EVERY
def test_axes_write_numbers_whole_and_set_their_thousands_apart(draw: Draw, table: pd.DataFrame) -> None:
    """20,000 in English, 20 000 in French; never 20000 or 20k."""
    layout = draw(table).to_plotly_json()["layout"]
    axes = [axis for name, axis in layout.items() if name[:5] in ("xaxis", "yaxis")]

    assert len(axes) >= 2
    assert all(axis["separatethousands"] and axis["exponentformat"] == "none" for axis in axes)
