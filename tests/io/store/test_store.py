"""What is saved stays: versions one after the other, none lost, none changed, in either database."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import create_engine
from sqlalchemy.exc import DBAPIError

from autoreply_sim.errors import InputError
from autoreply_sim.io.store import Conflict, Store, UnknownVersion, Version, open_store

LEAF = st.none() | st.booleans() | st.integers(-(2**62), 2**62) | st.floats(allow_nan=False) | st.text()
FINITE = LEAF.filter(lambda leaf: leaf not in {float("inf"), float("-inf")})
DOCUMENTS = st.dictionaries(
    st.text(),
    st.recursive(FINITE, lambda part: st.lists(part) | st.dictionaries(st.text(), part), max_leaves=9),
)


def test_an_account_begins_without_versions(store: Store) -> None:
    """Nothing saved is None and an empty history, not an error."""
    assert store.latest("seed_time") is None
    assert store.history("seed_time") == ()


def test_a_saved_version_says_what_who_when_and_upon_what(store: Store) -> None:
    """What `save` returns is what is read afterwards, to the last field."""
    first = store.save("seed_time", {"b": 1, "a": "é"}, author="Ana", base=None)
    second = store.save("seed_time", {"a": "è"}, author="Ben", base=1, note="Quieter\nat night")

    assert first == Version(
        account="seed_time", number=1, text='{"a":"é","b":1}', author="Ana", saved_at_ms=1_772_442_000_000
    )
    assert second == Version(
        account="seed_time",
        number=2,
        text='{"a":"è"}',
        author="Ben",
        saved_at_ms=1_772_442_001_000,
        note="Quieter\nat night",
        parent=1,
    )
    assert store.latest("seed_time") == second
    assert store.version("seed_time", 1) == first
    assert store.history("seed_time") == (second, first)


def test_accounts_do_not_know_each_other(store: Store) -> None:
    """Each counts its own versions, and names that differ in case or in accents are different names."""
    for account in ("shop", "Shop", "shôp"):
        assert store.save(account, {"is": account}, author="Ana", base=None).number == 1

    assert [v.document for v in store.history("Shop")] == [{"is": "Shop"}]


def test_a_history_is_as_long_as_is_asked_for(store: Store) -> None:
    """The newest come first, 50 if nothing is said."""
    for number in range(60):
        store.save("shop", {"n": number}, author="Ana", base=number or None)

    assert [v.number for v in store.history("shop", most=3)] == [60, 59, 58]
    assert [v.number for v in store.history("shop")] == list(range(60, 10, -1))
    assert store.history("shop", most=0) == ()


def test_who_saves_upon_an_old_version_is_told_what_was_saved_since(store: Store) -> None:
    """The conflict carries who, when and what, newest first; nothing is saved."""
    store.save("shop", {"x": 1}, author="Ana", base=None)
    store.save("shop", {"x": 2}, author="Ben", base=1)
    third = store.save("shop", {"x": 3}, author="Cleo", base=2)

    with pytest.raises(Conflict) as caught:
        store.save("shop", {"x": 9}, author="Dan", base=1)

    assert [(v.author, v.document) for v in caught.value.since] == [("Cleo", {"x": 3}), ("Ben", {"x": 2})]
    assert "'Cleo' saved version 3 (2026-03-02T09:00:02Z)" in str(caught.value)
    assert store.latest("shop") == third
    assert pickle.loads(pickle.dumps(caught.value)).since == caught.value.since  # noqa: S301 (our own)


def test_two_cannot_both_save_the_first_version(store: Store) -> None:
    """`base=None` means that nothing is there, and is checked like any other."""
    store.save("shop", {}, author="Ana", base=None)

    with pytest.raises(Conflict, match="when there was no version yet, and since then 'Ana' saved version 1"):
        store.save("shop", {}, author="Ben", base=None)


def test_restoring_saves_the_old_document_as_a_new_version(store: Store) -> None:
    """What lies between stays in the history, and the new version says whose document it is."""
    store.save("shop", {"x": 1}, author="Ana", base=None)
    store.save("shop", {"x": 2}, author="Ben", base=1)

    back = store.restore("shop", 1, author="Cleo", base=2)

    assert (back.number, back.document, back.restored_from, back.parent) == (3, {"x": 1}, 1, 2)
    assert [v.number for v in store.history("shop")] == [3, 2, 1]
    with pytest.raises(Conflict):
        store.restore("shop", 2, author="Ben", base=2)


def test_a_version_that_is_not_there_is_a_key_error_in_a_sentence(store: Store) -> None:
    """It says which numbers there are; so does a save or a restore that names it."""
    store.save("shop", {}, author="Ana", base=None)

    asks: list[Callable[[], Version]] = [
        lambda: store.version("shop", 7),
        lambda: store.save("shop", {}, author="Ana", base=7),
        lambda: store.restore("shop", 7, author="Ana", base=1),
    ]
    for ask in asks:
        with pytest.raises(KeyError) as caught:
            ask()
        assert isinstance(caught.value, InputError)
        assert str(caught.value) == "account 'shop': there is no version 7; its versions are 1 to 1"
    with pytest.raises(UnknownVersion, match="account 'barn': there is no version 1; nothing is saved yet"):
        store.version("barn", 1)


def test_a_document_that_was_read_may_be_changed_freely(store: Store) -> None:
    """Each reading is a copy: no page spoils what another one shows."""
    version = store.save("shop", MappingProxyType({"teams": ({"x": 1},)}), author="Ana", base=None)
    version.document["teams"].append(2)

    assert version.document == {"teams": [{"x": 1}]}


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(document=DOCUMENTS)
def test_every_json_document_comes_back_as_it_was(store: Store, document: dict[str, Any]) -> None:
    """Any text, NUL and all planes of Unicode included, and numbers to the last digit; equal ones have equal texts."""
    latest = store.latest("any")
    saved = store.save("any", document, author="Ana", base=latest.number if latest else None)
    shuffled = {key: document[key] for key in reversed(document)}

    read = store.version("any", saved.number)
    assert read.document == document
    assert read.text == saved.text
    assert (
        store.save("other", shuffled, author="Ana", base=number_of(store.latest("other"))).text == saved.text
    )


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    steps=st.lists(st.tuples(st.sampled_from("AB"), st.sampled_from(["look", "save", "back"])), max_size=30)
)
def test_no_interleaving_of_two_writers_loses_anything(store: Store, steps: list[tuple[str, str]]) -> None:
    """Whoever saw the latest version saves; whoever did not is told exactly what they missed; numbers are dense."""
    start = number_of(store.latest("desk")) or 0
    seen: dict[str, int] = dict.fromkeys("AB", start)
    saved: list[tuple[str, int]] = []
    missed: list[tuple[list[int], list[int]]] = []
    for turn, (writer, action) in enumerate(steps):
        latest = start + len(saved)
        if action == "look":
            seen[writer] = number_of(store.latest("desk")) or 0
            continue
        try:
            if action == "back" and start:
                version = store.restore("desk", start, author=writer, base=seen[writer] or None)
            else:
                version = store.save("desk", {"turn": turn}, author=writer, base=seen[writer] or None)
        except Conflict as conflict:
            missed.append(([v.number for v in conflict.since], list(range(latest, seen[writer], -1))))
        else:
            assert seen[writer] == latest
            seen[writer] = version.number
            saved.append((writer, version.number))

    assert all(told and told == meanwhile for told, meanwhile in missed)
    written = store.history("desk", most=len(saved))
    assert [(v.author, v.number) for v in reversed(written)] == saved
    assert [number for _, number in saved] == list(range(start + 1, start + 1 + len(saved)))


def number_of(version: Version | None) -> int | None:
    """Return a version's number, None for none."""
    return None if version is None else version.number


