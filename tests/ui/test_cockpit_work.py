"""Long work beside the page of the cockpit: what goes wrong in it is told, and what it came to stays true."""

from __future__ import annotations

from dataclasses import replace

import pytest

from autoreply_sim.io.store import Version
from autoreply_sim.ui.components.compare import compare_html, compare_parts, follow_comparison
from autoreply_sim.ui.components.drawing import plain
from autoreply_sim.ui.components.parts import Part, live_part
from autoreply_sim.ui.components.plots import OF_YEAR, Plots
from autoreply_sim.ui.components.reports import hand_over_when_written
from autoreply_sim.ui.components.takeaway import Takeaway
from autoreply_sim.ui.guard import Guard
from autoreply_sim.ui.models.checkup_page import CheckupView
from autoreply_sim.ui.models.cockpit import Cockpit
from autoreply_sim.ui.models.compare_page import DRAFT, CompareView
from autoreply_sim.ui.models.costs_page import CostsView
from autoreply_sim.ui.models.work import Work
from autoreply_sim.ui.models.year_view import YearView
from tests.ui.cockpit_desk import at_once, compared, flip

READING = "policy:call_replies:all_matches"


def fail(*_: object) -> None:
    """Go wrong."""
    raise OSError("the browser is gone")


def test_a_report_that_cannot_be_handed_over_is_told_on_the_page(cockpit: Cockpit) -> None:
    """It was written beside the page, where an exception would vanish."""
    year, guard = YearView(cockpit), Guard()
    take = Takeaway(
        year=year,
        costs=CostsView(year),
        checkup=CheckupView(year),
        comparison=CompareView(cockpit, at_once),
        offer=fail,
        work=Work(at_once),
    )
    hand_over_when_written(take.work, take.offer, guard)
    take.work.start(lambda _: ("report.html", b"", "text/html"))
    take.work.wait()

    assert "Something went wrong" in guard.box.value


def test_a_page_that_cannot_be_drawn_when_a_comparison_ends_is_told(cockpit: Cockpit) -> None:
    """And the next one that works does not take that away: nobody asked for it."""
    view, guard = CompareView(cockpit, at_once), Guard()
    follow_comparison(view, guard)
    cockpit.observe(fail, "drawn")
    view.work.start(lambda _: None)
    view.work.wait()

    assert "Something went wrong" in guard.box.value
    cockpit.unobserve(fail, "drawn")
    view.work.start(lambda _: None)
    view.work.wait()
    assert "Something went wrong" in guard.box.value


def test_a_piece_that_cannot_show_how_far_the_work_is_says_so(cockpit: Cockpit) -> None:
    """Other pieces are drawn all the same."""
    work, guard, drawn = Work(at_once), Guard(), list[str]()

    def html() -> str:
        drawn.append(work.state)
        if work.state != "idle":
            fail()
        return ""

    part = Part(name="bad", html=html, actions={}, shown=lambda: True, also=((work, ("state",)),))
    live_part(cockpit, guard, part)
    good = live_part(cockpit, guard, replace(part, name="good", html=lambda: work.state))
    work.start(lambda _: None)
    work.wait()

    assert drawn == ["idle", "running", "done"]
    assert good.html == "done"
    assert "Something went wrong" in guard.box.value


def test_figures_that_cannot_be_shown_are_told(cockpit: Cockpit) -> None:
    """They come from beside the page, too."""
    guard = Guard()
    plots = Plots(cockpit, OF_YEAR, lambda: None, Work(at_once))
    plots.widget(guard)
    plots.work.start(lambda _: "no charts")
    plots.work.wait()

    assert "Something went wrong" in guard.box.value


def outdated(view: CompareView) -> str:
    """Why the page says that its comparison is not up to date; empty if it says no such thing."""
    result = view.result()
    assert result is not None
    assert ("compare-again" in compare_html(view)) is bool(result.outdated)
    return "" if result.outdated is None else result.outdated.key


