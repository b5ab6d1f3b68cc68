"""The pieces of the cockpit, drawn without a browser: what they show, what may be done in them, in both languages."""

from __future__ import annotations

import asyncio
import io
import json
import re
import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import ipywidgets
import pandas as pd
import pytest

import autoreply_sim
from autoreply_sim.analytics.measure import measure
from autoreply_sim.domain.scenario import Scenario
from autoreply_sim.experiment.replication import begins_ms
from autoreply_sim.experiment.simulate import simulate
from autoreply_sim.io.settings_document import settings_document
from autoreply_sim.io.small_tables import Cell, as_csv, as_workbook
from autoreply_sim.io.store import Store
from autoreply_sim.ui.cockpit import show
from autoreply_sim.ui.components.checkup import checkup_html, checkup_parts
from autoreply_sim.ui.components.cockpit import dialog_html, dialog_part, top_html, top_part
from autoreply_sim.ui.components.compare import compare_html, compare_parts
from autoreply_sim.ui.components.costs import costs_part
from autoreply_sim.ui.components.drawing import plain
from autoreply_sim.ui.components.live import Live, SentFile
from autoreply_sim.ui.components.parts import Part, live_part
from autoreply_sim.ui.components.plots import Plot, Plots
from autoreply_sim.ui.components.reports import hand_over_when_written
from autoreply_sim.ui.components.settings import list_html, section_html, settings_parts
from autoreply_sim.ui.components.takeaway import Takeaway, takeaway_part
from autoreply_sim.ui.components.year import behind_html, year_html, year_parts
from autoreply_sim.ui.guard import Guard
from autoreply_sim.ui.models.accounts import Account
from autoreply_sim.ui.models.certainty import Certainty
from autoreply_sim.ui.models.change_words import changes
from autoreply_sim.ui.models.checkup_page import CheckupView
from autoreply_sim.ui.models.cockpit import LISTED, PAGES, Cockpit
from autoreply_sim.ui.models.cockpit_lines import cockpit_lines
from autoreply_sim.ui.models.compare_page import DRAFT, SAVED, CompareView
from autoreply_sim.ui.models.costs_page import CostsView
from autoreply_sim.ui.models.events_page import MOST
from autoreply_sim.ui.models.ring_view import RingView
from autoreply_sim.ui.models.settings_page import SECTIONS
from autoreply_sim.ui.models.work import Work
from autoreply_sim.ui.models.year_view import YearView
from autoreply_sim.ui.words import words
from tests.ui.cockpit_desk import DEALER, HANGS_UP, SHOP, cockpit_of, flip, store_in

SMALL = Account(name="call_centre_1999", title="1999", path=Path("data/presets/call_centre_1999.yaml"))
EVIL = "<script>alert('x')</script>"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A store of its own."""
    with store_in(tmp_path) as opened:
        yield opened


@pytest.fixture
def cockpit(store: Store) -> Cockpit:
    """The shop, as it was never saved."""
    return cockpit_of(store)


@pytest.fixture
def year(cockpit: Cockpit) -> YearView:
    """Its year."""
    return YearView(cockpit)


def at_once(do: Callable[[], None]) -> None:
    """Do it now: where no kernel runs, nobody waits for anything."""
    do()


def nobody(_name: str, _content: str | bytes, _kind: str) -> None:
    """Takes nothing away."""


def compared(cockpit: Cockpit) -> CompareView:
    """A comparison of the draft with what is saved, of ten replications of a month."""
    view = CompareView(cockpit, at_once)
    view.set_days(30)
    view.set_replications(10)
    view.start()
    view.work.wait()
    return view


def heads_of(html: str) -> list[str]:
    """What the columns of the first table of a piece are called."""
    return re.findall(r'<th role="columnheader"[^>]*>([^<]*)</th>', html.partition("</thead>")[0])


def text_of(html: str) -> str:
    """The words of a piece."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


def test_before_an_account_is_open_nothing_is_said_of_its_settings(tmp_path: Path) -> None:
    """Neither that nothing was saved, nor that everything is: a session that waits does not know yet."""
    waiting = Cockpit((SHOP,), store_in(tmp_path))
    before = top_html(waiting)
    waiting.open("")

    assert "Opening the settings" in before
    assert 'id="save"' not in before
    assert "Opening the settings" not in top_html(waiting)
    assert 'id="save"' in top_html(waiting)


