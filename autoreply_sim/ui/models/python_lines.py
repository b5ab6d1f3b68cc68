"""The same in Python: the lines that give in a notebook what the page shows."""

from __future__ import annotations

import json
from pathlib import PurePath
from pprint import pformat

from autoreply_sim.experiment.variant import Choices, as_saves


def python_lines(origin: str, choices: Choices) -> str:
    """Return lines that load the story, run it, and run it with the choices, too."""
    path = PurePath(*PurePath(origin).parts[-3:]).as_posix()  # as it is named from the project's folder
    lines = [
        f"from autoreply_sim import {'but, ' if choices else ''}load, run",
        "",
        f"story = load({json.dumps(path)})",
    ]
    if not choices:
        return "\n".join([*lines, "run(story).replies"])
    teams = pformat(as_saves(choices), width=100, sort_dicts=False)
    return "\n".join(
        [*lines, f"changed = but(story, teams={teams})", "run(story).replies, run(changed).replies"]
    )
