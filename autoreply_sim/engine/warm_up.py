"""Compiles the engine before anybody waits for it: `python -m autoreply_sim.engine.warm_up`.

Machine code is kept in the user's cache: where it is there already, this takes a second.
"""

from __future__ import annotations

from time import perf_counter

from autoreply_sim.domain.settings import TeamSettings
from autoreply_sim.domain.world import Company, Team, World
from autoreply_sim.engine.build import build
from autoreply_sim.engine.compiled import cache_folder, run_compiled
from autoreply_sim.rules.catalog import default_replies


def warm_up() -> None:
    """Load the compiled engine, or compile it if that was not done before, so that what comes next need not."""
    replies = TeamSettings(replies=default_replies())
    team = Team(key="team", display_name="Team", number="+15555550100", settings=replies)
    run_compiled(build(World(company=Company(), teams=(team,)), ()).machine)


def main() -> None:
    """Compile the engine and say how long it took, and where it is kept."""
    began_s = perf_counter()
    warm_up()
    print(f"The engine is compiled ({perf_counter() - began_s:.0f} s); it is kept in {cache_folder()}")


if __name__ == "__main__":  # pragma: no cover  # a test calls main
    main()
