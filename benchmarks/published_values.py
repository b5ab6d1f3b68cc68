"""What is published of the bank's call centre, 1999, how each is estimated from a log, and how close is close enough.

A tolerance is about what the published figure itself could be off by: the log has 33,043 calls of 28 days, each weekday
four times. Of figures that the preset misses, `off` says by how much: docs/explanation/how-we-know.md says why.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from autoreply_sim.codes import Outcome
from autoreply_sim.units import DAY_MS, HOUR_MS
from benchmarks import call_log, log_measures
from benchmarks.call_log import CallLog

WEEKDAYS = ("Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday")
CALLS_A_DAY = (1530, 1431, 1585, 1572, 1446, 483, 214)
HOUR_SHARES = (
    *(0.027, 0.067, 0.075, 0.084, 0.077, 0.066, 0.078, 0.072, 0.070),
    *(0.071, 0.057, 0.051, 0.048, 0.041, 0.042, 0.036, 0.029),
)
"""Of the calls, from 07 to 23 h."""

Measure = Callable[[CallLog], float]
Off = tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A published figure, how it is estimated from a log, and how far a simulation may be from it.

    `off`: of a figure that the model misses, the least and most by which it does.
    """

    name: str
    published: float
    within: float
    measure: Measure
    unit: str = ""
    digits: int = 1
    off: Off | None = None

    def written(self, value: float) -> str:
        """Return a value as the table shows it."""
        shown = value * 100 if self.unit == " %" else value
        return f"{shown:,.{self.digits}f}{self.unit}"


def figures() -> list[Figure]:
    """Return all figures, in the order of the table."""
    return [*_days(), *_hours(), *_bursts(), *_patience(), *_talk(), *_again(), *_ends(), *_line()]


def _days() -> list[Figure]:
    """Four days each: if days vary by 9 %, as at another bank, their mean could be 5 % off."""
    return [
        Figure(
            name=f"calls on a {WEEKDAYS[place]}",
            published=calls,
            within=0.05 * calls,
            measure=partial(_on, weekday=place),
            digits=0,
        )
        for place, calls in enumerate(CALLS_A_DAY)
    ]


def _hours() -> list[Figure]:
    """Counts whose variance is about twice their mean: the share of the busiest hour could be 0.2 points off."""
    return [
        _share(f"calls from {hour} to {hour + 1} h", share, 0.003, partial(_during, hour=hour))
        for hour, share in enumerate(HOUR_SHARES, start=7)
    ]


def _bursts() -> list[Figure]:
    """Variance by mean is published as from 1.1 to 5 in ordinary hours; 4,716 gaps vary by 1.5 % of their variation."""
    spread, gaps = "variance by mean of an hour's calls (1.1 to 5)", "variation of gaps within an hour"
    return [
        Figure(name=spread, published=3.05, within=1.95, measure=_spread, digits=2),
        Figure(name=gaps, published=1.004, within=0.03, measure=call_log.gap_variation, digits=3),
    ]


def _patience() -> list[Figure]:
    """Of the real callers 7,786 still waited at 60 s, 379 at 300 s. The fits also depend on how long the waits were."""
    survives = log_measures.survives
    still = "still waiting after"
    return [
        _share(f"{still} 60 s, if nobody answers", 0.821, 0.01, partial(survives, after_s=60)),
        _share(f"{still} 180 s", 0.610, 0.015, partial(survives, after_s=180)),
        _share(f"{still} 300 s", 0.487, 0.02, partial(survives, after_s=300)),
        _time("patience: median", 280, 15, log_measures.median_patience_s),
        _time("patience: mean, fitted exponential", 347, 12, log_measures.exponential_fit_s),
        _time("patience: scale, fitted Weibull", 388, 30, _weibull_scale_s),
        _number("patience: shape, fitted Weibull", 0.909, 0.045, _weibull_shape),
    ]


