"""Segments are counted as the carriers count them, held against three public calculators."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import smsutil
from hypothesis import given
from hypothesis import strategies as st

from autoreply_sim.texts.sms import sms_size

CASES = json.loads((Path(__file__).parent / "sms_calculators.json").read_text(encoding="utf-8"))["cases"]
DISAGREED = "flag_straddle_134"

# Letters of the GSM 03.38 alphabet, of its extension table, and of neither: an emoji, half a flag.
LETTERS = st.sampled_from("aéàÇ@\n £ΩñÜ" + "€{}^~[]\\|\f" + "çж漢\t`’" + "😀🇫\u0301\u200d")
GSM_LETTERS = st.sampled_from("aéàÇ@\n £ΩñÜ" + "€{}^~[]\\|\f")


def body_of(case: dict[str, Any]) -> str:
    """The text of a case, whose repeated pieces are written once."""
    return "".join(piece if isinstance(piece, str) else piece[0] * piece[1] for piece in case["body"])


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_the_size_is_what_the_public_calculators_say(case: dict[str, Any]) -> None:
    """Encoding, segments and units are those of both; where they differ, those of split-sms."""
    size = sms_size(body_of(case))

    assert (case["twilio"] == case["split_sms"]) == (case["id"] != DISAGREED)
    assert [size.encoding, size.segments, size.units] == case["split_sms"]


def test_a_flag_may_be_cut_between_its_halves() -> None:
    """Only a surrogate pair stays whole: 65 letters and half a flag fill a segment, the other half moves."""
    size = sms_size("ж" * 65 + "🇫🇷" + "ж" * 65)

    assert (size.segments, size.characters_left) == (2, 0)


@pytest.mark.parametrize(
    ("text", "segments", "left"),
    [
        ("", 1, 160),
        ("a" * 160, 1, 0),
        ("a" * 161, 2, 145),
        ("a" * 152 + "€" + "a" * 151, 2, 0),
        ("a" * 152 + "€" + "a" * 152, 3, 152),
        ("é" * 306, 2, 0),
        ("ж", 1, 69),
        ("ж" * 70, 1, 0),
        ("ж" * 71, 2, 63),
        ("ж" * 66 + "😀" + "ж" * 65, 2, 0),
        ("ж" * 66 + "😀" + "ж" * 66, 3, 66),
    ],
)
def test_a_character_of_two_units_is_never_cut(text: str, segments: int, left: int) -> None:
    """An escape pair and a surrogate pair move to the next segment whole, and leave a unit empty."""
    size = sms_size(text)

    assert (size.segments, size.characters_left) == (segments, left)


def test_the_offenders_are_the_characters_that_make_it_dear() -> None:
    """One ç or one curly apostrophe sends the whole text as UCS-2; each offender is named once, in order."""
    assert sms_size("L’été à Besançon, l’été").offenders == ("’", "ç")
    assert sms_size("L'été à Besançon").encoding == "UCS-2"
    assert sms_size("L'été à la mer : Ç à 5 €").offenders == ()
    assert sms_size("1\u00a0250\u202f$").offenders == ("\u00a0", "\u202f")


@pytest.mark.parametrize("letter", [*"çêâîôûœ’«»\u00a0\u202f"])
def test_these_french_characters_leave_the_alphabet(letter: str) -> None:
    """The default texts do without them."""
    assert sms_size(letter).encoding == "UCS-2"


def test_a_broken_character_is_counted_all_the_same() -> None:
    """Half of a surrogate pair is one unit; counting never fails."""
    assert sms_size("\ud800").units == 1


@given(st.text(LETTERS, min_size=1, max_size=400) | st.text(GSM_LETTERS, min_size=140, max_size=480))
def test_the_size_is_what_smsutil_says(text: str) -> None:
    """It splits as we do; it is off on a bare escape and on an empty text, which the next test holds."""
    theirs = smsutil.split(text)
    ours = sms_size(text)

    wide = theirs.encoding != "gsm0338"
    assert ours.encoding == ("UCS-2" if wide else "GSM-7")
    assert ours.segments == len(theirs.parts)
    assert ours.units == theirs.total_bytes // (2 if wide else 1)


def test_where_smsutil_is_off_we_are_not() -> None:
    """An escape alone is no character of GSM 03.38, and both npm calculators call an empty text GSM-7."""
    assert smsutil.split("\x1b").encoding == "gsm0338"
    assert sms_size("\x1b").encoding == "UCS-2"
    assert smsutil.split("").encoding != "gsm0338"
    assert sms_size("").encoding == "GSM-7"
