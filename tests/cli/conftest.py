"""A scenario file on disk, and the command line, called in this process or in one of its own."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from autoreply_sim.cli import main

ROOT = Path(__file__).parents[2]
STORY = (ROOT / "tests" / "io" / "story.yaml").read_text(encoding="utf-8")


@dataclass(frozen=True, kw_only=True)
class Said:
    """What a command printed, and its exit code."""

    code: int
    out: str
    err: str


Call = Callable[..., Said]


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    """Write a file: the sound story, or another text."""

    def written(name: str = "story.yaml", text: str = STORY) -> Path:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return written


@pytest.fixture
def call(capsys: pytest.CaptureFixture[str]) -> Call:
    """Run a command in this process."""

    def called(*arguments: object) -> Said:
        code = main([str(argument) for argument in arguments])
        printed = capsys.readouterr()
        return Said(code=code, out=printed.out, err=printed.err)

    return called


@pytest.fixture
def spawn() -> Callable[..., subprocess.CompletedProcess[bytes]]:
    """Run a command in a process of its own, as a shell would."""

    def spawned(
        *arguments: object, env: Mapping[str, str] | None = None
    ) -> subprocess.CompletedProcess[bytes]:
        command = [sys.executable, "-m", "autoreply_sim", *map(str, arguments)]
        environment = {**os.environ, "PYTHONPATH": str(ROOT), **(env or {})}
        return subprocess.run(
            command, cwd=ROOT, env=environment, capture_output=True, timeout=60, check=False
        )

    return spawned


@pytest.fixture
def hears_ctrl_c() -> Iterator[None]:
    """As in a terminal: shells start what runs in the background deaf to Ctrl-C, and these tests may be started so."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)
