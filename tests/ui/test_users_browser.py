"""Who saved what, in a real browser: names come from the proxy, and a page that claims another is not believed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from autoreply_sim.io.store import open_store
from tests.ui.conftest import ROOT, Server, StartServer

pytestmark = pytest.mark.browser

ACCOUNT = "seed_time"
AsUser = Callable[[str], Page]


@pytest.fixture(scope="module")
def store_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the visitors save."""
    return tmp_path_factory.mktemp("store") / "settings.sqlite"


@pytest.fixture(scope="module")
def behind_proxy(start_server: StartServer, store_file: Path) -> Server:
    """The dashboards as they run behind a proxy that names visitors."""
    options = ("--preheat", "0", "--user-header", "X-Forwarded-User")
    return start_server(*options, directory=ROOT / "dashboards", AUTOREPLY_SIM_STORE=str(store_file))


@pytest.fixture
def as_user(browser: Browser) -> Iterator[AsUser]:
    """Open pages as a proxy would have somebody open them."""
    opened: list[Page] = []

    def open_page(name: str) -> Page:
        opened.append(browser.new_context(extra_http_headers={"X-Forwarded-User": name}).new_page())
        return opened[-1]

    yield open_page
    for page in opened:
        page.close(run_before_unload=False)


def save_something(page: Page, server: Server) -> None:
    """Flip a switch and save it."""
    page.goto(server.address("team_cockpit", f"?lang=en&account={ACCOUNT}&section=general"))
    page.locator("label", has=page.locator("#flip-ring_last_advisor")).click(timeout=30_000)
    page.locator("#save").click()
    page.locator("#confirm-save").click()
    expect(page.locator("#dialog")).to_have_count(0)
    expect(page.locator("#save")).to_be_disabled()


def test_the_history_names_both_who_saved(as_user: AsUser, behind_proxy: Server) -> None:
    """Each visitor saves under the name that the proxy gave, whoever runs the server."""
    save_something(as_user("ana"), behind_proxy)
    page = as_user("Ben O’Hara".encode().decode("latin-1"))
    save_something(page, behind_proxy)
    page.locator("#history").click()

    expect(page.locator(".versions")).to_contain_text("Ben O’Hara")
    expect(page.locator(".versions")).to_contain_text("ana")


def test_a_page_that_claims_another_name_is_not_believed(
    as_user: AsUser, behind_proxy: Server, store_file: Path
) -> None:
    """A browser that makes up its signature saves as nobody."""

    def forge(route: Route) -> None:
        route.fulfill(body="boss|99999999999|" + "0" * 64, content_type="text/plain")

    page = as_user("eve")
    page.route("**/whoami", forge)
    save_something(page, behind_proxy)

    with open_store(store_file) as store:
        latest = store.latest(ACCOUNT)
    assert latest is not None
    assert latest.author == "?"
