"""What may stand in one field of a scenario file: words, texts, numbers, switches.

A field in quotes and the same one without mean the same: `enabled: "true"`, `phone: +15155550199`. A reader
takes what YAML holds, returns what it means, and raises ValueError with what was found and what to do.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from importlib.resources import files
from typing import Annotated

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, core_schema

from autoreply_sim.errors import did_you_mean

LONGEST_LINE, LONGEST_TEXT = 200, 10_000
"""Characters of a name or another short text, and of a message's body."""

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]", re.ASCII)
_WHOLE = re.compile(r"\d{1,9}", re.ASCII)
_NUMBER = re.compile(r"-?\d{1,9}(\.\d{1,6})?", re.ASCII)
_AMOUNT = re.compile(r"\d{1,9}(\.\d{1,4})?", re.ASCII)
_FLAGS = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
_SHOWN = 60


@dataclass(frozen=True, slots=True, eq=False)
class Reads:
    """How pydantic reads a field, and the JSON Schema that says so to editors.

    Compared by identity, because a type hint wants its parts hashable and a schema is a dictionary.
    """

    read: Callable[[object], object]
    schema: Mapping[str, object]

    def __get_pydantic_core_schema__(self, source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Return a schema that calls the reader and nothing else."""
        return core_schema.no_info_plain_validator_function(self.read)

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """Return the JSON Schema as it was declared."""
        return dict(self.schema)


def shown(value: object) -> str:
    """Return what was found as an error message shows it: short, on one line, harmless."""
    if value is None:
        return "an empty value"
    if isinstance(value, Mapping):
        return f"a group of keys ({', '.join(map(str, value))[:_SHOWN]!r})" if value else "an empty group"
    if isinstance(value, list):
        return f"a list of {len(value)}"
    text = str(value)
    return repr(text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…")


def word(value: object) -> str:
    """Return a scalar as it was written. Raises ValueError for a group, a list or nothing."""
    if not isinstance(value, str):
        # A ValueError, because pydantic collects nothing else.
        raise ValueError(  # noqa: TRY004
            f"{shown(value)} stands where one value belongs; write a single word, number or text"
        )
    return str(value)


def line(value: object) -> str:
    """Return a short text of one line that is not blank; a block (`|`, `>`) ends with a line feed nobody means."""
    text = word(value).rstrip("\n")
    if not text.strip():
        raise ValueError("the text is blank; write something, or leave the key out")
    if len(text) > LONGEST_LINE:
        raise ValueError(f"{shown(text)} has {len(text):,} characters; at most {LONGEST_LINE} are possible")
    if _CONTROL.search(text):
        raise ValueError(f"{shown(text)} holds a line break or a control character; write one plain line")
    return text


def text(value: object) -> str:
    """Return a text of any number of lines."""
    found = word(value)
    if len(found) > LONGEST_TEXT:
        raise ValueError(f"the text has {len(found):,} characters; at most {LONGEST_TEXT:,} are possible")
    return found


def flag(value: object) -> bool:
    """Return a switch: true or false, as YAML 1.2 has it; `yes`, `no`, `on` and `off` are words there."""
    found = _FLAGS.get(word(value))
    if found is None:
        raise ValueError(f"{shown(value)} is neither true nor false; write one of these two")
    return found


def always(value: object) -> bool:
    """Return true for a key that only ever says true."""
    if not flag(value):
        raise ValueError("this can only be true; leave the key out instead")
    return True


def version(value: object) -> int:
    """Return the version of the format, of which there is one."""
    if word(value) != "1":
        raise ValueError(f"{shown(value)} is no version of this format; write 1")
    return 1


def amount(value: object) -> Decimal:
    """Return an amount of money above nothing."""
    found = word(value)
    if not _AMOUNT.fullmatch(found) or Decimal(found) == 0:
        raise ValueError(f"{shown(value)} is no amount to pay; write a number above 0 such as 120.50")
    return Decimal(found)


def whole(least: int, most: int) -> Reads:
    """Return how a whole number within bounds, both included, is read."""

    def read(value: object) -> int:
        found = word(value)
        if not _WHOLE.fullmatch(found) or not least <= int(found) <= most:
            raise ValueError(f"{shown(value)} is no whole number from {least} to {most:,}; write one")
        return int(found)

    return Reads(read, {"type": "integer", "minimum": least, "maximum": most})


def number(least: float, most: float) -> Reads:
    """Return how a number within bounds, both included, is read."""

    def read(value: object) -> float:
        found = word(value)
        if not _NUMBER.fullmatch(found) or not least <= float(found) <= most:
            raise ValueError(f"{shown(value)} is no number from {least:g} to {most:,g}; write one")
        return float(found)

    return Reads(read, {"type": "number", "minimum": least, "maximum": most})


def one_of(words: Iterable[str]) -> Reads:
    """Return how one word of a vocabulary is read."""
    known = tuple(words)

    def read(value: object) -> str:
        found = word(value)
        if found not in known:
            raise ValueError(f"{shown(value)} is not possible here; {did_you_mean(found, known)}")
        return found

    return Reads(read, {"type": "string", "enum": list(known)})


@lru_cache(maxsize=1)
def countries() -> tuple[str, ...]:
    """Return the codes of all countries (ISO 3166-1 alpha-2), from the list that comes with the zones."""
    table = files("tzdata").joinpath("zoneinfo", "iso3166.tab").read_text(encoding="utf-8")
    return tuple(row[:2] for row in table.splitlines() if row and not row.startswith("#"))


def country(value: object) -> str:
    """Return a country's two letters in capitals."""
    found = word(value).upper()
    if found not in countries():
        raise ValueError(f"{shown(value)} is no country; write its two letters (ISO 3166-1): US, CA, FR")
    return found


_SCALAR = {"type": ["string", "number"]}

Line = Annotated[str, Reads(line, {"type": "string", "minLength": 1, "maxLength": LONGEST_LINE})]
Text = Annotated[str, Reads(text, {"type": "string", "maxLength": LONGEST_TEXT})]
Digits = Annotated[str, Reads(line, _SCALAR)]
"""A text that is often all digits, such as a phone number: without quotes, too."""
Flag = Annotated[bool, Reads(flag, {"type": "boolean"})]
Always = Annotated[bool, Reads(always, {"const": True})]
Version = Annotated[int, Reads(version, {"const": 1})]
Amount = Annotated[Decimal, Reads(amount, {"type": ["number", "string"], "exclusiveMinimum": 0})]
Country = Annotated[str, Reads(country, {"type": "string", "pattern": "^[A-Za-z]{2}$"})]
TicketNumber = Annotated[int, whole(1, 999_999)]
EventNumber = Annotated[int, whole(1, 999_999)]
