"""The address of the cockpit: it reopens what is shown on every page, and what is not here any more is told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from autoreply_sim.io.store import Store
from autoreply_sim.ui.components.cockpit import top_html
from autoreply_sim.ui.components.drawing import plain
from autoreply_sim.ui.models.address import Address
from autoreply_sim.ui.models.checkup_page import CheckupView
from autoreply_sim.ui.models.cockpit import PAGES, Cockpit
from autoreply_sim.ui.models.compare_page import DRAFT, SAVED, CompareView
from autoreply_sim.ui.models.ring_view import RingView
from autoreply_sim.ui.models.shelf import read_kept
from autoreply_sim.ui.models.year import Years
from autoreply_sim.ui.models.year_view import YearView
from tests.ui.cockpit_desk import DEALER, HANGS_UP, SHOP, at_once, cockpit_of, flip

READING = "policy:call_replies:all_matches"
YEARS = Years()
NAMES = (
    *("section", "team", "channel", "week", "schedule"),
    *("when", "behind", "hour", "side", "event"),
    *("variants", "days", "replications"),
)
VALUES = st.text(max_size=12) | st.sampled_from(
    ["missed", "saved", "schedules", "1", "9", "whatsapp", "2026-07-06", "saved,draft"]
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """A cockpit with its views and its address."""

    cockpit: Cockpit
    ring: RingView
    year: YearView
    checkup: CheckupView
    comparison: CompareView
    address: Address

    def shown(self) -> dict[str, str]:
        """The address without what is empty, as the browser shows it."""
        return {key: value for key, value in self.address.query().items() if value}

    def notes(self) -> list[str]:
        """What the page says of the link."""
        return [plain(note, "en") for note in self.cockpit.notes]


def desk_of(cockpit: Cockpit) -> Desk:
    """The views of a cockpit."""
    ring, year, comparison = RingView(cockpit), YearView(cockpit, YEARS), CompareView(cockpit, at_once)
    address = Address(cockpit, ring, year, comparison)
    return Desk(
        cockpit=cockpit,
        ring=ring,
        year=year,
        checkup=CheckupView(year),
        comparison=comparison,
        address=address,
    )


@pytest.fixture
def desk(store: Store) -> Desk:
    """The shop, as it was never saved."""
    return desk_of(cockpit_of(store))


def reopened(desk: Desk) -> Desk:
    """What somebody sees who opens the address of a desk."""
    query = desk.shown()
    other = desk_of(Cockpit((DEALER, SHOP), desk.cockpit.store, "ben"))
    other.address.open(query, query.get("account", ""), query.get("draft", ""))
    assert other.cockpit.notes == ()
    assert other.shown() == query
    return other


def test_an_address_carries_nothing_but_what_differs_from_the_default(desk: Desk) -> None:
    """Whose settings, and which page: the rest is as it always is."""
    for page in PAGES:
        desk.cockpit.go(page=page)
        assert desk.shown() == {"account": SHOP.name, "page": page, "team": "shop"}


def test_the_channel_of_the_preview_is_in_the_address(desk: Desk) -> None:
    """Where the reply can go by it, and it is not the one that is shown anyway."""
    desk.cockpit.go(section="request_photo_video", channel="whatsapp")
    assert desk.shown()["channel"] == "whatsapp"
    assert reopened(desk).cockpit.channel == "whatsapp"
    desk.cockpit.go(channel="sms")
    assert "channel" not in desk.shown()
    desk.cockpit.go(section="customer_hangs_up", channel="whatsapp")
    assert "channel" not in desk.shown()


def test_the_week_and_the_open_schedule_are_in_the_address(desk: Desk) -> None:
    """The week by its Monday; none where it is the one that is shown at first."""
    desk.ring.open(1)
    first = desk.ring.monday
    desk.ring.go(date(2026, 7, 9))
    other = reopened(desk)

    assert (desk.shown()["week"], desk.shown()["schedule"]) == ("2026-07-06", "2")
    assert (other.ring.monday, other.ring.index) == (date(2026, 7, 6), 1)
    desk.ring.go(first)
    desk.ring.open(None)
    assert not {"week", "schedule"} & set(desk.shown())


def test_when_and_the_events_behind_a_figure_are_in_the_address(desk: Desk) -> None:
    """Down to the event that is open; a figure as saved and one with the draft are two."""
    flip(desk.cockpit)
    desk.cockpit.go(page="year")
    desk.year.heat("missed")
    desk.year.behind(["missed", 9, True])
    listed = desk.year.events()
    assert listed is not None
    desk.year.event(listed.shown[2].number)
    other = reopened(desk)
    theirs = other.year.events()

    assert desk.shown()["when"] == "missed"
    assert theirs is not None
    assert (theirs.asked, theirs.shown, theirs.open) == (listed.asked, listed.shown, listed.shown[2])
    assert other.year.what == "missed"
    desk.year.close()
    assert not {"behind", "hour", "side", "event"} & set(desk.shown())


def test_the_events_of_a_finding_are_in_the_address(desk: Desk) -> None:
    """By what was found: its place in the list may be another's tomorrow."""
    desk.cockpit.go(page="check_up")
    found = next(one.place for one in desk.checkup.page().findings if one.events)
    desk.checkup.events(found)
    other = reopened(desk)
    other.cockpit.speak("fr")

    assert desk.shown()["behind"].startswith("finding:")
    assert other.year.title() != desk.year.title()
    other.cockpit.speak("en")
    assert other.year.title() == desk.year.title()
    flip(desk.cockpit)
    assert "behind" not in desk.shown()


