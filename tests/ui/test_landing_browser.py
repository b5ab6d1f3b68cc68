"""The ways between the pages, in a real browser."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.ui.conftest import Server

pytestmark = pytest.mark.browser


def test_a_card_leads_to_its_page_in_its_language_and_home_again(page: Page, dashboards: Server) -> None:
    """The year's card opens the year, in French for who reads French; the head of the page leads back."""
    page.goto(f"{dashboards.url}?lang=fr")
    page.get_by_role("link", name=re.compile("^L’année ")).click()

    expect(page.locator("#go-year")).to_have_attribute("aria-current", "page", timeout=30_000)
    expect(page.locator("#go-year")).to_have_text("L’année")
    page.locator("#shell-home").click()
    expect(page).to_have_url(re.compile(r"/\?lang=fr$"))
    expect(page.locator(".cards .card")).to_have_count(5)


def test_the_two_dashboards_lead_to_each_other(page: Page, dashboards: Server) -> None:
    """In a new tab, so that a draft stays open."""
    page.goto(dashboards.address("scenario_explorer", "?lang=en"))
    with page.expect_popup(timeout=30_000) as opened:
        page.get_by_role("link", name="Settings and their year").click(timeout=30_000)
    cockpit = opened.value
    expect(cockpit.locator("#go-settings")).to_be_visible(timeout=30_000)
    with cockpit.expect_popup() as back:
        cockpit.get_by_role("link", name="Scenario explorer").click()

    expect(back.value.locator("#story")).to_be_visible(timeout=30_000)
