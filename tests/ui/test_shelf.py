"""Drafts that are put aside: put back with a word, never over another, and never dropped in silence."""

from __future__ import annotations

import json
import re

import pytest

from autoreply_sim.io.store import Store
from autoreply_sim.ui.components.cockpit import top_part
from autoreply_sim.ui.components.parts import live_part
from autoreply_sim.ui.guard import Guard
from autoreply_sim.ui.models.cockpit import Cockpit
from autoreply_sim.ui.models.saving import dialog
from autoreply_sim.ui.models.shelf import Kept, read_kept
from tests.ui.cockpit_desk import DEALER, HANGS_UP, SHOP, STORY, cockpit_of, flip

NOON_MS = 1_780_000_000_000


@pytest.fixture
def kept(store: Store) -> Kept:
    """What a browser keeps of a visit in which one toggle was flipped."""
    cockpit = cockpit_of(store)
    flip(cockpit)
    return back(cockpit)[0]


def back(cockpit: Cockpit, **more: str) -> list[Kept]:
    """What a browser keeps of a visit, as it tells of it at the next."""
    texts = cockpit.drafts.texts()
    return read_kept([{"place": f"here:{name}", "text": text, **more} for name, text in texts.items()])


def visit(store: Store, *found: Kept, name: str = SHOP.name, patch: str = "") -> Cockpit:
    """Another visit, with what the browser kept."""
    cockpit = Cockpit((SHOP, DEALER), store, "ana", clock_ms=lambda: NOON_MS)
    cockpit.drafts.shelf.kept = list(found)
    cockpit.open(name, patch)
    return cockpit


def kinds(cockpit: Cockpit) -> list[str]:
    """What the page has to say."""
    return [notice.kind for notice in cockpit.drafts.notices]


def test_a_kept_draft_is_put_back_and_the_page_says_so(store: Store, kept: Kept) -> None:
    """With when it was kept, and a way to drop it, which can be undone."""
    cockpit = visit(store, kept)
    head = live_part(cockpit, Guard(), top_part(cockpit, lambda *_: None))

    assert kinds(cockpit) == ["put_back"]
    assert "was put back" in head.html
    assert "2026" in head.html
    assert cockpit.patch() == kept.patch
    assert cockpit.drafts.shelf.gone == [kept.place]
    head.do("heed", "0/drop")
    assert (cockpit.patch(), kinds(cockpit), cockpit.drafts.texts()) == ("", [], {})
    cockpit.undo()
    assert cockpit.patch() == kept.patch


def test_what_is_said_of_a_draft_goes_when_it_is_saved(store: Store, kept: Kept) -> None:
    """Dropping it then would mean nothing."""
    cockpit = visit(store, kept)
    cockpit.save()

    assert kinds(cockpit) == []


def test_the_draft_of_the_address_that_this_tab_kept_needs_no_word(store: Store, kept: Kept) -> None:
    """Whoever loads the page again sees what was there."""
    cockpit = visit(store, kept, patch=kept.patch)

    assert kinds(cockpit) == []
    assert cockpit.patch() == kept.patch
    assert cockpit.drafts.shelf.gone == [kept.place]


def test_a_link_with_a_draft_of_its_own_leaves_the_kept_one_waiting(store: Store, kept: Kept) -> None:
    """It is neither put over the link's nor forgotten: it can be put in place, which can be undone, or dropped."""
    other = cockpit_of(store)
    flip(other, "missed_customer_call")
    cockpit = visit(store, kept, patch=other.patch())
    assert kinds(cockpit) == ["waiting"]
    assert cockpit.patch() == other.patch()
    assert cockpit.drafts.shelf.gone == []
    cockpit.drafts.heed(0, "take")
    assert cockpit.patch() == kept.patch
    assert cockpit.drafts.shelf.gone == [kept.place]
    cockpit.undo()

    assert cockpit.patch() == other.patch()
    again = visit(store, kept, patch=other.patch())
    again.drafts.heed(0, "drop")
    assert again.patch() == other.patch()
    assert again.drafts.shelf.gone == [kept.place]


def test_the_draft_of_another_tab_that_is_open_stays_there(store: Store) -> None:
    """The later tab begins anew, says so, and keeps its own beside it."""
    first = cockpit_of(store)
    flip(first)
    cockpit = visit(store, *back(first, **{"is": "elsewhere"}))

    assert kinds(cockpit) == ["elsewhere"]
    assert cockpit.patch() == ""
    assert cockpit.drafts.shelf.gone == []
    cockpit.drafts.heed(0, "close")
    assert kinds(cockpit) == []


def test_of_several_the_own_is_put_back_or_the_newest(store: Store) -> None:
    """The others wait."""
    drafts = []
    for at_ms, reply in enumerate((HANGS_UP, "missed_customer_call", "after_hours_calls"), start=1):
        cockpit = Cockpit((SHOP,), store, clock_ms=lambda at_ms=at_ms: NOON_MS + at_ms)  # type: ignore[misc]
        cockpit.open("")
        flip(cockpit, reply)
        drafts += back(cockpit, **({"is": "own"} if at_ms == 1 else {}))

    own, newest = visit(store, *drafts), visit(store, *drafts[1:])
    assert [own.patch(), newest.patch()] == [drafts[0].patch, drafts[2].patch]
    assert kinds(own) == ["put_back", "waiting", "waiting"]
    assert [notice.kept for notice in own.drafts.notices[1:]] == [drafts[2], drafts[1]]