def test_threads_may_share_a_store(store: Store) -> None:
    """Eight threads, ten saves each, and every one is there once."""

    def work(author: str) -> None:
        for turn in range(10):
            save_somehow(store, {"turn": turn}, author)

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(work, [f"thread {number}" for number in range(8)]))

    history = store.history("desk", most=100)
    assert [v.number for v in history] == list(range(80, 0, -1))
    assert len({(v.author, v.document["turn"]) for v in history}) == 80


def save_somehow(store: Store, document: dict[str, Any], author: str) -> None:
    """Save upon whatever is the latest by then."""
    while True:
        try:
            store.save("desk", document, author=author, base=number_of(store.latest("desk")))
        except Conflict:
            continue
        return


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE settings_versions SET text = '{}'",
        "DELETE FROM settings_versions",
        "TRUNCATE settings_versions",
    ],
)
def test_the_database_itself_keeps_what_was_saved(store: Store, place: str, statement: str) -> None:
    """No other program changes or deletes a version by mistake."""
    if statement.startswith("TRUNCATE") and place.startswith("sqlite"):
        statement = "DELETE FROM settings_versions WHERE number = 1"
    saved = store.save("shop", {"x": 1}, author="Ana", base=None)
    engine = create_engine(place)

    with (
        pytest.raises(DBAPIError, match="what was saved is never changed or deleted"),
        engine.begin() as other,
    ):
        other.exec_driver_sql(statement)

    engine.dispose()
    assert store.history("shop") == (saved,)


