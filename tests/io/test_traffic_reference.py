"""The page on traffic names every key, its examples load, and the defaults that it gives are those of the code."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from textwrap import indent
from typing import Any

import pytest

from autoreply_sim.domain.traffic import Customers, Family, Population, Work
from autoreply_sim.io.scenario_load import loads
from autoreply_sim.io.schema import scenario_schema
from autoreply_sim.io.traffic_models import WEEKDAYS

PAGE = (Path(__file__).parents[2] / "docs" / "reference" / "traffic.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```yaml\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
FILES = [block for block in BLOCKS if block.startswith("version: 1\n")]

WORLD = """\
version: 1
advisors: {ana: Ana Ruiz}
teams:
  service:
    number: "+15155550100"
    schedules:
      - {title: Always, first: 2026-01-01, from: 00:00, to: "24:00", repeats: FREQ=DAILY, advisors: [ana]}
traffic:
  from: 2026-01-01
  days: 7
"""


def keys(schema: dict[str, Any], name: str) -> Iterator[str]:
    """The keys of a group of the schema, and of the groups in it."""
    for key, field in schema["$defs"][name].get("properties", {}).items():
        yield key
        for found in re.findall(r"#/\$defs/(\w+Keys)", str(field)):
            yield from keys(schema, found)


@pytest.mark.parametrize("key", sorted(set(keys(scenario_schema(), "TrafficKeys"))))
def test_every_key_of_traffic_is_on_the_page(key: str) -> None:
    """None is left for the reader to guess."""
    assert f"`{key}`" in PAGE


def test_every_family_of_distributions_and_every_day_is_on_the_page() -> None:
    """So are the words that no schema lists as keys."""
    written = [f"{{{family}:" for family in Family if family not in {Family.FIXED, Family.NEVER}]

    assert [
        word for word in (*written, *(f"`{day}`" for day in WEEKDAYS), "`never`") if word not in PAGE
    ] == []


@pytest.mark.parametrize("block", FILES, ids=range(len(FILES)))
def test_the_examples_of_the_page_load(block: str) -> None:
    """Whoever copies one has a file that works."""
    assert loads(block).traffic is not None


def test_the_page_gives_the_defaults_that_hold() -> None:
    """Written out, they describe the same as no key at all; so nothing has two defaults."""
    of_file, of_team = (block for block in BLOCKS if block not in FILES)
    short = loads(f"{WORLD}  teams: {{service: {{per_day: 10}}}}\n").traffic
    written = (
        f"{WORLD}{indent(of_file, '  ')}  teams:\n    service:\n      per_day: 10\n{indent(of_team, ' ' * 6)}"
    )

    assert loads(written).traffic == short
    assert short is not None
    assert (short.population, short.teams["service"].customers) == (Population(), Customers())
    assert short.teams["service"].work == Work()


def test_the_defaults_of_the_page_name_every_key_of_the_two_groups() -> None:
    """A key that is added to the format must be added to the list; a call tree's keys have no default."""
    of_file = next(block for block in BLOCKS if block not in FILES)
    named = set(keys(scenario_schema(), "HabitKeys")) | set(keys(scenario_schema(), "WorkKeys"))

    assert {key for key in named if f"{key}:" not in of_file} == {"presses", "from", "to", "length"}


def test_the_bare_queue_of_the_page_is_bare() -> None:
    """Nothing but arrivals, talk, patience and waiting is left (Erlang A)."""
    (traffic,) = (loads(block).traffic for block in FILES if "title: A bare queue" in block)
    assert traffic is not None
    team = traffic.teams["queue"]

    assert team.demand.hours == pytest.approx((1 / 24,) * 24)
    assert (team.demand.busyness, team.work.short_calls, team.work.after_call.scale_ms) == (0, 0, 0)
    assert {team.work.talk.family, team.customers.patience.family} == {Family.EXPONENTIAL}
    assert team.customers.again_after_hang_up.points == team.customers.again_after_service.points == ()
    assert team.work.waits
