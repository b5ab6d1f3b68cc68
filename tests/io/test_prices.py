"""Price lists: read, or refused with everything that is wrong."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from autoreply_sim.errors import InputError
from autoreply_sim.io.prices import load_prices

GOOD = """\
date: 2026-02-01
currency: EUR
sms_segment: {default: 0.07, FR: 0.0613}
whatsapp_message:
  default: 0
"""


def test_the_examples_come_with_the_package() -> None:
    """Dated, with a price for countries that it does not name."""
    prices = load_prices()

    assert prices.day == date(2026, 11, 1)
    assert prices.of_segment("US") == 8_300
    assert prices.of_segment("XX") == prices.of_segment("default") == 50_000


def test_ones_own_list_is_read_exactly(tmp_path: Path) -> None:
    """In millionths, so that nothing is lost in adding up."""
    path = tmp_path / "ours.yaml"
    path.write_text(GOOD, encoding="utf-8")
    prices = load_prices(path)

    assert (prices.currency, prices.day) == ("EUR", date(2026, 2, 1))
    assert (prices.of_segment("FR"), prices.of_message("FR")) == (61_300, 0)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[]", ["1: a price list is a group of keys"]),
        (GOOD.replace("EUR", "euros"), ["2: currency: 'euros' is no currency"]),
        (GOOD.replace("2026-02-01", "soon"), ["1: date: 'soon' is no date"]),
        (GOOD.replace("FR: 0.0613", "France: 0.06"), ["3: sms_segment.France: 'France' is no country"]),
        (GOOD.replace("0.0613", "cheap"), ["3: sms_segment.FR: 'cheap' is no price"]),
        (GOOD.replace("0.0613", "-1"), ["3: sms_segment.FR: '-1' is no price"]),
        (GOOD.replace("0.0613", ".nan"), ["3: sms_segment.FR: '.nan' is no price"]),
        (
            GOOD.replace("default: 0.07, ", ""),
            ["3: sms_segment.default: there is no price for other countries"],
        ),
        (
            GOOD + "sms_segments: {}\n",
            ["6: sms_segments: a price list has no 'sms_segments'; did you mean 'sms_segment'?"],
        ),
        (
            "currency: x\ndate: y\n",
            ["1: currency:", "1: sms_segment: the key", "1: whatsapp_message: the key", "2: date:"],
        ),
        (GOOD + "date: 2026-01-01\n", ["6: date: this key stands here a second time"]),
        ("a: [", ["ours.yaml"]),
    ],
)
def test_everything_that_is_wrong_is_told_with_its_line(tmp_path: Path, text: str, says: list[str]) -> None:
    """File, line, key, value, remedy; all at once."""
    path = tmp_path / "ours.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as refused:
        load_prices(path)

    assert all(one in str(refused.value) for one in says), str(refused.value)


def test_a_list_that_is_not_there_is_an_error_in_words(tmp_path: Path) -> None:
    """No traceback of the system's."""
    with pytest.raises(InputError, match="there is no such file"):
        load_prices(tmp_path / "none.yaml")
