"""A run as the log of a call centre, and what one estimates from it about arrivals.

Nothing is used here that a real log would not hold: how long callers would have waited, or that two calls are about the
same matter, nobody wrote down. So patience is estimated from those who hung up, as it was from the real log.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from autoreply_sim.codes import Outcome
from autoreply_sim.engine.ledger import Ledger
from autoreply_sim.units import DAY_MS, HOUR_MS

if TYPE_CHECKING:
    from numpy.typing import NDArray

BUSY_HOURS = range(8, 18)
"""Of the working days: the others have too few calls to compare counts or gaps."""
WORKING_DAYS = range(5)
"""Sunday to Thursday, counted from Sunday."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class CallLog:
    """The calls of a run in UTC, in the order in which they came in; all columns [calls]."""

    came_ms: NDArray[np.int64]
    """Since the midnight that begins the Sunday before the first day."""
    ended_ms: NDArray[np.int64]
    """On the same clock."""
    wait_ms: NDArray[np.int64]
    """From after the menu until answered or given up; NONE: the caller hung up before."""
    talk_ms: NDArray[np.int64]
    """Of answered calls; 0 of the others."""
    outcome: NDArray[np.int8]
    customer: NDArray[np.int32]
    until_ms: int
    """When the log ends."""

    @property
    def answered(self) -> NDArray[np.bool_]:
        """Which calls ended with an agent."""
        return np.asarray(self.outcome == Outcome.ANSWERED)

    @property
    def gave_up(self) -> NDArray[np.bool_]:
        """Which callers hung up while they waited."""
        return np.asarray(self.outcome == Outcome.HUNG_UP_RINGING)

    @property
    def queued(self) -> NDArray[np.bool_]:
        """Which calls found nobody free."""
        return self.wait_ms > 0


def log_of(ledger: Ledger, first_sunday_ms: int, until_ms: int) -> CallLog:
    """Return the log of a drawn run whose times count from a Sunday (UTC ms) and that ends at an instant (UTC ms)."""
    calls = ledger.calls[np.argsort(ledger.calls["came_ms"], kind="stable")]
    events = ledger.plan.machine.events[calls["event"]]
    talk_ms = ledger.plan.machine.callers["talk_ms"][events["other"]].astype(np.int64)
    return CallLog(
        came_ms=calls["came_ms"] - first_sunday_ms,
        ended_ms=calls["ended_ms"] - first_sunday_ms,
        wait_ms=calls["wait_ms"].astype(np.int64),
        talk_ms=np.where(calls["outcome"] == Outcome.ANSWERED, talk_ms, 0),
        outcome=calls["outcome"],
        customer=events["customer"],
        until_ms=until_ms - first_sunday_ms,
    )


def calls_a_day(log: CallLog) -> NDArray[np.float64]:
    """Return how many calls came in on an average Sunday, Monday … Saturday: float64 [7]."""
    day = log.came_ms // DAY_MS
    days = np.bincount(np.unique(day) % 7, minlength=7)
    return np.asarray(np.bincount(day % 7, minlength=7) / days)


def hour_shares(log: CallLog) -> NDArray[np.float64]:
    """Return the share of the calls that came in during each hour of the day: float64 [24]."""
    hours = log.came_ms % DAY_MS // HOUR_MS
    return np.asarray(np.bincount(hours, minlength=24) / len(hours))


def dispersion(log: CallLog) -> NDArray[np.float64]:
    """Return variance by mean of the counts of each of BUSY_HOURS between days of the same weekday: float64 [hours].

    Variances and means are averaged over WORKING_DAYS before they are divided.
    """
    hour = log.came_ms // HOUR_MS
    weeks = int(hour.max()) // (7 * 24) + 1
    counts = np.bincount(hour, minlength=weeks * 7 * 24).reshape(weeks, 7, 24)
    first = int(hour.min()) // 24
    days = counts.reshape(weeks * 7, 24)[first : int(hour.max()) // 24 + 1]
    weekday = (first + np.arange(len(days))) % 7
    same = [days[weekday == each][:, list(BUSY_HOURS)] for each in WORKING_DAYS]
    variances = np.mean([each.var(axis=0, ddof=1) for each in same], axis=0)
    return np.asarray(variances / np.mean([each.mean(axis=0) for each in same], axis=0))


def gap_variation(log: CallLog) -> float:
    """Return the coefficient of variation of the times between calls within an hour, each hour's mean being 1.

    Of BUSY_HOURS of WORKING_DAYS; corrected for the means being those of the same few gaps.
    """
    hour = log.came_ms // HOUR_MS
    ours = np.isin(hour % 24, BUSY_HOURS) & np.isin(hour // 24 % 7, WORKING_DAYS)
    gaps_ms = np.diff(log.came_ms)
    within = ours[1:] & (np.diff(hour) == 0)
    _, place, number = np.unique(hour[1:][within], return_inverse=True, return_counts=True)
    mean_ms = np.bincount(place, weights=gaps_ms[within]) / number
    squares = (gaps_ms[within] / mean_ms[place] - 1.0) ** 2
    # n exponential gaps, divided by their own mean, have a mean square deviation of (n - 1) / (n + 1).
    return float(np.sqrt(squares.sum() / ((number - 1) / (number + 1) * number).sum()))
