"""Whatever is done to a sound file, it loads or is refused: nothing else ever happens."""

from __future__ import annotations

import contextlib
import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from autoreply_sim.errors import InputError
from autoreply_sim.io.scenario_load import loads_and_run

STORY = Path(__file__).with_name("story.yaml").read_text(encoding="utf-8")
LINES = STORY.splitlines()
VALUE = re.compile(r"(?<=: )[^,}\]\n]+")
ODD = (
    *("", "null", "true", "no", "-1", "0", "1e999", "9" * 30, ".nan", "[]", "{}", "[1, [2]]", "{a: {b: c}}"),
    *(
        '"',
        "'",
        "*a",
        "&a",
        "!!int 3",
        "{{ x }}",
        "\t",
        "? ",
        ": ",
        "|",
        ">",
        "%",
        "@",
        "#",
        "\\",
        "\u202e",
        "é",
        "\ufeff",
    ),
    *(
        "2026-02-30",
        "24:00",
        "1971-01-01 00:00",
        "2099-12-31 23:59:59Z",
        "FREQ=DAILY",
        "FREQ=YEARLY;INTERVAL=400",
    ),
    *(
        "ana",
        "service",
        "parts",
        "close",
        "merge",
        "[ana, ana]",
        "{team: service}",
        "{advisor: ana}",
        "withheld",
    ),
)

replaced = st.tuples(st.just("value"), st.integers(0, 10_000), st.sampled_from(ODD) | st.text(max_size=8))
removed = st.tuples(st.just("line"), st.integers(0, len(LINES) - 1), st.just(""))
doubled = st.tuples(st.just("double"), st.integers(0, len(LINES) - 1), st.integers(0, len(LINES) - 1))
inserted = st.tuples(
    st.just("insert"), st.integers(0, len(STORY)), st.sampled_from(ODD) | st.text(max_size=4)
)


def mutated(text: str, change: tuple[str, int, object]) -> str:
    """Return a text with one thing changed."""
    kind, place, what = change
    if kind == "value":
        values = list(VALUE.finditer(text))
        start, end = values[place % len(values)].span() if values else (0, 0)
        return text[:start] + str(what) + text[end:]
    if kind == "insert":
        return text[:place] + str(what) + text[place:]
    lines = text.split("\n")
    if kind == "line":
        del lines[place % len(lines)]
    elif isinstance(what, int):
        lines.insert(place % len(lines), lines[what % len(lines)])
    return "\n".join(lines)


@settings(max_examples=400, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.one_of(replaced, removed, doubled, inserted), min_size=1, max_size=4))
def test_a_spoilt_file_is_refused_or_runs(changes: list[tuple[str, int, object]]) -> None:
    """Every error of a file is an InputError; what loads can be run and printed."""
    text = STORY
    for change in changes:
        text = mutated(text, change)

    with contextlib.suppress(InputError):
        loads_and_run(text).as_json()


@settings(max_examples=200)
@given(st.binary(max_size=200) | st.text(max_size=200))
def test_any_bytes_and_any_text_are_refused(content: bytes | str) -> None:
    """Nobody hits upon a scenario by chance."""
    with pytest.raises(InputError):
        loads_and_run(content)
