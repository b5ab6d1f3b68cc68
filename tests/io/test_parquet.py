"""Results on disk: every table whole, no phone number in it, and a folder that is whole or not there."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from pyarrow import parquet

import autoreply_sim
from autoreply_sim.errors import InputError
from autoreply_sim.experiment.run import Run
from autoreply_sim.experiment.simulate import simulate
from autoreply_sim.experiment.simulation import Simulation
from autoreply_sim.io import memory
from autoreply_sim.io import parquet as writing
from autoreply_sim.io.parquet import COLUMNS, write_tables
from autoreply_sim.io.results import MANIFEST, Writing, read_manifest, verify, write_manifest
from autoreply_sim.io.results_folder import UNFINISHED, check_free, whole_folder

SHOP = Path("data/presets/two_person_shop.yaml")
PAGE = Path("docs/reference/ledger.md")


@pytest.fixture(scope="module")
def run() -> Run:
    """Two weeks of the repair shop of two."""
    return simulate(autoreply_sim.load(SHOP), days=14, keep=True).runs[0]


@pytest.fixture(scope="module")
def folder(run: Run, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Its tables on disk."""
    place = tmp_path_factory.mktemp("tables")
    write_tables(run.context, place)
    return place


def read(folder: Path, table: str) -> pd.DataFrame:
    """Return a table as it was written."""
    return pd.read_parquet(folder / f"{table}.parquet", dtype_backend="numpy_nullable")


@pytest.mark.parametrize("table", ["calls", "tickets", "activity", "decisions"])
def test_a_file_says_what_the_frame_says(run: Run, folder: Path, table: str) -> None:
    """The columns that both have hold the same, whatever the order of the rows."""
    frame, written = getattr(run.frames, table), read(folder, table)
    shared = [column for column in written.columns if column in frame.columns]

    assert plain(written[shared]) == plain(frame[shared])
    assert len(shared) >= 5


def plain(frame: pd.DataFrame) -> list[tuple[str, ...]]:
    """Return the rows as text, sorted."""
    return sorted(tuple(map(str, row)) for row in frame.astype(object).itertuples(index=False))


def test_events_are_what_happened_in_the_order_of_time(run: Run, folder: Path) -> None:
    """One row per event that happened, numbered as everywhere else; what never came to pass is not there."""
    events, calls = read(folder, "events"), read(folder, "calls")

    assert events["event"].tolist() == list(range(1, len(run.ledger.happened) + 1))
    assert events["at"].is_monotonic_increasing
    assert set(calls["event"]) == set(events.loc[events["kind"] == "call", "event"])
    joined = calls.merge(events, on="event")
    assert (joined["at"] == joined["started_at"]).all()
    assert (joined["customer_x"].astype(str) == joined["customer_y"].astype(str)).all()


def test_no_name_and_no_number_of_a_customer_is_written(run: Run, folder: Path) -> None:
    """Whoever gets the files can count customers, and cannot call them."""
    secrets = {
        value.encode()
        for customer in run.ledger.plan.world.customers
        for value in (customer.phone, customer.name)
        if value
    }
    for path in folder.iterdir():
        table = parquet.read_table(path)
        text = str(table.to_pydict()).encode()
        assert not [secret for secret in secrets if secret in text]
    assert len(secrets) > 500


def test_contacts_are_the_customers(run: Run, folder: Path) -> None:
    """One row each, joined to the other tables by the key."""
    contacts = read(folder, "contacts")
    world = run.ledger.plan.world

    assert contacts["customer"].tolist() == [customer.key for customer in world.customers]
    assert contacts["withheld"].tolist() == [customer.phone is None for customer in world.customers]
    assert [list(found) for found in contacts["segments"]] == [
        list(each.segments) for each in world.customers
    ]
    assert contacts["organization"].isna().sum() == sum(each.organization is None for each in world.customers)


def test_row_groups_make_no_difference(
    run: Run, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Tables are written part by part, so that ten years take no more memory: the rows are the same."""
    monkeypatch.setattr(writing, "_ROWS", 100)
    write_tables(run.context, tmp_path)

    for table in COLUMNS:
        cut, whole = (parquet.ParquetFile(place / f"{table}.parquet") for place in (tmp_path, folder))
        assert cut.read().to_pydict() == whole.read().to_pydict()
    assert parquet.ParquetFile(tmp_path / "decisions.parquet").num_row_groups > 5


def test_a_table_without_rows_has_its_columns(tmp_path: Path) -> None:
    """Who reads many folders meets the same columns and types in each."""
    quiet = """
        version: 1
        title: Nobody calls
        teams: {service: {display_name: Service, number: "+15155550100"}}
        traffic:
          {from: 2026-03-02, days: 1, people: {count: 1}, teams: {service: {per_day: 0.000001, channels: {sms: 1}}}}
    """
    files = write_tables(simulate(autoreply_sim.loads(quiet), keep=True).runs[0].context, tmp_path)

    assert files["calls.parquet"].rows == 0
    for table, columns in COLUMNS.items():
        assert tuple(parquet.read_schema(tmp_path / f"{table}.parquet").names) == columns


def test_every_column_is_in_the_reference() -> None:
    """The page on the files names each table and each column."""
    page = PAGE.read_text(encoding="utf-8")
    for table, columns in COLUMNS.items():
        assert f"`{table}.parquet`" in page
        section = page.split(f"`{table}.parquet`", 1)[1].split("\n## ", 1)[0]
        assert [column for column in columns if f"`{column}`" not in section] == []


def results(folder: Path, replications: int = 1) -> Simulation:
    """Write three days' results to a folder."""
    with whole_folder(folder) as place:
        visit = Writing(folder=place, replications=replications)
        scenario = autoreply_sim.load(SHOP)
        done = simulate(scenario, days=3, replications=replications, visit=visit)
        write_manifest(place, done, SHOP, {"days": 3})
    return done


def test_the_manifest_says_what_the_files_are_of(tmp_path: Path) -> None:
    """Scenario, seed, versions, every file with its rows and its hash: enough to make the same again."""
    done = results(tmp_path / "out", replications=2)
    manifest = verify(tmp_path / "out")

    assert manifest["digest"] == done.digest
    assert manifest["digests"] == [one.digest for one in done.each]
    assert manifest["scenario"]["title"] == "Two-person shop"
    assert (manifest["days"], manifest["seed"], manifest["replications"]) == (3, 1, 2)
    assert {"python", "autoreply-sim", "numpy", "numba", "tzdata"} <= manifest["versions"].keys()
    assert len(manifest["files"]) == 2 * len(COLUMNS)
    assert manifest["files"]["replication=1/calls.parquet"]["rows"] == done.each[1].summary.calls


def test_the_same_simulation_writes_the_same_bytes(tmp_path: Path) -> None:
    """The hashes of two folders can be compared."""
    for name in ("one", "other"):
        results(tmp_path / name)

    one, other = (read_manifest(tmp_path / name)["files"] for name in ("one", "other"))
    assert one == other


def spoil(path: Path) -> None:
    """Change a byte of a file."""
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)


