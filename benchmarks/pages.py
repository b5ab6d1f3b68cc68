"""How soon a page is there, and how soon the year answers a toggle: seen by the browser, and at the server alone.

    python -m benchmarks.pages [--repeats 10] [--toggles 30] [--markdown]

Starts a server with preheated sessions and drives Chromium. The goals: something to see within 1 s, usable within 3 s.
`--markdown` writes the tables into docs/performance.md.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from collections.abc import Iterable, Sequence
from pathlib import Path

from playwright.sync_api import Browser, Page

from autoreply_sim.io.store import open_store
from autoreply_sim.ui.components.year import year_html
from autoreply_sim.ui.models.accounts import accounts
from autoreply_sim.ui.models.certainty import Certainty
from autoreply_sim.ui.models.cockpit import LISTED, Cockpit
from autoreply_sim.ui.models.year_view import YearView
from benchmarks.dashboards import browser, served, wait_until_preheated
from benchmarks.page import PAGE, machine, written_into
from benchmarks.tables import Table

_RENDER = "voila/render"
PAGES = {
    "Landing page": ("", ".card"),
    "Settings": (f"{_RENDER}/team_cockpit.ipynb?page=settings", "#section"),
    "The year": (f"{_RENDER}/team_cockpit.ipynb?page=year", ".part-year .tile"),
    "Check-up": (f"{_RENDER}/team_cockpit.ipynb?page=check_up", ".part-checkup .tally"),
    "Compare": (f"{_RENDER}/team_cockpit.ipynb?page=compare", "#choose-title"),
    "Scenario explorer": (f"{_RENDER}/scenario_explorer.ipynb", "#story"),
}
"""Each page's address, and what is there once it can be used."""

_KERNELS = 2
_SETTLE_S = 10.0
"""How long a preheated session is left alone before somebody comes, as on a server that is not in a hurry."""

_WATCH = """
(selector) => {
  window.usable = new Promise((told, failed) => {
    setTimeout(() => failed(new Error(`no ${selector}, but: ${document.body.innerText}`)), 60000);
    const seen = new MutationObserver(() => {
      if (!document.querySelector(selector)) return;
      seen.disconnect();
      requestAnimationFrame(() => told(performance.now()));
    });
    seen.observe(document, { childList: true, subtree: true });
  });
}
"""
_PAINT = """
() => new Promise((told) => {
  const seen = (entries) => {
    const first = entries.getEntriesByName("first-contentful-paint")[0];
    if (first) told(first.startTime);
  };
  new PerformanceObserver(seen).observe({ type: "paint", buffered: true });
})
"""
_TOGGLE = """
(id) => new Promise((told) => {
  const figures = document.querySelector(".part-year");
  const began = performance.now();
  const seen = new MutationObserver(() => {
    seen.disconnect();
    requestAnimationFrame(() => told(performance.now() - began));
  });
  seen.observe(figures, { childList: true, subtree: true, characterData: true, attributes: true });
  document.getElementById(id).click();
})
"""


