"""A run shows itself in a notebook: what was sent, the tickets, and nothing that a text could break."""

from __future__ import annotations

from html.parser import HTMLParser

from autoreply_sim.analytics.context import Context
from autoreply_sim.analytics.showing import MOST, run_html
from autoreply_sim.experiment.run import run
from autoreply_sim.io.scenario_load import load, loads

STORY = "data/scenarios/rla-rings-the-advisor-of-the-open-ticket-first.yaml"
HOSTILE = """<script>alert(1)</script>"><img src=x onerror=alert(2)>"""
TELLING = """
version: 1
title: '{title}'
company: {{name: '{name}'}}
customers: {{carla: {{name: '{name}', phone: "+15155550199"}}}}
teams: {{service: {{display_name: '{name}', number: "+15155550100"}}}}
events: [{events}]
"""
TEXT = (
    "{{at: 2026-03-02 {hour:02}:{minute:02}, text: {{from: carla, to: service, channel: sms, body: Hello}}}}"
)


class Page(HTMLParser):
    """The tags of a piece of HTML, the ones left open, and the words a reader sees."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.open: list[str] = []
        self.words: list[str] = []
        self.feed(source)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note the tag; one with a handler of events is noted as such."""
        self.tags |= {tag} | {name for name, _ in attrs if name.startswith("on")}
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Close the tag that was opened last, and no other."""
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        """Note the words, but for those of the style sheet."""
        if self.open and self.open[-1] != "style":
            self.words.append(data)


def shown(scenario_text: str | None = None, language: str = "en") -> str:
    """Return how a story shows itself."""
    told = run(load(STORY) if scenario_text is None else loads(scenario_text))
    return run_html(Context(told.ledger, told.scenario.events, language), told.scenario.title)


def test_a_run_shows_what_was_sent_and_the_tickets() -> None:
    """Who reads what, when by the story's own clock, and who has which ticket at the end."""
    words = Page(shown()).words

    assert "Ring Last Advisor rings the open ticket's advisor first" in words
    assert "events 4 · calls 4 · replies sent 4, not sent 16 · tickets 2" in words
    assert "2026-03-05 11:00" in words
    assert "Customer hangs up" in words
    assert "Carla Diaz, by SMS" in words
    assert {"Ben Cole", "Ana Ruiz"} <= set(words)


def test_a_run_shows_itself_in_french() -> None:
    """Everything but the texts that the company sends, and the names, is French."""
    words = Page(shown(language="fr")).words

    assert {"Le client raccroche", "Carla Diaz, par SMS", "Conseiller", "ouvert"} <= set(words)


def test_names_and_texts_cannot_become_a_page() -> None:
    """A customer who is called like a script is shown by that name, and nothing runs."""
    page = Page(shown(TELLING.format(title=HOSTILE, name=HOSTILE, events=TEXT.format(hour=9, minute=0))))

    assert page.tags <= {"div", "style", "p", "strong", "bdi", "table", "thead", "tbody", "tr", "th", "td"}
    assert page.open == []
    assert f"{HOSTILE}, by SMS" in page.words


def test_a_name_cannot_turn_the_direction_of_what_follows() -> None:
    """Every name and text is isolated, so that a right-to-left name ends where it ends; dollars are no mathematics."""
    html = shown(TELLING.format(title="A", name="مزرعة $x$", events=TEXT.format(hour=9, minute=0)))

    assert "<bdi>مزرعة $x$, by SMS</bdi>" in html
    assert html.startswith('<div class="autoreply-sim run tex2jax_ignore mathjax_ignore">')


def test_an_empty_story_says_that_nothing_came_of_it() -> None:
    """No empty tables: a sentence says that nothing was sent and no ticket made."""
    page = Page(shown(TELLING.format(title="Quiet", name="Prairie", events="")))

    assert "No reply was sent." in page.words
    assert "No ticket was made." in page.words
    assert "table" not in page.tags


def test_a_long_story_is_cut_and_says_so() -> None:
    """A notebook stays readable: the first few are shown, the rest are counted."""
    created = (
        "{{at: 2026-03-02 09:{minute:02}, ticket: {{from: carla, to: service, channel: web, body: Hello}}}}"
    )
    events = ", ".join(created.format(minute=minute) for minute in range(MOST + 3))
    page = Page(shown(TELLING.format(title="Long", name="Prairie", events=events)))

    assert page.words.count("… and 3 more") == 2


def test_the_page_chooses_the_colours() -> None:
    """No colour of text or background is set, so that light and dark pages are both readable."""
    style = shown().split("</style>", maxsplit=1)[0]

    assert "color:" not in style
    assert "background: none" in style


def test_a_scenario_shows_its_teams_and_nobodys_number() -> None:
    """What is on and off, team by team; a name that holds markup is a text."""
    story = loads(TELLING.format(title="A story", name=HOSTILE, events=""))
    page = Page(story._repr_html_())

    assert not {"script", "img", "onerror"} & page.tags
    assert page.open == []
    assert "Ring Last Advisor" in page.words
    assert not [word for word in page.words if "555" in word]


def test_a_drawn_scenario_shows_its_period_in_the_companys_language() -> None:
    """A preset of a French group."""
    shown = load("data/presets/french_group.yaml")._repr_html_()

    assert "180 jours à partir du 2026-01-05" in shown
    assert "Réponses désactivées" in shown


def test_explanations_show_themselves_what_was_sent_first() -> None:
    """A table of the list, and of each decision; in the language of the run."""
    told = run(load(STORY), language="fr")
    decisions = told.explain(told.replies[0].event)
    shown = decisions._repr_html_()

    assert shown.index("Envoyée") < shown.index("Non envoyée")
    assert all(decision.rule in shown for decision in decisions)
    assert decisions[0].rule in decisions[0]._repr_html_()
    assert "Pourquoi" in decisions[0]._repr_html_()
