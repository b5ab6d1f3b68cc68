"""What a text costs as an SMS, and which characters make it dear, held against smsutil."""

from __future__ import annotations

from dataclasses import replace

import pytest
import smsutil
from hypothesis import given
from hypothesis import strategies as st

from autoreply_sim.texts.template import check_text
from autoreply_sim.ui.components.drawing import in_words
from autoreply_sim.ui.models.phrase import Phrase
from autoreply_sim.ui.models.preview import with_replacements
from autoreply_sim.ui.models.preview_characters import called, suggestion
from autoreply_sim.ui.models.preview_sms import MAX_OFFENDERS, MAX_PLACES, Cost, telling
from tests.ui.preview_worlds import office, prairie, written

PIECES = st.lists(
    st.sampled_from(
        ["{{ customer_name }}", "{% if ticket_number %}", "{% endif %}", "«\u00a0", "\u00a0»", "\u200b"]
    )
    | st.sampled_from([*"{}%#’êœçé…｛％＃️ \n", "e\u0301"])
    | st.text(max_size=3),
    max_size=12,
).map("".join)


def is_gsm(text: str) -> bool:
    """Whether smsutil sends this text as GSM-7; an empty text and a lone escape are its own errors."""
    return text == "" or ("\x1b" not in text and smsutil.split(text).encoding == "gsm0338")


def cost_of(text: str) -> Cost:
    """The cost of a text by SMS."""
    cost = written(text).cost
    assert cost is not None
    return cost


def said(words: Phrase | str | None) -> str:
    """A phrase in English without its HTML; a name as it is."""
    return in_words(words, "en").striptags() if isinstance(words, Phrase) else words or ""


@pytest.mark.parametrize(
    ("character", "instead", "name"),
    [
        ("’", "'", "curly apostrophe"),
        ("«", '"', "French quotation mark"),
        ("”", '"', "curly quotation mark"),
        ("ê", "e", "e with a circumflex"),
        ("Ê", "E", "E with a circumflex"),
        ("ç", "c", "c with a cedilla"),
        ("û", "u", "u with a circumflex"),
        ("ï", "i", "i with a diaeresis"),
        ("œ", "oe", "o and e in one letter"),
        ("\u00a0", " ", "no-break space"),
        ("\u202f", " ", "narrow no-break space"),
        ("—", "-", "dash"),
        ("…", "...", "ellipsis"),
        ("\u200b", "", "invisible space"),
        ("½", "1/2", "vulgar fraction one half"),
        ("\u212b", "\u00c5", "A with a ring"),
        ("😀", None, "grinning face"),
        ("ж", None, "cyrillic small letter zhe"),
        ("\ue000", None, "u+e000"),
    ],
)
def test_a_character_outside_gsm7_has_a_name_and_mostly_a_neighbour_inside(
    character: str, instead: str | None, name: str
) -> None:
    """The neighbour is in GSM-7 by smsutil's word, too."""
    assert not is_gsm(character)
    assert suggestion(character) == instead
    assert instead is None or is_gsm(instead)
    assert said(called(character)) == name


@pytest.mark.parametrize("letter", [*"éèàùìòÇÉÑÄÖÜäöüñå€[]{}~^|\\@£\n'\""])
def test_what_is_in_gsm7_stays(letter: str) -> None:
    """French keeps its é è à ù and its capital Ç and É."""
    assert is_gsm(letter)
    assert suggestion(letter) == letter
    assert with_replacements(letter) == letter


@given(st.characters(exclude_categories=["Cs"]))
def test_a_suggestion_is_in_gsm7_and_brings_no_tag(character: str) -> None:
    """Whatever the character; a full-width brace does not become one of ours."""
    instead = suggestion(character)

    if instead not in (None, character):
        assert is_gsm(instead)
        assert not set(instead) & set("{}%#")


def test_replacements_read_as_a_person_would_type_them() -> None:
    """A guillemet takes its space along, a letter is joined with its accent, tags stay as they are."""
    text = "L’été, « {{ customer_name }} » à Besanc\u0327on… {% if ticket_number %}n° {{ ticket_number }}{% endif %}"

    assert with_replacements(text) == (
        'L\'été, "{{ customer_name }}" à Besancon... {% if ticket_number %}no {{ ticket_number }}{% endif %}'
    )
    assert with_replacements("e\u0301te\u0301") == "été"
    assert with_replacements("{{ cuѕtomer’s }}") == "{{ cuѕtomer’s }}"


@pytest.mark.parametrize(
    "text",
    [
        "{\ufe0f{",
        "{\u200b{ customer_name }}’",
        "{\u200b{{ customer_name }}’",
        "｛｛ x ｝｝",
        "{％ if",
        "{\u200b{",
        "x }\u200b}",
    ],
)
def test_replacements_never_make_a_tag(text: str) -> None:
    """Where leaving out what cannot be seen would make one, the text stays as it is."""
    replaced = with_replacements(text)

    assert replaced.count("{{") == text.count("{{")
    assert "{%" not in replaced


