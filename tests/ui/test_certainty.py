"""How sure the year's first numbers are: drawn when somebody asks, marked when the draft moves on, never pretended."""

from __future__ import annotations

from threading import Event

import pytest

from autoreply_sim.io.store import Store
from autoreply_sim.ui.components.live import Live
from autoreply_sim.ui.components.parts import live_part
from autoreply_sim.ui.components.year import follow_draft, year_parts
from autoreply_sim.ui.guard import Guard
from autoreply_sim.ui.models.certainty import Certainty
from autoreply_sim.ui.models.cockpit import Cockpit
from autoreply_sim.ui.models.compare_page import CompareView
from autoreply_sim.ui.models.year_page import TILES
from autoreply_sim.ui.models.year_view import YearView
from autoreply_sim.ui.words import words
from tests.ui.cockpit_desk import cockpit_of, flip


@pytest.fixture
def cockpit(store: Store) -> Cockpit:
    """The shop on the page of the year."""
    opened = cockpit_of(store)
    opened.go(page="year")
    return opened


def page_of(cockpit: Cockpit) -> tuple[Certainty, Live]:
    """The question how sure the year is, and the piece that asks it."""
    certainty, guard = Certainty(cockpit, lambda do: do()), Guard()
    follow_draft(certainty, guard)
    comparison = CompareView(cockpit, lambda do: do())
    return certainty, live_part(
        cockpit, guard, year_parts(YearView(cockpit), comparison, certainty, lambda *_: None)[0]
    )


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_first_number_has_its_interval_when_somebody_asks(cockpit: Cockpit, language: str) -> None:
    """In place, of the draft, of what is saved and of the difference; until then the page says that it drew once."""
    cockpit.speak(language)
    flip(cockpit)
    certainty, live = page_of(cockpit)
    assert words(language)["sure_one_year"] in live.html
    live.do("how_sure")
    certainty.work.wait()
    ranges = certainty.ranges()

    assert ranges is not None
    assert set(ranges.by_key) == set(TILES)
    sent = ranges.by_key["replies"]
    between = " to " if language == "en" else " à "
    assert all(between in said for said in (sent.saved, sent.tried, sent.difference))
    assert sent.difference in live.html
    assert 'id="how-sure"' not in live.html


def test_a_number_that_no_drawing_changes_has_no_false_interval(cockpit: Cockpit) -> None:
    """Pairs that never differ, or too few, are said as they are."""
    flip(cockpit)
    certainty, live = page_of(cockpit)
    live.do("how_sure")
    certainty.work.wait()
    ranges = certainty.ranges()

    assert ranges is not None
    assert "no replication differs" in ranges.by_key["answered_share"].difference


def test_as_saved_there_is_no_difference_to_be_sure_of(cockpit: Cockpit) -> None:
    """One interval for each number."""
    certainty, live = page_of(cockpit)
    live.do("how_sure")
    certainty.work.wait()
    ranges = certainty.ranges()

    assert ranges is not None
    assert all(one.difference == "" for one in ranges.by_key.values())
    assert words("en")["difference_is"] not in live.html


def test_intervals_are_outdated_as_soon_as_the_draft_changes(cockpit: Cockpit) -> None:
    """They stay, marked, and can be had again; going back makes them true again."""
    certainty, live = page_of(cockpit)
    live.do("how_sure")
    certainty.work.wait()
    flip(cockpit)
    assert words("en")["settings_changed_since"] in live.html
    assert words("en")["how_sure_again"] in live.html
    cockpit.undo()
    assert words("en")["settings_changed_since"] not in live.html
    assert 'id="how-sure"' not in live.html


def test_what_is_drawn_for_a_draft_that_has_changed_is_given_up(cockpit: Cockpit) -> None:
    """So that no switch waits for it; and the page says so."""
    certainty, live = page_of(cockpit)
    held = Event()
    live.do("how_sure")
    certainty.work.wait()
    certainty.work.start(lambda _: held.wait())
    assert "cancel-sure" in live.html
    flip(cockpit)
    held.set()

    assert certainty.work.state == "cancelled"
    assert words("en")["sure_overtaken"] in live.html


def test_somebody_may_cancel(cockpit: Cockpit) -> None:
    """Nothing is kept then, and it can be asked again."""
    certainty, live = page_of(cockpit)
    held = Event()
    certainty.work.start(lambda _: held.wait())
    live.do("cancel")
    held.set()

    assert certainty.ranges() is None
    assert "how-sure" in live.html
