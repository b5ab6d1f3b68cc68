"""`autoreply-sim run`: what happened, as a story for people or as JSON for machines."""

from __future__ import annotations

import json
import sys
from argparse import Namespace

from autoreply_sim.cli.files import Stories
from autoreply_sim.cli.story import tell


def main(arguments: Namespace) -> int:
    """Print every scenario that can be used; return 2 if one cannot, else 0."""
    stories = Stories(arguments.files, language=arguments.lang)
    for place, run in enumerate(stories):
        if arguments.json:
            sys.stdout.write(json.dumps(run.as_json(), ensure_ascii=False) + "\n")
        else:
            sys.stdout.write(("\n" if place else "") + tell(run))
    return 2 if stories.bad else 0