@given(PIECES)
def test_replacing_twice_is_replacing_once_and_breaks_no_text(text: str) -> None:
    """A good text stays good, unless it says nothing but what cannot be seen or grows too long; tags are the same."""
    once = with_replacements(text)

    assert with_replacements(once) == once
    if not check_text("customer_hangs_up", text):
        assert not [
            p
            for p in check_text("customer_hangs_up", once)
            if "says nothing" not in p.message and "empty" not in p.message
        ]


def test_each_offender_is_named_once_with_its_places_and_its_origin() -> None:
    """Counted from 1 in the message; one that only a name brings in cannot be replaced in the text."""
    world = replace(prairie(), customers=(replace(prairie().customers[0], name="François"),))
    cost = written("C’est l’été, {{ customer_name }}", world=world).cost
    assert cost is not None
    apostrophe, cedilla = cost.offenders

    assert (apostrophe.character, apostrophe.places, apostrophe.is_written) == ("’", (2, 8), True)
    assert (cedilla.character, cedilla.places, cedilla.is_written) == ("ç", (18,), False)
    assert cost.replaced is not None
    assert cost.replaced.offenders == ("ç",)


def test_there_is_nothing_to_replace_where_only_names_are_dear() -> None:
    """Nor where a text is cheap already, nor where nothing comes near."""
    assert cost_of("Hello").replaced is None
    assert cost_of("Hello 😀").replaced is None
    assert cost_of("…" * 600).replaced is None


def test_long_lists_are_cut() -> None:
    """A text in another script is counted, not listed whole."""
    cost = cost_of("".join(chr(code) for code in range(0x4E00, 0x4E40)) * 2 + "ж" * 9)

    assert len(cost.offenders) == MAX_OFFENDERS
    assert cost.more_offenders == 65 - MAX_OFFENDERS
    assert len(cost_of("ж" * 9).offenders[0].places) == MAX_PLACES
    assert cost_of("ж" * 9).offenders[0].count == 9


@pytest.mark.parametrize(
    ("text", "warning"),
    [
        ("a" * 160, ""),
        ("a" * 161, "1 character fewer would make it 1 segment."),
        ("a" * 170, "10 characters fewer would make it 1 segment."),
        ("a" * 200, ""),
        ("a" * 309, "3 characters fewer would make it 2 segments."),
        ("a" * 100 + "’", "One character makes it 2 segments instead of 1: “’” (curly apostrophe)"),
        ("a" * 100 + "’ê", "2 characters make it 2 segments instead of 1."),
        ("a" * 60 + "’", ""),
        ("ж" * 71, "One character makes it 2 segments instead of 1: “ж” (cyrillic small letter zhe)"),
    ],
)
def test_a_warning_says_what_makes_it_dear(text: str, warning: str) -> None:
    """A character outside the alphabet that adds a segment, or a few characters too many."""
    assert said(cost_of(text).warning) == warning


@pytest.mark.parametrize("text", ["a", "a" * 160, "a" * 161, "a" * 400, "ж" * 70, "ж" * 71, "€" * 100])
def test_what_is_used_and_what_is_left_is_what_smsutil_counts(text: str) -> None:
    """Used, left and the room of the segments add up, but for a gap before a character that is not cut."""
    cost = cost_of(text)
    theirs = smsutil.split(text)

    assert cost.size.segments == len(theirs.parts)
    assert 0 <= cost.room - cost.size.units - cost.size.characters_left <= cost.size.segments - 1


def test_the_number_of_segments_varies_with_the_names() -> None:
    """The shortest and the longest message to anybody of the company, by any of its advisors."""
    varying = written("{{ customer_name }} {{ advisor_name }} " + "x" * 60, world=office()).cost
    steady = written("Bonjour " + "x" * 60, world=office()).cost
    assert varying is not None
    assert steady is not None

    assert (varying.fewest, varying.most) == (1, 2)
    assert (steady.fewest, steady.most) == (1, 1)


@given(
    st.lists(
        st.sampled_from(["Jo", "Al", "Zoé", "Maximilian", "Françoise", "Bö", "Ивар", "ç", ""]), min_size=1
    )
)
def test_few_names_tell_of_all_of_them(names: list[str]) -> None:
    """The segments over the shortest and the longest names are those over all names, wherever the limit lies."""
    for room in range(55, 170, 7):
        every, some = (
            {len(smsutil.split("x" * room + name).parts) for name in among}
            for among in (names, telling(tuple(names)))
        )
        assert (min(every), max(every)) == (min(some), max(some))