def test_the_dashboard_can_be_made_without_a_browser(tmp_path: Path) -> None:
    """Style sheets, errors, page; the pieces wait for the browser to say what to open."""
    look, _, page = show(tmp_path / "settings.sqlite").children

    assert ".cockpit" in look.value
    assert "sheet" in page._dom_classes
    assert all(isinstance(child, ipywidgets.DOMWidget) for child in page.children)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_section_of_the_settings_can_be_drawn(store: Store, language: str) -> None:
    """The fourteen replies and the rest, for each team; nothing raises, everything has a title."""
    cockpit = cockpit_of(store, DEALER)
    cockpit.speak(language)
    for team in cockpit.tried.world.teams:
        for section in (*LISTED, *SECTIONS):
            cockpit.go(section=section, team=team.key)
            assert 'aria-current="true"' in list_html(cockpit)
            assert 'id="section-title"' in section_html(cockpit)
    assert list_html(cockpit).count('role="switch"') == 14


def test_a_piece_is_empty_where_it_has_no_place(year: YearView) -> None:
    """Pages share one kernel: what is not shown costs nothing."""
    cockpit, guard = year.cockpit, Guard()
    part = year_parts(year, CompareView(cockpit, at_once), Certainty(cockpit, at_once), nobody)[0]
    live = live_part(cockpit, guard, part)

    assert live.html == ""
    cockpit.go(page="year")
    assert "tile" in live.html
    cockpit.go(page="settings")
    assert live.html == ""


def test_a_toggle_in_the_list_changes_the_draft(cockpit: Cockpit) -> None:
    """As a visitor does it; the head says so, the list marks it."""
    parts = settings_parts(RingView(cockpit), lambda *_: None)
    live = live_part(cockpit, Guard(), parts[0])
    head = live_part(cockpit, Guard(), top_part(cockpit, nobody))
    live.do("flip", '["teams", "shop", "auto_replies", "customer_hangs_up", "enabled"]', value=False)

    assert cockpit.team == "shop"
    assert "1 unsaved change" in head.html
    assert 'class="dot"' in live.html
    head.do("undo")
    assert "Everything is saved" in head.html


@pytest.mark.parametrize("sent", ["", "[]", "{}", '"teams"', "[1]", "not json", '["customers", "x"]'])
def test_what_a_browser_sends_is_looked_up_and_never_trusted(cockpit: Cockpit, sent: str) -> None:
    """A place that is none changes nothing; the guard shows that something was wrong, or the field does."""
    guard = Guard()
    live = live_part(cockpit, guard, settings_parts(RingView(cockpit), lambda *_: None)[0])
    live.do("flip", sent, value=True)

    assert cockpit.draft.changes == ()


def test_numbers_are_read_with_comma_or_point(store: Store) -> None:
    """What is none stays typed, with a problem beside it."""
    cockpit = cockpit_of(store, DEALER)
    cockpit.go(section="after_hours_texts")
    live = live_part(cockpit, Guard(), settings_parts(RingView(cockpit), lambda *_: None)[1])
    at = '["teams", "service", "auto_replies", "after_hours_texts", "quiet_period"]'
    live.do("number", at, "12,5")
    assert cockpit.value(cockpit.at("auto_replies", "after_hours_texts", "quiet_period")) == 12.5
    live.do("number", at, "soon")
    assert 'value="soon"' in live.html
    assert "text_not_used" not in live.html
    assert live.html.count('role="alert"') >= 1


def test_the_editor_of_a_reply_does_everything(store: Store) -> None:
    """Text, element, sender, template, default text, channel, reset."""
    cockpit = cockpit_of(store, DEALER)
    cockpit.go(section="request_approval")
    live = live_part(cockpit, Guard(), settings_parts(RingView(cockpit), lambda *_: None)[1])
    at = cockpit.at("auto_replies", "request_approval")
    place = '["teams", "service", "auto_replies", "request_approval", '
    live.do("write", f'{place}"text"]', "Please approve: {{ link }} – thanks")
    live.do("show", f'{place}"show", "ticket_number"]', value=False)
    live.do("choose", f'{place}"sender"]', "company")
    live.do("flip", f'{place}"whatsapp_template_approved"]', value=True)
    live.do("channel", "", "whatsapp")

    assert cockpit.value((*at, "show", "ticket_number")) is False
    assert cockpit.value((*at, "sender")) == "company"
    assert cockpit.value((*at, "whatsapp_template_approved")) is True
    assert 'class="phone whatsapp' in live.html
    live.do("replace", f'{place}"text"]')
    assert cockpit.value((*at, "text")) == "Please approve: {{ link }} - thanks"
    live.do("reset", f'{place}"text"]')
    assert cockpit.value((*at, "text")) is None
    live.do("reset_reply", "request_approval")
    assert cockpit.value((*at, "whatsapp_template_approved")) is False


