"""Writing a story by clicking, without a browser: what can be chosen, what follows, what is refused and why."""

from __future__ import annotations

from pathlib import Path

import pytest

from autoreply_sim import dumps, loads, run
from autoreply_sim.experiment.check import differences
from autoreply_sim.experiment.variant import Setting
from autoreply_sim.io.scenario_expectations import with_expectations
from autoreply_sim.ui.components.explorer import head_html, story_html
from autoreply_sim.ui.components.live import MOST_BYTES, SentFile
from autoreply_sim.ui.components.writing import writing_html, writing_part
from autoreply_sim.ui.guard import Guard
from autoreply_sim.ui.models.event_form import KINDS
from autoreply_sim.ui.models.explorer import OWN_STORY
from autoreply_sim.ui.models.open_form import CUSTOMER
from autoreply_sim.ui.models.writer import Writer
from tests.ui.explorer_stories import HOSTILE, STORY, explorer_of


@pytest.fixture
def writer(tmp_path: Path) -> Writer:
    """Somebody who has begun with a copy of the story."""
    writer = Writer(explorer_of(tmp_path, story=STORY))
    writer.copy("My story", with_events=True)
    return writer


def choices(writer: Writer, name: str) -> list[str]:
    """What can be chosen in a field of the open form."""
    return [key for field in writer.fields() if field.name == name for key, _ in field.choices]


def value(writer: Writer, name: str) -> str:
    """What stands in a field of the open form."""
    return next(field.value for field in writer.fields() if field.name == name)


def problem(writer: Writer, name: str) -> str:
    """What is wrong in a field of the open form."""
    return next(field.problem for field in writer.fields() if field.name == name)


def events(writer: Writer) -> int:
    """How many events the story that is shown has."""
    assert writer.explorer.saved is not None
    return len(writer.explorer.saved.scenario.events)


def test_a_copy_is_a_story_of_ones_own(writer: Writer) -> None:
    """It has another title, the same events, and nothing to lose yet."""
    told = writer.explorer.page.told

    assert told is not None
    assert told.head.title == "My story"
    assert events(writer) == 3
    assert writer.is_open
    assert not writer.is_unsaved


def test_an_empty_story_keeps_people_and_settings(writer: Writer) -> None:
    """Nothing happens in it, and its first event comes an hour after the first schedule begins."""
    writer.copy("Empty", with_events=False)
    writer.add("call")

    assert events(writer) == 0
    assert value(writer, "at") == "2026-01-01 01:00"
    assert choices(writer, "from") == ["carla", "dan"]


def test_a_new_event_comes_a_minute_after_the_last_by_whoever_was_concerned(writer: Writer) -> None:
    """What can be chosen is what there is: a sub-team cannot be called."""
    writer.add("text")

    assert value(writer, "at") == "2026-03-03 11:01"
    assert value(writer, "from") == "dan"
    assert choices(writer, "to") == ["service"]
    assert events(writer) == 3

    writer.change("body", "Still there?")
    writer.finish()
    assert events(writer) == 4
    assert writer.is_unsaved
    assert writer.form is not None
    assert writer.form.number == 4


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_event_can_be_added_as_it_begins(writer: Writer, kind: str) -> None:
    """What a form begins with is sound, as soon as there is a ticket for it."""
    for needed in ("ticket", kind):
        writer.add(needed)
        writer.finish()
        assert writer.other_problems() == ()
        assert not any(field.problem for field in writer.fields())

    assert events(writer) == 5
    assert "<" in writing_html(writer)


def test_only_tickets_that_are_there_and_open_at_that_moment_can_be_chosen(writer: Writer) -> None:
    """Later ones are not, nor those that were closed before."""
    writer.add("advisor")
    writer.finish()
    writer.finish()
    writer.add("advisor")
    assert choices(writer, "ticket") == ["1"]

    writer.change("at", "2026-03-02 09:30")
    assert choices(writer, "ticket") == []


def test_a_change_of_an_event_is_lived_through_at_once(writer: Writer) -> None:
    """Who hangs up in place of a voicemail gets another reply; the event keeps its form when it moves."""
    writer.edit(1)
    writer.change("ends", "leaves_voicemail")
    assert writer.explorer.saved is not None
    assert "customer_leaves_voicemail" in [reply.reply for reply in writer.explorer.saved.replies]

    writer.change("at", "2026-03-04 09:00")
    assert writer.form is not None
    assert writer.form.number == 3


def test_what_is_wrong_stands_in_its_field_and_the_story_stays(writer: Writer) -> None:
    """In the words of the reader of files."""
    before = writer.text
    writer.edit(1)
    writer.change("at", "tomorrow")

    assert "'tomorrow' is no date and time" in problem(writer, "at")
    assert writer.other_problems() == ()
    assert writer.text == before

    writer.change("at", "2026-03-02 09:05")
    assert problem(writer, "at") == ""
    assert writer.text != before


