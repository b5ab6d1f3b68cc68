"""Files are read as YAML 1.2: words and times stay what a person wrote, and every value knows its line."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from ruamel.yaml import YAML
from ruamel.yaml.constructor import SafeConstructor

from autoreply_sim.io import yaml12
from autoreply_sim.io.yaml12 import compose
from autoreply_sim.io.yaml12_composer import MAX_DEPTH
from autoreply_sim.io.yaml12_data import Items, Plain, Section, YamlError, inside, line_of, resolve

LIBRARY = sorted(Path(__file__).parents[2].glob("data/scenarios/*.yaml"))


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("no", "no"),
        ("on", "on"),
        ("Yes", "Yes"),
        ("17:00", "17:00"),
        ("2026-01-05", "2026-01-05"),
        ("true", True),
        ("FALSE", False),
        ("12", 12),
        ("012", 12),
        ("0o17", 15),
        ("0x1F", 31),
        ("+15155550199", 15155550199),
        ("1_000", "1_000"),
        ("-1.5e3", -1500.0),
        (".inf", float("inf")),
        ("-.INF", float("-inf")),
        ("1:30:00", "1:30:00"),
        ("~", None),
        ("null", None),
        ("", None),
        ("nUll", "nUll"),
        ('"12"', "12"),
        ("'true'", "true"),
        ('""', ""),
    ],
)
def test_a_scalar_means_what_yaml_1_2_says(written: str, meant: object) -> None:
    """The core schema of YAML 1.2: no dates, no base 60, no yes and no; what is quoted is a text."""
    root, duplicates = compose(f"key: {written}\n")

    assert resolve(root) == {"key": meant}
    assert duplicates == []


def test_not_a_number_is_a_float() -> None:
    """`.nan` is the one value that equals nothing, itself included."""
    value = resolve(compose("a: .nan")[0])

    assert isinstance(value, dict)
    assert value["a"] != value["a"]


def test_a_merge_key_is_a_key_like_any_other() -> None:
    """YAML 1.2 has no `<<`."""
    root, _ = compose("base: &base {a: 1}\nother: {<<: *base}\n")

    assert resolve(root) == {"base": {"a": 1}, "other": {"<<": {"a": 1}}}


def test_values_without_quotes_are_told_from_texts() -> None:
    """What is plain is for its field to interpret; what is quoted is a text already."""
    root, _ = compose("a: 08:00\nb: '08:00'\n")

    assert isinstance(root, Section)
    assert isinstance(root["a"], Plain)
    assert not isinstance(root["b"], Plain)


LINES = """\
# a comment
a: 1
b:
  - x
  -
    c: y
    "d": {e: z,
      f: w}
"""


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ((), 1),
        (("a",), 2),
        (("b",), 3),
        (("b", 0), 4),
        (("b", 1, "c"), 6),
        (("b", 1, "d"), 7),
        (("b", 1, "d", "f"), 8),
        (("b", 1, "missing"), 6),
        (("b", 7, "c"), 3),
        (("a", "below", "a", "scalar"), 2),
    ],
)
def test_every_value_knows_its_line(path: tuple[str | int, ...], line: int) -> None:
    """What does not exist is where the nearest thing above it is."""
    assert line_of(compose(LINES)[0], path) == line


def test_a_key_and_its_value_may_stand_on_different_lines() -> None:
    """An unknown key is told with its own line, a bad value with the value's."""
    root, _ = compose("a:\n  long\n")

    assert line_of(root, ("a",)) == 2
    assert line_of(root, ("a",), of_key=True) == 1


def test_a_key_that_stands_twice_is_reported_with_both_lines() -> None:
    """The first one counts."""
    root, duplicates = compose("a:\n  - {x: 1, y: 2,\n     x: 3}\n")

    assert [(one.path, one.line, one.first_line) for one in duplicates] == [(("a", 0, "x"), 3, 2)]
    assert resolve(root) == {"a": [{"x": 1, "y": 2}]}


def test_an_alias_repeats_what_its_anchor_marks() -> None:
    """Who knows anchors may use them."""
    root, _ = compose("a: &one [1, 2]\nb: *one\nc: &word hello\nd: *word\n")

    assert resolve(root) == {"a": [1, 2], "b": [1, 2], "c": "hello", "d": "hello"}


def test_looking_where_nothing_is_finds_nothing() -> None:
    """A path that leads nowhere leads to None, whatever is on its way."""
    root, _ = compose("a: [1]\n")

    assert inside(root, ("a", 0)) == "1"
    assert inside(root, ("a", 1)) is None
    assert inside(root, ("a", "b")) is None
    assert inside(root, ("b", 0, "c")) is None


def test_a_byte_order_mark_a_version_and_windows_line_ends_are_fine() -> None:
    """Editors write such things, and people do not see them."""
    root, _ = compose("%YAML 1.2\r\n---\r\na: 1\r\nb: 2\r\n")

    assert resolve(root) == {"a": 1, "b": 2}
    assert line_of(root, ("b",)) == 4


