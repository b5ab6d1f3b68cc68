"""`autoreply-sim check`: runs scenarios and compares with what they expect."""

from __future__ import annotations

from argparse import Namespace

from autoreply_sim.cli.files import Stories
from autoreply_sim.cli.terminal import coloured, on_one_line
from autoreply_sim.experiment.check import check
from autoreply_sim.experiment.run import Run


def main(arguments: Namespace) -> int:
    """Print a line per file and every difference; return 2 if a file cannot be used, 1 if one differs, else 0."""
    stories = Stories(arguments.files)
    differing = 0
    total = 0
    for run in stories:
        total += 1
        differing += not _check(run)
    said = [f"{total - differing} ok", f"{differing} differ" if differing != 1 else "1 differs"]
    if stories.bad:
        said.append(f"{stories.bad} cannot be used")
    print(", ".join(said))
    return 2 if stories.bad else int(differing > 0)


def _check(run: Run) -> bool:
    """Compare one run, print the outcome, and return whether all is as expected."""
    origin = on_one_line(run.scenario.origin)
    if run.scenario.expect is None:
        print(f"{coloured('ok', 'green')}   {origin} (expects nothing)")
        return True
    differences = check(run)
    if not differences:
        print(f"{coloured('ok', 'green')}   {origin}")
        return True
    print(f"{coloured('FAIL', 'red')} {origin}")
    for difference in differences:
        print(f"       {on_one_line(difference.about)}")
        for line in difference.lines:
            print(f"         {on_one_line(line)}")
    return False
