"""The plot of cost against size, drawn as SVG: one line, on which a flat one is what is hoped for."""

from __future__ import annotations

import math
from collections.abc import Sequence

from benchmarks.one_size import DECIDE, GENERATE
from benchmarks.sizes import Size

_WIDTH, _HEIGHT = 720, 340
_LEFT, _RIGHT, _TOP, _BOTTOM = 64, 160, 44, 52
_COLOURS = {GENERATE: "#0b6e99", DECIDE: "#b3541e"}
"""On white, both have a contrast of more than 4.5."""
_STYLE = "text{font:13px sans-serif;fill:#222}.title{font-size:15px;font-weight:600}.grid{stroke:#ddd}"


def cost_plot(sizes: Sequence[Size]) -> str:
    """Return an SVG of the microseconds that a call takes to be drawn and to be decided, against the days."""
    costs = {stage: [1e6 * size.stages[stage].median_s / size.calls for size in sizes] for stage in _COLOURS}
    most = _round_up(max(max(each) for each in costs.values()))
    days = [math.log10(size.days) for size in sizes]

    def across(day: float) -> float:
        return _LEFT + (day - days[0]) / (days[-1] - days[0]) * (_WIDTH - _LEFT - _RIGHT)

    def down(cost: float) -> float:
        return _HEIGHT - _BOTTOM - cost / most * (_HEIGHT - _TOP - _BOTTOM)

    parts = [
        f'<text class="title" x="{_LEFT}" y="24">Microseconds a call, by the length of the period</text>'
    ]
    for step in range(5):
        cost = most * step / 4
        y = down(cost)
        parts += [
            f'<line class="grid" x1="{_LEFT}" x2="{_WIDTH - _RIGHT}" y1="{y:.1f}" y2="{y:.1f}"/>',
            f'<text x="{_LEFT - 8}" y="{y + 4:.1f}" text-anchor="end">{cost:g}</text>',
        ]
    parts += [
        f'<text x="{across(day):.1f}" y="{_HEIGHT - 24}" text-anchor="middle">{size.days:,} days</text>'
        for size, day in zip(sizes, days, strict=True)
    ]
    for stage, each in costs.items():
        points = [(across(day), down(cost)) for day, cost in zip(days, each, strict=True)]
        parts += _line(stage, _COLOURS[stage], points)
    return _svg(parts)


def _line(stage: str, colour: str, points: Sequence[tuple[float, float]]) -> list[str]:
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    dots = [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" fill="{colour}"/>' for x, y in points]
    x, y = points[-1]
    line = f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>'
    return [line, *dots, f'<text x="{x + 12:.1f}" y="{y + 4:.1f}" style="fill:{colour}">{stage}</text>']


def _svg(parts: Sequence[str]) -> str:
    size = f'width="{_WIDTH}" height="{_HEIGHT}" viewBox="0 0 {_WIDTH} {_HEIGHT}"'
    ground = f'<rect width="{_WIDTH}" height="{_HEIGHT}" fill="#fff"/>'
    opening = f'<svg xmlns="http://www.w3.org/2000/svg" role="img" {size}>'
    return "\n".join([opening, f"<style>{_STYLE}</style>", ground, *parts, "</svg>"]) + "\n"


def _round_up(value: float) -> float:
    """Return the next number that is 1, 2, 4 or 8 times a power of ten."""
    power = 10.0 ** math.floor(math.log10(value))
    return next(step * power for step in (1, 2, 4, 8, 10) if step * power >= value)
