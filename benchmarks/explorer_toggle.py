"""How long the explorer's server takes to answer a flipped switch: the run, the view model, the HTML of every piece.

Flips Ring Last Advisor, the missed-call option and each of the fourteen replies of the first team of every story, and
prints the median, the 95th percentile and the worst, in milliseconds. The goal is 150 ms.

    python benchmarks/explorer_toggle.py [FOLDER]
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from autoreply_sim.ui.components.explorer import explorer_page
from autoreply_sim.ui.models.explorer import Explorer
from autoreply_sim.ui.models.library import Library, find_stories

GOAL_MS = 150.0


def main(arguments: list[str]) -> int:
    """Measure and print; return 1 if the worst flip misses the goal."""
    folder = Path(arguments[0]) if arguments else find_stories(Path.cwd())
    explorer = Explorer(Library(folder))
    while explorer.library.read_some():
        pass
    explorer_page(explorer, lambda action: action, {})
    taken = sorted(_flips(explorer))
    if len(taken) < 2:
        print("no stories found; name their folder")
        return 1
    at_95 = statistics.quantiles(taken, n=20)[-1]
    print(f"{len(taken)} flips in {len(explorer.library.entries)} stories, milliseconds at the server:")
    print(f"median {statistics.median(taken):.1f}, 95th percentile {at_95:.1f}, worst {taken[-1]:.1f}")
    return int(taken[-1] > GOAL_MS)


def _flips(explorer: Explorer) -> Iterator[float]:
    for entry in explorer.library.entries:
        explorer.open(entry.name)
        told = explorer.page.told
        if told is None:
            continue
        rows = (*told.panel.replies, *told.panel.others)
        for switch in (*told.panel.switches, *(row.switch for row in rows)):
            began = time.perf_counter()
            explorer.flip(switch.setting, not switch.is_on)
            yield (time.perf_counter() - began) * 1_000
            explorer.revert_all()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
