"""What two people made of the same settings, put together: nothing is lost without being asked."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autoreply_sim.errors import InputError
from autoreply_sim.io.settings_document import settings_document
from autoreply_sim.io.store import Store
from autoreply_sim.ui.components.cockpit import dialog_part
from autoreply_sim.ui.components.drawing import plain
from autoreply_sim.ui.components.parts import live_part
from autoreply_sim.ui.guard import Guard
from autoreply_sim.ui.models.change_words import Said, changes
from autoreply_sim.ui.models.cockpit import Cockpit
from autoreply_sim.ui.models.documents import put, read
from autoreply_sim.ui.models.keyed import differences, keyed, unkeyed
from autoreply_sim.ui.models.merge import MINE, RING, THEIRS, merge
from autoreply_sim.ui.models.ring_view import RingView
from autoreply_sim.ui.models.saving import Dialog, dialog
from autoreply_sim.ui.models.schedule_edits import delete_schedule, edit_schedule, move_schedule
from autoreply_sim.ui.models.tree_edits import add_tree, delete_tree, edit_choice
from tests.ui.cockpit_desk import DEALER, HANGS_UP, cockpit_of, flip

ONE: dict[str, Any] = {"title": "Mornings", "from": "08:00", "to": "12:00", "except": ["2026-05-01"]}
TWO: dict[str, Any] = {"title": "Afternoons", "from": "13:00", "to": "17:00"}
NEW: dict[str, Any] = {"title": "New schedule", "from": "10:00", "to": "11:00"}


def team(*schedules: dict[str, Any], **more: Any) -> dict[str, Any]:
    """A document of one team with these schedules."""
    return {"teams": {"shop": {"schedules": list(schedules), **more}}}


def schedules(document: Any) -> list[dict[str, Any]]:
    """The schedules of such a document."""
    found: list[dict[str, Any]] = document["teams"]["shop"]["schedules"]
    return found


@pytest.fixture
def ana(store: Store) -> Cockpit:
    """One who opens the account first."""
    return cockpit_of(store, DEALER)


@pytest.fixture
def ben(store: Store) -> Cockpit:
    """Another one."""
    return cockpit_of(store, DEALER, author="ben")


def conflict(cockpit: Cockpit) -> Dialog:
    """What she is shown when she saves after him."""
    cockpit.save()
    shown = dialog(cockpit)
    assert shown is not None
    assert shown.kind == "conflict"
    return shown


def words(said: tuple[Said, ...] | Said, language: str = "en") -> str:
    """What stands on the page."""
    return " › ".join(plain(one, language) for one in (said if isinstance(said, tuple) else (said,)))


SMALL = st.dictionaries(st.sampled_from(["on", "off", "text"]), st.integers(0, 2), max_size=3)
SCHEDULE = st.fixed_dictionaries(
    {"title": st.sampled_from("abc"), "from": st.integers(0, 2), "to": st.integers(0, 1)}
)
DOCUMENTS = st.builds(
    lambda replies, listed: team(*listed, auto_replies=replies),
    st.dictionaries(st.sampled_from("xy"), SMALL, max_size=2),
    st.lists(SCHEDULE, max_size=4),
)


@given(DOCUMENTS, DOCUMENTS)
def test_a_document_with_groups_for_lists_is_the_same_document(one: Any, other: Any) -> None:
    """There and back, whatever it is compared with."""
    assert unkeyed(keyed(one)) == one
    assert unkeyed(keyed(other, keyed(one))) == other
    assert differences(one, one) == ()
    assert bool(differences(one, other)) == (one != other)


@given(DOCUMENTS, DOCUMENTS, st.sampled_from([MINE, THEIRS]), st.booleans())
def test_whoever_changed_alone_is_followed(base: Any, changed: Any, whose: str, whole: bool) -> None:  # noqa: FBT001
    """Nothing to choose, and nothing of it missing."""
    theirs, mine = (changed, base) if whose == THEIRS else (base, changed)
    merged = merge(base, theirs, mine, {}, whole=whole)

    assert merged.document == changed
    assert merged.is_settled


@given(DOCUMENTS, DOCUMENTS, DOCUMENTS)
def test_no_change_is_lost_unless_somebody_chose_so(base: Any, theirs: Any, mine: Any) -> None:
    """Every place that one of them changed is as they have it, or is to be chosen."""
    one = keyed(base)
    merged = merge(base, theirs, mine, {})
    asked = [clash.at for clash in merged.clashes]
    replies = ("teams", "shop", "auto_replies")
    for side in (theirs, mine):
        for at in (at for at in differences(base, side) if at[:3] == replies):
            is_asked = any(at[: len(place)] == place for place in asked)
            assert is_asked or read(merged.document, at) == read(keyed(side, one), at)
    # Of lists, everything that somebody added is there.
    for side in (theirs, mine):
        added = keyed(side, one)["teams"]["shop"]["schedules"]
        for key in added.keys() - one["teams"]["shop"]["schedules"].keys():
            assert added[key] in schedules(merged.document)


@given(DOCUMENTS, DOCUMENTS, DOCUMENTS, st.sampled_from([MINE, THEIRS]))
def test_what_is_chosen_is_taken(base: Any, theirs: Any, mine: Any, whose: str) -> None:
    """Once for each place, and then there is nothing left to choose."""
    asked = merge(base, theirs, mine, {}).clashes
    merged = merge(base, theirs, mine, {clash.at: whose for clash in asked})

    assert merged.is_settled
    assert len({clash.at for clash in asked}) == len(asked)
    assert all(clash.chosen == whose for clash in merged.clashes)


def test_schedules_are_told_apart_by_their_names() -> None:
    """His other hours of one and her other hours of another are both kept."""
    merged = merge(team(ONE, TWO), team({**ONE, "from": "09:00"}, TWO), team(ONE, {**TWO, "to": "18:00"}), {})

    assert merged.clashes == ()
    assert schedules(merged.document) == [{**ONE, "from": "09:00"}, {**TWO, "to": "18:00"}]


def test_a_schedule_that_was_renamed_is_the_same_schedule() -> None:
    """Even if the other changed its hours, or she changed them too."""
    renamed = {**ONE, "title": "Early", "to": "11:00"}
    merged = merge(team(ONE, TWO), team({**ONE, "from": "09:00"}, TWO), team(renamed, TWO), {})

    assert schedules(merged.document) == [{**renamed, "from": "09:00"}, TWO]


def test_two_that_were_added_under_one_name_are_two() -> None:
    """A new schedule is called so until somebody names it."""
    other = {**NEW, "to": "12:00"}
    merged = merge(team(ONE), team(ONE, NEW), team(ONE, other), {})

    assert merged.clashes == ()
    assert schedules(merged.document) == [ONE, NEW, other]
    assert schedules(merge(team(ONE), team(ONE, NEW), team(ONE, NEW), {}).document) == [ONE, NEW]


def test_what_one_deleted_and_the_other_changed_is_asked() -> None:
    """Deleting is a change, too."""
    changed = {**ONE, "from": "09:00"}
    [clash] = merge(team(ONE, TWO), team(TWO), team(changed, TWO), {}).clashes

    assert (clash.theirs, clash.mine) == (None, changed)
    assert schedules(merge(team(ONE, TWO), team(TWO), team(changed, TWO), {clash.at: THEIRS}).document) == [
        TWO
    ]


def test_days_that_both_excepted_are_excepted() -> None:
    """A list of days is a set: what either added is in, what either took out is out."""
    theirs, mine = {**ONE, "except": ["2026-05-01", "2026-12-25"]}, {**ONE, "except": ["2026-07-03"]}
    merged = merge(team(ONE), team(theirs), team(mine), {})

    assert merged.clashes == ()
    assert schedules(merged.document)[0]["except"] == ["2026-07-03", "2026-12-25"]


def test_the_order_is_that_of_whoever_changed_it() -> None:
    """Of two who did, one has to be chosen."""
    third = {**TWO, "title": "Nights"}
    moved = merge(team(ONE, TWO), team(TWO, ONE), team({**ONE, "from": "09:00"}, TWO), {})
    both = merge(team(ONE, TWO, third), team(TWO, ONE, third), team(ONE, third, TWO), {})

    assert schedules(moved.document) == [TWO, {**ONE, "from": "09:00"}]
    assert [clash.at for clash in both.clashes] == [("teams", "shop", "schedules")]
    chosen = merge(
        team(ONE, TWO, third),
        team(TWO, ONE, third),
        team(ONE, third, TWO),
        {("teams", "shop", "schedules"): THEIRS},
    )
    assert schedules(chosen.document) == [TWO, ONE, third]


def test_what_does_not_overlap_is_kept_from_both(ana: Cockpit, ben: Cockpit) -> None:
    """Her save takes back nothing of his."""
    flip(ben, "missed_customer_call")
    ben.save("no more apologies")
    flip(ana)
    shown = conflict(ana)

    assert shown.overlaps == ()
    assert shown.is_settled
    ana.settle(keep_mine=True)
    assert ana.draft.changes == (ana.at("auto_replies", HANGS_UP, "enabled"),)
    ana.save()
    ben.open(DEALER.name)
    both = {ben.at("auto_replies", reply, "enabled") for reply in (HANGS_UP, "missed_customer_call")}
    assert set(differences(settings_document(ben.scenario_of(0).world), ben.draft.document)) == both


@pytest.mark.parametrize("whose", [MINE, THEIRS])
def test_what_both_changed_is_chosen_by_whoever_comes_second(ana: Cockpit, ben: Cockpit, whose: str) -> None:
    """She sees who changed what, as it was, and both; before she has chosen she cannot go on."""
    at = ana.at("auto_replies", HANGS_UP, "text")
    ben.set(at, "His")
    ben.save()
    ana.set(at, "Hers")
    [overlap] = conflict(ana).overlaps
    ana.settle(keep_mine=True)

    assert ana.dialog == "conflict"
    assert (overlap.author, words(overlap.theirs), words(overlap.mine)) == ("ben", "His", "Hers")
    assert words(overlap.where).endswith("Text")
    ana.choose(at, "somebody's")
    ana.choose(at, whose)
    ana.settle(keep_mine=True)
    assert ana.value(at) == ("Hers" if whose == MINE else "His")
    assert ana.dialog == ("save" if whose == MINE else "")
    assert ana.conflict is None


def test_a_third_who_saves_meanwhile_is_met_again(store: Store, ana: Cockpit, ben: Cockpit) -> None:
    """What is put together is what was shown, and nothing that came after it is overwritten."""
    flip(ben, "missed_customer_call")
    ben.save()
    flip(ana)
    conflict(ana)
    flip(ben, "after_hours_calls")
    ben.save()
    ana.settle(keep_mine=True)
    assert len(ana.draft.changes) == 1
    conflict(ana)
    ana.settle(keep_mine=True)
    ana.save()

    assert [version.author for version in store.history(DEALER.name)] == ["ana", "ben", "ben"]
    assert len(differences(store.version(DEALER.name, 2).document, ana.draft.document)) == 1


def test_what_does_not_fit_together_is_chosen_as_a_whole(ana: Cockpit, ben: Cockpit) -> None:
    """He deleted the call tree through which she sent a schedule: neither overlaps the other, and yet."""
    theirs, hers = RingView(ben), RingView(ana)
    made = add_tree(hers.team(), "doors")
    hers.write(edit_choice(made, "doors", "1", f"team:{ana.team}"))
    ana.save()
    ben.open(DEALER.name)
    theirs.write(delete_tree(theirs.team(), "doors"))
    ben.save("no menu")
    hers.write(edit_schedule(hers.team(), 0, "call_tree", "doors"))
    assert conflict(ana).overlaps == ()
    ana.settle(keep_mine=True)
    shown = dialog(ana)

    assert shown is not None
    assert shown.unfit
    assert [overlap.at[-1] for overlap in shown.overlaps] == [RING]
    assert shown.overlaps[0].author == "ben"
    ana.choose(ana.at(RING), MINE)
    ana.settle(keep_mine=True)
    assert ana.dialog == "save"
    assert ana.value(ana.at("call_trees")).keys() >= {"doors"}


def test_what_others_saved_with_python_is_met_as_well(ana: Cockpit) -> None:
    """What their document leaves out is as ever; one that fits the file no more is told, and nothing is lost."""
    flip(ana)
    ana.store.save(DEALER.name, {"teams": {ana.team: {"ring_last_advisor": True}}}, author="api", base=None)
    shown = conflict(ana)
    assert [one.author for one in shown.meanwhile] == ["api"]
    ana.settle(keep_mine=True)
    assert ana.value(ana.at("ring_last_advisor")) is True
    ana.store.save(DEALER.name, {"teams": {"gone": {}}}, author="api", base=1)
    live, guard = live_part(ana, Guard(), dialog_part(ana)), Guard(expected=(InputError,))
    ana.save()
    assert "api" in live.html
    guard(lambda: ana.settle(keep_mine=False))()

    assert "no team is called" in guard.box.value
    assert ana.dialog == "conflict"
    assert ana.draft.changes


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_conflict_is_settled_on_the_page(ana: Cockpit, ben: Cockpit, language: str) -> None:
    """With a choice for each overlap, in both languages."""
    at = ana.at("auto_replies", HANGS_UP, "enabled")
    ben.set(ben.at("schedules"), [*ben.value(ben.at("schedules"))][1:])
    flip(ben)
    ben.save()
    flip(ana)
    ana.set((*at[:-1], "text"), "Hello")
    view = RingView(ana)
    view.write(edit_schedule(view.team(), 0, "from", "06:30"))
    ana.speak(language)
    live = live_part(ana, Guard(), dialog_part(ana))
    conflict(ana)

    assert live.html.count('type="radio"') == 2
    assert "06:30" in live.html
    assert 'data-with="mine" disabled' in live.html
    shown = dialog(ana)
    assert shown is not None
    live.do("whose", json.dumps(shown.overlaps[0].at), MINE)
    assert 'data-with="mine" disabled' not in live.html
    live.do("settle", "mine")
    assert 'id="confirm-save"' in live.html


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_change_of_schedules_is_told_field_by_field(ana: Cockpit, language: str) -> None:
    """Not as two equal lists of names: which schedule, what of it, what it was and is."""
    ana.speak(language)
    view = RingView(ana)
    first = view.team()["schedules"][0]["title"]
    view.write(edit_schedule(view.team(), 0, "from", "06:30"))
    view.write(edit_schedule(view.team(), 0, "ring_seconds", "45"))
    said = {
        words(one.where, language): words(one.after, language)
        for one in changes(ana, ana.draft.saved, ana.draft.document)
    }

    assert len(said) == 2
    assert all(f" › {first} › " in where for where in said)
    assert list(said.values()) == ["06:30", "45"]
    counts = [len(ana.draft.changes)]
    ana.revert()
    view.write(move_schedule(view.team(), 0, 1))
    counts.append(len(ana.draft.changes))
    assert counts == [2, 1]
    ana.revert()
    view.write(delete_schedule(view.team(), 0))
    [gone] = changes(ana, ana.draft.saved, ana.draft.document)
    assert words(gone.where, language).endswith(first)
    assert words(gone.after, language) == {"en": "nothing", "fr": "rien"}[language]


def test_every_change_of_trees_and_rules_has_words(ana: Cockpit) -> None:
    """No key of the format stands where words belong."""
    team = ana.value(ana.at())
    advisor = team["schedules"][0]["advisors"][0]
    document = put(
        ana.draft.document, ana.at("call_trees"), {"doors": {"options": {"1": {"advisors": [advisor]}}}}
    )
    rule = {"name": "ours", "criterion": "phone", "operator": "starts_with", "value": "+1515"}
    document = put(document, ana.at("routing_rules"), [{**rule, "target": {"team": ana.team}}])
    further = put(document, ana.at("call_trees", "doors", "options", "2"), {"team": ana.team})
    further = put(
        further, ana.at("routing_rules"), [{**rule, "operator": "equals", "target": {"advisor": advisor}}]
    )
    for before, after in ((ana.draft.saved, document), (document, further)):
        for language in ("en", "fr"):
            told = [
                (words(one.where, language), words(one.before, language), words(one.after, language))
                for one in changes(ana, before, after)
            ]
            assert len(told) >= 2
            assert not any("_" in said for line in told for said in line)
            assert all(line[1] != line[2] for line in told)