def test_what_was_done_to_another_account_comes_too_late(store: Store) -> None:
    """Two accounts may have the same teams and schedules: a click on what was shown before changes neither."""
    cockpit = cockpit_of(store, DEALER)
    live = live_part(cockpit, Guard(), settings_parts(RingView(cockpit), lambda *_: None)[1])
    at = cockpit.at("auto_replies", "request_approval", "sender")
    said = {"do": "choose", "with": json.dumps(at), "value": "team"}
    live._heard(None, said | {"of": f"{live.of} before"}, [])
    assert not cockpit.draft.changes
    live._heard(None, said | {"of": live.of}, [])
    assert cockpit.draft.changes == (at,)


def test_a_calendar_that_is_taken_in_is_one_step_and_none_if_it_changes_nothing(cockpit: Cockpit) -> None:
    """Whoever takes in their own export finds everything saved; what a calendar changed can be undone."""
    offered: list[bytes | str] = []
    cockpit.go(section="schedules")
    parts = settings_parts(RingView(cockpit), lambda _, content, __: offered.append(content))
    schedules = live_part(cockpit, Guard(), parts[3])
    schedules.do("export-ics")
    (own,) = offered
    assert isinstance(own, bytes)
    sent = {"do": "import-ics", "with": "", "file": "shop.ics"}
    schedules._heard(None, sent, [memoryview(own)])
    assert not cockpit.draft.can_undo
    schedules._heard(None, sent, [memoryview(own.replace(b"T173000", b"T180000"))])
    assert "1 schedule replaced: <bdi>Afternoons</bdi>." in schedules.html
    assert cockpit.draft.changes == (cockpit.at("schedules", "Afternoons", "to"),)
    cockpit.undo()
    assert not cockpit.draft.changes


def test_a_rule_that_was_changed_is_told_in_words(cockpit: Cockpit) -> None:
    """Before and after a save, and in the history; what is not repeated any more says so."""
    view = RingView(cockpit)
    cockpit.go(section="schedules")
    schedules = live_part(cockpit, Guard(), settings_parts(view, nobody)[3])
    schedules.do("schedule-edit", "1/repeats", "FREQ=MONTHLY;BYDAY=-1FR")
    (change,) = changes(cockpit, cockpit.draft.saved, cockpit.draft.document)

    assert plain(change.before, "en") == "Mon–Fri"
    assert plain(change.after, "en") == "every month, on the last Friday"
    assert plain(change.after, "fr") == "chaque mois, le dernier vendredi"


def test_schedules_are_edited_imported_and_exported(cockpit: Cockpit) -> None:
    """What is half typed stays typed and changes no week; a calendar file goes out and comes in."""
    offered: list[tuple[str, str | bytes, str]] = []
    view = RingView(cockpit)
    cockpit.go(section="schedules")
    _, _, week, schedules, routing = (
        live_part(cockpit, Guard(), part) for part in settings_parts(view, lambda *file: offered.append(file))
    )
    before = len(view.schedules().rows)
    schedules.do("schedule-add")
    assert len(view.schedules().rows) == before + 1
    schedules.do("schedule-edit", f"{before}/from", "9")
    assert cockpit.typed
    assert len(cockpit.draft.changes) == 1
    schedules.do("schedule-edit", f"{before}/from", "09:00")
    assert not cockpit.typed
    assert week.html
    assert routing.html == ""
    schedules.do("export-ics")
    name, content, kind = offered[0]
    assert (name, kind) == ("shop.ics", "text/calendar")
    assert isinstance(content, bytes)
    assert content.count(b"BEGIN:VEVENT") >= before
    week.do("week-go", "2026-06-01")
    assert view.monday.isoformat() == "2026-06-01"


