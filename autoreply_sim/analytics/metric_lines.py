"""How the value of a metric, a difference and an interval read: 12.3%, 4.5 s, +0.8 points (0.3 to 1.2).

Where two values stand side by side, both have as many decimals as it takes to see the difference that is shown.
"""

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
_MOST_DECIMALS, _MOST_TO_TELL_APART = 4, 6
_TENS = 10.0
_MINUS = "\u2212"


def value_in(metric: Metric, value: float | None, language: str) -> str:
    """Return a metric's value in words of a language."""
    if value is None:
        return say(NOTHING, language)
    return say(UNITS[metric.unit], language, number=_number(metric, value, language))


def side_by_side(
    metric: Metric, before: float | None, after: float | None, language: str
) -> tuple[str, str, str]:
    """Return two values and by how much they differ, with its sign; that is empty where six decimals show nothing.

    All three have the same decimals: as many as it takes to tell the two apart.
    """
    if before is None or after is None:
        return value_in(metric, before, language), value_in(metric, after, language), ""
    digits, is_seen = _telling_apart(metric, in_unit(metric, before), in_unit(metric, after))
    said, said_now = (
        say(UNITS[metric.unit], language, number=number_in(in_unit(metric, each), language, digits))
        for each in (before, after)
    )
    change = _signed(in_unit(metric, after) - in_unit(metric, before), digits, language)
    unit = POINTS if metric.unit == Unit.SHARE else UNITS[metric.unit]
    return said, said_now, say(unit, language, number=change) if is_seen else ""


def in_unit(metric: Metric, value: float) -> float:
    """Return a value as it is written beside its unit: shares in per cent."""
    return 100 * value if metric.unit == Unit.SHARE else value


def unit_in(metric: Metric, language: str) -> str:
    """Return the unit alone, as a column of a table names it; empty for counts and ratios."""
    return say(UNITS[metric.unit], language, number="").strip()


def estimate_in(metric: Metric, found: Estimate, language: str) -> str:
    """Return an estimate with its interval, or why it has none; with as many decimals as the interval has a say in."""
    value = value_in(metric, found.value, language)
    if found.value is None:
        return value
    if found.why_not is not None:
        return say(NO_INTERVAL, language, value=value, why=say(found.why_not, language))
    scaled = [in_unit(metric, each or 0.0) for each in (found.value, found.low, found.high)]
    decimals = _decimals(metric, found.half_width)
    digits = decimals if metric.unit == Unit.COUNT else max(_usual(metric, scaled[0]), decimals)
    number, low, high = (number_in(each, language, digits) for each in scaled)
    value = say(UNITS[metric.unit], language, number=number)
    return say(INTERVAL, language, value=value, low=low, high=high)


def difference_in(metric: Metric, found: Difference, language: str) -> str:
    """Return a difference with its sign and its interval, or why it has none; that of shares in points.

    It has as many decimals as its interval has a say in.
    """
    if found.value is None:
        return say(NOTHING, language)
    digits = _decimals(metric, found.half_width)
    value, low, high = (
        _signed(in_unit(metric, bound or 0.0), digits, language)
        for bound in (found.value, found.low, found.high)
    )
    told = say(POINTS if metric.unit == Unit.SHARE else UNITS[metric.unit], language, number=value)
    if found.why_not is not None:
        return say(NO_INTERVAL, language, value=told, why=say(found.why_not, language))
    return say(INTERVAL, language, value=told, low=low, high=high)


def _number(metric: Metric, value: float, language: str) -> str:
    return number_in(in_unit(metric, value), language, _usual(metric, in_unit(metric, value)))


def _usual(metric: Metric, scaled: float) -> int:
    """Return how many decimals a value has that stands alone."""
    if metric.unit == Unit.MONEY:
        return 4 if abs(scaled) < 1 else 2
    return 2 if metric.unit in {Unit.RATIO, Unit.SHARE} and abs(scaled) < 10 else 1


def _telling_apart(metric: Metric, before: float, after: float) -> tuple[int, bool]:
    """Return how many decimals two values have, and whether these show that they differ. Counted things are whole."""
    is_whole = metric.unit == Unit.COUNT and before == round(before) and after == round(after)
    least = 0 if is_whole else max(_usual(metric, before), _usual(metric, after))
    for digits in range(least, _MOST_TO_TELL_APART + 1):
        if round(before, digits) != round(after, digits) and round(after - before, digits):
            return digits, True
    return least, False


def _decimals(metric: Metric, half_width: float | None) -> int:
    """Return how many decimals show the first figure of a half width: one at least, but of large counts."""
    scaled = in_unit(metric, half_width or 0.0)
    if not scaled:
        return 1
    least = 0 if metric.unit == Unit.COUNT and scaled >= _TENS else 1
    return min(max(-math.floor(math.log10(scaled)), least), _MOST_DECIMALS)


def _signed(value: float, digits: int, language: str) -> str:
    number = number_in(abs(value), language, digits)
    return number if value == 0 else f"{'+' if value > 0 else _MINUS}{number}"
