"""How the values of a text's fields read in a message: the next opening, an amount of money, a link.

Everything here keeps to plain spaces and straight apostrophes: a single no-break space would send a French
text as UCS-2, at more than twice the price. Only the month of août leaves GSM-7: good French keeps its û.
"""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal, InvalidOperation

from autoreply_sim.texts.fields import Language, require_reply

MAX_AMOUNT = Decimal(10) ** 12
"""Amounts of this size or more are a mistake of the input."""

_WEEKDAYS = {
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    "fr": ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"),
}
_MONTHS = {
    "en": (
        *("January", "February", "March", "April", "May", "June"),
        *("July", "August", "September", "October", "November", "December"),
    ),
    "fr": (
        *("janvier", "février", "mars", "avril", "mai", "juin"),
        *("juillet", "août", "septembre", "octobre", "novembre", "décembre"),
    ),
}
_NEAR = {"en": ("today", "tomorrow"), "fr": ("aujourd'hui", "demain")}
_UNKNOWN = {"en": "as soon as we can", "fr": "dès que possible"}
_NO_BREAK_SPACES = str.maketrans({"\u00a0": " ", "\u202f": " "})
_LINK_PATHS = {
    "request_photo_video": "photo",
    "request_approval": "approve",
    "request_payment": "pay",
    "capture_advisor_rating": "rate",
}


def opening_phrase(opening_local: datetime | None, now_local: datetime, language: Language) -> str:
    """When a team opens next, as it reads after "we will be back": "tomorrow at 8:00 AM", "demain à 8 h".

    Both times are on the team's own clock. None, no opening in sight, reads "as soon as we can".
    """
    if opening_local is None:
        return _UNKNOWN[language]
    days = (opening_local.date() - now_local.date()).days
    if 0 <= days <= 1:
        day = _NEAR[language][days]
    elif 1 < days <= 6:
        day = _WEEKDAYS[language][opening_local.weekday()]
    else:
        day = _date(opening_local, language, with_year=opening_local.year != now_local.year and days > 180)
    return f"{day} à {_time_fr(opening_local)}" if language == "fr" else f"{day} at {_time_en(opening_local)}"


def _date(day: datetime, language: Language, *, with_year: bool) -> str:
    weekday, month = _WEEKDAYS[language][day.weekday()], _MONTHS[language][day.month - 1]
    if language == "fr":
        number = "1er" if day.day == 1 else str(day.day)
        return f"{weekday} {number} {month}" + (f" {day.year}" if with_year else "")
    return f"{weekday}, {month} {day.day}" + (f", {day.year}" if with_year else "")


def _time_en(time: datetime) -> str:
    return f"{time.hour % 12 or 12}:{time.minute:02} {'AM' if time.hour < 12 else 'PM'}"


def _time_fr(time: datetime) -> str:
    return f"{time.hour} h {time.minute:02}" if time.minute else f"{time.hour} h"


def amount_phrase(amount: Decimal | str | float, country: str, language: Language) -> str:
    """The amount in the currency of this country (ISO 3166-1), as this language writes it there.

    Raises ValueError for what is no amount of money and for a country that has no currency.
    """
    # Only payments need Babel: other runs do not wait for its import.
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415
    from babel.numbers import format_currency, get_territory_currencies  # noqa: PLC0415

    currencies = get_territory_currencies(country.upper())
    if not currencies:
        raise ValueError(f"no currency is known for the country {country!r}; use a code such as US or CA")
    try:
        locale = Locale(language, territory=country.upper())
    except UnknownLocaleError:
        locale = Locale(language)
    phrase: str = format_currency(_money(amount), currencies[0], locale=locale)
    return phrase.translate(_NO_BREAK_SPACES)


def _money(amount: Decimal | str | float) -> Decimal:
    try:
        value = Decimal(str(amount))
    except InvalidOperation:
        value = Decimal("NaN")
    if not (value.is_finite() and 0 <= value < MAX_AMOUNT):
        found = repr(str(amount)[:40])
        raise ValueError(f"{found} is no amount of money from 0 to {MAX_AMOUNT:,}; write it as 120.50")
    # Bounds the digits before Babel sees them: 1e-999999 is an amount of nothing.
    return value.quantize(Decimal("0.0001"))


def link_for(reply_key: str, number: int) -> str:
    """The made-up link that a reply carries, for a ticket's or an event's number; empty if it carries none.

    example.com is reserved for examples (RFC 2606): the link leads nowhere.
    """
    require_reply(reply_key)
    path = _LINK_PATHS.get(reply_key)
    return f"https://example.com/{path}/{number}" if path else ""
