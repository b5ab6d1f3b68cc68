"""Reads how long things last, as distributions, and when they come to pass, if they do.

A distribution is a group of one key, its family, with its parameters in everyday quantities: a mean or a median with
its unit where textbooks have the mean of a logarithm. A bare duration always lasts as long.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Annotated, Any

from autoreply_sim.domain.traffic import Eventually, Family, Span, fixed
from autoreply_sim.errors import did_you_mean
from autoreply_sim.io.scenario_values import Reads, number, shown
from autoreply_sim.io.traffic_values import (
    DURATION_SCHEMA,
    LONG_DURATION,
    SHARE,
    SOME_TIME,
    long_duration_ms,
    share_of,
    some_time_ms,
)

MOST_POINTS = 20
"""Points of one `calls_again`: more of them say nothing that anybody measured."""
NEVER = "never"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Form:
    """How a family is written: its parameters, and what they make."""

    scale: tuple[str, ...]
    """The names that the first parameter may have."""
    scale_is: Reads
    shape: str | None
    shape_is: Reads
    example: str


_FORMS: Mapping[Family, _Form] = {
    Family.UNIFORM: _Form(
        scale=("from",),
        scale_is=LONG_DURATION,
        shape="to",
        shape_is=LONG_DURATION,
        example="{from: 2s, to: 8s}",
    ),
    Family.EXPONENTIAL: _Form(
        scale=("mean",), scale_is=SOME_TIME, shape=None, shape_is=SOME_TIME, example="{mean: 3m}"
    ),
    Family.LOGNORMAL: _Form(
        scale=("median", "mean"),
        scale_is=SOME_TIME,
        shape="sigma",
        shape_is=number(0.01, 5),
        example="{median: 2m, sigma: 0.95}",
    ),
    Family.WEIBULL: _Form(
        scale=("scale",),
        scale_is=SOME_TIME,
        shape="shape",
        shape_is=number(0.1, 50),
        example="{scale: 388s, shape: 0.909}",
    ),
    Family.GAMMA: _Form(
        scale=("mean",),
        scale_is=SOME_TIME,
        shape="cv",
        shape_is=number(0.01, 10),
        example="{mean: 3m, cv: 0.5}",
    ),
}


def span(value: object) -> Span:
    """Return how long something lasts."""
    if not isinstance(value, Mapping):
        return fixed(long_duration_ms(value))
    if len(value) != 1:
        raise ValueError(
            f"{shown(value)} is no distribution; write one, such as {_example(Family.LOGNORMAL)}"
        )
    name, parameters = next(iter(value.items()))
    families = [family.value for family in _FORMS]
    if name not in families:
        raise ValueError(f"no distribution is called {shown(name)}; {did_you_mean(name, families)}")
    return _span(Family(name), parameters)


def span_or_never(value: object) -> Span:
    """Return how long something lasts; `never`: it does not come to pass."""
    return Span(family=Family.NEVER) if value == NEVER else span(value)


def eventually(value: object) -> Eventually:
    """Return when something comes to pass: shares by the time since, both ascending; `never`: nobody ever does it."""
    if value == NEVER:
        return Eventually()
    if not isinstance(value, Mapping):
        raise ValueError(f"{shown(value)} says not when; write {{2m: 20%, 1h: 48%, 24h: 67%}}, or never")  # noqa: TRY004
    if len(value) > MOST_POINTS:
        raise ValueError(f"{len(value)} points are too many; at most {MOST_POINTS} are possible")
    points = tuple((some_time_ms(when), share_of(share)) for when, share in value.items())
    for before, (when, share) in enumerate(list(value.items())[1:]):
        if points[before + 1][0] <= points[before][0] or points[before + 1][1] <= points[before][1]:
            raise ValueError(
                f"{shown(when)}: {shown(share)} does not go on from the point before it; times and shares must both "
                "grow, because each share holds the earlier ones"
            )
    return Eventually(points=points)


def _span(family: Family, given: object) -> Span:
    form = _FORMS[family]
    parameters = _parameters(family, form, given)
    scale_key = next(key for key in form.scale if key in parameters)
    scale_ms = float(parameters[scale_key])
    shape = float(parameters[form.shape]) if form.shape else 0.0
    if family is Family.UNIFORM and shape < scale_ms:
        raise ValueError(f"uniform: it ends before it begins ({shown(given)}); write {_example(family)}")
    if family is Family.LOGNORMAL and scale_key == "mean":
        scale_ms /= math.exp(shape**2 / 2)
    return Span(family=family, scale_ms=scale_ms, shape=shape)


def _parameters(family: Family, form: _Form, given: object) -> dict[str, Any]:
    """Return the parameters by name, each as its field holds it; those that are missing or unknown are refused."""
    if not isinstance(given, Mapping):
        # Of an exponential there is only the mean: it needs no name.
        given = {form.scale[0]: given} if form.shape is None else {}
    readers: dict[str, Callable[[object], object]] = dict.fromkeys(form.scale, form.scale_is.read)
    if form.shape:
        readers[form.shape] = form.shape_is.read
    for key in given:
        if key not in readers:
            raise ValueError(
                f"{family}: no parameter is called {shown(key)}; {did_you_mean(str(key), readers)}"
            )
    scales = [key for key in form.scale if key in given]
    if len(scales) != 1 or (form.shape and form.shape not in given):
        needed = " or ".join(form.scale) + (f", and {form.shape}" if form.shape else "")
        raise ValueError(f"{family}: it needs {needed}; write {_example(family)}")
    return {key: _read(family, str(key), readers[key], value) for key, value in given.items()}


def _read(family: Family, key: str, read: Callable[[object], object], value: object) -> object:
    try:
        return read(value)
    except ValueError as error:
        raise ValueError(f"{family}, {key}: {error}") from None


def _example(family: Family) -> str:
    return f"{{{family}: {_FORMS[family].example}}}"


def _schema(form: _Form) -> dict[str, Any]:
    keys: dict[str, Any] = {key: dict(form.scale_is.schema) for key in form.scale}
    if form.shape:
        keys[form.shape] = dict(form.shape_is.schema)
    needed = [{"required": [key, *([form.shape] if form.shape else [])]} for key in form.scale]
    group = {"type": "object", "additionalProperties": False, "properties": keys, "oneOf": needed}
    return {"anyOf": [dict(form.scale_is.schema), group]} if form.shape is None else group


DRAWN_SCHEMA: dict[str, Any] = {
    "type": "object",
    "additionalProperties": False,
    "minProperties": 1,
    "maxProperties": 1,
    "properties": {family.value: _schema(form) for family, form in _FORMS.items()},
}
_SPAN_SCHEMA = {"anyOf": [DURATION_SCHEMA, DRAWN_SCHEMA]}
POINTS_SCHEMA: dict[str, Any] = {
    "type": "object",
    "maxProperties": MOST_POINTS,
    "additionalProperties": dict(SHARE.schema),
}
_EVENTUALLY_SCHEMA = {"anyOf": [{"const": NEVER}, POINTS_SCHEMA]}

Lasts = Annotated[Span, Reads(span, _SPAN_SCHEMA)]
MayLast = Annotated[Span, Reads(span_or_never, _SPAN_SCHEMA)]
Again = Annotated[Eventually, Reads(eventually, _EVENTUALLY_SCHEMA)]
