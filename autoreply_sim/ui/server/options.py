"""The command line of the server; every impossible wish is refused here, with what to do instead."""

from __future__ import annotations

import argparse
import ipaddress
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

_TOKEN_VARIABLE: Final = "AUTOREPLY_SIM_TOKEN"  # noqa: S105  # a name, not a secret
_HEADER: Final = re.compile(r"[A-Za-z0-9-]+")


def parse_options(arguments: Sequence[str], environment: Mapping[str, str]) -> Options:
    """Return what the command line asks for; print why not and exit with 2 otherwise."""
    parser = _parser()
    found = parser.parse_args(arguments)
    token = found.token or environment.get(_TOKEN_VARIABLE, "")
    if not is_loopback(found.ip) and not token:
        parser.error(
            f"--ip {found.ip} can be reached from other machines, so a token is needed: add --token, or set "
            f"{_TOKEN_VARIABLE} (it keeps the token out of the list of processes); or leave --ip at 127.0.0.1"
        )
    if not found.notebooks.is_dir():
        parser.error(
            f"--notebooks {found.notebooks}: there is no such directory; name the one with the dashboards"
        )
    return Options(
        port=found.port,
        ip=found.ip,
        token=token,
        notebooks=found.notebooks.resolve(),
        max_sessions=found.max_sessions,
        preheat=found.preheat,
        user_header=found.user_header,
        verbose=found.verbose,
    )


def is_loopback(ip: str) -> bool:
    """Return whether only this machine can reach a server that listens there."""
    if ip == "localhost":
        return True
    try:
        return ipaddress.ip_address(ip).is_loopback
    except ValueError:
        return False


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m autoreply_sim.ui.server",
        description="Serve the dashboards to a browser on this machine; with a token, to others too.",
        epilog="Ctrl-C stops the server and every session. /healthz says how it is.",
        formatter_class=argparse.ArgumentDefaultsHelpFormatter,
    )
    parser.add_argument("--port", type=_port, default=8866, help="where to listen; 0 takes any free port")
    parser.add_argument(
        "--ip", default="127.0.0.1", help="the address to listen at; any but loopback needs a token"
    )
    parser.add_argument(
        "--token", default="", help=f"what visitors must know; better set as {_TOKEN_VARIABLE}"
    )
    parser.add_argument(
        "--notebooks", type=Path, default=Path("dashboards"), help="the directory of the dashboards"
    )
    parser.add_argument(
        "--max-sessions",
        type=_positive,
        default=8,
        help="open pages at most, about 110 MB each, and 450 MB once a year was lived through",
    )
    parser.add_argument(
        "--preheat", type=_count, default=1, help="sessions kept ready per dashboard; 0 for none"
    )
    parser.add_argument(
        "--user-header",
        type=_header,
        default="",
        help="the request header in which a proxy names the visitor, such as X-Forwarded-User; only behind a proxy "
        "that sets it itself and lets no visitor send it",
    )
    parser.add_argument("--verbose", action="store_true", help="log every request")
    return parser


def _port(text: str) -> int:
    return _within(text, 0, 65535)


def _positive(text: str) -> int:
    return _within(text, 1, 1000)


def _count(text: str) -> int:
    return _within(text, 0, 1000)


def _header(text: str) -> str:
    if text and not _HEADER.fullmatch(text):
        raise argparse.ArgumentTypeError(
            f"{text!r} is not the name of a header; write one such as X-Forwarded-User"
        )
    return text


def _within(text: str, low: int, high: int) -> int:
    try:
        number = int(text)
    except ValueError:
        number = low - 1
    if not low <= number <= high:
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number from {low} to {high}")
    return number


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What the server was asked to do, checked."""

    port: int
    ip: str
    token: str
    notebooks: Path
    max_sessions: int
    preheat: int
    user_header: str
    """The header that names the visitor; empty where none is believed."""
    verbose: bool
