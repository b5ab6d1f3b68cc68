"""Survival: Kaplan and Meier against numbers worked out by hand, against scipy, and against known laws."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray
from scipy import stats

from autoreply_sim.analytics.survival import survival

CALLERS = st.lists(st.tuples(st.integers(0, 20), st.booleans()), min_size=1, max_size=30)


def patience(draws: np.random.Generator) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """Return how long a hundred callers waited, and who gave up: patience of 200 s on average, answers after 100 s."""
    patience_s, offered_s = draws.exponential(200, 100), draws.exponential(100, 100)
    return np.minimum(patience_s, offered_s), patience_s <= offered_s


def test_the_share_falls_where_somebody_goes_by_those_who_were_still_there() -> None:
    """Six callers, of whom two were answered: 5/6, · 3/4 (two had left the count), · 0/1 at the end."""
    found = survival([10, 20, 20, 30, 40, 50], [True, True, False, True, False, True])

    assert found.times_s.tolist() == [10, 20, 30, 50]
    assert found.share == pytest.approx([5 / 6, 4 / 6, 4 / 9, 0])
    assert found.median_s == 30


def test_who_is_answered_in_the_second_in_which_another_goes_was_there_for_it() -> None:
    """Both are at risk: one of two goes."""
    assert survival([20, 20], [True, False]).share.tolist() == [0.5]


def test_the_band_is_greenwoods_on_the_log_log_scale() -> None:
    """By hand, after the second of two who go of four: variance 1/(4·3) + 1/(3·2); nothing is known at the end."""
    found = survival([1, 2, 3, 4], [True, True, False, True])
    z, share = stats.norm.ppf(0.975), 0.5
    width = math.exp(z * math.sqrt(1 / 12 + 1 / 6) / -math.log(share))

    assert (found.low[1], found.high[1]) == pytest.approx((share**width, share ** (1 / width)))
    assert math.isnan(found.low[2])
    assert math.isnan(found.high[2])


def test_without_censoring_it_is_the_share_of_those_who_stayed_longer() -> None:
    """One, and three, of five."""
    found = survival([3, 1, 4, 1, 5], [True] * 5)

    assert [found.share_after(at) for at in (0.5, 1, 3.5, 5)] == pytest.approx([1, 0.6, 0.4, 0])


def test_share_and_band_are_those_of_scipy() -> None:
    """An implementation of somebody else's, on patience that was drawn and often cut short."""
    times, went = patience(np.random.default_rng(5))
    # Where nobody has gone yet and where nobody is left scipy warns that it knows no band.
    times, went = np.array([0.0, *times, 1e9]), np.array([True, *went, False])
    found = survival(times, went, confidence=0.9)
    theirs = stats.ecdf(stats.CensoredData(uncensored=times[went], right=times[~went])).sf
    band = theirs.confidence_interval(0.9, method="log-log")

    assert found.share == pytest.approx(theirs.evaluate(found.times_s))
    assert found.low == pytest.approx(band.low.evaluate(found.times_s))
    assert found.high == pytest.approx(band.high.evaluate(found.times_s))


def test_half_of_them_is_found_where_the_shares_are_rounded() -> None:
    """3/4 of 2/3 is a half, also in binary."""
    assert survival([1, 2, 3, 4], [True, True, False, False]).median_s == 2
    assert survival([1, 2, 3], [True, False, False]).median_s is None


def test_nobody_who_goes_is_no_curve() -> None:
    """All are there after any time that one has seen."""
    for found in (survival([], []), survival([5, 9], [False, False])):
        assert (len(found.times_s), found.median_s, found.share_after(7)) == (0, None, 1.0)


def test_a_known_law_lies_within_most_bands() -> None:
    """Nominally 95 % of them; exponential patience, of which most is cut short by an answer."""
    draws, after_s, held = np.random.default_rng(5), 100.0, 0
    for _ in range(400):
        found = survival(*patience(draws))
        at = np.searchsorted(found.times_s, after_s, side="right") - 1
        held += found.low[at] <= math.exp(-after_s / 200) <= found.high[at]

    assert 0.92 < held / 400 < 0.98


@given(CALLERS, st.randoms(use_true_random=False), st.sampled_from([2, 60, 1_000]))
def test_order_and_unit_change_nothing_and_the_band_is_around_the_share(
    callers: list[tuple[int, bool]], order: Any, unit: int
) -> None:
    """The share falls at each time, and lies between the ends of the band wherever there is one."""
    mixed = order.sample(callers, len(callers))
    found = survival([time for time, _ in callers], [went for _, went in callers])
    again = survival([unit * time for time, _ in mixed], [went for _, went in mixed])

    assert (again.times_s / unit).tolist() == found.times_s.tolist()
    assert again.share.tolist() == found.share.tolist()
    assert np.all(np.diff(found.share, prepend=1.0) < 0)
    inside = np.isfinite(found.low)
    assert np.all((found.low[inside] <= found.share[inside]) & (found.share[inside] <= found.high[inside]))


def test_the_columns_cannot_be_written() -> None:
    """What was found stays found."""
    with pytest.raises(ValueError, match="read-only"):
        survival([1, 2], [True, True]).share[0] = 1


@pytest.mark.parametrize(
    ("durations", "observed", "sentence"),
    [
        ([1, 2], [True], r"durations_s has the shape \(2,\) and observed \(1,\); give a duration for each"),
        ([[1]], [[True]], r"durations_s has the shape \(1, 1\)"),
        ([1, -2], [True, True], r"durations_s\[1\] is -2; a duration is a number of seconds from 0 on"),
        ([float("nan")], [True], r"durations_s\[0\] is nan"),
    ],
)
def test_columns_that_make_no_sense_are_refused(
    durations: list[float], observed: list[bool], sentence: str
) -> None:
    """In a sentence that says what is wrong, where, and what to do."""
    with pytest.raises(ValueError, match=sentence):
        survival(durations, observed)
    with pytest.raises(ValueError, match="confidence: 95 cannot be; choose a share"):
        survival([1], [True], confidence=95)
