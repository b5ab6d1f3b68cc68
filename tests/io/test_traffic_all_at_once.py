"""All errors of a file with traffic are reported together, and none that is only a consequence of another."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from autoreply_sim.errors import InputError, Problem
from autoreply_sim.io.scenario_load import loads, loads_and_run

TEXT = Path(__file__).with_name("traffic.yaml").read_text(encoding="utf-8")

ProblemsOf = Callable[[str], tuple[Problem, ...]]


def wheres(problems: tuple[Problem, ...]) -> list[str]:
    """Return the keys that are blamed."""
    return [problem.where for problem in problems]


def test_mistakes_of_every_kind_are_told_together(problems_of: ProblemsOf) -> None:
    """A duplicate, an unknown key, bad values, unknown names and contradictions, in the order of lines."""
    text = (
        TEXT.replace("  seed: 7", "  seed: 7\n  seed: 8")
        .replace("french: 10%", "frensh: 10%")
        .replace("landline: 0.15", "landline: 15")
        .replace("subdivision: IA", "subdivision: IO")
        .replace("{weibull: {scale: 388s, shape: 0.909}}", "{weibull: {scale: 388s}}")
        .replace('{"1": 30%}', '{"7": 30%}')
        .replace("_busy: wait", "_busy: hold")
        .replace("{7: 3, 8: 6, 9: 3}", "{7: 0}")
        .replace("{app: 1}", "{app: 1, call: 1}")
        .replace("{team: service, from: 2026-02-10", "{team: sales, from: 2025-02-10")
    )
    problems = problems_of(text)

    assert wheres(problems) == [
        "traffic.seed",
        "traffic.people.frensh",
        "traffic.people.landline",
        "traffic.holidays.subdivision",
        "traffic.customers.patience",
        "traffic.customers.presses.7",
        "traffic.advisors.when_all_are_busy",
        "traffic.teams.service.hours",
        "traffic.teams.parts.channels",
        "traffic.incidents[1].team",
    ]
    assert [problem.line for problem in problems] == sorted(problem.line or 0 for problem in problems)


def test_a_period_that_cannot_be_read_hides_nothing_but_what_depends_on_it(problems_of: ProblemsOf) -> None:
    """Whether an incident lies within it, or a schedule is ever active in it, nobody can say."""
    text = TEXT.replace("from: 2026-01-01\n", "from: soon\n").replace("days: 365", "days: many")
    text = text.replace("cv: 0.5", "cv: 0").replace("first: 2026-01-05", "first: 2031-01-05")

    assert wheres(problems_of(text)) == ["traffic.from", "traffic.days", "traffic.advisors.talk"]


def test_what_is_wrong_with_a_team_is_not_said_again_of_its_traffic(problems_of: ProblemsOf) -> None:
    """A schedule that cannot be read may be active, and a tree that cannot be read may have the key."""
    schedule = TEXT.replace("repeats: FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "repeats: weekly")
    tree = TEXT.replace('"2": {advisors: [ana]}', '"2": 5')
    number = TEXT.replace('number: "+15155550100"', "number: 5")

    assert wheres(problems_of(schedule)) == ["teams.service.schedules[1].repeats"]
    assert wheres(problems_of(tree)) == ["teams.service.call_trees.main.options.2"]
    assert wheres(problems_of(number)) == ["teams.service.number"]


def test_a_broken_team_is_still_known_by_its_name(problems_of: ProblemsOf) -> None:
    """Its traffic is no unknown team's."""
    text = TEXT.replace("parts: {communication_team: service}", "parts: 5")

    assert wheres(problems_of(text)) == ["teams.parts"]


def test_traffic_that_cannot_be_read_is_still_known_by_its_team(problems_of: ProblemsOf) -> None:
    """An incident may name it."""
    text = TEXT.replace("parts: {per_day: 10.5, channels: {app: 1}}", "parts: many").replace(
        "{team: service, from", "{team: parts, from"
    )

    assert wheres(problems_of(text)) == ["traffic.teams.parts"]


def test_customers_who_cannot_be_read_are_still_somebody(problems_of: ProblemsOf) -> None:
    """Neither is there nobody then, nor is every number withheld."""
    text = TEXT.replace("count: 6000", "count: 0")

    assert wheres(problems_of(text.replace('"+15155550199"', "12"))) == ["customers.carla.phone"]
    assert wheres(problems_of(text.replace('{name: Carla Diaz, phone: "+15155550199"}', "5"))) == [
        "customers.carla"
    ]


def test_a_story_that_also_has_traffic_is_told_all_its_mistakes(problems_of: ProblemsOf) -> None:
    """Its events are checked, too, as far as that can be done without a run."""
    events = "events:\n  - {at: 2026-03-02 09:00, call: {from: eve, to: service}}\n"

    assert wheres(problems_of(TEXT.replace("traffic:\n", f"{events}traffic:\n"))) == [
        "events",
        "events[1].call.from",
    ]


def test_running_a_file_with_mistakes_tells_them_beside_the_command_that_it_is_for() -> None:
    """Whoever mends the file should not be sent away first."""
    with pytest.raises(InputError) as caught:
        loads_and_run(TEXT.replace("days: 365", "days: 0"))

    assert wheres(caught.value.problems) == ["traffic", "traffic.days"]


@pytest.mark.parametrize(
    ("group", "most", "said"),
    [
        ("teams", 1_000, "1,001 teams; at most 1,000"),
        ("advisors", 10_000, "10,001 advisors; at most 10,000"),
    ],
)
def test_a_file_has_no_more_teams_and_advisors_than_can_be_told_apart(
    group: str, most: int, said: str
) -> None:
    """The limits hold for stories as well."""
    item = {"teams": "{communication_team: t}", "advisors": "A"}[group]
    more = "".join(f"  k{number}: {item}\n" for number in range(most))
    first = 'teams:\n  t: {number: "+15155550100"}\n'
    text = f"version: 1\n{first}" + (more if group == "teams" else f"advisors:\n  k: A\n{more}")
    with pytest.raises(InputError) as caught:
        loads(text)

    assert [(problem.where, said in problem.message) for problem in caught.value.problems] == [(group, True)]


def test_lists_of_traffic_have_an_end(problems_of: ProblemsOf) -> None:
    """Somebody might mean harm."""
    one = "    - {from: 2026-03-01 10:00, to: 2026-03-01 12:00, phones: down}\n"
    incidents = problems_of(TEXT + 1_000 * one)
    rest = "      - {from: 11:30, to: 13:00, length: 30m}\n"
    breaks = problems_of(TEXT.replace(rest, 11 * rest))
    points = ", ".join(f"{minute}m: {minute}%" for minute in range(1, 23))
    again = problems_of(TEXT.replace("{2m: 20%, 1h: 48%, 24h: 67%}", f"{{{points}}}"))

    assert [(one.where, "1,002 incidents are too many" in one.message) for one in incidents] == [
        ("traffic.incidents", True)
    ]
    assert [(one.where, "11 breaks a day are too many" in one.message) for one in breaks] == [
        ("traffic.advisors.breaks", True)
    ]
    assert [(one.where, "22 points are too many" in one.message) for one in again] == [
        ("traffic.customers.calls_again.after_hang_up", True)
    ]
