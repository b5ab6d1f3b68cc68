"""Reports on what was drawn: a simulation with its replications, or one of them alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from autoreply_sim.analytics.digest import digest
from autoreply_sim.analytics.measure import measure
from autoreply_sim.analytics.metric_estimates import Sums
from autoreply_sim.experiment.desk import Desk
from autoreply_sim.experiment.replication import begins_ms, traffic_of
from autoreply_sim.experiment.run import Run
from autoreply_sim.experiment.simulation import Simulation
from autoreply_sim.io.reports import words
from autoreply_sim.io.reports.against import against
from autoreply_sim.io.reports.made import made, percent, period, what
from autoreply_sim.io.reports.measured import levels
from autoreply_sim.io.reports.settings import settings
from autoreply_sim.io.reports.telling import Telling
from autoreply_sim.io.reports.traffic import traffic_charts
from autoreply_sim.io.reports.view import Fact, Report, Section

CONFIDENCE = 0.95
_DRAWN, _SHOWN = 0.4, 0.9
"""Shares of the work that are done by then."""


def simulation_report(done: Simulation, tell: Telling) -> Report:
    """Return the report on a simulation: figures of its first replication, measurements of all."""
    sums = [one.sums for one in done.each if one.sums is not None]
    first = done.runs[0] if done.has_runs else _again(done, tell)
    drawn = _report(first, sums, done.warm_up_days, done.digest, tell)
    noted = [
        replace(each, notes=done.notes_in(tell.language)) if each.key == "measured" else each
        for each in drawn.sections
    ]
    return replace(drawn, sections=tuple(noted))


def drawn_run_report(run: Run, saved: Run | None, tell: Telling) -> Report:
    """Return the report on one replication; `saved`: the same one without the changes that were tried on it."""
    sums = [measure(run.ledger, begins_ms(run.scenario))]
    drawn = _report(run, sums, 0, digest(run.ledger), tell)
    return replace(drawn, sections=(*against(run, saved, tell), *drawn.sections))


def _again(done: Simulation, tell: Telling) -> Run:
    """Return the first replication, which was not kept: drawn and decided anew, it is the same."""
    (ledger,) = Desk(scenarios=[done.scenario]).decide(0)
    return Run(done.scenario, ledger, tell.language)


def _report(run: Run, sums: Sequence[Sums], warm_up_days: int, digest_of_all: str, tell: Telling) -> Report:
    scenario, traffic = run.scenario, traffic_of(run.scenario)
    tell.progress(_DRAWN)
    charts = traffic_charts(run, traffic.days, tell)
    tell.progress(_SHOWN)
    several = len(sums) > 1
    first_of = (tell.say(words.FIRST_OF, count=len(sums)),) if several else ()
    measured = (levels({scenario.title: sums}, CONFIDENCE, tell),) if sums else ()
    facts = (
        *what(scenario, tell),
        *period(traffic, tell),
        Fact(label=tell.say(words.CONFIDENCE), value=percent(CONFIDENCE, tell)),
        Fact(label=tell.say(words.WARM_UP), value=str(warm_up_days)),
    )
    return Report(
        language=tell.language,
        title=tell.hide(scenario.title),
        kind=tell.say(words.PERIOD),
        sections=(
            Section(key="findings", title=tell.say(words.FINDINGS), said=first_of, charts=charts),
            Section(
                key="measured",
                title=tell.say(words.MEASURED),
                said=() if sums else (tell.say(words.NOT_MEASURED),),
                tables=measured,
            ),
            Section(key="settings", title=tell.say(words.SETTINGS), groups=settings(scenario, tell)),
            made(tell, facts, digest_of_all),
        ),
    )
