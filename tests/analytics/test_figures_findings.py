"""Each figure's title states what its table says, in both languages, and what is drawn is what was counted."""

from __future__ import annotations

from math import nan
from typing import Any

import pandas as pd
import pytest

from autoreply_sim.analytics import figures

HOURS = pd.DataFrame([[0, 1, 8, 1], [0, 0, 5, 0]], index=[0, 6], columns=[7, 8, 9, 11])
PHASES = ["offered", "past_greeting", "past_menu", "rang", "answered", "left_voicemail"]
FUNNEL = pd.DataFrame({"calls": [1_000, 950, 900, 880, 700, 90]}, index=PHASES)
FLOW = pd.DataFrame(
    {"closed": [70, 5], "open": [10, 5], "merged": [10, 0]}, index=["answered_call", "voicemail"]
)
FOREST = pd.DataFrame(
    {
        "value": [7.1, -2.4, 0.3, 12.0, None],
        "low": [6.2, -3.9, -1.1, None, None],
        "high": [8.0, -0.9, 1.7, None, None],
        "p": [0.0001, 0.004, 0.61, None, None],
    },
    index=["tickets", "answered", "wait", "left alone", "occupancy"],
)
LOAD = pd.DataFrame({"offered": [30, 120, 60], "wait_s": [12.4, None, 45.2]}, index=[8, 10, 12])
DAYS = pd.DataFrame(
    [[4, 9], [3, 30], [1, 3]],
    index=pd.to_datetime(["2025-12-31", "2026-01-01", "2026-01-02"]),
    columns=["request_payment", "capture_advisor_rating"],
)


def curve(*shares: float, seconds: tuple[float, ...] = (10.0, 62.0, 90.0), name: str = "") -> pd.DataFrame:
    """Return the table of a survival curve without a band."""
    table = pd.DataFrame({"seconds": seconds[: len(shares)], "share": shares}).assign(low=None, high=None)
    return table.assign(curve=name) if name else table


def test_a_map_of_hours_counts_whatever_it_is_told_to() -> None:
    """Calls are one case of many; the words of others are the caller's own."""
    messages = figures.hours_heat(HOURS, what="messages")
    french = figures.hours_heat(HOURS, what=("leaks", "fuites"), language="fr")

    assert messages.finding == "Most messages: Monday, 9 to 10 h; 87% of them from 9 to 10 h"
    assert messages.data[0].colorbar.title.text == "messages"
    assert french.finding == (
        "Pic (fuites)\u202f: lundi de 9 à 10\u202fh\u202f; 87\u202f% du total de 9 à 10\u202fh"
    )
    assert figures.hours_heat(HOURS).to_json() == figures.calls_by_hour(HOURS).to_json()
    assert figures.hours_heat(HOURS * 0, what="messages").finding == "Nothing to count: messages"


def test_a_map_of_hours_has_no_gap_where_nothing_came() -> None:
    """Otherwise the hours beside it would seem to last longer."""
    assert list(figures.hours_heat(HOURS).data[0].x) == [7, 8, 9, 10, 11]
    assert list(figures.hours_heat(HOURS).data[0].z[0]) == [0, 1, 8, 0, 1]


@pytest.mark.parametrize(
    ("table", "message"),
    [
        (HOURS.set_axis([0, 7], axis=0), "7 is no day of the week; these are whole numbers from 0 to 6"),
        (HOURS.set_axis([7, 8, 9, 24], axis=1), "24 is no hour; these are whole numbers from 0 to 23"),
        (HOURS.where(HOURS > 0), "row 0, column 7: nan is no count; counts are 0 or more"),
        (HOURS.replace(8, "many"), "'many' is no number; this column holds numbers only"),
    ],
)
def test_a_map_of_other_things_than_hours_is_refused(table: pd.DataFrame, message: str) -> None:
    """With what was found, and what is taken."""
    with pytest.raises(ValueError, match=message):
        figures.hours_heat(table)


def test_an_unknown_count_is_refused() -> None:
    """With the nearest that is known."""
    with pytest.raises(ValueError, match="there is no count 'mesages'; did you mean 'messages'"):
        figures.hours_heat(HOURS, what="mesages")


