"""No text gets out, hangs, or takes more than a bounded amount of work, whatever it holds.

The bound on work is a count of calls and of bytes, not a time: it says the same on a slow machine.
"""

from __future__ import annotations

import sys
import tracemalloc
from collections.abc import Iterator
from pathlib import Path
from types import FrameType
from typing import Self

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import TemplateSyntaxError

from autoreply_sim.texts import grammar
from autoreply_sim.texts.fields import fields_of, switches_of
from autoreply_sim.texts.grammar import MAX_SOURCE_LENGTH
from autoreply_sim.texts.template import (
    MAX_PROBLEMS,
    MAX_RENDERED_LENGTH,
    TextError,
    check_text,
    compile_text,
)
from autoreply_sim.texts.words import ENVIRONMENT, MAX_DEPTH, MAX_TAG_WORDS

HOSTILE = yaml.safe_load((Path(__file__).parent / "hostile_texts.yaml").read_text(encoding="utf-8"))
REFUSED = [text for texts in HOSTILE["refused"].values() for text in texts]
REPLY = "request_payment"
KNOWN_FIELDS = [field.key for field in fields_of(REPLY)]
MOST_CALLS = 60_000
MOST_BYTES = 4_000_000
MOST_FRAMES = 400

HUGE = {
    "brackets": "{{ " + "(" * 700 + "customer_name" + ")" * 700 + " }}",
    "open brackets": "{{ " + "(" * 1500,
    "lists": "{{ " + "[" * 1500,
    "dictionaries": "{{ " + "{" * 1500,
    "calls": "{{ customer_name" + "()" * 700 + " }}",
    "attributes": "{{ a" + ".a" * 700 + " }}",
    "signs": "{{ " + "-" * 1500 + "1 }}",
    "nots": "{% if " + "not " * 350 + "customer_name %}x{% endif %}",
    "few nots": "{% if " + "not " * 50 + "customer_name %}x{% endif %}",
    "ands": "{% if customer_name" + " and customer_name" * 80 + " %}x{% endif %}",
    "inline conditions": "{{ a" + " if a else a" * 120 + " }}",
    "powers": "{{ 9" + "**9" * 500 + " }}",
    "a number": "{{ " + "9" * 1500 + " }}",
    "a name": "{{ " + "a" * 1500 + " }}",
    "a string": "{{ '" + "a" * 1500 + "' }}",
    "backslashes": "{{ '" + "\\" * 1500,
    "quotes": "{{ " + "'" * 1499 + " }}",
    "named characters": "{{ '" + "\\N{BULLET}" * 140 + "' }}",
    "nested conditions": "{% if a %}" * 100 + "x" + "{% endif %}" * 50,
    "nested fields": "{{" * 800,
    "open conditions": "{%if a%}" * 200,
    "unknown fields": "".join(f"{{{{a{n}}}}}" for n in range(200)),
    "comments": "{#" * 800,
    "raw blocks": "{%raw%}" * 200,
    "a million nested conditions": "{% if customer_name %}" * 1_000_000,
    "a hundred megabytes": "x" * 100_000_000,
    "blanks": " " * 1_600,
    "a tag of blanks": "{{" + " " * 1_590 + "}}",
    "blanks before a tag": "\n " * 790 + "{%- x",
}
CHARACTERS = {
    "null": "a\x00b",
    "escape": "a\x1bb",
    "bell": "a\x07b",
    "form feed": "a\x0cb",
    "delete": "a\x7fb",
    "next line": "a\x85b",
    "lone surrogate": "a\ud800b",
    "lone low surrogate": "a\udc00",
    "right-to-left override": "pay \u202emoc.elpmaxe",
    "isolate": "a\u2066b",
    "only invisible": "\u200b\u200d\ufeff",
}
LARGEST_GOOD = (
    f"{{% if {'(' * MAX_DEPTH}{'not ' * 8}link{')' * MAX_DEPTH} and amount and link %}}" * MAX_DEPTH
    + "x{% endif %}" * MAX_DEPTH
    + "{% if "
    + " or ".join(["link"] * (MAX_TAG_WORDS // 2))
    + " %}y{% endif %}"
)


class Work:
    """Counts the calls made, in Python and in C, and the most bytes taken, while it is entered."""

    def __enter__(self) -> Self:
        """Begin to count."""
        self.calls = 0
        self.bytes = 0
        grammar._read_short.cache_clear()
        tracemalloc.start()
        sys.setprofile(self._count)
        return self

    def __exit__(self, *_: object) -> None:
        """Stop counting."""
        sys.setprofile(None)
        self.bytes = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()

    def _count(self, _frame: FrameType, event: str, _argument: object) -> None:
        self.calls += event in {"call", "c_call"}


def assert_refused_cheaply(text: str) -> None:
    """The text has problems, finding them takes bounded work, and each says what to do."""
    with Work() as work:
        problems = check_text(REPLY, text)

    assert 1 <= len(problems) <= MAX_PROBLEMS
    assert work.calls <= MOST_CALLS
    assert work.bytes <= MOST_BYTES
    assert all(len(problem.message) < 600 and problem.message.isprintable() for problem in problems)
    with pytest.raises(TextError):
        compile_text(REPLY, text)


@pytest.mark.parametrize("text", REFUSED)
def test_a_text_that_is_not_plain_fields_and_conditions_is_refused(text: str) -> None:
    """Calls, attributes, filters, literals, loops and whatever cannot be read are problems of the text."""
    assert_refused_cheaply(text)


@pytest.mark.parametrize("text", REFUSED)
def test_the_syntax_tree_alone_refuses_what_the_words_refuse(text: str) -> None:
    """The allow-list over the tree does not lean on the look at the words: either is enough.

    Comments and raw blocks leave no trace in the tree, so nothing of them can act either.
    """
    if text in HOSTILE["refused"]["characters"] or "raw" in text or "{#" in text:
        return
    try:
        tree = ENVIRONMENT.parse(text)
    except TemplateSyntaxError:
        return
    reading = grammar._read_tree(tree)
    assert reading.problems or any(use.printed and use.name not in KNOWN_FIELDS for use in reading.uses)


@pytest.mark.parametrize("name", HUGE)
def test_the_size_of_a_text_does_not_decide_how_long_it_is_looked_at(name: str) -> None:
    """A text is refused by its length before it is parsed, and by its depth before the parser can recurse."""
    assert_refused_cheaply(HUGE[name])


@pytest.mark.parametrize("name", CHARACTERS)
def test_a_character_that_hides_or_cannot_be_sent_is_refused(name: str) -> None:
    """Control characters, halves of surrogate pairs and reversals of the reading order are no text."""
    assert_refused_cheaply(CHARACTERS[name])


@pytest.mark.parametrize("text", HOSTILE["inert"])
def test_what_only_looks_like_a_template_comes_out_as_it_went_in(text: str) -> None:
    """Other template languages, markup and formulas are plain words here."""
    assert check_text(REPLY, text) == []
    assert compile_text(REPLY, text).render({"customer_name": "Carla"}) == text


@pytest.mark.parametrize("value", [*REFUSED, *HOSTILE["inert"]])
def test_a_value_is_never_read_as_a_template(value: str) -> None:
    """A customer may be called what they like."""
    assert compile_text(REPLY, "Hi {{ customer_name }}!").render({"customer_name": value}) == f"Hi {value}!"


def test_the_sandbox_holds_nothing_to_take_hold_of() -> None:
    """Jinja's own functions, filters and tests are gone, should a text ever reach for them."""
    for names in (ENVIRONMENT.globals, ENVIRONMENT.filters, ENVIRONMENT.tests):
        assert not names


def test_endless_values_are_cut_off() -> None:
    """A rendered text is bounded, however often it names however long a value, and so is the work on it."""
    text = compile_text(REPLY, "{{link}}" * (MAX_SOURCE_LENGTH // len("{{link}}")))
    value = "x" * 10_000_000

    with Work() as work:
        rendered = text.render({"link": value})

    assert rendered == "x" * MAX_RENDERED_LENGTH
    assert work.bytes <= MOST_BYTES


def test_the_largest_good_text_needs_few_frames() -> None:
    """The bounds on depth keep the parser and the compiler far from the recursion limit."""
    limit = sys.getrecursionlimit()
    try:
        sys.setrecursionlimit(sum(1 for _ in frames()) + MOST_FRAMES)
        assert check_text(REPLY, LARGEST_GOOD) == []
        assert compile_text(REPLY, LARGEST_GOOD).render({"link": "l"}) == "y"
    finally:
        sys.setrecursionlimit(limit)


def frames() -> Iterator[FrameType]:
    """The frames that are running now, innermost first."""
    frame: FrameType | None = sys._getframe()
    while frame:
        yield frame
        frame = frame.f_back


def test_the_bounds_refuse_one_step_more() -> None:
    """A text of just the greatest length and depth passes; one character or one condition more does not."""
    nested = "{%if link%}" * MAX_DEPTH + "x" + "{%endif%}" * MAX_DEPTH
    brackets = "(" * MAX_DEPTH + "link" + ")" * MAX_DEPTH
    words = " or ".join(["link"] * (MAX_TAG_WORDS // 2))

    assert check_text(REPLY, "x" * MAX_SOURCE_LENGTH) == []
    assert check_text(REPLY, "x" * (MAX_SOURCE_LENGTH + 1))
    assert check_text(REPLY, nested) == []
    assert check_text(REPLY, "{%if link%}" + nested + "{%endif%}")
    assert check_text(REPLY, "{{" + brackets + "}}") == []
    assert check_text(REPLY, "{{(" + brackets + ")}}")
    assert check_text(REPLY, "{% if " + words + " %}x{% endif %}") == []
    assert check_text(REPLY, "{% if " + words + " or link %}x{% endif %}")


def test_conditions_beside_each_other_are_not_nested() -> None:
    """Only what stands inside a condition counts towards the depth."""
    assert check_text(REPLY, "{%if link%}x{%endif%}" * 50) == []


KNOWN = KNOWN_FIELDS + [switch.field for switch in switches_of(REPLY)]
PIECES = st.sampled_from(
    ["{{", "}}", "{%", "%}", "{%-", "-%}", "{#", "#}", " if ", " elif ", " else ", " endif ", " and ", " or "]
    + [
        " not ",
        "(",
        ")",
        ".",
        "|",
        "[",
        "]",
        "{",
        "}",
        "'",
        '"',
        "\\",
        "1",
        "*",
        "~",
        ",",
        " is ",
        " in ",
        "\n",
    ]
    + ["-", "+", "=", "==", " for ", " raw ", " endraw ", " set ", "é", "\u202e", "x"]
    + [f" {name} " for name in KNOWN]
)


@given(st.lists(PIECES, max_size=60).map("".join))
def test_any_mixture_of_template_pieces_is_refused_or_renders(text: str) -> None:
    """Checking never raises, and what it lets through can always be rendered, with values and without."""
    if check_text(REPLY, text):
        return
    for fields in ({}, dict.fromkeys(KNOWN, True), dict.fromkeys(KNOWN, "{{ link }}")):
        assert len(compile_text(REPLY, text).render(fields)) <= MAX_RENDERED_LENGTH


@given(st.text(max_size=200))
def test_any_characters_are_refused_or_come_out_as_they_went_in(text: str) -> None:
    """A text without a tag is what is sent; only line ends are made alike, the last one dropped."""
    tags = any(tag in text for tag in ("{{", "{%", "{#"))
    if not tags and not check_text(REPLY, text):
        expected = text.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n")
        assert compile_text(REPLY, text).render({}) == expected
