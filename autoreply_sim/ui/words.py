"""The words of the dashboards' pages, English and French side by side: in words/*.yaml, and the replies' own names."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType

import yaml

from autoreply_sim.rules.catalog import CATALOG

LANGUAGES = ("en", "fr")


@cache
def words(language: str) -> Mapping[str, str]:
    """Return every word of the pages in a language by its key; an unknown key is a KeyError."""
    place = LANGUAGES.index(language)
    return MappingProxyType({key: pair[place] for key, pair in all_words().items()})


@cache
def all_words() -> Mapping[str, tuple[str, str]]:
    """Return the pairs (English, French) by key; a key that ends in ``_one`` is the singular of the one without."""
    written: dict[str, tuple[str, str]] = {}
    folder = files("autoreply_sim.ui").joinpath("words")
    for file in sorted(folder.iterdir(), key=lambda file: file.name):
        pairs = _pairs(file.read_text(encoding="utf-8"))
        if twice := sorted(written.keys() & pairs.keys()):
            raise ValueError(f"words/{file.name}: {', '.join(twice)} stands in another file, too; rename it")
        written |= pairs
    labels = {f"reply_{trigger.key}": trigger.label for trigger in CATALOG}
    clauses = {f"when_{trigger.key}": trigger.goes_out for trigger in CATALOG}
    return MappingProxyType(written | labels | clauses)


def _pairs(source: str) -> dict[str, tuple[str, str]]:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    pairs: dict[str, list[str]] = yaml.load(source, Loader=loader)  # noqa: S506  # a safe one
    return {key: (english, french) for key, (english, french) in pairs.items()}
