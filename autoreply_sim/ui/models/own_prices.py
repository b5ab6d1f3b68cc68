"""A price list of one's own as text: in an address, in what a browser keeps, in the lines in Python.

All of them are read by `read_prices` again, which says what is wrong with them: anybody may have put them there.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from autoreply_sim.analytics.prices import MICRO, Prices

KEPT_AS = "/prices"
"""What a browser keeps it as; no account is called so, as none has a slash in its name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptPrices:
    """A list that a browser kept."""

    text: str
    place: str
    is_own: bool
    """Whether this tab kept it, before it was loaded again."""
    at_ms: int


def in_lines(prices: Prices) -> str:
    """Return a list as a file has it, a line for each key."""
    return "\n".join(_lines(prices))


def in_one_line(prices: Prices) -> str:
    """Return the same list without a break."""
    return f"{{{', '.join(_lines(prices))}}}"


def kept_text(prices: Prices, at_ms: int) -> str:
    """Return what a browser keeps of a list that came at a moment."""
    return json.dumps({"prices": in_one_line(prices), "at": at_ms})


def read_kept_prices(found: Iterable[Mapping[str, str]]) -> list[KeptPrices]:
    """Return the lists that no open tab has, the one to go on with first: this tab's own, or else the newest."""
    closed = [one for one in found if one.get("is") != "elsewhere"]
    read = [kept for one in closed if (kept := _read(one)) is not None]
    return sorted(read, key=lambda kept: (not kept.is_own, -kept.at_ms))


def _read(found: Mapping[str, str]) -> KeptPrices | None:
    try:
        told = json.loads(found.get("text", ""))
    except (ValueError, RecursionError):
        return None
    match told:
        case {"prices": str(text), "at": int(at_ms)}:
            place, is_own = found.get("place", ""), found.get("is") == "own"
            return KeptPrices(text=text, place=place, is_own=is_own, at_ms=at_ms)
    return None


def _lines(prices: Prices) -> list[str]:
    return [
        f"date: {prices.day.isoformat()}",
        f"currency: {prices.currency}",
        f"sms_segment: {_group(prices.sms_segment)}",
        f"whatsapp_message: {_group(prices.whatsapp_message)}",
    ]


def _group(prices: Mapping[str, int]) -> str:
    each = (f"{country}: {Decimal(price) / MICRO:f}" for country, price in prices.items())
    return f"{{{', '.join(each)}}}"