def test_trees_and_rules_are_edited(cockpit: Cockpit) -> None:
    """A rule that leads nowhere yet is typed, not taken."""
    cockpit.go(section="routing")
    view = RingView(cockpit)
    routing = live_part(cockpit, Guard(), settings_parts(view, lambda *_: None)[4])
    routing.do("tree-add")
    routing.do("rule-add")

    assert len(view.routing().trees) >= 1
    assert len(view.routing().rules) >= 1


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


def test_a_comparison_says_how_sure_it_is_and_whose_experience_changes(cockpit: Cockpit) -> None:
    """Intervals for the metrics, both sides for the contacts."""
    flip(cockpit)
    view = compared(cockpit)
    result = view.result()

    assert view.work.state == "done"
    assert result is not None
    assert {row.key.partition(":")[0] for row in result.differing} >= {f"sent_{HANGS_UP}"}
    (whose,) = result.whose
    assert len(whose.contacts) == min(whose.total, 50) > 0
    assert all(contact.was != contact.is_now for contact in whose.contacts)
    assert result.notes == ()


def test_a_draft_that_changes_nothing_is_said_to_change_nothing(cockpit: Cockpit) -> None:
    """No false difference, no false interval."""
    result = compared(cockpit).result()

    assert result is not None
    assert len(result.notes) == 1
    assert result.differing == ()
    assert [one.total for one in result.whose] == [0]


def test_a_comparison_names_the_variant_in_every_row_only_where_there_are_several(cockpit: Cockpit) -> None:
    """With one, its name heads its values; with more, each row says whose it is."""
    flip(cockpit)
    alone = compare_html(compared(cockpit))
    several = CompareView(cockpit, at_once)
    several.choose("policy:call_replies:all_matches", wanted=True)
    several.set_days(7)
    several.set_replications(5)
    several.start()
    several.work.wait()

    assert heads_of(alone) == [
        "Metric",
        "What is saved now",
        "The draft",
        "Difference (interval)",
        "Verdict",
    ]
    assert heads_of(compare_html(several))[:4] == ["Metric", "Variant", "What is saved now", "Its value"]


def test_a_comparison_stays_a_table_where_its_rows_are_shown_as_cards(cockpit: Cockpit) -> None:
    """A style that shows cells as blocks takes their meaning from screen readers; roles keep it."""
    flip(cockpit)
    html = compare_html(compared(cockpit))

    assert "&lt;bdi" not in html
    assert html.count("<tr ") == html.count('role="row"')
    assert html.count("<td") == html.count('role="cell"') > 0
    assert html.count('<th role="rowheader"') == html.count('scope="row"') > 0


def test_what_is_compared_is_chosen(cockpit: Cockpit) -> None:
    """Versions, the draft, other readings; the first chosen is the base, unknown ones are none, one is too few."""
    flip(cockpit)
    cockpit.save("one")
    view = CompareView(cockpit, at_once)
    keys = [one.key for one in view.variants()]

    assert keys[:3] == [SAVED, DRAFT, "version:0"]
    assert "policy:call_replies:all_matches" in keys
    view.choose("nonsense", wanted=True)
    view.choose(DRAFT, wanted=False)
    assert view.chosen == (SAVED,)
    assert not view.can_start
    view.start()
    assert view.work.state == "idle"
    view.choose("policy:call_replies:all_matches", wanted=True)
    view.set_days(7)
    view.set_days(1)
    view.set_replications(5)
    view.set_replications(6)
    assert (view.days, view.replications) == (7, 5)
    view.start()
    view.work.wait()
    assert view.result() is not None


def test_long_work_can_be_cancelled_and_its_failure_is_told() -> None:
    """What was cancelled never arrives."""
    work = Work(at_once)
    heard: list[float] = []

    def endless(tell: Callable[[float], None]) -> None:
        for step in range(1_000_000):
            tell(step / 1_000_000)
            heard.append(work.share)
            if step == 3:
                work.cancel()

    work.start(endless)
    work.wait()
    assert (work.state, work.result) == ("cancelled", None)
    assert len(heard) == 4

    def wrong(_: Callable[[float], None]) -> None:
        raise ValueError("too few replications")

    work.start(wrong)
    work.wait()
    assert (work.state, work.problem) == ("failed", "too few replications")
    work.start(lambda _: 7)
    work.wait()
    assert (work.state, work.result) == ("done", 7)


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


