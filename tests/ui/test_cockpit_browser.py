"""The cockpit in a real browser, as a team lead uses it: find, change, see, save, restore, share."""

from __future__ import annotations

import json
import re
from pathlib import Path
from urllib.parse import quote

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.ui.conftest import ROOT, Server, StartServer

pytestmark = pytest.mark.browser

SHOP = "two_person_shop"
FIRST_TOGGLE = "#flip-customer_hangs_up"


@pytest.fixture(scope="module")
def cockpits(start_server: StartServer) -> Server:
    """A server of the dashboards with a store of its own."""
    return start_server(directory=ROOT / "dashboards")


def open_cockpit(page: Page, server: Server, account: str = SHOP, query: str = "") -> None:
    """Open the cockpit and wait until an account is open."""
    page.goto(server.address("team_cockpit", f"?lang=en&account={account}{query}"))
    expect(page.locator("#account")).to_have_value(account, timeout=30_000)
    expect(page.locator("[id^=takeaway-title]")).to_be_visible(timeout=30_000)


def flip(page: Page, toggle: str = FIRST_TOGGLE) -> None:
    """Flip a switch as a visitor does, by its label."""
    page.locator(f"label:has({toggle})").click()


def save(page: Page, note: str = "") -> None:
    """Save the draft through the dialog."""
    page.locator("#save").click()
    page.locator("#note").fill(note)
    page.locator("#confirm-save").click()
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_a_team_lead_finds_changes_sees_saves_and_restores(page: Page, cockpits: Server) -> None:
    """The whole way, with nothing but the page."""
    open_cockpit(page, cockpits, "harvest_peak")
    page.get_by_role("button", name="Customer leaves a voicemail").click()
    expect(page.locator("#section-title")).to_have_text("Customer leaves a voicemail")
    text = page.locator("#preview-text")
    text.fill("Thanks for your message! We call back. {{ sender_name }}")
    expect(page.locator(".preview .bubble")).to_contain_text("Thanks for your message! We call back.")
    flip(page, "#flip-customer_leaves_voicemail")
    expect(page.locator(".savebar")).to_contain_text("2 unsaved changes")
    page.locator("#go-year").click()
    row = page.locator("tr[data-key='sent:customer_leaves_voicemail']")
    expect(row.locator(".change")).to_contain_text("−", timeout=30_000)
    save(page, "calls only")
    expect(page.locator(".saved")).to_contain_text("Version 1")
    expect(page.locator(".savebar")).to_contain_text("Everything is saved")
    page.locator("#history").click()
    expect(page.get_by_role("dialog")).to_contain_text("calls only")
    page.locator("#restore-0").click()
    expect(page.locator(".savebar")).to_contain_text("2 unsaved changes")
    save(page, "as it was")
    page.locator("#history").click()
    expect(page.locator(".versions > li")).to_have_count(3)


def test_every_one_of_the_fourteen_toggles_acts_on_the_draft_and_undo_takes_it_back(
    page: Page, cockpits: Server
) -> None:
    """Marked in the list, counted in the bar; fourteen times back and all is as saved."""
    open_cockpit(page, cockpits)
    toggles = page.locator(".part-list .rows input[role=switch]")
    expect(toggles).to_have_count(14)
    for place in range(14):
        was = toggles.nth(place).is_checked()
        page.locator(".part-list .rows label.switch").nth(place).click()
        expect(toggles.nth(place)).to_be_checked(checked=not was)
    expect(page.locator(".savebar")).to_contain_text("14 unsaved changes")
    expect(page.locator(".part-list .dot")).to_have_count(14)
    for _ in range(14):
        page.locator("#undo").click()
    expect(page.locator(".savebar")).to_contain_text("Everything is saved")
    page.locator("#redo").click()
    expect(page.locator(".savebar")).to_contain_text("1 unsaved change")
    page.locator("#revert").click()
    expect(page.locator(".savebar")).to_contain_text("Everything is saved")


