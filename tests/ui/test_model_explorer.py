"""The explorer without a browser: what follows from opening a story and flipping its settings."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from autoreply_sim.experiment.variant import TEAM_SETTINGS, Setting
from autoreply_sim.texts.template import check_text
from autoreply_sim.ui.models.explorer import MAX_SHARED, Explorer
from autoreply_sim.ui.models.library import Library
from autoreply_sim.ui.models.page import Told
from tests.ui.explorer_stories import LIBRARY, STORY, explorer_of

RLA = Setting("service", "ring_last_advisor")
TICKETS = Setting("service", "tickets_for_missed_calls")
HANGS_UP = Setting("service", "enabled", "customer_hangs_up")
FIRST_CHAT_TEXT = Setting("service", "text", "customer_sends_first_chat")


@pytest.fixture
def explorer(tmp_path: Path) -> Explorer:
    """An explorer with the story open."""
    return explorer_of(tmp_path, story=STORY, broken="version: 1\ntitel: x\n")


def told(explorer: Explorer) -> Told:
    """What the open story shows."""
    assert explorer.page.told is not None
    return explorer.page.told


def test_a_story_is_told_day_by_day(explorer: Explorer) -> None:
    """In local time, each event with what was sent and what was not."""
    days = told(explorer).days
    call = days[0].moments[0]

    assert [day.date for day in days] == ["Monday, March 2, 2026", "Tuesday, March 3, 2026"]
    assert (call.at, call.what.what.key) == ("09:00", "calls")
    assert [badge.words.key for badge in call.saved.badges] == ["outcome_hung_up_ringing"]
    assert [reply.reply for reply in call.saved.sent] == ["customer_hangs_up"]
    assert len(call.saved.not_sent) == 4
    assert call.changed is None


def test_nothing_is_compared_until_something_is_chosen(explorer: Explorer) -> None:
    """As saved, the page shows one side."""
    assert told(explorer).differences is None
    assert told(explorer).events == ()
    assert told(explorer).phones.changed is None


def test_a_reply_that_is_switched_off_is_gone_beside_the_saved_one(explorer: Explorer) -> None:
    """Marked as gone on the saved side, absent on the other, in the story and on the phone."""
    explorer.flip(HANGS_UP, value=False)
    page = told(explorer)
    call = page.days[0].moments[0]

    assert page.differences is not None
    assert (page.differences.replies, page.differences.tickets, page.differences.calls) == (1, 0, 0)
    assert page.events == (1,)
    assert [reply.mark for reply in call.saved.sent] == ["gone"]
    assert call.changed is not None
    assert call.changed.sent == ()
    assert page.phones.changed is not None
    marks = [line.mark for thread in page.phones.saved for line in thread.lines if line.kind == "in"]
    assert marks == ["gone", ""]


def test_a_new_ticket_moves_the_numbers_of_the_others_and_they_stay_the_same_tickets(
    explorer: Explorer,
) -> None:
    """With tickets for missed calls the call makes one, and the text joins it; Dan's ticket becomes number 2."""
    explorer.flip(TICKETS, value=True)
    cards = told(explorer).tickets

    assert [(pair.saved and pair.saved.mark, pair.changed and pair.changed.mark) for pair in cards] == [
        (None, "new"),
        ("gone", None),
        ("", ""),
    ]


def test_a_ticket_that_differs_says_in_what(explorer: Explorer) -> None:
    """Only what reads otherwise is marked."""
    explorer.open("story")
    explorer.flip(TICKETS, value=True)
    new = told(explorer).tickets[0].changed

    assert new is not None
    assert [item.event for item in new.items] == [1, 2]