def test_what_is_to_be_done_in_a_field_is_said_in_french(writer: Writer) -> None:
    """The reader's reason stays beside it, marked as English; where nothing can be chosen, both languages say so."""
    writer.explorer.speak("fr")
    writer.add("call")
    writer.change("at", "demain")
    writer.finish()
    html = writing_html(writer)
    assert "Écrivez la date et l’heure ainsi\u00a0: " in html
    assert '<bdi lang="en" class="help">&#39;demain&#39; is no date and time' in html

    writer.explorer.speak("en")
    writer.add("message")
    writer.finish()
    assert "There is nothing to choose at that moment" in writing_html(writer)
    assert "is no whole number" not in writing_html(writer)


def test_what_came_of_an_event_stands_in_its_form(writer: Writer) -> None:
    """How the call ended, its ticket, what was sent; beside it what would come of it with other settings."""
    writer.add("call")
    assert writer.came() is None

    writer.finish()
    came = writer.came()
    assert came is not None
    assert [reply.reply for reply in came.saved.sent] == ["customer_hangs_up"]
    assert f'href="#event-{came.number}"' in writing_html(writer)

    writer.explorer.flip(Setting("service", "enabled", "customer_hangs_up"), value=False)
    came = writer.came()
    assert came is not None
    assert came.changed is not None
    assert came.changed.sent == ()
    assert "no reply sent" in writing_html(writer)


def test_choices_stay_while_the_story_is_written(writer: Writer) -> None:
    """What differs is found anew after every change of the story."""
    writer.explorer.flip(Setting("service", "enabled", "customer_hangs_up"), value=False)
    differs = writer.explorer.page.told
    assert differs is not None
    assert differs.differences is not None
    before = differs.differences.replies
    writer.add("call")
    writer.finish()

    differs = writer.explorer.page.told
    assert differs is not None
    assert differs.differences is not None
    assert differs.differences.replies == before + 1


def test_a_copy_takes_along_what_was_tried(tmp_path: Path) -> None:
    """Its people and settings are the same, so the choices mean the same; for another story they would not."""
    explorer = explorer_of(tmp_path, story=STORY)
    explorer.flip(Setting("service", "enabled", "customer_hangs_up"), value=False)
    writer = Writer(explorer)
    writer.copy("Mine", with_events=True)
    assert len(explorer.choices) == 1
    assert explorer.name == OWN_STORY

    explorer.open("story")
    explorer.flip(Setting("service", "ring_last_advisor"), value=True)
    writer.take(HOSTILE, is_saved=True)
    assert not explorer.choices


def test_what_comes_next_can_name_the_ticket_of_a_call_that_has_just_ended(writer: Writer) -> None:
    """A voicemail ends a minute and more after the call began; its ticket is there then."""
    writer.add("call")
    writer.change("ends", "leaves_voicemail")
    writer.finish()
    writer.add("advisor")

    assert value(writer, "ticket") == choices(writer, "ticket")[0]
    writer.finish()
    assert writer.other_problems() == ()


def test_an_event_that_others_need_is_not_deleted(writer: Writer) -> None:
    """The ticket of a later action would not be there; the page says which event and why, by the number it shows."""
    writer.add("advisor")
    writer.change("ticket", "2")
    writer.finish()
    writer.finish()
    writer.delete(3)

    assert events(writer) == 4
    (said,) = writer.other_problems()
    assert said.event == 4
    assert "ticket" in said.message
    assert "Event 3 stays" in writing_html(writer)
    assert 'href="#event-4"' in writing_html(writer)

    writer.delete(4)
    assert events(writer) == 3
    assert writer.other_problems() == ()


def test_fields_that_hang_on_others_come_and_go(writer: Writer) -> None:
    """An amount only for a payment, a target only for a reassignment; what means nothing is left out of the file."""
    writer.add("advisor")
    writer.change("action", "request_payment")
    writer.change("amount", "120.50")
    writer.change("action", "reassign")
    assert choices(writer, "target") == ["advisor/ana", "advisor/ben", "team/service", "team/parts"]

    writer.change("target", "team/parts")
    writer.finish()
    assert writer.other_problems() == ()
    assert "to_team: parts" in writer.text
    assert "amount" not in writer.text

    writer.change("action", "share_voicehub")
    writer.change("ticket", "")
    writer.change("customer", "dan")
    writer.change("team", "service")
    assert "action: share_voicehub, customer: dan, team: service" in writer.text


def test_who_would_answer_is_ticked(writer: Writer) -> None:
    """One box for each advisor; how long they talk is asked once somebody answers."""
    writer.add("call")
    assert "talk" not in [field.name for field in writer.fields()]
    writer.change("picks_up/ben", value=True)
    writer.change("talk", "4m")
    writer.finish()
    assert 'picks_up: [ben], talk: "4m"' in writer.text

    writer.change("picks_up/ben", value=False)
    assert "picks_up" not in writer.text


