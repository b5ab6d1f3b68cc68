"""A session that ends badly, in a real browser: the banner says so, and nothing that was changed is lost."""

from __future__ import annotations

import os
import re
import signal
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, FilePayload, Page, expect

from tests.ui.conftest import ROOT, Server, StartServer, kernel_of, wait_until
from tests.ui.test_bridge_browser import kernel_pid

pytestmark = pytest.mark.browser

REPLIES = ("customer_hangs_up", "missed_customer_call", "after_hours_calls", "after_hours_texts")
SWITCH = "#flip-ring_last_advisor"


def flip(page: Page) -> None:
    """Flip a switch of the first team, and wait until the page has it as unsaved."""
    page.locator("label", has=page.locator(SWITCH)).click(timeout=30_000)
    expect(page.locator("#save")).to_be_enabled()


@pytest.mark.parametrize("query", ["", "?lang=en&account=two_person_shop&section=general"])
def test_a_killed_session_gives_its_draft_to_the_next(
    browser: Browser, dashboards: Server, query: str
) -> None:
    """After a reload the change is there, still unsaved and still possible to save; whatever the address said."""
    page = browser.new_page()
    page.goto(dashboards.address("team_cockpit", query or "?lang=en&section=general"))
    flip(page)
    changed = page.locator(SWITCH).is_checked()
    expect(page.locator("html")).to_have_attribute("data-unsaved", "true")

    os.kill(kernel_pid(kernel_of(page)), signal.SIGKILL)
    banner = page.locator("#shell-lost")
    expect(banner).to_be_visible(timeout=15_000)
    page.on("dialog", lambda dialog: dialog.accept())
    banner.get_by_role("button").click()

    expect(banner).to_be_hidden()
    expect(page.locator("#save")).to_be_enabled(timeout=30_000)
    assert page.locator(SWITCH).is_checked() == changed
    page.close()


def test_a_draft_too_long_for_an_address_is_kept_by_the_browser(browser: Browser, dashboards: Server) -> None:
    """It comes back although the address does not carry it; saved or reverted, it is kept no longer."""
    page = browser.new_page()
    page.goto(dashboards.address("team_cockpit", "?lang=en"))
    text = ("We are sorry to have missed you. " * 15).strip()
    for reply in REPLIES:
        page.locator(f"#open-{reply}").click(timeout=30_000)
        expect(page.locator("#section")).to_have_attribute("data-key", f"section-{reply}")
        field = page.locator("#preview-text")
        field.fill(text)
        field.blur()
        expect(page.locator(f"#open-{reply} .dot")).to_be_attached()
    expect(page).not_to_have_url(re.compile("draft="))

    os.kill(kernel_pid(kernel_of(page)), signal.SIGKILL)
    page.on("dialog", lambda dialog: dialog.accept())
    page.reload()

    expect(page.locator("#save")).to_be_enabled(timeout=30_000)
    expect(page.locator("#preview-text")).to_have_value(text)
    page.locator("#revert").click()
    expect(page.locator("html")).to_have_attribute("data-unsaved", "false")
    assert page.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('autoreply_sim:'))") == []
    page.close()


def test_two_tabs_keep_a_draft_each_and_a_closed_one_is_put_back(
    browser: Browser, dashboards: Server
) -> None:
    """The second says that the first has one; whoever comes after both were left is told what was put back."""
    context = browser.new_context()
    link = dashboards.address("team_cockpit", "?lang=en&account=two_person_shop&section=general")
    drafts = "Object.keys(localStorage).filter((key) => key.startsWith('autoreply_sim:')).length"
    first, second = context.new_page(), context.new_page()
    first.goto(link)
    flip(first)
    second.goto(link)
    expect(second.locator("#notice-0")).to_contain_text("Another tab of yours has a draft", timeout=30_000)
    expect(second.locator("#save")).to_be_disabled()
    second.locator("label", has=second.locator("#flip-missed_customer_call")).click()
    expect(second.locator("#save")).to_be_enabled()
    wait_until(lambda: second.evaluate(drafts) == 2, "two kept drafts")
    first.close()
    second.close()

    third = context.new_page()
    third.goto(link)
    expect(third.locator("#notice-0")).to_contain_text("was put back", timeout=30_000)
    expect(third.locator("#notice-1")).to_contain_text("also kept another draft")
    expect(third.locator(".savebar")).to_contain_text("1 unsaved change")
    third.locator("#notice-1-drop").click()
    third.locator("#notice-0-drop").click()
    expect(third.locator("html")).to_have_attribute("data-unsaved", "false")
    wait_until(lambda: third.evaluate(drafts) == 0, "no kept draft")
    context.close()