def edit(page: Page, toggle: str, text: str) -> None:
    """Flip a switch, and write another text for who hangs up."""
    flip(page, toggle)
    page.get_by_role("button", name="Customer hangs up").click()
    expect(page.locator("#section")).to_have_attribute("data-key", "section-customer_hangs_up")
    page.locator("#preview-text").fill(text)
    expect(page.locator(".savebar")).to_contain_text("2 unsaved changes")


def test_of_two_browsers_that_save_at_once_the_second_is_asked(
    page: Page, browser: Browser, cockpits: Server
) -> None:
    """She sees what the other changed, chooses where both changed the same, and takes back nothing else of his."""
    open_cockpit(page, cockpits, "snowstorm_outage")
    other = browser.new_context().new_page()
    open_cockpit(other, cockpits, "snowstorm_outage")
    edit(other, "#flip-missed_customer_call", "Sorry!")
    save(other, "no apologies")
    is_on = other.locator("#flip-missed_customer_call").is_checked()
    other.context.close()
    edit(page, FIRST_TOGGLE, "We call back.")
    page.locator("#save").click()
    page.locator("#confirm-save").click()
    dialog = page.get_by_role("dialog")
    for said in ("Somebody else has saved meanwhile", "no apologies", "Missed customer call"):
        expect(dialog).to_contain_text(said)
    expect(dialog).to_be_focused()
    expect(dialog.locator(".overlap")).to_have_count(1)
    expect(page.locator("#keep-mine")).to_be_disabled()
    dialog.get_by_label("In your draft").check()
    page.locator("#keep-mine").click()
    expect(dialog).to_contain_text("Save these changes?")
    page.locator("#confirm-save").click()
    expect(page.locator(".saved")).to_contain_text("Version 2")
    expect(page.locator("#unsaved")).to_be_focused()
    expect(page.locator("#flip-missed_customer_call")).to_be_checked(checked=is_on)
    expect(page.locator("#preview-text")).to_have_value("We call back.")


def test_a_link_opens_the_same_draft_and_language_follows_the_visitor(
    page: Page, browser: Browser, cockpits: Server
) -> None:
    """The address carries account, page, section and draft; a colleague sees it in French."""
    open_cockpit(page, cockpits)
    flip(page)
    page.get_by_role("button", name="Call trees and routing rules").click()
    expect(page).to_have_url(re.compile("section=routing"))
    expect(page).to_have_url(re.compile("draft="))
    context = browser.new_context(locale="fr-FR")
    theirs = context.new_page()
    theirs.goto(page.url.replace("lang=en", "lang=fr"))
    expect(theirs.locator(".savebar")).to_contain_text("1 modification non enregistrée", timeout=30_000)
    expect(theirs.locator("html")).to_have_attribute("lang", "fr")
    expect(theirs.get_by_role("button", name="Menus d’appel et règles d’acheminement")).to_have_attribute(
        "aria-current", "true"
    )
    context.close()
    page.get_by_role("link", name="Français").click()
    expect(page.locator(".savebar")).to_contain_text("1 modification non enregistrée")


def test_a_number_opens_its_events_and_an_event_its_reasons(page: Page, cockpits: Server) -> None:
    """From the tile to the sentence, and from an hour of the heat map."""
    open_cockpit(page, cockpits, query="&page=year")
    page.locator("#behind-tried-left_without_a_word").click()
    expect(page.locator("#behind-title")).to_be_in_viewport()
    page.locator(".happened button").first.click()
    expect(page.locator(".whys li").first).to_contain_text("Not sent:")
    page.locator(".heat td button").first.click()
    expect(page.locator("#behind-title")).to_contain_text(" h to ")


def test_the_year_follows_a_toggle_without_a_reload(page: Page, cockpits: Server) -> None:
    """The figures are redrawn in place; focus stays on the switch."""
    open_cockpit(page, cockpits, query="&page=year")
    toggle = page.locator("#try-customer_hangs_up-enabled")
    toggle.focus()
    page.keyboard.press("Space")
    change = page.locator("tr[data-key='sent:customer_hangs_up'] .change")
    expect(change).to_contain_text("−")
    expect(toggle).to_be_focused()
    page.keyboard.press("Space")
    expect(change).to_have_count(0)


