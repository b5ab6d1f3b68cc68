"""How long things last, and when they come to pass, as a scenario file writes it."""

from __future__ import annotations

import math
from typing import Any

from autoreply_sim.domain.traffic import Eventually, Family, Span
from autoreply_sim.io.scenario_write_values import duration_to_yaml, number_to_yaml, share_to_yaml
from autoreply_sim.io.traffic_spans import NEVER
from autoreply_sim.io.yaml12_data import Plain


def span_to_yaml(span: Span) -> Plain | dict[str, Any]:
    """Return how long something lasts: a bare duration, `never`, or a distribution with its parameters."""
    match span.family:
        case Family.NEVER:
            return Plain(NEVER)
        case Family.FIXED:
            return duration_to_yaml(span.scale_ms, days=True)
        case Family.EXPONENTIAL:
            return {span.family.value: duration_to_yaml(span.scale_ms, days=True)}
        case _:
            return {span.family.value: _parameters(span)}


def eventually_to_yaml(eventually: Eventually) -> Plain | dict[str, Any]:
    """Return when something comes to pass: the share by each time since."""
    points: dict[str, Any] = {
        duration_to_yaml(after_ms, days=True): share_to_yaml(by) for after_ms, by in eventually.points
    }
    return points or Plain(NEVER)


def _parameters(span: Span) -> dict[str, Any]:
    scale = duration_to_yaml(span.scale_ms, days=True)
    shape = number_to_yaml(span.shape)
    match span.family:
        case Family.UNIFORM:
            return {"from": scale, "to": duration_to_yaml(span.shape, days=True)}
        case Family.WEIBULL:
            return {"scale": scale, "shape": shape}
        case Family.GAMMA:
            return {"mean": scale, "cv": shape}
        case _:
            return _of_lognormal(span) | {"sigma": shape}


def _of_lognormal(span: Span) -> dict[str, Any]:
    """Return the median; or the mean, if that is what was written: then the median is no whole millisecond."""
    per_median = math.exp(span.shape**2 / 2)
    mean_ms = round(span.scale_ms * per_median)
    if not span.scale_ms.is_integer() and mean_ms / per_median == span.scale_ms:
        return {"mean": duration_to_yaml(mean_ms, days=True)}
    return {"median": duration_to_yaml(span.scale_ms, days=True)}
