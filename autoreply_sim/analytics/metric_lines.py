"""How the value of a metric, a difference and an interval read: 12.3%, 4.5 s, +0.8 points (0.3 to 1.2)."""

from __future__ import annotations

import math

from autoreply_sim.analytics.metrics import Metric, Unit
from autoreply_sim.analytics.phrases import Pair, say
from autoreply_sim.analytics.statistics import Difference, Estimate
from autoreply_sim.analytics.summary_lines import number_in

NOTHING: Pair = ("–", "–")
UNITS: dict[Unit, Pair] = {
    Unit.COUNT: ("{number}", "{number}"),
    Unit.RATIO: ("{number}", "{number}"),
    Unit.SHARE: ("{number}%", "{number}\u202f%"),
    Unit.SECONDS: ("{number} s", "{number}\u00a0s"),
    Unit.HOURS: ("{number} h", "{number}\u00a0h"),
    Unit.MONEY: ("{number}", "{number}"),
}
POINTS: Pair = ("{number} points", "{number}\u00a0points")
INTERVAL: Pair = ("{value} ({low} to {high})", "{value} (de {low} à {high})")
NO_INTERVAL: Pair = ("{value} ({why})", "{value} ({why})")
_MOST_DECIMALS = 4
_MINUS = "\u2212"


def value_in(metric: Metric, value: float | None, language: str) -> str:
    """Return a metric's value in words of a language."""
    if value is None:
        return say(NOTHING, language)
    return say(UNITS[metric.unit], language, number=_number(metric, value, language))


def estimate_in(metric: Metric, found: Estimate, language: str) -> str:
    """Return an estimate with its interval, or why it has none."""
    value = value_in(metric, found.value, language)
    if found.value is None:
        return value
    if found.why_not is not None:
        return say(NO_INTERVAL, language, value=value, why=say(found.why_not, language))
    low, high = (_number(metric, bound or 0.0, language) for bound in (found.low, found.high))
    return say(INTERVAL, language, value=value, low=low, high=high)


def difference_in(metric: Metric, found: Difference, language: str) -> str:
    """Return a difference with its sign and its interval, or why it has none; that of shares in points.

    It has as many decimals as its interval has a say in.
    """
    if found.value is None:
        return say(NOTHING, language)
    scale = 100 if metric.unit == Unit.SHARE else 1
    digits = _decimals(scale * (found.half_width or 0.0))
    value, low, high = (
        _signed(scale * (bound or 0.0), digits, language) for bound in (found.value, found.low, found.high)
    )
    told = say(POINTS if metric.unit == Unit.SHARE else UNITS[metric.unit], language, number=value)
    if found.why_not is not None:
        return say(NO_INTERVAL, language, value=told, why=say(found.why_not, language))
    return say(INTERVAL, language, value=told, low=low, high=high)


def _number(metric: Metric, value: float, language: str) -> str:
    scaled = 100 * value if metric.unit == Unit.SHARE else value
    digits = 2 if metric.unit in {Unit.RATIO, Unit.SHARE} and abs(scaled) < 10 else 1
    if metric.unit == Unit.MONEY:
        digits = 4 if abs(scaled) < 1 else 2
    return number_in(scaled, language, digits)


def _decimals(half_width: float) -> int:
    """Return how many decimals show the first figure of a half width: at least one, four at most."""
    return min(max(-math.floor(math.log10(half_width)), 1), _MOST_DECIMALS) if half_width else 1


def _signed(value: float, digits: int, language: str) -> str:
    number = number_in(abs(value), language, digits)
    return number if value == 0 else f"{'+' if value > 0 else _MINUS}{number}"