def test_the_funnel_tells_how_many_are_answered_and_where_the_others_stop() -> None:
    """180 of the 300 others stop while it rings; what stopped before a phase is drawn on from where the phase ends."""
    english, french = figures.call_funnel(FUNNEL), figures.call_funnel(FUNNEL, language="fr")
    came, stopped = english.data

    assert (
        english.finding
        == "70% of the calls are answered; of the others, most stop while it rang or they waited"
    )
    assert french.finding == (
        "70\u202f% des appels sont pris\u202f; les autres s’arrêtent surtout pendant la sonnerie ou l’attente"
    )
    assert list(came.x) == [1_000, 950, 900, 880, 700, 90]
    assert list(stopped.x) == [0, 50, 50, 20, 180, 0]
    assert list(stopped.base) == list(came.x)
    assert came.text[-2] == "700 (70%)"
    assert english.layout.xaxis.title.text == "calls"


def test_two_funnels_are_compared_by_what_is_answered() -> None:
    """Each phase has a bar for both; the legend names them, and what stopped once."""
    figure = figures.call_funnel(FUNNEL.assign(changed=[1_000, 950, 900, 880, 625, 90]))

    assert figure.finding == "Calls answered: 70.0% (calls), 62.5% (changed)"
    assert [bar.name for bar in figure.data if bar.showlegend is not False] == [
        "calls",
        "changed",
        "stopped just before",
    ]
    assert len({bar.marker.color for bar in figure.data}) == 3


@pytest.mark.parametrize(
    ("counts", "finding"), [([0, 0], "Nobody called"), ([7, 7], "All calls are answered")]
)
def test_a_funnel_may_have_nothing_to_lose(counts: list[int], finding: str) -> None:
    """Or nothing at all."""
    table = pd.DataFrame({"calls": counts}, index=["offered", "answered"])

    assert figures.call_funnel(table).finding == finding


@pytest.mark.parametrize(
    ("table", "message"),
    [
        (FUNNEL.rename({"rang": "rung"}), "there is no phase 'rung'; did you mean 'rang'"),
        (FUNNEL.iloc[::-1], "they must be, in this order: offered, past_greeting"),
        (FUNNEL.drop("answered"), "they must be, in this order: offered, past_greeting"),
        (FUNNEL.replace(900, 960), "more calls are past_menu than past_greeting, which comes before it"),
    ],
)
def test_what_is_no_funnel_is_refused(table: pd.DataFrame, message: str) -> None:
    """Nobody is answered who was not there before."""
    with pytest.raises(ValueError, match=message):
        figures.call_funnel(table)


def test_the_streams_tell_which_tickets_are_left_open() -> None:
    """Half of the voicemails, although more of the others: it is the share that counts."""
    english, french = figures.ticket_flow(FLOW), figures.ticket_flow(FLOW, language="fr")
    link = english.data[0].link

    assert english.finding == (
        "75% of the tickets are closed; most often left open are those from voicemails (50%)"
    )
    assert french.finding == (
        "75\u202f% des tickets sont fermés\u202f; restent le plus souvent ouverts ceux créés "
        "à la suite de messages vocaux (50\u202f%)"
    )
    assert list(zip(link.source, link.target, link.value, strict=True)) == [
        (0, 2, 70),
        (0, 3, 10),
        (0, 4, 10),
        (1, 2, 5),
        (1, 3, 5),
    ]
    assert english.data[0].node.label[0] == "from answered calls 90 (90%)"
    assert "tickets" in english.layout.annotations[0].text


def test_streams_without_open_tickets_say_so() -> None:
    """And those without any ticket."""
    assert figures.ticket_flow(FLOW[["closed"]]).finding == "No ticket is left open"
    assert figures.ticket_flow(FLOW * 0).finding == "No ticket was made"
    with pytest.raises(ValueError, match="there is no status 'done'; known: closed, open, merged"):
        figures.ticket_flow(FLOW.rename(columns={"open": "done"}))


