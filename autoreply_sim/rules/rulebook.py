"""The rulebook as data: every rule's id, where it comes from, its title and its text in English and in French.

The words are in rulebook.yaml and are read when somebody first asks for them: deciding an event needs none of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

import yaml

from autoreply_sim.rules.catalog import BY_KEY

Pair = tuple[str, str]
"""The same words in English and in French."""

LANGUAGES = ("en", "fr")

MARKS = ("seed", "doc", "chosen")
"""Where a rule may come from: the document on automated replies, another help page, our own reading."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule of the rulebook; `title` and `text` are pairs (English, French)."""

    id: str
    section: str
    marks: tuple[str, ...]
    title: Pair
    text: Pair
    only_drawn: bool
    """Whether it is about drawn traffic alone, which no story can show."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rulebook:
    """All rules in the order of the page, and the words of the page around them."""

    rules: Mapping[str, Rule]
    sections: Mapping[str, Pair]
    reasons: Mapping[str, Pair]
    """What each reason code means."""
    page: Mapping[str, Pair]


@cache
def rulebook() -> Rulebook:
    """Return the whole rulebook. Raises ValueError if two rules bear the same id."""
    words = yaml.load(_source(), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506  # a safe one
    return Rulebook(
        rules=MappingProxyType(_rules(words["sections"])),
        sections=MappingProxyType({part["key"]: pair(part["title"]) for part in words["sections"]}),
        reasons=MappingProxyType({code: pair(meaning) for code, meaning in words["reasons"].items()}),
        page=MappingProxyType({name: pair(said) for name, said in words["page"].items()}),
    )


def rules() -> Mapping[str, Rule]:
    """Return every rule by its id, in the order of the page."""
    return rulebook().rules


def only_drawn() -> frozenset[str]:
    """Return the ids of the rules about drawn traffic, which no story can show."""
    return frozenset(rule.id for rule in rules().values() if rule.only_drawn)


def pair(said: Mapping[str, str]) -> Pair:
    """Return words given by language as a pair (English, French)."""
    return said["en"], said["fr"]


def _source() -> str:
    return files("autoreply_sim.rules").joinpath("rulebook.yaml").read_text(encoding="utf-8")


def _rules(sections: list[dict[str, Any]]) -> dict[str, Rule]:
    found: dict[str, Rule] = {}
    for section in sections:
        for entry in section["rules"]:
            rule = _rule(section, entry)
            if rule.id in found:
                raise ValueError(f"two rules are called {rule.id}; give the later one a number of its own")
            found[rule.id] = rule
    return found


def _rule(section: Mapping[str, Any], entry: Mapping[str, Any]) -> Rule:
    """Return one rule; that of a reply is titled as the reply is labelled."""
    return Rule(
        id=entry["id"],
        section=section["key"],
        marks=tuple(entry["marks"]),
        title=BY_KEY[entry["reply"]].label if "reply" in entry else pair(entry["title"]),
        text=pair(entry),
        only_drawn=section.get("only_drawn", False),
    )
