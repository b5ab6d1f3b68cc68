"""What is typed before the kernel has shown what was clicked, in a real browser: it reaches its own field, or none."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.ui.conftest import ROOT, Server, StartServer
from tests.ui.test_cockpit_browser import open_cockpit

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def cockpits(start_server: StartServer) -> Server:
    """A server of the dashboards with a store of its own."""
    return start_server(directory=ROOT / "dashboards")


TYPE_AT_ONCE = """([field, typed]) => {
  const at = document.getElementById(field);
  at.focus();
  at.setSelectionRange(at.value.length, at.value.length);
  document.execCommand("insertText", false, typed);
}"""
CLICK = "document.getElementById('{id}').click();"
CHOOSE = "team.value = '{team}'; team.dispatchEvent(new Event('change', {{ bubbles: true }}));"


def type_after(page: Page, done: str, field: str, typed: str) -> None:
    """Do something and type into a field, both before the kernel can have answered."""
    page.evaluate(f"(given) => {{ {done} ({TYPE_AT_ONCE})(given); }}", [field, typed])


def open_reply(page: Page, label: str, key: str) -> None:
    """Open a reply and wait until it is there."""
    page.get_by_role("button", name=label).click()
    expect(page.locator("#section")).to_have_attribute("data-key", f"section-{key}")


def text_of(page: Page) -> str:
    """What stands in the field of the reply's text."""
    return page.locator("#preview-text").input_value()


def test_a_text_typed_right_after_a_click_on_another_reply_reaches_its_own_field(
    page: Page, cockpits: Server
) -> None:
    """The reply that comes keeps its text; what was typed stands in the one that was seen."""
    open_cockpit(page, cockpits, query="&section=customer_hangs_up")
    open_reply(page, "Customer leaves a voicemail", "customer_leaves_voicemail")
    of_voicemail = text_of(page)
    open_reply(page, "Customer hangs up", "customer_hangs_up")
    type_after(page, CLICK.format(id="open-customer_leaves_voicemail"), "preview-text", "Now!")
    expect(page.locator("#section")).to_have_attribute("data-key", "section-customer_leaves_voicemail")
    expect(page.locator(".savebar")).to_contain_text("1 unsaved change")
    expect(page.locator("#preview-text")).to_have_value(of_voicemail)
    open_reply(page, "Customer hangs up", "customer_hangs_up")
    assert "Now!" in text_of(page)


def test_a_number_typed_right_after_a_team_was_chosen_is_of_the_team_before(
    page: Page, cockpits: Server
) -> None:
    """The field of the one becomes that of the other, with its own number and without the focus."""
    open_cockpit(page, cockpits, "seed_time", query="&section=after_hours_texts&team=service")
    quiet = page.locator("#quiet")
    expect(quiet).to_have_value("240")
    type_after(page, CHOOSE.format(team="parts"), "quiet", "7")
    expect(page).to_have_url(re.compile("team=parts"))
    expect(quiet).to_have_value("0")
    expect(page.locator(".savebar")).to_contain_text("1 unsaved change")
    expect(quiet).not_to_be_focused()
    page.locator("#team").select_option("service")
    expect(quiet).to_have_value("2407")


def test_a_schedule_typed_right_after_a_team_was_chosen_is_nobodys(page: Page, cockpits: Server) -> None:
    """Two teams' first schedules have the same place: what is typed for one never reaches the other's."""
    open_cockpit(page, cockpits, "seed_time", query="&section=schedules&team=service")
    page.locator("#schedule-open-0").click()
    expect(page.locator("#schedule-title")).to_be_visible()
    type_after(page, CHOOSE.format(team="parts"), "schedule-title", "!")
    expect(page).to_have_url(re.compile("team=parts"))
    expect(page.locator(".part-schedules .name").first).to_have_text("Counter")
    page.locator("#schedule-open-0").click()
    expect(page.locator("#schedule-title")).to_have_value("Counter")
    expect(page.locator(".savebar")).to_contain_text("Everything is saved")
