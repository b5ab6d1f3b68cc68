"""`autoreply-sim calendar`: a team's ring schedules to a calendar file, and a calendar's events to schedules."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path

from autoreply_sim.cli.terminal import harmless
from autoreply_sim.domain.scenario import Scenario
from autoreply_sim.domain.world import Team
from autoreply_sim.errors import InputError, Problem, did_you_mean
from autoreply_sim.io.ics import schedules_from_ics, schedules_to_ics
from autoreply_sim.io.ics_file import read_calendar
from autoreply_sim.io.scenario_load import load
from autoreply_sim.io.scenario_times import zone_name
from autoreply_sim.io.scenario_values import shown
from autoreply_sim.io.schedule_yaml import schedules_to_yaml


def main(arguments: Namespace) -> int:
    """Export or import; return 2 if some input cannot be used, else 0."""
    action = _export if arguments.action == "export" else _import
    try:
        problems = action(arguments)
    except InputError as error:
        problems = error.problems
    except ValueError as error:
        problems = _problems([str(error)], arguments.file)
    sys.stdout.flush()
    for problem in problems:
        print(harmless(str(problem)), file=sys.stderr)
    return 2 if problems else 0


def _export(arguments: Namespace) -> Sequence[Problem]:
    """Write the schedules that a team has before the first event."""
    team = _team(load(arguments.file), arguments.team)
    data = schedules_to_ics(team.settings.schedules, calendar_name=team.display_name)
    if arguments.out is None:
        sys.stdout.write(data.decode())
        return ()
    try:
        _write(data, arguments.out, arguments.file)
    except ValueError as error:
        return _problems([str(error)], arguments.out)
    return ()


def _team(scenario: Scenario, key: str | None) -> Team:
    """The team that is meant. Raises ValueError with a sentence if that is unclear, or it has no schedules."""
    teams = {team.key: team for team in scenario.world.teams}
    with_schedules = [team.key for team in teams.values() if team.settings.schedules]
    if not with_schedules:
        raise ValueError("no team of this file has a schedule; there is nothing to export")
    named = ", ".join(with_schedules)
    if key is None and len(with_schedules) > 1:
        raise ValueError(f"{len(with_schedules)} teams have schedules; name one with --team: {named}")
    meant = with_schedules[0] if key is None else key
    if meant not in teams:
        raise ValueError(f"no team is called {shown(meant)}; {did_you_mean(meant, teams)}")
    if meant not in with_schedules:
        raise ValueError(f"team {shown(meant)} has no schedules; name one that has: {named}")
    return teams[meant]


def _write(data: bytes, out: Path, source: Path) -> None:
    """Write a file. Raises ValueError with a sentence if that is impossible, or would overwrite the source."""
    try:
        if out.exists() and out.samefile(source):
            raise ValueError("this is the scenario file itself; name another file")
        out.write_bytes(data)
    except OSError as error:
        raise ValueError(f"this file cannot be written: {error.strerror}; name another one") from None


def _import(arguments: Namespace) -> Sequence[Problem]:
    """Print what can be taken over of a calendar; return what cannot."""
    data = read_calendar(arguments.file)
    timezone = None if arguments.timezone is None else _zone(arguments.timezone)
    schedules, left_out = schedules_from_ics(data, timezone=timezone)
    text, refused = schedules_to_yaml(schedules)
    sys.stdout.write(text)
    return _problems([*left_out, *refused], arguments.file)


def _zone(name: str) -> str:
    try:
        return zone_name(name)
    except ValueError as error:
        raise InputError([Problem(where="--timezone", message=str(error))]) from None


def _problems(sentences: Sequence[str], path: Path) -> Sequence[Problem]:
    return [Problem(where="", message=sentence, file=str(path)) for sentence in sentences]