def test_what_is_compared_is_in_the_address(desk: Desk) -> None:
    """In the order in which it was chosen, since the first one is the base; and how long, how often."""
    desk.cockpit.go(page="compare")
    desk.comparison.choose(SAVED, wanted=False)
    desk.comparison.choose(READING, wanted=True)
    desk.comparison.set_days(7)
    desk.comparison.set_replications(100)
    other = reopened(desk)

    assert other.comparison.chosen == (DRAFT, READING)
    assert (other.comparison.days, other.comparison.replications) == (7, 100)
    desk.comparison.choose(DRAFT, wanted=False)
    desk.comparison.choose(READING, wanted=False)
    assert desk.shown()["variants"] == "none"
    assert reopened(desk).comparison.chosen == ()


@pytest.mark.parametrize(
    ("page", "name", "value"),
    [
        ("settings", "section", "nowhere"),
        ("settings", "team", "nobody"),
        ("settings", "channel", "fax"),
        ("settings", "week", "2026-99-99"),
        ("settings", "week", "0001-01-01"),
        ("settings", "schedule", "99"),
        ("settings", "schedule", "0"),
        ("year", "when", "never"),
        ("year", "behind", "nonsense"),
        ("year", "hour", "7"),
        ("year", "side", "theirs"),
        ("year", "event", "١"),
        ("check_up", "behind", "finding:nothing"),
        ("compare", "variants", "version:99"),
        ("compare", "days", "8"),
        ("compare", "replications", "1e9"),
        ("nowhere", "page", "nowhere"),
        ("settings", "version", "7"),
        ("settings", "version", "latest"),
    ],
)
def test_what_is_not_here_is_told_and_the_rest_is_shown(desk: Desk, page: str, name: str, value: str) -> None:
    """In one sentence that names it; it goes as soon as somebody goes elsewhere."""
    section = {"week": "schedules", "schedule": "schedules"}.get(name, "")
    query = {"account": SHOP.name, "section": section, "page": page, name: value}
    desk.address.open(query, SHOP.name, "")

    assert [f"“{value}”" in note for note in desk.notes()] == [True]
    assert "there is no such thing here" in top_html(desk.cockpit)
    assert desk.shown().get(name) != value
    desk.cockpit.go(page="year")
    assert desk.notes() == []


@pytest.mark.parametrize("saved_before", [False, True])
def test_an_older_link_meets_what_others_saved_since(store: Store, *, saved_before: bool) -> None:
    """It is put together with what they changed, as at a save, and takes nothing of it back."""
    ana, ben = desk_of(cockpit_of(store)), cockpit_of(store, author="ben")
    if saved_before:
        flip(ben, "request_approval")
        ben.save()
        ana.cockpit.open(SHOP.name)
    flip(ana.cockpit)
    link = ana.shown()
    assert link["version"] == ("1" if saved_before else "0")
    ben.open(SHOP.name)
    flip(ben, "missed_customer_call")
    ben.save()
    found = desk_of(Cockpit((SHOP,), store, "carla"))
    found.address.open(link, link["account"], link["draft"])

    assert found.cockpit.dialog == "conflict"
    found.cockpit.settle(keep_mine=True)
    assert found.cockpit.draft.changes == (found.cockpit.at("auto_replies", HANGS_UP, "enabled"),)
    assert found.shown()["version"] == str(ben.number)


