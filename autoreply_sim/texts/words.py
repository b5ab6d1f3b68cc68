"""A text before it is parsed: its characters, and the words in its tags.

What passes is bounded so that neither Jinja's parser nor its compiler can recurse far. Comments and raw
blocks are refused: they say nothing to a customer, and one that is left open swallows the rest of the text.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from jinja2 import StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment

MAX_TAG_WORDS = 40
"""Names, operators and brackets in one tag: what bounds the work on a long condition."""
MAX_DEPTH = 8
"""Conditions within conditions, and brackets within brackets: what bounds the parser's recursion."""
HOW = "write a field as {{ sender_name }} and a condition as {% if ticket_number %} … {% endif %}"

# Embeddings, overrides and isolates: they make a text, or a link in it, read otherwise than it is written.
_BIDI = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_CONTROLS_ALLOWED = frozenset("\n\r\t")
_BLOCKS = ("if", "elif", "else", "endif")
_WHAT_IT_IS = {
    ".": "an attribute",
    "[": "a subscript or a list",
    "|": "a filter",
    "{": "a dictionary",
    "=": "an assignment",
    "comment": "a comment",
    "raw": "a raw block",
    "string": "a quoted text",
    "integer": "a number",
    "float": "a number",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class TextProblem:
    """One thing wrong with a text: its line in the text, and what is wrong, what was found and what to do."""

    line: int
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Tag:
    kind: str
    line: int
    words: list[tuple[str, str]]


def plain_environment() -> ImmutableSandboxedEnvironment:
    """An immutable sandbox with no globals, filters or tests, in which an undefined name is an error.

    Nothing is escaped: replies are plain text, and the pages that show them escape them.
    """
    environment = ImmutableSandboxedEnvironment(undefined=StrictUndefined, autoescape=False)
    for names in (environment.globals, environment.filters, environment.tests):
        names.clear()
    return environment


ENVIRONMENT = plain_environment()
"""The one environment of all texts; nothing in it changes."""


def character_problems(source: str) -> Iterator[TextProblem]:
    """A problem for an empty text, and one for each character that no text may hold."""
    if not says_something(source):
        yield TextProblem(line=1, message="the text is empty; write something, or switch the reply off")
    for character in dict.fromkeys(source):
        kind = _forbidden(character)
        if kind:
            line = source.count("\n", 0, source.index(character)) + 1
            yield TextProblem(line=line, message=f"U+{ord(character):04X} is {kind}; remove it")


def says_something(words: str) -> bool:
    """Whether anything of this would be seen on a phone."""
    return any(unicodedata.category(character)[0] not in "ZC" for character in words)


def _forbidden(character: str) -> str:
    if character in _BIDI:
        return "an invisible character that reverses the reading order"
    category = unicodedata.category(character)
    if category == "Cs":
        return "half of a surrogate pair, no character of its own"
    is_control = category == "Cc" and character not in _CONTROLS_ALLOWED
    return "a control character, which phones do not show" if is_control else ""


def word_problems(source: str) -> tuple[TextProblem, ...]:
    """What is wrong with the tags of this text, word by word.

    Raises TemplateSyntaxError where Jinja's lexer can tell no words apart.
    """
    problems = []
    depth = 0
    for tag in _tags(source):
        depth += _step(tag)
        message = _tag_problem(tag) or (_too_deep("conditions") if depth > MAX_DEPTH else "")
        if message:
            problems.append(TextProblem(line=tag.line, message=message))
    return tuple(dict.fromkeys(problems))


def _tags(source: str) -> Iterator[_Tag]:
    """Each tag of the text with the words in it, blanks left out; the last one may be unfinished."""
    tag = None
    for line, kind, value in ENVIRONMENT.lex(source):
        if kind.endswith("_begin"):
            tag = _Tag(kind=kind.removesuffix("_begin"), line=line, words=[])
        elif kind.endswith("_end") and tag:
            yield tag
            tag = None
        elif tag and kind != "whitespace":
            tag.words.append((kind, value))
    if tag:
        yield tag


def _step(tag: _Tag) -> int:
    first = tag.words[0][1] if tag.kind == "block" and tag.words else ""
    return {"if": 1, "endif": -1}.get(first, 0)


def _tag_problem(tag: _Tag) -> str:
    if tag.kind not in ("variable", "block"):
        return f"{_WHAT_IT_IS[tag.kind]} is found, which no text can use; {HOW}"
    if len(tag.words) > MAX_TAG_WORDS:
        return (
            f"a tag holds {len(tag.words)} words; at most {MAX_TAG_WORDS} are possible: split the condition"
        )
    if tag.kind == "block" and tag.words and tag.words[0][1] not in _BLOCKS:
        return f"{_quoted(tag.words[0][1])} is no condition; only {', '.join(_BLOCKS)} are possible: {HOW}"
    for kind, value in tag.words:
        if kind != "name" and value not in ("(", ")"):
            what = _WHAT_IT_IS.get(value) or _WHAT_IT_IS.get(kind) or "an operator"
            return f"{_quoted(value)} is {what}, which no text can use; {HOW}"
    return _too_deep("brackets") if _bracket_depth(tag) > MAX_DEPTH else ""


def _bracket_depth(tag: _Tag) -> int:
    depth = deepest = 0
    for _, value in tag.words:
        depth += {"(": 1, ")": -1}.get(value, 0)
        deepest = max(deepest, depth)
    return deepest


def _too_deep(what: str) -> str:
    return f"{what} are nested more than {MAX_DEPTH} deep; use fewer"


def _quoted(value: str) -> str:
    return repr(value if len(value) <= 40 else value[:40] + "…")