def test_a_wrong_text_acts_on_nothing(explorer: Explorer) -> None:
    """Its problems stand beside it, the text before stays in force; mended, it acts at once."""
    explorer.look_at(editing="customer_sends_first_chat")
    explorer.write(FIRST_CHAT_TEXT, "Thanks!")
    before = told(explorer).days
    explorer.write(FIRST_CHAT_TEXT, "Thanks, {{ custmer_name }}!")
    editor = told(explorer).panel.editor

    assert editor is not None
    assert editor.problems == tuple(check_text("customer_sends_first_chat", "Thanks, {{ custmer_name }}!"))
    assert editor.written == "Thanks, {{ custmer_name }}!"
    assert told(explorer).days == before

    explorer.write(FIRST_CHAT_TEXT, "Thanks, {{ customer_name }}!")
    texts = [reply["text"] for reply in explorer.result()["replies"]]
    assert texts[1:] == ["Thanks, Carla Diaz!", "Thanks, Dan Fox!"]
    assert explorer.draft is None


def test_each_choice_goes_back_alone_and_all_go_back_together(explorer: Explorer) -> None:
    """One switch, or everything, and the page is as saved again."""
    as_saved = explorer.page
    explorer.flip(HANGS_UP, value=False)
    explorer.flip(RLA, value=True)
    explorer.revert(HANGS_UP)
    assert list(explorer.choices) == [RLA]

    explorer.revert_all()
    assert explorer.page == as_saved


def test_a_link_opens_the_same_view(explorer: Explorer) -> None:
    """Story and choices; the choices in the words of a scenario file."""
    explorer.flip(HANGS_UP, value=False)
    address = explorer.address()
    view = explorer.page
    explorer.open("broken")
    explorer.open(address["scenario"], address["what"])

    assert json.loads(address["what"]) == {
        "service": {"auto_replies": {"customer_hangs_up": {"enabled": False}}}
    }
    assert explorer.page == view


@pytest.mark.parametrize(
    "what", ["{", "[" * 100_000, "[]", "7", '{"service":{"x":1}}', '{"nobody":{"ring_last_advisor":true}}']
)
def test_a_mistyped_link_opens_the_story_as_saved(explorer: Explorer, what: str) -> None:
    """What an address carries is whatever somebody typed."""
    explorer.open("story", what)

    assert told(explorer).differences is None


def test_a_long_text_is_not_put_into_the_address(explorer: Explorer) -> None:
    """Mail programs cut long addresses; a link that lies is worse than one that opens the story as saved."""
    explorer.flip(FIRST_CHAT_TEXT, "x" * MAX_SHARED)

    assert explorer.address() == {"scenario": "story", "what": "", "draft": ""}


def test_the_language_changes_the_words_and_not_the_choices(explorer: Explorer) -> None:
    """Dates and sentences are French; the texts stay in the company's language."""
    explorer.flip(HANGS_UP, value=False)
    explorer.speak("fr")
    page = told(explorer)

    assert page.days[0].date == "lundi 2 mars 2026"
    assert page.days[0].moments[0].saved.sent[0].sentence.startswith("Envoyée par SMS")
    assert page.days[0].moments[0].saved.sent[0].text.startswith("Hi, this is Prairie Equipment")
    assert page.events == (1,)


def test_an_unknown_language_is_english(explorer: Explorer) -> None:
    """The language comes from the browser: it is looked up, not trusted."""
    explorer.speak("../fr")

    assert explorer.language == "en"


def test_the_phone_is_the_chosen_customers(explorer: Explorer) -> None:
    """The first in the story, until somebody chooses; a name that is not in the story changes nothing."""
    assert told(explorer).phones.name == "Carla Diaz"
    explorer.look_at(customer="dan")
    assert told(explorer).phones.name == "Dan Fox"
    assert [thread.channel for thread in told(explorer).phones.saved] == ["whatsapp"]
    explorer.look_at(customer="nobody")
    assert told(explorer).phones.name == "Carla Diaz"


def test_the_panel_is_of_one_team_and_counts_the_choices_of_each(explorer: Explorer) -> None:
    """The replies that the story is about come first; all fourteen are there."""
    explorer.flip(RLA, value=True)
    explorer.look_at(team="parts")
    panel = told(explorer).panel

    assert panel.teams == (("service", "Prairie Service", 1), ("parts", "Prairie Parts", 0))
    assert len(panel.replies) + len(panel.others) == 14
    assert {row.key for row in panel.replies} >= {"customer_hangs_up", "customer_sends_first_chat"}
    assert not panel.switches[0].is_chosen


