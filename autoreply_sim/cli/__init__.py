"""The command line: `autoreply-sim run | check | coverage | schema`.

Exit codes: 0 all is well, 1 something differs from what was expected, 2 some input cannot be used; the highest counts.
A command's own modules are imported when it is called, so that each starts as quickly as it can.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from importlib import import_module

from autoreply_sim.cli.arguments import build_parser
from autoreply_sim.cli.terminal import write_utf8

_INTERRUPTED, _NOBODY_READS = 130, 141
"""What shells report of a program that was interrupted (Ctrl-C), or whose output nobody reads any more."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    arguments = build_parser().parse_args(argv)
    write_utf8()
    command = import_module(f"autoreply_sim.cli.{arguments.command}")
    try:
        code: int = command.main(arguments)
        sys.stdout.flush()
    except KeyboardInterrupt:
        return _INTERRUPTED
    except BrokenPipeError:
        # Python flushes once more as it ends, and would complain: let it flush into nothing.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return _NOBODY_READS
    return code
