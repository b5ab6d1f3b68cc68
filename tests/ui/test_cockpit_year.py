"""The pieces of the year, of its costs and of the check-up, drawn without a browser."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

import autoreply_sim
from autoreply_sim.analytics.measure import measure
from autoreply_sim.experiment.replication import begins_ms
from autoreply_sim.experiment.simulate import simulate
from autoreply_sim.io.store import Store
from autoreply_sim.ui.components.checkup import checkup_html, checkup_parts
from autoreply_sim.ui.components.compare import compare_html, compare_parts
from autoreply_sim.ui.components.costs import costs_part
from autoreply_sim.ui.components.live import Live, SentFile
from autoreply_sim.ui.components.parts import live_part
from autoreply_sim.ui.components.plots import OF_YEAR, Plot, Plots
from autoreply_sim.ui.components.year import behind_html, year_html, year_parts
from autoreply_sim.ui.guard import Guard
from autoreply_sim.ui.models.accounts import Account
from autoreply_sim.ui.models.certainty import Certainty
from autoreply_sim.ui.models.checkup_page import CheckupView
from autoreply_sim.ui.models.compare_page import CompareView
from autoreply_sim.ui.models.costs_page import CostsView
from autoreply_sim.ui.models.events_page import MOST
from autoreply_sim.ui.models.work import Work
from autoreply_sim.ui.models.year_view import YearView
from tests.ui.cockpit_desk import (
    HANGS_UP,
    SHOP,
    at_once,
    cockpit_of,
    compared,
    flip,
    nobody,
    text_of,
)

SMALL = Account(name="call_centre_1999", title="1999", path=Path("data/presets/call_centre_1999.yaml"))


def test_the_year_shows_what_the_metrics_say(year: YearView) -> None:
    """Saved and draft, the same numbers as the analysts' functions give for the first replication."""
    flip(year.cockpit)
    page = year.page()
    desk = autoreply_sim.load(SHOP.path)
    varied = desk.but(teams={"shop": {"auto_replies": {HANGS_UP: {"enabled": False}}}})
    sums = [
        measure(simulate(one, replications=1, keep=True).runs[0].ledger, begins_ms(desk))
        for one in (desk, varied)
    ]
    sent = next(figure for figure in page.replies if figure.key == f"sent:{HANGS_UP}")

    assert page.is_different
    assert [sent.saved, sent.tried] == [f"{each[f'sent:{HANGS_UP}']:,}" for each in sums]
    assert sent.change.startswith("\u2212")
    assert {figure.key: figure.tried for figure in page.tiles}["replies"] == f"{sums[1]['replies_sent']:,}"


def test_as_saved_the_year_has_no_differences(year: YearView) -> None:
    """One year is lived through, not two."""
    page = year.page()

    assert not page.is_different
    assert all(figure.change == "" for figure in (*page.tiles, *page.replies, *page.held, *page.origins))
    assert year.sides()[0] is year.sides()[1]


def test_a_year_is_lived_through_once(year: YearView) -> None:
    """Looking again costs nothing; a toggle decides one year anew and keeps what was saved."""
    saved, _ = year.sides()
    flip(year.cockpit)
    again, tried = year.sides()

    assert again is saved
    assert tried is not saved
    flip(year.cockpit)
    assert year.sides() == (saved, saved)


def test_any_number_opens_its_events_and_any_event_its_reasons(year: YearView) -> None:
    """The list has as many as the number says, and a reason for every reply that could have gone out."""
    year.behind(["missed", None, False])
    found = year.events()
    assert found is not None
    assert found.total == year.sides()[1].sums["missed"]
    assert len(found.shown) == min(found.total, MOST)
    year.event(found.shown[0].number)
    opened = year.events()
    assert opened is not None
    assert [why.reply for why in opened.whys] == [
        "after_hours_calls",
        "customer_leaves_voicemail",
        "customer_hangs_up",
        "missed_customer_call",
        "after_successful_call",
    ]
    assert all(why.sentence and why.rule.startswith("R-") for why in opened.whys)


