"""The words of the dashboards' pages, English and French side by side in words.yaml."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType

import yaml

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
    pairs: dict[str, list[str]] = yaml.safe_load(source)
    return MappingProxyType({key: (english, french) for key, (english, french) in pairs.items()})