def test_the_year_says_how_sure_it_is_and_lists_go_on(page: Page, cockpits: Server) -> None:
    """In place, marked as outdated by the next toggle; accessible with all of it on the page."""
    open_cockpit(page, cockpits, query="&page=year")
    flip(page, "#try-customer_hangs_up-enabled")
    page.locator("#how-sure").click()
    expect(page.locator(".range")).to_have_count(8, timeout=60_000)
    expect(page.locator("[data-key=replies] .range")).to_contain_text(" to ")
    page.locator("#behind-tried-answered_share").click()
    expect(page.locator(".happened li")).to_have_count(100)
    page.locator("#more-events").click()
    expect(page.locator(".happened li")).to_have_count(200)
    assert Axe().run(page).violations_count == 0
    flip(page, "#try-customer_hangs_up-enabled")
    expect(page.locator(".range.is-outdated")).to_have_count(8)
    assert Axe().run(page).violations_count == 0


def test_the_check_up_leads_to_the_setting(page: Page, cockpits: Server) -> None:
    """One click there, one to mend it, and the finding is gone."""
    open_cockpit(page, cockpits, query="&page=check_up")
    finding = page.locator(".finding", has_text="makes no tickets for missed calls")
    expect(finding).to_be_visible()
    finding.get_by_role("button", name="Go there").click()
    expect(page.locator("#section-title")).to_have_text("Calls and tickets")
    flip(page, "#flip-tickets_for_missed_calls")
    page.locator("#go-check_up").click()
    expect(page.locator(".part-checkup .tally")).to_be_visible()
    expect(finding).to_have_count(0)


def test_a_comparison_shows_progress_can_be_cancelled_and_ends(page: Page, cockpits: Server) -> None:
    """Intervals, verdicts, and the customers whose experience changes."""
    open_cockpit(page, cockpits)
    flip(page)
    page.locator("#go-compare").click()
    page.locator("#compare-replications").select_option("100")
    page.locator("#compare-days").select_option("90")
    page.locator("#compare").click()
    expect(page.locator("progress")).to_be_visible()
    page.locator("#cancel").click()
    expect(page.locator(".part-compare")).to_contain_text("Cancelled")
    page.locator("#compare-days").select_option("30")
    page.locator("#compare-replications").select_option("10")
    page.locator("#compare").click()
    expect(page.locator("#result-title")).to_be_visible(timeout=60_000)
    expect(page.locator(".part-compare tbody tr").first).to_contain_text("worse for customers")
    expect(page.locator(".contacts .side.changed").first).to_be_visible()


def test_downloads_open_and_say_what_the_page_says(page: Page, cockpits: Server, tmp_path: Path) -> None:
    """CSV, Excel and the report, read back."""
    open_cockpit(page, cockpits, query="&page=year")
    files: dict[str, bytes] = {}
    for button in ("#take-csv", "#take-excel", "#take-report"):
        with page.expect_download(timeout=60_000) as found:
            page.locator(button).click()
        path = tmp_path / found.value.suggested_filename
        found.value.save_as(path)
        files[path.suffix] = path.read_bytes()

    assert "Customer hangs up" in files[".csv"].decode("utf-8-sig")
    assert files[".xlsx"].startswith(b"PK")
    assert b"<!doctype html>" in files[".html"][:200]
    assert b"Two-person shop" in files[".html"]


def test_a_calendar_goes_out_and_comes_in(page: Page, cockpits: Server, tmp_path: Path) -> None:
    """What was exported changes nothing when it comes in again; what was changed in it replaces its schedule."""
    open_cockpit(page, cockpits, query="&section=schedules")
    rows = page.locator("[id^=schedule-open-]")
    expect(rows.first).to_be_visible()
    before = rows.count()
    with page.expect_download() as found:
        page.locator("[data-do=export-ics]").click()
    path = tmp_path / found.value.suggested_filename
    found.value.save_as(path)
    page.locator("#schedules-file").set_input_files(path)
    expect(page.get_by_text(f"{before} schedules were the same already")).to_be_visible()
    expect(page.locator(".savebar")).to_contain_text("Everything is saved")

    path.write_bytes(path.read_bytes().replace(b"T173000", b"T180000"))
    page.locator("#schedules-file").set_input_files(path)
    expect(page.get_by_text("1 schedule replaced: Afternoons")).to_be_visible()
    expect(page.locator(".savebar")).to_contain_text("1 unsaved change")
    expect(rows).to_have_count(before)


