"""The cockpit without a page: drafts, undo, saving, conflicts, history, addresses."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autoreply_sim.io.store import Store
from autoreply_sim.rules.catalog import REPLY_KEYS
from autoreply_sim.ui.components.cockpit import top_html
from autoreply_sim.ui.models.accounts import FOLDER, Account, accounts
from autoreply_sim.ui.models.cockpit import LISTED, MAX_SHARED, Cockpit
from autoreply_sim.ui.models.documents import as_patch, patched, places_changed, put, read
from autoreply_sim.ui.models.draft import begin
from autoreply_sim.ui.models.saving import dialog
from autoreply_sim.ui.models.settings_page import settings_page
from autoreply_sim.ui.models.top import top
from tests.ui.cockpit_desk import DEALER, HANGS_UP, SHOP, STORY, cockpit_of, flip, store_in


def is_on(cockpit: Cockpit, reply: str = HANGS_UP, *, tried: bool = True) -> bool:
    """Whether a reply of the shown team is on, with the draft or as saved."""
    scenario = cockpit.tried if tried else cockpit.saved
    return cockpit.team_of(scenario).settings.replies[reply].enabled


DOCUMENTS = st.recursive(
    st.booleans() | st.integers(-3, 3) | st.sampled_from(["", "a"]) | st.lists(st.integers(0, 2), max_size=2),
    lambda inner: st.dictionaries(st.sampled_from("abc"), inner, max_size=3),
    max_leaves=6,
)
GROUPS = st.dictionaries(st.sampled_from("abc"), DOCUMENTS, max_size=3)


@given(GROUPS, st.lists(st.sampled_from("abc"), min_size=1, max_size=3), st.integers(0, 9))
def test_what_is_put_is_read_and_the_document_before_stays_as_it_was(
    document: dict[str, Any], at: list[str], value: int
) -> None:
    """Steps are documents of their own: undo needs those before."""
    before = json.dumps(document)
    after = put(document, tuple(at), value)

    assert read(after, tuple(at)) == value
    assert json.dumps(document) == before
    assert read(put(after, tuple(at), None), tuple(at)) is None


@given(GROUPS, GROUPS)
def test_a_patch_leads_from_one_document_to_the_other(before: dict[str, Any], after: dict[str, Any]) -> None:
    """Through JSON, as an address carries it; where nothing is left to differ."""
    patch = json.loads(json.dumps(as_patch(before, after)))
    there = patched(before, patch)

    assert [at for at in places_changed(there, after) if read(there, at) != read(after, at)] == []


@pytest.mark.parametrize("patch", [None, {}, [1], [["a", 1]], [[[], 1]], [[[1], 1]], [[["a"]]], "x"])
def test_what_is_no_patch_is_refused(patch: object) -> None:
    """Anybody may have typed an address."""
    with pytest.raises(ValueError, match="no list of places"):
        patched({"a": 1}, patch)


@given(st.lists(st.sampled_from(["edit", "same", "undo", "redo", "saved"]), max_size=30))
def test_every_step_can_be_undone_and_done_again(clicks: list[str]) -> None:
    """In any order; undoing everything ends where it began, and nothing that was undone comes back after an edit."""
    draft = begin({"n": 0})
    for told, click in enumerate(clicks, start=1):
        before = draft
        if click == "edit":
            draft = draft.edit({"n": told})
            assert draft.document == {"n": told}
            assert not draft.can_redo
            assert draft.undo().document == before.document
        elif click == "same":
            assert draft.edit(dict(draft.document)) is draft
        elif click == "saved":
            draft = draft.onto(draft.document)
            assert draft.changes == ()
        else:
            draft = getattr(draft, click)()
    while draft.can_undo:
        draft = draft.undo()

    assert draft.document == {"n": 0}


def test_a_toggle_changes_the_draft_and_not_what_is_saved(cockpit: Cockpit) -> None:
    """Nothing acts until Save."""
    was = is_on(cockpit)
    flip(cockpit)

    assert is_on(cockpit) is not was
    assert is_on(cockpit, tried=False) is was
    assert cockpit.draft.changes == (cockpit.at("auto_replies", HANGS_UP, "enabled"),)
    assert cockpit.store.latest(SHOP.name) is None


def test_a_toggle_and_back_is_no_change(cockpit: Cockpit) -> None:
    """The draft says what is saved, so there is nothing to save; it can still be undone."""
    flip(cockpit)
    flip(cockpit)

    assert cockpit.draft.changes == ()
    assert cockpit.patch() == ""
    assert cockpit.draft.can_undo


def test_undo_redo_and_revert(cockpit: Cockpit) -> None:
    """Going back to what is saved can be undone, too."""
    flip(cockpit)
    flip(cockpit, "missed_customer_call")
    counts = []
    for step in (cockpit.undo, cockpit.redo, cockpit.revert, cockpit.undo):
        step()
        counts.append(len(cockpit.draft.changes))

    assert counts == [1, 2, 0, 2]


def test_a_save_is_a_version_with_who_and_why(cockpit: Cockpit) -> None:
    """From then on it is what is saved; who opens the account finds it."""
    flip(cockpit)
    cockpit.save("quieter")
    again = cockpit_of(cockpit.store, author="ben")
    version = cockpit.store.latest(SHOP.name)

    assert version is not None
    assert (version.number, version.author, version.note) == (1, "ana", "quieter")
    assert cockpit.draft.changes == ()
    assert not is_on(again, tried=False)
    assert again.version == version


def test_nothing_is_saved_where_nothing_changed(cockpit: Cockpit) -> None:
    """No empty versions."""
    cockpit.save()

    assert cockpit.store.history(SHOP.name) == ()


def test_of_two_who_save_at_once_the_second_is_told_and_chooses(store: Store) -> None:
    """She sees who changed what, and her own draft; nothing is lost either way (keeping hers)."""
    ana, ben = cockpit_of(store), cockpit_of(store, author="ben")
    flip(ben, "missed_customer_call")
    ben.save("no more apologies")
    flip(ana)
    ana.save()
    shown = dialog(ana)

    assert shown is not None
    assert shown.kind == "conflict"
    assert [(one.author, one.note, len(one.changes)) for one in shown.meanwhile] == [
        ("ben", "no more apologies", 1)
    ]
    assert len(shown.changes) == 1
    ana.settle(keep_mine=True)
    assert ana.dialog == "save"
    assert len(ana.draft.changes) == 1
    assert not is_on(ana, "missed_customer_call")
    ana.save()
    assert [version.author for version in store.history(SHOP.name)] == ["ana", "ben"]


def test_taking_what_others_saved_leaves_ones_own_under_undo(store: Store) -> None:
    """The other choice."""
    ana, ben = cockpit_of(store), cockpit_of(store, author="ben")
    flip(ben, "missed_customer_call")
    ben.save()
    flip(ana)
    ana.save()
    ana.settle(keep_mine=False)

    assert ana.draft.changes == ()
    assert is_on(ana)
    assert not is_on(ana, "missed_customer_call")
    ana.undo()
    assert not is_on(ana)


def test_an_older_version_becomes_the_draft_and_acts_when_it_is_saved(cockpit: Cockpit) -> None:
    """Nothing that was saved is ever gone; version 0 is the file."""
    flip(cockpit)
    cockpit.save("one")
    flip(cockpit, "missed_customer_call")
    cockpit.save("two")
    cockpit.ask("history")
    shown = dialog(cockpit)
    assert shown is not None
    assert [(one.number, one.note, one.is_current) for one in shown.history.versions] == [
        (2, "two", True),
        (1, "one", False),
        (0, "", False),
    ]
    cockpit.restore(1)
    assert is_on(cockpit, "missed_customer_call")
    assert not is_on(cockpit, "missed_customer_call", tried=False)
    cockpit.restore(0)
    assert len(cockpit.draft.changes) == 2
    cockpit.save("as it was")
    assert [version.number for version in cockpit.store.history(SHOP.name)] == [3, 2, 1]


def test_an_account_that_cannot_be_read_does_not_stand_before_those_that_can(tmp_path: Path) -> None:
    """Whoever asks for none gets the first that works; whoever asks for it is told why not; so is who has no other."""
    broken = Account(name="broken", title="Broken", path=tmp_path / "broken.yaml")
    broken.path.write_bytes(b"\x00\x01")
    store = store_in(tmp_path)
    both, alone = Cockpit((broken, SHOP), store), Cockpit((broken,), store)
    both.open("")
    assert both.account == SHOP
    assert both.problems == ()

    both.open("broken")
    alone.open("")
    for cockpit in (both, alone):
        assert cockpit.account == broken
        assert cockpit.problems
        assert cockpit.base is None


def test_a_text_that_cannot_be_used_stays_typed_with_its_problems(cockpit: Cockpit) -> None:
    """The draft stays as it was before, the editor shows what was typed; the next good text clears it."""
    at = cockpit.at("auto_replies", HANGS_UP, "text")
    cockpit.go(section=HANGS_UP)
    cockpit.set(at, "Hello {{ custmer_name }}")
    editor = settings_page(cockpit).editor

    assert editor is not None
    assert editor.preview.written == "Hello {{ custmer_name }}"
    assert "customer_name" in editor.preview.problems[0].message
    assert top(cockpit).has_problems
    assert cockpit.draft.changes == ()
    cockpit.set(at, "Hello")
    assert not top(cockpit).has_problems
    assert cockpit.value(at) == "Hello"


def test_a_reply_goes_back_to_its_defaults(cockpit: Cockpit) -> None:
    """Toggle, text, sender, elements: all of it, in one step that can be undone."""
    at = cockpit.at("auto_replies", HANGS_UP)
    cockpit.set((*at, "text"), "Hello")
    cockpit.set((*at, "sender"), "team")
    cockpit.set((*at, "show", "ticket_number"), value=False)
    flip(cockpit)
    cockpit.reset(HANGS_UP)
    settings = cockpit.team_of(cockpit.tried).settings.replies[HANGS_UP]

    assert (settings.enabled, settings.text, settings.sender) == (True, None, "company")
    assert cockpit.value((*at, "show", "ticket_number")) is True
    cockpit.undo()
    assert cockpit.value((*at, "text")) == "Hello"


def test_characters_that_cost_more_are_replaced(cockpit: Cockpit) -> None:
    """One click, one step; the fields of the text stay."""
    at = cockpit.at("auto_replies", HANGS_UP, "text")
    cockpit.set(at, "We’ll call {{ customer_name }} “soon”…")
    cockpit.replace_characters(at)

    assert cockpit.value(at) == 'We\'ll call {{ customer_name }} "soon"...'


def test_the_replies_are_listed_as_the_platform_lists_them() -> None:
    """The order of its page, which is that of the rules R-MSG-1 to R-MSG-14."""
    assert LISTED[:3] == (HANGS_UP, "customer_leaves_voicemail", "after_successful_call")
    assert LISTED[-1] == "after_hours_ticket"
    assert sorted(LISTED) == sorted(REPLY_KEYS)


def test_an_address_opens_the_same_view_again(cockpit: Cockpit, tmp_path: Path) -> None:
    """Account, page, section, team and the draft; for a colleague who has the same store."""
    flip(cockpit)
    cockpit.go(page="year", section="routing")
    address = cockpit.address()
    with store_in(tmp_path) as theirs:
        other = cockpit_of(theirs, DEALER, SHOP, author="ben")
        other.open(address["account"], address["draft"])
        other.go(page=address["page"], section=address["section"], team=address["team"])

        assert other.draft.document == cockpit.draft.document
        assert other.address() == address


def test_a_draft_that_is_too_long_is_left_out_of_the_address(cockpit: Cockpit) -> None:
    """Mail programs cut long ones; the browser keeps the whole one."""
    cockpit.set(cockpit.at("auto_replies", HANGS_UP, "text"), "x" * MAX_SHARED)

    assert cockpit.address()["draft"] == ""
    assert len(cockpit.patch()) > MAX_SHARED


@pytest.mark.parametrize(
    "patch",
    ["no json", "[]", "[1]", '[[["teams","nobody","ring_last_advisor"],true]]', '[[["policies"],7]]', "{}"],
)
def test_a_draft_that_fits_no_more_is_left_out(cockpit: Cockpit, patch: str) -> None:
    """What somebody mistyped in an address is no reason to show nothing."""
    cockpit.open(SHOP.name, patch)

    assert cockpit.problems == ()
    assert cockpit.draft.changes == ()


def test_an_account_that_cannot_be_opened_says_why(store: Store) -> None:
    """A story has no traffic; the rest of the page stands."""
    cockpit = cockpit_of(store, STORY)

    assert "an account needs traffic" in cockpit.problems[0]
    assert top(cockpit).problems == cockpit.problems
    assert cockpit.base is None


def test_an_unknown_account_opens_the_first_and_says_so(store: Store) -> None:
    """An old link still shows something, and offers the account that may have been meant."""
    cockpit = cockpit_of(store, DEALER, SHOP)
    assert cockpit.drafts.notices == []
    cockpit.open("gone")
    assert cockpit.account == DEALER
    assert [(one.kind, one.kept.account, one.near, one.actions) for one in cockpit.drafts.notices] == [
        ("unknown", "gone", "", ("close",))
    ]
    cockpit.open("Two_persons_shop")
    cockpit.drafts.heed(0, "open")
    assert cockpit.account == SHOP
    assert cockpit.drafts.notices == []


def test_the_draft_of_an_unknown_account_is_applied_to_no_other(store: Store) -> None:
    """It waits for whoever says which account it is for, or takes it away."""
    cockpit = cockpit_of(store, SHOP, DEALER)
    flip(cockpit)
    patch = cockpit.patch()
    cockpit.revert()
    cockpit.open("two_person_stop", patch)
    assert (cockpit.account, cockpit.patch()) == (SHOP, "")
    assert cockpit.drafts.notices[0].actions == ("open", "download", "close")
    assert "without the draft" in top_html(cockpit)
    cockpit.speak("fr")
    assert "Ouvrir" in top_html(cockpit)
    cockpit.drafts.heed(0, "open")
    assert cockpit.patch() == patch


def test_what_was_saved_for_a_file_that_changed_since_is_refused_in_words(store: Store) -> None:
    """A team that is no more."""
    store.save(SHOP.name, {"teams": {"gone": {}}}, author="ana", base=None)
    cockpit = cockpit_of(store)

    assert "no team is called 'gone'" in cockpit.problems[0]
    assert cockpit.base is None
    cockpit.save()
    assert len(store.history(SHOP.name)) == 1


def test_ones_own_files_come_first_and_hide_presets_of_their_name(tmp_path: Path) -> None:
    """Of the folder that the environment names."""
    (tmp_path / "seed_time.yaml").write_text("", encoding="utf-8")
    found = accounts({FOLDER: str(tmp_path)})

    assert found[0].path == tmp_path / "seed_time.yaml"
    assert [one.name for one in found].count("seed_time") == 1
    assert accounts({})[0].name == "seed_time"


def test_ones_own_files_may_end_in_either_way(tmp_path: Path) -> None:
    """Of two of one name, neither is hidden; other files and a folder that is not there are no accounts."""
    for name in ("shop.yml", "both.yaml", "both.yml", "notes.yxml", "notes.txt"):
        (tmp_path / name).write_text("", encoding="utf-8")
    found = {
        one.name: one.path.name for one in accounts({FOLDER: str(tmp_path)}) if one.path.parent == tmp_path
    }

    assert found == {"both": "both.yaml", "both.yml": "both.yml", "shop": "shop.yml"}
    assert accounts({FOLDER: str(tmp_path / "nowhere")}) == accounts({})


def test_the_difference_is_told_in_words_before_it_is_saved(store: Store) -> None:
    """Where, before, after; in both languages."""
    cockpit = cockpit_of(store, DEALER)
    flip(cockpit)
    cockpit.set(cockpit.at("auto_replies", HANGS_UP, "sender"), "company")
    cockpit.set(("policies", "call_replies"), "all_matches")
    cockpit.set(cockpit.at("auto_replies", HANGS_UP, "show", "customer_name"), value=True)
    cockpit.ask("save")
    for language in ("en", "fr"):
        cockpit.speak(language)
        shown = dialog(cockpit)
        assert shown is not None
        assert len(shown.changes) == len(cockpit.draft.changes) >= 3
        assert all(change.where and change.before != change.after for change in shown.changes)


def test_a_draft_is_there_again_when_one_comes_back_to_its_account(store: Store) -> None:
    """Looking at another account loses nothing that was not saved, and leaving the page asks."""
    cockpit = cockpit_of(store, SHOP, DEALER)
    flip(cockpit)
    seen = []
    for name in (DEALER.name, SHOP.name):
        cockpit.open(name)
        seen.append((len(cockpit.draft.changes), cockpit.drafts.is_unsaved))
    cockpit.revert()
    for name in (DEALER.name, SHOP.name):
        cockpit.open(name)
        seen.append((len(cockpit.draft.changes), cockpit.drafts.is_unsaved))

    assert seen == [(0, True), (1, True), (0, False), (0, False)]
