"""Texts as YAML holds them: plain where every reader takes a text for a text, else in double quotes.

What does not print, or what some reader takes for the end of a line, is an escape, so that nobody is misled by what
they do not see. The no-break spaces of French are left as they are.
"""

from __future__ import annotations

import re

_PLAIN = re.compile(r"[^\W\d_](?:[\w ./=;,+'’-]*\w)?")
_PLAIN_IN_LINE = re.compile(r"[^\W\d_](?:[\w ./=;+'’-]*\w)?")
_WORDS_OF_YAML = frozenset({"null", "true", "false", "yes", "no", "on", "off", "y", "n"})
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t"}
_PRINTED = "\u00a0\u202f"


def text_to_yaml(text: str, *, in_line: bool = True) -> str:
    """Return a text as a scalar; `in_line`: within ``{}`` or ``[]``, where a comma would end it."""
    plain = _PLAIN_IN_LINE if in_line else _PLAIN
    if plain.fullmatch(text) and text.lower() not in _WORDS_OF_YAML:
        return text
    return '"' + "".join(map(_quoted, text)) + '"'


def _quoted(character: str) -> str:
    if character in _ESCAPES:
        return _ESCAPES[character]
    if character.isprintable() or character in _PRINTED:
        return character
    code = ord(character)
    return f"\\u{code:04X}" if code <= 0xFFFF else f"\\U{code:08X}"