def test_a_long_list_of_events_goes_on_and_is_taken_away_whole(year: YearView) -> None:
    """A hundred at a time on the page; a table of all; an event that a link names is reached however far it is."""
    cockpit, offered = year.cockpit, list[bytes]()

    def offer(_name: str, content: str | bytes, _kind: str) -> None:
        assert isinstance(content, bytes)
        offered.append(content)

    parts = year_parts(year, CompareView(cockpit, at_once), Certainty(cockpit, at_once), offer)
    live = live_part(cockpit, Guard(), parts[1])
    cockpit.go(page="year")
    live.do("behind", '["offered", null, false]')
    total = year.sides()[1].sums["offered"]
    assert live.html.count('data-key="event-') == MOST < total
    assert "more-events" in live.html
    live.do("more")
    assert live.html.count('data-key="event-') == min(2 * MOST, total)
    live.do("table", "csv")
    table = pd.read_csv(io.BytesIO(offered[0]))
    assert len(table) == total
    assert pd.api.types.is_integer_dtype(table["Event"])
    live.do("behind", '["offered", null, false]')
    assert live.html.count('data-key="event-') == MOST
    live.do("event", str(table["Event"].iloc[-1]))
    assert live.html.count('data-key="event-') == total
    assert "more-events" not in live.html
    assert 'aria-current="true"' in live.html


def test_an_event_says_what_it_would_have_come_to_otherwise(year: YearView) -> None:
    """Side by side, where the two differ."""
    flip(year.cockpit)
    year.behind([f"sent:{HANGS_UP}", None, True])
    listed = year.events()
    assert listed is not None
    year.event(listed.shown[0].number)
    opened = year.events()
    assert opened is not None
    why = next(why for why in opened.whys if why.reply == HANGS_UP)

    assert why.is_sent
    assert "off" in why.other
    year.close()
    assert year.events() is None


def test_an_hour_of_the_heat_map_opens_its_events(year: YearView) -> None:
    """As many as the cell says."""
    heat = year.page().heat
    day, cell = next((day, cell) for day, (_, cells) in enumerate(heat.days) for cell in cells if cell.count)
    year.behind([heat.what, day * 24 + cell.hour, False])
    found = year.events()

    assert found is not None
    assert found.total == cell.count
    year.heat("offered")
    assert year.page().heat.what == "offered"
    year.heat("nonsense")
    assert year.page().heat.what == "offered"


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_page_of_the_year_is_drawn(year: YearView, language: str) -> None:
    """Tiles, switches, heat map, tables, events; every switch is the team's."""
    year.cockpit.speak(language)
    flip(year.cockpit)
    year.behind(["replies_sent", None, False])
    html = year_html(year, Certainty(year.cockpit, at_once))

    assert html.count('role="switch"') == 16
    assert html.count("tile") >= 8
    assert 'id="behind-title"' in behind_html(year)


def test_the_check_up_leads_to_what_mends_it(year: YearView) -> None:
    """A finding has its consequence in the year, its events, and a way to the setting."""
    view = CheckupView(year)
    found = next(one for one in view.page().findings if one.goes_to == "general")
    assert found.came_of_it
    view.events(found.place)
    listed = year.events()
    assert listed is not None
    assert 0 < listed.total <= found.events
    assert "shop" not in year.title().key
    view.go(found.place)
    assert (year.cockpit.page, year.cockpit.section) == ("settings", "general")
    year.cockpit.set(year.cockpit.at("tickets_for_missed_calls"), value=True)
    assert [one.sentence for one in view.page().findings if one.goes_to == "general"] == []
    view.go(99)
    view.events(-1)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_check_up_and_comparison_are_drawn(year: YearView, language: str) -> None:
    """With results and without."""
    cockpit = year.cockpit
    cockpit.speak(language)
    flip(cockpit)
    view = CompareView(cockpit, at_once)
    assert 'id="result-title"' not in compare_html(view)
    assert 'id="result-title"' in compare_html(compared(cockpit))
    assert 'class="card finding' in checkup_html(CheckupView(year))
    assert [part.name for part in (*checkup_parts(CheckupView(year)), *compare_parts(view))] == [
        "checkup",
        "compare",
    ]


def test_the_year_leads_to_a_comparison_of_draft_and_saved(year: YearView) -> None:
    """From the page of the year, in one click."""
    flip(year.cockpit)
    year.cockpit.go(page="year")
    comparison = CompareView(year.cockpit, at_once)
    comparison.set_days(7)
    comparison.set_replications(5)
    live = live_part(
        year.cockpit, Guard(), year_parts(year, comparison, Certainty(year.cockpit, at_once), nobody)[0]
    )
    live.do("in_detail")
    comparison.work.wait()

    assert year.cockpit.page == "compare"
    assert comparison.result() is not None


