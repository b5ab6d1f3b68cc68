"""The editor and the preview of a reply as HTML, without a browser."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from autoreply_sim.rules.catalog import REPLY_KEYS
from autoreply_sim.ui.components.look import look
from autoreply_sim.ui.components.preview import preview_html
from autoreply_sim.ui.models.preview import preview
from autoreply_sim.ui.models.preview_channels import channels_of
from tests.ui.preview_worlds import hostile, office, prairie, written
from tests.ui.test_explorer_pieces import outline

DEAR = "L’été 😀 «\u00a0{{ customer_name }}\u00a0» ç\t" + "x" * 60


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("reply", REPLY_KEYS)
def test_every_reply_can_be_drawn_by_each_of_its_channels(reply: str, language: str) -> None:
    """Well-formed, no id twice, nothing left unsaid; good texts, dear ones and broken ones."""
    for text in (None, DEAR, "{{ x"):
        for channel in channels_of(reply):
            world = office()
            settings = replace(world.teams[0].settings.replies[reply], text=text)
            html = preview_html(
                preview(world, "service", reply, settings, channel=channel, language=language), language
            )
            found = outline(html)
            assert len(found.ids) == len(set(found.ids))
            assert found.handlers == []


def test_what_people_wrote_is_text_and_never_markup() -> None:
    """Names of customers, teams and companies, and the text itself."""
    text = "</textarea></p><script>alert(1)</script>{{ customer_name }}{{ sender_name }}{{ team_name }}"
    html = preview_html(written(text, world=hostile()), "en")
    plain = preview_html(written(DEAR, world=prairie()), "en")

    assert not outline(html).tags - outline(plain).tags
    assert outline(html).handlers == []
    assert "&lt;script&gt;" in html


def test_a_screen_reader_hears_the_cost_and_not_the_alert_and_the_cost() -> None:
    """The counters are a polite status; while the text is wrong only its problems speak."""
    good = preview_html(written("Hello"), "en")
    wrong = preview_html(written("{{ x }}"), "en")

    assert '<div class="cost" role="status" aria-label' in good
    assert "This text cannot be saved yet" not in good
    assert '<div class="cost" role="status" aria-live="off"' in wrong
    assert 'aria-invalid="true"' in wrong
    assert 'class="phone sms is-stale"' in wrong


def test_the_message_is_in_the_companys_language_and_the_page_in_its_own() -> None:
    """So that it is read out as it is written."""
    html = preview_html(written(world=office()), "en")

    assert re.search(r'<p class="bubble" dir="auto" lang="fr">Bonjour', html)
    assert "What the customer sees" in html


def test_only_a_text_of_the_teams_own_can_go_back() -> None:
    """The button is there when there is something to go back from."""
    assert 'data-do="reset"' not in preview_html(written(), "en")
    assert 'data-do="reset"' in preview_html(written("Hello"), "en")


def test_only_what_can_be_replaced_is_offered_to_be() -> None:
    """With what it would cost then."""
    dear = preview_html(written("L’été à Paris, {{ customer_name }} " + "x" * 60), "en")

    assert 'data-do="replace"' in dear
    assert "With these replacements: <bdi>GSM-7</bdi>, 1 segment" in dear
    assert 'data-do="replace"' not in preview_html(written("Hello 😀"), "en")


def test_french_sets_its_spaces() -> None:
    """A no-break space before a colon and within guillemets."""
    html = preview_html(written("Hello ’" + "x" * 100), "fr")
    own_words = re.sub(
        r"<textarea.*?</textarea>|<bdi.*?</bdi>|<svg.*?</svg>|<p class=\"bubble.*?</p>|<[^>]*>",
        "",
        html,
        flags=re.DOTALL,
    )

    assert "Un seul caractère fait passer le message à 2 segments au lieu de 1\u00a0:" in html
    assert re.search(r" [:;?!»]|« ", own_words) is None


def test_style_sheets_are_shown_by_name() -> None:
    """A page shows those of its pieces, and what all pages share."""
    assert ".preview" in look("preview").value
    assert ".sheet" in look().value
    assert ".explorer" in look("explorer", "preview").value
