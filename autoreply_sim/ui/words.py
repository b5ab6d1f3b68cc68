"""The words of the dashboards' pages, English and French side by side: in words.yaml, and the replies' own names."""

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
    source = files("autoreply_sim.ui").joinpath("words.yaml").read_text(encoding="utf-8")
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    pairs: dict[str, list[str]] = yaml.load(source, Loader=loader)  # noqa: S506  # a safe one
    written = {key: (english, french) for key, (english, french) in pairs.items()}
    labels = {f"reply_{trigger.key}": trigger.label for trigger in CATALOG}
    clauses = {f"when_{trigger.key}": trigger.goes_out for trigger in CATALOG}
    return MappingProxyType(written | labels | clauses)