def test_what_is_typed_wrongly_stays_and_is_explained(page: Page, cockpits: Server) -> None:
    """Nothing acts on it, the last good text is shown, and the bar says so."""
    open_cockpit(page, cockpits, query="&section=customer_hangs_up")
    text = page.locator("#preview-text")
    text.fill("Hello {{ custmer_name }}")
    expect(page.locator("#preview-problems")).to_contain_text("customer_name")
    expect(page.locator(".savebar")).to_contain_text("not used yet")
    expect(page.locator("#save")).to_be_disabled()
    text.fill("Hello {{ customer_name }}")
    expect(page.locator("#preview-problems")).to_be_empty()
    expect(page.locator("#save")).to_be_enabled()


def test_hostile_texts_are_shown_as_text(page: Page, cockpits: Server) -> None:
    """In the editor, the preview, the dialog and the address."""
    evil = '<img src=x onerror="document.title=1"> & <b>bold</b>'
    draft = json.dumps([[["teams", "shop", "auto_replies", "customer_hangs_up", "text"], evil]])
    open_cockpit(page, cockpits, query=f"&section=customer_hangs_up&draft={quote(draft)}")
    expect(page.locator(".preview .bubble")).to_have_text(evil)
    page.locator("#save").click()
    expect(page.get_by_role("dialog").locator("ins")).to_have_text(evil)
    page.locator("#note").fill(evil)

    assert page.title() == "Settings and their year"


def test_links_that_lead_nowhere_say_so(page: Page, cockpits: Server) -> None:
    """An account that is unknown, with the nearest one to open with the draft; a draft nested without end."""
    draft = json.dumps([[["teams", "shop", "auto_replies", "customer_hangs_up", "enabled"], False]])
    page.goto(cockpits.address("team_cockpit", f"?lang=en&account=two_person_shp&draft={quote(draft)}"))
    notice = page.locator("#notice-0")
    expect(notice).to_contain_text("There is no account “two_person_shp”", timeout=30_000)
    expect(page.locator(".savebar")).to_contain_text("Everything is saved")
    found = Axe().run(page, context=".cockpit")
    assert found.violations_count == 0, found.generate_report()
    page.locator("#notice-0-open").click()
    expect(page.locator("#account")).to_have_value(SHOP)
    expect(page.locator(".savebar")).to_contain_text("1 unsaved change")
    page.locator("#revert").click()
    expect(page.locator("html")).to_have_attribute("data-unsaved", "false")

    page.goto(cockpits.address("team_cockpit", f"?lang=en&account={SHOP}&draft={'[' * 5_000}"))
    expect(notice).to_contain_text("nested too deeply", timeout=30_000)
    expect(page.locator(".savebar")).to_contain_text("Everything is saved")


def test_a_draft_goes_to_a_colleague_as_a_file(
    page: Page, browser: Browser, cockpits: Server, tmp_path: Path
) -> None:
    """Where it is too long for a link, which says so when it is copied."""
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    open_cockpit(page, cockpits, query="&section=customer_hangs_up")
    text = ("We call you back. " * 88).strip()
    page.locator("#preview-text").fill(text)
    expect(page.locator("#copy-note")).to_contain_text("too long for a link")
    page.locator("#copy-link").click()
    expect(page.locator("#copy-link")).to_have_text("Copied, without the draft")
    with page.expect_download() as found:
        page.locator("#take-draft").click()
    path = tmp_path / found.value.suggested_filename
    found.value.save_as(path)
    theirs = browser.new_context().new_page()
    open_cockpit(theirs, cockpits, "seed_time", query="&section=customer_hangs_up")
    theirs.locator("#draft-file").set_input_files(path)
    expect(theirs.locator("#account")).to_have_value(SHOP)
    expect(theirs.locator("#preview-text")).to_have_value(text)
    theirs.context.close()


