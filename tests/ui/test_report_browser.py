"""Reports in a real browser: figures are drawn, nothing is asked for, and everybody can read them."""

from __future__ import annotations

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

import autoreply_sim
from autoreply_sim import Comparison, Run, Simulation
from tests.ui.conftest import ROOT

pytestmark = pytest.mark.browser

STORY = ROOT / "data" / "scenarios" / "day-harvest-saturday-in-montana.yaml"
SHOP = ROOT / "data" / "presets" / "two_person_shop.yaml"


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, str], str]:
    """A report of each kind in both languages, as HTML."""
    shop, folder = autoreply_sim.load(SHOP), tmp_path_factory.mktemp("reports")
    (team,) = [team.key for team in shop.world.teams]
    silent = shop.but(teams={team: {"auto_replies": {"customer_hangs_up": {"enabled": False}}}})
    results: dict[str, Run | Simulation | Comparison] = {
        "story": autoreply_sim.run(autoreply_sim.load(STORY)),
        "simulation": autoreply_sim.simulate(shop, days=60, replications=3),
        "comparison": autoreply_sim.compare(shop, silent, days=14, replications=3),
    }
    return {
        (kind, language): written(
            autoreply_sim.report(of, folder / f"{kind}-{language}.html", language=language)
        )
        for kind, of in results.items()
        for language in ("en", "fr")
    }


def written(path: Path) -> str:
    """Return what is in a file."""
    return path.read_text(encoding="utf-8")


@pytest.mark.parametrize("kind", ["story", "simulation", "comparison"])
@pytest.mark.parametrize(("language", "width", "scheme"), [("en", 1440, "light"), ("fr", 390, "dark")])
def test_a_report_is_drawn_accessible_and_fits(
    page: Page, pages: dict[tuple[str, str], str], kind: str, language: str, width: int, scheme: str
) -> None:
    """Every figure is drawn; axe finds no fault with everything unfolded; nothing scrolls the page sideways."""
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.set_content(pages[kind, language])
    plots = page.locator(".plot")
    for place in range(plots.count()):
        expect(plots.nth(place).locator("svg").first).to_be_attached()
    page.evaluate("document.querySelectorAll('details').forEach((each) => each.open = true)")

    wider_than_their_column = "cells => cells.filter((one) => one.scrollWidth > one.clientWidth + 1).length"

    assert page.locator("td, th").evaluate_all(wider_than_their_column) == 0
    found = Axe().run(page)

    assert found.violations_count == 0, found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_figures_follow_the_colours_of_the_page_and_of_paper(
    page: Page, pages: dict[tuple[str, str], str]
) -> None:
    """Light and dark as the machine changes, and on paper white, with everything as wide as a sheet."""
    page.emulate_media(color_scheme="light")
    page.set_content(pages["story", "en"])
    plot = page.locator("#timeline")
    expect(plot.locator("svg").first).to_be_attached()

    def is_white(*, wanted: bool) -> None:
        """Look until the paper is, or is not, white; the page hears of the change a moment later."""
        for _ in range(100):
            if (plot.evaluate("(each) => each.layout.paper_bgcolor") == "#ffffff") == wanted:
                return
            page.wait_for_timeout(50)
        pytest.fail(f"the paper is {'not ' if wanted else ''}white, after five seconds")

    is_white(wanted=True)
    page.emulate_media(color_scheme="dark")
    is_white(wanted=False)
    page.emulate_media(color_scheme="dark", media="print")
    is_white(wanted=True)
    assert plot.evaluate("(each) => each.layout.width") == 680


def test_what_is_folded_is_on_paper_and_folded_afterwards(
    page: Page, pages: dict[tuple[str, str], str]
) -> None:
    """The decisions of a story are printed, the numbers behind its figure are not."""
    page.set_content(pages["story", "en"])
    decisions = page.locator("details:has-text('Every decision, with its rule')")

    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(decisions).to_have_attribute("open", "")
    expect(page.locator("figure details")).not_to_have_attribute("open", "")
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(decisions).not_to_have_attribute("open", "")
