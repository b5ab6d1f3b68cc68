"""The check-up as a whole: its declarations, the presets, any world, how fast it is, and the page on it."""

from __future__ import annotations

import json
import re
import time
from pathlib import Path
from string import Formatter

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from autoreply_sim.analytics.checkup import CHECKS, Check, Severity, check_up
from autoreply_sim.analytics.checkup.finding import MOST_EVENTS
from autoreply_sim.analytics.checkup.print_checks import PAGES, SEVERITIES, main, page
from autoreply_sim.experiment.run import run
from autoreply_sim.experiment.simulate import simulate
from autoreply_sim.io.presets import Preset, presets
from autoreply_sim.io.scenario_draft import draft
from autoreply_sim.io.scenario_load import load
from autoreply_sim.rules.rulebook import rules
from tests.engine.telling import call
from tests.oracle.plots import PLOTS
from tests.oracle.worlds import scenarios

from .looking import found

DOCS = Path(__file__).parents[3] / "docs" / "reference"
IN_SETTINGS = {
    "call_centre_1999": ["missed_calls_without_ticket"],
    "contact_centre": ["missed_calls_without_ticket"],
    "french_group": ["choice_to_closed_team", "no_word", *["missed_calls_without_ticket"] * 2]
    + ["payments_not_offered"] * 4,
    "harvest_peak": ["missed_calls_without_ticket"],
    "seed_time": [],
    "snowstorm_outage": ["choice_to_closed_team", "missed_calls_without_ticket"],
    "two_person_shop": ["missed_calls_without_ticket"],
}
"""What a sensible team lead would want to hear of each preset, read one by one."""
ONLY_LIVED = {"gap_between_schedules", "last_advisor_off_elsewhere", "whatsapp_without_template"}
"""What the periods of the presets show in addition."""


@pytest.mark.parametrize("preset", presets(), ids=lambda preset: preset.name)
def test_the_presets_raise_no_false_alarm(preset: Preset) -> None:
    """Their settings give what was read and found right, and three weeks of theirs little more."""
    scenario = load(preset.path)
    of_settings = [finding.key for finding in check_up(scenario)]
    lived = check_up(scenario, simulate(scenario, days=14, keep=True, measured=False).runs[0].ledger)

    assert of_settings == IN_SETTINGS[preset.name]
    assert {finding.key for finding in lived} <= {*of_settings, *ONLY_LIVED}


@settings(
    max_examples=60, derandomize=True, database=None, deadline=None, suppress_health_check=list(HealthCheck)
)
@given(data=st.data())
def test_any_world_can_be_checked_twice_with_the_same_findings(data: st.DataObject) -> None:
    """No drawn world is too odd; events that are named happened, at most two hundred, in order."""
    plot = data.draw(st.sampled_from(PLOTS))
    read, report = draft(json.dumps(data.draw(scenarios(plot))), origin="world", title="world")
    assert read is not None, report.error()
    assert check_up(read) == check_up(read)
    told = run(read)
    assume(not told.faults)  # no file of ours: loading refuses it
    first = check_up(read, told.ledger)

    assert first == check_up(read, run(read).ledger)
    numbers = {event.number for event in read.events}
    for finding in first:
        so = finding.consequence
        assert so is None or (numbers.issuperset(so.events) and so.count >= 0)
        assert so is None or len(so.events) <= MOST_EVENTS


def test_findings_come_the_worst_first() -> None:
    """Problems, warnings, hints."""
    vip = {"name": "VIP", "criterion": "segment", "operator": "equals", "value": "vip"}
    rules_ = [{**vip, "target": {"advisor": "ana"}}]
    told = found(call("02 10:00"), team={"schedules": [], "routing_rules": rules_})
    ranks = [list(Severity).index(finding.severity) for finding in told]

    assert len(told) > 2
    assert ranks == sorted(ranks)
    assert told[0].severity == Severity.PROBLEM


def test_a_consequence_names_two_hundred_events_at_most() -> None:
    """A page lists some of them; the count has all."""
    calls = [
        call(f"{day:02} {hour:02}:{minute:02}")
        for day in range(2, 7)
        for hour in (9, 10)
        for minute in range(30)
    ]
    consequence = found(*calls, team={"schedules": []})[0].consequence

    assert consequence is not None
    assert (consequence.count, len(consequence.events)) == (300, MOST_EVENTS)


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.key)
def test_every_check_is_said_in_two_languages_with_the_same_facts(check: Check) -> None:
    """French as it is printed: a no-break space before a colon or a semicolon, curly apostrophes; rules that exist."""
    for english, french in (check.sentence, check.help, check.so):
        assert bool(english) == bool(french)
        assert not re.search(r"'|(?<![\u00a0\u202f])[:;?!»]|«(?![\u00a0\u202f])", french)
    for english, french in (check.sentence, check.so):
        fields = [{name for _, name, *_ in Formatter().parse(side) if name} for side in (english, french)]
        assert fields[0] == fields[1]
    assert set(check.rules) <= set(rules())


def test_keys_are_unique_and_every_word_has_its_pair() -> None:
    """Pages and tests refer to findings by key."""
    assert len({check.key for check in CHECKS}) == len(CHECKS)
    assert set(SEVERITIES) == set(Severity)
    assert {check.page for check in CHECKS} <= set(PAGES)


def test_the_settings_of_a_desk_are_checked_at_once() -> None:
    """A page that checks while somebody types has no time: some milliseconds, here with room for a busy machine."""
    scenario = load(next(one.path for one in presets() if one.name == "seed_time"))
    check_up(scenario)
    begun_s = time.perf_counter()
    check_up(scenario)

    assert time.perf_counter() - begun_s < 0.5


@pytest.mark.parametrize(("language", "name"), [("en", "check-up.md"), ("fr", "check-up.fr.md")])
def test_the_pages_in_the_docs_are_what_the_checks_say(language: str, name: str) -> None:
    """They are made from them: print them again after a change (autoreply_sim/analytics/checkup/print_checks.py)."""
    assert (DOCS / name).read_text(encoding="utf-8") == page(language)


def test_the_command_prints_the_page(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    """Anyone can make the page: the command prints it as UTF-8."""
    main(["--lang", "fr"])

    assert capfdbinary.readouterr().out.decode() == page("fr")
