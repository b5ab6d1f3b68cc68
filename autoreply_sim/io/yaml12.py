"""Reads YAML 1.2 with libyaml's parser: text in, data with line numbers out.

Nothing in a hostile file can be run: the parser only yields events, and tags are refused.
"""

from __future__ import annotations

import re
from typing import Any

import yaml

from autoreply_sim.io.yaml12_composer import Composer
from autoreply_sim.io.yaml12_data import DuplicateKey, YamlError

_UNPRINTABLE = re.compile("[^\t\n\r -~\x85\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
_INDENTED_BY_TAB = re.compile(r" *\t")
_PARSER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_HINTS = (
    (
        "mapping values are not allowed",
        "put a text that contains ': ' in quotes, and line the keys up",
    ),
    ("cannot start any token", "put a text that begins with this character in quotes"),
    ("Unicode character escape", "write the character itself in place of its \\u escape"),
    ("alphabetic or numeric character", "put a text that begins with * or & in quotes"),
)
_HINT = "check the brackets, the quotes and the indentation around this line"


def compose(text: str) -> tuple[object, list[DuplicateKey]]:
    """Return what the one document of a text holds, and the keys that stand twice in it.

    Raises YamlError if the text is no YAML, is empty, holds several documents, or passes a limit.
    """
    if unprintable := _UNPRINTABLE.search(text):
        line = text.count("\n", 0, unprintable.start()) + 1
        raise YamlError(f"the file holds the character {unprintable[0]!r}, which is no text; remove it", line)
    composer = Composer()
    parser = _PARSER(text)
    try:
        while (event := parser.get_event()) is not None:
            composer.take(event)
    except yaml.MarkedYAMLError as error:
        raise _in_our_words(error, text) from None
    finally:
        parser.dispose()
    if composer.root is None:
        raise YamlError("the file is empty; a scenario begins with: version: 1", 1)
    return composer.root, composer.duplicates


def _in_our_words(error: yaml.MarkedYAMLError, text: str) -> YamlError:
    said = str(error.problem or error.context)
    mark = error.problem_mark or error.context_mark
    line = mark.line + 1 if mark else None
    if line and _INDENTED_BY_TAB.match("".join(text.splitlines()[line - 1 : line])):
        return YamlError("this line is indented with a tab; indent with blanks", line)
    hint = next((hint for part, hint in _HINTS if part in said), _HINT)
    return YamlError(f"this is not YAML: {said}; {hint}", line)
