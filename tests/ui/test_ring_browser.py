"""The week and the editors in a real browser, on a small dashboard of this test."""

from __future__ import annotations

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from autoreply_sim.ui.models.calendar_files import export_ics
from tests.ui.conftest import Server, StartServer, write_notebook
from tests.ui.ring_desk import Desk

pytestmark = pytest.mark.browser


@pytest.fixture
def desk(start_server: StartServer, tmp_path: Path) -> Server:
    """A server of one dashboard around the editors."""
    folder = tmp_path / "pages"
    folder.mkdir()
    write_notebook(folder, "desk", "from tests.ui.ring_desk import Desk\nDesk().page()")
    return start_server("--preheat", "0", directory=folder)


def open_desk(page: Page, desk: Server, width: int = 1440) -> None:
    """Open the dashboard and wait for the week."""
    page.set_viewport_size({"width": width, "height": 1000})
    page.goto(desk.address("desk"))
    expect(page.locator(".week .block button").first).to_be_visible(timeout=30_000)


def test_a_block_says_more_and_opens_its_schedule(page: Page, desk: Server) -> None:
    """By mouse and by keyboard; arrow keys go from block to block."""
    open_desk(page, desk)
    block = page.get_by_role("button", name="08:00 to 17:00, Weekdays").first
    block.hover()
    expect(block.locator(".tip")).to_be_visible()
    block.focus()
    page.keyboard.press("ArrowDown")
    second = page.get_by_role("button", name="08:00 to 17:00, Weekdays").nth(1)
    expect(second).to_be_focused()
    expect(second.locator(".tip")).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.locator("#schedule-title")).to_have_value("Weekdays")


def test_the_week_follows_an_edit_and_an_error_stands_beside_its_field(page: Page, desk: Server) -> None:
    """What was mistyped stays to be mended, and the focus stays where somebody is."""
    open_desk(page, desk)
    page.locator("#schedule-open-0").click()
    start = page.get_by_role("textbox", name="From")
    start.fill("9")
    start.press("Tab")
    expect(page.locator("#schedule-from-wrong")).to_contain_text("“9” is no time of day")
    expect(start).to_have_value("9")
    start.fill("09:00")
    start.press("Tab")
    expect(page.locator("#schedule-from-wrong")).to_be_empty()
    expect(page.get_by_role("button", name="09:00 to 17:00, Weekdays").first).to_be_visible()
    expect(page.get_by_role("textbox", name="To", exact=True)).to_be_focused()
    page.get_by_role("checkbox", name="Wed").uncheck()
    expect(page.get_by_label("The rule, as calendars write it")).to_have_value(
        "FREQ=WEEKLY;BYDAY=MO,TU,TH,FR"
    )


def test_a_file_is_taken_over_or_refused_in_words(page: Page, desk: Server, tmp_path: Path) -> None:
    """What is too large never leaves the browser."""
    open_desk(page, desk)
    calendar, picture, huge = (tmp_path / name for name in ("team.ics", "picture.ics", "huge.ics"))
    own = Desk().sound
    calendar.write_bytes(export_ics(own.world.teams[0].settings, own.world))
    picture.write_bytes(b"\x89PNG")
    huge.write_bytes(b"BEGIN:VCALENDAR\r\n" * 70_000)
    for file, said in (
        (calendar, "5 schedules were the same already"),
        (picture, "This is no calendar file"),
        (huge, "The file is larger than 1 MB"),
    ):
        page.get_by_label("Import a calendar").set_input_files(file)
        expect(page.locator(".schedules [role=status]")).to_contain_text(said)
    expect(page.locator(".schedules .rows > li")).to_have_count(5)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1440])
def test_anybody_can_use_it_on_any_screen(page: Page, desk: Server, scheme: str, width: int) -> None:
    """No barrier that axe finds, and nothing to scroll sideways."""
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    open_desk(page, desk, width)
    page.locator("#schedule-open-1").click()
    expect(page.locator("#schedule-title")).to_be_visible()
    found = Axe().run(
        page, context=".week, .ring", options={"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]}
    )

    assert [
        (each["id"], [node["html"][:200] for node in each["nodes"]]) for each in found.response["violations"]
    ] == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
