"""The words of the pages, English and French side by side: a file per page in words/, and the replies' own names."""

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
    for page in sorted(files("autoreply_sim.ui").joinpath("words").iterdir(), key=lambda one: one.name):
        pairs = _read(page.read_text(encoding="utf-8"))
        if twice := written.keys() & pairs.keys():
            raise ValueError(f"{page.name}: {sorted(twice)} stand in another file, too; call them otherwise")
        written |= pairs
    labels = {f"reply_{trigger.key}": trigger.label for trigger in CATALOG}
    clauses = {f"when_{trigger.key}": trigger.goes_out for trigger in CATALOG}
    return MappingProxyType(written | labels | clauses)


def _read(source: str) -> dict[str, tuple[str, str]]:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    pairs: dict[str, list[str]] = yaml.load(source, Loader=loader)  # noqa: S506  # a safe one
    return {key: (english, french) for key, (english, french) in pairs.items()}