def test_every_account_has_a_draft_of_its_own(store: Store) -> None:
    """Of all that were open in a visit; each is put back when its account is opened."""
    cockpit = visit(store)
    flip(cockpit)
    cockpit.open(DEALER.name)
    flip(cockpit)
    drafts = back(cockpit)
    again = visit(store, *drafts)

    assert {one.account for one in drafts} == {SHOP.name, DEALER.name}
    assert len(again.draft.changes) == 1
    again.open(DEALER.name)
    assert len(again.draft.changes) == 1
    assert kinds(again) == ["put_back"]
    assert sorted(again.drafts.shelf.gone) == ["here:seed_time", "here:two_person_shop"]


def test_without_an_account_the_one_of_the_draft_is_opened(store: Store, kept: Kept) -> None:
    """As if the page had not been left; one that is gone is none."""
    cockpit = visit(store, kept)

    assert cockpit.drafts.shelf.account([SHOP.name]) == ""
    cockpit.drafts.shelf.kept = [kept]
    assert cockpit.drafts.shelf.account([SHOP.name]) == SHOP.name
    assert cockpit.drafts.shelf.account([DEALER.name]) == ""


@pytest.mark.parametrize(
    "patch",
    ["no json", "[1]", '[[["teams","nobody","ring_last_advisor"],true]]', '[[["policies"],7]]', "{}"],
)
def test_a_draft_that_cannot_be_applied_is_told_and_can_be_taken_away(store: Store, patch: str) -> None:
    """The browser keeps it until it is dropped; a download says all of it."""
    kept = Kept(account=SHOP.name, patch=patch, at_ms=NOON_MS, place="here")
    cockpit = visit(store, kept)
    offered: list[str] = []
    head = live_part(
        cockpit, Guard(), top_part(cockpit, lambda name, content, _: offered.extend([name, str(content)]))
    )

    assert kinds(cockpit) == ["unusable"]
    assert re.search("cannot be (applied|read)", head.html)
    assert cockpit.draft.changes == ()
    assert cockpit.drafts.shelf.gone == []
    head.do("heed", "0/download")
    assert json.loads(offered[1])["draft"] == patch
    assert offered[0] == "two_person_shop-draft.json"
    head.do("heed", "0/drop")
    assert cockpit.drafts.shelf.gone == ["here"]
    assert "cannot be" not in head.html


@pytest.mark.parametrize(
    "patch",
    [
        "[" * 100_000,
        "[" * 500 + "]" * 500,
        "[" * 3_000 + "]" * 3_000,
        '[[["policies"],' + "[" * 700 + "]" * 700 + "]]",
        json.dumps([[["teams"] * 5_000, True]]),
        '[[["teams"],' + '{"a":' * 700 + "1" + "}" * 701 + "]",
    ],
    ids=["open", "deep", "deeper", "value", "place", "group"],
)
def test_what_is_nested_too_deeply_is_refused(store: Store, patch: str) -> None:
    """Whoever made the link; the page stands, and says that the draft is not used."""
    cockpit = visit(store, patch=patch)
    head = live_part(cockpit, Guard(), top_part(cockpit, lambda *_: None))

    assert kinds(cockpit) == ["unusable"]
    assert cockpit.draft.changes == ()
    assert "nested too deeply" in head.html
    flip(cockpit)
    assert len(cockpit.draft.changes) == 1


def test_a_draft_goes_to_somebody_else_as_a_file(store: Store, kept: Kept) -> None:
    """Whatever account they have open; what else they had not saved stays under undo."""
    theirs = visit(store, name=DEALER.name)
    theirs.drafts.bring(kept.text)
    assert theirs.account == SHOP
    assert theirs.patch() == kept.patch
    flip(theirs, "missed_customer_call")
    theirs.drafts.bring(kept.text)
    assert theirs.patch() == kept.patch
    theirs.undo()

    assert len(theirs.draft.changes) == 2
    assert kinds(theirs) == []


def test_a_file_that_holds_no_draft_of_an_account_here_is_told(store: Store, kept: Kept) -> None:
    """With the account that may have been meant."""
    cockpit = visit(store)
    cockpit.drafts.bring("no draft")
    cockpit.drafts.bring(kept.text.replace(SHOP.name, "two_person_stop"))
    assert kinds(cockpit) == ["no_draft", "of_file"]
    assert [notice.actions for notice in cockpit.drafts.notices] == [("close",), ("open", "close")]
    cockpit.drafts.heed(1, "open")

    assert cockpit.patch() == kept.patch


