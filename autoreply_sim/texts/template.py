"""A reply's text: checked when it is saved, compiled once, rendered when somebody looks.

What a text may contain at all is `grammar`'s business; here it meets the fields of its reply. A value is
never read as a template. A known field without a value is empty, and false in a condition.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from jinja2 import Template

from autoreply_sim.errors import did_you_mean
from autoreply_sim.texts.fields import FIELDS, SWITCHES, fields_of, switches_of
from autoreply_sim.texts.grammar import Use, read
from autoreply_sim.texts.words import ENVIRONMENT, TextProblem

__all__ = ["MAX_RENDERED_LENGTH", "Text", "TextError", "TextProblem", "check_text", "compile_text"]

MAX_RENDERED_LENGTH = 4_096
"""Characters of a rendered text; the rest is cut off. Only absurd values, endless names, come near it."""
MAX_PROBLEMS = 20
"""Problems reported of one text: more of them help nobody."""


class TextError(ValueError):
    """A text that its reply cannot use; `problems` says everything that is wrong with it."""

    def __init__(self, reply_key: str, problems: list[TextProblem]) -> None:
        lines = [f"text of {reply_key!r}, line {problem.line}: {problem.message}" for problem in problems]
        super().__init__("\n".join(lines))
        self.problems = tuple(problems)


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A text that was found good for its reply, ready to be rendered."""

    source: str
    names: frozenset[str]
    """The fields that the text prints or asks for."""
    _template: Template = field(repr=False, compare=False)

    def render(self, fields: Mapping[str, str | bool]) -> str:
        """The text with these values filled in, at most `MAX_RENDERED_LENGTH` characters of it.

        Values that the text does not name are ignored, so that one mapping serves every reply.
        """
        values = {name: fields.get(name, "") for name in self.names}
        pieces: list[str] = []
        room = MAX_RENDERED_LENGTH
        for piece in self._template.generate(values):
            pieces.append(piece[:room])
            room -= len(pieces[-1])
        return "".join(pieces)


def check_text(reply_key: str, source: str) -> list[TextProblem]:
    """Everything that is wrong with this text as the text of this reply; empty if it may be saved.

    Never raises for what a text contains. Raises ValueError for a reply that does not exist.
    """
    printable = {declared.key for declared in fields_of(reply_key)}
    askable = {switch.field for switch in switches_of(reply_key)}
    reading = read(source)
    found = dict.fromkeys(reading.problems)
    for use in dict.fromkeys(reading.uses):
        message = _use_problem(reply_key, use, printable, askable)
        if message:
            found[TextProblem(line=use.line, message=message)] = None
        if len(found) == MAX_PROBLEMS:
            break
    return list(found)[:MAX_PROBLEMS]


def compile_text(reply_key: str, source: str) -> Text:
    """The text, ready to be rendered; raises TextError if `check_text` finds anything wrong with it."""
    problems = check_text(reply_key, source)
    if problems:
        raise TextError(reply_key, problems)
    return _compiled(source)


@lru_cache(maxsize=1024)
def _compiled(source: str) -> Text:
    names = frozenset(use.name for use in read(source).uses)
    return Text(source=source, names=names, _template=ENVIRONMENT.from_string(source))


def _use_problem(reply_key: str, use: Use, printable: set[str], askable: set[str]) -> str:
    if use.name in printable:
        return ""
    if use.name in askable:
        return _switch_printed(use.name) if use.printed else ""
    elsewhere = _replies_that_know(use.name)
    if elsewhere:
        return f"{use.name!r} has no value in {reply_key!r}, only in {', '.join(elsewhere)}; remove it"
    known = printable if use.printed else printable | askable
    shown = repr(use.name[:40])
    hint = did_you_mean(use.name, sorted(known))
    return f"no field is called {shown}; {hint}"


def _switch_printed(name: str) -> str:
    return f"{name!r} is a switch, yes or no, and prints nothing; use it as {{% if {name} %}} … {{% endif %}}"


def _replies_that_know(name: str) -> tuple[str, ...]:
    for declared in FIELDS:
        if declared.key == name:
            return declared.replies
    for switch in SWITCHES:
        if switch.field == name:
            return switch.replies
    return ()