def test_patience_is_told_by_its_median() -> None:
    """The first moment at which no more than half are still there; the stairs begin with everybody."""
    english = figures.patience_survival(curve(0.8, 0.5, 0.2))
    french = figures.patience_survival(curve(0.8, 0.5, 0.2), language="fr")
    stairs, median = english.data[2], english.data[3]

    assert english.finding == "Half of the callers give up within 62\u202fs"
    assert french.finding == "La moitié des appelants renoncent en moins de 62\u202fs"
    assert (list(stairs.x), list(stairs.y)) == ([0, 10, 62, 90], [100, 80, 50, 20])
    assert stairs.line.shape == "hv"
    assert (list(median.x), list(median.text)) == ([62], ["half: 62\u202fs"])
    assert english.layout.xaxis.title.text == "waiting time (seconds)"
    assert english.layout.yaxis.title.text == "callers still waiting (%)"


def test_patience_may_outlast_what_was_seen() -> None:
    """Then there is no median to mark."""
    figure = figures.patience_survival(curve(0.8, 0.6))

    assert figure.finding == "More than half of the callers wait longer than 62\u202fs"
    assert len(figure.data) == 3


def test_several_curves_are_told_one_by_one() -> None:
    """Each with its median, or how long it was seen to last."""
    both = pd.concat([curve(0.4, name="service"), curve(0.9, 0.7, name="parts")])

    assert figures.patience_survival(both).finding == (
        "Half of the callers give up: service within 10\u202fs, parts after more than 62\u202fs"
    )


def test_a_band_is_drawn_where_it_is_known() -> None:
    """Where nobody is left, there is none."""
    table = curve(0.8, 0.4, 0.0).assign(low=[0.7, 0.3, nan], high=[0.9, 0.5, nan])
    above, beneath, *_ = figures.patience_survival(table).data

    assert (list(above.y), list(beneath.y)) == ([100, 90, 50], [100, 70, 30])
    assert beneath.fill == "tonexty"


def test_a_long_curve_loses_only_what_cannot_be_seen() -> None:
    """Ten thousand callers need no ten thousand steps; the first and the last stay."""
    count = 10_000
    seconds = tuple(float(second) for second in range(1, count + 1))
    stairs = figures.patience_survival(
        curve(*(1 - second / count for second in seconds), seconds=seconds)
    ).data[2]

    assert len(stairs.x) < 500
    assert (stairs.x[0], stairs.x[-1], stairs.y[0], stairs.y[-1]) == (0, count, 100, 0)


@pytest.mark.parametrize(
    "table",
    [curve(0.8, 0.5, seconds=(9.0, 9.0)), curve(1.2, 0.5), curve(-0.1)],
    ids=["times stand still", "more than all", "fewer than none"],
)
def test_what_is_no_curve_is_refused(table: pd.DataFrame) -> None:
    """Times ascend, and shares lie from 0 to 1."""
    with pytest.raises(ValueError, match="curve '': seconds must ascend, and shares lie from 0 to 1"):
        figures.patience_survival(table)


def test_a_comparison_tells_what_differs_beyond_chance() -> None:
    """Two intervals are without zero; what has no interval is never among them, however far off it is."""
    english = figures.comparison_forest(FOREST)
    french = figures.comparison_forest(FOREST, language="fr")

    assert english.finding == "2 of 5 metrics differ beyond chance, most of all “tickets” (+7.1%)"
    assert french.finding == (
        "Écarts qui dépassent le hasard\u202f: 2 sur 5, surtout «\u202ftickets\u202f» (+7,1\u202f%)"
    )
    assert english.layout.xaxis.title.text == "difference from the base (%)"
    assert english.layout.xaxis.zeroline


