"""What one estimates from the log of a call centre about its callers and its line; times in seconds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from autoreply_sim.analytics.survival import Survival, survival
from autoreply_sim.codes import Outcome
from autoreply_sim.units import SECOND_MS
from benchmarks.call_log import CallLog

if TYPE_CHECKING:
    from numpy.typing import NDArray

SHORT_S = 10.0
"""Shorter calls are no talk."""


def patience(log: CallLog) -> Survival:
    """Return the share of callers that is still waiting after each time at which somebody gave up.

    Answered calls are censored: their callers would have waited at least so long.
    """
    return survival(log.wait_ms[log.queued] / SECOND_MS, log.gave_up[log.queued])


def survives(log: CallLog, *, after_s: float) -> float:
    """Return the share of callers who still wait after so long, if nobody answers."""
    return patience(log).share_after(after_s)


def median_patience_s(log: CallLog) -> float:
    """Return by when half of the callers have hung up, if nobody answers, in seconds; infinite beyond the log."""
    median_s = patience(log).median_s
    return np.inf if median_s is None else median_s


def weibull_fit(log: CallLog) -> tuple[float, float]:
    """Return scale (s) and shape, from 0.1 to 10, of the Weibull patience that makes the log likeliest."""
    waits_s = log.wait_ms[log.queued] / SECOND_MS
    gave_up = log.gave_up[log.queued]
    logs = np.log(waits_s)
    low, high = 0.1, 10.0
    for _ in range(60):
        shape = (low + high) / 2
        powers = waits_s**shape
        slope = 1 / shape + logs[gave_up].mean() - (powers * logs).sum() / powers.sum()
        low, high = (shape, high) if slope > 0 else (low, shape)
    return float(((waits_s**high).sum() / gave_up.sum()) ** (1 / high)), high


def exponential_fit_s(log: CallLog) -> float:
    """Return the mean of the exponential patience that makes the log likeliest."""
    return float(log.wait_ms[log.queued].sum() / SECOND_MS / log.gave_up.sum())


def long_talks_s(log: CallLog) -> NDArray[np.float64]:
    """Return how long the talks were that were no short ones, float64 [talks]."""
    talks_s = log.talk_ms[log.answered] / SECOND_MS
    return np.asarray(talks_s[talks_s >= SHORT_S])


def short_share(log: CallLog) -> float:
    """Return the share of the answered calls that were shorter than SHORT_S."""
    return 1.0 - len(long_talks_s(log)) / int(log.answered.sum())


def talk_mu(log: CallLog) -> float:
    """Return the mean of the logarithms of long talks in seconds."""
    return float(np.log(long_talks_s(log)).mean())


def talk_sigma(log: CallLog) -> float:
    """Return the standard deviation of the logarithms of long talks."""
    return float(np.log(long_talks_s(log)).std())


def talk_mean_s(log: CallLog) -> float:
    """Return how long a long talk lasts on average."""
    return float(long_talks_s(log).mean())


def talk_quantile_s(log: CallLog, *, share: float) -> float:
    """Return how long a share of the long talks last at most."""
    return float(np.quantile(long_talks_s(log), share))


def calls_again(log: CallLog, *, within_ms: int, hung_up: bool | None = None) -> float:
    """Return the share of calls after which the same customer called again within so long after the end.

    `hung_up`: of those whose callers hung up, or of the answered ones; None: of all. Only calls after which the log
    goes on for so long are counted.
    """
    after = np.ones_like(log.answered) if hung_up is None else log.answered != hung_up
    order = np.lexsort((log.came_ms, log.customer))
    same = log.customer[order][1:] == log.customer[order][:-1]
    until_next_ms = np.full(len(order), np.iinfo(np.int64).max)
    until_next_ms[order[:-1][same]] = (log.came_ms[order][1:] - log.ended_ms[order][:-1])[same]
    counted = after & (log.ended_ms + within_ms <= log.until_ms)
    return float((until_next_ms[counted] <= within_ms).mean())


def share_of(log: CallLog, *, outcome: Outcome) -> float:
    """Return the share of the calls that ended so."""
    return float((log.outcome == outcome).mean())


def queued_share(log: CallLog) -> float:
    """Return the share of the calls that found nobody free."""
    return float(log.queued.mean())


def abandoned_of_queued(log: CallLog) -> float:
    """Return the share of the queued whose callers hung up."""
    return float(log.gave_up.sum() / log.queued.sum())


def wait_mean_s(log: CallLog) -> float:
    """Return how long the queued waited on average."""
    return float(log.wait_ms[log.queued].mean() / SECOND_MS)


def wait_quantile_s(log: CallLog, *, share: float) -> float:
    """Return how long a share of the queued waited at most."""
    return float(np.quantile(log.wait_ms[log.queued], share) / SECOND_MS)


def speed_of_answer_s(log: CallLog) -> float:
    """Return how long the answered waited on average, those who did not wait included."""
    return float(log.wait_ms[log.answered].mean() / SECOND_MS)


def answered_in_time(log: CallLog, *, within_s: float) -> float:
    """Return the share of the answered who waited so long at most."""
    return float((log.wait_ms[log.answered] <= within_s * SECOND_MS).mean())