def test_the_dialogs_do_what_they_say(cockpit: Cockpit) -> None:
    """Save with a note, look at the history, restore, close."""
    live = live_part(cockpit, Guard(), dialog_part(cockpit))
    flip(cockpit)
    cockpit.ask("save")
    assert 'role="dialog"' in live.html
    live.do("note", "note", "quieter")
    live.do("save")
    assert live.html.strip() == ""
    cockpit.ask("history")
    assert "quieter" in live.html
    live.do("restore", "0")
    assert len(cockpit.draft.changes) == 1
    cockpit.ask("save")
    live.do("ask", "")
    assert live.html.strip() == ""


def test_hostile_names_notes_and_texts_are_text_everywhere(store: Store, tmp_path: Path) -> None:
    """Account, author, note, team, text: shown as they are, never run."""
    source = SHOP.path.read_text(encoding="utf-8").replace("title: Two-person shop", f'title: "{EVIL}"')
    evil = tmp_path / "evil.yaml"
    evil.write_text(source, encoding="utf-8")
    cockpit = cockpit_of(store, Account(name="evil", title=EVIL, path=evil), author=EVIL)
    world = cockpit.base.world if cockpit.base else None
    assert world is not None
    assert cockpit.base is not None
    cockpit.base = replace(
        cockpit.base,
        world=replace(world, teams=tuple(replace(team, display_name=EVIL) for team in world.teams)),
    )
    cockpit.set(cockpit.at("auto_replies", HANGS_UP, "text"), EVIL)
    cockpit.go(section=HANGS_UP)
    year = YearView(cockpit)
    year.behind(["offered", None, False])
    cockpit.ask("save")
    drawn = [dialog_html(cockpit)]
    cockpit.save(EVIL)
    cockpit.ask("history")
    drawn += [
        top_html(cockpit),
        list_html(cockpit),
        section_html(cockpit),
        dialog_html(cockpit),
        year_html(year, Certainty(year.cockpit, at_once)),
        behind_html(year),
        checkup_html(CheckupView(year)),
    ]

    assert all("<script" not in html for html in drawn)
    assert sum("&lt;script" in html for html in drawn) >= 4


def test_pages_and_languages_have_no_word_missing(cockpit: Cockpit) -> None:
    """A page in French has no English head, and no key where words belong."""
    for page in PAGES:
        cockpit.go(page=page)
        cockpit.speak("fr")
        french = text_of(top_html(cockpit))
        cockpit.speak("en")
        english = text_of(top_html(cockpit))
        assert "Enregistrer" in french
        assert french != english
        assert not re.search(r"\b[a-z]+_[a-z_]+\b", english)


def test_pieces_are_live_widgets(cockpit: Cockpit) -> None:
    """Each with the actions of its own and no others."""
    live = live_part(cockpit, Guard(), top_part(cockpit, nobody))

    assert isinstance(live, Live)
    live.do("save")
    assert cockpit.store.history(SHOP.name) == ()


def takeaway_of(cockpit: Cockpit) -> tuple[Takeaway, list[tuple[str, bytes]]]:
    """What there is to take away, and the files that were offered."""
    year, offered = YearView(cockpit), list[tuple[str, bytes]]()

    def offer(name: str, content: str | bytes, _: str) -> None:
        offered.append((name, content if isinstance(content, bytes) else content.encode()))

    comparison = CompareView(cockpit, at_once)
    work = Work(at_once)
    return (
        Takeaway(
            year=year,
            costs=CostsView(year),
            checkup=CheckupView(year),
            comparison=comparison,
            offer=offer,
            work=work,
        ),
        offered,
    )


def sheet_rows(content: bytes) -> list[list[str]]:
    """The cells of a workbook's sheet, row by row; a formula would be none of them."""
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        shared, sheet = (
            ET.fromstring(book.read(f"xl/{name}.xml"))  # noqa: S314 (ours)
            for name in ("sharedStrings", "worksheets/sheet1")
        )
    strings = ["".join(one.itertext()) for one in shared]
    found = []
    for row in sheet.iterfind(".//{*}row"):
        cells = [(cell.get("t"), cell.findtext("{*}v", "")) for cell in row.iterfind("{*}c")]
        found.append([strings[int(value)] if kind == "s" else value for kind, value in cells])
    assert not list(sheet.iterfind(".//{*}f"))
    return found


