"""The default wording of the fourteen replies: our own, in English and French, kept in `defaults.yaml`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

import yaml

from autoreply_sim.texts.fields import Language, require_reply


def default_text(reply_key: str, language: Language) -> str:
    """The text that this reply has in this language as long as nobody has written another."""
    require_reply(reply_key)
    return all_texts()[reply_key][language]


@cache
def all_texts() -> Mapping[str, Mapping[Language, str]]:
    """The default texts by reply, in the order of the rulebook, and by language."""
    source = files("autoreply_sim.texts").joinpath("defaults.yaml").read_text(encoding="utf-8")
    texts: Mapping[str, Mapping[Language, str]] = yaml.safe_load(source)
    return texts
