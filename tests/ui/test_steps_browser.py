"""Back and Forward in a real browser: they stay in the cockpit, and the draft stays with them."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.ui.conftest import ROOT, Server, StartServer
from tests.ui.test_cockpit_browser import SHOP, flip, open_cockpit

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def cockpits(start_server: StartServer) -> Server:
    """A server of the dashboards with a store of its own."""
    return start_server(directory=ROOT / "dashboards")


def is_here(page: Page, name: str) -> None:
    """Expect a page of the cockpit, in its navigation and in the address."""
    expect(page.locator(f"#go-{name}")).to_have_attribute("aria-current", "page")
    expect(page).to_have_url(re.compile(f"page={name}"))


def test_back_and_forward_go_through_the_pages_and_keep_the_draft(page: Page, cockpits: Server) -> None:
    """Toggles between are no steps; what is undone by Back is where one is, not what one did."""
    open_cockpit(page, cockpits)
    page.locator("#go-year").click()
    is_here(page, "year")
    page.locator("label:has(#try-customer_hangs_up-enabled)").click()
    expect(page.locator(".savebar")).to_contain_text("1 unsaved change")
    page.locator("#heat-what").select_option("missed")
    expect(page).to_have_url(re.compile("when=missed"))
    page.locator("#go-compare").click()
    is_here(page, "compare")
    page.go_back()
    is_here(page, "year")
    expect(page.locator("#heat-what")).to_have_value("missed")
    page.go_back()
    is_here(page, "settings")
    expect(page.locator(".savebar")).to_contain_text("1 unsaved change")
    expect(page).to_have_url(re.compile("draft="))
    expect(page.locator("#flip-customer_hangs_up")).not_to_be_checked()
    page.go_forward()
    page.go_forward()
    is_here(page, "compare")
    expect(page.locator(".savebar")).to_contain_text("1 unsaved change")


def test_back_goes_through_accounts_and_teams(page: Page, cockpits: Server) -> None:
    """Each with its draft; a new way forward takes the place of the one before."""
    open_cockpit(page, cockpits, "seed_time")
    flip(page)
    expect(page.locator(".savebar")).to_contain_text("1 unsaved change")
    teams = page.locator("#team option").evaluate_all("options => options.map((option) => option.value)")
    page.locator("#team").select_option(teams[1])
    expect(page).to_have_url(re.compile(f"team={teams[1]}"))
    page.locator("#account").select_option(SHOP)
    expect(page).to_have_url(re.compile(f"account={SHOP}"))
    expect(page.locator("#flip-customer_hangs_up")).to_be_visible()
    page.go_back()
    expect(page.locator("#account")).to_have_value("seed_time", timeout=30_000)
    expect(page.locator("#team")).to_have_value(teams[1])
    expect(page.locator(".savebar")).to_contain_text("1 unsaved change")
    page.go_back()
    expect(page.locator("#team")).to_have_value(teams[0])
    page.locator("#go-check_up").click()
    is_here(page, "check_up")
    page.go_back()
    is_here(page, "settings")
    expect(page.locator("#team")).to_have_value(teams[0])


def test_what_is_being_typed_is_not_lost_when_one_goes_back(page: Page, cockpits: Server) -> None:
    """Nor does it land in the reply that was open before."""
    open_cockpit(page, cockpits, query="&page=year")
    page.locator("#go-settings").click()
    is_here(page, "settings")
    page.get_by_role("button", name="Customer leaves a voicemail").click()
    expect(page.locator("#section")).to_have_attribute("data-key", "section-customer_leaves_voicemail")
    page.locator("#preview-text").fill("We call back.")
    page.go_back()
    is_here(page, "year")
    page.go_forward()
    is_here(page, "settings")
    expect(page.locator("#preview-text")).to_have_value("We call back.")
    expect(page.locator(".savebar")).to_contain_text("1 unsaved change")


def test_many_steps_at_once_end_where_they_lead(page: Page, cockpits: Server) -> None:
    """Faster than the kernel draws: what it shared of the pages between adds no steps."""
    open_cockpit(page, cockpits)
    for name in ("year", "check_up", "compare", "year"):
        page.locator(f"#go-{name}").click()
        is_here(page, name)
    page.evaluate("history.back(); history.back(); history.back()")
    page.evaluate("new Promise((done) => setTimeout(done, 30))")
    page.evaluate("history.back()")
    is_here(page, "settings")
    page.evaluate("history.go(4)")
    is_here(page, "year")
    page.go_back()
    is_here(page, "compare")


def test_whoever_turns_round_at_once_is_where_they_were(page: Page, cockpits: Server) -> None:
    """Back and Forward before the kernel has answered the first of them, with a draft that changes on the way."""
    open_cockpit(page, cockpits, query="&page=compare")
    page.locator("#go-settings").click()
    is_here(page, "settings")
    page.get_by_role("button", name="Customer leaves a voicemail").click()
    expect(page.locator("#section")).to_have_attribute("data-key", "section-customer_leaves_voicemail")
    page.locator("#preview-text").fill("We call back.")
    page.evaluate("history.back(); setTimeout(() => history.forward(), 20)")
    expect(page.locator(".savebar")).to_contain_text("1 unsaved change")
    is_here(page, "settings")
    page.go_back()
    is_here(page, "compare")
    page.go_forward()
    is_here(page, "settings")
    expect(page.locator("#preview-text")).to_have_value("We call back.")


def test_a_place_within_the_page_is_no_step_for_the_kernel(page: Page, cockpits: Server) -> None:
    """The link that skips the head, and Back from there; the language stays the visitor's."""
    open_cockpit(page, cockpits, query="&page=compare")
    page.locator("a.skip").focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("#cockpit-main$"))
    page.locator("#go-year").click()
    is_here(page, "year")
    page.get_by_role("link", name="Français").click()
    expect(page).to_have_url(re.compile("lang=fr"))
    page.go_back()
    is_here(page, "compare")
    expect(page).to_have_url(re.compile("lang=fr"))
    expect(page.locator("#choose-title")).to_have_text("Que comparer")


