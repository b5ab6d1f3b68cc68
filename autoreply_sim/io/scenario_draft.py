"""Makes a scenario of a text, as far as the text alone can tell, and a report of what is wrong with it."""

from __future__ import annotations

import re

from autoreply_sim.domain.scenario import Scenario
from autoreply_sim.io.scenario_desk import desk_for
from autoreply_sim.io.scenario_event_models import ScenarioFile
from autoreply_sim.io.scenario_events import build_events
from autoreply_sim.io.scenario_expect import build_expectation
from autoreply_sim.io.scenario_report import Report
from autoreply_sim.io.scenario_shape import check_shape
from autoreply_sim.io.scenario_values import shown
from autoreply_sim.io.scenario_versions import check_versions
from autoreply_sim.io.scenario_world import build_world
from autoreply_sim.io.traffic_build import build_traffic
from autoreply_sim.io.yaml12 import compose
from autoreply_sim.io.yaml12_data import Section

MOST_SCHEDULES = 1_000
"""Schedules of one file: some recurrence rules take 0.1 s to check, and somebody might mean harm."""
MOST_TEAMS, MOST_ADVISORS = 1_000, 10_000
"""Teams and advisors of one file: the columns that name them are narrow."""

_HEAD = re.compile(r"(?:[ \t]*(?:#[^\n]*)?(?:\n|$))*")
_SHOWS = re.compile(r"^[ \t]*#[ \t]*Shows:(.*(?:\n[ \t]*#(?:[ \t,]*R-[A-Z]+-\d+)+[ \t,.]*$)*)", re.MULTILINE)
_RULE = re.compile(r"R-[A-Z]+-\d+")


def draft(text: str, *, origin: str, title: str) -> tuple[Scenario | None, Report]:
    """Return the scenario that a text tells, without what is wrong, and the report of what that is.

    The scenario is None if too much is wrong to tell one. Raises YamlError for what is not YAML.
    """
    tree, duplicates = compose(text)
    report = Report(tree=tree, origin=origin)
    for one in duplicates:
        message = (
            f"the key {one.path[-1]!r} stands here twice (lines {one.first_line} and {one.line}); keep one"
        )
        report.add(one.path, message, line=one.line)
    if not isinstance(tree, Section):
        report.add((), f"{shown(tree)} is no scenario; a scenario begins with: version: 1")
        return None, report
    shape = check_shape(tree, report)
    if (file := shape.file) is None:
        return None, report
    if _is_too_large(file, report):
        return None, report
    desk = desk_for(file, shape, report)
    world = build_world(file, desk)
    events = build_events(file, desk)
    traffic = build_traffic(file.traffic, world, desk)
    check_versions(world.teams, events, desk)
    scenario = Scenario(
        title=file.title or title,
        world=world,
        events=events,
        expect=build_expectation(file, desk),
        traffic=traffic,
        shows=rules_shown(text),
        origin=origin,
    )
    return scenario, report


def _is_too_large(file: ScenarioFile, report: Report) -> bool:
    """Report, and return, whether a file has more of something than is possible."""
    counted = (
        ("teams", len(file.teams), "teams", MOST_TEAMS),
        ("advisors", len(file.advisors), "advisors", MOST_ADVISORS),
        ("teams", _schedules(file), "schedules, saves included", MOST_SCHEDULES),
    )
    too_many = [one for one in counted if one[1] > one[3]]
    for key, found, what, most in too_many:
        report.add((key,), f"the file has {found:,} {what}; at most {most:,} are possible", of_key=True)
    return bool(too_many)


def _schedules(file: ScenarioFile) -> int:
    saves = (event.save for event in file.events if event.save is not None)
    return sum(len(settings.schedules or ()) for settings in (*file.teams.values(), *saves))


def rules_shown(text: str) -> tuple[str, ...]:
    """Return the rule ids that a file's first comment cites after ``# Shows:``, each once."""
    head = _HEAD.match(text)
    cited = _SHOWS.search(head[0]) if head else None
    return tuple(dict.fromkeys(_RULE.findall(cited[1]))) if cited else ()
