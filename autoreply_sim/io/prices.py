"""Reads price lists: what an SMS segment and a WhatsApp message cost, by country. All mistakes at once."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from os import PathLike
from pathlib import Path
from types import MappingProxyType

from autoreply_sim.analytics.prices import DEFAULT, MICRO, Prices
from autoreply_sim.errors import InputError, Problem, did_you_mean
from autoreply_sim.io.scenario_source import SourceError, read_text
from autoreply_sim.io.yaml12 import compose
from autoreply_sim.io.yaml12_data import Section, YamlError

_INSTALLED = Path(__file__).parents[1] / "prices" / "example.yaml"
_CHECKED_OUT = Path(__file__).parents[2] / "data" / "prices" / "example.yaml"
_KEYS = ("date", "currency", "sms_segment", "whatsapp_message")
_LISTS = ("sms_segment", "whatsapp_message")
_COUNTRY, _CURRENCY = re.compile(r"[A-Z]{2}"), re.compile(r"[A-Z]{3}")
_DEAREST = 100
"""Units of the currency; nobody pays more for a message."""

_Found = tuple[int, str, str]
"""A problem: its line, its key, its sentence."""


def load_prices(path: str | PathLike[str] | None = None) -> Prices:
    """Return the price list of a file; of none the examples that come with the package.

    Raises InputError with everything that is wrong with the file.

    Example:
        >>> from autoreply_sim import load_prices
        >>> prices = load_prices()
        >>> prices.currency, prices.of_segment("FR")
        ('USD', 79800)

    """
    place = (
        Path(path) if path is not None else next(one for one in (_INSTALLED, _CHECKED_OUT) if one.is_file())
    )
    try:
        text = read_text(place)
    except SourceError as error:
        raise InputError([Problem(where="", message=str(error), file=str(place), line=error.line)]) from None
    return read_prices(text, str(place))


def read_prices(text: str, origin: str = "<text>") -> Prices:
    """Return the price list that a text holds. Raises InputError with everything that is wrong with it."""
    try:
        tree, twice = compose(text)
    except YamlError as error:
        raise InputError([Problem(where="", message=str(error), file=origin, line=error.line)]) from None
    found = [
        (each.line, str(each.path[-1]), "this key stands here a second time; remove it") for each in twice
    ]
    found += _problems(tree)
    if found or not isinstance(tree, Section):
        raise InputError(
            [
                Problem(where=where, message=told, file=origin, line=line)
                for line, where, told in sorted(found)
            ]
        )
    return Prices(
        day=date.fromisoformat(str(tree["date"])),
        currency=str(tree["currency"]),
        sms_segment=_micro(tree["sms_segment"]),
        whatsapp_message=_micro(tree["whatsapp_message"]),
        origin=origin,
    )


def _problems(tree: object) -> Iterator[_Found]:
    if not isinstance(tree, Section):
        yield 1, "", "a price list is a group of keys; write date, currency, sms_segment and whatsapp_message"
        return
    for key, (line, _) in tree.lines.items():
        if key not in _KEYS:
            yield line, key, f"a price list has no {key!r}; {did_you_mean(key, _KEYS)}"
    for key in _KEYS:
        if tree.get(key) is None:
            yield tree.lines.get(key, (1, 1))[0], key, f"the key {key!r} is missing or empty; write it"
        else:
            line = tree.lines[key][1]
            yield from ((at, where, message) for at, where, message in _problems_of(key, tree[key], line))


def _problems_of(key: str, value: object, line: int) -> Iterator[_Found]:
    if key in _LISTS:
        yield from _problems_of_list(key, value, line)
    elif key == "date" and not _is_date(value):
        yield line, key, f"{value!r} is no date; write one such as 2026-11-01"
    elif key == "currency" and not _CURRENCY.fullmatch(str(value)):
        yield line, key, f"{value!r} is no currency; write its code (ISO 4217), such as EUR"


def _problems_of_list(key: str, value: object, line: int) -> Iterator[_Found]:
    if not isinstance(value, Section):
        yield line, key, "prices stand in a group, by country; write {default: 0.05, US: 0.0083}"
        return
    if DEFAULT not in value:
        yield line, f"{key}.{DEFAULT}", "there is no price for other countries; add default: 0.05"
    for country, price in value.items():
        at = value.lines[country][1]
        if country != DEFAULT and not _COUNTRY.fullmatch(country):
            yield (
                at,
                f"{key}.{country}",
                f"{country!r} is no country; write its code (ISO 3166-1), such as FR",
            )
        if _price(price) is None:
            yield (
                at,
                f"{key}.{country}",
                f"{price!r} is no price; write a number from 0 to {_DEAREST}, such as 0.0083",
            )


def _is_date(value: object) -> bool:
    try:
        date.fromisoformat(str(value))
    except ValueError:
        return False
    return True


def _price(value: object) -> int | None:
    """Return a price in millionths, None if it is none."""
    try:
        amount = Decimal(str(value))
    except InvalidOperation:
        return None
    return round(amount * MICRO) if amount.is_finite() and 0 <= amount <= _DEAREST else None


def _micro(prices: object) -> Mapping[str, int]:
    found = prices if isinstance(prices, Section) else {}
    return MappingProxyType({country: _price(price) or 0 for country, price in found.items()})
