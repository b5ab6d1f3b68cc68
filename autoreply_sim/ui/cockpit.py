"""The team lead's cockpit: tune the settings, see the year change, understand, save.

A notebook of one cell shows it: `from autoreply_sim.ui.cockpit import show; show()`.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

import ipywidgets

from autoreply_sim.errors import InputError
from autoreply_sim.io.store import StoreError, open_store
from autoreply_sim.io.store.opening import VARIABLE
from autoreply_sim.ui.ahead import pages_ahead, work_ahead
from autoreply_sim.ui.bridge import Bridge
from autoreply_sim.ui.components.checkup import checkup_parts
from autoreply_sim.ui.components.cockpit import cockpit_page, dialog_part, top_part
from autoreply_sim.ui.components.compare import compare_parts, follow_comparison
from autoreply_sim.ui.components.compiling import compiling_part, once_compiled
from autoreply_sim.ui.components.costs import costs_part
from autoreply_sim.ui.components.live import Live
from autoreply_sim.ui.components.look import look
from autoreply_sim.ui.components.parts import Part, live_part
from autoreply_sim.ui.components.plots import OF_COMPARISON, OF_YEAR, Plots
from autoreply_sim.ui.components.reports import hand_over_when_written
from autoreply_sim.ui.components.settings import settings_parts
from autoreply_sim.ui.components.sheets import Offer
from autoreply_sim.ui.components.takeaway import Takeaway, takeaway_part
from autoreply_sim.ui.components.unopened import unopened_page
from autoreply_sim.ui.components.year import follow_draft, year_parts
from autoreply_sim.ui.guard import Guard
from autoreply_sim.ui.models.accounts import accounts
from autoreply_sim.ui.models.address import STEPS, Address
from autoreply_sim.ui.models.address_fields import Field
from autoreply_sim.ui.models.certainty import Certainty
from autoreply_sim.ui.models.checkup_page import CheckupView
from autoreply_sim.ui.models.cockpit import Cockpit
from autoreply_sim.ui.models.compare_page import CompareView
from autoreply_sim.ui.models.compiler import Compiler
from autoreply_sim.ui.models.costs_page import CostsView
from autoreply_sim.ui.models.ring_view import RingView
from autoreply_sim.ui.models.shelf import read_kept
from autoreply_sim.ui.models.work import Work, post
from autoreply_sim.ui.models.year import Years
from autoreply_sim.ui.models.year_view import YearView


def show(store: str | Path | None = None) -> ipywidgets.Box:
    """Return the cockpit, with the settings of a store; by default of the one that the environment names.

    A store that cannot be opened is told on the page.
    """
    bridge = Bridge()
    found = _cockpit(bridge, store)
    box = ipywidgets.VBox(found.children)
    if not found.is_open:
        # A session that waits for its visitor may have tried long ago.
        bridge.when_ready(lambda: setattr(box, "children", _cockpit(bridge, store).children))
    return box


@dataclass(frozen=True, slots=True)
class _Found:
    """What stands on the page: the cockpit, or why its store cannot be opened."""

    children: tuple[ipywidgets.Widget, ...]
    is_open: bool


def _cockpit(bridge: Bridge, store: str | Path | None) -> _Found:
    try:
        opened = open_store(store)
    except StoreError as error:
        is_named = store is None and bool(os.environ.get(VARIABLE))
        page = unopened_page(bridge, error, VARIABLE if is_named else "")
        return _Found((look("cockpit"), page), is_open=False)
    guard = Guard(expected=(InputError,))
    cockpit, years = Cockpit(accounts(), opened, bridge.user), Years()
    pieces = _pieces(cockpit, years, bridge.offer_download)
    page = _page(cockpit, pieces, guard)
    bridge.when_ready(guard(lambda: _begin(pieces, bridge, guard)))
    unseen = Cockpit(cockpit.accounts, cockpit.store)
    work_ahead(pages_ahead(unseen, _pieces(unseen, years, _keep).all, years), lambda: bridge.ready)
    return _Found((look("cockpit", "preview", "week"), guard.box, page), is_open=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Pieces:
    """The pieces of all pages, and what they look at."""

    address: Address
    year: YearView
    costs: CostsView
    comparison: CompareView
    certainty: Certainty
    take: Takeaway
    frame: tuple[Part, Part]
    settings: tuple[Part, ...]
    years: tuple[Part, ...]
    comparisons: tuple[Part, ...]
    last: Part

    @property
    def all(self) -> tuple[Part, ...]:
        """Every piece."""
        return (*self.frame, *self.settings, *self.years, *self.comparisons, self.last)


def _pieces(cockpit: Cockpit, years: Years, offer: Offer) -> _Pieces:
    ring, year, comparison = RingView(cockpit), YearView(cockpit, years), CompareView(cockpit, post())
    checkup = CheckupView(year)
    costs, certainty = CostsView(year), Certainty(cockpit, post())
    take = Takeaway(
        year=year, costs=costs, checkup=checkup, comparison=comparison, offer=offer, work=Work(post())
    )
    of_years = (
        *checkup_parts(checkup),
        *year_parts(year, comparison, certainty, offer),
        costs_part(costs, offer),
    )
    compiler = Compiler(cockpit, years)
    return _Pieces(
        address=Address(cockpit, ring, year, comparison),
        year=year,
        costs=costs,
        comparison=comparison,
        certainty=certainty,
        take=take,
        frame=(top_part(cockpit, offer), dialog_part(cockpit)),
        settings=settings_parts(ring, offer),
        years=(compiling_part(cockpit, compiler), *(once_compiled(compiler, part) for part in of_years)),
        comparisons=compare_parts(comparison),
        last=takeaway_part(take),
    )


def _page(cockpit: Cockpit, pieces: _Pieces, guard: Guard) -> ipywidgets.Box:
    def live(*parts: Part) -> list[Live]:
        return [live_part(cockpit, guard, part) for part in parts]

    take, year, comparison = pieces.take, pieces.year, pieces.comparison
    hand_over_when_written(take.work, take.offer, guard)
    follow_comparison(comparison, guard)
    hand_over_when_written(comparison.contacts.taking, take.offer, guard)
    follow_draft(pieces.certainty, guard)
    of_year = Plots(cockpit, OF_YEAR, lambda: year.sides()[1].run, Work(post()))
    pieces.address.add("year", _figures(of_year))
    of_comparison = Plots(cockpit, OF_COMPARISON, comparison.comparison, Work(post()))
    pages = [
        *live(*pieces.years),
        of_year.widget(guard),
        *live(*pieces.comparisons),
        of_comparison.widget(guard),
        *live(pieces.last),
    ]
    of_year.follow(guard)
    head, dialogs = live(*pieces.frame)
    return cockpit_page(head, live(*pieces.settings), pages, dialogs)


def _figures(plots: Plots) -> Field:
    """Return what an address says of figures: whether they are drawn."""

    def read(text: str) -> tuple[str, ...]:
        if text == "drawn":
            plots.start()
        return () if text in {"", "drawn"} else (text,)

    return Field(name="figures", write=lambda: "drawn" if plots.is_asked_for else "", read=read)


def _begin(pieces: _Pieces, bridge: Bridge, guard: Guard) -> None:
    """Open what the address asks for, and keep address, language and draft in step from then on."""
    address, costs = pieces.address, pieces.costs
    cockpit = address.cockpit

    def speak(_: object = None) -> None:
        guard.language = bridge.lang or "en"
        cockpit.speak(bridge.lang)

    def name(_: object = None) -> None:
        cockpit.author = bridge.user

    def share(_: object = None) -> None:
        bridge.keep = cockpit.drafts.texts() | costs.texts()
        while cockpit.drafts.shelf.gone:
            bridge.forget(cockpit.drafts.shelf.gone.pop())
        # Last: where the page says that all is saved, the browser has forgotten by then.
        bridge.unsaved = cockpit.drafts.is_unsaved
        bridge.share_view(address.query() | costs.query())

    speak()
    name()
    bridge.observe(guard(name), "user")
    bridge.observe(guard(speak), "lang")
    costs.begin(bridge.query.get("prices", ""), bridge.kept)
    _open(address, bridge)
    bridge.steps = list(STEPS)
    share()
    cockpit.observe(guard(share), "drawn")
    _follow_steps(address, bridge, guard)


def _follow_steps(address: Address, bridge: Bridge, guard: Guard) -> None:
    """Show what the browser's Back and Forward lead to."""

    def visit(_: object) -> None:
        try:
            address.visit(bridge.went)
        finally:
            bridge.answered = bridge.goings

    bridge.observe(guard(visit), "goings")


def _open(address: Address, bridge: Bridge) -> None:
    query, cockpit = bridge.query, address.cockpit
    shelf = cockpit.drafts.shelf
    shelf.kept = read_kept(bridge.kept)
    draft = query.get("draft", "")
    name = query.get("account", "") or (
        "" if draft else shelf.account([one.name for one in cockpit.accounts])
    )
    address.open(query, name, draft)


def _keep(_name: str, _content: str | bytes, _kind: str) -> None:
    """Nobody is there to take anything away."""
