"""Replies that look wrong: silence, promises, names, segments, requests that are held back."""

from __future__ import annotations

import pytest

from autoreply_sim.analytics.checkup import Severity
from autoreply_sim.analytics.checkup.claims import claims_of
from tests.engine.telling import acts, call, created, text

from .looking import found, found_in_settings, keys, replies, schedule, the

OFF = {"enabled": False}


def test_a_moment_in_which_nobody_says_a_word_is_found_with_its_contacts() -> None:
    """A caller who hangs up while it rings, with that reply off, and of whom nobody hears again."""
    story = call("02 10:00", hangs_up="ringing"), call("02 11:00", picks_up=["ana"])
    team = replies(customer_hangs_up=OFF) | {"tickets_for_missed_calls": False}
    finding = the("no_word", found(*story, team=team))

    assert finding.path == ("teams", "service", "auto_replies", "customer_hangs_up", "enabled")
    assert finding.severity == Severity.PROBLEM
    assert finding.consequence is not None
    assert (finding.consequence.count, finding.consequence.events) == (1, (1,))
    assert "a caller" not in finding.sentence[1]


def test_a_moment_that_another_reply_covers_is_no_silence() -> None:
    """After hours a first text gets the first-chat reply if the after-hours reply is off (R-MSG-22)."""
    team = replies(after_hours_texts=OFF)

    assert "no_word" not in keys(found(text("02 20:00"), team=team))
    later = the("no_word", found(text("02 20:00"), text("02 21:00"), team=team))
    assert "Other replies cover" in later.sentence[0]
    assert later.consequence is not None
    assert later.consequence.events == (2,)


def test_who_hears_from_a_person_in_the_end_makes_it_a_hint() -> None:
    """Silence until somebody takes the ticket is a matter of taste."""
    story = text("02 10:00"), acts("02 10:30", "take", ticket=1)

    assert (
        the("no_word", found(*story, team=replies(customer_sends_first_chat=OFF))).severity == Severity.HINT
    )


def test_silence_that_no_setting_ends_is_not_said() -> None:
    """No reply covers a hang-up in the greeting (R-MSG-21) or a later text within hours."""
    story = call("02 10:00", hangs_up="greeting"), text("02 11:00"), text("02 11:30")

    assert "no_word" not in keys(found(*story))


def test_silence_is_found_in_settings_alone() -> None:
    """Without a period the decision tables say it, as a hint."""
    finding = the("no_word", found_in_settings(replies(customer_leaves_voicemail=OFF)))

    assert (finding.severity, finding.consequence) == (Severity.HINT, None)


def test_missed_calls_that_leave_no_ticket_are_counted() -> None:
    """Tickets for missed calls are off, and there is none to join (R-TKT-5)."""
    off = {"tickets_for_missed_calls": False}
    finding = the("missed_calls_without_ticket", found(call("02 10:00", hangs_up="ringing"), team=off))

    assert finding.severity == Severity.WARNING
    assert finding.consequence is not None
    assert (finding.consequence.count, finding.consequence.whole) == (1, 1)
    assert "missed_calls_without_ticket" not in keys(found(call("02 10:00", picks_up=["ana"]), team=off))


@pytest.mark.parametrize(
    "promise",
    [
        "We are open from 9:00 to 17:00.",
        "Opening hours: 8 am - 6 pm.",
        "We are open 24/7.",
        "Nous sommes ouverts de 8 h à 17h30.",
        "We are open Monday to Saturday, 8:00 to 5:00 pm.",
        "Ouvert du lundi au jeudi.",
        "We are closed on Fridays.",
        "Open Mon-Sat.",
        "Ouvert lun.-jeu.",
    ],
)
def test_a_text_that_promises_other_hours_is_a_problem(promise: str) -> None:
    """The team opens from 8:00 to 17:00, Monday to Friday."""
    finding = the(
        "promise_not_kept", found_in_settings(replies(after_hours_texts={"enabled": True, "text": promise}))
    )

    assert finding.severity == Severity.PROBLEM
    assert finding.path == ("teams", "service", "auto_replies", "after_hours_texts", "text")


