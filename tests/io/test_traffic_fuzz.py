"""Whatever is done to a sound file with traffic, it loads or is refused: nothing else ever happens."""

from __future__ import annotations

import contextlib
import re
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from autoreply_sim.errors import InputError
from autoreply_sim.io.scenario_load import loads

TEXT = Path(__file__).with_name("traffic.yaml").read_text(encoding="utf-8")
VALUE = re.compile(r"(?<=: )[^,}\]\n]+")
ODD = (
    *(
        "",
        "null",
        "true",
        "-1",
        "0",
        "1e999",
        "9" * 30,
        ".nan",
        ".inf",
        "[]",
        "{}",
        "[1, [2]]",
        "{a: {b: c}}",
    ),
    *(
        "0%",
        "100%",
        "101%",
        "-5%",
        "%",
        "0.000001",
        "1000000",
        "٣٥%",
        "٣m",
        "²s",
        "0s",
        "366d",
        "99999999d",
        "1h30",
    ),
    *(
        "never",
        "wait",
        "down",
        "service",
        "parts",
        "SU",
        "24:00",
        "23:59:59",
        "2099-12-31",
        "1971-01-01",
        "3660",
    ),
    *(
        "{exponential: 1s}",
        "{exponential: {exponential: 1s}}",
        "{gamma: {mean: 366d, cv: 10}}",
        "{2m: 1%, 1m: 2%}",
    ),
    *("{lognormal: {mean: 1ms, sigma: 5}}", "{uniform: {from: 0s, to: 0s}}", "{never: 1s}", "{1h: never}"),
    *('"', "'", "*a", "&a", "!!int 3", "\t", "? ", "|", "#", "\\", "\u202e", "é", "\ufeff"),
)

changes = st.lists(
    st.one_of(
        st.tuples(st.just("value"), st.integers(0, 10_000), st.sampled_from(ODD) | st.text(max_size=8)),
        st.tuples(st.just("key"), st.integers(0, 10_000), st.sampled_from(ODD) | st.text(max_size=8)),
        st.tuples(st.just("line"), st.integers(0, 10_000), st.just("")),
        st.tuples(st.just("insert"), st.integers(0, len(TEXT)), st.sampled_from(ODD) | st.text(max_size=4)),
    ),
    min_size=1,
    max_size=4,
)
_PLACES = {"value": VALUE, "key": re.compile(r"[\w\"]+(?=: )"), "line": re.compile(r"[^\n]*\n")}


def mutated(text: str, kind: str, place: int, what: str) -> str:
    """Return a text with one thing changed: a value, a key or a line replaced, or something inserted."""
    if kind == "insert":
        return text[:place] + what + text[place:]
    found = list(_PLACES[kind].finditer(text))
    start, end = found[place % len(found)].span() if found else (0, 0)
    return text[:start] + what + text[end:]


@settings(max_examples=500, suppress_health_check=[HealthCheck.too_slow])
@given(changes)
def test_a_spoilt_file_is_refused_or_loads(spoilt: list[tuple[str, int, str]]) -> None:
    """Every error of a file is an InputError; what loads can say what it is."""
    text = TEXT
    for kind, place, what in spoilt:
        text = mutated(text, kind, place, what)

    with contextlib.suppress(InputError):
        repr(loads(text))
