"""The editor of a reply in a real browser, on a page that holds nothing else."""

from __future__ import annotations

import re
import textwrap

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.ui.conftest import Server, StartServer, write_notebook
from tests.ui.preview_worlds import OFFICE

pytestmark = pytest.mark.browser

_DEMO = """
import dataclasses, ipywidgets, json
from autoreply_sim.io.scenario_load import loads
from autoreply_sim.ui.bridge import Bridge
from autoreply_sim.ui.components.live import Live
from autoreply_sim.ui.components.look import look
from autoreply_sim.ui.components.preview import preview_html
from autoreply_sim.ui.models.preview import preview, with_replacements

world = loads({story!r}, origin="office.yaml").world
reply = "request_approval"
now = {{"settings": world.teams[0].settings.replies[reply], "channel": "sms", "good": None}}
bridge = Bridge()

def draw(*_):
    language = bridge.lang or "en"
    more = dict(channel=now["channel"], language=language, last_good=now["good"])
    seen = preview(world, "service", reply, now["settings"], **more)
    now["good"] = seen.good
    live.html = preview_html(seen, language)

def save(**keys):
    now["settings"] = dataclasses.replace(now["settings"], **keys)
    draw()

def by(_, value):
    now["channel"] = value
    draw()

live = Live("preview", {{
    "write": lambda _, value: save(text=value),
    "show": lambda at, value: save(show=dict(now["settings"].show) | {{json.loads(at)[-1]: value}}),
    "reset": lambda *_: save(text=None),
    "replace": lambda *_: save(text=with_replacements(now["settings"].text)),
    "channel": by,
}})
bridge.when_ready(draw)
bridge.observe(draw, "lang")
ipywidgets.VBox([look("preview"), bridge, live])
"""


@pytest.fixture(scope="module")
def editors(start_server: StartServer, tmp_path_factory: pytest.TempPathFactory) -> Server:
    """A server of one page with nothing but an editor."""
    folder = tmp_path_factory.mktemp("editors")
    write_notebook(folder, "editor", textwrap.dedent(_DEMO.format(story=OFFICE)))
    return start_server("--preheat", "0", directory=folder)


def open_editor(page: Page, server: Server, query: str = "?lang=en") -> None:
    """Open the page and wait until the editor is there."""
    page.goto(server.address("editor", query))
    expect(page.locator("#preview-text")).to_be_visible(timeout=30_000)


def test_a_field_goes_where_the_caret_is(page: Page, editors: Server) -> None:
    """By mouse and by keyboard; the text keeps the focus, the caret stands behind the field, undo takes it back."""
    open_editor(page, editors)
    text, bubble = page.get_by_label("Text", exact=True), page.locator(".bubble")
    text.fill("Dear , hello")
    page.evaluate("document.getElementById('preview-text').setSelectionRange(5, 5)")
    page.get_by_role("button", name="The customer's name", exact=True).click()
    expect(text).to_have_value("Dear {{ customer_name }}, hello")
    expect(text).to_be_focused()
    page.keyboard.type("!")
    expect(text).to_have_value("Dear {{ customer_name }}!, hello")
    expect(bubble).to_have_text("Dear Jo!, hello")

    page.get_by_role("button", name="The ticket's number", exact=True).focus()
    page.keyboard.press("Enter")
    expect(text).to_have_value("Dear {{ customer_name }}!{{ ticket_number }}, hello")
    expect(bubble).to_have_text("Dear Jo!128, hello")
    page.keyboard.press("Control+z")
    expect(text).to_have_value("Dear {{ customer_name }}!, hello")


def test_a_field_goes_to_the_end_of_a_text_that_nobody_has_touched(page: Page, editors: Server) -> None:
    """There is no caret yet, and a field before the greeting is never meant."""
    open_editor(page, editors)
    page.get_by_role("button", name="The team's name", exact=True).click()

    assert page.get_by_label("Text", exact=True).input_value().endswith("{{ link }}{{ team_name }}")


def test_a_dear_character_is_named_and_replaced(page: Page, editors: Server) -> None:
    """The status says what it costs; one click writes the text without it; the default can be had back."""
    open_editor(page, editors)
    text = page.get_by_label("Text", exact=True)
    text.fill("L’accord : {{ link }} " + "x" * 40)
    status = page.get_by_role("status", name="What it costs")
    expect(status).to_contain_text("One character makes it 2 segments instead of 1: “’” (curly apostrophe)")
    page.get_by_role("button", name="Replace them in the text").click()
    expect(status).to_contain_text("1 segment")
    expect(text).to_have_value("L'accord : {{ link }} " + "x" * 40)
    page.get_by_role("button", name="Back to our default text").click()
    expect(page.get_by_text("This is our default text.")).to_be_visible()
    expect(page.locator(".bubble")).to_contain_text("besoin de votre accord")


def test_a_wrong_text_is_told_and_the_last_good_one_stays(page: Page, editors: Server) -> None:
    """By another channel, too."""
    open_editor(page, editors)
    text = page.get_by_label("Text", exact=True)
    text.fill("Bonjour {{ customer_name }}")
    expect(page.locator(".bubble")).to_have_text("Bonjour Jo")
    text.fill("Bonjour {{ customer_nam }}")
    expect(page.get_by_role("alert")).to_contain_text("did you mean 'customer_name'?")
    expect(page.locator(".bubble")).to_have_text("Bonjour Jo")
    page.get_by_role("radio", name="WhatsApp").check()
    expect(page.get_by_role("status", name="What it costs")).to_have_count(0)
    expect(page.locator(".phone.whatsapp .bubble")).to_have_text("Bonjour Jo")


@pytest.mark.parametrize(
    ("language", "scheme", "width"),
    [("en", "light", 390), ("fr", "dark", 390), ("fr", "light", 1440), ("en", "dark", 2560)],
)
def test_the_editor_fits_and_is_accessible(
    page: Page, editors: Server, language: str, scheme: str, width: int
) -> None:
    """Nothing to scroll sideways, and axe finds no fault, with offenders, warnings and problems in sight."""
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    open_editor(page, editors, f"?lang={language}")
    page.locator("#preview-text").fill("L’été 😀 «\u00a0{{ customer_name }}\u00a0» " + "x" * 60)
    expect(page.locator(".bubble")).to_contain_text("L’été")
    for channel in ("SMS", "WhatsApp", "Web", "App"):
        page.get_by_role("radio", name=re.compile(rf"\b{channel}", re.IGNORECASE)).check()
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        found = Axe().run(page, context=".preview")
        assert found.violations_count == 0, found.generate_report()
    page.locator("#preview-text").fill("L’été {{ x }}")
    expect(page.get_by_role("alert")).to_contain_text("x")
    found = Axe().run(page, context=".preview")
    assert found.violations_count == 0, found.generate_report()
