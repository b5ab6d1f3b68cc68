"""The metrics: declared once, told in both languages, and values that add up however the work is cut."""

from __future__ import annotations

import re

import pandas as pd
import pytest

import autoreply_sim
from autoreply_sim.analytics.metric_estimates import of_metric
from autoreply_sim.analytics.metric_lines import difference_in, estimate_in, side_by_side, value_in
from autoreply_sim.analytics.metric_words import TEXTS
from autoreply_sim.analytics.metrics import METRICS, TEXT_METRICS, Unit, metric_of
from autoreply_sim.analytics.statistics import Difference, Estimate
from autoreply_sim.experiment.simulation import Simulation
from autoreply_sim.rules.rulebook import rules


@pytest.fixture(scope="module")
def weeks() -> Simulation:
    """Four weeks of the repair shop of two, five times."""
    return autoreply_sim.simulate(
        autoreply_sim.load("data/presets/two_person_shop.yaml"), days=28, replications=5
    )


def test_keys_are_words_and_no_two_are_the_same() -> None:
    """What somebody types in a notebook."""
    keys = [metric.key for metric in (*METRICS, *TEXT_METRICS)]

    assert len(set(keys)) == len(keys)
    assert all(re.fullmatch("[a-z][a-z_]*", key) for key in keys)
    assert set(TEXTS) <= set(keys)


@pytest.mark.parametrize("metric", METRICS, ids=lambda metric: metric.key)
def test_a_metric_says_what_it_is_in_both_languages(metric: object) -> None:
    """A label and a definition that ends in a full stop; the rule that it rests on is one of the rulebook."""
    declared = next(each for each in METRICS if each is metric)

    assert all(declared.label)
    assert declared.definition[0] != declared.definition[1]
    assert all(text.endswith(".") for text in declared.definition)
    assert declared.rule in {"", *rules()}
    assert (declared.whole is None) == (declared.unit == Unit.COUNT)


def test_an_unknown_metric_names_the_nearest_one(weeks: Simulation) -> None:
    """Wherever it is asked for."""
    for ask in (
        metric_of,
        lambda key: autoreply_sim.metrics(weeks, [key]),
        lambda key: autoreply_sim.metrics(None, key),
    ):
        with pytest.raises(ValueError, match="no metric is called 'asa'; did you mean 'asa_s'"):
            ask("asa")


def test_sums_add_across_replications(weeks: Simulation) -> None:
    """The value over all replications is that of their sums together, not the mean of their values."""
    found = autoreply_sim.metrics(weeks, ["answered_share", "offered"]).set_index("metric")["value"]
    sums = [one.sums for one in weeks.each if one.sums is not None]
    answered, offered = (sum(each[name] for each in sums) for name in ("answered", "offered"))

    assert found["answered_share"] == pytest.approx(answered / offered)
    assert found["offered"] == pytest.approx(offered / 5)
    assert offered == weeks.summary.calls


def test_metrics_agree_with_the_summary(weeks: Simulation) -> None:
    """What the command line prints and what a notebook estimates are the same figures."""
    found = autoreply_sim.metrics(weeks).set_index("metric")["value"]
    summary = weeks.summary

    for key in ("asa_s", "service_level", "occupancy", "abandoned_share"):
        assert found[key] == pytest.approx(getattr(summary, key))
    assert found["wait_s"] == pytest.approx(summary.wait_mean_s)
    for reply, count in summary.replies.items():
        assert found[f"sent_{reply}"] == pytest.approx(count / 5)


def test_one_replication_has_no_interval_and_says_why(weeks: Simulation) -> None:
    """No false precision: the bounds are missing, and a column says that there are too few replications."""
    one = autoreply_sim.simulate(weeks.scenario, replications=1).metrics("answered_share").iloc[0]

    assert pd.isna(one["low"])
    assert pd.isna(one["high"])
    assert one["no_interval"] == "too few replications"


def test_a_simulation_that_was_not_measured_says_so(weeks: Simulation) -> None:
    """What to do about it, too."""
    with pytest.raises(ValueError, match="nothing was measured; simulate with measured=True"):
        autoreply_sim.simulate(weeks.scenario, days=1, measured=False).metrics()


def test_an_impossible_confidence_is_refused(weeks: Simulation) -> None:
    """A share between 0 and 1, both excluded."""
    for confidence in (0.0, 1.0, 95.0):
        with pytest.raises(ValueError, match="confidence"):
            weeks.metrics("answered_share", confidence=confidence)


def test_the_warm_up_is_not_counted(weeks: Simulation) -> None:
    """Days at the beginning are lived through and left out."""
    later = autoreply_sim.simulate(weeks.scenario, warm_up_days=14)
    counts = [sum(one.sums["offered"] for one in each.each if one.sums) for each in (weeks, later)]

    assert later.digest == weeks.digest
    assert 0.3 * counts[0] < counts[1] < 0.7 * counts[0]
    with pytest.raises(ValueError, match="warm_up_days: -1 cannot be; choose 0 or more"):
        autoreply_sim.simulate(weeks.scenario, warm_up_days=-1)