def test_an_own_price_list_outlives_the_page(page: Page, browser: Browser, dashboards: Server) -> None:
    """Reloaded on any page; a link shows it to somebody else; whoever goes back to the usual list has no other."""
    link = dashboards.address("team_cockpit", "?lang=en&account=two_person_shop&page=year")
    costs = page.locator(".part-costs")
    page.goto(link)
    own = "{date: 2026-01-01, currency: EUR, sms_segment: {default: 1}, whatsapp_message: {default: 1}}"
    file: FilePayload = {"name": "ours.yaml", "mimeType": "application/yaml", "buffer": own.encode()}
    page.locator("#prices-file").set_input_files(file, timeout=60_000)
    expect(costs).to_contain_text("in EUR. Your own list")
    expect(page).to_have_url(re.compile("prices="))
    theirs = browser.new_context().new_page()
    theirs.goto(page.url)
    expect(theirs.locator(".part-costs")).to_contain_text("in EUR. Your own list", timeout=60_000)
    theirs.context.close()

    page.locator("#go-settings").click()
    expect(page).not_to_have_url(re.compile("prices="))
    page.reload()
    expect(page.locator("#section")).to_be_visible(timeout=30_000)
    page.locator("#go-year").click()
    expect(costs).to_contain_text("in EUR. Your own list", timeout=60_000)
    page.locator("#usual-prices").click()
    expect(costs).to_contain_text("in USD. Examples")
    expect(page).not_to_have_url(re.compile("prices="))
    page.reload()
    expect(costs).to_contain_text("in USD. Examples", timeout=60_000)


def test_what_is_half_typed_comes_back_after_a_dead_session(browser: Browser, dashboards: Server) -> None:
    """A text that cannot be used yet is in its field again, with what is wrong with it; undo leaves it there."""
    page = browser.new_page()
    page.goto(
        dashboards.address("team_cockpit", "?lang=en&account=two_person_shop&section=customer_hangs_up")
    )
    field, broken = page.locator("#preview-text"), "Hello {{ custmer_name }}"
    expect(field).to_be_visible(timeout=30_000)
    field.fill(broken)
    expect(page.locator(".savebar")).to_contain_text("not used yet")
    page.locator("label", has=page.locator("#flip-missed_customer_call")).click()
    expect(page.locator("#save")).to_be_enabled()

    os.kill(kernel_pid(kernel_of(page)), signal.SIGKILL)
    page.on("dialog", lambda dialog: dialog.accept())
    page.reload()

    expect(page.locator("#save")).to_be_enabled(timeout=30_000)
    expect(field).to_have_value(broken)
    expect(page.locator("#preview-problems")).to_contain_text("customer_name")
    page.locator("#flip-after_hours_calls").locator("xpath=..").click()
    page.locator("#undo").click()
    expect(page.locator(".savebar")).to_contain_text("1 unsaved change")
    expect(field).to_have_value(broken)
    page.close()


def test_a_store_that_cannot_be_opened_is_told_on_the_page(
    page: Page, start_server: StartServer, tmp_path: Path
) -> None:
    """With its name and what to do, in the language of the visitor; mended, a reload brings the cockpit."""
    store = tmp_path / "settings.sqlite"
    store.write_text("no database " * 200)
    variables = {"AUTOREPLY_SIM_STORE": str(store)}
    server = start_server(directory=ROOT / "dashboards", **variables)
    page.goto(server.address("team_cockpit", "?lang=fr"))
    expect(page.locator("#unopened-store")).to_have_text(str(store), timeout=30_000)
    expect(page.locator("#unopened-why")).to_contain_text("Ce n’est pas un fichier de réglages")
    page.get_by_role("link", name="English").click()
    expect(page.locator("#unopened-why")).to_contain_text("This is no store of settings")
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    found = Axe().run(page, context=".cockpit")
    assert found.violations_count == 0, found.generate_report()

    store.unlink()
    page.reload()
    expect(page.locator("#save")).to_be_visible(timeout=30_000)
