"""The cockpit's draft tried on a story: handed over by a link, shown beside what is saved, left out again."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from urllib.parse import parse_qs, quote

import pytest

from autoreply_sim import dumps, loads, run
from autoreply_sim.errors import InputError
from autoreply_sim.experiment.check import differences
from autoreply_sim.io.scenario_expectations import with_expectations
from autoreply_sim.io.store import Store
from autoreply_sim.ui.components.cockpit import top_html
from autoreply_sim.ui.components.explorer import panel_html
from autoreply_sim.ui.models.account_story import account_story
from autoreply_sim.ui.models.accounts import Account
from autoreply_sim.ui.models.cockpit import LISTED
from autoreply_sim.ui.models.explorer import OWN_STORY, Explorer
from autoreply_sim.ui.models.page import Told
from autoreply_sim.ui.models.top import MOST_HANDED_OVER, top
from autoreply_sim.ui.models.writer import Writer
from tests.ui.cockpit_desk import DEALER, HANGS_UP, SHOP, cockpit_of, flip, store_in
from tests.ui.explorer_stories import STORY, explorer_of

SATURDAYS = [
    {"title": "Saturdays", "first": "2026-01-03", "from": "08:00", "to": "12:00", "advisors": ["ana"]}
]
DRAFT = json.dumps(
    [
        [["policies", "text_after_close"], "reopen"],
        [["teams", "service", "schedules"], SATURDAYS],
        [["teams", "service", "auto_replies", HANGS_UP, "enabled"], False],
    ]
)

TRIED = {"What happens to a text after the last ticket was closed?", "Prairie Service"}
"""Whose settings the draft changes beyond what the panel can flip: a policy, and the schedules of a team."""


@pytest.fixture
def explorer(tmp_path: Path) -> Explorer:
    """A story on which the draft is tried."""
    explorer = explorer_of(tmp_path, story=STORY)
    explorer.try_out(draft=DRAFT)
    return explorer


def told(explorer: Explorer) -> Told:
    """What the page shows of the story."""
    assert explorer.page.told is not None
    return explorer.page.told


def after_close(explorer: Explorer) -> str:
    """What becomes of a text after a ticket was closed, with what is tried."""
    assert explorer.changed is not None
    return explorer.changed.scenario.world.policies.text_after_close


def no_store() -> Store:
    """A store that nobody may open."""
    raise AssertionError("there is no account to open a store for")


def test_a_draft_is_tried_beside_what_is_saved(explorer: Explorer) -> None:
    """Its switches are those of the panel; the rest is named in words; what differs is marked."""
    panel = told(explorer).panel

    assert [setting.reply for setting in explorer.choices] == [HANGS_UP]
    assert {change.where[0] for change in panel.tried.changes} == TRIED
    assert told(explorer).differences is not None
    assert told(explorer).events
    assert "Saturdays" in panel_html(explorer)
    assert after_close(explorer) == "reopen"


def test_the_rest_of_a_draft_is_left_out_and_taken_back_in(explorer: Explorer) -> None:
    """Its switches stay as they are; back to saved leaves out both."""
    explorer.try_steps(is_on=False)
    assert after_close(explorer) != "reopen"
    assert 'id="try-steps"' in panel_html(explorer)

    explorer.try_steps(is_on=True)
    assert after_close(explorer) == "reopen"
    explorer.revert_all()
    assert explorer.changed is None
    assert {change.where[0] for change in told(explorer).panel.tried.changes} == TRIED


def test_the_address_carries_a_draft_as_long_as_it_is_tried(tmp_path: Path, explorer: Explorer) -> None:
    """Whoever opens it sees the same, after a reload, too."""
    address = explorer.address()
    (tmp_path / "other").mkdir()
    other = explorer_of(tmp_path / "other", story=STORY)
    other.try_out(address["what"], address["draft"])
    assert other.result() == explorer.result()

    explorer.try_steps(is_on=False)
    assert explorer.address()["draft"] == ""


@pytest.mark.parametrize(
    "draft",
    [
        "{",
        "7",
        "[[]]",
        "[" * 100_000,
        '[[["teams", "nobody", "ring_last_advisor"], true]]',
        '[[["teams", "service", "auto_replies"], true]]',
        '[[["teams", "service", "no_such_thing"], true]]',
        '[[["policies", "text_after_close"], "sometimes"]]',
        '[[["teams"], 3], [["teams", "service"], 4]]',
        '[[["title"], "other"]]',
    ],
)
def test_a_draft_that_somebody_mistyped_is_no_reason_to_show_nothing(tmp_path: Path, draft: str) -> None:
    """The story is shown as saved."""
    explorer = explorer_of(tmp_path, story=STORY)
    explorer.try_out(draft=draft)

    assert explorer.changed is None
    assert not told(explorer).panel.tried.changes


def test_what_is_tried_leaves_with_its_story(tmp_path: Path) -> None:
    """Another story begins as saved; a story without the team that a draft names is left as it is."""
    other = STORY.replace("service", "sales")
    explorer = explorer_of(tmp_path, story=STORY, other=other)
    explorer.try_out(draft=DRAFT)
    explorer.open("other")
    assert explorer.changed is None

    writer = Writer(explorer)
    writer.copy("Mine", with_events=True)
    writer.take(STORY, is_saved=True)
    explorer.try_out(draft=DRAFT)
    writer.take(other, is_saved=True)
    assert told(explorer).panel.tried.changes == ()
    assert explorer.name == OWN_STORY


def test_the_python_lines_give_what_a_draft_gives(
    explorer: Explorer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Switches and the rest in one call of `but`."""
    monkeypatch.chdir(tmp_path)
    explorer.try_steps(is_on=True)
    *lines, last = told(explorer).python.splitlines()
    scope: dict[str, object] = {}
    exec("\n".join([*lines, f"shown = {last}"]), scope)  # noqa: S102  # the lines are ours

    _, changed = scope["shown"]  # type: ignore[misc]  # what exec leaves has no type
    assert [reply.as_json() for reply in changed] == explorer.result()["replies"]  # type: ignore[has-type]