def test_what_nobody_else_keeps_is_told_until_it_is_closed(store: Store) -> None:
    """A link's draft that cannot be used is nowhere but on the page, whichever account is opened next."""
    cockpit = visit(store, patch="[1]")
    cockpit.open(DEALER.name)
    assert kinds(cockpit) == ["unusable"]
    cockpit.open("nobody_s", "[[")
    cockpit.open(SHOP.name)
    assert kinds(cockpit) == ["unknown", "unusable"]
    for _ in range(2):
        cockpit.drafts.heed(0, cockpit.drafts.notices[0].actions[-1])

    assert kinds(cockpit) == []


def test_a_draft_of_an_account_that_is_gone_is_told(store: Store) -> None:
    """Whichever account is opened instead."""
    cockpit = visit(store, Kept(account="gone", patch="[]", place="here"))

    assert kinds(cockpit) == ["gone"]
    cockpit.open(DEALER.name)
    assert kinds(cockpit) == ["gone"]
    cockpit.drafts.heed(0, "drop")
    cockpit.open(SHOP.name)
    assert kinds(cockpit) == []


def test_a_draft_for_an_account_that_cannot_be_opened_is_told(store: Store) -> None:
    """The link's draft is not dropped in silence; what the browser kept stays there."""
    cockpit = Cockpit((STORY,), store)
    cockpit.drafts.shelf.kept = [Kept(account=STORY.name, patch="[]", place="here")]
    cockpit.open(STORY.name, '[[["policies"],7]]')

    assert kinds(cockpit) == ["unusable"]
    assert cockpit.drafts.shelf.gone == []


def test_a_kept_draft_meets_what_others_saved_since(store: Store, kept: Kept) -> None:
    """It takes nothing of theirs back: as if it were saved now."""
    ben = cockpit_of(store, author="ben")
    flip(ben, "missed_customer_call")
    ben.save()
    cockpit = visit(store, kept)
    shown = dialog(cockpit)

    assert shown is not None
    assert [one.author for one in shown.meanwhile] == ["ben"]
    assert len(shown.changes) == 1
    cockpit.settle(keep_mine=True)
    assert cockpit.draft.changes == (cockpit.at("auto_replies", HANGS_UP, "enabled"),)
    cockpit.save()
    assert len(store.history(SHOP.name)) == 2

    dropped = visit(store, kept)
    dropped.drafts.heed(0, "drop")
    assert (dropped.patch(), dropped.dialog) == ("", "")
    assert dropped.version == store.latest(SHOP.name)


def test_a_draft_of_a_version_that_is_not_there_changes_what_is(store: Store, kept: Kept) -> None:
    """Another store is named since: there is nothing else to go by."""
    found = read_kept([{"place": "", "text": json.dumps(json.loads(kept.text) | {"version": 7})}])
    cockpit = visit(store, *found)

    assert kinds(cockpit) == ["put_back"]
    assert len(cockpit.draft.changes) == 1


def test_a_moment_is_that_of_the_last_change(store: Store) -> None:
    """Looking around changes nothing."""
    clock = iter(range(1, 9))
    cockpit = Cockpit((SHOP,), store, clock_ms=lambda: next(clock))
    cockpit.open("")
    flip(cockpit)
    first = [one.at_ms for one in back(cockpit)]
    cockpit.go(page="year")
    second = [one.at_ms for one in back(cockpit)]
    flip(cockpit, "missed_customer_call")

    assert [first, second, [one.at_ms for one in back(cockpit)]] == [[1], [1], [2]]


@pytest.mark.parametrize(
    "text",
    ["", "no json", "[]", "7", '{"account": 1, "draft": ""}', '{"account": "a"}', "[" * 100_000],
)
def test_what_is_no_kept_draft_is_left_out(text: str) -> None:
    """Anything may stand in a browser's storage."""
    assert read_kept([{"text": text}, {}]) == []


def test_odd_moments_and_versions_are_unknown() -> None:
    """No date can be made of them."""
    texts: list[dict[str, object]] = [
        {"version": -1, "at": 1e300},
        {"version": True, "at": 10**30},
        {"version": "1", "at": -5},
    ]
    found = read_kept([{"text": json.dumps({"account": "a", "draft": "[]", **more})} for more in texts])

    assert {(one.version, one.at_ms) for one in found} == {(None, 0)}


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_notice_has_words_and_buttons(store: Store, kept: Kept, language: str) -> None:
    """In both languages, dated or not; odd wishes do nothing."""
    bad = Kept(account=SHOP.name, patch="[1]", place="bad")
    gone = Kept(account="<gone>", patch="[]", place="gone", at_ms=NOON_MS)
    open_ = Kept(account=SHOP.name, patch="[]", place="open", is_elsewhere=True)
    cockpit = visit(store, bad, gone, open_, kept, patch=bad.patch)
    cockpit.speak(language)
    head = live_part(cockpit, Guard(), top_part(cockpit, lambda *_: None))
    before = kinds(cockpit)
    for wish in ("0/take", "9/drop", "-1/drop", "0/sing"):
        head.do("heed", wish)

    assert sorted(before) == ["elsewhere", "gone", "unusable", "waiting"]
    assert kinds(cockpit) == before
    assert "<gone>" not in head.html
    assert head.html.count('data-do="heed"') == 7
