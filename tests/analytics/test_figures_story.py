"""A story's timeline: who called, wrote and was answered when, on whose lane, by the clock on the wall."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from autoreply_sim.analytics.figure_look import Look
from autoreply_sim.analytics.figures import Figure, story_timeline
from autoreply_sim.analytics.figures.dates import clock
from autoreply_sim.experiment.run import Run, run
from autoreply_sim.experiment.simulate import simulate
from autoreply_sim.io.presets import find
from autoreply_sim.io.scenario_load import load, loads

PLANTING = Path("data/scenarios/day-of-planting-in-ontario.yaml")
ENGLISH, FRENCH = (Look(language=language, theme="light") for language in ("en", "fr"))
HOSTILE = """
version: 1
title: Names that are none
timezone: America/Chicago
advisors: {ana: "<i>Ana</i>"}
customers: {carla: {name: "<b>Bo</b> %{x} $y$", phone: "+15155550199"}}
teams:
  service:
    display_name: "<a href='https://example.org'>Service</a>"
    number: "+15155550100"
    schedules:
      - {title: Desk, first: 2026-01-05, from: "08:00", to: "17:00", repeats: FREQ=DAILY, advisors: [ana]}
events:
  - {at: 2026-03-04 09:00, call: {from: carla, to: service, picks_up: [ana], talk: 4m}}
