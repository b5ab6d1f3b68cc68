"""The words of the pages, English and French side by side: a file per page in words/, and the replies' own names."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
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
    """Return the pairs (English, French) by key; one that ends in ``_one`` is the singular of that without."""
    written = _written(files("autoreply_sim.ui").joinpath("words"))
    labels = {f"reply_{trigger.key}": trigger.label for trigger in CATALOG}
    clauses = {f"when_{trigger.key}": trigger.goes_out for trigger in CATALOG}
    return MappingProxyType(written | labels | clauses)


def _written(folder: Traversable) -> dict[str, tuple[str, str]]:
    """Return what the files of a folder say, in the order of their names. Raises ValueError for a key in two places."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    pairs: dict[str, tuple[str, str]] = {}
    for name in sorted(file.name for file in folder.iterdir() if file.name.endswith(".yaml")):
        page = yaml.compose(folder.joinpath(name).read_text(encoding="utf-8"), Loader=loader)
        for key, said in page.value if page else ():
            if key.value in pairs:
                line = key.start_mark.line + 1
                raise ValueError(f"{name}, line {line}: {key.value!r} has words already; give it another key")
            english, french = (text.value for text in said.value)
            pairs[key.value] = (english, french)
    return pairs