def test_figures_are_drawn_when_they_are_asked_for_and_go_with_what_they_show(year: YearView) -> None:
    """Each with its finding, its numbers and its description; a toggle takes them away."""
    cockpit = year.cockpit
    plots = Plots(cockpit, OF_YEAR, lambda: year.sides()[1].run, Work(at_once))
    widget = plots.widget(Guard())
    head = widget.children[0]
    assert isinstance(head, Live)
    assert "draw-plots-settings" in head.html
    cockpit.go(page="compare")
    assert head.html == ""
    cockpit.go(page="year")
    assert "draw-plots-year" in head.html
    head.do("draw")
    plots.work.wait()
    drawn = [child for child in plots.box.children if isinstance(child, Plot)]

    assert len(drawn) >= 5
    assert all(set(plot.looks) == {"light", "dark"} and plot.label for plot in drawn)
    assert "draw-plots-year" not in head.html
    cockpit.go(page="check_up")
    assert [child for child in plots.box.children if isinstance(child, Plot)] == drawn
    flip(cockpit)
    assert plots.box.children == ()


def test_figures_speak_the_language_that_the_page_speaks_now(year: YearView) -> None:
    """They are drawn anew when it changes; a year that was cancelled is not asked for any more."""
    cockpit = year.cockpit
    plots = Plots(cockpit, OF_YEAR, lambda: year.sides()[1].run, Work(at_once))
    plots.widget(Guard())
    cockpit.go(page="year")
    plots.start()
    plots.work.wait()
    english = [child.label for child in plots.box.children if isinstance(child, Plot)]
    cockpit.speak("fr")
    plots.work.wait()
    french = [child.label for child in plots.box.children if isinstance(child, Plot)]

    assert len(french) == len(english) >= 5
    assert all(one != other for one, other in zip(english, french, strict=True))
    assert plots.is_asked_for
    plots.cancel()
    assert not plots.is_asked_for


def test_the_year_says_what_its_replies_cost_by_ones_own_prices(year: YearView) -> None:
    """Segments and money, as saved and with the draft; a list that cannot be used is told, the other stays."""
    cockpit = year.cockpit
    offered: list[bytes] = []
    view = CostsView(year, {})
    part = costs_part(view, lambda _name, content, _kind: offered.append(content))  # type: ignore[arg-type]  # bytes
    live = live_part(cockpit, Guard(), replace(part, comes_later=False))
    cockpit.set(cockpit.at("auto_replies", "after_successful_call", "text"), "ç" + "x" * 80)
    cockpit.go(page="year")
    before = {figure.key: figure for figure in view.page().figures}
    live.do("take_prices")
    own = offered[0].replace(b"currency: USD", b"currency: EUR").replace(b"US: 0.0083", b"US: 1")
    live.receive("prices", "", SentFile(name="ours.yaml", data=own, is_too_large=False))
    after = {figure.key: figure for figure in view.page().figures}

    assert before["sms_segments"].change.startswith("+")
    assert "EUR" in live.html
    assert after["sms_segments"] == before["sms_segments"]
    assert after["sms_cost"].tried != before["sms_cost"].tried
    live.receive("prices", "", SentFile(name="bad.yaml", data=b"currency: euros", is_too_large=False))
    assert "is no currency" in text_of(live.html)
    assert view.prices.currency == "EUR"
    live.do("take_prices")
    assert offered[1] == own
    assert CostsView(year, {"AUTOREPLY_SIM_PRICES": "/nowhere.yaml"}).problems


def test_results_and_events_are_those_of_the_account_that_is_open(store: Store) -> None:
    """Another account has none of them, under whatever heading."""
    cockpit = cockpit_of(store, SHOP, SMALL)
    flip(cockpit)
    view = compared(cockpit)
    year = YearView(cockpit)
    year.behind(["missed", None, False])
    assert view.result() is not None
    assert year.events() is not None
    cockpit.open(SMALL.name)

    assert view.result() is None
    assert view.comparison() is None
    assert year.events() is None


def test_the_events_of_a_finding_go_with_the_draft_that_it_was_found_in(year: YearView) -> None:
    """Their numbers mean others in another year."""
    view = CheckupView(year)
    view.events(next(one.place for one in view.page().findings if one.events))
    assert year.events() is not None
    flip(year.cockpit)

    assert year.events() is None
