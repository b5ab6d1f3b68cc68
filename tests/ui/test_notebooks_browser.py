"""The notebooks as pages: prose, tables and figures are there, with every other host out of reach."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.ui.conftest import ROOT, Server, StartServer

pytestmark = pytest.mark.browser

LONG_MS = 90_000
"""A notebook runs from top to bottom before its page shows anything."""


@pytest.fixture(scope="module")
def notebook_pages(start_server: StartServer) -> Server:
    """A server of the project's notebooks, as `make notebooks` starts it."""
    return start_server("--preheat", "0", directory=ROOT / "notebooks")


def open_notebook(page: Page, server: Server, name: str) -> None:
    """Open a notebook's page and wait until it shows what was found."""
    page.goto(server.address(name), timeout=LONG_MS)
    expect(page.get_by_text("What was found:")).to_be_visible(timeout=LONG_MS)


@pytest.mark.parametrize("width", [390, 1440])
@pytest.mark.parametrize("name", ["04_after_hours", "08_reading_a_decision"])
def test_a_notebook_shows_its_figures(page: Page, notebook_pages: Server, name: str, width: int) -> None:
    """Each is drawn when it comes into sight, says what it shows to who cannot see it, and fits the page."""
    page.set_viewport_size({"width": width, "height": 844})
    open_notebook(page, notebook_pages, name)
    figures = page.get_by_role("figure", name="Figure: ")
    assert figures.count() > 0

    for figure in figures.all():
        figure.scroll_into_view_if_needed()
        expect(figure.locator("svg.main-svg").first).to_be_visible()

    assert page.evaluate("document.documentElement.scrollWidth") <= width
    violations = Axe().run(page).response["violations"]
    assert [found["id"] for found in violations if found["impact"] in {"serious", "critical"}] == []


def test_links_lead_to_other_notebooks_and_nowhere_else(page: Page, notebook_pages: Server) -> None:
    """The documentation beside the notebooks is not served: it is named, and a click cannot end in an error."""
    open_notebook(page, notebook_pages, "08_reading_a_decision")

    hrefs = page.locator(".jp-MarkdownCell a:visible").evaluate_all("all => all.map((one) => one.pathname)")
    assert hrefs == ["/voila/render/07_comparing_settings.ipynb", "/voila/render/09_qa_scenarios.ipynb"]
    expect(page.get_by_title("docs/rulebook.md", exact=True)).to_be_visible()


def test_sentences_in_a_table_begin_at_its_left(page: Page, notebook_pages: Server) -> None:
    """Numbers stay at the right, one beneath the other."""
    open_notebook(page, notebook_pages, "08_reading_a_decision")

    table = page.locator("table.dataframe").first
    expect(table.get_by_role("cell", name="Sent by SMS").first).to_have_css("text-align", "left")
    expect(page.get_by_role("cell", name="1262", exact=True)).to_have_css("text-align", "right")


def test_a_page_without_figures_does_not_load_plotly(page: Page, server: Server) -> None:
    """It is the heaviest script there is, and most pages draw nothing."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(server.address("counter"))
    expect(page.get_by_role("button", name="Count")).to_be_visible()

    assert [url for url in asked if "plotly" in url] == []
