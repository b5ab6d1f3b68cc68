"""A program that saves: started by the tests of processes that share a store.

python writer.py URL AUTHOR SAVES [DIES]

Every save takes the latest version and adds a line to its document; a conflict means to look again. With DIES the
process kills itself in the middle of its last save, after the row is written and before that is made to stay.
"""

from __future__ import annotations

import os
import signal
import sys

from sqlalchemy import event

from autoreply_sim.io.store import Conflict, Store, open_store


def main(url: str, author: str, saves: int, *, dies: bool) -> None:
    """Open the store beside the others, and save."""
    with open_store(url) as store:
        for turn in range(saves):
            if dies and turn == saves - 1:
                event.listen(store._rows._engine, "commit", lambda _: os.kill(os.getpid(), signal.SIGKILL))
            add_line(store, f"{author} {turn}", author)


def add_line(store: Store, line: str, author: str) -> None:
    """Save the latest document with one more line."""
    while True:
        latest = store.latest("desk")
        lines = latest.document["lines"] if latest else []
        try:
            store.save(
                "desk", {"lines": [*lines, line]}, author=author, base=latest.number if latest else None
            )
        except Conflict:
            continue
        return


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]), dies="DIES" in sys.argv)
