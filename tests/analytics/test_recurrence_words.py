"""Recurrence rules in words, as pages and reports say them."""

from __future__ import annotations

from datetime import date

import pytest

from autoreply_sim.analytics.recurrence_words import end_in_words, often_in_words

MONDAY = date(2026, 3, 2)


@pytest.mark.parametrize(
    ("rule", "english", "french"),
    [
        ("FREQ=YEARLY", "every year in March, on the 2nd", "chaque année en mars, le 2"),
        (
            "FREQ=YEARLY;BYMONTH=6,7,8",
            "every year in June, July, and August, on the 2nd",
            "chaque année en juin, juillet et août, le 2",
        ),
        (
            "FREQ=YEARLY;BYMONTH=4,5;BYDAY=MO,TU,WE,TH,FR,SA",
            "every year in April and May, Monday to Saturday",
            "chaque année en avril et mai, du lundi au samedi",
        ),
        (
            "FREQ=YEARLY;BYDAY=20MO",
            "every year, on the 20th Monday of the year",
            "chaque année, le 20e lundi de l’année",
        ),
        (
            "FREQ=YEARLY;BYYEARDAY=100",
            "every year, on the 100th day of the year",
            "chaque année, le 100e jour de l’année",
        ),
        (
            "FREQ=YEARLY;BYWEEKNO=20,21",
            "every year, in weeks 20 and 21 of the year, on Monday",
            "chaque année, les semaines 20 et 21 de l’année, le lundi",
        ),
        (
            "FREQ=YEARLY;BYWEEKNO=3;BYDAY=TU",
            "every year, in week 3 of the year, on Tuesday",
            "chaque année, la semaine 3 de l’année, le mardi",
        ),
        ("FREQ=MONTHLY", "every month, on the 2nd", "chaque mois, le 2"),
        (
            "FREQ=MONTHLY;BYMONTHDAY=1,15,-1",
            "every month, on the 1st, the 15th, and the last day",
            "chaque mois, le 1er, le 15 et le dernier jour",
        ),
        (
            "FREQ=MONTHLY;INTERVAL=3;BYDAY=1MO,-2FR",
            "every 3 months, on the 1st Monday and the last but one Friday",
            "tous les 3 mois, le 1er lundi et l’avant-dernier vendredi",
        ),
        (
            "FREQ=MONTHLY;BYMONTHDAY=13;BYDAY=FR",
            "every month, on the 13th, only on Friday",
            "chaque mois, le 13, seulement le vendredi",
        ),
        (
            "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1;UNTIL=20260430",
            "every month, Monday to Friday, only the last of them in the month, until 30 April 2026",
            "chaque mois, du lundi au vendredi, seulement le dernier d’entre eux dans le mois, jusqu’au 30 avril 2026",
        ),
        ("FREQ=WEEKLY", "every Monday", "chaque lundi"),
        (
            "FREQ=WEEKLY;BYDAY=MO,WE;BYSETPOS=2",
            "every Monday and Wednesday, only the 2nd of them in the week",
            "chaque lundi et mercredi, seulement le 2e d’entre eux dans la semaine",
        ),
        (
            "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE",
            "every 2 weeks, on Monday and Wednesday",
            "toutes les 2 semaines, le lundi et le mercredi",
        ),
        ("FREQ=WEEKLY;BYDAY=MO;BYMONTH=5", "every week in May, on Monday", "chaque semaine en mai, le lundi"),
        ("FREQ=DAILY;INTERVAL=2;COUNT=10", "every 2 days, 10 times", "tous les 2 jours, 10 fois"),
        (
            "freq=daily;until=20260401T120000Z",
            "every day, until 1 April 2026",
            "tous les jours, jusqu’au 1er avril 2026",
        ),
    ],
)
def test_a_rule_is_said_in_words(rule: str, english: str, french: str) -> None:
    """With what the first date says where the rule leaves it open (RFC 5545, 3.3.10); until when, or how often."""
    for language, said in (("en", english), ("fr", french)):
        assert ", ".join([often_in_words(rule, language, MONDAY), *end_in_words(rule, language)]) == said


def test_a_rule_without_a_first_date_says_what_it_says() -> None:
    """Where only the rule is known."""
    assert often_in_words("FREQ=YEARLY", "en") == "every year"


@pytest.mark.parametrize(
    "rule", ["FREQ=YEARLY;BYWEEKNO=-3", "FREQ=YEARLY;BYYEARDAY=-1", "FREQ=MONTHLY;BYDAY=-3MO"]
)
def test_a_rule_that_words_make_no_clearer_is_shown_as_it_is(rule: str) -> None:
    """Counted from the end, further than the last but one."""
    assert often_in_words(rule, "fr", MONDAY) == f"selon la règle {rule}"


def test_what_is_no_rule_is_refused() -> None:
    """A page shows it as it was typed."""
    with pytest.raises(ValueError, match="FREQ is missing"):
        often_in_words("BYDAY=MO", "en")
