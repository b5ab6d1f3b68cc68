"""What comes in is hostile until it is checked: names, notes and documents, all that is wrong told at once."""

from __future__ import annotations

from typing import Any

import pytest

from autoreply_sim.errors import InputError
from autoreply_sim.io.store import Store
from autoreply_sim.io.store.documents import MAX_BYTES

HOSTILE = [
    "'; DROP TABLE settings_versions; --",
    '" OR 1=1',
    "%s %(x)s :x ? $1 {0}",
    "<script>alert(1)</script>",
    "=cmd|' /C calc'!A0",
    "🧑‍🌾 Ærø, 東京, עברית",
    "a/../../etc/passwd",
    "back\\slash",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_any_printable_text_is_a_name_and_a_note(store: Store, text: str) -> None:
    """It is kept as it was written, and does nothing."""
    saved = store.save(text, {text: text}, author=text, base=None, note=f"{text}\n\t{text}")

    assert store.history(text) == (saved,)
    assert saved.document == {text: text}
    assert store.latest("another") is None


@pytest.mark.parametrize(
    ("account", "message"),
    [
        ("", "account: a name is needed, found an empty one"),
        (" ", "account: a name is needed, found an empty one"),
        ("a\0b", "account: control characters cannot be saved, found U+0000; leave them out"),
        ("a\nb\x1b", "account: control characters cannot be saved, found U+000A, U+001B; leave them out"),
        ("a\ud800", "account: 'a\\ud800' is no valid text; correct it"),
        ("a" * 201, "account: 201 characters; at most 200 are possible: shorten it"),
        (7, "account: a text is needed, found int"),
    ],
)
def test_what_no_account_can_be_called_is_refused_everywhere(
    store: Store, account: Any, message: str
) -> None:
    """Reading and writing say the same."""
    for ask in (
        lambda: store.latest(account),
        lambda: store.history(account),
        lambda: store.version(account, 1),
        lambda: store.save(account, {}, author="Ana", base=None),
        lambda: store.restore(account, 1, author="Ana", base=None),
    ):
        with pytest.raises(InputError) as caught:
            ask()
        assert str(caught.value) == message


def test_all_that_is_wrong_with_a_save_is_told_at_once(store: Store) -> None:
    """Names, note and every place of the document, and nothing is saved."""
    document: Any = {"a": {1: float("nan")}, "b": [{2, 3}, "\ud800", 2**63], "c\udfff": b""}

    with pytest.raises(InputError) as caught:
        store.save("shop", document, author=" Ana", base=None, note="x" * 1_000_000)

    assert [str(problem) for problem in caught.value.problems] == [
        "author: ' Ana' begins or ends with a space; leave it out",
        "note: 1,000,000 characters; at most 2,000 are possible: shorten it",
        "document.a: keys are texts, found 1; write '1'",
        "document.a.1: nan is no number that JSON knows; leave it out, or save null",
        "document.b[0]: JSON has no set; save it as text, a number, a list or a mapping",
        "document.b[1]: '\\ud800' is no valid text; correct it",
        "document.b[2]: this number has more than 63 bits; save it as text",
        "document: the key 'c\\udfff' is no valid text; correct it",
        "document.c\\udfff: JSON has no bytes; save it as text, a number, a list or a mapping",
    ]
    assert store.latest("shop") is None


def test_a_note_without_a_sense_for_terminals_is_refused(store: Store) -> None:
    """New lines and tabs are the only control characters that it may hold."""
    with pytest.raises(InputError, match=r"note: control characters cannot be saved, found U\+0000, U\+001B"):
        store.save("shop", {}, author="Ana", base=None, note="\x1b[2J\0\n")


def test_a_document_has_bounds(store: Store) -> None:
    """It is a mapping, not endlessly deep, and no larger than four megabytes."""
    deep: dict[str, Any] = {}
    for _ in range(2_000):
        deep = {"x": deep}
    inputs: list[tuple[Any, str]] = [
        ([], "document: a mapping is needed, found list"),
        ("{}", "document: a mapping is needed, found str"),
        (deep, "this is nested more than 64 deep; make it flatter"),
        (
            {"x": "é" * (MAX_BYTES // 2)},
            "document: the document has 4,194,312 bytes; at most 4,194,304 can be saved",
        ),
    ]
    for document, message in inputs:
        with pytest.raises(InputError) as caught:
            store.save("shop", document, author="Ana", base=None)
        assert message in str(caught.value)
        assert len(str(caught.value)) < 500

    fits = {"x": "é" * (MAX_BYTES // 2 - 4)}
    assert store.save("shop", fits, author="Ana", base=None).document == fits
