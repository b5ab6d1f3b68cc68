"""How openings, amounts and links read in a message, in English and in French."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal

import pytest

from autoreply_sim.rules.catalog import REPLY_KEYS
from autoreply_sim.texts.render import amount_phrase, link_for, opening_phrase
from autoreply_sim.texts.sms import sms_size

at = datetime.fromisoformat
MONDAY = at("2026-03-02 10:30")


@pytest.mark.parametrize(
    ("opening", "english", "french"),
    [
        (at("2026-03-02 13:00"), "today at 1:00 PM", "aujourd'hui à 13 h"),
        (at("2026-03-02 12:00"), "today at 12:00 PM", "aujourd'hui à 12 h"),
        (at("2026-03-03 00:00"), "tomorrow at 12:00 AM", "demain à 0 h"),
        (at("2026-03-03 08:30"), "tomorrow at 8:30 AM", "demain à 8 h 30"),
        (at("2026-03-04 08:05"), "Wednesday at 8:05 AM", "mercredi à 8 h 05"),
        (at("2026-03-08 08:00"), "Sunday at 8:00 AM", "dimanche à 8 h"),
        (at("2026-03-09 08:00"), "Monday, March 9 at 8:00 AM", "lundi 9 mars à 8 h"),
        (at("2026-06-01 08:00"), "Monday, June 1 at 8:00 AM", "lundi 1er juin à 8 h"),
        (at("2027-01-04 08:00"), "Monday, January 4, 2027 at 8:00 AM", "lundi 4 janvier 2027 à 8 h"),
        (None, "as soon as we can", "dès que possible"),
    ],
)
def test_the_next_opening_reads_as_people_say_it(opening: datetime | None, english: str, french: str) -> None:
    """Today, tomorrow, a weekday within six days, then a date; with its year if it is far off."""
    assert opening_phrase(opening, MONDAY, "en") == english
    assert opening_phrase(opening, MONDAY, "fr") == french


def test_tomorrow_is_the_next_date_not_the_next_day() -> None:
    """Half past midnight is tomorrow at a quarter to twelve, and today a quarter of an hour later."""
    opening = at("2026-03-03 00:30")

    assert opening_phrase(opening, at("2026-03-02 23:45"), "en") == "tomorrow at 12:30 AM"
    assert opening_phrase(opening, at("2026-03-03 00:00"), "en") == "today at 12:30 AM"


def test_a_date_soon_after_new_year_needs_no_year() -> None:
    """In December nobody takes January for last January."""
    assert (
        opening_phrase(at("2027-01-04 08:00"), at("2026-12-24 00:00"), "en") == "Monday, January 4 at 8:00 AM"
    )


def test_openings_keep_a_text_cheap() -> None:
    """Every phrase stays within GSM-7, but for the û of août."""
    for days in range(400):
        opening = MONDAY + timedelta(days=days)
        assert sms_size(opening_phrase(opening, MONDAY, "en")).encoding == "GSM-7"
        french = opening_phrase(opening, MONDAY, "fr")
        assert sms_size(french).offenders == (("û",) if "août" in french else ())


@pytest.mark.parametrize(
    ("amount", "country", "english", "french"),
    [
        ("120.50", "US", "$120.50", "120,50 $US"),
        (1250, "CA", "$1,250.00", "1 250,00 $"),
        (Decimal("99.9"), "us", "$99.90", "99,90 $US"),
        (0.1, "US", "$0.10", "0,10 $US"),
        ("5", "GB", "£5.00", "5,00 £GB"),
        ("5", "JP", "¥5", "5 JPY"),
        ("1e-999999", "US", "$0.00", "0,00 $US"),
    ],
)
def test_an_amount_is_in_the_money_of_the_country(
    amount: Decimal | str | float, country: str, english: str, french: str
) -> None:
    """US and Canadian dollars as their people write them, with plain blanks; elsewhere the local money."""
    assert amount_phrase(amount, country, "en") == english
    assert amount_phrase(amount, country, "fr") == french


@pytest.mark.parametrize(
    "amount", ["", "ten", "NaN", "sNaN", "inf", "-1", "1e12", "1e999999999", "9" * 10_000]
)
def test_what_is_no_amount_of_money_is_an_error(amount: str) -> None:
    """Not a number, less than nothing, or more than anybody pays; the message stays short."""
    with pytest.raises(ValueError, match="is no amount of money") as raised:
        amount_phrase(amount, "US", "en")

    assert len(str(raised.value)) < 200


@pytest.mark.parametrize("country", ["", "ZZ", "../US", "USA!"])
def test_a_country_without_money_is_an_error(country: str) -> None:
    """An unknown country has no currency to write the amount in."""
    with pytest.raises(ValueError, match="no currency is known for the country"):
        amount_phrase("1", country, "en")


def test_a_reply_carries_a_short_made_up_link_or_none() -> None:
    """Photo, approval, payment and rating carry a link, on a domain that is reserved for examples."""
    links = {reply: link_for(reply, 1042) for reply in REPLY_KEYS if link_for(reply, 1042)}

    assert links == {
        "capture_advisor_rating": "https://example.com/rate/1042",
        "request_photo_video": "https://example.com/photo/1042",
        "request_approval": "https://example.com/approve/1042",
        "request_payment": "https://example.com/pay/1042",
    }
