"""Simulating a scenario: the same figures however the work is cut, and runs that are used like a story's."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import fields
from pathlib import Path
from types import MappingProxyType

import numpy as np
import pytest

import autoreply_sim
from autoreply_sim.analytics.frame_columns import COLUMNS, columns_of
from autoreply_sim.codes import Reason
from autoreply_sim.domain.scenario import Scenario
from autoreply_sim.experiment.parcels import packed, unpacked
from autoreply_sim.experiment.replication import Order
from autoreply_sim.experiment.run import Run
from autoreply_sim.experiment.simulate import lots_of, simulate
from autoreply_sim.experiment.simulation import Simulation
from autoreply_sim.experiment.workshop import deal_out
from autoreply_sim.generate.draw import populate

SHOP = Path("data/presets/two_person_shop.yaml")
STORY = Path("data/scenarios/call-answered-makes-a-ticket.yaml")


@pytest.fixture(scope="module")
def shop() -> Scenario:
    """The repair shop of two: a file with traffic."""
    return autoreply_sim.load(SHOP)


@pytest.fixture(scope="module")
def week(shop: Scenario) -> Simulation:
    """Three times one week of it, kept."""
    return simulate(shop, days=7, replications=3, keep=True)


def test_the_same_file_and_seed_give_the_same_bytes(shop: Scenario, week: Simulation) -> None:
    """A run is identified by scenario, seed and version: its digest, too."""
    again = simulate(shop, days=7, replications=3)

    assert [one.digest for one in again.each] == [one.digest for one in week.each]
    assert again.digest == week.digest
    assert again.summary == week.summary


def test_another_seed_gives_other_draws(shop: Scenario, week: Simulation) -> None:
    """So does each replication: no two digests are equal."""
    other = simulate(shop, days=7, seed=2)
    digests = [one.digest for one in (*week.each, *other.each)]

    assert len(set(digests)) == len(digests)


def test_the_number_of_workers_changes_nothing(shop: Scenario, week: Simulation) -> None:
    """Processes share the work; what comes back is in the order of the replications, byte by byte the same."""
    shared = simulate(shop, days=7, replications=3, workers=2, keep=True)

    assert [one.number for one in shared.each] == [0, 1, 2]
    assert shared.digest == week.digest
    assert shared.summary == week.summary
    assert [run.ledger.calls.tobytes() for run in shared.runs] == [
        run.ledger.calls.tobytes() for run in week.runs
    ]


def test_any_executor_will_do(shop: Scenario, week: Simulation) -> None:
    """The work is written against concurrent.futures: whoever has an executor of their own gets the same."""
    asked = week.scenario
    heard: list[float] = []
    lots = lots_of(Order(scenario=asked, world=populate(asked)))
    with ThreadPoolExecutor(2) as executor:
        each = deal_out(lots, range(3), 2, executor, heard.append)

    assert [one.digest for one in each] == [one.digest for one in week.each]
    assert heard[-1] == 1.0
    assert shop.traffic is not None
    assert shop.traffic.replications == 1


def test_replications_do_not_depend_on_how_many_there_are(shop: Scenario, week: Simulation) -> None:
    """More replications only add to those that there were."""
    assert simulate(shop, days=7).each[0].digest == week.each[0].digest


def test_progress_is_heard_in_order_and_ends_with_all(shop: Scenario) -> None:
    """From a share above nothing to 1, never backwards."""
    heard: list[float] = []
    simulate(shop, days=7, replications=2, progress=heard.append)

    assert heard == sorted(heard)
    assert 0 < heard[0] < 1
    assert heard[-1] == 1.0


def test_times_are_told_if_there_is_a_clock(shop: Scenario) -> None:
    """The package looks at no clock of its own outside of files and pages: who wants times hands one over."""
    ticks = iter(range(100))
    timed = simulate(shop, days=1, clock=lambda: float(next(ticks))).each[0]
    untimed = simulate(shop, days=1).each[0]

    assert (timed.generate_s, timed.decide_s) == (1.0, 1.0)
    assert (untimed.generate_s, untimed.decide_s) == (None, None)


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ({"days": 0}, "days: 0 cannot be; choose from 1 to 3,660"),
        ({"days": 3661}, "days: 3661 cannot be; choose from 1 to 3,660"),
        ({"seed": -1}, "seed: -1 cannot be; choose from 0 to 999,999,999"),
        ({"replications": 0}, "replications: 0 cannot be; choose from 1 to 10,000"),
        ({"workers": 0}, "workers: 0 cannot be; choose from 1 to 256"),
        ({"replications": 1.5}, "replications: 1.5 cannot be; choose a whole number, from 1 to 10,000"),
        ({"days": True}, "days: True cannot be; choose a whole number, from 1 to 3,660"),
        ({"warm_up_days": -1}, "warm_up_days: -1 cannot be; choose 0 or more"),
    ],
)
def test_numbers_have_bounds(shop: Scenario, asked: dict[str, int], sentence: str) -> None:
    """What cannot be is an error that says what can."""
    with pytest.raises(ValueError, match=f"^{sentence}$"):
        simulate(shop, **asked)  # type: ignore[arg-type]  # numbers, all of them


def test_a_story_cannot_be_simulated_and_traffic_cannot_be_run(shop: Scenario) -> None:
    """Each says what to do instead."""
    with pytest.raises(ValueError, match="tells a story and has no traffic; run it instead"):
        simulate(autoreply_sim.load(STORY))
    with pytest.raises(ValueError, match="has traffic, from which events are drawn; simulate it instead"):
        autoreply_sim.run(shop)


def test_a_drawn_run_has_the_tables_of_a_story_without_sentences(week: Simulation) -> None:
    """Nothing is written row by row unless asked for; figures that stories lack are there."""
    frames = week.runs[0].frames
    for table in COLUMNS:
        assert list(getattr(frames, table).columns) == [
            column.name for column in columns_of(table, sentences=False, is_drawn=True)
        ]

    assert len(frames.calls) == week.each[0].summary.calls
    assert frames.calls["wait_ms"].mean() > 0
    assert "sentence" in frames.with_sentences().calls.columns


def test_the_tables_and_the_summary_agree(week: Simulation) -> None:
    """Two ways to count the same run come to the same."""
    frames, summary = week.runs[1].frames, week.each[1].summary

    assert frames.replies["reply"].value_counts().to_dict() == summary.replies
    assert frames.calls["outcome"].value_counts().to_dict() == summary.outcomes
    assert frames.tickets["origin"].value_counts().to_dict() == summary.tickets
    reasons = frames.decisions["reason"].value_counts().to_dict()
    assert reasons == summary.suppressed
    assert Reason.SENT.word not in reasons


def test_drawn_events_are_numbered_in_the_order_of_time(week: Simulation) -> None:
    """The calls of one contact share what follows them: only what happened has a number of its own."""
    run = week.runs[0]
    calls = run.frames.calls

    assert calls["event"].is_unique
    assert calls["event"].is_monotonic_increasing
    assert calls["started_at"].is_monotonic_increasing
    assert len(run.ledger.happened) == week.each[0].summary.events


def test_one_event_can_be_explained_without_the_others(week: Simulation) -> None:
    """`explain` and `replies_to` say of one event what `decisions` and `replies` say of all."""
    run = week.runs[0]
    event = run.replies[3].event

    assert run.explain(event) == [one for one in run.decisions if one.event == event]
    assert run.replies_to(event) == [one for one in run.replies if one.event == event]
    assert run.replies_to(event)[0].text
    with pytest.raises(ValueError, match="event: 0 cannot be; choose 1 or more"):
        run.explain(0)


def test_a_drawn_run_shows_itself_like_a_story(week: Simulation) -> None:
    """The records of names instead of codes are there, and nothing is said of what nobody wrote."""
    run = week.runs[0]

    assert isinstance(run, Run)
    assert run.notes == []
    assert run.faults == ()
    assert {"Voicemail", None} == {ticket.title for ticket in run.tickets}
    assert "tickets" in run._repr_html_()
    assert len(repr(run)) < 200


def test_a_simulation_shows_itself_in_a_line_and_in_a_notebook(week: Simulation) -> None:
    """A line in a log; in a notebook the figures, escaped."""
    assert repr(week).startswith("Simulation('Two-person shop': 7 days from 2026-03-02, 22 contacts a day")
    assert len(repr(week)) < 200
    html = week._repr_html_()
    assert "<script" not in html
    assert "After-hours customer calls" in html
    assert f"{week.summary.calls:,}" in html


def test_a_parcel_holds_what_was_packed() -> None:
    """Read-only mappings, which pickle does not know, come back read-only."""
    back = unpacked(packed(MappingProxyType({"one": np.arange(3)})))

    assert isinstance(back, MappingProxyType)
    assert back["one"].tolist() == [0, 1, 2]


def test_every_figure_of_the_whole_is_the_sum_of_the_parts(week: Simulation) -> None:
    """The summary of three replications is theirs added up, in any order."""
    backwards = [one.summary for one in reversed(week.each)]
    together = backwards[0] + backwards[1] + backwards[2]

    assert together == week.summary
    assert week.summary.calls == sum(one.summary.calls for one in week.each)
    assert {field.name for field in fields(together)} >= {"busy_ms", "staffed_ms", "wait_ms"}


def test_replications_go_on_until_the_metric_is_known_as_well_as_asked(shop: Scenario) -> None:
    """It ends at the second narrow look; its file says how many, however many worked."""
    until = {"answered_share": 0.02}
    found = simulate(shop, days=7, until=until)
    shared = simulate(shop, days=7, until=until, workers=2)
    row = found.metrics("answered_share").iloc[0]

    assert len(found.each) % 10 == 0
    assert 20 <= len(found.each) < 1_000
    assert (row.high - row.low) / 2 <= 0.02
    assert found.traffic.replications == len(found.each)
    assert [one.digest for one in shared.each] == [one.digest for one in found.each]


def test_looks_before_the_last_were_too_wide(shop: Scenario) -> None:
    """It does not go on for nothing: without the last two looks the interval was wider than asked."""
    found = simulate(shop, days=7, until={"answered_share": 0.01})
    before = simulate(shop, days=7, replications=len(found.each) - 20).metrics("answered_share").iloc[0]

    assert (before.high - before.low) / 2 > 0.01


def test_progress_towards_a_width_ends_at_most_at_all(shop: Scenario) -> None:
    """Nobody knows how many it takes: the share is that of the most."""
    heard: list[float] = []
    simulate(shop, days=2, until={"answered_share": 1e-9}, replications=20, progress=heard.append)

    assert heard == sorted(heard)
    assert heard[-1] == 1.0


def test_it_says_how_many_replications_a_metric_takes(week: Simulation) -> None:
    """From the spread that was seen; the narrower, the more."""
    assert 2 <= week.needed("answered_share", 0.05) < week.needed("answered_share", 0.01)
