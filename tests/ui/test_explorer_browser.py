"""The scenario explorer in a real browser, as people use it."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.ui.conftest import ROOT, Server

pytestmark = pytest.mark.browser

STORY = "call-hang-up-in-every-phase"
SWITCHED_OFF = json.dumps({"service": {"auto_replies": {"customer_hangs_up": {"enabled": False}}}})
FLIPPED = f"?lang=fr&scenario={STORY}&what={SWITCHED_OFF}"


def open_explorer(page: Page, server: Server, query: str = f"?scenario={STORY}&lang=en") -> None:
    """Open the dashboard and wait until a story is shown and all stories were read."""
    page.goto(server.address("scenario_explorer", query))
    expect(page.locator("#story")).to_be_visible(timeout=30_000)
    expect(page.locator(".reading")).to_have_count(0, timeout=30_000)


def test_the_story_its_replies_and_their_reasons_are_there(page: Page, dashboards: Server) -> None:
    """Title, five events, what was sent, and folded away what was not and why."""
    open_explorer(page, dashboards)

    expect(page.get_by_role("heading", name="Where the caller hangs up decides")).to_be_visible()
    expect(page.locator(".event")).to_have_count(5)
    third = page.locator("#event-3")
    expect(third).to_contain_text("Sent: Customer hangs up")
    reason = third.get_by_text("this was within business hours")
    expect(reason).to_be_hidden()
    third.get_by_text("4 replies not sent, and why").click()
    expect(reason).to_be_visible()
    expect(third.get_by_role("link", name="R-MSG-1", exact=True)).to_have_attribute("href", "#rule-R-MSG-1")
    expect(page.locator("#rule-R-MSG-1")).to_contain_text("from the platform’s document")


def test_a_story_is_found_by_words_by_rule_and_by_reply(page: Page, dashboards: Server) -> None:
    """The list narrows as one types; the story opens without a reload, and the address follows."""
    open_explorer(page, dashboards)
    stories = page.locator(".stories button")
    everything = stories.count()
    page.get_by_label("Search").press_sequentially("hang-up every phase")
    expect(stories).to_have_count(1)
    expect(page.get_by_label("Search")).to_be_focused()

    page.get_by_label("Search").fill("")
    expect(stories).to_have_count(everything)
    page.get_by_label("Shows the rule").select_option("R-MSG-12")
    page.get_by_label("Is about the reply").select_option("request_payment")
    page.get_by_label("which is").select_option("sent")
    expect(page.locator(".tally")).to_have_text(re.compile(r"^\d stor"))
    stories.first.click()
    expect(page.locator("#story")).not_to_contain_text("Where the caller hangs up")
    expect(page).not_to_have_url(re.compile(STORY))

    page.get_by_label("Search").fill("no such words")
    expect(page.get_by_text("No story fits all of this.")).to_be_visible()
    page.get_by_role("button", name="Show all stories").click()
    expect(stories).to_have_count(everything)


def test_a_flipped_switch_shows_the_difference_beside_the_saved_one(page: Page, dashboards: Server) -> None:
    """By keyboard; the switch keeps the focus, the summary is announced, two phones stand side by side."""
    open_explorer(page, dashboards)
    switch = page.get_by_role("switch", name="Customer hangs up", exact=True)
    expect(switch).to_be_checked()
    switch.focus()
    page.keyboard.press("Space")

    expect(page.get_by_role("status").filter(has_text="1 reply differs")).to_be_visible()
    expect(switch).not_to_be_checked()
    expect(switch).to_be_focused()
    expect(page.locator("#event-3 .side.saved .reply")).to_contain_text("gone")
    expect(page.locator("#event-3 .side.changed .reply")).to_have_count(0)
    expect(page.locator(".phone")).to_have_count(2)
    expect(page).to_have_url(re.compile("customer_hangs_up"))

    page.locator(".outcome").get_by_role("button", name="Back to saved").click()
    expect(switch).to_be_checked()
    expect(page.locator(".phone")).to_have_count(1)
    expect(page).not_to_have_url(re.compile("what="))


def test_a_text_is_written_and_its_errors_stand_beside_it(page: Page, dashboards: Server) -> None:
    """While it is wrong nothing acts on it, and what is being typed stays as it is."""
    open_explorer(page, dashboards)
    page.get_by_role("button", name="Text and sender: Customer hangs up").click()
    text = page.get_by_label("Text", exact=True)
    text.fill("Sorry, {{ custmer_name }}")

    expect(page.locator("#editor-problems")).to_contain_text("did you mean 'customer_name'?")
    expect(text).to_have_attribute("aria-invalid", "true")
    expect(page.locator(".event.differs")).to_have_count(0)

    text.press("End")
    text.fill("Sorry, {{ customer_name }}")
    expect(page.locator("#event-3 .side.changed .bubble")).to_have_text("Sorry, Nora Hauge")
    expect(page.locator("#editor-problems")).to_be_empty()
    expect(text).to_be_focused()

    page.get_by_role("button", name="Back to the saved text").click()
    expect(text).to_have_value(re.compile("^Hi"))
    page.get_by_role("radio", name=re.compile("^Team")).check()
    expect(page.locator("#event-3 .side.changed .bubble")).to_contain_text("Badger Service")


def test_a_link_reopens_story_language_and_choices(page: Page, dashboards: Server) -> None:
    """In French, with the reply switched off."""
    open_explorer(page, dashboards, FLIPPED)

    expect(page.get_by_role("status").filter(has_text="1 réponse diffère")).to_be_visible()
    expect(page.get_by_role("switch", name="Le client raccroche", exact=True)).not_to_be_checked()


def test_the_language_changes_at_once_and_keeps_the_choices(page: Page, dashboards: Server) -> None:
    """Without a reload; what was unfolded stays unfolded."""
    open_explorer(page, dashboards, f"?scenario={STORY}&lang=en&what={SWITCHED_OFF}")
    page.locator("#event-1 summary").click()
    page.get_by_role("link", name="Français").click()

    expect(page.get_by_role("heading", name="Ce qui se passe")).to_be_visible()
    expect(page.get_by_role("status").filter(has_text="1 réponse diffère")).to_be_visible()
    expect(page.locator("#event-1").get_by_text("pendant les heures ouvrables")).to_be_visible()
    expect(page.locator("html")).to_have_attribute("lang", "fr")


def test_the_run_and_the_story_can_be_taken_home(page: Page, dashboards: Server, tmp_path: Path) -> None:
    """The run as the command line prints it, the story byte for byte."""
    open_explorer(page, dashboards, f"?scenario={STORY}&lang=en&what={SWITCHED_OFF}")
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Result (JSON)").click()
    waiting.value.save_as(tmp_path / "run.json")
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Story (YAML)").click()
    waiting.value.save_as(tmp_path / "story.yaml")

    run = json.loads((tmp_path / "run.json").read_text(encoding="utf-8"))
    assert [reply["event"] for reply in run["replies"]] == [2, 4, 5]
    assert (tmp_path / "story.yaml").read_bytes() == (ROOT / f"data/scenarios/{STORY}.yaml").read_bytes()


def test_the_storys_table_report_and_timeline_can_be_taken_home(
    page: Page, dashboards: Server, tmp_path: Path
) -> None:
    """As CSV, Excel, one page of HTML, and a PNG; with the timeline on it, the page is still accessible."""
    page.goto(dashboards.address("scenario_explorer", "?lang=en"))
    expect(page.locator("#takeaway-title")).to_be_visible(timeout=30_000)
    page.locator("#draw-timeline").click()
    expect(page.locator(".plot svg").first).to_be_visible(timeout=30_000)
    begins = {"#take-csv": b"\xef\xbb\xbf", "#take-excel": b"PK", "#take-report": b"<!doctype html>"}
    for button, first in (begins | {".plots button.quiet": b"\x89PNG"}).items():
        with page.expect_download(timeout=60_000) as found:
            page.locator(button).click()
        found.value.save_as(tmp_path / found.value.suggested_filename)
        assert (tmp_path / found.value.suggested_filename).read_bytes().startswith(first)

    assert Axe().run(page).violations_count == 0


def test_the_list_is_walked_by_arrow_keys(page: Page, dashboards: Server) -> None:
    """One stop of Tab for all stories; the arrows move within."""
    open_explorer(page, dashboards)
    current = page.locator('.stories button[aria-current="true"]')
    current.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")

    expect(page).not_to_have_url(re.compile(STORY))
    expect(page.locator('.stories button[tabindex="0"]')).to_have_count(1)
    expect(page.locator('.stories button[aria-current="true"]')).to_be_focused()


def test_the_list_of_stories_stays_in_sight(page: Page, dashboards: Server) -> None:
    """However far one reads, another story is one click away."""
    page.set_viewport_size({"width": 1440, "height": 900})
    open_explorer(page, dashboards)
    page.locator("#event-5").scroll_into_view_if_needed()

    expect(page.get_by_label("Search")).to_be_in_viewport()
    assert page.evaluate("window.scrollY") > 200


def test_on_a_phone_the_list_folds_away(page: Page, dashboards: Server) -> None:
    """A button opens it; choosing a story closes it; searching does not."""
    page.set_viewport_size({"width": 390, "height": 844})
    open_explorer(page, dashboards)
    search = page.get_by_label("Search")
    expect(search).to_be_hidden()

    page.get_by_role("button", name="Choose a story").click()
    search.fill("voicemail is always a new one")
    stories = page.locator(".stories button")
    expect(stories).to_have_count(1)
    stories.first.click()
    expect(search).to_be_hidden()
    expect(page.locator("#story")).to_contain_text("oicemail")


@pytest.mark.parametrize(
    ("query", "scheme", "width"),
    [
        ("?lang=en", "light", 390),
        (FLIPPED, "dark", 390),
        (FLIPPED, "light", 820),
        (FLIPPED, "light", 1100),
        (FLIPPED, "light", 1440),
        ("?lang=en", "dark", 1440),
    ],
)
def test_the_page_fits_and_is_accessible(
    page: Page, dashboards: Server, query: str, scheme: str, width: int
) -> None:
    """Nothing to scroll sideways, and axe finds no fault in the dashboard, also with everything unfolded."""
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    open_explorer(page, dashboards, query)
    page.get_by_role("button", name=re.compile("^Text")).first.click()
    expect(page.locator("#editor-text")).to_be_visible()
    page.evaluate("document.querySelectorAll('details').forEach((one) => (one.open = true))")

    assert page.evaluate("document.documentElement.scrollWidth") <= width
    found = Axe().run(page, context=".explorer")
    assert found.violations_count == 0, found.generate_report()
