"""What a text may contain: plain fields, conditions over fields, and nothing else.

A text is judged in four steps, each cheap because the one before it has bounded it: its length, its
characters, the words in its tags (`words`), its syntax tree (Jinja's parser). The tree is held to an
allow-list, so what Jinja may learn in a later version is refused too. Jinja's sandbox alone is no bound: it
lets `{{ 'a' * 10**8 }}` take 100 MB.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from jinja2 import TemplateSyntaxError, nodes

from autoreply_sim.texts.words import (
    ENVIRONMENT,
    HOW,
    TextProblem,
    character_problems,
    says_something,
    word_problems,
)

MAX_SOURCE_LENGTH = 1_600
"""Characters of a text: ten SMS segments of 160."""

_NODE_NAMES: dict[type[nodes.Node], str] = {
    nodes.Call: "a call",
    nodes.Const: "a constant",
    nodes.CondExpr: "an inline condition",
    nodes.Compare: "a comparison",
    nodes.Test: "a test",
    nodes.Tuple: "a list of several fields",
    nodes.And: "'and'",
    nodes.Or: "'or'",
    nodes.Not: "'not'",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    """One place where a text names a field; `printed` is false where a condition only asks for it."""

    name: str
    line: int
    printed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What a text was found to contain, whichever reply it is for; no uses if there are problems."""

    problems: tuple[TextProblem, ...] = ()
    uses: tuple[Use, ...] = ()


def read(source: str) -> Reading:
    """What this text contains, or everything that is wrong with it; never raises, whatever the text."""
    if len(source) > MAX_SOURCE_LENGTH:
        found = f"the text is {len(source):,} characters long"
        return _refused(1, f"{found}; at most {MAX_SOURCE_LENGTH:,} are possible: shorten it")
    return _read_short(source)


@lru_cache(maxsize=4096)
def _read_short(source: str) -> Reading:
    problems = tuple(character_problems(source))
    if problems:
        return Reading(problems=problems)
    try:
        problems = word_problems(source)
        return Reading(problems=problems) if problems else _read_tree(ENVIRONMENT.parse(source))
    except TemplateSyntaxError as error:
        found = (error.message or "").rstrip(".")
        return _refused(error.lineno, f"the text cannot be read: {found}; {HOW}")


def _refused(line: int, message: str) -> Reading:
    return Reading(problems=(TextProblem(line=line, message=message),))


def _read_tree(tree: nodes.Template) -> Reading:
    problems: list[TextProblem] = []
    uses: list[Use] = []
    speaks = False
    for node, printed in _leaves(tree.body):
        if isinstance(node, nodes.TemplateData):
            speaks = speaks or says_something(node.data)
        elif isinstance(node, nodes.Name):
            uses.append(Use(name=node.name, line=node.lineno, printed=printed))
        else:
            problems.append(TextProblem(line=node.lineno, message=_node_problem(node, printed=printed)))
    if problems:
        return Reading(problems=tuple(dict.fromkeys(problems)))
    if not speaks and not any(use.printed for use in uses):
        return _refused(1, "the text says nothing; write something, or switch the reply off")
    return Reading(uses=tuple(uses))


def _leaves(body: Iterable[nodes.Node]) -> Iterator[tuple[nodes.Node, bool]]:
    """What the tree comes down to, in the order of the text, each with whether it is printed.

    Only what a text may contain is opened; anything else comes out whole, to be refused.
    """
    for node in body:
        if isinstance(node, nodes.Output):
            yield from ((child, True) for child in node.nodes)
        elif isinstance(node, nodes.If):
            yield from ((leaf, False) for leaf in _condition_leaves(node.test))
            yield from _leaves([*node.body, *node.elif_, *node.else_])
        else:
            yield node, True


def _condition_leaves(condition: nodes.Node) -> Iterator[nodes.Node]:
    if isinstance(condition, nodes.And | nodes.Or):
        yield from _condition_leaves(condition.left)
        yield from _condition_leaves(condition.right)
    elif isinstance(condition, nodes.Not):
        yield from _condition_leaves(condition.node)
    else:
        yield condition


def _node_problem(node: nodes.Node, *, printed: bool) -> str:
    what = _NODE_NAMES.get(type(node), f"an expression ({type(node).__name__})")
    if printed:
        return f"{what} cannot stand between {{{{ and }}}}, only a field's name can; {HOW}"
    return f"{what} cannot stand in a condition, only fields joined by and, or, not can; {HOW}"
