"""Weights that a file may have had where only the shares that they make are known.

Reading scales weights to a sum. The way back looks for round numbers that read to the very same shares, and takes
those that are the shortest to write. Where there are none (weights of more digits than people write), it takes shares
of a million, which come within a millionth.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import islice

from autoreply_sim.io.scenario_write_values import number_to_yaml
from autoreply_sim.io.yaml12_data import Plain

_MOST_PARTS = 1_000_000
"""The largest weight that can be written, and the finest fraction that is looked for."""
_MULTIPLES = range(2, 301)
"""Weights in tenths or hundredths that have a factor in common: only with it do they round as they did."""
_POWERS = tuple(Fraction(10) ** -digits for digits in range(7))


def weights_to_yaml(
    shares: Sequence[float], names: Sequence[str], *, total: float, usual: float
) -> dict[str, Plain]:
    """Return weights by name that read to these shares of a total; those that are as usual are left out."""
    exact = list(_exact(shares, total))
    if not exact:
        exact = [tuple(Fraction(round(share / total * _MOST_PARTS)) for share in shares)]
    # Where a weight that is left out is 1, people expect the others to be about as large.
    readable = [weights for weights in exact if usual and total / 2 <= sum(weights) <= 2 * total]
    return min((_by_name(weights, names, usual) for weights in readable or exact), key=_length)


def _exact(shares: Sequence[float], total: float) -> Iterator[tuple[Fraction, ...]]:
    """Yield weights that can be written, and that reading scales to exactly these shares."""
    parts = tuple(Fraction(share / total).limit_denominator(_MOST_PARTS) for share in shares)
    whole = math.lcm(*(part.denominator for part in parts))
    scales = {whole * power for power in _POWERS}
    scales |= {1 / part for part in parts if part}
    scales |= {Fraction(sum_of) for sum_of in (1, 10, 100, 1_000, int(total))}
    found = [weights for scale in sorted(scales) if (weights := _weights(parts, scale, shares, total))]
    if found:
        yield from found
        return
    multiples = (whole * power * times for times in _MULTIPLES for power in _POWERS[1:3])
    yield from islice(filter(None, (_weights(parts, scale, shares, total) for scale in multiples)), 1)


def _weights(
    parts: Sequence[Fraction], scale: Fraction, shares: Sequence[float], total: float
) -> tuple[Fraction, ...]:
    """Return the weights at a scale if they can be written and read to exactly these shares; else none."""
    weights = tuple(part * scale for part in parts)
    is_exact = all(map(_can_be_written, weights)) and _scaled(weights, total) == tuple(shares)
    return weights if is_exact else ()


def _can_be_written(weight: Fraction) -> bool:
    return weight <= _MOST_PARTS and (weight * 1_000_000).denominator == 1


def _scaled(weights: Sequence[Fraction], total: float) -> tuple[float, ...]:
    """Return what reading makes of weights (`traffic_demand`), to the last bit."""
    floats = [float(weight) for weight in weights]
    return tuple(weight * total / sum(floats) for weight in floats)


def _by_name(weights: Sequence[Fraction], names: Sequence[str], usual: float) -> dict[str, Plain]:
    return {
        name: number_to_yaml(float(weight))
        for name, weight in zip(names, weights, strict=True)
        if weight != usual
    }


def _length(weights: Mapping[str, Plain]) -> tuple[int, int]:
    """How long weights are to write; of two that are as long, those without decimals."""
    return sum(len(name) + len(weight) + 4 for name, weight in weights.items()), "." in "".join(
        weights.values()
    )
