"""Statistics over replications: held against scipy, against numbers worked out by hand, and against known truths."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray
from scipy import stats

from autoreply_sim.analytics.differences import FEW_DIFFER, NONE_DIFFERS
from autoreply_sim.analytics.estimates import ALIKE, NOTHING, TOO_FEW
from autoreply_sim.analytics.statistics import (
    Difference,
    Estimate,
    difference,
    estimate,
    holm,
    replications_needed,
    share,
    until_precise,
)

MINUTES = np.array([12.0, 15.5, 9.0, 14.0, 11.5, 13.0, 17.0, 10.5])
"""Of eight replications."""
CALLS = np.array([100, 120, 90, 110, 95, 105, 130, 98])
OTHER = MINUTES + np.array([1.0, 0.5, 1.5, 0.0, 2.0, 1.0, -0.5, 0.5])

counts = st.integers(0, 1_000)
lists = st.lists(counts, min_size=2, max_size=12)


def limits(found: Estimate | Difference) -> tuple[float, float]:
    """Return an interval that is there."""
    assert found.low is not None
    assert found.high is not None
    return found.low, found.high


def numbers(found: Estimate) -> list[float | None]:
    """Return all that was found, to be compared approximately."""
    return [found.value, found.low, found.high, found.standard_error]


@pytest.mark.parametrize("confidence", [0.5, 0.9, 0.95, 0.999])
def test_a_mean_has_the_t_interval_of_scipy(confidence: float) -> None:
    """Student (1908)."""
    found = estimate(MINUTES, confidence=confidence)
    error = stats.sem(MINUTES)

    assert found.value == pytest.approx(MINUTES.mean())
    assert found.standard_error == pytest.approx(error)
    assert limits(found) == pytest.approx(
        stats.t.interval(confidence, len(MINUTES) - 1, MINUTES.mean(), error)
    )
    assert (found.confidence, found.replications, found.why_not) == (confidence, 8, None)
    assert found.half_width == pytest.approx(error * stats.t.ppf((1 + confidence) / 2, 7))


def test_a_paired_difference_is_the_paired_t_test_of_scipy() -> None:
    """Replication by replication."""
    found, test = difference(MINUTES, OTHER), stats.ttest_rel(OTHER, MINUTES)

    assert found.p_value == pytest.approx(test.pvalue)
    assert limits(found) == pytest.approx(tuple(test.confidence_interval(0.95)))
    assert found.value == pytest.approx(0.75)
    assert [found.base, found.other] == pytest.approx([MINUTES.mean(), OTHER.mean()])
    assert found.relative == pytest.approx(0.75 / MINUTES.mean())


def test_a_difference_of_independent_runs_is_welchs_test_of_scipy() -> None:
    """Other spreads, other numbers of replications; the fewer are told."""
    few = OTHER[:5] * 3
    found, test = difference(MINUTES, few, paired=False), stats.ttest_ind(few, MINUTES, equal_var=False)

    assert found.p_value == pytest.approx(test.pvalue)
    assert limits(found) == pytest.approx(tuple(test.confidence_interval(0.95)))
    assert (found.replications, found.variance_reduction) == (5, None)


def test_a_ratio_has_the_standard_error_of_the_jackknife() -> None:
    """Left out one by one (Quenouille 1956, Tukey 1958), here worked out the long way."""
    without = [np.delete(MINUTES, i).sum() / np.delete(CALLS, i).sum() for i in range(8)]
    pseudo = 8 * MINUTES.sum() / CALLS.sum() - 7 * np.array(without)
    found = estimate(MINUTES, CALLS)

    assert found.value == pytest.approx(MINUTES.sum() / CALLS.sum())
    assert found.standard_error == pytest.approx(stats.sem(pseudo))


def test_the_paired_difference_of_ratios_is_the_t_test_of_what_the_jackknife_leaves() -> None:
    """The jackknife again, of both ratios; `variance_reduction` is what their covariance takes away."""
    less = CALLS - np.array([1, 3, 0, 2, 2, 5, 4, 1])
    found = difference(MINUTES, OTHER, CALLS, less)
    pseudo = [
        8 * parts.sum() / wholes.sum()
        - 7 * np.array([np.delete(parts, i).sum() / np.delete(wholes, i).sum() for i in range(8)])
        for parts, wholes in ((MINUTES, CALLS), (OTHER, less))
    ]
    apart = pseudo[1] - pseudo[0]

    assert found.value == pytest.approx(OTHER.sum() / less.sum() - MINUTES.sum() / CALLS.sum())
    assert found.standard_error == pytest.approx(stats.sem(apart))
    assert found.variance_reduction == pytest.approx(
        (pseudo[0].var(ddof=1) + pseudo[1].var(ddof=1)) / apart.var(ddof=1)
    )
    assert found.half_width == pytest.approx(stats.sem(apart) * stats.t.ppf(0.975, 7))


def test_a_ratio_with_negative_parts_has_a_t_interval() -> None:
    """Nothing is known about how its variance grows."""
    found = estimate(MINUTES - 12, CALLS)

    assert found.half_width == pytest.approx((found.standard_error or 0) * stats.t.ppf(0.975, 7))


def test_a_ratio_reaches_further_to_the_side_of_the_far_replication() -> None:
    """One busy day says that there are others, which were not drawn; below 0 no time can be."""
    low, high = limits(estimate([10, 11, 9, 10, 12, 60], [10, 10, 10, 10, 10, 10]))

    assert 0 <= low < 112 / 60 < high
    assert high - 112 / 60 > 2 * (112 / 60 - low)


@pytest.mark.parametrize(("successes", "trials"), [(0, 20), (3, 20), (20, 20), (117, 400)])
def test_a_share_of_trials_has_wilsons_interval_of_scipy(successes: int, trials: int) -> None:
    """Wilson (1927)."""
    expected = stats.binomtest(successes, trials).proportion_ci(0.9, method="wilson")
    found = share(successes, trials, confidence=0.9)

    assert found.value == successes / trials
    assert limits(found) == pytest.approx((expected.low, expected.high), abs=1e-12)


def test_a_share_over_replications_is_that_of_as_many_trials_as_the_spread_is_worth() -> None:
    """Shares of 10 to 40 % of a hundred: they differ more than a hundred independent trials would."""
    found = estimate([10, 25, 40, 25, 10, 40], [100] * 6)
    value, error = 0.25, stats.sem([0.1, 0.25, 0.4, 0.25, 0.1, 0.4])
    low, high = limits(found)

    assert [found.value, found.standard_error] == pytest.approx([value, error])
    for limit in (low, high):
        assert abs(value - limit) == pytest.approx(
            stats.t.ppf(0.975, 5) * error * math.sqrt(limit * (1 - limit) / (value * (1 - value)))
        )


@pytest.mark.parametrize(("parts", "value"), [([0, 0, 0], 0.0), ([40, 50, 60], 1.0)])
def test_all_or_none_is_the_interval_of_so_many_trials_and_never_of_no_width(
    parts: list[int], value: float
) -> None:
    """None of 150 calls lost: perhaps one in fifty is."""
    found, expected = estimate(parts, [40, 50, 60]), share(round(150 * value), 150)

    assert (found.value, limits(found)) == (value, limits(expected))
    assert found.half_width is not None
    assert 0.01 < found.half_width < 0.02


def test_shares_that_are_alike_are_counted_as_trials_and_times_are_not() -> None:
    """Half of the calls each time is a coincidence of counts; of hours nobody knows how many trials they are."""
    assert limits(estimate([1, 2, 3], [2, 4, 6])) == limits(share(6, 12))
    assert estimate([0.5, 1.25], [1.0, 2.5], is_share=True).why_not == ALIKE


def test_what_is_said_to_be_a_share_may_have_parts_that_are_no_whole_numbers() -> None:
    """Occupancy is hours of hours; unsaid, only counts are taken for a share. More than all is none."""
    hours, of = [7.5, 7.9, 7.99, 7.2], [8.0, 8.0, 8.0, 8.0]

    assert limits(estimate(hours, of, is_share=True))[1] < 1 < limits(estimate(hours, of))[1]
    assert estimate([9.0, *hours], [8.0, *of], is_share=True) == estimate([9.0, *hours], [8.0, *of])


@pytest.mark.parametrize(
    ("parts", "wholes", "value", "replications", "why"),
    [
        ([], None, None, 0, NOTHING),
        ([], [], None, 0, NOTHING),
        ([0, 0], [0, 0], None, 0, NOTHING),
        ([5], None, 5, 1, TOO_FEW),
        ([5], [10], 0.5, 1, TOO_FEW),
        ([0, 5, 0], [0, 10, 0], 0.5, 1, TOO_FEW),
        ([3, 5], [0, 10], 0.8, 1, TOO_FEW),
        ([4, 4, 4], None, 4, 3, ALIKE),
        ([0.1, 0.1, 0.1], None, 0.1, 3, ALIKE),
        ([0.3, 0.6, 0.1], [3, 6, 1], 0.1, 3, ALIKE),
        ([0, 0, 0], None, 0, 3, ALIKE),
    ],
)
def test_where_nothing_tells_how_far_it_varies_there_is_no_interval(
    parts: list[float], wholes: list[float] | None, value: float | None, replications: int, why: object
) -> None:
    """But the value, as far as it is known, and the reason in both languages."""
    found = estimate(parts, wholes)

    assert (found.low, found.high, found.half_width) == (None, None, None)
    assert found.value == pytest.approx(value)
    assert (found.replications, found.why_not) == (replications, why)


def test_replications_without_anything_say_nothing_about_a_ratio() -> None:
    """No calls, no share: as if the replication had not been run."""
    assert estimate([3, 0, 4, 0], [5, 0, 9, 0]) == estimate([3, 4], [5, 9])


@pytest.mark.parametrize(
    ("parts", "wholes", "confidence", "sentence"),
    [
        ([1, 2], None, 1.0, "confidence: 1.0 cannot be; choose a share"),
        ([1, 2], None, 0, "confidence: 0 cannot be; choose a share"),
        ([1, 2], None, float("nan"), "confidence: nan cannot be; choose a share"),
        ([1, 2], [1, 2, 3], 0.95, "parts has 2 replications and wholes 3; give both"),
        ([1, 2], [1, -2], 0.95, r"wholes\[1\] is -2; a whole is a count or a time"),
        ([1, float("nan")], None, 0.95, r"parts\[1\] is nan; leave out replications"),
        ([1, 2], [1, float("inf")], 0.95, r"wholes\[1\] is inf; leave out replications"),
        ([[1, 2]], None, 0.95, r"parts has the shape \(1, 2\); give one number"),
    ],
)
def test_sums_that_make_no_sense_are_refused(
    parts: list[Any], wholes: list[Any] | None, confidence: float, sentence: str
) -> None:
    """In a sentence that says what is wrong, where, and what to do."""
    with pytest.raises(ValueError, match=sentence):
        estimate(parts, wholes, confidence=confidence)


def test_differences_that_make_no_sense_are_refused() -> None:
    """The same, and which of the two variants it is."""
    with pytest.raises(ValueError, match=r"other_parts\[0\] is nan"):
        difference([1, 2], [float("nan"), 2])
    with pytest.raises(
        ValueError, match="the base has 2 replications and the other variant 3; compare the same"
    ):
        difference([1, 2], [1, 2, 3])
    with pytest.raises(ValueError, match="only one variant has wholes; give those of both"):
        difference([1, 2], [1, 2], [1, 2])
    with pytest.raises(ValueError, match="0 comparisons; this is one of them"):
        difference([1, 2], [1, 2], comparisons=0)
    with pytest.raises(ValueError, match="3 successes of 2 trials"):
        share(3, 2)


@given(lists, st.integers(-500, 500), st.randoms(use_true_random=False))
def test_a_mean_moves_with_what_is_added_and_does_not_know_its_order(
    parts: list[int], more: int, order: Any
) -> None:
    """Adding a constant shifts value and interval; other numbers of the replications change nothing."""
    found, moved = estimate(parts), estimate([part + more for part in order.sample(parts, len(parts))])
    there = [None if each is None else each + more for each in numbers(found)[:3]]

    assert numbers(moved)[:3] == pytest.approx(there, abs=1e-8)
    assert moved.standard_error == pytest.approx(found.standard_error, abs=1e-8)


@given(
    lists, st.lists(st.integers(1, 50), min_size=12, max_size=12), st.sampled_from([0.001, 0.5, 60, 3_600])
)
def test_a_ratio_in_another_unit_is_the_same_ratio(parts: list[int], wholes: list[int], unit: float) -> None:
    """Minutes or seconds: everything is multiplied. Of a ratio that is no share, which one has to say."""
    wholes = wholes[: len(parts)]
    found = estimate(parts, wholes, is_share=False)
    scaled = estimate([unit * part for part in parts], wholes, is_share=False)

    assert numbers(scaled) == pytest.approx(
        [None if each is None else each * unit for each in numbers(found)]
    )


@given(lists, st.integers(1, 1_000), st.randoms(use_true_random=False))
def test_a_ratio_by_equal_wholes_is_the_mean_by_that_whole(parts: list[int], whole: int, order: Any) -> None:
    """Value and standard error; in whichever order the replications come."""
    ratio = estimate(order.sample(parts, len(parts)), [whole] * len(parts))
    mean = estimate([part / whole for part in parts])

    assert ratio.value == pytest.approx(mean.value)
    assert ratio.standard_error == pytest.approx(mean.standard_error, abs=1e-12)


@given(lists, st.lists(counts, min_size=12, max_size=12))
def test_an_interval_holds_its_value_and_that_of_a_share_stays_a_share(
    lost: list[int], kept: list[int]
) -> None:
    """Also at none and all."""
    offered = [one + other for one, other in zip(lost, kept, strict=False)]
    found = estimate(lost, offered)
    if found.low is not None and found.high is not None and found.value is not None:
        assert 0 <= found.low <= found.value <= found.high <= 1
        assert found.low < found.high
    every = estimate([2.5 * part for part in lost], [max(part, 1) for part in offered])
    if every.low is not None and every.high is not None and every.value is not None:
        assert 0 <= every.low <= every.value <= every.high < math.inf


@given(st.lists(st.tuples(counts, st.integers(1, 99), counts, st.integers(1, 99)), min_size=2, max_size=9))
def test_a_difference_the_other_way_round_is_its_opposite(rows: list[tuple[int, ...]]) -> None:
    """And what a variant differs by from itself is nothing, of which nobody knows the spread."""
    base, wholes, other, other_wholes = (np.array(column) for column in zip(*rows, strict=True))
    there, back = difference(base, other, wholes, other_wholes), difference(other, base, other_wholes, wholes)
    self = difference(base, base, wholes, wholes)

    assert (there.value, there.low, there.high) == pytest.approx(
        tuple(None if each is None else -each for each in (back.value, back.high, back.low))
    )
    assert (self.value, self.low, self.high, self.p_value) == (0.0, None, None, None)


@given(st.lists(st.tuples(counts, st.integers(1, 99)), min_size=2, max_size=9))
def test_every_replication_twice_is_the_same_value_more_surely(rows: list[tuple[int, int]]) -> None:
    """So nobody may hand in the same replications again; the value does not care."""
    parts, wholes = (list(column) for column in zip(*rows, strict=True))
    once, twice = estimate(parts, wholes), estimate(parts * 2, wholes * 2)

    assert twice.value == pytest.approx(once.value)
    if once.standard_error:
        assert twice.standard_error is not None
        assert twice.standard_error < once.standard_error


def test_pairs_that_never_differ_have_no_interval() -> None:
    """A switch that nothing depends on, or something too rare to have been drawn: nobody can say which."""
    found = difference(MINUTES, MINUTES, CALLS, CALLS)

    assert (found.value, found.low, found.high, found.p_value) == (0.0, None, None, None)
    assert (found.why_not, found.standard_error, found.variance_reduction) == (NONE_DIFFERS, 0.0, None)


@pytest.mark.parametrize(
    ("replications", "differing", "is_told"),
    [(10, 5, False), (10, 6, True), (30, 5, False), (30, 6, True), (4, 3, False), (4, 4, True)],
)
def test_pairs_of_which_few_differ_have_no_interval(
    replications: int, differing: int, *, is_told: bool
) -> None:
    """What is seen in five of ten replications may be anything; what is seen in each of four may be told."""
    base = np.zeros(replications)
    other = base + np.where(np.arange(replications) < differing, np.arange(1, replications + 1), 0)
    for found in (difference(base, other), difference(base, other, base + 100, base + 100)):
        assert found.differing == differing
        assert (found.low is not None) == is_told
        assert found.why_not == (None if is_told else FEW_DIFFER)


def test_a_rare_difference_is_not_called_known() -> None:
    """One pair in ten differs: of ten pairs often none does, and an interval of no width would be false."""
    chance = np.random.default_rng(7)
    told = [difference(np.zeros(10), chance.poisson(0.1, 10)).why_not for _ in range(1_000)]

    assert sum(why is None for why in told) < 5
    assert {NONE_DIFFERS, FEW_DIFFER} <= set(told)


@pytest.mark.parametrize(
    ("found", "value", "why"),
    [
        (difference([1], [3]), 2, TOO_FEW),
        (difference([1, 2, 4], [2, 3, 5]), 1, ALIKE),
        (difference([1, 1], [1, 1], paired=False), 0, ALIKE),
        (difference([1, 2], [0, 0], [5, 5], [0, 0]), None, NOTHING),
        (difference([1, 0], [1, 0], [5, 0], [5, 0]), 0, TOO_FEW),
        (difference([1], [2, 3], paired=False), 1.5, TOO_FEW),
    ],
    ids=[
        "one",
        "by the same each time",
        "independent and alike",
        "nothing",
        "one that tells",
        "one of a variant",
    ],
)
def test_a_difference_of_which_nobody_knows_the_spread_has_no_interval(
    found: Difference, value: float | None, why: object
) -> None:
    """Nor a p-value: it says why."""
    assert (found.value, found.why_not) == (value, why)
    assert (found.low, found.high, found.p_value, found.half_width) == (None, None, None, None)


def test_a_difference_relative_to_nothing_is_not_told() -> None:
    """Twice as many as none is none."""
    assert difference([0, 0, 0], [1, 2, 3]).relative is None
    assert difference([2, 2, 2], [3, 3, 3]).relative == 0.5
    assert difference([], []).relative is None


def test_common_customers_make_the_spread_of_a_difference_small() -> None:
    """Variants that share all but a little: the variances of both, by that of the little."""
    found = difference(MINUTES, OTHER)

    assert found.variance_reduction == pytest.approx(
        (MINUTES.var() + OTHER.var()) / np.var(OTHER - MINUTES), rel=1e-9
    )
    assert limits(found)[0] > limits(difference(MINUTES, OTHER, paired=False))[0]


def test_several_intervals_are_wider_so_that_all_hold_at_once() -> None:
    """Bonferroni: five of 95 % are five of 99 %; the p-value is that of one."""
    five, one = difference(MINUTES, OTHER, comparisons=5), difference(MINUTES, OTHER, confidence=0.99)

    assert limits(five) == pytest.approx(limits(one))
    assert (five.confidence, five.comparisons, five.p_value) == (0.95, 5, one.p_value)


def test_holm_adjusts_the_smallest_most() -> None:
    """By hand: 4 · 0.01, 3 · 0.02, 2 · 0.03, and 0.04 no less than the one before (Holm 1979)."""
    assert holm([0.04, 0.01, 0.03, 0.02]) == pytest.approx([0.06, 0.04, 0.06, 0.06])
    assert holm([0.01, 0.04, 0.03, 0.005]) == pytest.approx([0.03, 0.06, 0.06, 0.02])


def test_holm_passes_over_what_is_not_known_and_never_exceeds_one() -> None:
    """None is no comparison; what is more probable than not stays so."""
    assert holm([None, 0.02, None, 0.6]) == [None, 0.04, None, 0.6]
    assert holm([0.7, 0.8, 0.02]) == pytest.approx([1.0, 1.0, 0.06])
    assert holm([]) == []
    with pytest.raises(ValueError, match=r"p_values\[1\] is 1.5; a p-value lies between 0 and 1"):
        holm([0.1, 1.5])


@pytest.mark.parametrize(
    "found", [estimate(MINUTES), difference(MINUTES, OTHER)], ids=["estimate", "difference"]
)
@pytest.mark.parametrize("half_width", [100.0, 2.0, 0.5, 0.1, 0.01])
def test_so_many_replications_are_needed_and_not_one_less(
    found: Estimate | Difference, half_width: float
) -> None:
    """With the spread that was observed: t · s / √n is narrow enough at n, and not before."""
    needed = replications_needed(found, half_width)
    spread = (found.standard_error or 0) * math.sqrt(8)

    def half(replications: int) -> float:
        return float(stats.t.ppf(0.975, replications - 1)) * spread / math.sqrt(replications)

    assert half(needed) <= half_width
    assert needed == 2 or half(needed - 1) > half_width


def test_a_half_width_that_is_there_needs_no_more_replications() -> None:
    """And those of several comparisons are those of their wider intervals."""
    for found in (estimate(MINUTES), difference(MINUTES, OTHER, comparisons=3)):
        assert replications_needed(found, (found.half_width or 0) * (1 + 1e-9)) == 8


def test_no_width_and_no_spread_cannot_be_asked_for() -> None:
    """One replication says nothing about how many it takes."""
    with pytest.raises(ValueError, match="a half width is a number more than 0, not 0"):
        replications_needed(estimate(MINUTES), 0)
    for found in (estimate([5]), estimate([5, 5])):
        with pytest.raises(ValueError, match="nothing is known about the spread"):
            replications_needed(found, 1)
    with pytest.raises(
        ValueError, match=r"differs in it, so there is no spread .*; more of them will hardly help"
    ):
        replications_needed(difference(MINUTES, MINUTES), 1)


class Runs:
    """Replications that were run beforehand, and in which portions they were asked for."""

    def __init__(self, parts: NDArray[Any], wholes: NDArray[Any] | None = None) -> None:
        self.parts, self.wholes = parts, wholes
        self.asked: list[tuple[int, int]] = []

    def more(self, first: int, count: int) -> tuple[NDArray[Any], NDArray[Any] | None]:
        """Return some of them."""
        self.asked.append((first, count))
        those = slice(first, first + count)
        return self.parts[those], None if self.wholes is None else self.wholes[those]


def test_it_runs_until_the_interval_is_narrow_twice_in_a_row() -> None:
    """The first narrow interval may be so by chance: the next one has to be, too."""
    runs = Runs(np.random.default_rng(1).normal(100, 10, 500))
    found = until_precise(runs.more, half_width=3.0, least=20, batch=15)
    halves = [estimate(runs.parts[: first + count]).half_width or 0 for first, count in runs.asked]

    assert runs.asked[:2] == [(0, 20), (20, 15)]
    narrow = "".join("yes " if half <= 3.0 else "no " for half in halves)
    assert narrow.endswith("yes yes ")
    assert narrow.count("yes yes") == 1
    assert found.reached
    assert found.estimate == estimate(runs.parts[: found.estimate.replications])


def test_it_stops_at_the_most_and_says_that_it_is_not_there() -> None:
    """The last portion is what is left."""
    runs = Runs(np.random.default_rng(1).normal(100, 10, 500))
    found = until_precise(runs.more, half_width=0.01, least=10, batch=20, most=45)

    assert runs.asked == [(0, 10), (10, 20), (30, 15)]
    assert (found.reached, found.estimate.replications) == (False, 45)


def test_what_is_narrow_at_the_most_is_reached_without_another_look() -> None:
    """As many as were asked for: nobody chose the moment."""
    runs = Runs(MINUTES)

    assert until_precise(runs.more, half_width=100, least=8, most=8).reached
    assert runs.asked == [(0, 8)]


def test_a_relative_half_width_is_a_share_of_the_value() -> None:
    """Of a ratio of 2: ± 5 % is ± 0.1."""
    draws = np.random.default_rng(2)
    calls = draws.poisson(40, 1_000)
    runs = Runs(2 * draws.gamma(calls), calls)
    relative = until_precise(runs.more, half_width=0.05, relative=True)
    absolute = until_precise(runs.more, half_width=0.05)

    assert relative.reached
    assert absolute.reached
    assert (relative.estimate.half_width or 1) <= 0.05 * (relative.estimate.value or 0)
    assert relative.estimate.replications < absolute.estimate.replications


def test_what_never_varies_is_never_precise() -> None:
    """Nothing lost in a hundred replications may still be something in a thousand."""
    found = until_precise(Runs(np.zeros(100)).more, half_width=1, most=100)

    assert (found.reached, found.estimate.why_not) == (False, ALIKE)


def test_running_that_cannot_end_is_refused() -> None:
    """Before anything is run, or as soon as nothing comes."""
    runs = Runs(MINUTES)
    for least, most, batch in ((1, 10, 1), (10, 9, 1), (2, 9, 0)):
        with pytest.raises(
            ValueError, match=f"at least {least} replications, at most {most}, {batch} at a time"
        ):
            until_precise(runs.more, half_width=1, least=least, most=most, batch=batch)
    with pytest.raises(ValueError, match="a half width is a number more than 0, not -1"):
        until_precise(runs.more, half_width=-1)
    assert runs.asked == []
    with pytest.raises(ValueError, match="run_more gave nothing from replication 8 on"):
        until_precise(runs.more, half_width=0.001)
    with pytest.raises(ValueError, match="wholes at one time and none at another"):
        until_precise(
            lambda first, count: (np.arange(count), None if first else np.ones(count)), half_width=0.1
        )
