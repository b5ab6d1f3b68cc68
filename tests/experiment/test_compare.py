"""Comparing settings on the same customers: what differs is what the settings did, and whom it touched."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import autoreply_sim
from autoreply_sim.domain.scenario import Scenario
from autoreply_sim.experiment.bounds import with_traffic
from autoreply_sim.experiment.compare import compare
from autoreply_sim.experiment.comparison import Comparison
from autoreply_sim.experiment.desk import Desk

SHOP = Path("data/presets/two_person_shop.yaml")
QUIET = {"shop": {"auto_replies": {"customer_hangs_up": {"enabled": False}}}}


@pytest.fixture(scope="module")
def shop() -> Scenario:
    """The repair shop of two."""
    return autoreply_sim.load(SHOP)


@pytest.fixture(scope="module")
def other_rla(shop: Scenario) -> Scenario:
    """The same with Ring Last Advisor the other way round."""
    is_on = shop.world.teams[0].settings.ring_last_advisor
    return shop.but(teams={"shop": {"ring_last_advisor": not is_on}})


@pytest.fixture(scope="module")
def found(shop: Scenario, other_rla: Scenario) -> Comparison:
    """Three weeks, six times."""
    return compare(shop, other_rla, days=21, replications=6)


def test_a_variant_is_compared_with_what_it_would_have_come_to_alone(
    shop: Scenario, other_rla: Scenario
) -> None:
    """The sums of each variant are those of simulating it by itself."""
    both = compare(shop, other_rla, days=10, replications=3, warm_up_days=2)
    for scenario, name in ((shop, "base"), (other_rla, "variant")):
        alone = autoreply_sim.simulate(scenario, days=10, replications=3, warm_up_days=2)
        assert [dict(sums) for sums in both.sums[name]] == [dict(one.sums or {}) for one in alone.each]


def test_a_setting_that_nothing_is_drawn_by_leaves_the_drawing_alone(
    shop: Scenario, other_rla: Scenario
) -> None:
    """One timeline serves both; another schedule has one of its own, with the same calls."""
    schedules = tuple(
        replace(each, advisors=each.advisors[:1]) for each in shop.world.teams[0].settings.schedules
    )
    team = shop.world.teams[0]
    alone = replace(team, settings=replace(team.settings, schedules=schedules))
    fewer = replace(shop, world=replace(shop.world, teams=(alone,)))
    desk = Desk(scenarios=[with_traffic(each, days=5) for each in (shop, other_rla, fewer)])
    base, same, other = desk.decide(0)

    assert base.plan.machine.events.base is same.plan.machine.events.base
    assert other.plan.machine.events.base is not base.plan.machine.events.base
    assert np.array_equal(other.plan.machine.callers["patience_ms"], base.plan.machine.callers["patience_ms"])


def test_the_table_has_both_values_and_the_difference_with_its_interval(found: Comparison) -> None:
    """A row per metric and variant; the difference is the variant less the base."""
    table = found.table(["answered_share", "duplicate_share", "offered"])

    assert list(table["metric"]) == ["answered_share", "duplicate_share", "offered"]
    assert np.allclose(table["value"] - table["base"], table["difference"])
    known = table.dropna(subset=["low"])
    assert len(known)
    assert ((known["low"] <= known["difference"]) & (known["difference"] <= known["high"])).all()
    assert table["p_adjusted"].dropna().between(0, 1).all()
    assert (table["p_adjusted"].isna() == table["low"].isna()).all()


def test_a_metric_that_no_replication_moves_has_no_interval(shop: Scenario) -> None:
    """A reply that is switched off touches no call; but so may something too rare to have been drawn."""
    both = compare(shop, shop.but(teams=QUIET), days=21, replications=4, until={"answered_share": 0.1})
    row = both.table("answered_share").iloc[0]

    assert row["difference"] == 0
    assert row[["low", "high", "p_adjusted"]].isna().all()
    assert row["no_interval"] == "no replication differs: no difference, or too rare a one"
    assert both.reached is False


def test_several_rows_are_allowed_for(found: Comparison) -> None:
    """The more is asked at once, the wider each interval."""
    alone = found.table("duplicate_share").iloc[0]
    among = found.table().set_index("metric").loc["duplicate_share"]

    assert among["high"] - among["low"] > alone["high"] - alone["low"]
    assert among["p_adjusted"] >= alone["p_adjusted"]


def test_a_variant_that_changes_nothing_is_said_to_change_nothing(shop: Scenario, found: Comparison) -> None:
    """In the notes, and in what a notebook shows."""
    same = compare(shop, shop, days=3, replications=10, names=["today", "tomorrow"])

    assert same.notes == ("“tomorrow” changes nothing: its settings are those of “today”.",)
    assert "changes nothing" in same._repr_html_()
    assert not any("changes nothing" in note for note in found.notes)


def test_one_replication_claims_nothing(shop: Scenario, other_rla: Scenario) -> None:
    """A difference, but no interval and no p-value; the table says why."""
    row = compare(shop, other_rla, days=14, replications=1).table("duplicate_share").iloc[0]

    assert row["no_interval"] == "too few replications"
    assert row[["low", "high", "p_adjusted"]].isna().all()


def test_the_contacts_that_change_are_named_with_both_explanations(shop: Scenario) -> None:
    """Those who hung up while it rang, and nobody else: they got a reply, and now get none."""
    both = compare(shop, shop.but(teams=QUIET), days=60, replications=1)
    changed = both.changed(most=5)
    expected = both.sums["base"][0]["sent:customer_hangs_up"]

    assert expected > 0
    assert changed.attrs["contacts"] == expected
    assert len(changed) == min(5, expected)
    first = changed.iloc[0]
    assert first["kind"] == "call"
    assert "Customer hangs up" in first["was"]
    assert "no reply" in first["is_now"]
    assert "(R-" not in first["why_then"]
    assert "Sent by SMS" in first["why_then"]
    assert "switched off" in first["why_now"]
    assert changed["at"].dt.tz is not None
    assert changed["at"].is_monotonic_increasing


def test_nobody_changes_where_nothing_changes(shop: Scenario) -> None:
    """An empty table with its columns."""
    changed = compare(shop, shop, days=5, replications=1).changed()

    assert changed.empty
    assert list(changed.columns) == ["at", "customer", "kind", "was", "is_now", "why_then", "why_now"]
    assert changed.attrs["contacts"] == 0


def test_a_contact_that_only_one_variant_has_is_told_as_well(found: Comparison) -> None:
    """Who is answered does not call again: in the other variant that call happened."""
    changed = found.changed(most=100_000)
    only_once = changed[(changed["was"] == "did not happen") | (changed["is_now"] == "did not happen")]

    assert len(changed) == changed.attrs["contacts"] > 0
    assert len(only_once) > 0
    assert (only_once.loc[only_once["was"] == "did not happen", "why_then"] == "").all()


def test_a_replication_can_be_looked_at_again(found: Comparison) -> None:
    """As runs with their tables; what they come to is what was counted."""
    runs = found.replay(2)

    assert list(runs) == ["base", "variant"]
    assert len(runs["base"].frames.calls) == found.sums["base"][2]["offered"]
    with pytest.raises(ValueError, match="replication: 6 cannot be; choose from 0 to 5"):
        found.replay(6)


def test_a_comparison_shows_itself_without_anybodys_number(found: Comparison, shop: Scenario) -> None:
    """In a line, and as a table in the company's language, without markup that somebody else wrote."""
    evil = compare(shop, shop.but(teams=QUIET), days=3, replications=2, names=["<b>base</b>", "<script>"])
    french = replace(shop, world=replace(shop.world, company=replace(shop.world.company, language="fr")))
    shown = compare(french, french.but(teams=QUIET), days=3, replications=2)._repr_html_()

    assert (
        repr(found)
        == f"Comparison('base' against 'variant': {found.variants['base'].traffic}, 6 replications)"
    )
    assert "average speed of answer" in found._repr_html_()
    assert "<script>" not in evil._repr_html_()
    assert "délai moyen de réponse" in shown