@pytest.mark.parametrize(
    "promise",
    [
        "We are open from 8:00 to 17:00, Monday to Friday.",
        "Open Mon-Fri. We are closed right now and open again at 8 am.",
        "Nous sommes fermés. Nous ouvrons à 8 h, du lundi au vendredi, jusqu’à 17 h.",
        "Sorry, we are closed. We call you back before 10:00, within 24 hours.",
        "Closed on Saturday and Sunday.",
        "Fermé le samedi et le dimanche.",
        "Nous sommes fermés ; réponse sous 24 heures.",
        "{{ sender_name }} opens {{ next_opening }}. Pay $12.30 by Saturday.",
        "Our ticket 8:15 is a number.",
        "We are closed, so we sat down under the sun and ate a fri.",
        "Ouvert du lun. au ven.",
    ],
)
def test_a_text_that_keeps_its_word_is_let_be(promise: str) -> None:
    """So is one that speaks of other times than opening hours, and a field, which always keeps its word."""
    settings = replies(after_hours_texts={"enabled": True, "text": promise})

    assert "promise_not_kept" not in keys(found_in_settings(settings))


WINTER = schedule("Winter", **{"from": "08:00", "repeats": "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR;UNTIL=20260501"})
SUMMER = schedule(
    "Summer",
    first="2026-05-04",
    **{"from": "07:00", "repeats": "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA;UNTIL=20260829"},
)
AUTUMN = schedule("Autumn", first="2026-08-31")
SEASONS = [WINTER, SUMMER, AUTUMN]


@pytest.mark.parametrize(
    ("promise", "broken"),
    [
        ("We open at 8:00.", "8:00 (except from 4 May 2026 to 29 August 2026)"),
        ("Nous ouvrons à 7 h.", "7 h (except from 6 January 2026 to 1 May 2026, from 31 August 2026 to "),
        ("Open from 8:00 to 17:00.", "8:00 (except from 4 May 2026 to 29 August 2026)."),
        ("We are open Monday to Saturday.", "Saturday (except from "),
    ],
)
def test_a_promise_that_is_kept_for_a_part_of_the_year_is_a_problem(promise: str, broken: str) -> None:
    """From May to August the team opens at 7:00, and on Saturdays; otherwise at 8:00, from Monday to Friday."""
    settings = replies(after_hours_texts={"enabled": True, "text": promise}) | {"schedules": SEASONS}
    finding = the("promise_kept_in_part", found_in_settings(settings))

    assert finding.severity == Severity.PROBLEM
    assert finding.path == ("teams", "service", "auto_replies", "after_hours_texts", "text")
    assert broken in finding.sentence[0]
    assert "ne tiennent qu’une partie" in finding.sentence[1]


@pytest.mark.parametrize(
    "promise",
    [
        "We are open until 17:00.",
        "In summer we open at 7:00.",
        "Ouvert à 8 h de septembre à avril.",
        "We open at 9:00.",
        "We open {{ next_opening }}.",
    ],
)
def test_a_promise_that_holds_all_year_or_names_its_season_is_let_be(promise: str) -> None:
    """One that is never kept is another finding."""
    settings = replies(after_hours_texts={"enabled": True, "text": promise}) | {"schedules": SEASONS}

    assert "promise_kept_in_part" not in keys(found_in_settings(settings))


@pytest.mark.parametrize(
    "other",
    [
        {"first": "2026-07-06", "repeats": "FREQ=DAILY;COUNT=12"},
        {"first": "2026-04-06", "repeats": None},
    ],
)
def test_days_and_a_week_or_two_that_differ_are_no_season(other: dict[str, object]) -> None:
    """A holiday opens at 10:00, or so do twelve days of July: the promise is for the rest."""
    special = {
        key: value for key, value in schedule("Special", **{"from": "10:00"}, **other).items() if value
    }
    settings = replies(after_hours_texts={"enabled": True, "text": "We open at 8:00."})
    settings |= {"schedules": [schedule(), special]}

    assert "promise_kept_in_part" not in keys(found_in_settings(settings))


def test_whoever_got_a_promise_while_it_was_not_true_is_counted() -> None:
    """A text of an evening in May, and none of one in April, when it was true."""
    settings = replies(after_hours_texts={"enabled": True, "text": "We open at 8:00."})
    story = text("02 20:00"), {**text("02 20:00"), "at": "2026-05-05 20:00"}
    finding = the("promise_kept_in_part", found(*story, team=settings | {"schedules": SEASONS}))

    assert finding.consequence is not None
    assert (finding.consequence.count, finding.consequence.whole) == (1, 2)
    assert finding.consequence.events == (2,)


def test_hours_around_midnight_are_kept_on_every_date() -> None:
    """A team that never closes opens and closes at midnight every day."""
    whole_day = schedule("All day", **{"from": "00:00", "to": "00:00", "repeats": "FREQ=DAILY"})
    settings = replies(after_hours_texts={"enabled": True, "text": "Open from 0:00 to 24:00."})

    assert "promise_kept_in_part" not in keys(found_in_settings(settings | {"schedules": [whole_day]}))


