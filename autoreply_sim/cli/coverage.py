"""`autoreply-sim coverage`: which scenarios exercise which rule, and what none does."""

from __future__ import annotations

import json
import sys
import textwrap
from argparse import Namespace
from pathlib import Path

from autoreply_sim.cli.covered import Coverage, measure
from autoreply_sim.cli.files import Stories
from autoreply_sim.cli.terminal import coloured, harmless

_COLUMNS = 120
_HEADS = {
    "rules": "Rules",
    "replies": "Replies, sent and not sent",
    "reasons": "Reasons why a reply is not sent",
    "policies": "Policies, value by value",
}


def main(arguments: Namespace) -> int:
    """Print the coverage; return 2 if a file cannot be used, 1 if something is not covered, else 0."""
    stories = Stories([arguments.directory])
    coverage = measure(stories)
    if arguments.json:
        sys.stdout.write(json.dumps(coverage.as_json(), ensure_ascii=False) + "\n")
    else:
        _print(coverage)
    return 2 if stories.bad else int(not coverage.is_complete)


def _print(coverage: Coverage) -> None:
    for part, items in coverage.parts.items():
        covered = sum(bool(scenarios) for scenarios in items.values())
        print(coloured(f"{_HEADS[part]}: {covered} of {len(items)}", "bold"))
        width = max(map(len, items), default=0)
        for item, scenarios in items.items():
            _print_item(f"  {item:<{width}} {len(scenarios):>4}  ", scenarios)
        print()
    for part, item in coverage.missing:
        print(coloured(f"not covered: {item} ({part})", "red"))
    for rule, scenarios in coverage.unknown_rules.items():
        print(coloured(f"no rule is called {rule}: {harmless(', '.join(scenarios))}", "red"))
    if coverage.is_complete:
        print(coloured("everything is covered", "green"))


def _print_item(lead: str, scenarios: list[str]) -> None:
    names = harmless(", ".join(Path(scenario).stem for scenario in scenarios)) or coloured("none", "red")
    indent = " " * len(lead)
    print(
        textwrap.fill(
            names, width=_COLUMNS, initial_indent=lead, subsequent_indent=indent, break_on_hyphens=False
        )
    )