def main() -> None:
    """Measure, print the tables, and write them if that is asked for."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.pages", description="Measure the pages.")
    parser.add_argument("--repeats", type=int, default=10, help="how often each page is opened")
    parser.add_argument("--toggles", type=int, default=30, help="how many toggles are clicked")
    parser.add_argument("--markdown", action="store_true", help=f"write the tables into {PAGE.name}")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder) / "settings.sqlite"
        at_server = toggles_at_server(store, asked.toggles)
        with served(store, "--max-sessions", "20") as address, browser() as chromium:
            opened = {name: _opened(chromium, address, name, asked.repeats) for name in PAGES}
            seen = toggles_seen(chromium, address, asked.toggles)
    found = [pages_table(opened), toggles_table(seen, at_server)]
    print(machine(), *(table.text() for table in found), sep="\n\n")
    if asked.markdown:
        PAGE.write_text(written_into(PAGE.read_text(encoding="utf-8"), found), encoding="utf-8")


def _opened(chromium: Browser, address: str, name: str, repeats: int) -> list[tuple[float, float]]:
    """Return of each visit the milliseconds to the first paint and until the page could be used."""
    path, selector = PAGES[name]
    return [_visit(chromium, address, path, selector) for _ in range(repeats)]


def _visit(chromium: Browser, address: str, path: str, selector: str) -> tuple[float, float]:
    wait_until_preheated(address, _KERNELS)
    if path:
        time.sleep(_SETTLE_S)
    # A new context has an empty cache: every visit is a first one.
    context = chromium.new_context()
    page = context.new_page()
    page.add_init_script(f"({_WATCH})({selector!r})")
    page.goto(address + path)
    usable = float(page.evaluate("() => window.usable"))
    found = float(page.evaluate(_PAINT)), usable
    _leave(page)
    context.close()
    return found


def toggles_seen(chromium: Browser, address: str, count: int) -> list[float]:
    """Return the milliseconds from each click until the year's figures stood on the page."""
    page = chromium.new_page()
    page.goto(address + PAGES["The year"][0])
    page.wait_for_selector(PAGES["The year"][1], timeout=60_000)
    page.evaluate(_TOGGLE, "try-ring_last_advisor")  # the second side of the page comes with the first change
    found = [float(page.evaluate(_TOGGLE, f"try-{reply}-enabled")) for reply in _in_turn(LISTED, count)]
    _leave(page)
    return found


def toggles_at_server(store: Path, count: int) -> list[float]:
    """Return the milliseconds that the year takes to be lived through, counted and written, for each toggle."""
    with open_store(store) as opened:
        cockpit = Cockpit(accounts(), opened)
        cockpit.open("")
        cockpit.go(page="year", team=cockpit.base.world.teams[0].key if cockpit.base else "")
        view, certainty = YearView(cockpit), Certainty(cockpit, lambda do: do())
        year_html(view, certainty)
        found = []
        for reply in _in_turn(LISTED, count):
            at = cockpit.at("auto_replies", reply, "enabled")
            began_s = time.perf_counter()
            cockpit.set(at, not cockpit.value(at))
            year_html(view, certainty)
            found.append((time.perf_counter() - began_s) * 1_000)
    return found


def _in_turn(replies: Sequence[str], count: int) -> list[str]:
    return [replies[place % len(replies)] for place in range(count)]


def _leave(page: Page) -> None:
    """Close a page so that its session ends, whatever is unsaved in it."""
    page.on("dialog", lambda dialog: dialog.accept())
    page.goto("about:blank")
    page.close()


def pages_table(opened: dict[str, list[tuple[float, float]]]) -> Table:
    """Return how soon each page was there."""
    head = ("Page, milliseconds", "first paint", "95 of 100", "usable", "95 of 100")
    rows = [
        (
            name,
            *_middle_and_late(paint for paint, _ in visits),
            *_middle_and_late(usable for _, usable in visits),
        )
        for name, visits in opened.items()
    ]
    return Table(name="pages", head=head, rows=tuple(rows))


def toggles_table(seen: Sequence[float], at_server: Sequence[float]) -> Table:
    """Return how soon the year answered."""
    rows = (
        ("click until the figures stand on the page", *_middle_and_late(seen)),
        ("of which at the server: the year and its HTML", *_middle_and_late(at_server)),
    )
    return Table(
        name="toggles", head=("A toggle of the year, milliseconds", "median", "95 of 100"), rows=rows
    )


def _middle_and_late(found: Iterable[float]) -> tuple[str, str]:
    """Return the median and the 95th percentile as text."""
    all_of_them = list(found)
    late = (
        statistics.quantiles(all_of_them, n=20, method="inclusive")[-1]
        if len(all_of_them) > 1
        else all_of_them[0]
    )
    return f"{statistics.median(all_of_them):,.0f}", f"{late:,.0f}"


if __name__ == "__main__":
    main()