def test_every_page_gives_its_table_as_csv_and_excel(cockpit: Cockpit) -> None:
    """The files open and say what the page says; a comparison has none before it was made."""
    flip(cockpit)
    take, offered = takeaway_of(cockpit)
    live = live_part(cockpit, Guard(), takeaway_part(take))
    for page in ("settings", "year", "check_up"):
        cockpit.go(page=page)
        live.do("table", "csv")
        live.do("table", "excel")
    cockpit.go(page="compare")
    live.do("table", "csv")
    tables = {name: pd.read_csv(io.BytesIO(content)) for name, content in offered if name.endswith(".csv")}
    books = [sheet_rows(content) for name, content in offered if name.endswith(".xlsx")]

    assert list(tables) == [f"two_person_shop-{page}.csv" for page in ("settings", "year", "check_up")]
    assert [len(table) + 1 for table in tables.values()] == [len(book) for book in books]
    year = tables["two_person_shop-year.csv"]
    row = year[year.Figure == "Customer hangs up"]
    assert row.Saved.astype(int).tolist() == [take.year.sides()[0].sums[f"sent:{HANGS_UP}"]]
    assert row.Draft.astype(int).tolist() == [0]


def table_of(cockpit: Cockpit, page: str, kind: str = "csv") -> bytes:
    """The table of a page as it is taken away."""
    take, offered = takeaway_of(cockpit)
    cockpit.go(page=page)
    live_part(cockpit, Guard(), takeaway_part(take)).do("table", kind)
    return offered[0][1]


def test_the_table_of_the_year_holds_costs_and_hours_as_numbers(cockpit: Cockpit) -> None:
    """Each with its unit and the difference; in Excel, too, nothing that can be calculated is a text."""
    flip(cockpit)
    year = pd.read_csv(io.BytesIO(table_of(cockpit, "year")))
    book = sheet_rows(table_of(cockpit, "year", "excel"))
    numbers = year[["Saved", "Draft", "Difference"]]
    hours = year[year.Kind == "When"]
    saved, tried = YearView(cockpit).sides()
    sent = year[(year.Figure == "Replies sent") & year.Hour.notna()]

    assert all(pd.api.types.is_numeric_dtype(numbers[name]) for name in numbers)
    assert set(year.Unit.dropna()) >= {"%", "s", "h", "USD"}
    assert len(hours) == 5 * 7 * 24
    assert sent.Saved.sum() == saved.by_hour("replies_sent").sum()
    assert sent.Draft.sum() == tried.by_hour("replies_sent").sum()
    assert "What the replies cost" in set(year.Kind)
    assert any("segments" in label for label in year[year.Kind == "What the replies cost"].Figure)
    assert [row[-3:] for row in book[1:] if row[0] == "When"] == [
        [str(int(number)) for number in row] for row in numbers[year.Kind == "When"].to_numpy().tolist()
    ]


def test_the_table_of_a_comparison_holds_numbers_and_the_ends_of_intervals(cockpit: Cockpit) -> None:
    """A signed number is no formula; where there is no interval, the table says why."""
    flip(cockpit)
    take, offered = takeaway_of(cockpit)
    take.comparison.set_days(7)
    take.comparison.set_replications(5)
    take.comparison.start()
    take.comparison.work.wait()
    cockpit.go(page="compare")
    live_part(cockpit, Guard(), takeaway_part(take)).do("table", "csv")
    text = offered[0][1].decode("utf-8-sig")
    table = pd.read_csv(io.StringIO(text))

    assert "'" not in text.replace("’", "")
    numbers = ["What is saved now", "Its value", "Difference", "Interval from", "to"]
    assert all(pd.api.types.is_numeric_dtype(table[name]) for name in numbers)
    assert (table["Difference"] < 0).any()
    assert table[table["Interval from"].isna()]["Why there is no interval"].notna().all()