def test_the_table_of_a_comparison_can_be_drawn_as_it_is() -> None:
    """In per cent of the base, on the side where the difference lies; of nothing no share can be told."""
    compared = pd.DataFrame(
        {
            "metric": ["asa_s", "missed", "duplicates"],
            "label": ["average speed of answer", "missed", "duplicates"],
            "variant": ["quiet", "quiet", "quiet"],
            "base": [20.0, -10.0, 0.0],
            "value": [22.0, -9.0, 1.0],
            "difference": [2.0, 1.0, 1.0],
            "low": [1.0, -1.0, 0.5],
            "high": [3.0, 3.0, 1.5],
            "p_adjusted": [0.01, 0.3, 0.01],
        }
    )
    drawn = figures.comparison_forest(compared)
    several = figures.comparison_forest(pd.concat([compared, compared.assign(variant="other")]))
    plain = figures.comparison_forest(compared, unit="s")

    assert drawn.finding == "One of 3 metrics differs beyond chance: “average speed of answer” (+10.0%)"
    assert "average speed of answer: +10.0% (+5.0% to +15.0%), p = 0.010." in drawn.description
    assert "missed: +10.0% (−10.0% to +30.0%)" in drawn.description
    assert "duplicates: nothing to measure" in drawn.description
    assert "average speed of answer (other): +10.0%" in several.description
    assert "+2.0\u202fs (+1.0\u202fs to +3.0\u202fs)" in plain.description


def test_a_value_outside_its_interval_is_refused() -> None:
    """A level in place of a difference would be drawn without sense."""
    with pytest.raises(ValueError, match=r"row 'tickets': 71 is not between low \(6.2\) and high \(8\)"):
        figures.comparison_forest(FOREST.replace({"value": {7.1: 71.0}}))


def test_what_is_no_table_is_refused() -> None:
    """With the word for what is taken."""
    with pytest.raises(ValueError, match="a figure is drawn from a table, a pandas DataFrame; list is none"):
        figures.call_funnel([1])  # type: ignore[arg-type]


def test_emphasis_is_no_matter_of_colour_alone() -> None:
    """A filled marker and a thick line; an open one; a cross without a line, and in words why."""
    beyond, within, unknown = figures.comparison_forest(FOREST).data

    assert [trace.marker.symbol for trace in (beyond, within, unknown)] == [
        "circle",
        "circle-open",
        "x-thin-open",
    ]
    assert beyond.error_x.thickness > within.error_x.thickness
    assert [list(trace.y) for trace in (beyond, within, unknown)] == [[0, 1], [2], [3, 4]]
    assert beyond.error_x.array[0] == pytest.approx(0.9)
    assert unknown.name == "no interval: too little to go by"
    assert list(unknown.text) == ["+12.0%, no interval", "nothing to measure"]
    assert list(unknown.marker.size) == [11, 0]


def test_what_is_written_above_a_row_goes_to_where_there_is_room() -> None:
    """Long words to the wider side of the figure, so that a telephone cuts none of them off."""
    table = pd.DataFrame(
        {"value": [0.0, 30.0, 9.0], "low": [None, None, 8.0], "high": [None, None, 10.0]}, list("abc")
    )
    less = table.assign(value=-table["value"], low=-table["high"], high=-table["low"])

    positions = {
        (name, text): side
        for name, drawn in (("more", table), ("less", less))
        for trace in figures.comparison_forest(drawn).data
        for text, side in zip(trace.text, trace.textposition, strict=True)
    }
    assert positions == {
        ("more", "no difference seen"): "top right",
        ("more", "+30.0%, no interval"): "top left",
        ("more", "+9.0%"): "top right",
        ("less", "no difference seen"): "top left",
        ("less", "−30.0%, no interval"): "top right",
        ("less", "−9.0%"): "top left",
    }


def test_a_difference_is_read_with_its_interval_and_its_probability() -> None:
    """A minus is a minus; a tiny p is not called nought."""
    read = figures.comparison_forest(FOREST).description

    assert "tickets: +7.1% (+6.2% to +8.0%), p < 0.001." in read
    assert "answered: −2.4% (−3.9% to −0.9%), p = 0.004." in read
    assert "left alone: +12.0%, no interval: too little to go by." in read


def test_differences_may_be_counted_in_anything() -> None:
    """And p may be left out."""
    table = FOREST.drop(columns="p").iloc[:1]
    figure = figures.comparison_forest(table, unit="s")

    assert figure.finding == "“tickets” differs beyond chance (+7.1\u202fs)"
    assert figure.words.x == "difference from the base (s)"


