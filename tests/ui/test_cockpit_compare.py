"""The pieces of comparisons, drawn without a browser: how sure they are, whose experience changes, what is chosen."""

from __future__ import annotations

import re
from collections.abc import Callable

from autoreply_sim.ui.components.compare import compare_html
from autoreply_sim.ui.components.live import Live
from autoreply_sim.ui.components.plots import OF_COMPARISON, Plot, Plots
from autoreply_sim.ui.guard import Guard
from autoreply_sim.ui.models.cockpit import Cockpit
from autoreply_sim.ui.models.compare_page import DRAFT, SAVED, CompareView
from autoreply_sim.ui.models.work import Work
from tests.ui.cockpit_desk import (
    HANGS_UP,
    at_once,
    compared,
    flip,
)


def heads_of(html: str) -> list[str]:
    """What the columns of the first table of a piece are called."""
    return re.findall(r'<th role="columnheader"[^>]*>([^<]*)</th>', html.partition("</thead>")[0])


def test_a_comparison_says_how_sure_it_is_and_whose_experience_changes(cockpit: Cockpit) -> None:
    """Intervals for the metrics, both sides for the contacts."""
    flip(cockpit)
    view = compared(cockpit)
    result = view.result()

    assert view.work.state == "done"
    assert result is not None
    assert {row.key.partition(":")[0] for row in result.differing} >= {f"sent_{HANGS_UP}"}
    (whose,) = result.whose
    assert len(whose.contacts) == min(whose.total, 50) > 0
    assert all(contact.was != contact.is_now for contact in whose.contacts)
    assert result.notes == ()


def test_a_draft_that_changes_nothing_is_said_to_change_nothing(cockpit: Cockpit) -> None:
    """No false difference, no false interval."""
    result = compared(cockpit).result()

    assert result is not None
    assert len(result.notes) == 1
    assert result.differing == ()
    assert [one.total for one in result.whose] == [0]


def test_a_comparison_names_the_variant_in_every_row_only_where_there_are_several(cockpit: Cockpit) -> None:
    """With one, its name heads its values; with more, each row says whose it is."""
    flip(cockpit)
    alone = compare_html(compared(cockpit))
    several = CompareView(cockpit, at_once)
    several.choose("policy:call_replies:all_matches", wanted=True)
    several.set_days(7)
    several.set_replications(5)
    several.start()
    several.work.wait()

    assert heads_of(alone) == [
        "Metric",
        "What is saved now",
        "The draft",
        "Difference (interval)",
        "Verdict",
    ]
    assert heads_of(compare_html(several))[:4] == ["Metric", "Variant", "What is saved now", "Its value"]


def test_a_comparison_stays_a_table_where_its_rows_are_shown_as_cards(cockpit: Cockpit) -> None:
    """A style that shows cells as blocks takes their meaning from screen readers; roles keep it."""
    flip(cockpit)
    html = compare_html(compared(cockpit))

    assert "&lt;bdi" not in html
    assert html.count("<tr ") == html.count('role="row"')
    assert html.count("<td") == html.count('role="cell"') > 0
    assert html.count('<th role="rowheader"') == html.count('scope="row"') > 0


def test_what_is_compared_is_chosen(cockpit: Cockpit) -> None:
    """Versions, the draft, other readings; the first chosen is the base, unknown ones are none, one is too few."""
    flip(cockpit)
    cockpit.save("one")
    view = CompareView(cockpit, at_once)
    keys = [one.key for one in view.variants()]

    assert keys[:3] == [SAVED, DRAFT, "version:0"]
    assert "policy:call_replies:all_matches" in keys
    view.choose("nonsense", wanted=True)
    view.choose(DRAFT, wanted=False)
    assert view.chosen == (SAVED,)
    assert not view.can_start
    view.start()
    assert view.work.state == "idle"
    view.choose("policy:call_replies:all_matches", wanted=True)
    view.set_days(7)
    view.set_days(1)
    view.set_replications(5)
    view.set_replications(6)
    assert (view.days, view.replications) == (7, 5)
    view.start()
    view.work.wait()
    assert view.result() is not None


def test_long_work_can_be_cancelled_and_its_failure_is_told() -> None:
    """What was cancelled never arrives."""
    work = Work(at_once)
    heard: list[float] = []

    def endless(tell: Callable[[float], None]) -> None:
        for step in range(1_000_000):
            tell(step / 1_000_000)
            heard.append(work.share)
            if step == 3:
                work.cancel()

    work.start(endless)
    work.wait()
    assert (work.state, work.result) == ("cancelled", None)
    assert len(heard) == 4

    def wrong(_: Callable[[float], None]) -> None:
        raise ValueError("too few replications")

    work.start(wrong)
    work.wait()
    assert (work.state, work.problem) == ("failed", "too few replications")
    work.start(lambda _: 7)
    work.wait()
    assert (work.state, work.result) == ("done", 7)


def test_a_comparison_has_its_forest(cockpit: Cockpit) -> None:
    """Once there is a comparison; before there is nothing to draw."""
    flip(cockpit)
    cockpit.go(page="compare")
    view = CompareView(cockpit, at_once)
    plots = Plots(cockpit, OF_COMPARISON, view.comparison, Work(at_once))
    head = plots.widget(Guard()).children[0]
    assert isinstance(head, Live)
    head.do("draw")
    assert plots.work.state == "idle"
    view.start()
    view.work.wait()
    head.do("draw")
    plots.work.wait()

    assert [isinstance(child, Plot) for child in plots.box.children] == [False, True]
