"""The pieces of the explorer's page as HTML and widgets, without a browser."""

from __future__ import annotations

import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from autoreply_sim.experiment.variant import TEAM_SETTINGS, Setting
from autoreply_sim.ui.components.drawing import unwire, wire
from autoreply_sim.ui.components.explorer import PARTS, explorer_page, library_html, panel_html, summary
from autoreply_sim.ui.components.live import Live
from autoreply_sim.ui.explorer import show
from autoreply_sim.ui.guard import Guard
from autoreply_sim.ui.models.compare import Differences
from autoreply_sim.ui.models.explorer import Explorer
from autoreply_sim.ui.models.library import Library
from tests.ui.explorer_stories import HOSTILE, LIBRARY, STORY, explorer_of

VOID = {"input", "br", "path"}
HANGS_UP = Setting("service", "enabled", "customer_hangs_up")


class Outline(HTMLParser):
    """Reads HTML strictly: what is opened must be closed, in order; ids must be unique."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: set[str] = set()
        self.ids: list[str] = []
        self.handlers: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Remember the element and what it carries."""
        self.tags.add(tag)
        self.ids += [value or "" for name, value in attrs if name == "id"]
        self.handlers += [name for name, _ in attrs if name.startswith("on")]
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A picture's path closes itself."""

    def handle_endtag(self, tag: str) -> None:
        """Close the element that was opened last."""
        assert self.open.pop() == tag


def outline(html: str) -> Outline:
    """The outline of a piece of a page."""
    reader = Outline()
    reader.feed(html)
    reader.close()
    assert reader.open == []
    return reader


def whole(explorer: Explorer) -> str:
    """Everything on the page."""
    return library_html(explorer) + "".join(html(explorer) for html in PARTS.values())


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_story_of_the_library_can_be_shown_as_saved_and_flipped(language: str) -> None:
    """Well-formed, no id twice, nothing left unsaid."""
    explorer = Explorer(Library(LIBRARY))
    explorer.speak(language)
    for entry in explorer.library.entries:
        explorer.open(entry.name)
        assert explorer.page.told is not None, entry.name
        explorer.look_at(editing="after_hours_texts")
        for name in TEAM_SETTINGS:
            switch = next(s for s in explorer.page.told.panel.switches if s.setting.name == name)
            explorer.flip(switch.setting, not switch.is_on)
        found = outline("".join(html(explorer) for html in PARTS.values()))
        assert len(found.ids) == len(set(found.ids)), entry.name


def test_what_people_wrote_is_text_and_never_markup(tmp_path: Path) -> None:
    """Titles, names, messages, replies, searches: nothing of them becomes an element or an attribute."""
    plain, hostile = (
        explorer_of(tmp_path, **{name: text}) for name, text in [("plain", STORY), ("hostile", HOSTILE)]
    )
    hostile.library.search = "\"><script>alert('search')</script>"
    hostile.open("hostile")
    hostile.flip(Setting("service", "enabled", "customer_sends_first_chat"), value=False)
    hostile.look_at(editing="customer_hangs_up")
    hostile.write(
        Setting("service", "text", "customer_hangs_up"), "</textarea><script>alert(1)</script>{{ x }}"
    )
    found = outline(whole(hostile))

    assert not found.tags & {"script", "img", "i"}
    assert found.handlers == []
    assert found.tags - outline(whole(plain)).tags <= {"textarea", "h6", "fieldset", "legend", "code", "dt", "dd"} | {
        "dl", "strong", "blockquote", "select", "option"
    }  # fmt: skip
    assert "&lt;script&gt;" in whole(hostile)


def test_a_line_says_what_differs() -> None:
    """Counted, in the language of the page."""
    some = Differences(replies=2, tickets=1, calls=0, reasons=0)

    assert summary(some, "en") == "2 replies differ, 1 ticket differs"
    assert summary(some, "fr") == "2 réponses diffèrent, 1 ticket diffère"
    assert (
        summary(Differences(replies=0, tickets=0, calls=0, reasons=0), "en")
        == "Nothing differs in this story."
    )


def test_only_the_error_speaks_while_a_text_is_wrong(tmp_path: Path) -> None:
    """A screen reader hears the alert; the line that says what differs is silent until the text is mended."""
    explorer = explorer_of(tmp_path, story=STORY)
    text = Setting("service", "text", "customer_hangs_up")
    explorer.look_at(editing="customer_hangs_up")
    explorer.write(text, "{{ x }}")
    wrong = panel_html(explorer)
    explorer.write(text, "Sorry!")
    mended = panel_html(explorer)

    assert '<p role="status" aria-live="off">' in wrong
    assert '<bdi lang="en">' in wrong
    assert '<p role="status">' in mended