def test_a_comparison_may_find_nothing() -> None:
    """No difference, or nothing that could tell one from chance."""
    assert figures.comparison_forest(FOREST.iloc[2:3]).finding == (
        "None of the metrics differs beyond chance (1 compared)"
    )
    assert figures.comparison_forest(FOREST.iloc[3:]).finding == (
        "Too few replications to tell a difference from chance"
    )
    same = pd.DataFrame({"value": [0.0], "low": [None], "high": [None]}, index=["answered"])
    assert figures.comparison_forest(same).finding == "No difference was seen in any replication"
    assert "answered: no difference seen." in figures.comparison_forest(same).description
    with pytest.raises(ValueError, match="the table has no column 'low'; it has: value, high, p"):
        figures.comparison_forest(FOREST.drop(columns="low"))


def test_load_and_waits_have_a_panel_each() -> None:
    """Their peaks need not be the same hour; an hour in which nobody waited is a gap, not nought."""
    english, french = figures.load_by_hour(LOAD), figures.load_by_hour(LOAD, language="fr")

    assert english.finding == (
        "Most calls come from 10 to 11 h; waits are longest from 12 to 13 h (45\u202fs)"
    )
    assert french.finding == (
        "Le plus d’appels\u202f: de 10 à 11\u202fh\u202f; "
        "l’attente la plus longue\u202f: de 12 à 13\u202fh (45\u202fs)"
    )
    assert list(english.data[1].y) == [12.4, None, 45.2]
    assert english.layout.yaxis.domain[0] > english.layout.yaxis2.domain[1]
    assert english.layout.yaxis.title.text == "calls offered"
    assert english.layout.yaxis2.title.text == "mean wait (seconds)"
    assert figures.load_by_hour(LOAD.assign(wait_s=0)).finding == (
        "Most calls come from 10 to 11 h; nobody waited"
    )
    assert figures.load_by_hour(LOAD.assign(offered=0)).finding == "Nobody called"


@pytest.mark.parametrize(
    ("by", "language", "peak", "axis"),
    [
        ("day", "en", "1 Jan 2026", "day (local time)"),
        ("week", "fr", "1er janv. 2026", "semaine, par son premier jour (heure locale)"),
        ("month", "en", "Jan 2026", "month (local time)"),
    ],
)
def test_replies_over_time_tell_their_peak(by: str, language: str, peak: str, axis: str) -> None:
    """A row is a day, a week or a month; dates are said in the language of the figure."""
    figure = figures.replies_over_time(DAYS, by=by, language=language)

    assert peak in figure.finding
    assert figure.layout.xaxis.title.text == axis
    assert [list(line.y) for line in figure.data] == [[9, 30, 3], [4, 3, 1]]
    assert list(figure.data[0].x) == ["2025-12-31", "2026-01-01", "2026-01-02"]


def test_the_most_frequent_reply_has_its_share() -> None:
    """42 of 50."""
    assert figures.replies_over_time(DAYS).finding == (
        "84% of all replies are “Advisor rating”; most replies go out: 1 Jan 2026 (33)"
    )
    assert figures.replies_over_time(DAYS * 0).finding == "No reply was sent"


def test_an_axis_of_dates_names_each_year_once() -> None:
    """In the language of the figure, which Plotly does not speak."""
    axis = figures.replies_over_time(DAYS, language="fr").layout.xaxis

    assert list(axis.ticktext) == ["31 déc.<br>2025", "1er janv.<br>2026", "2 janv."]


@pytest.mark.parametrize(
    "index", [pd.Index(["2026-05", "2026-06", "2026-07"]), pd.period_range("2026-05", periods=3, freq="M")]
)
def test_months_may_be_periods(index: pd.Index[Any]) -> None:
    """They are known by their first day."""
    figure = figures.replies_over_time(DAYS.set_axis(index, axis=0), by="month")

    assert list(figure.data[0].x) == ["2026-05-01", "2026-06-01", "2026-07-01"]


