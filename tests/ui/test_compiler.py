"""While the engine is being compiled, pages of the year say so, and go on by themselves."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from threading import Thread

import pytest

from autoreply_sim.experiment import rehearsal
from autoreply_sim.experiment.bounds import with_traffic
from autoreply_sim.experiment.rehearsal import Rehearsal
from autoreply_sim.io.scenario_load import load
from autoreply_sim.io.store import open_store
from autoreply_sim.ui.components.compiling import compiling_part, once_compiled
from autoreply_sim.ui.components.parts import Part, on_pages
from autoreply_sim.ui.models import compiler as module
from autoreply_sim.ui.models.accounts import accounts
from autoreply_sim.ui.models.cockpit import Cockpit
from autoreply_sim.ui.models.compiler import Compiler
from autoreply_sim.ui.models.year import Years
from autoreply_sim.ui.server import compiling

SHOP = tuple(account for account in accounts({}) if account.name == "two_person_shop")


@pytest.fixture
def cockpit(tmp_path: Path) -> Cockpit:
    """A cockpit that shows the year of a shop."""
    cockpit = Cockpit(SHOP, open_store(tmp_path / "settings.sqlite"))
    cockpit.open("")
    cockpit.go(page="year")
    return cockpit


def in_a_kernel(seconds: float, do: Callable[[], None]) -> None:
    """Do something in a loop of its own that goes on for so long."""

    async def kernel() -> None:
        do()
        await asyncio.sleep(seconds)

    thread = Thread(target=lambda: asyncio.run(kernel()))
    thread.start()
    thread.join()


def awaited(monkeypatch: pytest.MonkeyPatch, answers: list[bool]) -> None:
    """Let the rehearsal answer this, one after the other; the last for ever."""
    monkeypatch.setattr(
        Rehearsal,
        "awaits_compiler",
        staticmethod(lambda _: answers.pop(0) if len(answers) > 1 else answers[0]),
    )


def test_the_year_waits_for_the_compiler_and_comes_by_itself(
    cockpit: Cockpit, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What needs it has no place meanwhile; when it is there, the page is drawn again, once."""
    monkeypatch.setattr(module, "_EVERY_S", 0.01)
    awaited(monkeypatch, [True, True, True, False])
    compiler = Compiler(cockpit, Years())
    year = once_compiled(
        compiler, Part(name="year", html=lambda: "", actions={}, shown=on_pages(cockpit, "year"))
    )
    waiting = compiling_part(cockpit, compiler)
    seen: list[tuple[bool, bool]] = []

    def look(_: object = None) -> None:
        seen.append((waiting.shown(), year.shown()))

    def visit() -> None:
        look()
        cockpit.observe(look, "drawn")

    in_a_kernel(0.5, visit)

    assert seen == [(True, False), (False, True)]
    assert "being made ready" in waiting.html()


def test_other_pages_wait_for_nothing(cockpit: Cockpit, monkeypatch: pytest.MonkeyPatch) -> None:
    """Settings need no machine code."""
    awaited(monkeypatch, [True])
    cockpit.go(page="settings")
    waiting = compiling_part(cockpit, Compiler(cockpit, Years()))
    seen: list[bool] = []
    in_a_kernel(0, lambda: seen.append(waiting.shown()))

    assert seen == [False]


def test_a_compiler_that_never_ends_is_not_awaited_for_ever(
    cockpit: Cockpit, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After a while the session does it itself."""
    monkeypatch.setattr(module, "_EVERY_S", 0.01)
    monkeypatch.setattr(module, "_PATIENCE_S", 0.05)
    awaited(monkeypatch, [True])
    compiler = Compiler(cockpit, Years())
    seen: list[bool] = []
    in_a_kernel(0.5, lambda: seen.append(compiler.is_awaited()))
    seen.append(compiler.is_awaited())

    assert seen == [True, False]


def test_without_a_kernel_or_an_account_nothing_is_awaited(
    cockpit: Cockpit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody would look again, and there is no year."""
    awaited(monkeypatch, [True])

    def ask() -> None:
        seen.append(Compiler(cockpit, Years()).is_awaited())

    seen: list[bool] = []
    thread = Thread(target=ask)  # a thread of its own has no loop
    thread.start()
    thread.join()
    nobodys = Cockpit((), open_store(tmp_path / "other.sqlite"))
    seen.append(Compiler(nobodys, Years()).is_awaited())

    assert seen == [False, False]


@pytest.mark.parametrize(
    ("is_awaited", "days", "waits"), [(True, 365, True), (False, 365, False), (True, 1, False)]
)
def test_only_a_period_that_is_worth_it_waits(
    monkeypatch: pytest.MonkeyPatch, *, is_awaited: bool, days: int, waits: bool
) -> None:
    """A day is decided before machine code would have been loaded."""
    monkeypatch.setattr(rehearsal, "is_awaited", lambda: is_awaited)
    scenario = with_traffic(load("data/presets/two_person_shop.yaml"), days=days)

    assert Rehearsal.awaits_compiler(scenario) is waits


def test_the_server_has_the_engine_compiled_where_it_is_not(monkeypatch: pytest.MonkeyPatch) -> None:
    """By a process of its own, behind everything else."""
    started: list[list[str]] = []
    monkeypatch.setattr(subprocess, "Popen", lambda command, **_: started.append(command))
    monkeypatch.setattr(compiling, "is_awaited", lambda: False)
    compiling.compile_ahead()
    monkeypatch.setattr(compiling, "is_awaited", lambda: True)
    compiling.compile_ahead()

    assert started == [["nice", "-n", "5", sys.executable, "-m", "autoreply_sim.engine.warm_up"]]