def test_french_agrees_and_sets_its_colons(tmp_path: Path) -> None:
    """A reply is feminine, a ticket masculine; the colon stands behind a no-break space."""
    explorer = explorer_of(tmp_path, story=STORY)
    explorer.speak("fr")
    explorer.flip(Setting("service", "tickets_for_missed_calls"), value=True)
    explorer.flip(HANGS_UP, value=False)

    assert "Envoyée\u00a0: Le client raccroche" in PARTS["story"](explorer)
    assert ">supprimée</strong>" in PARTS["story"](explorer)
    assert ">nouveau</strong>" in PARTS["tickets"](explorer)
    assert re.search(r"\w: ", re.sub(r"<pre.*?</pre>|<bdi.*?</bdi>", "", panel_html(explorer))) is None


def test_the_button_says_that_the_file_holds_phone_numbers(tmp_path: Path) -> None:
    """The file is handed out as it is: whoever passes it on is told what is in it."""
    head = PARTS["head"](explorer_of(tmp_path, story=STORY))

    assert 'title="The file as it is, with the customers’ names and phone numbers"' in head


def test_a_setting_travels_to_the_browser_and_back() -> None:
    """A team's key may hold anything, a slash too."""
    setting = Setting("service/parts", "enabled", "customer_hangs_up")

    assert unwire(wire(setting)) == setting
    assert unwire(wire(Setting("service", "ring_last_advisor"))) == Setting("service", "ring_last_advisor")


@pytest.fixture
def parts(tmp_path: Path) -> dict[str, Live]:
    """The widgets of a page, by name."""
    return named(explorer_page(explorer_of(tmp_path, story=STORY), lambda action: action, {}))


def named(page: Any) -> dict[str, Live]:
    """The pieces of a page by the name in their class."""
    return {live._dom_classes[0].removeprefix("part-"): live for live in page.children}


def test_flipping_a_switch_draws_what_changes_and_nothing_else(parts: dict[str, Live]) -> None:
    """The list and the head keep their HTML, so that nothing of them is sent to the browser."""
    drawn: list[str] = []
    for name, live in parts.items():
        live.observe(lambda _, name=name: drawn.append(name), "html")
    parts["panel"].do("flip", wire(HANGS_UP), value=False)

    assert drawn == ["panel", "phone", "story", "rules"]
    assert "1 reply differs" in parts["panel"].html
    assert "is-gone" in parts["story"].html


def test_everything_on_the_page_can_be_done(parts: dict[str, Live]) -> None:
    """Search, filter, choose, edit, revert: each by what the browser sends."""
    parts["library"].do("search", value="nothing like this")
    assert "No story fits" in parts["library"].html
    parts["library"].do("clear")
    parts["library"].do("reply", value="customer_hangs_up")
    parts["library"].do("verdict", value="sent")
    parts["library"].do("rule", value="R-MSG-1")
    assert "A call and a text" in parts["library"].html
    parts["phone"].do("customer", value="dan")
    assert "Dan Fox" in parts["phone"].html
    parts["panel"].do("edit", "customer_hangs_up")
    parts["panel"].do("write", wire(Setting("service", "text", "customer_hangs_up")), "{{ nothing }}")
    assert "This text is not used" in parts["panel"].html
    parts["panel"].do("revert", wire(Setting("service", "text", "customer_hangs_up")))
    assert "This text is not used" not in parts["panel"].html
    parts["panel"].do("send_as", wire(Setting("service", "sender", "customer_hangs_up")), "team")
    assert "this is Prairie Service" in parts["story"].html
    parts["panel"].do("team", value="parts")
    parts["panel"].do("revert_all")
    assert "As saved." in parts["panel"].html
    parts["library"].do("open", "nowhere")
    assert "There is no story called" in parts["head"].html


def test_what_a_browser_makes_up_does_nothing(parts: dict[str, Live]) -> None:
    """Unknown actions, messages of any shape: no error, no change."""
    before = {name: live.html for name, live in parts.items()}
    heard: Callable[..., None] = parts["panel"]._heard
    for said in [
        {"do": "nothing"},
        {"do": ["flip"]},
        "flip",
        None,
        {},
        {"do": "edit", "with": "nothing", "value": {}},
    ]:
        heard(None, said, [])

    assert {name: live.html for name, live in parts.items()} == before


def test_an_error_of_an_action_shows_in_place(tmp_path: Path) -> None:
    """The guard goes around every action."""
    guard = Guard()
    parts = named(explorer_page(explorer_of(tmp_path, story=STORY), guard, {}))
    parts["panel"].do("flip", "nobody/ring_last_advisor/", value=True)

    assert 'role="alert"' in guard.box.value


def test_the_dashboard_can_be_made_without_a_browser() -> None:
    """Style sheet, errors, page; the pieces wait for the browser to say what to open."""
    look, _, page = show(LIBRARY).children

    assert ".explorer" in look.value
    assert list(named(page)) == ["library", "head", "writing", *list(PARTS)[1:], "story-takeaway"]
    assert f"{len(list(LIBRARY.glob('*.yaml')))} stories" in named(page)["library"].html