REFUSED = [
    ("", 1, "the file is empty"),
    ("# only a comment\n", 1, "the file is empty"),
    ("---\n...\n", 1, "the file is empty"),
    ("a: 1\n---\nb: 2\n", 2, "a second document begins here"),
    ("a: !!python/object/apply:os.system [ls]\n", 1, "the tag"),
    ("a: 1\nb: !x 2\n", 2, "the tag '!x' is refused; write plain values"),
    ("a: *b\n", 1, "no anchor &b stands before"),
    ("a: &b [1, *b]\n", 1, "stands inside what it repeats"),
    ("a: 1\n\tb: 2\n", 2, "indented with a tab; indent with blanks"),
    ("a: b: c\n", 1, "put a text that contains ': ' in quotes"),
    ("a: @b\n", 1, "put a text that begins with this character in quotes"),
    ("a: *\n", 1, "put a text that begins with * or & in quotes"),
    ("a: {{ name }}: hello\n", 1, "put a text that begins with { or [ in quotes"),
    ("? [a]\n: b\n", 1, "a key cannot be a group or a list"),
    (": b\n", 1, "this is not YAML"),
    ("{~: b}\n", 1, "a key is empty"),
    ("a: 1\nnull: b\n", 2, "a key is empty (null counts as empty); write a name, or put it in quotes"),
    ('a: "\\ud83d"\n', 1, "write the character itself"),
    ("a: [1\n", 2, "this is not YAML"),
    ('a: "x\n', 2, "this is not YAML"),
    ("a: 1\nb: \x07\n", 2, r"the character '\x07'"),
    ("a: " + "[" * (MAX_DEPTH + 1), 1, f"nested more than {MAX_DEPTH} deep"),
    ("[" * 100_000, 1, f"nested more than {MAX_DEPTH} deep"),
    ("- " * 100_000, 1, f"nested more than {MAX_DEPTH} deep"),
    ("a: &x [[[[[[[[1]]]]]]]]\n" + "b: " + "[" * 26 + "*x" + "]" * 26, 2, f"nest more than {MAX_DEPTH} deep"),
    ("a: [" + "1," * 300_000 + "]", 1, "more than 200,000 values"),
]


@pytest.mark.parametrize(("text", "line", "said"), REFUSED, ids=[repr(one[0][:30]) for one in REFUSED])
def test_what_is_no_yaml_for_us_is_refused_with_its_line(text: str, line: int | None, said: str) -> None:
    """Syntax errors, tags, several documents and hostile nesting are told with the line and what to do."""
    with pytest.raises(YamlError) as caught:
        compose(text)

    assert said in str(caught.value)
    assert caught.value.line == line


def test_a_billion_laughs_are_counted_before_anybody_laughs() -> None:
    """An alias counts as all that it stands for, so that a small file cannot mean a large one."""
    rows = ["a: &a [1, 1, 1, 1, 1, 1, 1, 1, 1]"]
    rows += [
        f"{after}: &{after} [{', '.join([f'*{before}'] * 9)}]"
        for before, after in zip("abcdefgh", "bcdefghi", strict=True)
    ]

    with pytest.raises(YamlError, match="aliases counted as what they repeat"):
        compose("\n".join(rows))


def test_items_remember_where_they_stood() -> None:
    """A list with parts left out still knows the numbers that its items have in the file."""
    items = Items()
    items.put("b", 7, 1)
    items.put("d", 9, 3)

    assert items.positions == [1, 3]
    assert items.lines == [7, 9]


def test_without_libyaml_the_same_is_read(monkeypatch: pytest.MonkeyPatch, story: str) -> None:
    """Where libyaml is not built in, PyYAML's own parser reads the same, only slower."""
    quick = compose(story)[0]
    monkeypatch.setattr(yaml12, "_PARSER", yaml.SafeLoader)
    slow = compose(story)[0]

    assert resolve(slow) == resolve(quick)
    assert line_of(slow, ("events", 3)) == line_of(quick, ("events", 3))
    with pytest.raises(YamlError, match="half a character"):
        compose('a: "\\ud800"\n')


def test_half_a_character_is_no_character() -> None:
    """The parser refuses surrogate escapes, so that every text can be printed."""
    with pytest.raises(YamlError):
        compose('a: "\\ud800"\n')


class _OnlyCore(SafeConstructor):
    """ruamel.yaml's reading without timestamps, which YAML 1.2's core schema does not have."""


_OnlyCore.add_constructor("tag:yaml.org,2002:timestamp", SafeConstructor.construct_yaml_str)


@pytest.mark.parametrize("path", LIBRARY, ids=lambda path: path.stem)
def test_another_reader_of_yaml_1_2_reads_the_library_alike(path: Path) -> None:
    """ruamel.yaml is the second opinion: the same keys and texts, numbers as numbers, switches as switches."""
    other = YAML(typ="safe", pure=True)
    other.Constructor = _OnlyCore
    text = path.read_text(encoding="utf-8")
    ours = resolve(compose(text)[0])

    assert repr(ours) == repr(other.load(text))
