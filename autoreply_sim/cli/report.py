"""`autoreply-sim report`: a story, a simulated period, or several settings compared, as one HTML page."""

from __future__ import annotations

import sys
from argparse import Namespace
from pathlib import Path

from autoreply_sim.analytics.prices import Prices
from autoreply_sim.cli.simulate_options import numbers_of, options_of
from autoreply_sim.cli.terminal import Share, on_one_line
from autoreply_sim.domain.scenario import Scenario
from autoreply_sim.errors import InputError, Problem
from autoreply_sim.experiment.compare import REPLICATIONS, compare
from autoreply_sim.experiment.comparison import Comparison
from autoreply_sim.experiment.run import Run
from autoreply_sim.experiment.simulate import simulate
from autoreply_sim.experiment.simulation import Simulation
from autoreply_sim.io.presets import file_of
from autoreply_sim.io.prices import load_prices
from autoreply_sim.io.report import check_place, report
from autoreply_sim.io.scenario_load import load, load_and_run

_EXAMPLE = Path("example")
"""Stands for the price list that comes with the package."""
_MADE = 0.8
"""Share of the work that is done once there is something to report on."""


def main(arguments: Namespace) -> int:
    """Write the report and say where it is; return 2 if some input cannot be used, else 0."""
    try:
        check_place(arguments.out, overwrite=arguments.overwrite)
        with Share(100, "%") as share:
            result = _result(arguments, share)
            report(
                result,
                arguments.out,
                language=arguments.lang,
                overwrite=arguments.overwrite,
                progress=lambda done: share.reach(_MADE + (1 - _MADE) * done),
            )
    except InputError as error:
        return _told(error.problems)
    except ValueError as error:
        return _told((Problem(where="", message=str(error)),))
    print(on_one_line(str(arguments.out)))
    return 0


def _told(problems: tuple[Problem, ...]) -> int:
    for problem in problems:
        print(on_one_line(str(problem)), file=sys.stderr)
    return 2


def _result(arguments: Namespace, share: Share) -> Run | Simulation | Comparison:
    paths = [file_of(path) for path in arguments.files]
    scenarios, prices = [load(path) for path in paths], _prices(arguments.prices)
    if len(paths) > 1:
        return _compared(paths, scenarios, arguments, prices, share)
    if scenarios[0].traffic is None:
        _check_bare(paths[0], arguments)
        return load_and_run(paths[0], language=arguments.lang)
    options = options_of(_asked(paths[0], arguments))
    return simulate(
        options.scenario,
        workers=options.workers,
        prices=prices,
        progress=lambda done: share.reach(_MADE * done),
    )


def _prices(path: Path | None) -> Prices | None:
    return None if path is None else load_prices(None if path == _EXAMPLE else path)


def _check_bare(path: Path, arguments: Namespace) -> None:
    """Raise InputError if numbers were asked for that a story does not have."""
    asked = {**numbers_of(arguments), "prices": arguments.prices}
    given = [f"--{name}" for name, value in asked.items() if value is not None]
    if given:
        message = f"this file tells a story, in which nothing is drawn; leave out {', '.join(given)}"
        raise InputError([Problem(where="events", message=message, file=str(path))])


def _compared(
    paths: list[Path], scenarios: list[Scenario], arguments: Namespace, prices: Prices | None, share: Share
) -> Comparison:
    """Return what the same customers come to under the settings of several files, the first the base."""
    given = numbers_of(_asked(paths[0], arguments))
    return compare(
        *scenarios,
        names=_names(paths),
        days=given["days"],
        seed=given["seed"],
        replications=given["replications"] or REPLICATIONS,
        prices=prices,
        progress=lambda done: share.reach(_MADE * done),
    )


def _names(paths: list[Path]) -> list[str]:
    """Return what each file is called, all different: by its name, by its path, or with its place among them."""
    stems, wholes = [path.stem for path in paths], [str(path) for path in paths]
    called = next((names for names in (stems, wholes) if len(set(names)) == len(names)), None)
    return called or [f"{place}. {stem}" for place, stem in enumerate(stems, 1)]


def _asked(path: Path, arguments: Namespace) -> Namespace:
    """Return what is asked of one file as `simulate` is asked; a page is no folder of results."""
    return Namespace(**{**vars(arguments), "file": path, "out": None})
