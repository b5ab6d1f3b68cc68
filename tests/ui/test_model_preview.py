"""The preview of a reply: what the customer would see, and what may be put into the text."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from autoreply_sim.experiment.run import run
from autoreply_sim.io.scenario_load import load
from autoreply_sim.rules.catalog import REPLY_KEYS
from autoreply_sim.texts.defaults import default_text
from autoreply_sim.texts.template import check_text
from autoreply_sim.ui.models.preview import preview, sample_of
from autoreply_sim.ui.models.preview_channels import channels_of
from tests.ui.explorer_stories import LIBRARY
from tests.ui.preview_worlds import hostile, office, prairie, written

ALL = ("sms", "whatsapp", "web", "app")
REFUSED = yaml.safe_load((Path(__file__).parents[1] / "texts" / "hostile_texts.yaml").read_text("utf-8"))[
    "refused"
]


@pytest.mark.parametrize("reply", REPLY_KEYS)
@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_reply_can_be_previewed_by_each_of_its_channels(reply: str, language: str) -> None:
    """The default text, in the company's language whatever the page's, with every field filled in."""
    for world in (prairie(), office(), hostile()):
        settings = world.teams[0].settings.replies[reply]
        for channel in channels_of(reply):
            seen = preview(world, "service", reply, settings, channel=channel, language=language)
            assert seen.channel == channel
            assert (seen.cost is None) == (channel != "sms")
            assert seen.language == world.company.language
            assert ("Bonjour" in seen.message) == (world.company.language == "fr")
            assert seen.problems == () or world.company.name not in ("Érables et Fils", "Prairie Equipment")


@pytest.mark.parametrize(
    ("reply", "channels"),
    [
        ("customer_hangs_up", ("sms",)),
        ("after_hours_calls", ("sms",)),
        ("share_voicehub", ("sms",)),
        ("customer_sends_first_chat", ALL),
        ("after_hours_texts", ("sms", "whatsapp")),
        ("after_hours_ticket", ("web", "app")),
        ("request_payment", ALL),
        ("capture_advisor_rating", ALL),
    ],
)
def test_a_reply_is_shown_by_the_channels_by_which_it_can_go(reply: str, channels: tuple[str, ...]) -> None:
    """Calls are answered by SMS, messages by their channel, an advisor's action by the ticket's (R-MSG-26)."""
    assert channels_of(reply) == channels


def test_no_reply_of_the_library_goes_by_a_channel_that_the_preview_does_not_show() -> None:
    """What the engine does with every story of the library agrees with what is worked out from the catalogue."""
    sent = {
        (reply.reply, reply.channel) for file in LIBRARY.glob("*.yaml") for reply in run(load(file)).replies
    }

    assert len(sent) > 20
    assert [pair for pair in sent if pair[1] not in channels_of(pair[0])] == []


def test_a_channel_by_which_it_cannot_go_gives_way() -> None:
    """Going from one reply to another keeps the channel where it can, and takes the first one where not."""
    assert written(channel="web").channel == "sms"
    assert written(reply="after_hours_ticket", channel="sms").channel == "web"
    assert written(reply="request_approval", channel="app").channel == "app"


def test_the_sample_is_an_evening_and_says_when_the_team_opens_again() -> None:
    """An hour after the first evening, not in the lunch break; a sub-team opens as the team that it goes through."""
    seen = written(world=office(), reply="after_hours_calls")

    assert "serons de retour demain à 8 h." in seen.message
    assert seen.at == "Jan 5, 2026 · 18:30"
    assert sample_of(office(), "parts").at_ms == sample_of(office(), "service").at_ms


def test_a_team_that_only_has_a_break_is_shown_in_its_break() -> None:
    """There is no evening; halfway through the break it opens again today."""
    world = office()
    team = world.teams[0]
    night = replace(team.settings.schedules[1], end=team.settings.schedules[0].start)
    team = replace(team, settings=replace(team.settings, schedules=(team.settings.schedules[0], night)))
    seen = written(world=replace(world, teams=(team, *world.teams[1:])), reply="after_hours_calls")

    assert "serons de retour aujourd'hui à 13 h." in seen.message


def test_a_team_that_never_closes_says_as_soon_as_we_can() -> None:
    """So does one without schedules."""
    assert "back as soon as we can." in written(reply="after_hours_texts").message
    assert "back as soon as we can." in written(world=hostile(), reply="after_hours_texts").message


def test_a_text_with_problems_keeps_the_last_good_one_in_sight() -> None:
    """Its problems are named by line, what was written stays, and nothing of it is filled in."""
    broken = written("Hello\n{{ nme }}", last_good="Hello {{ customer_name }}")

    assert [(problem.line, "nme" in problem.message) for problem in broken.problems] == [(2, True)]
    assert broken.written == "Hello\n{{ nme }}"
    assert broken.good == "Hello {{ customer_name }}"
    assert broken.message == "Hello Carla Diaz"


def test_without_a_good_one_the_default_is_shown() -> None:
    """Also if what was kept is no good itself, as after a change of the reply."""
    default = default_text("customer_hangs_up", "en")

    assert written("{{ x }}").good == default
    assert written("", last_good="{{ link }}").good == default


@pytest.mark.parametrize("text", [text for texts in REFUSED.values() for text in texts])
def test_no_hostile_text_is_rendered(text: str) -> None:
    """What the grammar refuses is told, and the default stands in for it."""
    seen = written(text)

    assert seen.problems == tuple(check_text("customer_hangs_up", text))
    assert seen.problems
    assert seen.good == default_text("customer_hangs_up", "en")


def test_names_are_never_read_as_texts() -> None:
    """A customer called {{ 7 }} is called so; markup stays what it is, to be escaped where it is drawn."""
    world = replace(prairie(), customers=(replace(prairie().customers[0], name="{{ 7 }}<b>{% if %}"),))

    assert written("Hi {{ customer_name }}", world=world).message == "Hi {{ 7 }}<b>{% if %}"


def test_our_own_text_is_told_from_the_teams() -> None:
    """Also when somebody has typed ours: then there is nothing to go back from."""
    assert written().is_default
    assert written(default_text("customer_hangs_up", "en")).is_default
    assert not written("Hello").is_default


@pytest.mark.parametrize("reply", REPLY_KEYS)
def test_whatever_may_be_inserted_is_good_in_that_reply(reply: str) -> None:
    """Each field, alone and as an optional element; each has an example."""
    for field in written(reply=reply).inserts:
        assert check_text(reply, field.code) == []
        assert not field.optional or check_text(reply, f"x {field.optional}") == []
        assert field.example


def test_a_switch_that_the_text_does_not_ask_for_is_marked() -> None:
    """Somebody who flips it would wait for something to happen."""
    seen = written("Hi.{% if show_ticket_number and ticket_number %} Ticket {{ ticket_number }}.{% endif %}")
    elements = {element.key: element for element in seen.elements}

    assert elements["ticket_number"].is_used
    assert elements["ticket_number"].is_on
    assert not elements["customer_name"].is_used
    assert seen.message == "Hi. Ticket 128."
    assert written(seen.written, ticket_number=False).message == "Hi."


def test_payments_are_shown_in_the_companys_money_or_as_not_offered() -> None:
    """In a country without payments, even one without a currency, the reply is shown and said never to go out."""
    abroad = replace(prairie(), company=replace(prairie().company, country="AQ"))

    assert "$125.00" in written(reply="request_payment").message
    assert written(reply="request_payment").is_offered
    assert "125" in written(world=abroad, reply="request_payment").message
    assert not written(world=abroad, reply="request_payment").is_offered
    assert written(world=abroad).is_offered


def test_a_company_without_people_has_a_sample_all_the_same() -> None:
    """Made-up names, in the company's language."""
    world = replace(office(), customers=(), advisors=())

    assert (
        written("Oui {{ customer_name }} {{ advisor_name }}", world=world).message
        == "Oui Camille Martin Julien Moreau"
    )


def test_a_team_or_a_reply_that_does_not_exist_is_an_error_with_the_nearest_name() -> None:
    """As everywhere."""
    settings = prairie().teams[0].settings.replies["customer_hangs_up"]
    with pytest.raises(ValueError, match="did you mean 'service'"):
        preview(prairie(), "servce", "customer_hangs_up", settings, channel="sms", language="en")
    with pytest.raises(ValueError, match="did you mean 'customer_hangs_up'"):
        preview(prairie(), "service", "customer_hang_up", settings, channel="sms", language="en")