def test_claims_read_ranges_and_both_languages() -> None:
    """From Friday to Monday are four days; 5 pm is 17:00, and 17h30 half past."""
    english = claims_of("Open Friday to Monday until 5 pm, closed on Wednesday.")
    french = claims_of("Horaires : de 8h à 17h30, 7j/7.")

    assert (english.open_days, english.closed_days) == ((0, 4, 5, 6), (2,))
    assert [f"{meant:%H:%M}" for _, meant in english.times] == ["17:00"]
    assert [f"{meant:%H:%M}" for _, meant in french.times] == ["08:00", "17:30"]
    assert french.always


def test_a_company_name_that_is_missing_is_said_where_a_text_shows_it() -> None:
    """A default text that shows the team's name in its place is no news."""
    own = replies(customer_hangs_up={"text": "Call {{ company_name }} again."})

    assert the("company_without_name", found_in_settings(own, company={})).path == ("company", "name")
    assert "company_without_name" not in keys(found_in_settings(own))
    assert "company_without_name" not in keys(found_in_settings(company={}))


def test_a_few_dear_characters_are_named_with_cheap_ones() -> None:
    """One ’ halves what fits into a segment; its saving is counted by what was sent."""
    dear = "We’ll call you back as soon as one of us is free again, as a rule within a few minutes or hours."
    finding = the(
        "dear_characters",
        found(call("02 10:00", hangs_up="ringing"), team=replies(customer_hangs_up={"text": dear})),
    )

    assert finding.facts["swaps"] == "’ → '"
    assert finding.consequence is not None
    assert (finding.consequence.count, finding.consequence.whole) == (1, 2)
    cheap = replies(customer_hangs_up={"text": dear.replace("’", "'")})
    assert "dear_characters" not in keys(found_in_settings(cheap))


def test_a_text_that_is_slightly_too_long_is_said_and_a_long_one_let_be() -> None:
    """Up to a tenth over the segment somebody can shorten; twice as long is meant."""
    assert (
        the("slightly_too_long", found_in_settings(replies(customer_hangs_up={"text": "x" * 165}))).facts[
            "over"
        ]
        == 5
    )
    for length in (160, 300):
        settings = replies(customer_hangs_up={"text": "x" * length})
        assert "slightly_too_long" not in keys(found_in_settings(settings))


def test_payments_in_a_country_without_them() -> None:
    """The requests that never went out are counted (R-SUP-5); where nobody asked there is nothing to say."""
    asks = text("02 10:00"), acts("02 10:10", "request_payment", ticket=1, amount=12)
    france = {"company": {"name": "Prairie", "country": "FR"}}
    finding = the("payments_not_offered", found(*asks, **france))

    assert finding.consequence is not None
    assert finding.consequence.events == (2,)
    assert "payments_not_offered" in keys(found_in_settings(**france))
    assert "payments_not_offered" not in keys(found(text("02 10:00"), **france))
    assert "payments_not_offered" not in keys(found(*asks))


def test_requests_by_whatsapp_without_a_template() -> None:
    """A day after the customer's last message only templates may be sent (R-SUP-4)."""
    story = text("02 10:00", channel="whatsapp"), acts("04 10:00", "request_photo_video", ticket=1)
    approved = replies(request_photo_video={"whatsapp_template_approved": True})

    assert the("whatsapp_without_template", found(*story)).path[-2:] == (
        *("request_photo_video", "whatsapp_template_approved"),
    )
    assert "whatsapp_without_template" not in keys(found(*story, team=approved))


def test_a_quiet_period_from_evening_to_evening_is_too_long() -> None:
    """A few hours keep a conversation quiet; a whole day swallows the next evening's message."""

    def quiet(minutes: int) -> dict[str, object]:
        return replies(after_hours_texts={"enabled": True, "quiet_period": minutes})

    finding = the("quiet_period_long", found(text("02 20:00"), text("03 19:00"), team=quiet(1440)))
    assert finding.consequence is not None
    assert (finding.consequence.count, finding.consequence.whole) == (1, 2)
    assert "quiet_period_long" not in keys(found_in_settings(quiet(720)))


def test_a_ticket_reply_of_a_team_without_web_and_app_is_let_be_in_a_story() -> None:
    """Only drawn traffic says by which channels customers come."""
    assert "after_hours_never" not in keys(found(created("02 20:00"), team={"schedules": [schedule()]}))