def test_what_a_browser_makes_up_is_refused(explorer: Explorer) -> None:
    """The page stays as it was."""
    before = explorer.page
    made_up: list[tuple[Setting, bool | str]] = [
        (Setting("nobody", "ring_last_advisor"), True),
        (Setting("service", "schedules"), True),
        (Setting("service", "sender", "customer_hangs_up"), "me"),
        (Setting("service", "enabled", "nothing"), True),
    ]
    for setting, value in made_up:
        with pytest.raises(ValueError, match=r"known|did you mean"):
            explorer.flip(setting, value)
    explorer.look_at(team="nobody", editing="nothing")

    assert explorer.page == before


def test_a_file_that_cannot_be_used_shows_why(explorer: Explorer) -> None:
    """Every problem, and no story."""
    explorer.open("broken")

    assert explorer.page.told is None
    assert any("titel" in problem for problem in explorer.page.problems)


def test_a_story_that_is_not_there_says_so(explorer: Explorer) -> None:
    """As does a folder without stories."""
    explorer.open("../../etc/passwd")
    assert explorer.page.empty is not None
    assert explorer.page.empty.key == "no_such_story"

    nothing = Explorer(Library(None))
    assert nothing.page.empty is not None
    assert nothing.page.empty.key == "no_stories"


def test_a_story_that_loses_a_ticket_says_which_event_does_nothing(tmp_path: Path) -> None:
    """Without a ticket for missed calls there is none to close."""
    close = "  - {at: 2026-03-02 09:30, advisor: {by: ana, action: close, ticket: 1}}\n"
    text = STORY.replace("    schedules:", "    tickets_for_missed_calls: true\n    schedules:", 1) + close
    explorer = explorer_of(tmp_path, story=text)
    explorer.flip(TICKETS, value=False)

    assert [(note.key, note.fields["event"]) for note in told(explorer).notes] == [("lost_ticket", 4)]


def test_the_python_lines_give_what_the_page_shows(
    explorer: Explorer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They run as they stand, from the folder that holds the stories."""
    explorer.flip(HANGS_UP, value=False)
    *lines, last = told(explorer).python.splitlines()
    entry = explorer.library.entry("story")
    assert entry is not None
    monkeypatch.chdir(entry.path.parents[2])
    scope: dict[str, object] = {}
    exec("\n".join([*lines, f"shown = {last}"]), scope)  # noqa: S102  # the lines are ours

    saved, changed = scope["shown"]  # type: ignore[misc]  # what exec leaves has no type
    assert [reply.event for reply in saved] == [1, 2, 3]  # type: ignore[has-type]
    assert [reply.as_json() for reply in changed] == explorer.result()["replies"]  # type: ignore[has-type]


def test_the_python_lines_name_the_file_from_the_working_directory(
    explorer: Explorer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In full where it does not lie under it: the lines find the file wherever they are run."""
    (tmp_path / "elsewhere").mkdir()
    named = {}
    for folder in (tmp_path, tmp_path / "elsewhere"):
        monkeypatch.chdir(folder)
        explorer.revert_all()
        named[folder.name] = told(explorer).python.splitlines()[2]

    assert named[tmp_path.name] == 'story = load("story.yaml")'
    assert named["elsewhere"] == f'story = load("{(tmp_path / "story.yaml").resolve().as_posix()}")'


@pytest.mark.parametrize("setting", TEAM_SETTINGS)
def test_the_summary_and_the_events_agree_over_the_whole_library(setting: str) -> None:
    """If any event differs something is counted, and the other way round; nothing fails on any story."""
    explorer = Explorer(Library(LIBRARY))
    for entry in explorer.library.entries:
        explorer.open(entry.name)
        switch = told(explorer).panel.switches[TEAM_SETTINGS.index(setting)]
        explorer.flip(switch.setting, not switch.is_on)
        page = told(explorer)
        assert page.differences is not None
        assert page.differences.is_none == (page.events == ()), entry.name