def test_what_is_no_date_is_refused() -> None:
    """So is counting by anything else."""
    with pytest.raises(ValueError, match="'May' is no date; rows are dates such as 2026-05-13"):
        figures.replies_over_time(DAYS.set_axis(["May", "June", "July"], axis=0))
    with pytest.raises(ValueError, match="replies cannot be counted by 'weak'; did you mean 'week'"):
        figures.replies_over_time(DAYS, by="weak")
    with pytest.raises(
        ValueError, match="there is no reply 'request_paymint'; did you mean 'request_payment'"
    ):
        figures.replies_over_time(DAYS.rename(columns={"request_payment": "request_paymint"}))


def test_a_title_says_no_more_than_its_table() -> None:
    """Where phases are left out nobody knows where callers stop; one month is neither the best nor the worst."""
    short = pd.DataFrame({"calls": [100, 60]}, index=["offered", "answered"])
    month = pd.DataFrame({"answered": [3], "left_voicemail": [1]}, index=[3])

    assert figures.call_funnel(short).finding == "60% of the calls are answered"
    assert figures.call_funnel(short, language="fr").finding == "60\u202f% des appels sont pris"
    assert figures.call_ends_by_month(month).finding == "Of the calls, 75% are answered"


def test_weeks_and_mean_days_are_called_what_they_are() -> None:
    """A week is known by its first day, but is none; calls of a mean day are not all calls."""
    weeks = pd.DataFrame({"request_payment": [4, 9]}, index=pd.to_datetime(["2026-04-06", "2026-04-13"]))

    assert "week of 13 Apr 2026" in figures.replies_over_time(weeks, by="week").finding
    assert "semaine du 13 avr. 2026" in figures.replies_over_time(weeks, by="week", language="fr").finding
    assert figures.load_by_hour(LOAD, a_day=True).layout.yaxis.title.text == "calls offered a day"


def test_what_is_alike_is_not_called_the_most() -> None:
    """Months that answer alike, as many tickets, none at all or none before, and phases that lose as many callers."""
    months = pd.DataFrame({"answered": [3, 6], "hung_up_ringing": [1, 2]}, index=[1, 2])
    alike = FUNNEL.assign(calls=[1_000, 900, 800, 700, 600, 90])

    def tickets(before: int, after: int) -> pd.DataFrame:
        return pd.DataFrame([[before, after]], columns=["with", "without"], index=["voicemail"])

    assert (
        figures.call_ends_by_month(months).finding == "Of the calls, 75% are answered, in every month alike"
    )
    assert figures.tickets_by_origin(tickets(0, 0)).finding == "No ticket was made"
    assert figures.tickets_by_origin(tickets(2, 2)).finding == "As many tickets: without, against with"
    assert figures.tickets_by_origin(tickets(0, 2)).finding == "Tickets: 2 (without), against none (with)"
    assert figures.tickets_by_origin(tickets(0, 2)[["with"]]).finding == "No ticket was made"
    assert figures.call_funnel(alike).finding == "60% of the calls are answered"


def test_an_hour_of_few_calls_has_not_the_longest_wait() -> None:
    """Its mean says little: one call in a hundred is the least that counts."""
    table = pd.DataFrame({"offered": [500, 499, 1], "wait_s": [20.0, 10.0, 900.0]}, index=[9, 10, 23])

    assert figures.load_by_hour(table).finding.endswith("waits are longest from 9 to 10 h (20\u202fs)")


@pytest.mark.parametrize(
    ("ask", "table", "message"),
    [
        (figures.load_by_hour, {"offered": [-1], "wait_s": [2.0]}, "calls and waits are 0 or more"),
        (figures.load_by_hour, {"offered": [1], "wait_s": [-2.0]}, "calls and waits are 0 or more"),
        (figures.load_by_hour, {"offered": [float("inf")], "wait_s": [2.0]}, "inf cannot be drawn"),
        (figures.tickets_by_origin, {"with": [float("inf")]}, "inf cannot be drawn"),
    ],
)
def test_what_cannot_be_drawn_is_refused(ask: Any, table: dict[str, list[float]], message: str) -> None:
    """Numbers without an end, and less than nothing."""
    index = [9] if ask is figures.load_by_hour else ["voicemail"]
    with pytest.raises(ValueError, match=message):
        ask(pd.DataFrame(table, index=index))
