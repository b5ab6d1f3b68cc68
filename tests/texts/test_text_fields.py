"""What a good text may say, field by field and reply by reply, and how a bad one is told so."""

from __future__ import annotations

import pytest

from autoreply_sim.rules.catalog import REPLY_KEYS
from autoreply_sim.texts.fields import (
    AFTER_HOURS,
    FIELDS,
    SWITCHES,
    WITH_ADVISOR,
    default_switches,
    fields_of,
    switches_of,
)
from autoreply_sim.texts.template import TextError, check_text, compile_text

EVERYWHERE = {
    "sender_name",
    "company_name",
    "team_name",
    "customer_name",
    "advisor_name",
    "ticket_number",
    "voicehub_number",
}
WITH_LINK = {"request_photo_video", "request_approval", "request_payment", "capture_advisor_rating"}


def problems(text: str, reply: str = "after_hours_calls") -> list[str]:
    """The messages of what is wrong with this text."""
    return [problem.message for problem in check_text(reply, text)]


@pytest.mark.parametrize("reply", REPLY_KEYS)
def test_each_reply_knows_its_own_fields(reply: str) -> None:
    """The next opening is for after hours, the link for requests, the amount for payments."""
    expected = set(EVERYWHERE)
    expected |= {"next_opening"} if reply in AFTER_HOURS else set()
    expected |= {"link"} if reply in WITH_LINK else set()
    expected |= {"amount"} if reply == "request_payment" else set()

    assert {field.key for field in fields_of(reply)} == expected
    for field in FIELDS:
        assert (problems(f"{{{{ {field.key} }}}}", reply) == []) == (field.key in expected)


@pytest.mark.parametrize("reply", REPLY_KEYS)
def test_a_switch_may_be_asked_for_where_the_reply_offers_it(reply: str) -> None:
    """Only the optional elements that a reply declares have a value in it."""
    offered = {switch.field for switch in switches_of(reply)}

    for switch in SWITCHES:
        accepted = problems(f"{{% if {switch.field} %}}x{{% endif %}}", reply) == []
        assert accepted == (switch.field in offered)


def test_every_switch_shows_a_field_and_is_described_in_both_languages() -> None:
    """A switch is named for the field that it shows, which its replies know; nothing is left undescribed."""
    for switch in SWITCHES:
        assert set(switch.on) <= set(switch.replies)
        for reply in switch.replies:
            assert switch.key in {field.key for field in fields_of(reply)}
    for declared in (*FIELDS, *SWITCHES):
        assert declared.en
        assert declared.fr
        assert declared.en != declared.fr


def test_the_optional_elements_have_defaults() -> None:
    """After hours a reply says its ticket and when the team opens again, but no names and no numbers."""
    assert default_switches("after_hours_calls") == {
        "customer_name": False,
        "ticket_number": True,
        "next_opening": True,
        "voicehub_number": False,
    }


def test_a_text_is_sent_as_it_is_written() -> None:
    """Nothing is appended, escaped or trimmed: the words around the fields stay."""
    text = compile_text("customer_hangs_up", "<b>{{ sender_name }}</b> & co:\n ticket {{ticket_number}}!")

    assert text.render({"sender_name": "A & B", "ticket_number": "7"}) == "<b>A & B</b> & co:\n ticket 7!"


@pytest.mark.parametrize(
    ("text", "fields", "expected"),
    [
        ("{% if ticket_number %}T{{ ticket_number }}{% endif %}.", {"ticket_number": "7"}, "T7."),
        ("{% if ticket_number %}T{{ ticket_number }}{% endif %}.", {"ticket_number": ""}, "."),
        (
            "{% if ticket_number %}a{% elif advisor_name %}b{% else %}c{% endif %}",
            {"advisor_name": "Ana"},
            "b",
        ),
        ("{% if ticket_number %}a{% elif advisor_name %}b{% else %}c{% endif %}", {}, "c"),
        (
            "{% if show_ticket_number and not ticket_number %}a{% endif %}b",
            {"show_ticket_number": True},
            "ab",
        ),
        ("{% if show_ticket_number %}a{% endif %}b", {"show_ticket_number": False}, "b"),
        ("{% if (ticket_number or advisor_name) and link %}a{% endif %}b", {"link": "l"}, "b"),
        ("{% if ticket_number or advisor_name and link %}a{% endif %}b", {"ticket_number": "7"}, "ab"),
        ("{% if link %}{% if amount %}a{% endif %}{% endif %}b", {"link": "l", "amount": "1"}, "ab"),
        ("a {{- link -}} b", {"link": "l"}, "alb"),
        ("a {%- if link %} b{% endif -%} c", {"link": "l"}, "a bc"),
        ("{{ (link) }}", {"link": "l"}, "l"),
        ("line one\r\nline two", {}, "line one\nline two"),
        ("Ça coûte {{ amount }} 😀", {"amount": "5 $"}, "Ça coûte 5 $ 😀"),
    ],
)
def test_conditions_ask_whether_a_field_has_a_value(
    text: str, fields: dict[str, str | bool], expected: str
) -> None:
    """A field without a value is empty, and false; and, or, not and brackets are Python's."""
    assert compile_text("request_payment", text).render(fields) == expected


