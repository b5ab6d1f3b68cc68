"""Quantiles of every family: compared with exact values, and with laws between the families."""

from __future__ import annotations

import math
from statistics import NormalDist

import numpy as np
import pytest

from autoreply_sim.domain.traffic import Eventually, Family, Span
from autoreply_sim.generate.gamma import gamma_quantiles
from autoreply_sim.generate.normal import normal_quantiles
from autoreply_sim.generate.quantiles import FAR_MS, eventually_ms, failures, spans_ms, whole

GRID = np.array(
    [2.0**-54, 1e-12, 1e-6, 0.01, 0.07, 0.25, 0.5, 0.6, 0.925, 0.93, 0.999, 1 - 1e-9, 1 - 2.0**-53]
)
EVEN = (np.arange(200_000) + 0.5) / 200_000


def test_normal_quantiles_are_those_of_the_standard_library() -> None:
    """AS 241, in the middle and in both tails."""
    exact = [NormalDist().inv_cdf(value) for value in GRID.tolist()]
    assert normal_quantiles(GRID) == pytest.approx(exact, rel=1e-13, abs=1e-15)


def test_gamma_with_a_variation_of_one_is_exponential() -> None:
    """Shape 1: minus the logarithm of what is left."""
    assert gamma_quantiles(1.0, GRID[1:-1]) == pytest.approx(-np.log1p(-GRID[1:-1]), rel=2e-5)


def test_gamma_of_shape_one_half_is_a_squared_normal_value() -> None:
    """Chi-squared with one degree of freedom; its coefficient of variation is the root of 2."""
    middle = GRID[3:-2]
    exact = normal_quantiles((1.0 + middle) / 2.0) ** 2
    assert gamma_quantiles(math.sqrt(2.0), middle) == pytest.approx(exact, rel=5e-5)


@pytest.mark.parametrize("variation", [0.001, 0.0499, 0.0501, 0.09, 0.5, 1.5, 3.0])
def test_gamma_has_mean_one_and_its_variation(variation: float) -> None:
    """Narrow ones by Wilson and Hilferty, the others by their table: 0.2 % at most beside it."""
    values = gamma_quantiles(variation, EVEN)
    assert values.mean() == pytest.approx(1.0, rel=2e-3)
    assert values.std() == pytest.approx(variation, rel=2e-2)
    assert (np.diff(values) >= 0).all()


def test_both_ways_to_gamma_meet() -> None:
    """Where one takes over from the other, at a coefficient of variation of 0.05."""
    grid = GRID[2:-2]
    assert gamma_quantiles(0.05 + 1e-9, grid) == pytest.approx(gamma_quantiles(0.05 - 1e-9, grid), rel=2e-4)


def test_no_variation_is_no_chance() -> None:
    """Pure Poisson traffic: every day is as busy as any other."""
    assert (gamma_quantiles(0.0, GRID) == 1.0).all()


@pytest.mark.parametrize(
    ("span", "quartiles_ms"),
    [
        (Span(family=Family.FIXED, scale_ms=700), (700, 700, 700)),
        (Span(family=Family.UNIFORM, scale_ms=100, shape=500), (200, 300, 400)),
        (Span(family=Family.EXPONENTIAL, scale_ms=1_000), (287.682, 693.147, 1386.294)),
        (Span(family=Family.LOGNORMAL, scale_ms=119_600, shape=0.953), (62_886, 119_600, 227_461)),
        (Span(family=Family.WEIBULL, scale_ms=388_000, shape=0.909), (98_532, 259_252, 555_761)),
        (Span(family=Family.GAMMA, scale_ms=1_000, shape=1.0), (287.682, 693.147, 1386.294)),
        (Span(family=Family.NEVER), (math.inf, math.inf, math.inf)),
    ],
)
def test_quartiles_of_every_family(span: Span, quartiles_ms: tuple[float, ...]) -> None:
    """A uniform of a quarter is the lower quartile, whatever the family."""
    assert spans_ms(span, np.array([0.25, 0.5, 0.75])) == pytest.approx(quartiles_ms, rel=1e-4)


def test_whole_durations_are_within_what_a_column_takes() -> None:
    """Rounded, from 0 to the most there may be; what never comes to pass is further away than any period."""
    assert whole(np.array([-3.0, 0.4, 0.6, 1e30, np.inf])).tolist() == [0, 0, 1, FAR_MS, FAR_MS]
    assert whole(np.array([7.0]), 5).tolist() == [5]


def test_it_comes_to_pass_by_the_points_and_for_the_others_never() -> None:
    """Evenly up to the first point, then with the logarithm of the time; who is left after the last never does it."""
    ours = Eventually(points=((100, 0.2), (10_000, 0.6)))
    found = eventually_ms(ours, np.array([0.1, 0.2, 0.4, 0.5999999, 0.6, 0.9]))
    assert found[:4] == pytest.approx([50, 100, 1_000, 10_000], rel=1e-5)
    assert np.isinf(found[4:]).all()
    assert np.isinf(eventually_ms(Eventually(), GRID)).all()


def test_failures_before_the_first_success_are_geometric() -> None:
    """The share with none is the share of successes, the mean (1 - p) / p; certain success never fails."""
    found = failures(0.625, EVEN, 1_000)
    assert (found == 0).mean() == pytest.approx(0.625, abs=1e-5)
    assert found.mean() == pytest.approx(0.6, rel=1e-3)
    assert not failures(1.0, GRID, 127).any()
    assert (failures(0.0, GRID, 127) == 127).all()
    assert failures(0.01, GRID, 127).max() == 127
