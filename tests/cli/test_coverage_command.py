"""`autoreply-sim coverage`: what the library exercises, and what it does not."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from autoreply_sim.cli import covered

Call = Callable[..., Any]
Write = Callable[..., Path]

LIBRARY = Path(__file__).parents[2] / "data" / "scenarios"


def test_the_library_exercises_everything(call: Call) -> None:
    """Every rule, every reason, every reply in both verdicts, every policy value has a scenario."""
    said = call("coverage", LIBRARY)

    assert said.code == 0, [
        line for line in said.out.splitlines() if line.startswith(("not covered", "no rule"))
    ]
    assert said.out.endswith("everything is covered\n")


def test_full_coverage_says_so(call: Call, write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    """A rulebook of one rule, without replies, reasons and policies, is covered by one story."""
    for name, value in {"rules": lambda: ["R-TKT-4"], "REPLY_KEYS": (), "Reason": (), "POLICIES": ()}.items():
        monkeypatch.setattr(covered, name, value)
    monkeypatch.setattr(covered, "_exercised", lambda _run: [("rules", "R-TKT-4")])
    said = call("coverage", write().parent)

    assert said.code == 0
    assert said.out.endswith("everything is covered\n")


def test_what_nothing_exercises_is_named(call: Call, write: Write) -> None:
    """One story leaves most of the rulebook alone."""
    path = write()
    said = call("coverage", path.parent)

    assert said.code == 1
    assert "  R-RLA-1  " in said.out
    assert "not covered: R-RLA-4 (rules)" in said.out
    assert "not covered: customer_hangs_up sent (replies)" in said.out
    assert "not covered: landline (reasons)" in said.out
    assert "not covered: rla_window_hours: another (policies)" in said.out
    assert "everything is covered" not in said.out


def test_runs_count_as_well_as_citations(call: Call, write: Write) -> None:
    """What the run was decided by is exercised, cited or not; a default counts where its rule is cited."""
    told = json.loads(call("coverage", "--json", write().parent).out)

    assert told["rules"]["R-TKT-4"] == [str(write())]
    assert told["rules"]["R-MSG-3"] == [str(write())]
    assert told["replies"]["after_successful_call sent"] == [str(write())]
    assert told["replies"]["after_successful_call not_sent"] == [str(write())]
    assert told["reasons"]["withheld_number"] == [str(write())]
    assert told["policies"]["missed_call_without_rla: join_open_ticket"] == [str(write())]
    assert told["policies"]["rla_window_hours: 168"] == [str(write())]
    assert told["policies"]["after_hours: not_business_hours"] == []
    assert {"part": "rules", "item": "R-RLA-4"} in told["missing"]


def test_another_policy_value_counts_by_itself(call: Call, write: Write) -> None:
    """Who changes a policy exercises it."""
    text = write().read_text(encoding="utf-8").replace("rla_window_hours: 168", "rla_window_hours: 24")
    told = json.loads(call("coverage", "--json", write("story.yaml", text).parent).out)

    assert len(told["policies"]["rla_window_hours: another"]) == 1
    assert told["policies"]["rla_window_hours: 168"] == []


def test_a_citation_of_no_rule_is_an_error(call: Call, write: Write) -> None:
    """A slip of the pen would otherwise leave a rule without its scenario."""
    said = call(
        "coverage",
        write("story.yaml", write().read_text(encoding="utf-8").replace("R-RLA-1", "R-RLA-9")).parent,
    )

    assert said.code == 1
    assert "no rule is called R-RLA-9: " in said.out


def test_a_bad_file_is_reported(call: Call, write: Write) -> None:
    """Exit code 2, as everywhere."""
    assert call("coverage", write("bad.yaml", "version: 1\n").parent).code == 2
