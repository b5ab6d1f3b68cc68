"""Pictures of every page for the docs, in English and French, on a desk and on a phone: `make screenshots`.

A server of its own with a store of its own, in which two people have saved at fixed times: pictures of the same pages
are the same pictures. To add one, add a `Shot`; the tests say which page has none, and which picture is too large.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from playwright.sync_api import Browser, Page

from autoreply_sim.io.store import open_store
from autoreply_sim.ui.models.accounts import accounts
from autoreply_sim.ui.models.cockpit import Cockpit
from autoreply_sim.ui.words import LANGUAGES
from benchmarks.dashboards import ROOT, browser, served
from benchmarks.png import packed

IMAGES = ROOT / "docs" / "images"
MOST_BYTES = 150_000
SIZES = {1440: 900, 390: 844}
"""The windows: a desk's and a phone's width, and their heights."""

_SAVES = (
    ("Ana Ruiz", "ring_last_advisor", "Whoever knows the case picks up", 1_772_460_000_000),
    ("Ben Cole", "tickets_for_missed_calls", "A missed call is a lead", 1_773_070_920_000),
)
"""What was saved before: by whom, which switch, the note, when (UTC milliseconds)."""

_READY_MS = 90_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Shot:
    """One picture: its name, what somebody does for it after the picture before, and what it is about."""

    name: str
    do: Callable[[Page, str, str], object]
    """Called with the page, the server's address and the language."""
    about: str
    """What must be there, as a CSS selector; it is scrolled to if it begins below the window."""


def _cockpit(query: str) -> Callable[[Page, str, str], object]:
    return lambda page, address, language: page.goto(
        f"{address}voila/render/team_cockpit.ipynb?lang={language}&{query}"
    )


def _click(*selectors: str) -> Callable[[Page, str, str], object]:
    """Click one after the other, as a script does: what is drawn over a field is no obstacle."""

    def click(page: Page, _: str, __: str) -> None:
        for selector in selectors:
            page.locator(selector).first.wait_for(state="attached", timeout=_READY_MS)
            page.locator(selector).first.dispatch_event("click")

    return click


SHOTS = (
    Shot(name="landing", do=lambda page, address, lang: page.goto(f"{address}?lang={lang}"), about=".card"),
    Shot(name="settings", do=_cockpit("page=settings&section=after_hours_calls"), about=".preview"),
    Shot(name="schedules", do=_click("#open-schedules"), about="#open-schedules[aria-current]"),
    Shot(
        name="year", do=_click("#go-year", "#try-after_hours_calls-enabled"), about=".year-head .is-different"
    ),
    Shot(name="events", do=_click(".bars button.number"), about="#behind"),
    Shot(name="check_up", do=_click(".behind button", "#go-check_up"), about=".part-checkup .tally"),
    Shot(name="compare", do=_click("#go-compare", "#compare"), about="#result-title"),
    Shot(name="history", do=_click("#history"), about=".versions"),
    Shot(name="save", do=_click("#dialog-close", "#save"), about="#confirm-save"),
    Shot(
        name="explorer",
        do=lambda page, address, lang: page.goto(
            f"{address}voila/render/scenario_explorer.ipynb?lang={lang}"
        ),
        about="#story .about",
    ),
    Shot(
        name="writing",
        do=_click("#writing-copy", "#add-call", "#form-done"),
        about="#writing-form:has(.came a)",
    ),
)


def main() -> None:
    """Make all pictures anew; name those that are too large for the docs."""
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder) / "settings.sqlite"
        save_before(store)
        with served(store, "--max-sessions", "20") as address, browser() as chromium:
            for language in LANGUAGES:
                for width in SIZES:
                    picture_all(chromium, address, language, width)
    large = [path.name for path in IMAGES.glob("*.png") if path.stat().st_size > MOST_BYTES]
    print(f"{len(SHOTS) * len(LANGUAGES) * len(SIZES)} pictures in {IMAGES}; too large: {large or 'none'}")


def picture(name: str, language: str, width: int) -> Path:
    """Return where a picture is kept."""
    return IMAGES / f"{name}-{language}-{width}.png"


def save_before(store: Path) -> None:
    """Have two people save something in the account that opens first."""
    for author, switch, note, at_ms in _SAVES:
        with open_store(store, clock_ms=partial(int, at_ms)) as opened:
            cockpit = Cockpit(accounts({}), opened, author)
            cockpit.open("")
            team = cockpit.saved.world.teams[0].key
            cockpit.set(("teams", team, switch), not cockpit.value(("teams", team, switch)))
            cockpit.save(note)


def picture_all(chromium: Browser, address: str, language: str, width: int) -> None:
    """Make every picture in a language and a width, one after the other in the same window."""
    context = chromium.new_context(
        viewport={"width": width, "height": SIZES[width]}, device_scale_factor=1, reduced_motion="reduce"
    )
    page = context.new_page()
    page.on("dialog", lambda dialog: dialog.accept())
    for shot in SHOTS:
        shot.do(page, address, language)
        about = page.locator(shot.about).first
        about.wait_for(timeout=_READY_MS)
        _bring_into_sight(page, shot.about)
        page.wait_for_timeout(300)  # what is drawn next, and the last transition
        seen = page.screenshot(animations="disabled", caret="hide")
        picture(shot.name, language, width).write_bytes(packed(seen))
    page.goto("about:blank")
    context.close()


def _bring_into_sight(page: Page, about: str) -> None:
    """Scroll to the top, and from there to what the picture is about if that is out of sight."""
    page.evaluate(
        "(about) => { scrollTo(0, 0); const found = document.querySelector(about);"
        " if (found.getBoundingClientRect().top > innerHeight - 120) found.scrollIntoView({ block: 'start' });"
        " scrollTo(0, scrollY); }",
        about,
    )


if __name__ == "__main__":
    main()