@pytest.mark.parametrize("language", ["en", "fr"])
def test_without_a_draft_the_table_of_the_settings_holds_what_is_saved(
    cockpit: Cockpit, language: str
) -> None:
    """With one, what it changes."""
    cockpit.speak(language)
    saved = pd.read_csv(io.BytesIO(table_of(cockpit, "settings")))
    flip(cockpit)
    draft = pd.read_csv(io.BytesIO(table_of(cockpit, "settings")))

    assert list(saved) == [words(language)["setting"], words(language)["saved"]]
    assert len(saved) > len(LISTED)
    assert len(draft) == 1
    assert list(draft)[-1] == words(language)["draft"]


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_link_that_leaves_the_draft_out_says_so(cockpit: Cockpit, language: str) -> None:
    """And what to do instead: save, or send the file, which opens the draft again."""
    cockpit.speak(language)
    take, offered = takeaway_of(cockpit)
    live = live_part(cockpit, Guard(), takeaway_part(take))
    assert "copy-note" not in live.html
    assert "take-draft" not in live.html
    flip(cockpit)
    assert "copy-note" not in live.html
    cockpit.set(cockpit.at("auto_replies", HANGS_UP, "text"), "x" * 1_600)
    assert 'id="copy-note"' in live.html
    assert words(language)["copied_without"] in live.html
    live.do("take-draft")
    patch = cockpit.patch()
    cockpit.revert()
    name, content = offered[0]
    live.receive("bring-draft", "", SentFile(name=name, data=content, is_too_large=False))

    assert name == "two_person_shop-draft.json"
    assert cockpit.patch() == patch
    live.receive("bring-draft", "", SentFile(name=name, data=b"", is_too_large=True))
    assert [notice.kind for notice in cockpit.drafts.notices] == ["no_draft"]


def test_formulas_are_texts_in_what_is_taken_away() -> None:
    """Whatever a name begins with, no spreadsheet calculates it."""
    rows: list[list[Cell]] = [["=1+1", 2], ["@SUM(A1)", None], ["-2+3", 1.5]]
    text = as_csv(["=head", "n"], rows).decode("utf-8-sig")
    book = sheet_rows(as_workbook("t", ["=head", "n"], rows))

    assert text.splitlines() == ["'=head,n", "'=1+1,2", "'@SUM(A1),", "'-2+3,1.5"]
    assert book == [["=head", "n"], ["=1+1", "2"], ["@SUM(A1)"], ["-2+3", "1.5"]]


def test_the_year_and_a_comparison_are_taken_away_as_reports(cockpit: Cockpit) -> None:
    """One page with its settings; the file is offered when it is written."""
    flip(cockpit)
    take, offered = takeaway_of(cockpit)
    hand_over_when_written(take.work, take.offer, Guard())
    cockpit.go(page="year")
    live = live_part(cockpit, Guard(), takeaway_part(take))
    live.do("report")
    take.work.wait()
    name, content = offered[0]

    assert name == "two_person_shop-year.html"
    assert content.startswith(b"<!doctype html>")
    assert b"Sagebrush" in content
    assert b"Compared with what is saved" in content
    assert b"changes that are not part of what is saved" in content
    cockpit.go(page="settings")
    live.do("report")
    assert len(offered) == 1