def test_a_link_without_a_version_changes_what_is_saved_now(store: Store) -> None:
    """So did links before they said one."""
    ana, ben = desk_of(cockpit_of(store)), cockpit_of(store, author="ben")
    flip(ana.cockpit)
    link = {name: value for name, value in ana.shown().items() if name != "version"}
    flip(ben, "missed_customer_call")
    ben.save()
    found = desk_of(Cockpit((SHOP,), store, "carla"))
    found.address.open(link, link["account"], link["draft"])

    assert (found.cockpit.dialog, found.cockpit.number) == ("", 1)
    assert found.cockpit.draft.changes == (found.cockpit.at("auto_replies", HANGS_UP, "enabled"),)


def test_a_draft_that_is_kept_and_in_the_address_is_one(store: Store) -> None:
    """The same change of another version is another draft: the link is shown, and the kept one waits."""
    cockpit = cockpit_of(store)
    flip(cockpit)
    (kept,) = read_kept([{"text": text} for text in cockpit.drafts.texts().values()])
    for version, kinds in ((None, []), (0, []), (7, ["waiting"])):
        found = Cockpit((SHOP,), store)
        found.drafts.shelf.kept = [kept]
        found.open(SHOP.name, kept.patch, version)
        assert [notice.kind for notice in found.drafts.notices] == kinds


def test_an_hour_and_an_event_without_a_list_are_told(desk: Desk) -> None:
    """They say nothing alone; one that is in the list is shown, one that is not is told."""
    query = {"page": "year", "behind": "missed", "hour": "9", "event": "999999999"}
    desk.address.open(query, SHOP.name, "")
    assert [note for note in desk.notes() if "999999999" in note] == desk.notes()
    assert len(desk.notes()) == 1
    assert desk.shown()["hour"] == "9"


def test_the_notes_on_a_link_can_be_put_away(desk: Desk) -> None:
    """Long values are cut, and many notes are few."""
    names = ("behind", "hour", "side", "event", "when", "section")
    desk.address.open({"page": "year"} | dict.fromkeys(names, "x" * 500), SHOP.name, "")

    assert len(desk.notes()) == 5
    assert all(len(note) < 160 for note in desk.notes())
    desk.cockpit.dismiss()
    assert desk.notes() == []


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(st.sampled_from(PAGES), st.dictionaries(st.sampled_from(NAMES), VALUES, max_size=6))
def test_whatever_an_address_asks_for_something_is_shown(
    desk: Desk, page: str, query: dict[str, str]
) -> None:
    """And its own address asks for nothing that is not here."""
    desk.address.open({"page": page, **query}, SHOP.name, "")
    again = desk.shown()
    desk.address.open(again, SHOP.name, "")

    assert desk.cockpit.notes == ()
    assert desk.shown() == again


def test_going_back_shows_what_was_there_with_the_draft_as_it_is_now(store: Store) -> None:
    """Page, team, section and what was open on each; the draft is nobody's step."""
    desk = desk_of(cockpit_of(store, DEALER, SHOP))
    desk.cockpit.go(section="schedules", team="parts")
    there = desk.shown()
    desk.cockpit.go(page="compare", team="service")
    flip(desk.cockpit)
    draft = desk.cockpit.draft
    desk.address.visit(there)

    assert desk.shown() == there | {"draft": desk.cockpit.patch(), "version": "0"}
    assert desk.cockpit.draft is draft
    assert desk.cockpit.draft.changes


def test_going_back_to_another_account_finds_its_draft_again(store: Store) -> None:
    """And that of the account that is left is there when one goes forward."""
    desk = desk_of(cockpit_of(store, DEALER, SHOP))
    flip(desk.cockpit)
    there = desk.shown()
    desk.cockpit.open(SHOP.name)
    flip(desk.cockpit)
    here = desk.shown()
    desk.address.visit(there)
    assert desk.shown() == there
    desk.address.visit(here)
    assert desk.shown() == here


def test_going_back_draws_the_page_once(store: Store) -> None:
    """Another account and another page are one step."""
    desk = desk_of(cockpit_of(store, DEALER, SHOP))
    drawn: list[int] = []
    desk.cockpit.observe(lambda change: drawn.append(change["new"]), "drawn")
    desk.address.visit({"account": SHOP.name, "page": "compare"})

    assert len(drawn) == 1
    assert desk.shown()["account"] == SHOP.name


def test_going_back_closes_a_dialog(desk: Desk) -> None:
    """It belongs to the page that is left."""
    flip(desk.cockpit)
    there = desk.shown()
    desk.cockpit.go(page="year")
    desk.cockpit.ask("save")
    desk.address.visit(there)

    assert (desk.cockpit.dialog, desk.cockpit.page) == ("", "settings")
