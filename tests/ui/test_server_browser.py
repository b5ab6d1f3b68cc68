"""A dashboard's page in a real browser: its loading, its farewell, its look on a phone."""

from __future__ import annotations

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.ui.conftest import Server, StartServer, kernel_of, wait_until

pytestmark = pytest.mark.browser


def count_once(page: Page) -> None:
    """Press the button and see the number: the page is usable."""
    page.get_by_role("button", name="Count").click()
    expect(page.locator(".widget-label", has_text="1")).to_be_visible()


def test_a_dashboard_works_with_every_other_host_out_of_reach(page: Page, server: Server) -> None:
    """Nothing comes from elsewhere, and the console stays clean (the `page` fixture looks)."""
    page.goto(server.address("counter"))

    count_once(page)
    expect(page.locator("#shell-loading")).to_be_hidden()


def test_closing_the_tab_ends_its_session(page: Page, server: Server) -> None:
    """With Voilà's defaults every closed tab leaves its kernel running."""
    page.goto(server.address("counter"))
    count_once(page)
    kernel = kernel_of(page)
    assert server.is_alive(kernel)

    page.close(run_before_unload=True)

    wait_until(lambda: not server.is_alive(kernel), "the end of the closed page's kernel")


def test_reloading_ends_the_session_of_the_page_that_goes(page: Page, server: Server) -> None:
    """The page that comes gets a kernel of its own."""
    page.goto(server.address("counter"))
    count_once(page)
    before = kernel_of(page)
    page.reload()
    count_once(page)

    wait_until(lambda: not server.is_alive(before), "the end of the reloaded page's first kernel")
    assert server.is_alive(kernel_of(page))


def test_something_is_visible_while_the_dashboard_is_still_at_work(page: Page, server: Server) -> None:
    """The page's head, its title and a status in the visitor's language come before the cell is done."""
    page.goto(server.address("slow", "?lang=fr"), wait_until="commit")

    expect(page.get_by_role("status").get_by_text("Ouverture…")).to_be_visible()
    expect(page).to_have_title("Le slow")
    assert page.locator(".widget-label").count() == 0
    expect(page.locator(".widget-label", has_text="done at last")).to_be_visible(timeout=20_000)


def test_a_dashboard_that_fails_says_so(page: Page, server: Server) -> None:
    """A friendly sentence and a button; no traceback."""
    page.goto(server.address("broken"))

    expect(page.get_by_role("alert")).to_contain_text("This page could not be shown", timeout=20_000)
    expect(page.get_by_role("button", name="Reload")).to_be_visible()
    assert "ValueError" not in page.content()


def test_the_page_follows_the_browser_into_the_dark(browser: Browser, server: Server) -> None:
    """Light or dark is the browser's choice, at once and without a reload."""
    page = browser.new_page(color_scheme="dark")
    page.goto(server.address("counter"))
    count_once(page)
    paper = "getComputedStyle(document.body).backgroundColor"
    dark = page.evaluate(paper)

    page.emulate_media(color_scheme="light")

    shell = "getComputedStyle(document.getElementById('main')).backgroundColor"
    assert dark == "rgb(19, 23, 20)"
    assert page.evaluate(shell) == "rgba(0, 0, 0, 0)", "JupyterLab's own grey covers the page"
    assert page.evaluate(paper) == "rgb(246, 247, 244)"
    page.close()


def test_whoever_knows_the_token_gets_in(page: Page, start_server: StartServer) -> None:
    """Signing in by the form leads to the page that was asked for, and its session works."""
    server = start_server("--preheat", "0", AUTOREPLY_SIM_TOKEN="t0p-s3cret-token")  # noqa: S106  # made up
    page.goto(server.address("counter"))
    page.get_by_label("Token").fill("t0p-s3cret-token")
    page.get_by_role("button", name="Sign in").click()

    expect(page).to_have_url(re.compile(r"/voila/render/counter\.ipynb$"))
    count_once(page)


def test_a_wrong_token_is_refused_politely(
    page: Page, start_server: StartServer, complaints: list[str]
) -> None:
    """The form says so and stays."""
    server = start_server("--preheat", "0", AUTOREPLY_SIM_TOKEN="t0p-s3cret-token")  # noqa: S106  # made up
    page.goto(server.url)
    page.get_by_label("Token").fill("guess")
    page.get_by_role("button", name="Sign in").click()

    expect(page.get_by_role("alert")).to_have_text("This token is not right.")
    expect(page.get_by_label("Token")).to_be_visible()
    complaints.clear()  # the browser's console notes the 401


def test_whoever_reloads_at_a_full_house_is_soon_back(
    page: Page, browser: Browser, start_server: StartServer, complaints: list[str]
) -> None:
    """The own seat is free only once the page has gone: the one that says so waits for it, not for its next try."""
    server = start_server("--preheat", "0", "--max-sessions", "1")
    page.goto(server.address("counter"))
    count_once(page)
    page.reload()
    expect(page.get_by_role("button", name="Count")).to_be_visible(timeout=15_000)
    count_once(page)

    other = browser.new_page()
    other.goto(server.address("counter"))
    expect(other.get_by_role("heading", name="Every seat is taken")).to_be_visible()
    assert Axe().run(other).violations_count == 0
    page.close(run_before_unload=True)
    expect(other.get_by_role("button", name="Count")).to_be_visible(timeout=15_000)
    other.close()
    complaints.clear()  # the browser's console notes the 503


@pytest.mark.parametrize("width", [390, 1440])
@pytest.mark.parametrize("path", ["", "?lang=fr", "no/such/page"])
def test_our_own_pages_fit_and_are_accessible(page: Page, server: Server, path: str, width: int) -> None:
    """Nothing to scroll sideways, and axe finds no fault."""
    page.set_viewport_size({"width": width, "height": 844})
    page.route("**/no/such/page", lambda route: route.fulfill(response=route.fetch(), status=200))
    page.goto(server.url + path)

    assert page.evaluate("document.documentElement.scrollWidth") <= width
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
