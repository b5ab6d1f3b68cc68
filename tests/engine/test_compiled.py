"""Machine code and plain Python are one engine: the same records, byte for byte (column for column)."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import numba
import numpy as np
import pytest

from autoreply_sim.domain.scenario import Scenario
from autoreply_sim.engine import compiled, ledger, warm_up
from autoreply_sim.engine.compiled import cache_folder
from autoreply_sim.engine.ledger import WORTH_COMPILING, WORTH_LOADING, Ledger, decide_all, pays
from autoreply_sim.io.scenario_load import load

LIBRARY = sorted((Path(__file__).parents[2] / "data" / "scenarios").glob("*.yaml"))
RECORDS = ("happened", "calls", "tickets", "logged", "items", "decided", "decisions", "rings", "faults")


def columns(records: Ledger) -> dict[str, bytes]:
    """Every column of every record, as bytes; the padding between columns holds nothing."""
    return {"reasons": records.reasons.tobytes()} | {
        f"{name}.{column}": np.ascontiguousarray(getattr(records, name)[column]).tobytes()
        for name in RECORDS
        for column in getattr(records, name).dtype.names
    }


@pytest.mark.compiled
def test_machine_code_leaves_the_same_records_as_plain_python() -> None:
    """Every story of the library, both ways."""
    for path in LIBRARY:
        scenario: Scenario = load(path)
        plain = decide_all(scenario.world, scenario.events, compiled=False)
        fast = decide_all(scenario.world, scenario.events, compiled=True)
        assert columns(fast) == columns(plain), path.name


def test_the_twin_is_made_of_every_kernel_that_the_loop_reaches(monkeypatch: pytest.MonkeyPatch) -> None:
    """With numba's compiler switched off the clones run as plain Python, and leave the same records."""
    monkeypatch.setattr(numba.config, "DISABLE_JIT", True)
    monkeypatch.setattr(compiled, "_compiled_run", compiled._compiled_run.__wrapped__)
    scenario = load(LIBRARY[0])
    plain = decide_all(scenario.world, scenario.events, compiled=False)
    twin = decide_all(scenario.world, scenario.events, compiled=True)
    assert columns(twin) == columns(plain)


def test_without_numba_the_same_code_runs_as_plain_python(monkeypatch: pytest.MonkeyPatch) -> None:
    """Slower, and to the same end."""
    monkeypatch.setitem(sys.modules, "numba", None)
    monkeypatch.setattr(compiled, "_compiled_run", compiled._compiled_run.__wrapped__)
    scenario = load(LIBRARY[0])
    without = decide_all(scenario.world, scenario.events, compiled=True)
    assert columns(without) == columns(decide_all(scenario.world, scenario.events, compiled=False))


def test_the_engine_can_be_compiled_ahead(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """It says how long that took, and where what it made is kept."""
    monkeypatch.setattr(numba.config, "DISABLE_JIT", True)
    monkeypatch.setattr(compiled, "_compiled_run", compiled._compiled_run.__wrapped__)
    warm_up.main()
    assert str(cache_folder()) in capsys.readouterr().out


def test_a_story_runs_interpreted_and_a_year_compiled(monkeypatch: pytest.MonkeyPatch) -> None:
    """Machine code pays from some number of events on; both doors are the same engine's."""
    scenario = load(LIBRARY[0])
    taken: list[str] = []
    monkeypatch.setattr(ledger, "run", lambda _: taken.append("plain"))
    monkeypatch.setattr(ledger, "run_compiled", lambda _: taken.append("compiled"))
    decide_all(scenario.world, scenario.events)
    monkeypatch.setattr(ledger, "WORTH_COMPILING", len(scenario.events))
    monkeypatch.setattr(ledger, "WORTH_LOADING", len(scenario.events))
    decide_all(scenario.world, scenario.events)
    assert taken == ["plain", "compiled"]


@pytest.mark.parametrize(("kept", "from_events"), [("loop.run.nbc", WORTH_LOADING), (None, WORTH_COMPILING)])
def test_machine_code_that_is_kept_pays_sooner(
    kept: str | None, from_events: int, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """To load it takes a second, to compile it twenty; a finished file in the cache says which it would be."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    (cache_folder() / "engine_1").mkdir(parents=True)
    if kept is not None:
        (cache_folder() / "engine_1" / kept).touch()
    assert pays(from_events)
    assert not pays(from_events - 1)


@pytest.mark.parametrize(
    ("kept", "setting", "is_there", "waits"),
    [
        (False, "", True, True),
        (False, "0", True, True),
        (True, "", True, False),
        (False, "1", True, False),
        (False, "", False, False),
    ],
)
def test_machine_code_is_awaited_only_where_it_can_come(
    monkeypatch: pytest.MonkeyPatch, *, kept: bool, setting: str, is_there: bool, waits: bool
) -> None:
    """Not where it is kept, nor where numba is missing or was told not to compile."""
    monkeypatch.setattr(compiled, "is_kept", lambda: kept)
    monkeypatch.setenv("NUMBA_DISABLE_JIT", setting)
    monkeypatch.setattr(compiled, "find_spec", lambda _: object() if is_there else None)

    assert compiled.is_awaited() is waits


def test_what_another_checkout_compiled_is_not_kept_for_this_one(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The cache of numba goes by the file's place and time, and so does the folder."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    folders = set()
    for place, changed_s in [("here", 1), ("there", 1), ("there", 2)]:
        package = tmp_path / place / "autoreply_sim"
        (package / "engine").mkdir(parents=True, exist_ok=True)
        for source in ("codes.py", "units.py", "engine/loop.py", "engine/compiled.py"):
            (package / source).write_text("")
        os.utime(package / "engine" / "loop.py", (changed_s, changed_s))
        monkeypatch.setattr(compiled, "__file__", str(package / "engine" / "compiled.py"))
        monkeypatch.setattr(compiled, "_SOURCES", ("codes.py", "units.py", "engine"))
        folders.add(cache_folder())

    assert len(folders) == 3


def test_compiled_kernels_are_kept_under_a_name_that_their_sources_decide(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The cache of numba looks at one file at a time; the folder's name covers them all."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert cache_folder().parent == tmp_path / "autoreply_sim"
    assert cache_folder() == cache_folder()
    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    assert cache_folder().parent == tmp_path / "home" / ".cache" / "autoreply_sim"
