"""The command line as a program: help, exit codes, streams, signals, speed."""

from __future__ import annotations

import io
import json
import os
import signal
import subprocess
import sys
import time
from argparse import Namespace
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from autoreply_sim.cli import main, run, terminal
from tests.pace import effort

Call = Callable[..., Any]
Spawn = Callable[..., "subprocess.CompletedProcess[bytes]"]
Write = Callable[..., Path]

ROOT = Path(__file__).parents[2]
SLOW_TO_IMPORT = (
    "pandas",
    "ipywidgets",
    "IPython",
    "voila",
    "numba",
    "plotly",
    "tornado",
    "scipy",
    "holidays",
    "icalendar",
)


@pytest.mark.parametrize(
    "arguments", [["--help"], ["run", "--help"], ["check", "--help"], ["coverage", "--help"]]
)
def test_help_helps(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """Every command says what it takes; the first page has examples and exit codes."""
    with pytest.raises(SystemExit) as stopped:
        main(arguments)
    out = capsys.readouterr().out

    assert stopped.value.code == 0
    assert "usage: autoreply-sim" in out
    assert "examples:" in out
    assert "exit codes:" in out


@pytest.mark.parametrize(
    "arguments", [[], ["walk"], ["run"], ["run", "--lang", "de", "x"], ["run", "--jso", "x"]]
)
def test_a_wrong_command_line_is_a_usage_error(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit code 2 and the usage, as is the custom; options are not guessed at."""
    with pytest.raises(SystemExit) as stopped:
        main(arguments)

    assert stopped.value.code == 2
    assert "usage:" in capsys.readouterr().err


def test_the_version_is_that_of_the_package(capsys: pytest.CaptureFixture[str]) -> None:
    """One line."""
    with pytest.raises(SystemExit) as stopped:
        main(["--version"])

    assert stopped.value.code == 0
    assert capsys.readouterr().out.startswith("autoreply-sim ")


def test_schema_prints_the_schema(call: Call) -> None:
    """For editors that check while one types."""
    assert json.loads(call("schema").out)["title"] == "Scenario file, version 1"


def test_the_output_is_utf8_whatever_the_locale(spawn: Spawn, write: Write) -> None:
    """JSON is UTF-8; under LANG=C, too."""
    path = write("é.yaml", write().read_text(encoding="utf-8").replace("Carla Diaz", "Zoé Œuvre"))
    for env in (
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"PYTHONIOENCODING": "ascii"},
    ):
        told = spawn("run", path, env=env)
        assert told.returncode == 0, told.stderr
        assert "Zoé Œuvre calls Prairie Service" in told.stdout.decode("utf-8")


def test_the_same_files_give_the_same_bytes(spawn: Spawn) -> None:
    """Whatever the hash seed, the zone and the locale of the machine."""
    library = ROOT / "data" / "scenarios"
    one = spawn("run", "--json", library, env={"PYTHONHASHSEED": "1", "TZ": "Asia/Tokyo"})
    other = spawn("run", "--json", library, env={"PYTHONHASHSEED": "2", "TZ": "UTC", "LC_ALL": "C"})

    assert one.returncode == 0
    assert one.stdout == other.stdout


def test_a_reader_that_goes_away_is_no_error(write: Write) -> None:
    """`autoreply-sim run … | head -1` ends without a word."""
    files = [str(write())] * 300
    process = subprocess.Popen(
        [sys.executable, "-m", "autoreply_sim", "run", "--json", *files],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.readline()
    process.stdout.close()

    assert process.stderr.read() == b""
    assert process.wait(timeout=30) == 141
    process.stderr.close()


@pytest.mark.skipif(
    not Path("/dev/full").exists(), reason="only some systems have a disk that is always full"
)
def test_output_that_cannot_be_written_is_said_so(write: Write) -> None:
    """A full disk is neither a difference nor a bad input: exit code 74, as sysexits.h has it."""
    with Path("/dev/full").open("wb") as full:
        told = subprocess.run(
            [sys.executable, "-m", "autoreply_sim", "run", "--json", str(write())],
            cwd=ROOT,
            stdout=full,
            stderr=subprocess.PIPE,
            timeout=60,
            check=False,
        )

    assert told.returncode == 74
    assert told.stderr == b"autoreply-sim: the output cannot be written: No space left on device\n"


@pytest.mark.skipif(os.name != "posix", reason="only a POSIX shell closes streams")
def test_closed_streams_are_no_reason_to_fail(write: Write) -> None:
    """`>&-` and `2>&-`: what was for a closed stream is not written to the other one."""

    def told(*words: str) -> tuple[int, bytes, bytes]:
        line = f'"{sys.executable}" -m autoreply_sim ' + " ".join(words)
        done = subprocess.run(["/bin/sh", "-c", line], cwd=ROOT, capture_output=True, timeout=60, check=False)
        return done.returncode, done.stdout, done.stderr

    bad = write("bad.yaml", "version: 2\n")

    assert told("check", str(bad), "2>&-") == (2, b"0 ok, 0 differ, 1 cannot be used\n", b"")
    assert told("run", str(write()), ">&-") == (0, b"", b"")


def test_a_file_name_cannot_break_the_line(call: Call, write: Write) -> None:
    """Whoever reads line by line reads one problem a line."""
    good = write("a\nb.yaml")
    bad = write("c\nd.yaml", "version: 1\n")
    said = call("check", good, bad)

    assert f"ok   {good.parent}/a\\nb.yaml\n" in said.out
    assert said.err.startswith(f"{bad.parent}/c\\nd.yaml:1: teams: the key 'teams' is missing")


def test_an_empty_path_is_a_usage_error(capsys: pytest.CaptureFixture[str]) -> None:
    """`autoreply-sim check "$UNSET"` does not mean the current directory."""
    with pytest.raises(SystemExit) as stopped:
        main(["check", ""])

    assert stopped.value.code == 2
    assert "the path is empty" in capsys.readouterr().err


@pytest.mark.usefixtures("hears_ctrl_c")
def test_an_interrupt_ends_the_command_quietly(
    monkeypatch: pytest.MonkeyPatch, call: Call, write: Write
) -> None:
    """Ctrl-C is no error of ours: exit code 130, no traceback."""

    def interrupted(_arguments: Namespace) -> int:
        signal.raise_signal(signal.SIGINT)
        return 0

    monkeypatch.setattr(run, "main", interrupted)
    said = call("run", write())

    assert said.code == 130
    assert said.err == ""


def test_a_directory_that_cannot_be_read_is_reported(
    monkeypatch: pytest.MonkeyPatch, call: Call, tmp_path: Path
) -> None:
    """Like any other input that cannot be used."""

    def refused(_path: Path) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "iterdir", refused)
    said = call("run", tmp_path)

    assert said.code == 2
    assert said.err == f"{tmp_path}: this directory cannot be read: Permission denied\n"


class Screen(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        """Return that it is one."""
        return True


def test_colours_are_for_terminals_that_want_them(monkeypatch: pytest.MonkeyPatch, write: Write) -> None:
    """None in a file or a pipe, none under NO_COLOR, none on a dumb terminal."""
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    printed = []
    for variable, value in ((None, ""), ("NO_COLOR", "1"), ("TERM", "dumb")):
        if variable:
            monkeypatch.setenv(variable, value)
        screen = Screen()
        monkeypatch.setattr(sys, "stdout", screen)
        main(["check", str(write())])
        printed.append(screen.getvalue())

    assert "\x1b[32mok\x1b[0m" in printed[0]
    assert "\x1b" not in printed[1]
    assert "\x1b" not in printed[2]


def test_progress_is_shown_on_a_terminal_once_it_takes_long(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing in the first two seconds; then the count, a few times a second; in the end the line is gone."""
    clock = iter([0.0, 1.0, 2.1, 2.15, 2.4])
    screen = Screen()
    monkeypatch.setattr(time, "monotonic", lambda: next(clock))
    monkeypatch.setattr(sys, "stderr", screen)
    progress = terminal.Progress(1_000)
    for _ in range(4):
        progress.step()
    progress.clear()
    progress.clear()

    assert screen.getvalue() == "\r2 / 1,000\r4 / 1,000\r\x1b[K"


def test_a_story_starts_without_heavy_libraries(write: Write) -> None:
    """What a command does not need, it does not wait for."""
    program = (
        "import sys; from autoreply_sim.cli import main; "
        f"main(['run', '--json', {str(write())!r}]); "
        f"print([name for name in {SLOW_TO_IMPORT!r} if name in sys.modules], file=sys.stderr)"
    )
    told = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, timeout=60, check=True, text=True
    )

    assert told.stderr.strip() == "[]"


def test_a_story_is_told_within_a_second_and_a_half(spawn: Spawn, write: Write) -> None:
    """From a cold process, with the caches warm; work is measured, because others use this machine."""
    path = write()
    spawn("run", path)
    before = os.times()
    spawn("run", path)
    after = os.times()

    assert (after.children_user + after.children_system) - (
        before.children_user + before.children_system
    ) < 1.5


def test_many_files_run_in_one_call(call: Call, write: Write) -> None:
    """The sound file, 400 times: little work each; what it comes to in seconds, benchmarks/many_files.py says."""
    files = [write()] * 400
    codes: list[int] = []

    assert effort(lambda: codes.append(call("run", "--json", *files).code)) < 300
    assert codes == [0]
