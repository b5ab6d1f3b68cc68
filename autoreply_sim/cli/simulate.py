"""`autoreply-sim simulate`: a scenario's traffic drawn and decided, as a summary, as JSON, and as Parquet files."""

from __future__ import annotations

import json
import sys
import time
from argparse import Namespace
from concurrent.futures.process import BrokenProcessPool
from contextlib import nullcontext

from autoreply_sim.cli.simulate_options import Options, options_of
from autoreply_sim.cli.simulate_results import Results
from autoreply_sim.cli.simulate_words import in_words, presets_in_words
from autoreply_sim.cli.terminal import Share, on_one_line
from autoreply_sim.engine.compiled import is_kept
from autoreply_sim.errors import InputError, Problem
from autoreply_sim.experiment.bounds import is_worth_compiling
from autoreply_sim.experiment.simulate import simulate
from autoreply_sim.experiment.simulation import Simulation
from autoreply_sim.io.memory import peak_mb
from autoreply_sim.io.presets import presets
from autoreply_sim.io.results import Writing, verify, write_manifest
from autoreply_sim.io.results_folder import whole_folder

_COMPILES = "The engine is being compiled, once: this takes about twenty seconds."
_WORKER_ENDED = (
    "a worker process was ended, probably for want of memory; ask for fewer --days, or use fewer --workers"
)
_OUT_OF_MEMORY = "the memory did not suffice; ask for fewer --days, or use fewer --workers"


def main(arguments: Namespace) -> int:
    """Simulate and print what came of it; return 2 if that cannot be, else 0."""
    try:
        if arguments.list:
            _list(as_json=arguments.json)
        elif arguments.verify is not None:
            verify(arguments.verify)
            print(f"{on_one_line(str(arguments.verify))}: every file is there as it was written")
        else:
            _simulate(options_of(arguments), arguments)
    except InputError as error:
        return _report(error.problems)
    except BrokenProcessPool:
        return _report([Problem(where="", message=_WORKER_ENDED)])
    except MemoryError:
        return _report([Problem(where="", message=_OUT_OF_MEMORY)])
    return 0


def _report(problems: tuple[Problem, ...] | list[Problem]) -> int:
    sys.stdout.flush()
    for problem in problems:
        print(on_one_line(str(problem)), file=sys.stderr)
    return 2


def _list(*, as_json: bool) -> None:
    found = presets()
    if as_json:
        told = [{"name": one.name, "title": one.title, "about": one.about} for one in found]
        sys.stdout.write(json.dumps(told, ensure_ascii=False) + "\n")
    else:
        sys.stdout.write(presets_in_words(found))


def _simulate(options: Options, arguments: Namespace) -> None:
    with nullcontext() if options.out is None else whole_folder(options.out) as folder:
        writing = None if folder is None else Writing(folder=folder, replications=options.replications)
        done = _with_progress(options, writing)
        results = Results(done=done, folder=options.out, peak_mb=peak_mb())
        if folder is not None:
            write_manifest(folder, done, options.path, options.asked)
    if arguments.json:
        sys.stdout.write(json.dumps(results.as_json(), ensure_ascii=False) + "\n")
    else:
        sys.stdout.write(in_words(results, arguments.lang or "en"))


def _with_progress(options: Options, writing: Writing | None) -> Simulation:
    with Share(options.days * options.replications, "day") as share:
        if is_worth_compiling(options.scenario) and not is_kept():
            share.say(_COMPILES)
        return simulate(
            options.scenario,
            workers=options.workers,
            visit=writing,
            measured=False,
            clock=time.perf_counter,
            progress=share.reach,
        )
