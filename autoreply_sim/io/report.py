"""A result as a report: one HTML page to send to somebody, which works without a network and says how it was made."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from autoreply_sim.analytics.phrases import check_language
from autoreply_sim.domain.scenario import Scenario
from autoreply_sim.experiment.comparison import Comparison
from autoreply_sim.experiment.replication import traffic_of
from autoreply_sim.experiment.run import Run
from autoreply_sim.experiment.simulation import Simulation
from autoreply_sim.io.export_cells import writable
from autoreply_sim.io.export_place import check_free, whole_file
from autoreply_sim.io.reports.comparison import comparison_report
from autoreply_sim.io.reports.measured import Differences
from autoreply_sim.io.reports.page import page
from autoreply_sim.io.reports.simulation import drawn_run_report, simulation_report
from autoreply_sim.io.reports.story import story_charts, story_report
from autoreply_sim.io.reports.telling import Progress, Telling, telling
from autoreply_sim.io.reports.traffic import traffic_charts
from autoreply_sim.io.reports.view import Chart, Report

_ENDINGS = (".html", ".htm")


def report(
    of: Run | Simulation | Comparison,
    path: str | Path,
    *,
    language: str | None = None,
    overwrite: bool = False,
    against: Run | None = None,
    progress: Callable[[float], None] | None = None,
) -> Path:
    """Write a report on a run, a simulation or a comparison to an HTML file, and return where it is.

    It holds the findings as figures with the tables behind them, the metrics with their intervals and what they mean,
    all settings, and how it was made; of a comparison also the contacts whose experience changes. The page is in
    `language` (``en``, ``fr``; None: the run's or the company's), light or dark as the reader's machine is, and asks
    nobody for anything. Phone numbers of customers are replaced. `progress` hears the share that is done, from 0 to 1.
    `against`: of a run, the same one as it is without some changes; the report then compares the two.

    What is there already is replaced only with `overwrite`. Raises ValueError for another ending than `.html`, for a
    language that is not spoken here, and for what no report can be written on; InputError if the place is taken;
    OSError if the disk does not take it. Then nothing is left behind.

    Example:
        >>> import tempfile
        >>> from autoreply_sim import load, report, run
        >>> told = run(load("data/scenarios/call-hang-up-in-every-phase.yaml"))
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     report(told, folder + "/told.html").name
        'told.html'

    """
    place, tell = check_place(path, overwrite=overwrite), _telling(of, language, progress or _ignore)
    _check_against(of, against)
    text = page(_made(of, against, tell))
    with whole_file(place, overwrite=overwrite) as unfinished:
        unfinished.write_text(writable(text), encoding="utf-8", newline="\n")
    tell.progress(1.0)
    return place


def charts_of(
    of: Run | Comparison, language: str, progress: Callable[[float], None] | None = None
) -> tuple[Chart, ...]:
    """Return the figures that a report on a run or a comparison has, for pages that show them themselves.

    Raises ValueError as `report` does.
    """
    tell = _telling(of, language, progress or _ignore)
    if isinstance(of, Comparison):
        return tuple(Differences(sums=of.sums, confidence=of.confidence).forests(tell))
    if not of.is_drawn:
        return story_charts(replace(of, language=language), tell)
    return traffic_charts(of, traffic_of(of.scenario).days, tell)


def check_place(path: str | Path, *, overwrite: bool) -> Path:
    """Return where a report goes, before any work is done. Raises as `report` does if it cannot go there."""
    place = Path(path)
    if place.suffix.lower() not in _ENDINGS:
        raise ValueError(f"{place.name!r} is no name of a page; end the path in .html")
    check_free(place, overwrite=overwrite)
    return place


def _check_against(of: object, saved: Run | None) -> None:
    """Raise ValueError for two things that are not the same run under other settings."""
    if saved is None:
        return
    if not isinstance(of, Run) or not isinstance(saved, Run):
        raise ValueError(  # noqa: TRY004 (as of everything else that can be asked for)
            "against: a run stands against another run; compare() does so with several"
        )
    if of.scenario.events != saved.scenario.events or of.scenario.traffic != saved.scenario.traffic:
        raise ValueError("against: the two runs are not of the same events; change settings only")


def _telling(of: object, language: str | None, progress: Progress) -> Telling:
    """Return how the report speaks. Raises ValueError for what no report can be written on."""
    if language is not None:
        check_language(language)
    worlds = [scenario.world for scenario in _scenarios(of)]
    own = of.language if isinstance(of, Run) else worlds[0].company.language
    return telling(worlds, language or own, progress)


def _scenarios(of: object) -> list[Scenario]:
    match of:
        case Run() | Simulation():
            return [of.scenario]
        case Comparison():
            return list(of.variants.values())
    raise ValueError(
        f"a report is written on a run, a simulation or a comparison, not on a {type(of).__name__}; run it first"
    )


def _made(of: Run | Simulation | Comparison, saved: Run | None, tell: Telling) -> Report:
    match of:
        case Comparison():
            return comparison_report(of, tell)
        case Simulation():
            return simulation_report(of, tell)
    return drawn_run_report(of, saved, tell) if of.is_drawn else story_report(of, saved, tell)


def _ignore(_share: float) -> None:
    """Nobody wants to hear."""
