"""`autoreply-sim check-up`: what looks wrong in the settings of files, and what came of it."""

from __future__ import annotations

import json
import sys
import textwrap
from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path

from autoreply_sim.analytics.checkup import Finding, Severity, check_up
from autoreply_sim.analytics.checkup.print_checks import SEVERITIES
from autoreply_sim.analytics.phrases import Pair, say
from autoreply_sim.cli.simulate_room import check_room
from autoreply_sim.cli.terminal import coloured, harmless, on_one_line
from autoreply_sim.domain.scenario import Scenario
from autoreply_sim.engine.ledger import Ledger, decide_all
from autoreply_sim.errors import InputError, Problem
from autoreply_sim.experiment.bounds import with_traffic
from autoreply_sim.experiment.simulate import simulate
from autoreply_sim.io.memory import available_bytes
from autoreply_sim.io.presets import file_of
from autoreply_sim.io.scenario_load import load

_COLUMNS = 110
_COLOURS = {Severity.PROBLEM: "red", Severity.WARNING: "yellow", Severity.HINT: "faint"}
_NO_ROOM = "there is not enough memory to simulate the period; use --settings-only"
_NOTHING: Pair = ("Nothing looks wrong.", "Rien ne semble anormal.")
_SUMMARY: Pair = (
    "problems: {problem}, warnings: {warning}, hints: {hint}",
    "problèmes : {problem}, avertissements : {warning}, remarques : {hint}",
)


def main(arguments: Namespace) -> int:
    """Print the findings file by file; return 2 if a file cannot be used, 1 if a problem was found and counts."""
    code = 0
    for written in arguments.files:
        try:
            scenario = load(file_of(written))
            findings = check_up(scenario, None if arguments.settings_only else _lived(scenario))
        except InputError as error:
            sys.stdout.flush()
            for problem in error.problems:
                print(on_one_line(str(problem)), file=sys.stderr)
            code = 2
            continue
        if arguments.json:
            sys.stdout.write(json.dumps(_as_json(scenario, findings), ensure_ascii=False) + "\n")
        else:
            sys.stdout.write(_in_words(scenario, findings, arguments.lang or "en"))
        if arguments.strict and any(one.severity == Severity.PROBLEM for one in findings):
            code = max(code, 1)
    return code


def _lived(scenario: Scenario) -> Ledger:
    """Return what came of a story, or of one replication of a scenario's traffic."""
    if scenario.traffic is None:
        return decide_all(scenario.world, scenario.events)
    once = with_traffic(scenario, replications=1)
    try:
        check_room(once, 1, available_bytes())
    except InputError:
        raise InputError([Problem(where="", message=_NO_ROOM, file=scenario.origin)]) from None
    return simulate(once, keep=True, measured=False).runs[0].ledger


def _in_words(scenario: Scenario, findings: tuple[Finding, ...], language: str) -> str:
    title = coloured(on_one_line(scenario.title), "bold")
    if not findings:
        return f"{title}\n{on_one_line(scenario.origin)}\n\n  {say(_NOTHING, language)}\n\n"
    told = "\n".join(line for finding in findings for line in _lines(finding, language))
    counts = {each.value: sum(one.severity == each for one in findings) for each in Severity}
    return f"{title}\n{on_one_line(scenario.origin)}\n\n{told}\n{say(_SUMMARY, language, **counts)}\n\n"


def _lines(finding: Finding, language: str) -> Iterator[str]:
    severity = say(SEVERITIES[finding.severity], language)
    yield f"{coloured(severity, _COLOURS[finding.severity])}  {finding.key}"
    paragraphs = [say(finding.sentence, language)]
    if finding.consequence is not None:
        paragraphs.append(say(finding.consequence.sentence, language))
    paragraphs.append(say(finding.help, language))
    for paragraph in paragraphs:
        yield _filled(on_one_line(paragraph))
    yield coloured(f"    → {harmless(_written(finding))} ({', '.join(finding.rules)})", "faint")
    yield ""


def _filled(paragraph: str) -> str:
    return textwrap.fill(
        paragraph, _COLUMNS, initial_indent="    ", subsequent_indent="    ", break_on_hyphens=False
    )


def _written(finding: Finding) -> str:
    """Return a path as errors write it: ``teams.parts.schedules[0].to``."""
    return "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in finding.path)[1:]


def _as_json(scenario: Scenario, findings: tuple[Finding, ...]) -> dict[str, object]:
    return {
        "scenario": scenario.title,
        "file": str(Path(scenario.origin)),
        "findings": [_finding_as_json(finding) for finding in findings],
    }


def _finding_as_json(finding: Finding) -> dict[str, object]:
    so = finding.consequence
    return {
        "key": finding.key,
        "severity": finding.severity.value,
        "team": finding.team,
        "page": finding.page.value,
        "path": list(finding.path),
        "sentence": _sides(finding.sentence),
        "help": _sides(finding.help),
        "consequence": None
        if so is None
        else {
            "count": so.count,
            "whole": so.whole,
            "events": list(so.events),
            "sentence": _sides(so.sentence),
        },
        "rules": list(finding.rules),
    }


def _sides(pair: Pair) -> dict[str, str]:
    return {"en": pair[0], "fr": pair[1]}
