"""A price list of one's own: kept by the browser, in the address, and in the lines in Python."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from autoreply_sim.io.prices import load_prices, read_prices
from autoreply_sim.io.store import Store
from autoreply_sim.ui.models.cockpit import Cockpit
from autoreply_sim.ui.models.cockpit_lines import cockpit_lines
from autoreply_sim.ui.models.compare_page import CompareView
from autoreply_sim.ui.models.costs_page import CostsView
from autoreply_sim.ui.models.own_prices import KEPT_AS, in_lines, in_one_line
from autoreply_sim.ui.models.year import Years
from autoreply_sim.ui.models.year_view import YearView
from tests.ui.cockpit_desk import SHOP, cockpit_of

OWN = "date: 2026-01-01\ncurrency: EUR\nsms_segment: {default: 0.1, NO: 1}\nwhatsapp_message: {default: 0.000001}"
LONG = OWN.replace("NO: 1", ", ".join(f"{a}{b}: 0.123456" for a in "ABCDEFGHIJ" for b in "ABCDEFGHIJ"))
YEARS = Years()


def view_of(store: Store, at_ms: int = 0, page: str = "year") -> CostsView:
    """The prices of a visitor who has none of their own yet."""
    cockpit = Cockpit((SHOP,), store, clock_ms=lambda: at_ms)
    cockpit.open("")
    cockpit.go(page=page)
    return CostsView(YearView(cockpit, YEARS), {})


@pytest.fixture
def view(store: Store) -> CostsView:
    """Those of a visitor with a list of their own."""
    view = view_of(store)
    view.take("ours.yaml", OWN.encode())
    return view


def kept(view: CostsView, whose: str = "", place: str = "there") -> dict[str, str]:
    """What the browser says that it kept of a visit."""
    return {"place": place, "is": whose, "text": view.texts()[KEPT_AS]}


@pytest.mark.parametrize("text", [OWN, LONG])
def test_a_list_as_text_is_the_same_list(text: str) -> None:
    """As a file and in one line: to the millionth, with countries that look like words."""
    prices = read_prices(text)
    for again in (read_prices(in_lines(prices)), read_prices(in_one_line(prices))):
        assert again == prices
    assert "\n" not in in_one_line(load_prices())


def test_an_own_list_is_there_again_after_a_reload(store: Store, view: CostsView) -> None:
    """The browser keeps it for the tab, and needs to keep it no longer as what the visit before had."""
    again = view_of(store)
    again.begin("", [kept(view, "own")])

    assert in_lines(again.prices) == OWN
    assert again.page().is_own
    assert again.cockpit.drafts.shelf.gone == ["there"]
    assert again.texts()


def test_of_several_that_are_kept_this_tabs_or_the_newest_is_used(store: Store, view: CostsView) -> None:
    """What another tab has stays there."""
    newer, other = view_of(store, 5), view_of(store, 9)
    newer.take("newer.yaml", OWN.replace("EUR", "CAD").encode())
    other.take("other.yaml", OWN.replace("EUR", "GBP").encode())
    found = [kept(view, place="a"), kept(newer, place="b"), kept(other, "elsewhere", "c")]
    again, reloaded = view_of(store), view_of(store)
    again.begin("", found)
    reloaded.begin("", [kept(view, "own", "a"), *found[1:]])

    assert again.prices.currency == "CAD"
    assert again.cockpit.drafts.shelf.gone == ["b", "a"]
    assert reloaded.prices.currency == "EUR"


def test_the_list_of_a_link_goes_before_the_kept_one(store: Store, view: CostsView) -> None:
    """Which waits; the same list is one."""
    link = view.query()["prices"]
    other, same = view_of(store), view_of(store)
    newer = view_of(store, 5)
    newer.take("newer.yaml", OWN.replace("EUR", "CAD").encode())
    other.begin(link, [kept(newer)])
    same.begin(link, [kept(view, "own")])

    assert in_lines(other.prices) == in_lines(same.prices) == OWN
    assert other.cockpit.drafts.shelf.gone == []
    assert same.cockpit.drafts.shelf.gone == ["there"]


def test_the_address_carries_an_own_list_where_costs_are_shown(store: Store, view: CostsView) -> None:
    """Nothing of the usual one; none that is too long, which the page says."""
    assert view_of(store).query() == {}
    assert set(view.query()) == {"prices"}
    view.cockpit.go(page="settings")
    assert view.query() == {}
    long = view_of(store)
    long.take("long.yaml", LONG.encode())
    assert (long.query(), long.page().is_too_long) == ({}, True)


def test_going_back_to_the_usual_list_forgets_the_own_one(view: CostsView) -> None:
    """In the address and in the browser."""
    view.reset()
    assert view.prices == load_prices()
    assert (view.query(), view.texts(), view.page().is_own) == ({}, {}, False)


@pytest.mark.parametrize("text", ["{", "currency: euros", "[" * 5_000, "\0"])
def test_a_list_of_a_link_that_cannot_be_used_is_told(store: Store, text: str) -> None:
    """The usual one stays."""
    view = view_of(store)
    view.begin(text, [])
    assert view.page().problems
    assert view.prices == load_prices()


@pytest.mark.parametrize("text", ["", "{", "[]", '{"prices": 1, "at": 2}', '{"prices": "x"}', "[" * 100_000])
def test_what_is_no_kept_list_is_left_out(store: Store, text: str) -> None:
    """Whatever the browser may hold."""
    view = view_of(store)
    view.begin("", [{"place": "there", "is": "own", "text": text}])
    assert (view.problems, view.prices) == ((), load_prices())


def test_a_kept_list_that_cannot_be_used_is_told_once(store: Store) -> None:
    """The next visit has nothing of it."""
    view = view_of(store)
    view.begin("", [{"place": "there", "is": "own", "text": '{"prices": "currency: 1", "at": 2}'}])
    assert view.problems
    assert view.cockpit.drafts.shelf.gone == ["there"]


def test_a_list_that_is_called_like_a_file_of_the_server_hands_out_itself(
    store: Store, tmp_path: Path
) -> None:
    """A name that a visitor gives leads nowhere."""
    secret = tmp_path / "secret.txt"
    secret.write_text("secret")
    view = view_of(store)
    view.take(str(secret), OWN.encode())
    assert view.file() == OWN.encode()


def test_what_the_browser_keeps_is_no_draft(store: Store, view: CostsView) -> None:
    """Both stand side by side there."""
    told = json.loads(view.texts()[KEPT_AS])
    assert "draft" not in told
    assert KEPT_AS not in [account.name for account in cockpit_of(store).accounts]


def test_the_same_in_python_has_the_own_list(view: CostsView) -> None:
    """The lines run as they stand."""
    comparison = CompareView(view.cockpit, lambda do: do())
    lines = cockpit_lines(view.cockpit, comparison)
    names: dict[str, object] = {}
    exec(lines.rpartition("\n")[0], names)  # noqa: S102 (that it runs is what is to be shown)

    assert names["prices"] == read_prices(OWN)
    assert lines.count("prices=prices") == 2
    view.reset()
    assert "prices" not in cockpit_lines(view.cockpit, comparison)