def test_progress_is_heard(shop: Scenario) -> None:
    """Up to all of it."""
    heard: list[float] = []
    compare(shop, shop, days=1, replications=2, progress=heard.append)

    assert heard == [0.5, 1.0]


def test_what_cannot_be_compared_is_refused(shop: Scenario, found: Comparison) -> None:
    """With a sentence that says what to do."""
    story = autoreply_sim.load("data/scenarios/call-answered-makes-a-ticket.yaml")
    other_seed = with_traffic(shop, seed=9)
    refused: list[tuple[Callable[[], object], str]] = [
        (lambda: compare(story, story), "tells a story"),
        (lambda: compare(shop, other_seed), "differ in their traffic"),
        (lambda: compare(shop), "1 scenarios cannot be compared; name from 2 to 12"),
        (lambda: compare(shop, shop, names=["one"]), "are no names of 2 variants"),
        (lambda: compare(shop, shop, names=["one", "one"]), "all different"),
        (
            lambda: compare(shop, shop, days=5, warm_up_days=5),
            "warm_up_days: 5 cannot be; choose from 0 to 4",
        ),
        (lambda: compare(shop, shop, days=5, confidence=95), "confidence: 95 cannot be"),
        (lambda: compare(shop, shop, days=0), "days: 0 cannot be"),
        (lambda: compare(shop, shop, confidence="95%"), "confidence: '95%' cannot be"),  # type: ignore[arg-type]
        (lambda: compare(shop, shop, until="asa_s"), "until: 'asa_s' cannot be; write metrics"),  # type: ignore[arg-type]
        (lambda: compare(shop, shop, until={"asa_s": True}), "until: asa_s: True cannot be"),
        (lambda: compare(shop, shop, until={"as_s": 1}), "did you mean 'asa_s'"),
        (lambda: found.table("answred_share"), "did you mean 'answered_share'"),
        (lambda: found.table([3]), "metrics: 3 is no name; write one as a text"),  # type: ignore[list-item]
        (lambda: found.table(3), "metrics: 3 is no name"),  # type: ignore[arg-type]
        (lambda: found.table(language="de"), "language 'de' is not spoken here; use one of: en, fr"),
        (lambda: found.changed(most=-1), "most: -1 cannot be; choose 1 or more"),
        (lambda: found.replay(1.5), "replication: 1.5 cannot be; choose a whole number"),  # type: ignore[arg-type]
        (lambda: found.changed("varient"), "no variant is called 'varient'; did you mean 'variant'"),
    ]
    for ask, sentence in refused:
        with pytest.raises(ValueError, match=sentence):
            ask()