def test_a_link_shows_a_colleague_what_is_shown_here(page: Page, browser: Browser, cockpits: Server) -> None:
    """The events behind an hour, and the one that is open; the same address, which people can read."""
    open_cockpit(page, cockpits, query="&page=year")
    page.locator("#heat-what").select_option("missed")
    expect(page).to_have_url(re.compile("when=missed"))
    page.locator(".heat td button").first.click()
    expect(page).to_have_url(re.compile("behind=missed"))
    page.locator(".happened button").nth(1).click()
    expect(page.locator(".whys li").first).to_be_visible()
    expect(page).to_have_url(re.compile("event="))
    context = browser.new_context()
    theirs = context.new_page()
    theirs.goto(page.url)
    expect(theirs.locator(".whys li").first).to_be_visible(timeout=30_000)
    assert theirs.locator("#behind-title").inner_text() == page.locator("#behind-title").inner_text()
    assert theirs.locator(".whys").inner_text() == page.locator(".whys").inner_text()
    assert theirs.url == page.url
    theirs.goto(cockpits.address("team_cockpit", f"?lang=en&account={SHOP}&page=year&behind=nonsense"))
    expect(theirs.locator(".notes")).to_contain_text(
        "This link asks for the events “nonsense”; there is no such thing here.", timeout=30_000
    )
    theirs.locator("#dismiss").click()
    expect(theirs.locator(".notes")).to_have_count(0)
    context.close()


def test_a_link_has_the_figures_drawn(page: Page, cockpits: Server) -> None:
    """Where they were drawn when it was copied; they go with the page, and come back with it."""
    open_cockpit(page, cockpits, query="&page=year")
    page.locator("#draw-plots-year").click()
    expect(page.locator(".plots .plot").first).to_be_visible(timeout=30_000)
    expect(page).to_have_url(re.compile("figures=drawn"))
    page.reload()
    expect(page.locator(".plots .plot").first).to_be_visible(timeout=30_000)
    page.locator("#go-compare").click()
    is_here(page, "compare")
    expect(page.locator(".plots .plot")).to_have_count(0)
    page.go_back()
    expect(page.locator(".plots .plot").first).to_be_visible(timeout=30_000)
    page.get_by_role("link", name="Français").click()
    expect(page.locator(".plots-head button")).to_have_count(0)
    expect(page.locator(".part-plot-head").first).to_contain_text("Les chiffres", timeout=30_000)