def test_metrics_describe_themselves() -> None:
    """A row for each, in the language that is asked for."""
    english, french = autoreply_sim.metrics(), autoreply_sim.metrics(language="fr")

    assert list(english["metric"]) == [metric.key for metric in (*METRICS, *TEXT_METRICS)]
    assert list(english.columns) == ["metric", "label", "unit", "definition", "rule"]
    assert french.set_index("metric").loc["occupancy", "label"] == "taux d’occupation"


@pytest.mark.parametrize(
    ("key", "value", "english", "french"),
    [
        ("answered_share", 0.4567, "45.7%", "45,7\u202f%"),
        ("answered_share", 0.01234, "1.23%", "1,23\u202f%"),
        ("asa_s", 7.04, "7.0 s", "7,0\u00a0s"),
        ("first_response_h", 1234.5, "1,234.5 h", "1\u202f234,5\u00a0h"),
        ("tickets_per_customer", 2.6315, "2.63", "2,63"),
        ("offered", None, "–", "–"),
    ],
)
def test_values_read_as_people_write_them(key: str, value: float | None, english: str, french: str) -> None:
    """With their unit, and the figures that mean something."""
    assert value_in(metric_of(key), value, "en") == english
    assert value_in(metric_of(key), value, "fr") == french


@pytest.mark.parametrize(
    ("key", "before", "after", "said"),
    [
        ("answered_share", 0.4567, 0.5, ("45.7%", "50.0%", "+4.3 points")),
        ("left_without_a_word", 0.12341, 0.12372, ("12.34%", "12.37%", "+0.03 points")),
        ("left_without_a_word", 0.000312, 0.000335, ("0.031%", "0.034%", "+0.002 points")),
        ("left_without_a_word", 0.25, 0.25, ("25.0%", "25.0%", "")),
        ("left_without_a_word", 0.25, 0.250_000_001, ("25.0%", "25.0%", "")),
        ("asa_s", 7.04, 7.0, ("7.04 s", "7.00 s", "−0.04 s")),
        ("cost_per_contact", 0.00816, 0.00812, ("0.00816", "0.00812", "−0.00004")),
        ("offered", 1200.0, 1250.0, ("1,200", "1,250", "+50")),
        ("offered", 7.0, 6.7, ("7.0", "6.7", "−0.3")),
        ("answered_share", None, 0.5, ("–", "50.0%", "")),
    ],
)
def test_a_difference_that_is_shown_is_seen_in_the_two_values(
    key: str, before: float | None, after: float | None, said: tuple[str, str, str]
) -> None:
    """All three have as many decimals as that takes, six at most; what these do not show is no difference."""
    assert side_by_side(metric_of(key), before, after, "en") == said


def test_an_estimate_reads_with_its_interval_or_why_it_has_none(weeks: Simulation) -> None:
    """Never a bare number that pretends to be exact."""
    share = metric_of("answered_share")
    found = Estimate(value=0.5, low=0.45, high=0.55, confidence=0.95, replications=9)
    nothing = Estimate(value=None, confidence=0.95, replications=0)
    single = of_metric(share, [one.sums for one in weeks.each if one.sums][:1])

    fine = Estimate(value=0.0012, low=0.00115, high=0.00125, confidence=0.95, replications=9)
    many = Estimate(value=264671.3, low=264171.3, high=265171.3, confidence=0.95, replications=9)

    assert estimate_in(metric_of("left_without_a_word"), fine, "en") == "0.120% (0.115 to 0.125)"
    assert estimate_in(metric_of("tickets"), many, "en") == "264,671 (264,171 to 265,171)"
    assert estimate_in(share, found, "en") == "50.0% (45.0 to 55.0)"
    assert estimate_in(share, found, "fr") == "50,0\u202f% (de 45,0 à 55,0)"
    assert estimate_in(share, nothing, "en") == "–"
    assert estimate_in(share, single, "en").endswith("(too few replications)")


def test_a_difference_reads_with_its_sign() -> None:
    """That of shares in points, so that nobody takes it for a share of the share."""
    share, count = metric_of("answered_share"), metric_of("offered")
    drop = Difference(
        base=0.5, other=0.47, value=-0.03, low=-0.05, high=0.01, confidence=0.95, replications=9
    )
    rise = Difference(base=1, other=3, value=2.0, low=1.0, high=3.0, confidence=0.95, replications=9)
    fine = Difference(
        base=7, other=6.7, value=-0.281, low=-0.285, high=-0.277, confidence=0.95, replications=9
    )
    alone = Difference(base=1, other=3, value=2.0, confidence=0.95, replications=1)
    nothing = Difference(base=None, other=None, value=None, confidence=0.95, replications=0)

    assert difference_in(share, drop, "en") == "−3.0 points (−5.0 to +1.0)"
    assert difference_in(share, drop, "fr") == "−3,0\u00a0points (de −5,0 à +1,0)"
    assert difference_in(metric_of("asa_s"), fine, "en") == "−0.281 s (−0.285 to −0.277)"
    assert difference_in(count, rise, "en") == "+2.0 (+1.0 to +3.0)"
    assert difference_in(count, alone, "en") == "+2.0 (too few replications)"
    assert difference_in(count, nothing, "en") == "–"
