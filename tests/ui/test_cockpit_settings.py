"""The pieces of the settings, drawn without a browser: what they show and what may be done in them."""

from __future__ import annotations

import asyncio
import json
import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import ipywidgets
import pytest

from autoreply_sim.io.store import Store
from autoreply_sim.ui.cockpit import show
from autoreply_sim.ui.components.checkup import checkup_html
from autoreply_sim.ui.components.cockpit import dialog_html, dialog_part, top_html, top_part
from autoreply_sim.ui.components.drawing import plain
from autoreply_sim.ui.components.live import Live
from autoreply_sim.ui.components.parts import Part, live_part
from autoreply_sim.ui.components.settings import list_html, section_html, settings_parts
from autoreply_sim.ui.components.year import behind_html, year_html, year_parts
from autoreply_sim.ui.guard import Guard
from autoreply_sim.ui.models.accounts import Account
from autoreply_sim.ui.models.certainty import Certainty
from autoreply_sim.ui.models.change_words import changes
from autoreply_sim.ui.models.checkup_page import CheckupView
from autoreply_sim.ui.models.cockpit import LISTED, PAGES, Cockpit
from autoreply_sim.ui.models.compare_page import CompareView
from autoreply_sim.ui.models.ring_view import RingView
from autoreply_sim.ui.models.settings_page import SECTIONS
from autoreply_sim.ui.models.year_view import YearView
from tests.ui.cockpit_desk import (
    DEALER,
    HANGS_UP,
    SHOP,
    at_once,
    cockpit_of,
    flip,
    nobody,
    store_in,
    text_of,
)

EVIL = "<script>alert('x')</script>"


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
    assert "replaced" not in schedules.html
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
