"""The contacts whose experience a comparison changes: the first of them, more when asked for, all to take away."""

from __future__ import annotations

import io
from threading import Event

import pandas as pd
import pytest

from autoreply_sim.io.store import Store
from autoreply_sim.ui.components.compare import compare_parts
from autoreply_sim.ui.components.live import Live
from autoreply_sim.ui.components.parts import live_part
from autoreply_sim.ui.components.reports import hand_over_when_written
from autoreply_sim.ui.guard import Guard
from autoreply_sim.ui.models.cockpit import Cockpit
from autoreply_sim.ui.models.compare_contacts import MORE_CHANGED, MOST_CHANGED
from autoreply_sim.ui.models.compare_page import CompareView
from tests.ui.cockpit_desk import cockpit_of, flip

LISTED = 'data-key="contact-'


@pytest.fixture
def cockpit(store: Store) -> Cockpit:
    """The shop on the page of comparisons, with a draft that many notice."""
    opened = cockpit_of(store)
    for reply in ("customer_hangs_up", "customer_sends_first_chat", "after_successful_call"):
        flip(opened, reply)
    opened.go(page="compare")
    return opened


def compared(cockpit: Cockpit) -> tuple[CompareView, Live]:
    """A comparison, and the piece that shows it."""
    view = CompareView(cockpit, lambda do: do())
    view.set_days(90)
    view.set_replications(5)
    view.start()
    view.work.wait()
    return view, live_part(cockpit, Guard(), compare_parts(view)[0])


def test_more_contacts_are_listed_when_somebody_asks(cockpit: Cockpit) -> None:
    """In both languages; another comparison begins with its first ones again."""
    view, live = compared(cockpit)
    result = view.result()
    assert result is not None
    total = result.whose[0].total
    assert live.html.count(LISTED) == MOST_CHANGED < total
    live.do("more")
    view.contacts.listing.wait()
    assert live.html.count(LISTED) == min(MOST_CHANGED + MORE_CHANGED, total)
    cockpit.speak("fr")
    assert live.html.count(LISTED) == min(MOST_CHANGED + MORE_CHANGED, total)
    live.do("start")
    view.work.wait()
    assert live.html.count(LISTED) == MOST_CHANGED


def test_all_contacts_are_taken_away(cockpit: Cockpit) -> None:
    """Written beside the page, and handed over when the file is there."""
    view, live = compared(cockpit)
    offered = dict[str, bytes]()

    def offer(name: str, content: str | bytes, _: str) -> None:
        assert isinstance(content, bytes)
        offered[name] = content

    hand_over_when_written(view.contacts.taking, offer, Guard())
    for kind in ("csv", "excel"):
        live.do("table", kind)
        view.contacts.taking.wait()
    result = view.result()

    assert result is not None
    table = pd.read_csv(io.BytesIO(offered["two_person_shop-contacts.csv"]))
    assert len(table) == result.whose[0].total
    assert offered["two_person_shop-contacts.xlsx"].startswith(b"PK")
    assert list(table["Who"][:3]) == [one.who for one in result.whose[0].contacts[:3]]


def test_somebody_may_cancel_the_listing(cockpit: Cockpit) -> None:
    """What is listed stays."""
    view, live = compared(cockpit)
    held = Event()
    view.contacts.listing.start(lambda _: held.wait())
    assert "cancel-contacts" in live.html
    live.do("cancel_contacts")
    held.set()

    assert live.html.count(LISTED) == MOST_CHANGED
    assert "more-contacts" in live.html
