"""Phone numbers that people wrote into texts: found, so that logs and exports can put something else there.

A phone number is a run of 8 to 15 digits with what people write between them, or of 7 to 15 after a "+". Other long
numbers go with it: a page is better off without a count than with a customer's number.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

# What has as many digits as a phone number and is none: dates, IPv4 addresses, the ids of kernels and sessions.
_NO_PHONE: Final = r"""
    (?<!\w) (?:19|20)\d\d [-/.] [01]\d [-/.] [0-3]\d (?!\d)
  | (?<![\w+.]) \d{1,3} (?:\.\d{1,3}){3} (?!\.?\d)
  | (?<!\w) [\da-fA-F]{8} (?:-[\da-fA-F]{4}){3} -[\da-fA-F]{12} (?!\w)
"""
# Between digits: blanks (no-break ones, too), brackets, dots, dashes, slashes; and these as addresses write them.
_BETWEEN: Final = r"(?:[ \t\u00a0\u2009\u202f().\-\u2010-\u2013/] | %(?:20|28|29|2[DdEeFf]|[Cc]2%[Aa]0)){0,3}"
_DIGIT: Final = rf"(?! {_NO_PHONE} ) \d"
_PHONE: Final = re.compile(
    rf"""
    (?P<other>{_NO_PHONE})
  | (?:\+|%2[Bb]) {_BETWEEN} {_DIGIT} (?:{_BETWEEN} {_DIGIT}){{6,14}} (?!\d)
  | (?:(?<!\w) | (?<=%[\dA-Fa-f]{{2}}) | (?<=\\[nrt])) \(? {_DIGIT} (?:{_BETWEEN} {_DIGIT}){{7,14}} (?!\w)
    """,
    re.VERBOSE,
)


def replace_numbers(text: str, put: Callable[[str], str]) -> str:
    """Return a text with whatever `put` returns for each phone number in its place."""
    return _PHONE.sub(lambda found: found["other"] or put(found[0]), text)
