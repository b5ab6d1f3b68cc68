"""What is typed and cannot be used yet: it stays where it is, over an undo, a save, a conflict and a dead session."""

from __future__ import annotations

import json

import pytest

from autoreply_sim.io.store import Store
from autoreply_sim.ui.components.cockpit import top_part
from autoreply_sim.ui.components.parts import live_part
from autoreply_sim.ui.guard import Guard
from autoreply_sim.ui.models.cockpit import Cockpit
from autoreply_sim.ui.models.documents import At
from autoreply_sim.ui.models.ring_view import RingView
from autoreply_sim.ui.models.schedule_edits import edit_schedule
from autoreply_sim.ui.models.settings_page import settings_page
from autoreply_sim.ui.models.shelf import Kept
from tests.ui.cockpit_desk import HANGS_UP, SHOP, cockpit_of, flip

BROKEN = "Hello {{ custmer_name }}"


def text_at(cockpit: Cockpit) -> At:
    """Where the text of a reply stands."""
    return cockpit.at("auto_replies", HANGS_UP, "text")


def type_hours(cockpit: Cockpit, value: str = "9", index: int = 0) -> RingView:
    """Type when a schedule begins, and return the view in which it was typed."""
    view = RingView(cockpit)
    view.write(edit_schedule(view.team(), index, "from", value))
    return view


def next_visit(cockpit: Cockpit, patch: str = "") -> Cockpit:
    """The same page, loaded again after its session has died."""
    [text] = cockpit.drafts.texts().values()
    again = Cockpit((SHOP,), cockpit.store, "ana")
    again.drafts.shelf.kept = [
        Kept(**json.loads(text.replace('"draft"', '"patch"').replace('"at"', '"at_ms"')), place="here")
    ]
    again.open(SHOP.name, patch)
    return again


def test_undo_takes_back_the_last_edit_and_no_more(cockpit: Cockpit) -> None:
    """What is half typed in a text and in a schedule stays."""
    cockpit.set(text_at(cockpit), BROKEN)
    view = type_hours(cockpit)
    flip(cockpit)
    cockpit.undo()

    assert cockpit.draft.changes == ()
    assert cockpit.typed[text_at(cockpit)][0] == BROKEN
    assert view.team()["schedules"][0]["from"] == "9"


def test_what_is_half_typed_is_an_edit_itself(cockpit: Cockpit) -> None:
    """Undo takes it back before what was changed earlier, and redo brings it."""
    flip(cockpit)
    cockpit.set(text_at(cockpit), "Hello {{")
    cockpit.set(text_at(cockpit), BROKEN)
    seen = []
    for step in (cockpit.undo, cockpit.undo, cockpit.redo, cockpit.redo):
        step()
        seen.append((len(cockpit.draft.changes), [value for value, _ in cockpit.typed.values()]))

    assert seen == [(1, ["Hello {{"]), (1, []), (1, ["Hello {{"]), (1, [BROKEN])]


def test_back_to_saved_takes_back_what_is_half_typed(cockpit: Cockpit) -> None:
    """Even if nothing else has changed; it can be undone."""
    cockpit.set(text_at(cockpit), BROKEN)
    head = live_part(cockpit, Guard(), top_part(cockpit, lambda *_: None))
    assert 'id="revert" data-do="revert">' in head.html
    head.do("revert")
    assert not cockpit.typed
    cockpit.undo()
    assert cockpit.typed


def test_a_reply_that_is_reset_takes_what_was_typed_with_it(cockpit: Cockpit) -> None:
    """Nothing of it is left to be mended."""
    cockpit.set(text_at(cockpit), BROKEN)
    type_hours(cockpit)
    cockpit.reset(HANGS_UP)

    assert list(cockpit.typed) == [cockpit.at()]


def test_what_is_half_typed_is_kept_with_the_draft(cockpit: Cockpit) -> None:
    """The next visit has it in its fields, with its problems, beside what was changed."""
    cockpit.set(text_at(cockpit), BROKEN)
    type_hours(cockpit)
    flip(cockpit)
    again = next_visit(cockpit, cockpit.patch())
    again.go(section=HANGS_UP)
    editor = settings_page(again).editor

    assert again.draft.document == cockpit.draft.document
    assert dict(again.typed) == dict(cockpit.typed)
    assert editor is not None
    assert editor.preview.written == BROKEN
    assert RingView(again).team()["schedules"][0]["from"] == "9"
    assert again.drafts.notices == []


def test_what_is_half_typed_is_kept_alone(cockpit: Cockpit) -> None:
    """Leaving the page asks, and the next visit says what was put back."""
    cockpit.set(text_at(cockpit), BROKEN)
    again = next_visit(cockpit)

    assert cockpit.drafts.is_unsaved
    assert [notice.kind for notice in again.drafts.notices] == ["put_back"]
    assert dict(again.typed) == dict(cockpit.typed)
    again.drafts.heed(0, "drop")
    assert not again.drafts.is_unsaved


def test_what_can_be_used_by_now_is_a_change(cockpit: Cockpit) -> None:
    """The rules of the file may be others since."""
    cockpit.open(SHOP.name)
    cockpit.drafts.shelf.kept = [
        Kept(account=SHOP.name, patch="", typed=json.dumps([[text_at(cockpit), "Hello"]]), place="here")
    ]
    cockpit.open(SHOP.name)

    assert cockpit.value(text_at(cockpit)) == "Hello"
    assert not cockpit.typed


def test_what_others_saved_meanwhile_is_in_what_is_half_typed(store: Store, cockpit: Cockpit) -> None:
    """Mending the hours of one schedule takes nothing back of what they changed in another."""
    ben = cockpit_of(store, author="ben")
    type_hours(ben, "14:00", 1)
    ben.save()
    view = type_hours(cockpit)
    cockpit.set(text_at(cockpit), BROKEN)
    flip(cockpit)
    cockpit.save()
    cockpit.settle(keep_mine=True)

    assert cockpit.typed.keys() == {cockpit.at(), text_at(cockpit)}
    assert [one["from"] for one in view.team()["schedules"]] == ["9", "14:00"]
    type_hours(cockpit, "09:00")
    assert set(cockpit.draft.changes) == {
        cockpit.at("auto_replies", HANGS_UP, "enabled"),
        cockpit.at("schedules", "Mornings", "from"),
    }


def test_what_is_half_typed_outlives_a_save_and_a_visit_to_another_team(cockpit: Cockpit) -> None:
    """It is no part of what is saved."""
    cockpit.set(text_at(cockpit), BROKEN)
    flip(cockpit)
    cockpit.save()

    assert cockpit.typed.keys() == {text_at(cockpit)}
    assert cockpit.draft.changes == ()


@pytest.mark.parametrize(
    "typed",
    [
        "no json",
        "[" * 100_000,
        "7",
        "[7]",
        '[[[], "a"]]',
        '[[["a", 1], "b"]]',
        '[[["teams", "shop"], {"schedules": 5}]]',
        '[[["teams", "shop"], {"schedules": [{"except": 5, "advisors": {"a": {"b": {}}}}]}]]',
        '[[["teams", "shop"], {"auto_replies": {}}]]',
        '[[["teams", "shop"], {"call_trees": []}]]',
        json.dumps([[["teams"] * 40, "x"]]),
        '[[["teams", "shop", "ring_last_advisor"], [1]]]',
    ],
)
def test_what_cannot_have_been_typed_is_left_out(typed: str) -> None:
    """Anything may stand in a browser's storage."""
    assert Kept(account="a", patch="", typed=typed).half_typed() == {}
