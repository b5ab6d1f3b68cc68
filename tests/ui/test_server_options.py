"""The server's command line: what it refuses, and how it starts and stops."""

from __future__ import annotations

import signal
import socket
import subprocess
import time
from pathlib import Path

import pytest

from tests.ui.conftest import PATIENCE_S, StartServer, command, environment, is_running, kernel_process


def refusal(*arguments: str) -> tuple[int, str]:
    """The exit code and the words of a server that does not start."""
    done = subprocess.run(
        command(*arguments),
        capture_output=True,
        text=True,
        timeout=PATIENCE_S,
        env=environment(),
        check=False,
    )
    return done.returncode, done.stderr


def test_help_names_every_option() -> None:
    """`--help` is how people learn what the server can do."""
    done = subprocess.run(command("--help"), capture_output=True, text=True, env=environment(), check=True)

    options = ("--port", "--ip", "--token", "--notebooks", "--max-sessions", "--preheat", "--user-header")
    assert [option for option in options if option not in done.stdout] == []


@pytest.mark.parametrize("ip", ["0.0.0.0", "192.0.2.1", "::"])  # noqa: S104  # refused, not bound
def test_other_machines_are_let_in_only_with_a_token(ip: str, notebooks: Path) -> None:
    """Without a token the server listens on loopback or not at all."""
    code, said = refusal("--ip", ip, "--notebooks", str(notebooks))

    assert code == 2
    assert "--token" in said
    assert "Traceback" not in said


def test_a_port_in_use_is_said_plainly(notebooks: Path) -> None:
    """No traceback, no other port taken silently: the message says which and what to do."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        code, said = refusal("--port", str(port), "--notebooks", str(notebooks))

    assert code == 2
    assert f"port {port} of 127.0.0.1 is in use" in said
    assert "Traceback" not in said


@pytest.mark.parametrize(
    ("option", "value"),
    [
        ("--notebooks", "no/such/place"),
        ("--port", "65536"),
        ("--max-sessions", "0"),
        ("--preheat", "-1"),
        ("--user-header", "X User:"),
    ],
)
def test_an_impossible_wish_is_refused_by_name(option: str, value: str) -> None:
    """The message names the option and what was given."""
    code, said = refusal(option, value)

    assert code == 2
    assert option in said
    assert value in said


def test_ctrl_c_ends_the_server_and_every_session_at_once(start_server: StartServer) -> None:
    """No kernel survives its server, and nobody waits for goodbyes."""
    server = start_server("--preheat", "0")
    kernel = kernel_process(server.get("/voila/render/guarded.ipynb"))

    asked_s = time.monotonic()
    server.process.send_signal(signal.SIGINT)
    code = server.process.wait(PATIENCE_S)
    took_s = time.monotonic() - asked_s

    assert code == 0
    assert took_s < 3
    assert not is_running(kernel)
    assert "Traceback" not in server.log()


def test_starting_prints_one_line_with_the_address(notebooks: Path) -> None:
    """The address to open is all there is to say."""
    process = subprocess.Popen(
        command("--port", "0", "--preheat", "0", "--notebooks", str(notebooks)),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env=environment(),
    )
    assert process.stdout is not None
    first = process.stdout.readline()
    process.send_signal(signal.SIGTERM)
    rest, _ = process.communicate(timeout=PATIENCE_S)

    assert first.startswith("Dashboards: http://127.0.0.1:")
    assert rest == ""
    assert process.returncode == 0