def test_levels_have_intervals_of_their_own(found: Comparison) -> None:
    """Each variant's value beside the other's."""
    levels = found.levels(["answered_share"], language="fr")

    assert list(levels["variant"]) == ["base", "variant"]
    assert list(levels["label"]) == ["appels pris"] * 2
    assert isinstance(levels, pd.DataFrame)


def test_the_number_of_workers_changes_nothing(
    shop: Scenario, other_rla: Scenario, found: Comparison
) -> None:
    """Processes share the replications; what was counted of each is the same, and in its place."""
    shared = compare(shop, other_rla, days=21, replications=6, workers=2)

    assert shared.sums == found.sums


def test_replications_go_on_until_the_difference_is_known_as_well_as_asked(
    shop: Scenario, other_rla: Scenario
) -> None:
    """Ten, and ten more before each look; it ends at the second narrow one, and the table says the same."""
    until = {"tickets_per_customer": 0.02}
    both = compare(shop, other_rla, days=7, until=until)
    row = both.table("tickets_per_customer").iloc[0]

    assert both.replications % 10 == 0
    assert 20 <= both.replications < 1_000
    assert (row.high - row.low) / 2 <= 0.02
    assert {len(each) for each in both.sums.values()} == {both.replications}


def test_replications_end_at_the_most_however_wide_the_interval(shop: Scenario, other_rla: Scenario) -> None:
    """Who asks for the impossible gets what was allowed."""
    both = compare(shop, other_rla, days=3, until={"tickets_per_customer": 1e-9}, replications=15)

    assert both.replications == 15