def test_a_save_says_only_what_was_chosen(writer: Writer) -> None:
    """A switch that stays as it is, is not named."""
    writer.add("save")
    writer.change("reply", "customer_hangs_up")
    writer.change("enabled", "false")
    writer.change("ring_last_advisor", "")
    writer.finish()

    assert "save: {team: service, auto_replies: {customer_hangs_up: {enabled: false}}}" in writer.text


def test_a_customer_is_added_and_can_call(writer: Writer) -> None:
    """Under a key made of the name; a number that is impossible is refused in its field."""
    writer.add(CUSTOMER)
    writer.change("name", "Élodie Payet")
    writer.change("phone", "12")
    writer.finish()
    assert "no possible phone number" in problem(writer, "phone")

    writer.change("phone", "+15155550142")
    writer.finish()
    writer.add("call")
    assert "elodie_payet" in choices(writer, "from")


def test_steps_are_undone_and_done_again(writer: Writer) -> None:
    """Each change is a step; taking the file home leaves nothing unsaved."""
    writer.rename("Another title")
    writer.delete(3)
    writer.undo()
    assert events(writer) == 3
    writer.redo()
    assert events(writer) == 2
    writer.mark_saved()
    assert not writer.is_unsaved
    writer.undo()
    assert writer.is_unsaved


def test_a_story_is_taken_up_again_from_what_the_browser_kept(tmp_path: Path, writer: Writer) -> None:
    """After a reload it is there, still unsaved; another story can be looked at meanwhile."""
    writer.rename("Kept")
    later = Writer(explorer_of(tmp_path, story=STORY))
    later.take(writer.text, is_saved=False)
    assert later.is_open
    assert later.is_unsaved
    assert later.explorer.address()["scenario"] == OWN_STORY

    later.explorer.open("story")
    assert later.explorer.name == "story"
    later.resume()
    assert later.is_open


def test_a_discarded_story_is_kept_no_longer_but_can_be_resumed(writer: Writer) -> None:
    """A slip of the finger loses nothing as long as the page is open."""
    writer.rename("Dropped")
    writer.discard()
    assert writer.explorer.name == "story"
    assert (writer.text, writer.is_unsaved) == ("", False)

    writer.resume()
    assert "Dropped" in writer.text


def test_a_file_of_ones_own_is_opened_or_refused_with_reasons(writer: Writer) -> None:
    """What was being written is a step before it; a file that cannot be used changes nothing."""
    live = writing_part(writer, Guard())
    writer.rename("Not taken home")
    live.receive("open_file", "", SentFile(name="x.yaml", data=b"version: 1", is_too_large=False))
    assert any(said.where == "teams" for said in writer.other_problems())
    live.receive("open_file", "", SentFile(name="x.yaml", data=b"", is_too_large=True))
    (said,) = writer.other_problems()
    assert said.message == f"the file is too large; at most {MOST_BYTES:,} bytes are possible: split it"

    live.receive("open_file", "", SentFile(name="x.yaml", data=HOSTILE.encode(), is_too_large=False))
    assert events(writer) == 2
    writer.undo()
    assert "Not taken home" in writer.text


def test_the_file_gives_what_the_page_shows(writer: Writer) -> None:
    """With every kind of event: the file runs to the same end, and the one with expected behaviour agrees."""
    writer.add("ticket")
    writer.finish()
    for kind in KINDS:
        writer.add(kind)
        writer.finish()
    assert events(writer) == 3 + 1 + len(KINDS)
    assert writer.explorer.saved is not None
    story = writer.explorer.saved.scenario
    again, expected = run(loads(dumps(story))), loads(dumps(with_expectations(writer.explorer.saved)))

    assert again.as_json() | {"scenario": ""} == writer.explorer.result() | {"scenario": ""}
    assert expected.expect is not None
    assert differences(run(expected), expected.expect) == []


def test_nothing_hostile_gets_into_the_page(writer: Writer) -> None:
    """Names and texts of a visitor's file are escaped in every form."""
    writer.take(HOSTILE, is_saved=True)
    for kind in (*KINDS, CUSTOMER):
        writer.add(kind)
        html = writing_html(writer) + story_html(writer.explorer) + head_html(writer.explorer)
        assert not {"<script", "<img", "<svg onload", "<b>Ana"} & {
            found for found in ("<script", "<img", "<svg onload", "<b>Ana") if found in html
        }


def test_what_is_shown_can_be_written_as_a_file_in_both_languages(writer: Writer) -> None:
    """The file is the same whichever language the page speaks."""
    assert writer.explorer.saved is not None
    english = dumps(writer.explorer.saved.scenario)
    writer.explorer.speak("fr")
    writer.add("respond")

    assert dumps(writer.explorer.saved.scenario) == english
    assert loads(english).title == "My story"
    assert "Commentaire" in writing_html(writer)
