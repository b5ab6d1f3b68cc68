"""Writing a story by clicking in a real browser, as people do it."""

from __future__ import annotations

import json
import re
from pathlib import Path
from urllib.parse import urlencode

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from autoreply_sim.experiment.check import differences
from autoreply_sim.experiment.run import run
from autoreply_sim.io.scenario_load import load
from tests.ui.conftest import Server
from tests.ui.test_explorer_browser import open_explorer

pytestmark = pytest.mark.browser


def begin(page: Page, server: Server, query: str = "?scenario=call-hang-up-in-every-phase&lang=en") -> None:
    """Open the explorer and begin with a copy."""
    open_explorer(page, server, query)
    page.locator("#writing-copy").click()
    expect(page.locator("#writing-name")).to_be_visible()


def test_a_story_is_written_by_keyboard_and_taken_home(
    page: Page, dashboards: Server, tmp_path: Path
) -> None:
    """A call is added and changed; the file expects what came out, and that is what comes out."""
    begin(page, dashboards)
    page.locator("#add-call").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#writing-form")).to_be_focused()
    page.locator("#form-done").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".event")).to_have_count(6)

    page.get_by_label("If nobody answers, the caller").select_option("leaves_voicemail")
    expect(page.locator("#event-6")).to_contain_text("Left a voicemail")
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Expected behaviour (YAML)").click()
    waiting.value.save_as(tmp_path / "story.yaml")
    story = load(tmp_path / "story.yaml")

    assert len(story.events) == 6
    assert story.expect is not None
    assert differences(run(story), story.expect) == []


def test_an_error_stands_beside_its_field_and_goes_when_it_is_mended(page: Page, dashboards: Server) -> None:
    """The story stays as it was meanwhile; what was typed stays, too."""
    begin(page, dashboards)
    page.locator("#edit-1").click()
    when = page.get_by_label("When (local time)")
    before = when.input_value()
    when.fill("tomorrow")
    when.press("Tab")
    expect(page.locator("#field-at-wrong")).to_contain_text("'tomorrow' is no date and time")
    expect(when).to_have_value("tomorrow")
    expect(page.locator(".event")).to_have_count(5)

    when.fill(before)
    when.press("Tab")
    expect(page.locator("#field-at-wrong")).to_be_empty()


def test_what_was_written_is_there_after_a_reload(page: Page, dashboards: Server) -> None:
    """The browser kept it; leaving asks first as long as it was not taken home."""
    begin(page, dashboards)
    page.locator("#delete-5").click()
    expect(page.locator(".event")).to_have_count(4)
    expect(page.locator("html")).to_have_attribute("data-unsaved", "true")
    page.on("dialog", lambda dialog: dialog.accept())
    page.reload()

    expect(page.locator("#writing-name")).to_be_visible(timeout=30_000)
    expect(page.locator(".event")).to_have_count(4)


def test_a_file_of_ones_own_is_opened(page: Page, dashboards: Server) -> None:
    """One that cannot be used says why."""
    open_explorer(page, dashboards)
    page.locator("#writing-file").set_input_files({"name": "x.yaml", "mimeType": "", "buffer": b"version: 1"})
    expect(page.locator(".writing-problems")).to_contain_text("teams")
    good = Path("docs/stories/first.yaml").read_bytes()
    page.locator("#writing-file").set_input_files({"name": "y.yaml", "mimeType": "", "buffer": good})
    expect(page.locator("#writing-name")).to_have_value("A customer hangs up while it rings")


def test_a_draft_of_the_cockpit_is_tried_in_a_story(page: Page, dashboards: Server, tmp_path: Path) -> None:
    """The link opens a story of the account; what the draft changes stands beside what is saved."""
    page.goto(
        dashboards.address("team_cockpit", "?lang=en&account=two_person_shop&section=customer_hangs_up")
    )
    switch = page.get_by_role("switch", name="Customer hangs up").first
    expect(switch).to_be_checked(timeout=30_000)
    switch.focus()
    page.keyboard.press("Space")
    link = page.locator("#try-story")
    expect(link).to_have_attribute("href", re.compile("customer_hangs_up"))
    with page.expect_popup() as opened:
        link.click()
    page = opened.value

    expect(page.locator("#writing-name")).to_have_value("A story to try: Two-person shop", timeout=30_000)
    page.locator("#add-call").click()
    page.locator("#field-from").select_option("county")
    page.locator("#form-done").click()
    expect(page.get_by_role("status").filter(has_text="1 reply differs")).to_be_visible()
    expect(page.locator("#writing-came")).to_contain_text("With your changes")
    page.reload()
    expect(page.get_by_role("status").filter(has_text="1 reply differs")).to_be_visible(timeout=30_000)

    with page.expect_download() as waiting:
        page.get_by_role("button", name="Expected behaviour (YAML)").click()
    waiting.value.save_as(tmp_path / "tried.yaml")
    story = load(tmp_path / "tried.yaml")
    assert story.expect is not None
    assert differences(run(story), story.expect) == []


@pytest.mark.parametrize(
    ("lang", "scheme", "width"),
    [
        ("en", "light", 390),
        ("fr", "dark", 390),
        ("fr", "light", 1440),
        ("en", "dark", 1440),
        ("en", "light", 2560),
    ],
)
def test_the_form_fits_and_is_accessible(
    page: Page, dashboards: Server, lang: str, scheme: str, width: int
) -> None:
    """Nothing to scroll sideways, and axe finds no fault."""
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    begin(page, dashboards, f"?scenario=call-hang-up-in-every-phase&lang={lang}")
    page.locator("#add-call").click()
    expect(page.locator("#writing-form")).to_be_visible()

    assert page.evaluate("document.documentElement.scrollWidth") <= width
    found = Axe().run(page, context=".explorer")
    assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize(
    ("lang", "scheme", "width"), [("fr", "light", 390), ("en", "dark", 1440), ("fr", "light", 2560)]
)
def test_a_tried_draft_and_a_refused_field_fit_and_are_accessible(
    page: Page, dashboards: Server, lang: str, scheme: str, width: int
) -> None:
    """What came of the event, what the draft changes, and what is wrong, all at once."""
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    draft = [[["policies", "text_after_close"], "reopen"], [["teams", "service", "schedules"], []]]
    query = urlencode({"lang": lang, "account": "seed_time", "draft": json.dumps(draft)})
    page.goto(dashboards.address("scenario_explorer", f"?{query}"))
    page.locator("#add-call").click(timeout=30_000)
    page.locator("#form-done").click()
    expect(page.locator("#writing-came .badge").first).to_be_visible()
    expect(page.locator("#try-steps")).to_be_checked()
    page.locator("#field-at").fill("tomorrow")
    page.locator("#field-at").press("Tab")
    expect(page.locator("#field-at-wrong")).not_to_be_empty()

    assert page.evaluate("document.documentElement.scrollWidth") <= width
    found = Axe().run(page, context=".explorer")
    assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize(
    ("lang", "said"), [("en", "somebody wrote in their own browser"), ("fr", "Demandez-lui")]
)
def test_a_link_to_a_story_of_ones_own_says_that_it_is_not_here(
    page: Page, dashboards: Server, lang: str, said: str
) -> None:
    """A colleague's browser does not have it: another story is shown, and nobody takes it for that one."""
    page.goto(dashboards.address("scenario_explorer", f"?lang={lang}&scenario=~own&what=x"))

    expect(page.locator(".writing-problems")).to_contain_text(said, timeout=30_000)
    expect(page.locator(".writing-problems bdi")).to_have_attribute("lang", lang)
    expect(page.locator("#story")).to_be_visible()