def _talk() -> list[Figure]:
    """The real times are not quite lognormal: mu and sigma do not give their median and their 95 %."""
    quantile = log_measures.talk_quantile_s
    return [
        _number("talk of 10 s and more: mu", 4.784, 0.01, log_measures.talk_mu),
        _number("talk: sigma", 0.953, 0.01, log_measures.talk_sigma),
        _time("talk: mean", 188.7, 3, log_measures.talk_mean_s),
        _time("talk: median", 116, 6, partial(quantile, share=0.5)),
        _time("talk: 95 % within", 600, 30, partial(quantile, share=0.95)),
        _share("talk under 10 s", 0.064, 0.003, log_measures.short_share),
    ]


def _again() -> list[Figure]:
    """The shares of all were those of identified customers, of whom fewer hung up than of all callers."""
    again = log_measures.calls_again
    hour, day = partial(again, within_ms=HOUR_MS), partial(again, within_ms=DAY_MS)
    return [
        _share("again within 1 h of a hang-up", 0.481, 0.015, partial(hour, hung_up=True)),
        _share("again within 1 h of service", 0.137, 0.01, partial(hour, hung_up=False)),
        _share("again within 1 h", 0.183, 0.022, hour),
        _share("again within 24 h of a hang-up", 0.667, 0.015, partial(day, hung_up=True)),
        _share("again within 24 h of service", 0.396, 0.01, partial(day, hung_up=False)),
        _share("again within 24 h", 0.434, 0.025, day),
        _share("again within 7 days", 0.642, 0.015, partial(again, within_ms=7 * DAY_MS)),
    ]


def _ends() -> list[Figure]:
    """A third of the 17.9 % who hung up did so in the menu."""
    ends = log_measures.share_of
    return [
        _share("answered", 0.821, 0.015, partial(ends, outcome=Outcome.ANSWERED)),
        _share("hung up in the menu", 0.060, 0.003, partial(ends, outcome=Outcome.HUNG_UP_MENU)),
        _share("hung up in the line", 0.119, 0.014, partial(ends, outcome=Outcome.HUNG_UP_RINGING)),
        _time("average speed of answer", 40.7, 5, log_measures.speed_of_answer_s),
    ]


def _line() -> list[Figure]:
    """The rota is not published; ours was made for the share of answers, and misses the others."""
    in_time = partial(log_measures.answered_in_time, within_s=20)
    wait = log_measures.wait_quantile_s
    return [
        _share("answered within 20 s, of the answered", 0.597, 0.02, in_time, off=(0.02, 0.06)),
        _share("queued", 0.545, 0.02, log_measures.queued_share, off=(-0.09, -0.03)),
        _share("hung up, of the queued", 0.218, 0.02, log_measures.abandoned_of_queued, off=(0.02, 0.05)),
        _time("wait of the queued: mean", 75.8, 5, log_measures.wait_mean_s, off=(8, 18)),
        _time("wait: median", 50, 5, partial(wait, share=0.5), off=(8, 16)),
        _time("wait: 95 % within", 232, 15, partial(wait, share=0.95), off=(15, 45)),
    ]


def _share(name: str, published: float, within: float, measure: Measure, off: Off | None = None) -> Figure:
    return Figure(name=name, published=published, within=within, measure=measure, unit=" %", off=off)


def _time(name: str, published: float, within: float, measure: Measure, off: Off | None = None) -> Figure:
    return Figure(name=name, published=published, within=within, measure=measure, unit=" s", off=off)


def _number(name: str, published: float, within: float, measure: Measure) -> Figure:
    return Figure(name=name, published=published, within=within, measure=measure, digits=3)


def _on(log: CallLog, *, weekday: int) -> float:
    return float(call_log.calls_a_day(log)[weekday])


def _during(log: CallLog, *, hour: int) -> float:
    return float(call_log.hour_shares(log)[hour])


def _spread(log: CallLog) -> float:
    return float(call_log.dispersion(log).mean())


def _weibull_scale_s(log: CallLog) -> float:
    return log_measures.weibull_fit(log)[0]


def _weibull_shape(log: CallLog) -> float:
    return log_measures.weibull_fit(log)[1]