@pytest.mark.parametrize("page", PAGES)
def test_the_lines_in_python_run_and_give_what_the_page_shows(
    cockpit: Cockpit, page: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """As they stand, with a saved version and a draft that changes texts, toggles and policies."""
    monkeypatch.setenv("AUTOREPLY_SIM_STORE", str(tmp_path / "settings.sqlite"))
    flip(cockpit, "missed_customer_call")
    cockpit.set(cockpit.at("auto_replies", HANGS_UP, "text"), 'It\'s "us": {{ sender_name }}')
    cockpit.save("one")
    flip(cockpit)
    cockpit.set(cockpit.at("auto_replies", HANGS_UP, "text"), None)
    cockpit.set(("policies", "call_replies"), "all_matches")
    cockpit.go(page=page)
    take, _ = takeaway_of(cockpit)
    for key in ("version:0", "policy:call_replies:all_matches"):
        take.comparison.choose(key, wanted=True)
    take.comparison.set_days(7)
    take.comparison.set_replications(5)
    lines = cockpit_lines(cockpit, take.comparison)
    names: dict[str, object] = {}
    exec(lines, names)  # noqa: S102 (that it runs is what is to be shown)

    assert isinstance(names["draft"], Scenario)
    assert settings_document(names["draft"].world) == cockpit.draft.document
    assert isinstance(names["saved"], Scenario)
    assert settings_document(names["saved"].world) == cockpit.draft.saved
    assert ("comparison" in names) == (page == "compare")


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
    plots = Plots(cockpit, "year", lambda: year.sides()[1].run, Work(at_once))
    widget = plots.widget(Guard())
    head = widget.children[0]
    assert isinstance(head, Live)
    assert head.html == ""
    cockpit.go(page="year")
    assert "draw-plots-year" in head.html
    head.do("draw")
    plots.work.wait()
    drawn = [child for child in plots.box.children if isinstance(child, Plot)]

    assert len(drawn) >= 5
    assert all(set(plot.looks) == {"light", "dark"} and plot.label for plot in drawn)
    assert "draw-plots-year" not in head.html
    flip(cockpit)
    assert plots.box.children == ()


def test_figures_speak_the_language_that_the_page_speaks_now(year: YearView) -> None:
    """They are drawn anew when it changes; a year that was cancelled is not asked for any more."""
    cockpit = year.cockpit
    plots = Plots(cockpit, "year", lambda: year.sides()[1].run, Work(at_once))
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


def test_a_comparison_has_its_forest(cockpit: Cockpit) -> None:
    """Once there is a comparison; before there is nothing to draw."""
    flip(cockpit)
    cockpit.go(page="compare")
    view = CompareView(cockpit, at_once)
    plots = Plots(cockpit, "compare", view.comparison, Work(at_once))
    head = plots.widget(Guard()).children[0]
    assert isinstance(head, Live)
    head.do("draw")
    assert plots.work.state == "idle"
    view.start()
    view.work.wait()
    head.do("draw")
    plots.work.wait()

    assert [isinstance(child, Plot) for child in plots.box.children] == [False, True]


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


def test_what_takes_its_time_comes_after_the_others_and_once(cockpit: Cockpit) -> None:
    """However often it was asked for while the kernel had something else to do."""
    drawn: list[int] = []
    ended = asyncio.Event()

    def html() -> str:
        drawn.append(len(drawn))
        if len(drawn) == 2:
            ended.set()
        return str(len(drawn))

    async def kernel() -> str:
        live = live_part(
            cockpit, Guard(), Part(name="slow", html=html, actions={}, shown=lambda: True, comes_later=True)
        )
        for _ in range(5):
            cockpit.show()
        assert drawn == [0]
        await ended.wait()
        return live.html

    with ThreadPoolExecutor(1) as thread:  # tests of pages leave a loop behind that runs in this one
        shown = thread.submit(lambda: asyncio.run(asyncio.wait_for(kernel(), 30))).result()

    assert (shown, drawn) == ("2", [0, 1])


def test_what_is_half_typed_in_a_schedule_takes_back_nothing_else(cockpit: Cockpit) -> None:
    """A toggle that is flipped meanwhile stays flipped when the hours are mended."""
    view = RingView(cockpit)
    cockpit.go(section="schedules")
    schedules = live_part(cockpit, Guard(), settings_parts(view, lambda *_: None)[3])
    schedules.do("schedule-edit", "0/from", "9")
    flip(cockpit)
    schedules.do("schedule-edit", "0/from", "09:00")

    assert set(cockpit.draft.changes) == {
        cockpit.at("auto_replies", HANGS_UP, "enabled"),
        cockpit.at("schedules", "Mornings", "from"),
    }
    assert not cockpit.typed


def test_a_note_belongs_to_its_dialog_and_outlives_a_conflict(store: Store) -> None:
    """Closed without saving, it is gone; after somebody else saved, it is still there."""
    ana, ben = cockpit_of(store), cockpit_of(store, author="ben")
    live = live_part(ana, Guard(), dialog_part(ana))
    flip(ana)
    ana.ask("save")
    live.do("note", "note", "thrown away")
    live.do("ask", "")
    ana.ask("save")
    assert "thrown away" not in live.html
    live.do("note", "note", "quieter")
    flip(ben, "missed_customer_call")
    ben.save("theirs")
    live.do("save")
    live.do("settle", "mine")
    assert 'value="quieter"' in live.html
    live.do("save")

    assert [version.note for version in store.history(SHOP.name)] == ["quieter", "theirs"]


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