def test_the_expected_behaviour_of_a_tried_draft_comes_out_again(explorer: Explorer) -> None:
    """The file holds the draft's settings, so that it stands by itself."""
    assert explorer.changed is not None
    read = loads(dumps(with_expectations(explorer.changed)))

    assert read.world.policies.text_after_close == "reopen"
    assert read.expect is not None
    assert differences(run(read), read.expect) == []


def test_an_account_becomes_a_story_with_its_saved_settings(tmp_path: Path) -> None:
    """Where traffic draws the customers, there is somebody to call; the file is a story like any other."""
    store = store_in(tmp_path)
    cockpit = cockpit_of(store, DEALER)
    flip(cockpit)
    cockpit.save("off")
    story = account_story((SHOP, DEALER), lambda: store, "seed_time")

    assert story is not None
    assert not story.world.teams[0].settings.replies[HANGS_UP].enabled
    assert [customer.name for customer in story.world.customers] == ["Robin Miller"]
    assert loads(dumps(story)).world == story.world
    assert account_story((SHOP,), no_store, "nobody") is None

    shop = account_story((SHOP,), lambda: store, "two_person_shop")
    assert shop is not None
    assert [customer.key for customer in shop.world.customers] == ["neighbour", "county"]


def test_somebody_french_calls_a_french_account(tmp_path: Path) -> None:
    """With a number that is kept free for stories."""
    group = Account(name="french_group", title="Groupe", path=Path("data/presets/french_group.yaml"))
    story = account_story((group,), lambda: store_in(tmp_path), "french_group")

    assert story is not None
    assert [customer.phone for customer in story.world.customers] == ["+33639980142"]


def test_an_account_whose_file_is_wrong_says_why(tmp_path: Path) -> None:
    """As everywhere else that the file is read."""
    wrong = replace(SHOP, path=tmp_path / "wrong.yaml")
    wrong.path.write_text("version: 1", encoding="utf-8")

    with pytest.raises(InputError):
        account_story((wrong,), no_store, SHOP.name)


def test_the_cockpit_hands_its_draft_to_a_story(tmp_path: Path) -> None:
    """A link with account, language and draft; one that is too long for a link stays, and the link says so."""
    cockpit = cockpit_of(store_in(tmp_path), SHOP)
    flip(cockpit)
    asked = parse_qs(top(cockpit).story)
    assert asked == {"lang": ["en"], "account": ["two_person_shop"], "draft": [cockpit.patch()]}
    assert 'id="try-story"' in top_html(cockpit)

    for reply in LISTED:
        cockpit.set(cockpit.at("auto_replies", reply, "text"), "é" * 500)
    assert len(quote(cockpit.patch())) > MOST_HANDED_OVER
    assert "draft" not in parse_qs(top(cockpit).story)
    assert "the draft is too long for a link" in top_html(cockpit)