def test_values_that_a_text_does_not_name_are_ignored() -> None:
    """One mapping of all fields serves the texts of all replies."""
    text = compile_text("share_voicehub", "{{ voicehub_number }}")

    assert text.names == {"voicehub_number"}
    assert text.render({"voicehub_number": "+15155550100", "amount": "5", "anything": True}) == "+15155550100"


def test_a_misspelt_field_is_told_the_right_name() -> None:
    """An error says what was found and what was probably meant."""
    assert problems("{{ custmer_name }}") == [
        "no field is called 'custmer_name'; did you mean 'customer_name'?"
    ]
    assert problems("{% if show_ticket %}x{% endif %}") == [
        "no field is called 'show_ticket'; did you mean 'show_ticket_number'?"
    ]


def test_a_field_that_resembles_nothing_is_told_what_there_is() -> None:
    """Where no name is near, all of them are listed."""
    assert problems("{{ zzz }}", "customer_hangs_up") == [
        "no field is called 'zzz'; known: " + ", ".join(sorted(EVERYWHERE))
    ]


def test_a_field_of_another_reply_is_told_where_it_belongs() -> None:
    """A field that exists, but not here, is not called unknown."""
    assert problems("{{ amount }}") == [
        "'amount' has no value in 'after_hours_calls', only in request_payment; remove it"
    ]
    (problem,) = problems("{% if show_advisor_name %}x{% endif %}")

    assert problem.endswith(f" in 'after_hours_calls', only in {', '.join(WITH_ADVISOR)}; remove it")


def test_a_switch_is_not_printed() -> None:
    """A yes or no would read as True in a message."""
    (problem,) = problems("{{ show_ticket_number }}")

    assert problem.startswith(
        "'show_ticket_number' is a switch, yes or no, and prints nothing; use it as {% if "
    )


HOW = "write a field as {{ sender_name }} and a condition as {% if ticket_number %} … {% endif %}"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{{ customer_name.x }}", f"'.' is an attribute, which no text can use; {HOW}"),
        ("{{ customer_name|upper }}", f"'|' is a filter, which no text can use; {HOW}"),
        ("{{ 'a' }}", f"\"'a'\" is a quoted text, which no text can use; {HOW}"),
        ("{{ 5 ~ 5 }}", f"'5' is a number, which no text can use; {HOW}"),
        ("{{ link ~ link }}", f"'~' is an operator, which no text can use; {HOW}"),
        ("a{# b #}", f"a comment is found, which no text can use; {HOW}"),
        ("{% raw %}x{% endraw %}", f"a raw block is found, which no text can use; {HOW}"),
        ("{% for %}", f"'for' is no condition; only if, elif, else, endif are possible: {HOW}"),
        ("{{ link() }}", f"a call cannot stand between {{{{ and }}}}, only a field's name can; {HOW}"),
        (
            "{% if link is defined %}x{% endif %}",
            f"a test cannot stand in a condition, only fields joined by and, or, not can; {HOW}",
        ),
        ("", "the text is empty; write something, or switch the reply off"),
        ("\u200b \n", "the text is empty; write something, or switch the reply off"),
        ("{% if link %}{% endif %}", "the text says nothing; write something, or switch the reply off"),
        ("a\x00", "U+0000 is a control character, which phones do not show; remove it"),
        ("x" * 1601, "the text is 1,601 characters long; at most 1,600 are possible: shorten it"),
    ],
)
def test_a_problem_says_what_was_found_and_what_to_do(text: str, message: str) -> None:
    """A team lead who has never seen a template can mend the text."""
    assert problems(text, "request_payment") == [message]


def test_all_problems_are_reported_together_each_with_its_line() -> None:
    """Lines count from 1; the same mistake on the same line is told once."""
    text = "{{ custmer_name }}{{ custmer_name }}\nfine {{ link }}\n{{ custmer_name }}"

    assert [(problem.line, problem.message[:30]) for problem in check_text("customer_hangs_up", text)] == [
        (1, "no field is called 'custmer_na"),
        (2, "'link' has no value in 'custom"),
        (3, "no field is called 'custmer_na"),
    ]


def test_no_text_is_told_more_than_twenty_problems() -> None:
    """A wall of messages helps nobody."""
    assert len(check_text("customer_hangs_up", "{{ a }}\n" * 100)) == 20
    assert len(check_text("customer_hangs_up", "{{ a.b }}\n" * 100)) == 20


def test_compiling_a_bad_text_raises_all_its_problems() -> None:
    """What was not checked cannot be rendered either."""
    with pytest.raises(
        TextError, match="text of 'share_voicehub', line 2: no field is called 'nobody'"
    ) as raised:
        compile_text("share_voicehub", "Hi\n{{ nobody }}{{ amount }}")

    assert len(raised.value.problems) == 2


def test_a_reply_that_does_not_exist_is_an_error() -> None:
    """Unknown names are errors, with the name that was probably meant."""
    with pytest.raises(
        ValueError, match=r"no reply is called 'after_hour_calls'; did you mean 'after_hours_calls'\?"
    ):
        check_text("after_hour_calls", "Hi")


def test_equal_texts_are_compiled_once() -> None:
    """Fourteen replies of a hundred teams with the same wording cost one compilation."""
    assert compile_text("customer_hangs_up", "Hi, us.") is compile_text("share_voicehub", "Hi, us.")
