"""The default wording: there for every reply in both languages, good as a text, and one SMS segment long."""

from __future__ import annotations

import itertools
from datetime import datetime

import pytest

from autoreply_sim.rules.catalog import REPLY_KEYS
from autoreply_sim.texts.defaults import all_texts, default_text
from autoreply_sim.texts.fields import Language, default_switches, fields_of, switches_of
from autoreply_sim.texts.render import amount_phrase, link_for, opening_phrase
from autoreply_sim.texts.sms import sms_size
from autoreply_sim.texts.template import check_text, compile_text

LANGUAGES: tuple[Language, ...] = ("en", "fr")
at = datetime.fromisoformat
EACH = pytest.mark.parametrize(("reply", "language"), list(itertools.product(REPLY_KEYS, LANGUAGES)))


def typical(reply: str, language: Language) -> dict[str, str | bool]:
    """What the fields hold on an ordinary day."""
    values: dict[str, str] = {
        "sender_name": "Prairie Equipment",
        "company_name": "Prairie Equipment",
        "team_name": "Prairie Service",
        "customer_name": "Carla Diaz",
        "advisor_name": "Ana Ruiz",
        "ticket_number": "1042",
        "voicehub_number": "+15155550100",
        "next_opening": opening_phrase(at("2026-03-03 08:00"), at("2026-03-02 19:00"), language),
        "link": link_for(reply, 1042),
        "amount": amount_phrase("1250", "CA" if language == "fr" else "US", language),
    }
    known = {field.key for field in fields_of(reply)}
    return {key: value for key, value in values.items() if key in known}


def shown(reply: str, switches: dict[str, bool]) -> dict[str, str | bool]:
    """The switches under the names that a text asks for them."""
    return {switch.field: switches[switch.key] for switch in switches_of(reply)}


def test_every_reply_has_a_default_text_in_each_language_and_nothing_else_has() -> None:
    """The fourteen of the rulebook, no more and no less."""
    assert set(all_texts()) == set(REPLY_KEYS)
    assert len(REPLY_KEYS) == 14
    assert all(tuple(texts) == LANGUAGES for texts in all_texts().values())


@EACH
def test_a_default_text_passes_the_check_of_texts(reply: str, language: Language) -> None:
    """Nobody is exempt from the rules for texts, and somebody may save a default text unchanged."""
    assert check_text(reply, default_text(reply, language)) == []


@EACH
def test_a_default_text_is_one_segment_on_an_ordinary_day(reply: str, language: Language) -> None:
    """Our wording costs one SMS: it keeps to the GSM-7 alphabet and to 160 characters."""
    fields = typical(reply, language) | shown(reply, default_switches(reply))

    size = sms_size(compile_text(reply, default_text(reply, language)).render(fields))

    assert (size.encoding, size.segments, size.offenders) == ("GSM-7", 1, ())


@EACH
def test_every_switch_shows_or_hides_its_element(reply: str, language: Language) -> None:
    """An optional element is in the text when it is switched on, and leaves no gap when it is not."""
    text = compile_text(reply, default_text(reply, language))
    fields = typical(reply, language)
    for switch in switches_of(reply):
        for others in (True, False):
            switches = dict.fromkeys(default_switches(reply), others)
            on = text.render(fields | shown(reply, switches | {switch.key: True}))
            off = text.render(fields | shown(reply, switches | {switch.key: False}))
            value = str(fields[switch.key])
            assert value in on
            assert value not in off.replace(str(fields.get("link")), "")


@EACH
def test_a_default_text_reads_well_whatever_is_on_or_missing(reply: str, language: Language) -> None:
    """No double blank, no blank before a full stop, no half sentence, whatever is switched or empty."""
    text = compile_text(reply, default_text(reply, language))
    always = {"sender_name", "voicehub_number", "link", "amount"}
    full = typical(reply, language)
    bare = {key: value if key in always else "" for key, value in full.items()}
    for fields, on in itertools.product((full, bare), (True, False)):
        sent = text.render(fields | shown(reply, dict.fromkeys(default_switches(reply), on)))
        assert sent == sent.strip()
        assert not any(flaw in sent for flaw in ("  ", " .", " ,", "..", "()", "( ", ":.", ",,"))
        assert sent.startswith(("Hi, this is Prairie", "Hi Carla", "Bonjour, ici Prairie", "Bonjour Carla"))


@pytest.mark.parametrize("reply", ["after_hours_calls", "after_hours_texts", "after_hours_ticket"])
def test_no_opening_in_sight_reads_as_well_as_one(reply: str) -> None:
    """A team without a next opening still answers in whole sentences."""
    now = at("2026-03-02 19:00")
    endings = {"en": "We'll be back as soon as we can.", "fr": "serons de retour dès que possible."}
    for language in LANGUAGES:
        fields = {"sender_name": "Us", "next_opening": opening_phrase(None, now, language)}
        sent = compile_text(reply, default_text(reply, language)).render(fields | {"show_next_opening": True})
        assert sent.endswith(endings[language])


def test_french_addresses_the_customer_politely() -> None:
    """The French is a native's: vous, never tu, and a blank before ! ? and :."""
    for reply in REPLY_KEYS:
        words = default_text(reply, "fr")
        assert not {"tu", "ton", "ta", "tes", "toi"} & set(words.lower().split())
        assert not any(f"{letter}{sign}" in words for letter in "aeiouérst" for sign in "!?:")


def test_a_default_text_of_an_unknown_reply_is_an_error() -> None:
    """Unknown names are errors."""
    with pytest.raises(ValueError, match="no reply is called 'nothing'"):
        default_text("nothing", "en")