def test_a_comparison_says_when_its_settings_have_changed_since(cockpit: Cockpit) -> None:
    """As long as they differ from those that were compared; going back to them makes it true again."""
    flip(cockpit)
    view = compared(cockpit, days=7, replications=5)
    assert outdated(view) == ""
    flip(cockpit, "missed_customer_call")
    assert outdated(view) == "settings_changed_since"
    cockpit.undo()
    assert outdated(view) == ""
    cockpit.save()
    assert outdated(view) == "settings_changed_since"


def test_a_comparison_says_when_other_choices_stand_now(cockpit: Cockpit) -> None:
    """Other variants, other days, other replications."""
    flip(cockpit)
    view = compared(cockpit, days=7, replications=5)
    view.set_days(30)
    assert outdated(view) == "choices_changed_since"
    view.set_days(7)
    assert outdated(view) == ""
    view.set_replications(10)
    assert outdated(view) == "choices_changed_since"
    view.set_replications(5)
    view.choose(READING, wanted=True)
    assert outdated(view) == "choices_changed_since"
    view.choose(READING, wanted=False)
    assert outdated(view) == ""


def test_the_draft_makes_no_comparison_outdated_in_which_it_had_no_part(cockpit: Cockpit) -> None:
    """Versions stay what they were; another reading of the rules is one of what is saved."""
    flip(cockpit)
    cockpit.save()
    view = CompareView(cockpit, at_once)
    view.choose(DRAFT, wanted=False)
    view.choose("version:0", wanted=True)
    view.set_days(7)
    view.set_replications(5)
    view.start()
    view.work.wait()
    flip(cockpit, "missed_customer_call")

    assert outdated(view) == ""


def test_comparing_again_compares_what_stands_now(cockpit: Cockpit) -> None:
    """With the button beside the words."""
    flip(cockpit)
    view = compared(cockpit, days=7, replications=5)
    flip(cockpit, "missed_customer_call")
    cockpit.go(page="compare")
    live = live_part(cockpit, Guard(), compare_parts(view)[0])
    assert "Made with settings that have changed since." in live.html
    live.do("start")
    view.work.wait()

    assert outdated(view) == ""


def test_what_a_comparison_came_to_is_told_in_the_language_that_the_page_speaks_now(cockpit: Cockpit) -> None:
    """Contacts and readings of the rules, too, though it was made while the page spoke another one."""
    flip(cockpit)
    view = CompareView(cockpit, at_once)
    view.set_days(30)
    view.set_replications(5)
    view.choose(READING, wanted=True)
    view.start()
    view.work.wait()
    english = view.result()
    cockpit.speak("fr")
    french = view.result()

    assert english is not None
    assert french is not None
    assert [plain(one.variant, "en") for one in english.whose] != [
        plain(one.variant, "fr") for one in french.whose
    ]
    assert len(english.whose) == 2
    assert any(one.total for one in english.whose)
    for ours, theirs in zip(english.whose, french.whose, strict=True):
        assert ours.total == theirs.total
        pairs = zip(ours.contacts, theirs.contacts, strict=True)
        assert all(one.at != other.at and one.why_now != other.why_now for one, other in pairs)
    assert any(plain(row.variant, "en").startswith("Saved, but: ") for row in english.same)
    assert all(
        row.variant not in [other.variant for other in english.same] or row.variant.key == "variant_draft"
        for row in french.same
    )


def test_the_store_is_asked_once_for_every_drawing(cockpit: Cockpit, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever stands on the page, and however far a comparison is: a store may be far away."""
    flip(cockpit)
    cockpit.save()
    view = CompareView(cockpit, at_once)
    asked: list[str] = []
    history = cockpit.store.history

    def counted(account: str, *, most: int) -> tuple[Version, ...]:
        asked.append(account)
        return history(account, most=most)

    monkeypatch.setattr(cockpit.store, "history", counted)
    compare_html(view)
    compare_html(view)
    assert len(asked) == 1
    cockpit.show()
    compare_html(view)
    assert len(asked) == 2
