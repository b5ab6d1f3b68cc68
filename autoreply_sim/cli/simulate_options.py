"""What `autoreply-sim simulate` was asked for, checked: all that is wrong is told together."""

from __future__ import annotations

import re
from argparse import Namespace
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import TypeVar

from autoreply_sim.cli.simulate_room import check_room
from autoreply_sim.domain.scenario import Scenario
from autoreply_sim.errors import InputError, Problem
from autoreply_sim.experiment.bounds import BOUNDS, check, with_traffic
from autoreply_sim.experiment.replication import traffic_of
from autoreply_sim.io.memory import available_bytes
from autoreply_sim.io.presets import file_of
from autoreply_sim.io.results_folder import check_free
from autoreply_sim.io.scenario_load import load
from autoreply_sim.io.scenario_times import LAST_YEAR
from autoreply_sim.io.scenario_values import shown
from autoreply_sim.io.traffic_checks import Period, nobody_rings

_WHOLE = re.compile(r"[+-]?\d{1,12}")
_Found = TypeVar("_Found")


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """A scenario with the traffic that was asked for, and what to do with it."""

    scenario: Scenario
    path: Path
    """Of the scenario's file."""
    out: Path | None
    given: Mapping[str, int | None]
    """The numbers on the command line by their names; None where there was none."""

    @property
    def asked(self) -> Mapping[str, int | None]:
        """What the results depend on: not on how many processes shared the work."""
        return {name: number for name, number in self.given.items() if name != "workers"}

    @property
    def workers(self) -> int:
        """How many processes share the work."""
        return self.given["workers"] or 1

    @property
    def days(self) -> int:
        """How many days are simulated."""
        return traffic_of(self.scenario).days

    @property
    def replications(self) -> int:
        """How often they are."""
        return traffic_of(self.scenario).replications


def options_of(arguments: Namespace) -> Options:
    """Return what was asked for. Raises InputError with everything that is wrong with it."""
    problems: list[Problem] = []
    if arguments.file is None:
        message = "name a scenario file with traffic, or a preset; --list names these"
        problems.append(Problem(where="FILE", message=message))
    given = _numbers(arguments, problems)
    if arguments.out is not None:
        _tried(partial(check_free, arguments.out), problems)
    path = None if arguments.file is None else _tried(partial(file_of, arguments.file), problems)
    scenario = None if path is None else _tried(partial(_with_traffic, path), problems)
    if problems or scenario is None or path is None:
        raise InputError(problems)
    asked = with_traffic(scenario, days=given["days"], seed=given["seed"], replications=given["replications"])
    _check_period(asked)
    options = Options(scenario=asked, path=path, out=arguments.out, given=given)
    check_room(asked, options.workers, available_bytes())
    return options


def numbers_of(arguments: Namespace) -> dict[str, int | None]:
    """Return the numbers that were asked for, by name. Raises InputError with all that cannot be."""
    problems: list[Problem] = []
    given = _numbers(arguments, problems)
    if problems:
        raise InputError(problems)
    return given


def _numbers(arguments: Namespace, problems: list[Problem]) -> dict[str, int | None]:
    return {name: _tried(partial(_number, name, getattr(arguments, name)), problems) for name in BOUNDS}


def _tried(ask: Callable[[], _Found], problems: list[Problem]) -> _Found | None:
    """Return an answer, or note why there is none."""
    try:
        return ask()
    except InputError as error:
        problems += error.problems
        return None


def _number(name: str, written: str | None) -> int | None:
    if written is None:
        return None
    least, most = BOUNDS[name]
    try:
        if not _WHOLE.fullmatch(written):
            raise ValueError(f"{shown(written)} is no whole number; choose from {least} to {most:,}")  # noqa: TRY301
        check(name, int(written))
    except ValueError as error:
        message = str(error).removeprefix(f"{name}: ")
        raise InputError([Problem(where=f"--{name}", message=message)]) from None
    return int(written)


def _check_period(scenario: Scenario) -> None:
    """Raise InputError if the days that were asked for are too late, or nobody could ring on any of them."""
    traffic, world = traffic_of(scenario), scenario.world
    last_day = traffic.first_day + timedelta(days=traffic.days - 1)
    if last_day.year > LAST_YEAR:
        message = (
            f"{traffic.days:,} days end on {last_day}; {LAST_YEAR} is the last year possible: ask for fewer"
        )
        raise InputError([Problem(where="--days", message=message)])
    period = Period(first_day=traffic.first_day, days=traffic.days, timezone=world.timezone)
    whys = [why for team in world.teams if (why := nobody_rings(team, traffic.teams, period))]
    if whys:
        raise InputError([Problem(where="--days", message=why) for why in whys])


def _with_traffic(path: Path) -> Scenario:
    scenario = load(path)
    if scenario.traffic is None:
        message = f"this file tells a story; use: autoreply-sim run {path}"
        raise InputError([Problem(where="events", message=message, file=str(path))])
    return scenario