def test_it_says_how_many_replications_a_difference_takes(found: Comparison) -> None:
    """Half the width takes four times as many, nearly; a variant may be named."""
    wide = found.needed("tickets_per_customer", 0.01)
    narrow = found.needed("tickets_per_customer", 0.005, "variant")
    among_ten = found.needed("tickets_per_customer", 0.005, comparisons=10)

    assert narrow < among_ten

    assert 2 <= wide < narrow <= 4 * wide


def test_variants_may_be_called_otherwise(found: Comparison) -> None:
    """All of them, and by different names; else they keep theirs."""
    assert found.called({"base": "today", "variant": "quiet"}).names == ("today", "quiet")
    assert found.called({"base": "today", "variant": "today"}).names == ("base", "variant")


def test_what_cannot_be_reached_for_is_refused(shop: Scenario, found: Comparison) -> None:
    """Unknown metrics and variants, widths of nothing, too many workers: each with a remedy."""
    refused: list[tuple[Callable[[], object], str]] = [
        (lambda: compare(shop, shop, until={"asa": 1.0}), "did you mean 'asa_s'"),
        (lambda: compare(shop, shop, until={"asa_s": 0.0}), "until: asa_s: 0.0 cannot be"),
        (lambda: compare(shop, shop, workers=0), "workers: 0 cannot be"),
        (lambda: found.needed("asa_s", 0.0), "a half width is a number more than 0"),
        (lambda: found.needed("asa", 1.0), "did you mean 'asa_s'"),
        (lambda: found.needed("asa_s", 1.0, "varian"), "did you mean 'variant'"),
    ]
    for asked, says in refused:
        with pytest.raises(ValueError, match=says):
            asked()


def test_whether_intervals_became_as_narrow_as_was_asked_is_said(shop: Scenario) -> None:
    """In the result, and in the note before its tables; where nobody asked there is nothing to say."""
    quiet = shop.but(teams=QUIET)
    wide = compare(shop, quiet, days=2, until={"sent_customer_hangs_up": 50})
    narrow = compare(shop, quiet, days=2, until={"sent_customer_hangs_up": 1e-9}, replications=20)
    unasked = compare(shop, quiet, days=2, replications=10)

    assert (wide.reached, narrow.reached, unasked.reached) == (True, False, None)
    assert (wide.replications, narrow.replications) == (20, 20)
    assert wide.notes == unasked.notes == ()
    assert narrow.notes == ("After 20 replications the intervals are not yet as narrow as was asked.",)
    assert "pas encore aussi étroits" in narrow.notes_in("fr")[0]
    assert narrow.notes[0] in narrow._repr_html_()


def test_the_notes_of_a_comparison_are_in_the_language_that_is_asked_for(shop: Scenario) -> None:
    """A variant that changes nothing, the want of intervals, and too few replications for a claim."""
    same = compare(shop, shop, days=1, replications=1)
    few = compare(shop, shop, days=1, replications=2)

    assert [note.split()[0] for note in same.notes] == ["“variant”", "With"]
    assert few.notes[1].startswith("With 2 replications intervals are wide")
    assert few.notes_in("fr")[1].endswith("prenez-en 10.")
    assert [note.split(" ")[0] for note in same.notes_in("fr")] == ["«\u00a0variant\u00a0»", "Avec"]
