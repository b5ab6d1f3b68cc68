"""A store is opened where it is asked for, made if it is not there, and brought up to date."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, inspect

from autoreply_sim.io.store import open_store
from autoreply_sim.io.store.migrate import REVISIONS
from autoreply_sim.io.store.opening import VARIABLE
from autoreply_sim.io.store.place import find_place
from autoreply_sim.io.store.tables import VERSIONS


def test_importing_the_store_costs_nothing() -> None:
    """SQLAlchemy is paid for by whoever opens a store; Alembic by whoever opens a new or an old one."""
    first = "import sys; from autoreply_sim.io.store import open_store, Store; "
    code = f"{first} print('sqlalchemy' in sys.modules)"
    again = f"{first} open_store(sys.argv[1]); print('alembic' in sys.modules)"
    with tempfile.TemporaryDirectory() as folder:
        told = [
            subprocess.run(
                [sys.executable, "-c", each, f"{folder}/s.sqlite"], capture_output=True, text=True, check=True
            ).stdout.strip()
            for each in (code, again, again)
        ]

    assert told == ["False", "True", "False"]


def test_without_a_name_it_is_the_file_of_the_project(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The project is the nearest folder with a library of scenarios; without one, it is where we are."""
    (tmp_path / "data" / "scenarios").mkdir(parents=True)
    (tmp_path / "dashboards").mkdir()
    monkeypatch.delenv(VARIABLE, raising=False)
    monkeypatch.chdir(tmp_path / "dashboards")

    open_store().close()

    assert (tmp_path / "data" / "settings.sqlite").is_file()


def test_a_project_without_data_gets_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first save of all needs no preparation."""
    monkeypatch.chdir(tmp_path)

    assert find_place(None, {}).path == tmp_path / "data" / "settings.sqlite"
    assert (tmp_path / "data").is_dir()


def test_the_environment_names_another_place_and_an_argument_overrides_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A path or a URL; an empty variable counts as none."""
    monkeypatch.chdir(tmp_path)

    assert find_place(None, {VARIABLE: "one.sqlite"}).path == tmp_path / "one.sqlite"
    assert find_place(None, {VARIABLE: f"sqlite:///{tmp_path}/two.sqlite"}).path == tmp_path / "two.sqlite"
    assert find_place("three.sqlite", {VARIABLE: "one.sqlite"}).path == tmp_path / "three.sqlite"
    assert find_place(None, {VARIABLE: ""}).path == tmp_path / "data" / "settings.sqlite"


@pytest.mark.parametrize(
    "name", ["100% sure.sqlite", "what?a=b.sqlite", "file:x.sqlite", "été #1.sqlite", "a b"]
)
def test_a_file_may_have_any_name(tmp_path: Path, name: str) -> None:
    """Nothing in a path is taken for a part of a URL."""
    with open_store(tmp_path / name) as store:
        store.save("shop", {}, author="Ana", base=None)

    assert (tmp_path / name).is_file()


def test_a_file_is_set_up_for_readers_beside_a_writer(tmp_path: Path) -> None:
    """It is in WAL mode, and stays so; foreign keys are on, and what was saved is on the disk."""
    with open_store(tmp_path / "settings.sqlite") as store, store._rows._engine.connect() as connection:
        found = [
            connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "foreign_keys", "synchronous", "busy_timeout")
        ]

    assert found == ["wal", 1, 2, 30_000]


def test_the_queries_know_the_tables(place: str) -> None:
    """The columns that are queried are those that the migrations made."""
    open_store(place).close()
    engine = create_engine(place)

    assert [column["name"] for column in inspect(engine).get_columns(VERSIONS.name)] == list(
        VERSIONS.c.keys()
    )
    engine.dispose()


def test_the_known_migrations_are_those_that_are_there() -> None:
    """The tuple that spares an import of Alembic names Alembic's revisions, oldest first."""
    config = Config()
    config.set_main_option("script_location", "autoreply_sim.io.store:migrations")
    script = ScriptDirectory.from_config(config)

    assert tuple(reversed([each.revision for each in script.walk_revisions()])) == REVISIONS


def test_an_interrupted_migration_left_nothing_and_is_done_again(place: str) -> None:
    """A store whose table of revisions is there, but empty, is a new one."""
    engine = create_engine(place)
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE settings_revision (version_num VARCHAR(32) NOT NULL)")
    engine.dispose()

    with open_store(place) as store:
        assert store.save("shop", {}, author="Ana", base=None).number == 1


def test_the_example_of_the_reference_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It saves a first version, and another one when it is run again."""
    page = (Path(__file__).parents[3] / "docs" / "reference" / "store.md").read_text(encoding="utf-8")
    example = page.split("```python\n")[1].split("```")[0]
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv(VARIABLE, raising=False)

    for _ in range(2):
        exec(example, {})  # noqa: S102 (our own documentation)

    with open_store() as store:
        assert [(v.number, v.author, v.note) for v in store.history("seed_time")] == [
            (2, "Ana", "Trial"),
            (1, "Ana", "Trial"),
        ]


def test_the_reference_names_every_column() -> None:
    """Whoever opens the tables with another program finds each explained."""
    page = (Path(__file__).parents[3] / "docs" / "reference" / "store.md").read_text(encoding="utf-8")

    assert [column.name for column in VERSIONS.c if f"`{column.name}`" not in page] == []
