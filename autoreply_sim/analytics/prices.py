"""What messages cost: a dated list of prices, in millionths of its currency so that sums stay exact."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

MICRO = 1_000_000
"""Parts of one unit of the currency that prices are counted in."""

DEFAULT = "default"
"""The price for countries that the list does not name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Prices:
    """A list of prices; keys are countries (ISO 3166-1) and `default`, values millionths of the currency."""

    day: date
    """From when on it holds."""
    currency: str
    sms_segment: Mapping[str, int]
    whatsapp_message: Mapping[str, int]
    origin: str = ""
    """The file that it was read from."""

    def of_segment(self, country: str) -> int:
        """Return what one segment of an SMS costs a company of a country."""
        return self.sms_segment.get(country, self.sms_segment[DEFAULT])

    def of_message(self, country: str) -> int:
        """Return what one WhatsApp message costs a company of a country."""
        return self.whatsapp_message.get(country, self.whatsapp_message[DEFAULT])
