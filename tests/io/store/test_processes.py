"""Processes that share a store: they wait for each other, lose nothing, and leave no half of a save behind."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from autoreply_sim.io.store import open_store

WRITER = Path(__file__).with_name("writer.py")
PROCESSES, SAVES = 8, 25


def start(place: str, author: str, saves: int, *more: str) -> subprocess.Popen[str]:
    """Start a process that saves."""
    command = [sys.executable, "-W", "error", str(WRITER), place, author, str(saves), *more]
    return subprocess.Popen(command, stderr=subprocess.PIPE, text=True)


def test_eight_processes_lose_nothing(place: str) -> None:
    """They open a store that is not there yet, all at once, and save 25 times each; every line is there, in order.

    Each document is the one before with one line more, so that nobody overwrote what they had not seen.
    """
    running = [start(place, f"process {number}", SAVES) for number in range(PROCESSES)]
    errors = [process.communicate()[1] for process in running]

    assert errors == [""] * PROCESSES
    with open_store(place) as store:
        history = store.history("desk", most=1_000)
    assert [v.number for v in history] == list(range(PROCESSES * SAVES, 0, -1))
    lines = history[0].document["lines"]
    assert all(v.document["lines"] == lines[: v.number] for v in history)
    assert sorted(lines) == sorted(f"process {n} {turn}" for n in range(PROCESSES) for turn in range(SAVES))


def test_a_process_that_dies_in_the_middle_of_a_save_leaves_what_was_there(place: str) -> None:
    """The row that it wrote is gone, nothing stays locked, and the number goes to the next one who saves."""
    dying = start(place, "dying", 3, "DIES")
    dying.communicate()

    assert dying.returncode < 0
    with open_store(place) as store:
        assert [v.number for v in store.history("desk")] == [2, 1]
        assert store.save("desk", {"lines": []}, author="Ana", base=2).number == 3