@pytest.mark.parametrize(
    ("harm", "sentence"),
    [
        (lambda place: spoil(place / "calls.parquet"), "calls.parquet: this file is not as it was written"),
        (lambda place: (place / "calls.parquet").unlink(), "calls.parquet: this file cannot be read"),
        (lambda place: (place / MANIFEST).unlink(), "there is no manifest: these are no results"),
        (lambda place: (place / MANIFEST).write_text("{"), "this manifest cannot be read"),
        (lambda place: (place / MANIFEST).write_text(json.dumps({"format": 2})), "no manifest of format 1"),
        (lambda place: (place / MANIFEST).write_text('{"format": 1}'), "no manifest of format 1"),
    ],
)
def test_a_folder_that_is_not_whole_is_noticed(
    harm: Callable[[Path], Any], sentence: str, tmp_path: Path
) -> None:
    """`verify` names every file that is missing, or not as it was written."""
    results(tmp_path / "out")
    harm(tmp_path / "out")

    with pytest.raises(InputError, match=sentence):
        verify(tmp_path / "out")


def test_what_fails_on_the_way_leaves_nothing_behind(tmp_path: Path) -> None:
    """Neither the folder, nor its unfinished sibling, nor the folders above it that were made for it."""

    def write_half() -> None:
        with whole_folder(tmp_path / "above" / "out") as place:
            (place / "half").write_text("written", encoding="utf-8")
            assert UNFINISHED in place.name
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_half()

    assert list(tmp_path.iterdir()) == []


def test_an_empty_folder_may_become_the_results(tmp_path: Path) -> None:
    """Somebody who makes the folder first is not refused; what is written is readable as anything else is."""
    out = tmp_path / "out"
    out.mkdir()
    expected = out.stat().st_mode
    check_free(out)
    with whole_folder(out) as place:
        (place / "file").touch()

    assert [path.name for path in out.iterdir()] == ["file"]
    assert out.stat().st_mode == expected


def test_nothing_that_is_there_is_written_over(tmp_path: Path) -> None:
    """A folder that holds something is refused before the work, and once more after it."""
    (tmp_path / "mine").touch()
    with pytest.raises(InputError, match="--out: this folder is not empty"):
        check_free(tmp_path)
    with pytest.raises(InputError, match="--out: this is no folder"):
        check_free(tmp_path / "mine")
    with pytest.raises(InputError, match="is no folder; name another place"):
        check_free(tmp_path / "mine" / "out")


def test_somebody_who_was_quicker_keeps_what_they_wrote(tmp_path: Path) -> None:
    """A folder that is filled while a simulation runs stays as it is; the simulation fails and leaves nothing."""
    out = tmp_path / "out"

    def be_late() -> None:
        with whole_folder(out):
            out.mkdir()
            (out / "somebody else's").touch()

    with pytest.raises(OSError, match="not empty"):
        be_late()
    assert list(tmp_path.iterdir()) == [out]
    assert [path.name for path in out.iterdir()] == ["somebody else's"]


def test_memory_is_what_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The machine's free memory, or less where a container allows less; copies of files are given back."""
    meminfo, limit, usage = tmp_path / "meminfo", tmp_path / "max", tmp_path / "current"
    kinds = tmp_path / "stat"
    meminfo.write_text("MemTotal: 9 kB\nMemAvailable:    4096 kB\n", encoding="ascii")
    monkeypatch.setattr(memory, "_MEMINFO", meminfo)
    monkeypatch.setattr(memory, "_GROUPS", ((limit, usage, kinds),))
    assert memory.available_bytes() == 4096 * 1024

    usage.write_text("1000\n", encoding="ascii")
    limit.write_text("max\n", encoding="ascii")
    assert memory.available_bytes() == 4096 * 1024

    limit.write_text("5000\n", encoding="ascii")
    assert memory.available_bytes() == 4000

    kinds.write_text("anon 500\ninactive_file 300\nactive_file 200\n", encoding="ascii")
    assert memory.available_bytes() == 4300
    assert memory.peak_mb() > 10
