"""Long work beside the page of the cockpit: what goes wrong in it is told, and what it came to stays true."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from autoreply_sim.io.store import Store
from autoreply_sim.ui.components.compare import follow_comparison
from autoreply_sim.ui.components.parts import Part, live_part
from autoreply_sim.ui.components.plots import Plots
from autoreply_sim.ui.components.takeaway import Takeaway, hand_over_when_written
from autoreply_sim.ui.guard import Guard
from autoreply_sim.ui.models.checkup_page import CheckupView
from autoreply_sim.ui.models.cockpit import Cockpit
from autoreply_sim.ui.models.compare_page import CompareView
from autoreply_sim.ui.models.work import Work
from autoreply_sim.ui.models.year_view import YearView
from tests.ui.cockpit_desk import cockpit_of, store_in


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A store of its own."""
    with store_in(tmp_path) as opened:
        yield opened


@pytest.fixture
def cockpit(store: Store) -> Cockpit:
    """The shop, as it was never saved."""
    return cockpit_of(store)


def at_once(do: Callable[[], None]) -> None:
    """Do it now: where no kernel runs, nobody waits for anything."""
    do()


def fail(*_: object) -> None:
    """Go wrong."""
    raise OSError("the browser is gone")


def test_a_report_that_cannot_be_handed_over_is_told_on_the_page(cockpit: Cockpit) -> None:
    """It was written beside the page, where an exception would vanish."""
    year, guard = YearView(cockpit), Guard()
    take = Takeaway(
        year=year,
        checkup=CheckupView(year),
        comparison=CompareView(cockpit, at_once),
        offer=fail,
        work=Work(at_once),
    )
    hand_over_when_written(take, guard)
    take.work.start(lambda _: ("report.html", b""))
    take.work.wait()

    assert "Something went wrong" in guard.box.value


def test_a_page_that_cannot_be_drawn_when_a_comparison_ends_is_told(cockpit: Cockpit) -> None:
    """And the next one that works does not take that away: nobody asked for it."""
    view, guard = CompareView(cockpit, at_once), Guard()
    follow_comparison(view, guard)
    cockpit.observe(fail, "drawn")
    view.work.start(lambda _: None)
    view.work.wait()

    assert "Something went wrong" in guard.box.value
    cockpit.unobserve(fail, "drawn")
    view.work.start(lambda _: None)
    view.work.wait()
    assert "Something went wrong" in guard.box.value


def test_a_piece_that_cannot_show_how_far_the_work_is_says_so(cockpit: Cockpit) -> None:
    """Other pieces are drawn all the same."""
    work, guard, drawn = Work(at_once), Guard(), list[str]()

    def html() -> str:
        drawn.append(work.state)
        if work.state != "idle":
            fail()
        return ""

    part = Part(name="bad", html=html, actions={}, shown=lambda: True, also=((work, ("state",)),))
    live_part(cockpit, guard, part)
    good = live_part(cockpit, guard, replace(part, name="good", html=lambda: work.state))
    work.start(lambda _: None)
    work.wait()

    assert drawn == ["idle", "running", "done"]
    assert good.html == "done"
    assert "Something went wrong" in guard.box.value


def test_figures_that_cannot_be_shown_are_told(cockpit: Cockpit) -> None:
    """They come from beside the page, too."""
    guard = Guard()
    plots = Plots(cockpit, "year", lambda: None, Work(at_once))
    plots.widget(guard)
    plots.work.start(lambda _: "no charts")
    plots.work.wait()

    assert "Something went wrong" in guard.box.value
