"""What a preheated session does before anybody comes."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Iterator
from pathlib import Path
from threading import Thread

import pytest

from autoreply_sim.io.store import open_store
from autoreply_sim.ui import ahead
from autoreply_sim.ui.ahead import pages_ahead, work_ahead
from autoreply_sim.ui.components.year import year_parts
from autoreply_sim.ui.models.accounts import accounts
from autoreply_sim.ui.models.certainty import Certainty
from autoreply_sim.ui.models.cockpit import Cockpit
from autoreply_sim.ui.models.compare_page import CompareView
from autoreply_sim.ui.models.year import Years
from autoreply_sim.ui.models.year_view import YearView

SHOP = tuple(account for account in accounts({}) if account.name == "two_person_shop")


PREHEATED = {"VOILA_PREHEAT": "True"}


def begun(steps: Iterator[None], is_visited: Callable[[], bool], is_compiled: Callable[[], bool]) -> None:
    """Begin the work of a preheated session without the pause before it."""
    work_ahead(steps, is_visited, after_s=0, is_compiled=is_compiled, environment=PREHEATED)


def in_a_loop_of_its_own(kernel: Callable[[], Coroutine[None, None, None]]) -> None:
    """Run a kernel in a thread: tests of pages leave a loop behind that runs in this one."""
    thread = Thread(target=lambda: asyncio.run(asyncio.wait_for(kernel(), 30)))
    thread.start()
    thread.join()


def counted(steps: list[int], most: int, ended: asyncio.Event | None = None) -> Iterator[None]:
    """Steps that note themselves, and say when there are no more."""
    for place in range(most):
        steps.append(place)
        yield
    if ended is not None:
        ended.set()


def test_the_visitor_finds_the_year_that_was_lived_through_ahead(tmp_path: Path) -> None:
    """Another cockpit, opened later on the same settings, lives through nothing anew."""
    years, store = Years(), open_store(tmp_path / "settings.sqlite")
    unseen = Cockpit(SHOP, store)
    comparison, certainty = CompareView(unseen, lambda do: do()), Certainty(unseen, lambda do: do())
    list(
        pages_ahead(
            unseen, year_parts(YearView(unseen, years), comparison, certainty, lambda *_: None), years
        )
    )
    ahead = years.live(unseen.saved)

    visitor = Cockpit(SHOP, store)
    visitor.open("")

    assert YearView(visitor, years).sides() == (ahead, ahead)
    assert YearView(visitor, years).sides()[0] is ahead


def test_without_accounts_there_is_nothing_to_do_ahead(tmp_path: Path) -> None:
    """An empty folder of accounts is no failure."""
    assert list(pages_ahead(Cockpit((), open_store(tmp_path / "settings.sqlite")), (), Years())) == [None]


def test_work_ahead_is_done_while_nobody_is_there() -> None:
    """All of it, a step at a time."""
    done: list[int] = []

    async def kernel() -> None:
        ended = asyncio.Event()
        begun(counted(done, 3, ended), lambda: False, lambda: True)
        await ended.wait()

    in_a_loop_of_its_own(kernel)

    assert done == [0, 1, 2]


def test_whoever_comes_ends_the_work_ahead() -> None:
    """The visitor's own work comes first."""
    done: list[int] = []

    async def kernel() -> None:
        came = asyncio.Event()

        def is_visited() -> bool:
            if len(done) == 2:
                came.set()
            return came.is_set()

        begun(counted(done, 99), is_visited, lambda: True)
        await came.wait()

    in_a_loop_of_its_own(kernel)

    assert done == [0, 1]


def test_work_ahead_waits_until_the_engine_is_compiled(monkeypatch: pytest.MonkeyPatch) -> None:
    """A session that compiles it itself, as others do at the same time, would be deaf to a visitor for a minute."""
    monkeypatch.setattr(ahead, "_COMPILING_S", 0)
    looked: list[int] = []
    done: list[int] = []

    def is_compiled() -> bool:
        looked.append(len(done))
        return len(looked) > 2

    async def kernel() -> None:
        ended = asyncio.Event()
        begun(counted(done, 1, ended), lambda: False, is_compiled)
        await ended.wait()

    in_a_loop_of_its_own(kernel)

    assert looked[:3] == [0, 0, 0]
    assert done == [0]


@pytest.mark.parametrize("environment", [{}, {"VOILA_PREHEAT": "False"}])
def test_a_session_that_was_started_for_somebody_does_nothing_ahead(environment: dict[str, str]) -> None:
    """Nor does a notebook that is executed by a script, where no kernel runs at all."""
    done: list[int] = []

    async def kernel() -> None:
        work_ahead(
            counted(done, 3), lambda: False, after_s=0, is_compiled=lambda: True, environment=environment
        )
        await asyncio.sleep(0.2)

    in_a_loop_of_its_own(kernel)

    assert done == []