"""
NOBODY_CAME = """
version: 1
title: Nothing happens
customers: {carla: {name: Carla Diaz, phone: "+15155550199"}}
teams: {service: {display_name: Service, number: "+15155550100"}}
"""


@pytest.fixture(scope="module")
def planting() -> Run:
    """A day with two customers, four calls, a merged ticket and the replies of a desk."""
    return run(load(PLANTING))


def named(figure: Figure) -> dict[str, Any]:
    """Return the traces that the legend names."""
    return {trace.name: trace for trace in figure.data if trace.showlegend is not False}


def test_the_title_counts_what_came_of_the_story(planting: Run) -> None:
    """In the language of the run, if none is named."""
    assert story_timeline(planting).finding == "4 calls, 3 answered; 8 replies sent, 3 tickets"
    assert story_timeline(planting, language="fr").finding == (
        "4 appels, 3 pris\u202f; 8 réponses envoyées, 3 tickets"
    )
    assert story_timeline(run(load(PLANTING), language="fr")).look.language == "fr"


def test_a_lane_is_a_customers_or_a_teams(planting: Run) -> None:
    """From the top down, in the order in which something happens on them."""
    assert list(story_timeline(planting).layout.yaxis.ticktext) == ["Ross McKay", "Dot Freeman"]
    assert list(story_timeline(planting, by="team").layout.yaxis.ticktext) == ["Maple Ridge Ser…"]
    with pytest.raises(ValueError, match="there is no lane 'tema'; did you mean 'team'"):
        story_timeline(planting, by="tema")


def test_calls_are_bars_from_their_begin_to_their_end(planting: Run) -> None:
    """A colour and a symbol for each way to end; instants are drawn in UTC."""
    figure = story_timeline(planting)
    bars = next(bar for bar in figure.data if bar.mode == "lines" and bar.line.width == 8 and len(bar.x) == 3)
    names = named(figure)

    assert bars.x == ("2026-05-13 11:50:00.000", "2026-05-13 11:50:33.000", None)
    assert len(names["call: answered"].x) == 3
    marks = [names[name].marker for name in ("call: answered", "call: left a voicemail")]
    assert len({mark.symbol for mark in marks}) == len({mark.color for mark in marks}) == 2


def test_tickets_are_spans_with_a_symbol_for_how_they_end(planting: Run) -> None:
    """One was merged, one closed, one is open at the end of the story."""
    names = named(story_timeline(planting))

    ends = {name: len(trace.x) for name, trace in names.items() if name.startswith("ticket")}
    assert ends == {"ticket, still open": 1, "ticket, closed": 1, "ticket, merged": 1}
    assert len({names[name].marker.symbol for name in ends}) == 3
    assert "merged into ticket 3" in read(names["ticket, merged"].hovertext[0])


def test_hovering_tells_the_sentence(planting: Run) -> None:
    """When, who, and why who rang first; of a reply what the customer reads."""
    names = named(story_timeline(planting))

    assert read(names["call: left a voicemail"].hovertext[0]) == (
        "13 May, 07:50:00 – 07:50:33 · Ross McKay calls Maple Ridge Service: left a voicemail. "
        "Nobody could ring: Maple Ridge Service had no active schedule."
    )
    assert read(names["automated reply"].hovertext[0]).startswith(
        "13 May, 07:50:33 · To Ross McKay, by SMS: After-hours customer calls."
    )
    assert planting.replies[0].text.split()[0] in names["automated reply"].hovertext[0]


def test_messages_and_what_advisors_did_have_their_marks() -> None:
    """Messages among the calls, actions on their ticket."""
    figure = story_timeline(run(load(PLANTING.with_name("day-harvest-saturday-in-montana.yaml"))))
    names = named(figure)

    assert len(names["message"].x) == 5
    assert "Wade Tallbull writes (ticket 1)" in read(names["message"].hovertext[0])
    assert "an advisor takes the ticket (ticket 1)" in read(names["advisor’s action"].hovertext[0])


def test_its_table_has_a_row_for_each_mark(planting: Run) -> None:
    """As a pandas table, in the order of time."""
    table: Any = story_timeline(planting).table

    assert list(table.columns) == ["begin", "end", "customer", "team", "ticket", "kind", "word", "said"]
    assert table["kind"].value_counts().to_dict() == {"reply": 8, "call": 4, "action": 3, "ticket": 3}
    assert table["begin"].is_monotonic_increasing


def test_names_are_text() -> None:
    """Whatever a file calls a customer, a team or an advisor."""
    figure = story_timeline(run(loads(HOSTILE)))
    shown = [text for trace in figure.data for text in (trace.hovertext or ())] + list(
        figure.layout.yaxis.ticktext
    )

    assert len(shown) > 3
    for text in shown:
        assert not any(tag in text for tag in ("<b>", "<i>", "<a", "$y$"))
    assert figure.layout.yaxis.ticktext[0] == "&lt;b&gt;Bo&lt;/b&gt; %{x}…"


@pytest.mark.parametrize("theme", ["light", "dark", "print"])
def test_it_is_the_same_bytes_each_time(planting: Run, theme: str) -> None:
    """In every look, and none of them like another."""
    assert story_timeline(planting, theme=theme).to_json() == story_timeline(planting, theme=theme).to_json()


def test_a_run_without_anything_is_refused(planting: Run) -> None:
    """So is a language that is not spoken."""
    with pytest.raises(ValueError, match="nothing happened in this run"):
        story_timeline(run(loads(NOBODY_CAME)))
    with pytest.raises(ValueError, match="language 'de' is not spoken here"):
        story_timeline(planting, language="de")


def test_a_year_is_no_story() -> None:
    """What cannot be told apart is not drawn; a quiet day of a drawn run is."""
    desk = load(find("seed_time"))
    with pytest.raises(ValueError, match=r"a timeline tells a story; this run has .* take fewer days"):
        story_timeline(simulate(desk, days=5, keep=True).runs[0])

    assert story_timeline(simulate(desk, days=1, keep=True).runs[0]).data


@pytest.mark.parametrize("path", sorted(Path("data/scenarios").glob("*.yaml")), ids=lambda path: path.stem)
def test_every_story_of_the_library_can_be_drawn(path: Path) -> None:
    """Or says that nothing happened."""
    told = run(load(path))
    if len(told.calls) + len(told.tickets):
        assert story_timeline(told).finding


def test_a_clock_that_is_set_back_shows_the_hour_once_and_loses_no_time() -> None:
    """On 1 November 2026 in Chicago, from one to one again are two hours."""
    first, last = (datetime(2026, 11, 1, hour, tzinfo=UTC) for hour in (5, 9))
    axis = clock(first, last, ZoneInfo("America/Chicago"), ENGLISH)

    assert axis["tickvals"][:3] == [f"2026-11-01 0{hour}:00:00.000" for hour in (5, 6, 8)]
    assert axis["ticktext"] == ["00:00<br>1 Nov", "01:00<br>", "02:00<br>", "03:00<br>"]


def test_a_clock_that_is_set_forward_skips_what_is_not_there() -> None:
    """On 29 March 2026 in Paris, nobody sees two o'clock."""
    first, last = (datetime(2026, 3, 29, hour, tzinfo=UTC) for hour in (0, 3))
    axis = clock(first, last, ZoneInfo("Europe/Paris"), FRENCH)

    assert [text.partition("<br>")[0] for text in axis["ticktext"]] == [
        "01:00", "01:30", "03:00", "03:30", "04:00", "04:30", "05:00",
    ]  # fmt: skip
    assert axis["ticktext"][0] == "01:00<br>29 mars"


@pytest.mark.parametrize(
    ("last", "texts"),
    [
        (datetime(2026, 5, 1, 0, 0, 4, tzinfo=UTC), ["00:00:00<br>1er mai", "00:00:01<br>"]),
        (datetime(2026, 5, 5, tzinfo=UTC), ["1er mai", "2 mai"]),
        (datetime(2026, 5, 29, tzinfo=UTC), ["1er mai", "8 mai"]),
    ],
)
def test_a_clock_shows_seconds_or_days_as_it_must(last: datetime, texts: list[str]) -> None:
    """Never more ticks than a telephone has room for."""
    axis = clock(datetime(2026, 5, 1, tzinfo=UTC), last, ZoneInfo("UTC"), FRENCH)

    assert axis["ticktext"][:2] == texts
    assert len(axis["ticktext"]) <= 7


def read(text: str) -> str:
    """Return a box as it is read, whatever its lines."""
    return text.replace("<br>", " ")
