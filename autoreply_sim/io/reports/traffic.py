"""The figures of one drawn replication: when people call, how far they come, what they get, and what becomes of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import Any

import pandas as pd

from autoreply_sim.analytics import figures
from autoreply_sim.experiment.run import Run
from autoreply_sim.io.reports.charts import Draw, chart
from autoreply_sim.io.reports.telling import Telling
from autoreply_sim.io.reports.view import Chart

_FEW_DAYS, _SOME_DAYS = 42, 200
"""As many days are shown one by one, and week by week; more are shown by month."""
_PHASES = ("greeting", "menu")


def traffic_charts(run: Run, days: int, tell: Telling) -> tuple[Chart, ...]:
    """Return the figures of a replication of so many days; those of which there is nothing to show are left out."""
    tables = run.frames.with_local_times()
    draws = [*_calls(tables.calls, days), *_replies(tables.replies, days), *_tickets(tables.tickets)]
    return tuple(chart(key, draw, tell) for key, draw in draws)


def funnel(sums: Mapping[str, Mapping[str, int]]) -> pd.DataFrame:
    """Return how many calls came to each phase: a row per phase, a column for each name; `sums` as measured."""
    return pd.DataFrame({name: _phases(each) for name, each in sums.items()})


def totals(sums: Sequence[Mapping[str, int]]) -> dict[str, int]:
    """Return what replications were measured to have together."""
    return {name: sum(each[name] for each in sums) for name in sums[0]}


def _phases(sums: Mapping[str, int]) -> dict[str, int]:
    past_greeting = sums["offered"] - sums["hung_up_greeting"]
    return {
        "offered": sums["offered"],
        "past_greeting": past_greeting,
        "past_menu": past_greeting - sums["hung_up_menu"],
        "rang": sums["rang_or_waited"],
        "answered": sums["answered"],
        "left_voicemail": sums["left_voicemail"],
    }


def _calls(calls: pd.DataFrame, days: int) -> Iterator[tuple[str, Draw]]:
    if calls.empty:
        return
    came = calls["started_at_local"].dt
    hour, month = came.hour.rename("hour"), came.month.rename("month")
    by_hour = pd.crosstab(came.day_of_week.rename("weekday"), hour)
    yield "hours", partial(figures.calls_by_hour, by_hour)
    waits = pd.DataFrame(
        {
            "offered": calls.groupby(hour).size() / days,
            "wait_s": calls["wait_ms"].astype("Float64").groupby(hour).mean().astype("float64") / 1000,
        }
    )
    yield "load", partial(figures.load_by_hour, waits, a_day=True)
    if month.min() < month.max():
        yield "ends", partial(figures.call_ends_by_month, pd.crosstab(month, calls["outcome"]))


def _replies(replies: pd.DataFrame, days: int) -> Iterator[tuple[str, Draw]]:
    if replies.empty:
        return
    by = "day" if days <= _FEW_DAYS else "week" if days <= _SOME_DAYS else "month"
    begins = replies["at_local"].dt.tz_localize(None).dt.to_period(by[0].upper()).dt.start_time.dt.date
    counts = pd.crosstab(begins.rename(by), replies["reply"].astype("str"))
    yield "replies", partial(figures.replies_over_time, counts, by=by)


def _tickets(tickets: pd.DataFrame) -> Iterator[tuple[str, Draw]]:
    if tickets.empty:
        return
    status: pd.Series[Any] = tickets["status"].astype("str").where(tickets["merged_into"].isna(), "merged")
    flow = pd.crosstab(tickets["origin"].astype("str"), status.rename("status"))
    yield "tickets", partial(figures.ticket_flow, flow)
