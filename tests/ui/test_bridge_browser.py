"""The bridge in a real browser: address, language, downloads, leaving, and a session that is lost."""

from __future__ import annotations

import os
import re
import shutil
import signal
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Dialog, Page, expect

from tests.ui.conftest import Server, StartServer, kernel_of, wait_until

pytestmark = pytest.mark.browser


def open_counter(page: Page, server: Server, query: str = "") -> None:
    """Open the dashboard and wait until the bridge has told what it knows."""
    page.goto(server.address("counter", query))
    expect(page.locator(".told")).to_be_visible(timeout=20_000)


def test_the_dashboard_learns_what_the_browser_knows(page: Page, server: Server) -> None:
    """Query (but never the token), language, dark mode, width."""
    page.set_viewport_size({"width": 1000, "height": 700})
    open_counter(page, server, "?lang=fr&scenario=a%20b&token=x")

    expect(page.locator(".told")).to_have_text(
        "('fr', 'en-US', False, 1000, [('lang', 'fr'), ('scenario', 'a b')])"
    )
    page.set_viewport_size({"width": 390, "height": 700})
    page.emulate_media(color_scheme="dark")
    expect(page.locator(".told")).to_contain_text("True, 390")


def test_a_preheated_session_learns_the_address_too(
    page: Page, start_server: StartServer, tmp_path: Path, notebooks: Path
) -> None:
    """Its kernel ran before anybody asked; Voilà's own query string would be empty."""
    shutil.copy(notebooks / "counter.ipynb", tmp_path)
    server = start_server("--preheat", "1", directory=tmp_path)
    wait_until(lambda: server.health()["preheated"] >= 1, "a preheated kernel")
    open_counter(page, server, "?lang=fr&scenario=x")

    expect(page.locator(".told")).to_contain_text("[('lang', 'fr'), ('scenario', 'x')]")
    expect(page.locator("html")).to_have_attribute("lang", "fr")


def test_the_address_shows_the_link_that_reopens_the_view(page: Page, server: Server) -> None:
    """`share` replaces the query at once, keeps the language, and adds nothing to the history."""
    open_counter(page, server, "?lang=fr&old=1")
    steps = page.evaluate("history.length")
    page.get_by_role("button", name="Share").click()

    expect(page).to_have_url(re.compile(r"\?lang=fr&scenario=a\+b&event=2$"))
    assert page.evaluate("history.length") == steps


def test_the_language_link_changes_the_language_in_place(page: Page, server: Server) -> None:
    """Without a reload: the session and what was counted stay; page, title, address and dashboard follow."""
    open_counter(page, server)
    page.get_by_role("button", name="Count").click()
    page.get_by_role("link", name="Français").click()

    expect(page.locator("html")).to_have_attribute("lang", "fr")
    expect(page).to_have_title("Le counter")
    expect(page).to_have_url(re.compile("lang=fr"))
    expect(page.locator(".told")).to_contain_text("('fr'")
    expect(page.locator(".widget-label", has_text="1")).to_be_visible()


def test_a_download_reaches_the_visitor(page: Page, server: Server, tmp_path: Path) -> None:
    """Name and bytes arrive as given, and the session goes on."""
    open_counter(page, server)
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Download").click()
    waiting.value.save_as(tmp_path / "file")

    assert waiting.value.suggested_filename == "réponses.csv"
    assert (tmp_path / "file").read_text(encoding="utf-8") == "ticket;état"
    page.get_by_role("button", name="Count").click()
    expect(page.locator(".widget-label", has_text="1")).to_be_visible()


def test_whoever_stays_on_an_unsaved_page_keeps_the_session(page: Page, server: Server) -> None:
    """Leaving asks first; Voilà would end the kernel at the question already."""
    asked: list[str] = []

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    page.on("dialog", stay)
    open_counter(page, server)
    page.get_by_role("button", name="Edit").click()
    expect(page.locator("html")).to_have_attribute("data-unsaved", "true")
    with page.expect_event("dialog"):
        page.close(run_before_unload=True)

    page.get_by_role("button", name="Count").click()
    expect(page.locator(".widget-label", has_text="1")).to_be_visible()
    assert asked == ["beforeunload"]


def test_a_lost_session_is_said_within_seconds(browser: Browser, server: Server) -> None:
    """A banner with a button, in the page's language; reloading brings a new session."""
    page = browser.new_page()
    open_counter(page, server, "?lang=fr")
    expect(page.locator("#shell-lost")).to_be_hidden()

    os.kill(kernel_pid(kernel_of(page)), signal.SIGKILL)

    banner = page.get_by_role("alert")
    expect(banner).to_contain_text("Cette page a perdu sa session", timeout=10_000)
    banner.get_by_role("button", name="Recharger").click()
    expect(page.locator(".told")).to_be_visible(timeout=20_000)
    expect(page.locator("#shell-lost")).to_be_hidden()
    page.close()


def kernel_pid(kernel_id: str) -> int:
    """The process whose command line names this kernel's connection file."""
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            arguments = (entry / "cmdline").read_bytes()
        except OSError:
            continue
        if kernel_id.encode() in arguments:
            return int(entry.name)
    raise AssertionError(f"no process serves kernel {kernel_id}")


def test_a_failing_callback_is_shown_in_place_and_logged(page: Page, server: Server) -> None:
    """The page stays usable; the log has the traceback, without the customer's number."""
    open_counter(page, server)
    page.get_by_role("button", name="Fail").click()

    expect(page.get_by_role("alert").filter(has_text="Something went wrong")).to_be_visible()
    page.get_by_role("button", name="Count").click()
    expect(page.locator(".widget-label", has_text="1")).to_be_visible()
    expect(page.locator(".guard-alert")).to_have_count(0)
    assert "RuntimeError: could not reach [phone number]" in server.log()
    assert "0199" not in server.log()