def test_the_database_itself_keeps_numbers_dense(store: Store) -> None:
    """A version follows its parent by one, and its parent is there: foreign keys are on."""
    store.save("shop", {}, author="Ana", base=None)
    engine = store._rows._engine
    values = "'shop', {number}, '{{}}', 'Eve', 0, '', NULL, {parent}"

    for number, parent in ((3, 2), (3, 1), (2, "NULL"), (1, "NULL")):
        with pytest.raises(DBAPIError), engine.begin() as other:
            other.exec_driver_sql(
                f"INSERT INTO settings_versions VALUES ({values.format(number=number, parent=parent)})"  # noqa: S608
            )

    assert [v.number for v in store.history("shop")] == [1]


def test_a_closed_store_says_so(tmp_path: Path) -> None:
    """It does not quietly open again."""
    with open_store(tmp_path / "settings.sqlite") as store:
        store.save("shop", {}, author="Ana", base=None)

    with pytest.raises(ValueError, match="this store is closed; open it again"):
        store.latest("shop")


def test_a_store_is_copied_whole_into_an_empty_one(store: Store, tmp_path: Path) -> None:
    """Numbers, authors and times stay; a store that holds something is left as it is."""
    for number in range(250):
        store.save(f"desk {number % 3}", {"n": number}, author="Ana", base=(number // 3) or None)
    store.restore("desk 1", 2, author="Ben", base=83)

    with open_store(tmp_path / "copy.sqlite") as copy:
        assert store.copy_to(copy) == 251
        for account in ("desk 0", "desk 1", "desk 2"):
            assert copy.history(account, most=100) == store.history(account, most=100)
        with pytest.raises(InputError, match="it holds versions already, and histories are not mixed"):
            copy.copy_to(store)


def test_a_file_moves_to_a_server(new_database: Callable[[], str], tmp_path: Path) -> None:
    """And goes on there."""
    with open_store(tmp_path / "settings.sqlite") as file, open_store(new_database()) as server:
        file.save("shop", {"x": "é🚜"}, author="Ana", base=None)
        file.save("shop", {"x": 2}, author="Ben", base=1)

        assert file.copy_to(server) == 2
        assert server.history("shop") == file.history("shop")
        assert server.save("shop", {"x": 3}, author="Cleo", base=2).number == 3
