"""The pieces of the page of the year."""

from __future__ import annotations

import json

from autoreply_sim.ui.components.drawing import draw
from autoreply_sim.ui.components.live import Done, Given
from autoreply_sim.ui.components.page_sheets import events_sheet
from autoreply_sim.ui.components.parts import Part, at_of, on_pages
from autoreply_sim.ui.components.sheets import Offer, offer_sheet
from autoreply_sim.ui.guard import Guard
from autoreply_sim.ui.models.certainty import REPLICATIONS, Certainty
from autoreply_sim.ui.models.compare_page import CompareView
from autoreply_sim.ui.models.events_page import MOST
from autoreply_sim.ui.models.phrase import phrase, tally
from autoreply_sim.ui.models.year_view import YearView


def year_parts(
    view: YearView, comparison: CompareView, certainty: Certainty, offer: Offer
) -> tuple[Part, ...]:
    """Return the figures, and the events behind the one that is looked at."""
    cockpit = view.cockpit

    def behind(asked: str, _: Given) -> None:
        view.behind(json.loads(asked))

    actions: dict[str, Done] = {
        "flip": lambda at, value: cockpit.set(at_of(at), value is True),
        "heat": lambda _, what: view.heat(str(what)),
        "behind": behind,
        "event": lambda number, _: view.event(int(number)),
        "more": lambda *_: view.list_more(),
        "table": lambda kind, _: offer_sheet(offer, events_sheet(view), kind),
        "close": lambda *_: view.close(),
        "how_sure": lambda *_: certainty.start(),
        "cancel": lambda *_: certainty.work.cancel(),
        "in_detail": lambda *_: comparison.compare_draft(),
    }
    return (
        Part(
            name="year",
            html=lambda: year_html(view, certainty),
            actions=actions,
            shown=on_pages(cockpit, "year"),
            also=((certainty.work, ("state", "share")),),
        ),
        Part(
            name="behind",
            html=lambda: behind_html(view),
            actions=actions,
            shown=on_pages(cockpit, "year", "check_up"),
        ),
    )


def follow_draft(certainty: Certainty, guard: Guard) -> None:
    """Have nothing drawn on for a draft that has changed."""

    def keep_up(_: object) -> None:
        certainty.keep_up()

    certainty.cockpit.observe(guard.beside(keep_up), "drawn")


def year_html(view: YearView, certainty: Certainty) -> str:
    """Return the figures of the year."""
    return draw(
        "year",
        view.cockpit.language,
        page=view.page(),
        switches=view.switches(),
        certainty=certainty,
        ranges=certainty.ranges(),
        about=phrase("sure_about", replications=REPLICATIONS),
        drawing=phrase("sure_drawing", replications=REPLICATIONS),
    )


def behind_html(view: YearView) -> str:
    """Return the events behind the figure that is looked at, or nothing."""
    found = view.events()
    cockpit = view.cockpit
    return draw(
        "behind",
        cockpit.language,
        events=found,
        title=view.title(),
        more=phrase("show_more", count=min(MOST, found.total - len(found.shown)) if found else 0),
        tally=tally("events_tally", found.total, len(found.shown)) if found else None,
        is_saved=not cockpit.draft.changes or (found is not None and found.asked.of_saved),
    )