def test_the_keyboard_does_it_all(page: Page, cockpits: Server) -> None:
    """A reply is found, flipped and saved without a mouse; Escape closes, focus comes back."""
    open_cockpit(page, cockpits, "call_centre_1999")
    page.locator("#flip-after_hours_ticket").focus()
    page.keyboard.press("Space")
    expect(page.locator(".savebar")).to_contain_text("1 unsaved change")
    page.locator("#save").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#save")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_be_focused()
    for _ in range(3):
        page.keyboard.press("Tab")
    expect(page.locator("#confirm-save")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.locator("#dialog-close")).to_be_focused()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    expect(page.locator(".saved")).to_contain_text("Version 1")


@pytest.mark.parametrize("shown", ["settings", "year", "check_up", "compare"])
@pytest.mark.parametrize(("width", "scheme", "lang"), [(1440, "light", "en"), (390, "dark", "fr")])
def test_pages_fit_and_are_accessible(
    page: Page, cockpits: Server, shown: str, width: int, scheme: str, lang: str
) -> None:
    """Nothing to scroll sideways, and axe finds no fault, with everything unfolded and a draft."""
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    draft = json.dumps([[["teams", "shop", "auto_replies", "customer_hangs_up", "enabled"], False]])
    page.goto(cockpits.address("team_cockpit", f"?lang={lang}&account={SHOP}&page={shown}&draft={draft}"))
    expect(page.locator("#takeaway-title")).to_be_visible(timeout=30_000)
    if shown == "compare":
        page.locator("#compare").click()
        expect(page.locator("#result-title")).to_be_visible(timeout=60_000)
    if shown == "year":
        page.locator("#behind-tried-replies").click()
        page.locator(".happened button").first.click()
        expect(page.locator(".whys li").first).to_be_visible()
    page.evaluate("document.querySelectorAll('details').forEach((one) => (one.open = true))")

    assert page.evaluate("document.documentElement.scrollWidth") <= width
    found = Axe().run(page, context=".cockpit")
    assert found.violations_count == 0, found.generate_report()


def test_wide_screens_are_used_and_not_stretched(page: Page, cockpits: Server) -> None:
    """At 2560 pixels lines stay readable."""
    page.set_viewport_size({"width": 2560, "height": 1200})
    open_cockpit(page, cockpits, query="&page=year")

    assert page.locator(".cockpit").bounding_box()["width"] <= 1_800  # type: ignore[index]  # it is visible
    assert page.evaluate("document.documentElement.scrollWidth") <= 2560


def test_figures_are_drawn_here_and_saved_as_png(page: Page, cockpits: Server, tmp_path: Path) -> None:
    """By Plotly from this server, with numbers beside them; dark follows the browser."""
    open_cockpit(page, cockpits, query="&page=year")
    page.locator("#draw-plots-year").click()
    expect(page.locator(".plot .main-svg").first).to_be_visible(timeout=60_000)
    page.locator(".part-plot-head summary").first.click()
    expect(page.locator(".part-plot-head tbody tr").first).to_be_visible()
    with page.expect_download() as found:
        page.get_by_role("button", name="PNG").first.click()
    found.value.save_as(tmp_path / "figure.png")

    assert (tmp_path / "figure.png").read_bytes().startswith(b"\x89PNG")
    found_faults = Axe().run(page, context=".cockpit")
    assert found_faults.violations_count == 0, found_faults.generate_report()


def test_long_work_keeps_the_focus(page: Page, cockpits: Server) -> None:
    """From the button that starts it to the one that cancels it, and to what came of it; a reader loses no place."""
    open_cockpit(page, cockpits, query="&page=year")
    page.locator("#how-sure").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#cancel-sure")).to_be_focused(timeout=15_000)
    page.keyboard.press("Enter")
    expect(page.locator("#how-sure")).to_be_focused(timeout=15_000)
    page.keyboard.press("Enter")
    expect(page.locator(".sureness")).to_be_focused(timeout=60_000)

    page.locator("#take-report").focus()
    with page.expect_download(timeout=60_000):
        page.keyboard.press("Enter")
        expect(page.locator("#cancel-report")).to_be_focused(timeout=15_000)
    expect(page.locator("#take-report")).to_be_focused(timeout=15_000)
